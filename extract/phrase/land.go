package phrase

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

// Lands tell the names of countries and towns that no gazetteer knows, by the
// words before them, in a language whose names decline.
type Lands struct {
	// Country are nouns before the name of a country in the genitive: правительство.
	Country []string `yaml:"country"`
	// Posts may stand before a country too, but before their holder as well: посол.
	// They count only before a word in one of the Oblique endings.
	Posts []string `yaml:"posts"`
	// Offices are nouns whose field may stand between them and the country:
	// "министр водных ресурсов Тавании".
	Offices []string `yaml:"offices"`
	// City are nouns before the name of a town: город, мэр.
	City []string `yaml:"city"`
	// Where are prepositions before a place, and Events the verbs and nouns with
	// which one names the town that it was in.
	Where  []string `yaml:"where"`
	Events []string `yaml:"events"`
	// Endings of the cases; a name is met again with any of them.
	Endings []string `yaml:"endings"`
	// Oblique are endings that no nominative has.
	Oblique []string `yaml:"oblique"`
	// Genitive gives the nominative by the ending of a name behind a noun that
	// wants the genitive: {ии: ия, а: ""}.
	Genitive map[string]string `yaml:"genitive"`
	// Parts are beginnings and ends of the names of bodies, and of adjectives: рос-,
	// -банк, -ского.
	Parts []string `yaml:"parts"`
	// CountryBehind and CityBehind are the nouns that stand right behind a name in
	// a language of that order: үкімет, астана; қала.
	CountryBehind []string `yaml:"country_behind"`
	CityBehind    []string `yaml:"city_behind"`
	// Goals are the verbs and nouns behind a place in the dative: бару, сапар. In
	// such a language a locative near one of the Events is a place too.
	Goals []string `yaml:"goals"`
	// Dative and Locative are the endings of these cases, by which a name is known
	// that the analyzer takes for a nominative.
	Dative   []string `yaml:"dative"`
	Locative []string `yaml:"locative"`

	countryBehind, cityBehind, goals map[string]bool

	country, posts, offices, city, where, events map[string]bool

	prefixes, suffixes []string // of Parts, without their hyphens
}

func (l *Lands) index() {
	for _, p := range l.Parts {
		if prefix, ok := strings.CutSuffix(p, "-"); ok {
			l.prefixes = append(l.prefixes, prefix)
		}
		if suffix, ok := strings.CutPrefix(p, "-"); ok {
			l.suffixes = append(l.suffixes, suffix)
		}
	}
	l.country, l.posts, l.offices, l.city = set(l.Country), set(l.Posts), set(l.Offices), set(l.City)
	l.where, l.events = set(l.Where), set(l.Events)
	l.countryBehind, l.cityBehind, l.goals = set(l.CountryBehind), set(l.CityBehind), set(l.Goals)
}

// lands recognizes countries and towns by [Lands].
type lands struct{ *Language }

func (l *lands) Name() string { return "phrase/land" }

// A land is a place found in an article: its forms have one stem.
type land struct {
	typ   schema.EntityType
	at    []int
	votes int    // for it, less those that it is part of somebody's name
	name  string // that a genitive gives
}

func (l *lands) Recognize(d *extract.Doc) []extract.Mention {
	if d.Language != l.Analyzer.Language() || l.Lexicon.Lands == nil {
		return nil
	}
	found := map[string]*land{}
	var stems []string
	for _, sent := range d.Sentences {
		if d.Blocks[sent.Block].Kind == extract.Chrome {
			continue
		}
		for i := sent.First; i < sent.End; i++ {
			if !l.unknown(d, i) {
				continue
			}
			key := l.stem(d.Tokens[i].Lower)
			p := found[key]
			if p == nil {
				p = &land{}
				found[key], stems = p, append(stems, key)
			}
			p.at = append(p.at, i)
			l.weigh(d, sent, i, p)
		}
	}
	if len(l.Lexicon.Lands.countryBehind) > 0 {
		l.joined(d, found, stems)
	}
	var out []extract.Mention
	for _, key := range stems {
		if p := found[key]; p.votes > 0 && p.typ != "" {
			out = append(out, l.mentions(d, p)...)
		}
	}
	slices.SortStableFunc(out, compareFirst)
	return out
}

func compareFirst(a, b extract.Mention) int { return a.First - b.First }

// unknown reports whether token i is a capitalised word that no dictionary or
// gazetteer holds.
func (l *lands) unknown(d *extract.Doc, i int) bool {
	t := &d.Tokens[i]
	if t.Kind != extract.WordToken || t.Capitals == extract.Lower || utf8.RuneCountInString(t.Text) < 4 || isLatin(t.Text) || len(d.MentionsAt(i)) > 0 {
		return false
	}
	if t.Capitals == extract.MixedCap && !strings.Contains(t.Text, "-") || opensBefore(d, i) {
		return false
	}
	dateline := d.Blocks[d.Sentences[t.Sentence].Block].Dateline.Contains(t.Span)
	if dateline && len(l.Lexicon.Lands.countryBehind) > 0 && t.Best().Name == extract.Given {
		return true // a town that people are called after
	}
	if slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return !a.Guessed || a.POS == extract.ADJ && a.Form != 0 }) {
		return false
	}
	if dateline {
		return true
	}
	return t.Capitals != extract.AllCaps && !l.isPart(t.Lower)
}

// isPart reports whether a word begins or ends, with its case or without, as the
// names of bodies do.
func (l *lands) isPart(word string) bool {
	x := l.Lexicon.Lands
	if slices.ContainsFunc(x.prefixes, func(p string) bool { return strings.HasPrefix(word, p) }) {
		return true
	}
	stem := l.stem(word)
	return slices.ContainsFunc(x.suffixes, func(s string) bool { return strings.HasSuffix(word, s) || strings.HasSuffix(stem, s) })
}

func opensBefore(d *extract.Doc, i int) bool { return i > 0 && opensQuote(d.Tokens[i-1].Text) }

// stem is the word without the ending of its case.
func (l *lands) stem(word string) string {
	best := word
	for _, e := range l.Lexicon.Lands.Endings {
		if s, ok := strings.CutSuffix(word, e); ok && len(s) < len(best) && utf8.RuneCountInString(s) > 2 {
			best = s
		}
	}
	return best
}

// capitalAt reports whether token i is a capitalised word of the sentence.
func capitalAt(d *extract.Doc, sent extract.Sentence, i int) bool {
	return i >= sent.First && i < sent.End && d.Tokens[i].Kind == extract.WordToken && d.Tokens[i].Capitals != extract.Lower
}

// weigh adds what the surroundings of token i say of the place p.
func (l *lands) weigh(d *extract.Doc, sent extract.Sentence, i int, p *land) {
	x := l.Lexicon.Lands
	if len(x.countryBehind) > 0 {
		l.weighBehind(d, sent, i, p)
		return
	}
	if d.Blocks[sent.Block].Dateline.Contains(d.Tokens[i].Span) {
		p.vote("City")
		return
	}
	prev := i - 1
	if prev < sent.First {
		return
	}
	before := &d.Tokens[prev]
	if capitalAt(d, sent, prev) && len(d.MentionsAt(prev)) == 0 && prev > sent.First && before.Best().POS == extract.PROPN || isInitial(before) {
		p.votes-- // behind another name: a surname
		return
	}
	named := capitalAt(d, sent, i+1) && capitalAt(d, sent, i+2) // the holder's name follows
	if capitalAt(d, sent, i+1) && !named {
		return
	}
	oblique := slices.ContainsFunc(x.Oblique, func(e string) bool { return strings.HasSuffix(d.Tokens[i].Lower, e) })
	has := func(words map[string]bool, t *extract.Token) bool {
		return words[t.Lower] || slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return words[a.Lemma] })
	}
	switch {
	case has(x.country, before) && (oblique || !named):
		p.vote("Country")
		l.genitive(d, i, p)
	case has(x.posts, before) && oblique:
		p.vote("Country")
		l.genitive(d, i, p)
	case has(x.city, before) && (oblique || !named || before.HasPOS(extract.NOUN) && x.city[before.Lemma()]):
		p.vote("City")
		l.genitive(d, i, p)
	case x.where[before.Lower] && !capitalAt(d, sent, i+1):
		if l.tells(d, sent, prev) {
			p.vote("City")
		}
	case oblique || !named:
		for j := prev; j > max(sent.First-1, prev-5) && d.Tokens[j].Kind == extract.WordToken && !d.Tokens[j].HasPOS(extract.VERB); j-- {
			if j < prev && has(x.offices, &d.Tokens[j]) && d.Tokens[j+1].Capitals == extract.Lower {
				p.vote("Country")
				l.genitive(d, i, p)
				break
			}
			if d.Tokens[j].Capitals != extract.Lower && j != sent.First {
				break
			}
		}
	}
}

// joined makes countries of the unknown names that are coordinated with a
// country: "Сарыарқа мен Тавания".
func (l *lands) joined(d *extract.Doc, found map[string]*land, stems []string) {
	at := map[int]*land{}
	for _, key := range stems {
		for _, i := range found[key].at {
			at[i] = found[key]
		}
	}
	country := func(i int) bool {
		if p := at[i]; p != nil {
			return p.votes > 0 && p.typ == "Country"
		}
		return slices.ContainsFunc(d.MentionsAt(i), func(k int) bool {
			m := &d.Mentions[k]
			return m.Type == "Country" && m.First == i && m.Kind != "adjective"
		})
	}
	for _, key := range stems {
		if found[key].votes < 0 {
			continue // somebody's name
		}
		for _, i := range found[key].at {
			if i > 0 && capitalAt(d, d.Sentences[d.Tokens[i].Sentence], i-1) {
				continue
			}
			for _, j := range [][2]int{{i - 1, i - 2}, {i + 1, i + 2}} {
				if j[1] >= 0 && j[1] < len(d.Tokens) && d.Tokens[j[0]].Kind == extract.WordToken && l.Lexicon.joins[d.Tokens[j[0]].Lower] && country(j[1]) {
					found[key].vote("Country")
				}
			}
		}
	}
}

// caseOf is the case of token i; the ending of a name that is a guess tells it
// where the guess leaves it open.
func (x *Lands) caseOf(t *extract.Token) extract.Case {
	a := t.Best()
	if !a.Guessed || a.Case > extract.Nom {
		return a.Case
	}
	for c, ends := range map[extract.Case][]string{extract.Dat: x.Dative, extract.Loc: x.Locative} {
		if slices.ContainsFunc(ends, func(e string) bool { return strings.HasSuffix(t.Lower, e) }) {
			return c
		}
	}
	return a.Case
}

// weighBehind adds what the case of token i and the words behind it say of the
// place p, in a language where a noun stands behind the name that it belongs to.
func (l *lands) weighBehind(d *extract.Doc, sent extract.Sentence, i int, p *land) {
	x, t := l.Lexicon.Lands, &d.Tokens[i]
	if d.Blocks[sent.Block].Dateline.Contains(t.Span) {
		if i == sent.First && (i+1 >= sent.End || d.Tokens[i+1].Kind != extract.WordToken) {
			p.vote("City")
		}
		return
	}
	personal := func(a extract.Analysis) bool {
		return a.Name == extract.Given || a.Name == extract.Surname || a.Name == extract.Patronymic
	}
	initial := i > sent.First && isInitial(&d.Tokens[i-1]) || i > sent.First+1 && d.Tokens[i-1].Text == "." && isInitial(&d.Tokens[i-2])
	if initial || slices.ContainsFunc(t.Analyses, personal) || i > sent.First && slices.ContainsFunc(d.Tokens[i-1].Analyses, personal) {
		p.votes--
		return
	}
	cas := x.caseOf(t)
	goal := func(reach int) bool {
		for j := i + 1; j < min(sent.End, i+1+reach) && d.Tokens[j].Kind == extract.WordToken; j++ {
			if w := &d.Tokens[j]; x.goals[w.Lower] || slices.ContainsFunc(w.Analyses, func(a extract.Analysis) bool { return x.goals[a.Lemma] }) {
				return true
			}
		}
		return false
	}
	if cas == extract.Dat && goal(2) && !capitalAt(d, sent, i-2) {
		p.vote("City") // "Үсенов Остраваға барды"
		return
	}
	if before := i - 1; capitalAt(d, sent, before) && len(d.MentionsAt(before)) == 0 && d.Tokens[before].Best().POS == extract.PROPN && d.Tokens[before].Best().Case <= extract.Nom {
		p.votes-- // behind another name: a surname
		return
	}
	if i+1 >= sent.End {
		return
	}
	next := &d.Tokens[i+1]
	behind := func(words map[string]bool, t *extract.Token) bool {
		return words[t.Lower] || slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return a.Possessor == 3 && words[a.Lemma] })
	}
	switch {
	case cas <= extract.Gen && behind(x.countryBehind, next):
		p.vote("Country")
	case cas <= extract.Gen && behind(x.cityBehind, next):
		p.vote("City")
	case cas <= extract.Nom && capitalAt(d, sent, i+1) && len(d.MentionsAt(i+1)) == 0:
		p.votes-- // before another name: a given name
	case cas == extract.Loc && l.tells(d, sent, i):
		p.vote("City")
	case cas == extract.Dat && goal(5):
		p.vote("City")
	}
}

// genitive takes the name of p from the genitive at token i.
func (l *lands) genitive(d *extract.Doc, i int, p *land) {
	lower := d.Tokens[i].Lower
	long := ""
	for e := range l.Lexicon.Lands.Genitive {
		if len(e) > len(long) && strings.HasSuffix(lower, e) {
			long = e
		}
	}
	if long != "" && p.name == "" {
		p.name = capitalised(strings.TrimSuffix(lower, long) + l.Lexicon.Lands.Genitive[long])
	}
}

// tells reports whether a word near token i says that something took place there.
func (l *lands) tells(d *extract.Doc, sent extract.Sentence, i int) bool {
	for j := max(sent.First, i-8); j < min(sent.End, i+8); j++ {
		t := &d.Tokens[j]
		if l.Lexicon.Lands.events[t.Lower] || slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return l.Lexicon.Lands.events[a.Lemma] }) {
			return true
		}
	}
	return false
}

// vote counts a sign that the place is of the type; a country's signs are surer.
func (p *land) vote(typ schema.EntityType) {
	p.votes++
	if p.typ == "" || typ == "Country" {
		p.typ = typ
	}
}

// mentions makes the mentions of a place under the name that most of its forms
// make, with the forms themselves besides.
func (l *lands) mentions(d *extract.Doc, p *land) []extract.Mention {
	count := map[string]int{}
	var names, forms []string
	for _, i := range p.at {
		if t := &d.Tokens[i]; t.Best().Case <= extract.Nom && l.Lexicon.Lands.caseOf(t) > extract.Nom && len(p.at) == 1 && p.name == "" {
			p.name = capitalised(l.stem(t.Lower))
		}
		n := l.Analyzer.Nominative(d, i, i+1, i)
		if d.Tokens[i].Capitals == extract.AllCaps {
			n = strings.ToLower(n)
		}
		n = capitalised(n)
		if count[n]++; count[n] == 1 {
			names = append(names, n)
		}
		if f := capitalised(strings.ToLower(d.Tokens[i].Text)); !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	name := names[0]
	for _, n := range names {
		if count[n] > count[name] || count[n] == count[name] && slices.Contains(forms, n) && !slices.Contains(forms, name) {
			name = n
		}
	}
	if p.name != "" {
		names, name = append(names, p.name), p.name
	}
	aliases := slices.DeleteFunc(append(names, forms...), func(s string) bool { return s == name })
	slices.Sort(aliases)
	aliases = slices.Compact(aliases)
	var out []extract.Mention
	for _, i := range p.at {
		out = append(out, extract.Mention{
			Span: d.TokenSpan(i, i+1), First: i, End: i + 1, Head: i, Type: p.typ, Name: name, Aliases: aliases,
			Language: d.Language, Recognizer: l.Name(),
		})
	}
	return out
}

// capitalised makes the first letter of each part great and the rest as they are.
func capitalised(s string) string {
	parts := strings.Split(s, "-")
	for i, p := range parts {
		if r, n := utf8.DecodeRuneInString(p); n > 0 {
			parts[i] = string(unicode.ToUpper(r)) + p[n:]
		}
	}
	return strings.Join(parts, "-")
}
