package kk

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimgraph/extract"
)

// Phrase returns the noun phrase that ends with the head noun. It reads leftward
// from the head and takes what can only belong to it: adjectives and numerals,
// a bare noun before a possessive one (келіссөздер раунды), an owner in the
// genitive or a proper name (ҚР Сыртқы істер министрі), -дағы words, the
// complements of the given postpositions, the object of a verbal noun among
// these, and what is coordinated inside them. It stops at the sentence's start,
// at demonstratives, verbs, converbs and relative clauses, at other cases, dates
// and, but for "X пен Y арасындағы", persons.
//
// Complement is where the head's own adjectives, numerals and bare nouns begin.
func (a *Analyzer) Phrase(d *extract.Doc, head int, postpositions []string) extract.Phrase {
	if head < 0 || head >= len(d.Tokens) {
		return extract.Phrase{First: head, End: head, Head: head, Complement: head}
	}
	w := newWalker(a, d, head, postpositions)
	for w.at >= w.from && w.step() {
	}
	if g := w.top(); g.wantsObject { // бұл туралы: of no use without its object
		w.first = g.right
		if w.complement >= 0 && w.complement <= g.right {
			w.complement = -1
		}
	}
	w.first = w.withoutSum(w.inQuotes(w.first))
	if w.complement < w.first {
		w.complement = w.first
	}
	return extract.Phrase{First: w.first, End: head + 1, Head: head, Complement: w.complement}
}

// inQuotes begins the phrase where the quotation marks open that close right
// behind its head: the whole between them is a name, «Самал Қолдау Банкі».
func (w *walker) inQuotes(first int) int {
	if w.head+1 >= len(w.d.Tokens) || !isClosingQuote(w.d.Tokens[w.head+1].Text) || w.d.Tokens[w.head+1].Text == "\"" {
		return first
	}
	for k := w.head - 1; k >= w.from && k > w.head-8; k-- {
		switch t := &w.d.Tokens[k]; {
		case isOpeningQuote(t.Text):
			if w.d.Tokens[k+1].Capitals != extract.Lower {
				return min(first, k+1)
			}
			return first
		case t.Kind == extract.MarkToken:
			return first
		}
	}
	return first
}

// withoutSum begins the phrase behind a sum of money in front of it, which is
// told of the thing but is no part of its name: "12 млрд теңгенің несие шарты".
func (w *walker) withoutSum(first int) int {
	i := first
	for i < w.head && (w.d.Tokens[i].Best().POS == extract.NUM || w.d.Tokens[i].Kind == extract.NumberToken) {
		i++
	}
	if i == first || i+1 >= w.head {
		return first
	}
	for _, stem := range []string{"теңге", "доллар", "еуро", "рубль", "юань"} {
		if ending, ok := strings.CutPrefix(w.d.Tokens[i].Lower, stem); ok && ending != "" {
			return i + 1
		}
	}
	return first
}

// maxPhrase bounds the tokens of a phrase, so that a page without full stops is
// read in linear time.
const maxPhrase = 80

// A governor is a noun, verbal noun or postposition in the phrase that words to
// its left may belong to.
type governor struct {
	lemma string
	cas   extract.Case
	// needsOwner: its possessive has no genitive or name before it yet.
	needsOwner bool
	// takesNoun: a bare noun may stand right before it.
	takesNoun bool
	// wantsObject: a postposition that has nothing to its left yet; the phrase
	// without it begins at right.
	wantsObject bool
	right       int
	// verbal: a verbal noun, which may have an object, once; open: one that has
	// another complement, but its object may be told before that.
	verbal, open bool
	// proper: a name, or the noun of one.
	proper bool
	// named: it has a name of its own (Reuters агенттігі), so another name
	// before it is its owner only in the genitive.
	named bool
	// bare: a common noun that stands without a case before another.
	bare bool
	// animate: a person, whose post may follow a country's bare name.
	animate bool
	// loose: inside the complement of a postposition, where any two nouns may
	// be coordinated; pair: of "арасындағы", where persons may too.
	loose, pair bool
	// listed: something has been coordinated with it, so commas may follow.
	listed bool
}

// A walker reads a phrase leftward.
type walker struct {
	*Analyzer
	d             *extract.Doc
	postpositions []string
	from          int // first token of the sentence
	head          int
	at            int // token to look at next
	first         int // first token taken
	complement    int // see extract.Phrase; -1 until a complement is taken
	governors     []governor
	space         [8]governor
	adjacent      bool // nothing stands between at and the innermost governor
}

func newWalker(a *Analyzer, d *extract.Doc, head int, postpositions []string) *walker {
	w := &walker{Analyzer: a, d: d, postpositions: postpositions, head: head, at: head - 1, first: head, complement: -1, adjacent: true}
	if s := d.Tokens[head].Sentence; s >= 0 && s < len(d.Sentences) {
		w.from = d.Sentences[s].First
	} else {
		for w.from = head; w.from > 0 && d.Tokens[w.from-1].Sentence == s; w.from-- {
		}
	}
	w.from = max(w.from, head-maxPhrase)
	w.governors = append(w.space[:0], w.governorOf(w.atomAt(head), nil))
	return w
}

func (w *walker) top() *governor { return &w.governors[len(w.governors)-1] }

// An atom is what is taken whole: a token, a mention, a name in quotation marks.
type atom struct {
	first, last int
	extract.Analysis
	text   string // lower-case last word
	proper bool
	person bool
	quoted bool
}

// atomAt returns the atom that ends at token i.
func (w *walker) atomAt(i int) atom {
	t := &w.d.Tokens[i]
	x := atom{first: i, last: i, Analysis: t.Best(), text: t.Lower}
	if isClosingQuote(t.Text) || t.Lower != "" && t.Lower[0] == '-' && len(t.Lower) > 1 && i > w.from && isClosingQuote(w.d.Tokens[i-1].Text) {
		return w.quotedAt(i, x)
	}
	if m := w.mentionAt(i); m != nil {
		x.first = m.First
		switch m.Type {
		case "Person":
			x.person = true
		case "Country", "City", "Region", "Place", "Organization":
			x.proper = m.Via == "" || t.Capitals != extract.Lower && i > w.from // "Кеңес директор етіп ..." acts
			if x.Possessor == 0 && x.Case <= extract.Nom && t.Capitals == extract.Lower && len(w.governors) > 0 && w.top().verbal {
				x.first, x.proper = i, false // бірлескен кәсіпорын құру
				return x
			}
			if x.POS == extract.ADJ || x.POS == 0 {
				x.POS = extract.PROPN
			}
		case "Date", "Event", "Role", "Agreement":
			if m.Type == "Date" {
				x.Analysis = extract.Analysis{}
			}
		}
		return x
	}
	x.person = x.POS == extract.PROPN && (x.Name == extract.Surname || x.Name == extract.Given || x.Name == extract.Patronymic) ||
		w.isInitialed(i)
	x.proper = !x.person && (x.POS == extract.PROPN || x.POS == extract.X && t.Capitals != extract.Lower) ||
		x.POS == extract.NOUN && t.Capitals == extract.Capital && i > w.from && x.Possessor == 3
	return x
}

// isInitialed reports whether the token is a surname after an initial.
func (w *walker) isInitialed(i int) bool {
	ts := w.d.Tokens
	return i >= w.from+2 && ts[i-1].Text == "." && ts[i].Capitals == extract.Capital && !ts[i].SpaceBefore &&
		utf8.RuneCountInString(ts[i-2].Text) == 1 && ts[i-2].Capitals != extract.Lower
}

// mentionAt returns the longest mention that ends with token i in the sentence.
func (w *walker) mentionAt(i int) *extract.Mention {
	ms := w.d.Mentions
	n, _ := slices.BinarySearchFunc(ms, i+1, func(m extract.Mention, first int) int { return m.First - first })
	var found *extract.Mention
	// A mention of more than forty tokens is no name.
	for k := n - 1; k >= 0 && ms[k].First >= w.from && ms[k].First > i-40; k-- {
		if m := &ms[k]; m.End == i+1 && m.Type != "Number" && (found == nil || m.First < found.First) {
			found = m
		}
	}
	return found
}

// quotedAt returns the name in quotation marks that ends at token i, with the
// case of an ending that a hyphen joins to it.
func (w *walker) quotedAt(i int, x atom) atom {
	x.Analysis = extract.Analysis{POS: extract.PROPN, Case: extract.Nom}
	end := i
	if !isClosingQuote(w.d.Tokens[i].Text) {
		x.Analysis = w.d.Tokens[i].Best()
		x.POS = extract.PROPN
		end--
	}
	for k := end - 1; k >= w.from && k > end-16; k-- {
		if isOpeningQuote(w.d.Tokens[k].Text) {
			x.first, x.proper, x.quoted, x.text = k, true, true, w.d.Tokens[end-1].Lower
			return x
		}
	}
	return atom{first: i, last: i}
}

func isClosingQuote(s string) bool { return s == "»" || s == "”" || s == "\"" }
func isOpeningQuote(s string) bool { return s == "«" || s == "“" || s == "„" || s == "\"" }

// governorOf returns the governor that a nominal atom becomes under parent.
func (w *walker) governorOf(x atom, parent *governor) governor {
	g := governor{
		lemma: x.Lemma, cas: x.Case, proper: x.proper, animate: x.Animate,
		needsOwner: x.Possessor == 3, takesNoun: x.Possessor == 3 && !(x.proper && x.first < x.last),
		verbal: x.POS == extract.VERB && x.Form == extract.Vnoun,
		bare:   x.POS == extract.NOUN && x.Case == extract.Nom,
		named:  x.proper && x.first < x.last && !x.quoted && w.isPlace(x),
	}
	if parent != nil {
		g.loose, g.pair = parent.loose, parent.pair
	}
	if x.proper && x.first < x.last && w.isPlaceKind(x.first+1) { // Абай облыстық соты has its owner
		g.needsOwner, g.takesNoun = false, false
	}
	// ҚР СІМ: an abbreviation may hide a possessive.
	if t := &w.d.Tokens[x.last]; x.last != w.head && t.Capitals == extract.AllCaps && x.Name != extract.Geo && x.first == x.last {
		g.needsOwner = true
	}
	return g
}

// isPlace reports whether the atom is a town or province with its noun: "Түркістан
// облысының".
func (w *walker) isPlace(x atom) bool {
	m := w.mentionAt(x.last)
	return m != nil && m.First == x.first && (m.Type == "Region" || m.Type == "City")
}

// take makes the phrase begin at the atom and go on left of it.
func (w *walker) take(x atom) {
	w.first, w.at = x.first, x.first-1
}

// takeModifier takes an atom that has no words of its own.
func (w *walker) takeModifier(x atom) bool {
	w.take(x)
	w.adjacent = false
	return true
}

// takeNominal takes an atom that words to its left may belong to, under the
// innermost governor.
func (w *walker) takeNominal(x atom) bool {
	parent := *w.top()
	w.take(x)
	w.governors = append(w.governors, w.governorOf(x, &parent))
	w.adjacent = true
	return true
}

// endsOwn notes that what stands at the token and before is complement, if it
// belongs to the head itself.
func (w *walker) endsOwn(to int) {
	if w.complement < 0 && to == 0 {
		w.complement = w.first
	}
}

// step takes the atom before what has been read and reports whether it did.
func (w *walker) step() bool {
	x := w.atomAt(w.at)
	t := &w.d.Tokens[w.at]
	if t.Kind == extract.MarkToken && !x.quoted {
		return w.mark(t.Text)
	}
	if m := w.mentionAt(w.at); m != nil && m.Type == "Date" {
		return false
	}
	if t.Kind == extract.WordToken || t.Kind == extract.MixedToken {
		if slices.Contains(w.postpositions, t.Lower) {
			return w.postposition(x)
		}
	}
	if w.top().wantsObject {
		return w.object(x)
	}
	if _, ok := roman(w.d, w.at); ok {
		return w.takeModifier(x)
	}
	if w.names(x) {
		return w.nominal(x)
	}
	if w.isOfPlace(x, t) { // nobody else is its owner
		w.top().needsOwner, w.top().takesNoun = false, false
		return w.takeModifier(x)
	}
	switch x.POS {
	case extract.CCONJ:
		return w.coordination(x)
	case extract.ADJ:
		return w.takeModifier(x)
	case extract.NUM:
		if x.Case > extract.Nom && (t.HasPOS(extract.ADV) || t.HasPOS(extract.ADP)) { // "бірге өткізу": together
			return w.top().verbal && w.adjacent && w.takeModifier(x)
		}
		return w.isCount(x) && w.takeModifier(x)
	case extract.ADP:
		if w.lexicon.postpositionOf(x.text).name {
			return w.postposition(x)
		}
		for _, r := range t.Analyses { // арасындағы, саласындағы
			if r.Attributive {
				x.Analysis = r
				return w.attributive(x)
			}
		}
		return false
	case extract.NOUN, extract.PROPN, extract.X:
		return w.nominal(x)
	case extract.VERB:
		if x.Form == extract.Fin && w.top().verbal && w.adjacent { // "қазандық жеткізу": no finite verb stands there
			if k := slices.IndexFunc(t.Analyses, func(r extract.Analysis) bool { return r.POS == extract.NOUN && r.Case == extract.Nom }); k >= 0 {
				x.Analysis = t.Analyses[k]
				return w.nominal(x)
			}
		}
		return w.verb(x, t)
	case extract.ADV: // бірлесіп жүргізу туралы
		return w.top().verbal && w.adjacent && w.takeModifier(x)
	}
	return false
}

// isOfPlace reports whether the atom is the name of a place before the adjective for
// its kind: "Көлсай аудандық мәслихаты".
func (w *walker) isOfPlace(x atom, t *extract.Token) bool {
	return !w.adjacent && x.first == x.last && t.Capitals == extract.Capital && x.last+1 < w.head && x.POS != extract.ADJ && x.Case <= extract.Nom && x.Possessor == 0 &&
		w.isPlaceKind(x.last+1)
}

// isPlaceKind reports whether the token is an adjective for a kind of place: аудандық.
func (w *walker) isPlaceKind(i int) bool {
	next := w.d.Tokens[i].Lower
	for _, ending := range []string{"лық", "лік", "дық", "дік", "тық", "тік"} {
		if stem, ok := strings.CutSuffix(next, ending); ok {
			return w.lexicon.regions.Has(stem)
		}
	}
	return false
}

// isCount reports whether a numeral counts the noun after it: "бір" is rather
// an article, and a date in figures is none.
func (w *walker) isCount(x atom) bool {
	if x.Case > extract.Nom || x.Possessor > 0 || w.lexicon.isArticle(x.text) {
		return false
	}
	return w.d.Tokens[x.last].Kind != extract.NumberToken || strings.Count(x.text, "-")+strings.Count(x.text, ".") < 2
}

// mark goes over a mark of punctuation, if the phrase may go on beyond it.
func (w *walker) mark(text string) bool {
	switch text {
	case ")":
		for k := w.at - 1; k > w.from && k >= w.at-6; k-- {
			if w.d.Tokens[k].Text == "(" {
				w.at = k - 1
				return true
			}
		}
	case "–", "—", "-", "‑":
		return w.dash()
	case ",":
		if w.top().listed && w.at > w.from {
			x := w.atomAt(w.at - 1)
			if x.POS == extract.NOUN && x.Case == extract.Nom && x.Possessor == 0 && !x.person {
				return w.coordinate(x, len(w.governors)-1)
			}
		}
	}
	return false
}

// dash joins the two names of "Қазақстан – ЕО ынтымақтастық кеңесі".
func (w *walker) dash() bool {
	if w.at <= w.from || len(w.governors) < 2 || !w.top().proper {
		return false
	}
	x := w.atomAt(w.at - 1)
	return x.proper && x.Case == extract.Nom && w.coordinate(x, len(w.governors)-1)
}

// postposition takes a postposition, or a -дағы word used as one.
func (w *walker) postposition(x atom) bool {
	level := len(w.governors) - 1
	w.endsOwn(level)
	pair := w.lexicon.postpositionOf(x.text).pair
	parent, right := w.top(), w.first
	w.take(x)
	w.governors = append(w.governors, governor{wantsObject: true, right: right, loose: true, pair: pair || parent.pair})
	w.adjacent = true
	return true
}

// object takes the noun that a postposition follows.
func (w *walker) object(x atom) bool {
	t := &w.d.Tokens[w.at]
	isNominal := x.POS == extract.NOUN || x.POS == extract.PROPN || x.POS == extract.X || x.POS == extract.NUM ||
		x.POS == extract.VERB && (x.Form == extract.Vnoun || x.Case != 0)
	if x.POS == extract.ADJ && t.Kind == extract.WordToken { // құқықтық туралы: an adjective used as a noun
		isNominal = true
	}
	if !isNominal || x.Case == extract.Acc || x.Case == extract.Gen {
		return false
	}
	w.top().wantsObject = false
	if !w.takeNominal(x) {
		return false
	}
	// A verbal noun that is a noun of its own too, "зерттеу", may have its object.
	w.readVerbal(x, t)
	return true
}

// readVerbal lets the innermost governor have an object if its noun is a verbal
// one too: зерттеу, бұзушылық.
func (w *walker) readVerbal(x atom, t *extract.Token) {
	g := w.top()
	if g.verbal || x.first != x.last || x.POS != extract.NOUN || x.Possessor != 0 {
		return
	}
	g.verbal = strings.HasSuffix(x.Lemma, "ушылық") || strings.HasSuffix(x.Lemma, "ушілік") || slices.ContainsFunc(t.Analyses, func(r extract.Analysis) bool {
		return r.Form == extract.Vnoun && r.Case <= extract.Nom && !r.Guessed
	})
}

// verb takes verbal nouns and the participles that are part of a name.
func (w *walker) verb(x atom, t *extract.Token) bool {
	switch {
	case x.Form == extract.Vnoun:
		return w.nominal(x)
	case x.Form == extract.Part && x.Case == 0:
		// Кеңейтілген is listed; others are part of a name if capitalised inside
		// the sentence.
		return t.Capitals == extract.Capital && w.at > w.from && w.takeModifier(x)
	case x.Form == extract.Conv && w.top().verbal && w.adjacent:
		return w.takeModifier(x)
	case x.Case != 0 && !x.Attributive:
		return w.nominal(x)
	}
	return false
}

// nominal takes a noun if a governor has room for it.
func (w *walker) nominal(x atom) bool {
	if w.names(x) {
		x.person, x.proper, x.POS, x.Case, x.Possessor = false, true, extract.PROPN, extract.Nom, 0
		return w.bareNoun(x)
	}
	if x.person || w.isBehindTitle(x) {
		return false
	}
	if x.Attributive {
		return w.attributive(x)
	}
	if x.POS == extract.NOUN && w.lexicon.time.Has(x.Lemma) && x.Possessor == 3 && x.Case == extract.Nom { // екінші күні
		return false
	}
	if x.POS == extract.NOUN && w.lexicon.attributive.Has(x.Lemma) && x.Case == extract.Nom && x.Possessor == 0 && !w.top().verbal {
		return w.takeModifier(x)
	}
	switch x.Case {
	case extract.Gen:
		return w.owner(x)
	case extract.Acc:
		return w.accusative(x)
	case extract.Dat, extract.Ins:
		return w.verbObject(x, w.adjacent)
	case extract.Abl: // иелерін визадан босату: the object stands before it
		return w.top().verbal && w.adjacent && w.takeModifier(x)
	case extract.Nom, 0:
		return w.bareNoun(x)
	}
	return false
}

// names reports whether the atom is a name right before the noun of a place or
// an institute, whatever it looks like: "Сайран университеті", "Қарақойын облысы".
func (w *walker) names(x atom) bool {
	g, t := w.top(), &w.d.Tokens[x.last]
	if !g.takesNoun || !w.adjacent || x.first != x.last || t.Capitals != extract.Capital || !w.lexicon.called.Has(g.lemma) ||
		!(x.person || x.Guessed && x.Case != extract.Gen || w.lexicon.regions.Has(g.lemma) && x.first > w.from && x.POS != extract.ADJ && x.Case != extract.Gen) || w.mentionAt(x.last) != nil {
		return false
	}
	// "Асан Үсенов университеті": two words are rather a person
	return x.first == w.from || w.d.Tokens[x.first-1].Capitals != extract.Capital || x.first-1 == w.from || w.lexicon.regions.Has(g.lemma)
}

// isBehindTitle reports whether the atom ends a run of two or more names that the
// lists do not hold as a whole, right behind a title: "министрі Анна Лерман".
func (w *walker) isBehindTitle(x atom) bool {
	if x.first != x.last || x.Case > extract.Nom || !x.proper || w.mentionAt(x.last) != nil {
		return false
	}
	i := x.first
	for i >= w.from && i > x.first-4 && w.isUnknownName(i) {
		i--
	}
	if i < w.from || x.first-i < 2 {
		return false
	}
	t := &w.d.Tokens[i]
	return t.Capitals != extract.AllCaps && t.Best().POS == extract.NOUN && t.Best().Animate && t.Best().Case <= extract.Nom
}

func (w *walker) isUnknownName(i int) bool {
	t := &w.d.Tokens[i]
	a := t.Best()
	return t.Capitals == extract.Capital && a.POS == extract.PROPN && a.Case <= extract.Nom && a.Name != extract.Geo && (a.Guessed || a.Name != 0)
}

// attributive takes a -дағы word: саласындағы, деңгейдегі, Ресейдегі.
func (w *walker) attributive(x atom) bool {
	if w.lexicon.time.Has(x.Lemma) {
		return false
	}
	if x.Possessor == 3 {
		w.endsOwn(len(w.governors) - 1)
	}
	if !w.takeNominal(x) {
		return false
	}
	g := w.top()
	g.bare = false
	if x.Possessor == 3 {
		g.loose = true
		g.pair = w.lexicon.postpositionOf(x.text).pair
	}
	return true
}

// owner takes a noun in the genitive for the innermost governor without one.
func (w *walker) owner(x atom) bool {
	for k := len(w.governors) - 1; k >= 0; k-- {
		if !w.governors[k].needsOwner {
			continue
		}
		w.fill(k)
		return w.takeNominal(x)
	}
	return false
}

// fill closes the governors inside the k-th and gives that one its owner.
func (w *walker) fill(k int) {
	w.endsOwn(k)
	w.governors = w.governors[:k+1]
	w.governors[k].needsOwner, w.governors[k].takesNoun = false, false
}

// verbObject takes the object of a verbal noun, which has one at most.
func (w *walker) verbObject(x atom, near bool) bool {
	g := w.top()
	if !g.verbal || !near {
		return false
	}
	g.verbal = false
	g.open = x.Case != extract.Acc
	if !w.takeNominal(x) {
		return false
	}
	w.top().bare = false
	return true
}

// accusative takes the object of the innermost verbal noun that has none yet,
// beyond what else the verb has: "өндірісін жолға қою туралы".
func (w *walker) accusative(x atom) bool {
	for k := len(w.governors) - 1; k > 0; k-- {
		if w.governors[k].open && !w.governors[0].animate { // no post has an object: "отырысты денсаулық сақтау министрі"
			w.governors = w.governors[:k+1]
			w.governors[k].open, w.governors[k].verbal = false, true
			return w.verbObject(x, true)
		}
		if w.governors[k].loose != w.top().loose || w.governors[k].wantsObject {
			break
		}
	}
	return w.verbObject(x, true)
}

// bareNoun takes a noun without a case.
func (w *walker) bareNoun(x atom) bool {
	g := w.top()
	switch {
	case x.quoted && g.needsOwner && !g.animate: // its name, beside which it may have an owner
		g.takesNoun = false
		return w.takeModifier(x)
	case g.verbal && w.adjacent && !x.proper: // қол қою туралы
		g.verbal = false
		g.open = x.Possessor == 0
		return w.takeNominal(x)
	case g.takesNoun && w.adjacent:
		g.takesNoun = false
		if x.Name == extract.Geo || w.isAcronym(x) || x.Possessor == 3 {
			if x.Name == extract.Geo || w.isAcronym(x) {
				g.needsOwner = false
			}
			w.endsOwn(len(w.governors) - 1)
		}
		g.named = x.proper && x.Name != extract.Geo
		if !w.takeNominal(x) {
			return false
		}
		w.readVerbal(x, &w.d.Tokens[x.last])
		return true
	case g.proper && x.proper && w.adjacent && w.continues(x): // Viktor Lund, Сауд Арабиясы
		return w.takeNominal(x)
	}
	if w.readsAsAdjective(x) || w.isAgent(x) {
		return w.takeModifier(x)
	}
	return w.nameOwner(x)
}

// readsAsAdjective reports whether a noun that the lists do not hold may be an
// adjective: фельдшерлік.
func (w *walker) readsAsAdjective(x atom) bool {
	return x.first == x.last && slices.ContainsFunc(w.d.Tokens[x.last].Analyses, func(a extract.Analysis) bool {
		return a.POS == extract.ADJ
	})
}

// isAgent reports whether the atom is a noun for who does something, right before
// the bare noun of a topic that it describes: "қабылдаушы ел туралы".
func (w *walker) isAgent(x atom) bool {
	g := w.top()
	return x.first == x.last && x.POS == extract.NOUN && x.Possessor == 0 && x.Number != extract.Plur && w.adjacent && g.bare && g.loose &&
		(strings.HasSuffix(x.Lemma, "ушы") || strings.HasSuffix(x.Lemma, "уші"))
}

func (w *walker) isAcronym(x atom) bool {
	return w.d.Tokens[x.last].Capitals == extract.AllCaps && x.first == x.last
}

// continues reports whether the atom and the word after it are one name of two
// words that the lists do not hold.
func (w *walker) continues(x atom) bool {
	next := &w.d.Tokens[x.last+1]
	return x.Guessed && x.Name == 0 && next.Best().Guessed && next.Capitals == extract.Capital &&
		isLatin(x.text) == isLatin(next.Lower)
}

// nameOwner takes a name without the genitive for a governor that has none, as
// the names of bodies and posts have it.
func (w *walker) nameOwner(x atom) bool {
	isName := x.proper || w.isNameOfTwo(x)
	for k := len(w.governors) - 1; k >= 0; k-- {
		g := &w.governors[k]
		if !g.needsOwner || g.named {
			continue
		}
		// директораты бас директоры: a body before the post in it
		isBody := x.Possessor == 3 && g.takesNoun && g.animate
		if !isBody && (!isName || !w.mayOwn(x, k)) {
			return false
		}
		w.fill(k)
		w.takeNominal(x)
		w.top().proper = isName
		return true
	}
	return false
}

// isNameOfTwo reports whether a common noun ends a name: Еуропалық одақ.
func (w *walker) isNameOfTwo(x atom) bool {
	if x.POS != extract.NOUN || x.first <= w.from || x.Number == extract.Plur {
		return false
	}
	t := &w.d.Tokens[x.first-1]
	return t.Capitals == extract.Capital && t.HasPOS(extract.ADJ)
}

// mayOwn tells an owner from a subject: a country before a post, or before a
// capital, owns it; at the start of a sentence before an object it rather acts.
func (w *walker) mayOwn(x atom, k int) bool {
	g := &w.governors[k]
	next := &w.d.Tokens[x.last+1]
	switch {
	case w.looksPersonal(x) && next.Capitals == extract.Lower, g.loose && next.Capitals == extract.Lower && w.endsPair(x):
		return false
	case next.Capitals == extract.Capital || next.Capitals == extract.AllCaps, g.animate, x.quoted:
		return true
	case k == 0 && (g.cas == extract.Acc || g.cas == extract.Dat):
		m := w.mentionAt(x.last) // a town does not act: "Куала-Лумпур бейбіт келісіміне"
		return m != nil && m.Type == "City" && m.First == x.first
	case x.Possessor == 3 && (g.cas == extract.Acc || g.loose): // a body before an object acts
		return false
	}
	if w.lexicon.called.Has(g.lemma) && x.first == x.last && x.Guessed && w.mentionAt(x.last) == nil {
		return true // "Саржаз технологиялық университеті": nobody acts so
	}
	return x.first > w.from || g.cas == extract.Gen
}

// endsPair reports whether the atom is the last of two names or more that open the
// sentence: they rather act, "Қазақстан мен Катар энергетика саласындағы ...".
func (w *walker) endsPair(x atom) bool {
	if x.first-2 < w.from || w.d.Tokens[x.first-1].Best().POS != extract.CCONJ {
		return false
	}
	first := w.atomAt(x.first - 2)
	for first.proper && first.first-2 >= w.from && w.d.Tokens[first.first-1].Text == "," { // "Қазақстан, Чехия және Польша"
		first = w.atomAt(first.first - 2)
	}
	return first.proper && first.first == w.from
}

// looksPersonal reports whether the atom is the second of two capitalised words
// that the lists do not know: a given name and a surname, rather than a place.
func (w *walker) looksPersonal(x atom) bool {
	if !x.Guessed || x.first != x.last || x.first <= w.from || isLatin(x.text) {
		return false
	}
	before := &w.d.Tokens[x.first-1]
	b := before.Best()
	return before.Capitals == extract.Capital && (b.Guessed || b.Name == extract.Given) && w.mentionAt(x.last) == nil
}

// coordination takes мен, және and the like with what stands before it.
func (w *walker) coordination(x atom) bool {
	if w.at <= w.from {
		return false
	}
	left := w.atomAt(w.at - 1)
	if left.POS == extract.ADJ && !left.proper && !left.person && !w.isAcronym(left) { // АҚ is a company, ақ is white
		// ресми және бейресми, инвестициялық және сауда
		if _, last := w.lastTaken(); last == extract.ADJ || len(w.governors) > 1 {
			return w.takeModifier(left)
		}
		return false
	}
	if left.POS == extract.NUM { // екінші және үшінші
		_, last := w.lastTaken()
		return last == extract.NUM && w.isCount(left) && w.takeModifier(left)
	}
	if k := w.sameLemma(left.Lemma); k >= 0 {
		// "... туралы келісім және ... туралы келісім бойынша": a pair of the
		// outer noun; of the head itself it would be another phrase.
		return k > 0 && w.governors[k].cas == left.Case && w.coordinate(left, k)
	}
	if w.mayCoordinate(left) {
		return w.coordinate(left, len(w.governors)-1)
	}
	// "Еңбек және халықты әлеуметтік қорғау министрлігі": a pair of the verbal noun
	if k := len(w.governors) - 2; k > 0 && w.governors[k].bare && !w.governors[k].loose && w.top().cas == extract.Acc && left.POS == extract.NOUN && left.Case == extract.Nom && left.Possessor == 0 {
		return w.coordinate(left, k)
	}
	return false
}

// lastTaken returns the first word of the phrase so far and its part of speech.
func (w *walker) lastTaken() (*extract.Token, extract.POS) {
	t := &w.d.Tokens[w.first]
	return t, t.Best().POS
}

func (w *walker) sameLemma(lemma string) int {
	for k, g := range w.governors {
		if lemma != "" && g.lemma == lemma {
			return k
		}
	}
	return -1
}

// mayCoordinate reports whether left can be a pair of the innermost governor.
func (w *walker) mayCoordinate(left atom) bool {
	g := w.top()
	isNominal := left.POS == extract.NOUN || left.POS == extract.PROPN || left.POS == extract.X && left.proper ||
		left.POS == extract.VERB && left.Form == extract.Vnoun
	switch {
	case len(w.governors) < 2 || !isNominal || left.Attributive:
		return false
	case left.person:
		return g.pair
	case left.Case != extract.Nom && (left.Case != g.cas || left.Case == extract.Gen):
		return false
	case g.loose:
		return true
	case g.proper:
		return left.proper && (left.Name == extract.Geo || w.isAcronym(left) || w.mentionAt(left.last) != nil && left.Possessor != 3)
	}
	if left.Possessor == 3 { // Су ресурстары және ирригация министрі
		return g.bare && left.POS == extract.NOUN && w.d.Tokens[w.at].Lower == "және" && w.at-1 > w.from && w.d.Tokens[w.at-2].HasPOS(extract.NOUN)
	}
	return g.bare && left.POS == extract.NOUN && left.Possessor == 0
}

// coordinate takes left as a pair of the k-th governor, in whose place it stands.
func (w *walker) coordinate(left atom, k int) bool {
	g := w.governorOf(left, &w.governors[k])
	g.listed = true
	w.governors[k] = g
	w.governors = w.governors[:k+1]
	w.take(left)
	w.adjacent = true
	return true
}
