package phrase

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

// Names are the words that tell the proper name of a body or place that no
// gazetteer lists and no head noun ends: "the operator Brightwater", "the chief
// executive of Brightwater", "in Sambia". All but Shorts are lower case, lemmas.
type Names struct {
	// Kinds are common nouns that stand before a name or, behind a comma, after
	// it: group, company, operator.
	Kinds []string `yaml:"kinds"`
	// Suffixes end the name of a company: Terminals, Inc, plc.
	Suffixes []string `yaml:"suffixes"`
	// Posts are what only a body has: X's chairman, chairman of X, X chairman.
	Posts []string `yaml:"posts"`
	// Owned are other things that a body has: X's shareholders, shares of X.
	Owned []string `yaml:"owned"`
	// Of are the prepositions before the body of a post: of, at.
	Of []string `yaml:"of"`
	// Verbs are what bodies do and persons seldom: X appointed, X hired.
	Verbs []string `yaml:"verbs"`
	// Acts are the verbs, and Pacts the documents, that tell of a name in quotation
	// marks beside them that it is a body's: X signed, a contract with X.
	Acts  []string `yaml:"acts"`
	Pacts []string `yaml:"pacts"`
	// Beside are the prepositions before the sides of a pact: with, between.
	Beside []string `yaml:"beside"`
	// Possessives are the marks between a name and what it has: 's.
	Possessives []string `yaml:"possessives"`
	// Where are the prepositions before a place: in; Towns nouns before one.
	Where []string `yaml:"where"`
	Towns []string `yaml:"towns"`
	// Foreign lets names in Latin letters alone count, in a language that is
	// written in others.
	Foreign bool `yaml:"foreign"`
	// Then are nouns that tell a time behind a place: yesterday.
	Then []string `yaml:"then"`
	// States are what only a state has, X's government, the capital of X, and Neighbours
	// words right before a country's name: neighbouring.
	States     []string `yaml:"states"`
	Neighbours []string `yaml:"neighbours"`
	// Travel are the verbs and nouns whose "to" is before a place.
	Travel []string `yaml:"travel"`
	// Never are words that are no body's and no place's name.
	Never []string `yaml:"never"`

	kinds, suffixes, posts, owned, of, verbs, possessives, where, towns, travel, never, acts, pacts, beside, states, neighbours map[string]bool
}

func (n *Names) index() {
	n.kinds, n.suffixes, n.posts, n.owned, n.of = set(n.Kinds), set(n.Suffixes), set(n.Posts), set(n.Owned), set(n.Of)
	n.verbs, n.possessives, n.where, n.towns, n.travel, n.never = set(n.Verbs), set(n.Possessives), set(n.Where), set(n.Towns), set(n.Travel), set(n.Never)
	n.acts, n.pacts, n.beside = set(n.Acts), set(n.Pacts), set(n.Beside)
	n.states, n.neighbours = set(n.States), set(n.Neighbours)
}

// cued recognizes bodies and places by what stands beside their names, and
// then wherever else the article has the name or its first word.
type cued struct{ *Language }

const nameRecognizer = "phrase/cued"

func (n *cued) Name() string { return nameRecognizer }

func (n *cued) Recognize(d *extract.Doc) []extract.Mention {
	if n.Lexicon.Names == nil || d.Language != n.Analyzer.Language() {
		return nil
	}
	taken := make([]bool, len(d.Tokens))
	for i := range d.Mentions {
		for j := d.Mentions[i].First; j < d.Mentions[i].End; j++ {
			taken[j] = true
		}
	}
	var runs [][2]int
	for _, s := range d.Sentences {
		if d.Blocks[s.Block].Kind == extract.Chrome {
			continue
		}
		for i := s.First; i < s.End; {
			j := n.run(d, i, s.End, taken)
			if j > i {
				runs = append(runs, [2]int{i, j})
			}
			i = max(j, i+1)
		}
	}
	surnames := n.surnames(d, runs)
	found := map[string]schema.EntityType{}
	town := n.datelined(d, runs)
	full := map[string]string{} // first word of a name -> the name
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Type != "Organization" || m.Known != "" || m.Via != "" || m.End-m.First < 2 || !n.unknown(d, [2]int{m.First, m.First + 1}) || !n.capitals(d, m) {
			continue
		}
		if first := d.Tokens[m.First].Text; full[first] == "" {
			full[first] = m.Name
		} else if full[first] != m.Name {
			full[first] = several
		}
	}
	maps.DeleteFunc(full, func(_, name string) bool { return name == several })
	for _, r := range runs {
		if town != "" && strings.EqualFold(d.TokenText(r[0], r[1]), town) {
			found[d.TokenText(r[0], r[1])] = "City"
			continue
		}
		if surnames[d.Tokens[r[1]-1].Lower] || !n.unknown(d, r) {
			continue
		}
		typ := n.kind(d, r[0], r[1])
		if typ == "" {
			continue
		}
		name := d.TokenText(r[0], r[1])
		if was := found[name]; was == "" || typ == "Country" || typ == "Organization" && was != "Country" {
			found[name] = typ
		}
		if first := d.Tokens[r[0]].Text; r[1]-r[0] > 1 && typ == "Organization" && full[first] == "" && n.unknown(d, [2]int{r[0], r[0] + 1}) {
			full[first] = name
		}
	}
	n.joined(d, runs, found)
	var out []extract.Mention
	for _, r := range runs {
		if m, ok := n.mention(d, r[0], r[1], found, full); ok {
			out = append(out, m)
		}
	}
	n.markAbroad(d, out)
	return out
}

// markAbroad tells of a country that the article calls a neighbour once that it is
// abroad, wherever it is named.
func (n *cued) markAbroad(d *extract.Doc, found []extract.Mention) {
	for i := range found {
		m := &found[i]
		if m.Type != "Country" || m.First == 0 || !n.Lexicon.Names.neighbours[d.Tokens[m.First-1].Lower] {
			continue
		}
		for j := range found {
			if found[j].Type == "Country" && found[j].Name == m.Name {
				found[j].Kind = extract.Abroad
			}
		}
	}
}

// joined gives a foreign name coordinated with that of a body the same type:
// "компании Gorcle и Muzoo".
func (n *cued) joined(d *extract.Doc, runs [][2]int, found map[string]schema.EntityType) {
	if !n.Lexicon.Names.Foreign {
		return
	}
	for k := 1; k < len(runs); k++ {
		r, before := runs[k], runs[k-1]
		name := d.TokenText(r[0], r[1])
		if found[name] == "" && r[0] == before[1]+1 && n.Lexicon.joins[d.Tokens[before[1]].Lower] && found[d.TokenText(before[0], before[1])] == "Organization" && n.unknown(d, r) {
			found[name] = "Organization"
		}
	}
}

// behindAside returns the token behind what two commas set off at i, i if nothing
// is: "Gorcle, напомним, купила", "Gorcle, принадлежащая фонду, купила".
func behindAside(d *extract.Doc, i, end int) int {
	const most = 14 // words between the commas
	if i >= end || d.Tokens[i].Text != "," {
		return i
	}
	last := i
	for j := i + 2; j < min(end, i+most); j++ {
		if t := &d.Tokens[j]; t.Text == "," {
			last = j + 1
		} else if t.HasPOS(extract.VERB) && t.Best().Form == extract.Fin && last > i {
			break
		}
	}
	return min(last, end-1)
}

// several marks a word that opens the names of several bodies, and so is none's.
const several = "\x00"

// capitals reports whether the mention is a name: all its words are capitalised.
func (n *cued) capitals(d *extract.Doc, m *extract.Mention) bool {
	return !slices.ContainsFunc(d.Tokens[m.First:m.End], func(t extract.Token) bool { return t.Kind != extract.WordToken || t.Capitals == extract.Lower })
}

// datelined returns the place that the article's first dateline names, "" if
// something else names it already or nothing does.
func (n *cued) datelined(d *extract.Doc, runs [][2]int) string {
	if n.Lexicon.Names.Foreign {
		return ""
	}
	for _, b := range d.Blocks {
		if b.Dateline.Len() == 0 {
			continue
		}
		for i := range d.Mentions {
			if m := &d.Mentions[i]; b.Dateline.Contains(m.Span) && isPlace(m) && m.Type != "Country" {
				return ""
			}
		}
		for _, r := range runs {
			if b.Dateline.Contains(d.TokenSpan(r[0], r[1])) {
				return d.TokenText(r[0], r[1])
			}
		}
		return ""
	}
	return ""
}

// run returns the end of the capitalised words that begin at i.
func (n *cued) run(d *extract.Doc, i, end int, taken []bool) int {
	j := i
	for j < end && j < i+5 && !taken[j] {
		t := &d.Tokens[j]
		if n.Lexicon.Names.Foreign && !isLatin(t.Text) && !(t.Text == "&" && j > i) {
			break
		}
		if t.Kind != extract.WordToken && t.Kind != extract.MixedToken || t.Capitals == extract.Lower || n.Lexicon.Names.never[t.Lower] {
			if t.Text == "&" && j > i && j+1 < end && d.Tokens[j+1].Capitals != extract.Lower {
				j++
				continue
			}
			break
		}
		if n.Lexicon.honorific[t.Lower] || isCompound(t) || t.HasPOS(extract.PRON) || t.HasPOS(extract.DET) || t.HasPOS(extract.ADP) || t.HasPOS(extract.ADV) || t.HasPOS(extract.SCONJ) {
			if j == i {
				return i + 1
			}
			break
		}
		if j++; j+1 < end && n.shortens(d, j) {
			j++ // "St. Gallen"
		}
	}
	return j
}

// isCompound reports whether the word is an adjective of several parts: Oslo-based.
func isCompound(t *extract.Token) bool {
	return t.Best().POS == extract.ADJ && strings.ContainsAny(t.Text, "-‑")
}

// shortens reports whether the full stop at i only shortens the word before it, and
// the name goes on behind it.
func (n *cued) shortens(d *extract.Doc, i int) bool {
	return d.Tokens[i].Text == "." && !d.Tokens[i].SpaceBefore && d.Tokens[i+1].Capitals == extract.Capital && n.Analyzer.Abbreviation(d.Tokens[i-1].Lower)
}

func isLatin(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Latin, r)
}

// unknown reports whether the run has a word that no dictionary holds.
func (n *cued) unknown(d *extract.Doc, r [2]int) bool {
	for i := r[0]; i < r[1]; i++ {
		if a := d.Tokens[i].Best(); a.POS == extract.PROPN && a.Guessed && a.Name != extract.Given {
			return true
		}
	}
	return false
}

// surnames are the last words of runs that are somebody's name: behind a given
// name, a title or a form of address.
func (n *cued) surnames(d *extract.Doc, runs [][2]int) map[string]bool {
	out := map[string]bool{}
	for _, r := range runs {
		titled := r[0] > 0 && (n.Lexicon.honorific[d.Tokens[r[0]-1].Lower] || r[1]-r[0] > 1 && n.isRole(&d.Tokens[r[0]-1]))
		given := false
		for i := r[0]; i < r[1]; i++ {
			given = given || d.Tokens[i].Best().Name == extract.Given
		}
		if last := &d.Tokens[r[1]-1]; (titled || given && r[1]-r[0] > 1) && !n.Lexicon.Names.suffixes[last.Lower] {
			out[last.Lower] = true
		}
	}
	return out
}

func (n *cued) isRole(t *extract.Token) bool {
	return (&heads{n.Language, "Role"}).group(t) != nil
}

// kind tells from the words beside the run what it names, "" if nothing says.
func (n *cued) kind(d *extract.Doc, first, end int) schema.EntityType {
	x := n.Lexicon.Names
	s := d.Sentences[d.SentenceOf(first)]
	at := func(i int) *extract.Token {
		if i < s.First || i >= s.End {
			return &extract.Token{}
		}
		return &d.Tokens[i]
	}
	before := first - 1 // behind it the name begins, perhaps with where its bearer sits: "of Oslo-based X"
	for before > s.First && isCompound(at(before)) {
		before--
	}
	last, prev, next := at(end-1), at(before), at(end)
	has := func(words map[string]bool, t *extract.Token) bool { return words[t.Lower] || words[t.Lemma()] }
	if end-first > 1 && has(x.suffixes, last) {
		return "Organization"
	}
	if (&heads{n.Language, "Organization"}).group(last) != nil || d.Tokens[first].Best().Name == extract.Given {
		return "" // its head noun tells more; a person
	}
	if has(x.kinds, prev) && prev.Capitals == extract.Lower {
		return "Organization"
	}
	if x.neighbours[prev.Lower] {
		return "Country"
	}
	if x.Foreign && prev.Capitals == extract.Lower && (has(x.posts, prev) || has(x.owned, prev)) {
		return "Organization" // it stands in the genitive, that its letters do not show
	}
	if next.Text == "," {
		for i := end + 2; i < min(end+8, s.End) && at(i).Kind == extract.WordToken && !at(i).HasPOS(extract.VERB) && !at(i).HasPOS(extract.ADP); i++ {
			if n.Lexicon.determiner(at(end+1)) && has(x.kinds, at(i)) {
				return "Organization"
			}
			if !n.Lexicon.determiner(at(end+1)) && at(end+1).Lower != "a" && at(end+1).Lower != "an" {
				break
			}
		}
	}
	ahead := func(from, reach int, words map[string]bool) bool {
		for i := from; i < min(from+reach, s.End); i++ {
			switch at(i).Best().POS {
			case extract.VERB, extract.AUX, extract.ADP, extract.SCONJ, extract.CCONJ, extract.DET, extract.PRON:
				return false
			}
			if at(i).Kind == extract.MarkToken {
				return false
			}
			if has(words, at(i)) {
				return true
			}
		}
		return false
	}
	if end-first == 1 && (x.possessives[next.Lower] && ahead(end+1, 4, x.states) || x.of[prev.Lower] && has(x.states, at(first-2))) {
		return "Country"
	}
	if x.possessives[next.Lower] && (ahead(end+1, 4, x.posts) || ahead(end+1, 3, x.owned)) {
		return "Organization"
	}
	if last.Best().Name != extract.Surname && next.Capitals == extract.Lower && ahead(end, 3, x.posts) {
		return "Organization"
	}
	if i := before; x.of[at(i).Lower] || n.Lexicon.determiner(at(i)) && x.of[at(i-1).Lower] {
		if !x.of[at(i).Lower] {
			i--
		}
		if has(x.posts, at(i-1)) || has(x.owned, at(i-1)) {
			return "Organization"
		}
	}
	if has(x.verbs, next) && next.HasPOS(extract.VERB) && last.Best().Name != extract.Surname {
		return "Organization"
	}
	if i := end; x.Foreign {
		for i = behindAside(d, i, s.End); i+1 < s.End && at(i).HasPOS(extract.ADV); {
			i++
		}
		if has(x.verbs, at(i)) && at(i).HasPOS(extract.VERB) {
			return "Organization"
		}
	}
	travels := prev.Lower == "to" && (has(x.travel, at(before-1)) || has(x.travel, at(before-2)))
	if ((x.where[prev.Lower] || travels) && !x.possessives[next.Lower] || has(x.towns, at(before-1)) && x.of[prev.Lower]) && last.Capitals == extract.Capital && next.Capitals == extract.Lower && (!next.HasPOS(extract.NOUN) || slices.Contains(x.Then, next.Lower)) {
		return "City"
	}
	return ""
}

// mention makes a mention of a run that the article names as found, or of its
// end or beginning.
func (n *cued) mention(d *extract.Doc, first, end int, found map[string]schema.EntityType, full map[string]string) (extract.Mention, bool) {
	for e := end; e > first; e-- {
		for f := first; f < e; f++ {
			if f > first && e < end || e < end && d.Tokens[e].Best().Name == extract.Surname || f > first && d.Tokens[f-1].Best().Name == extract.Given {
				continue
			}
			name := d.TokenText(f, e)
			typ, known := found[name]
			if long := full[name]; !known && long != "" || long != "" && typ == "Organization" {
				return n.make(d, f, e, "Organization", long), true
			}
			if known {
				if typ == "City" {
					name = unshouted(d, f, e)
				}
				return n.make(d, f, e, typ, name), true
			}
		}
	}
	return extract.Mention{}, false
}

// unshouted is the name of tokens [first, end), with small letters where a
// dateline has it in capitals.
func unshouted(d *extract.Doc, first, end int) string {
	name := d.TokenText(first, end)
	dateline := d.Blocks[d.Sentences[d.Tokens[first].Sentence].Block].Dateline
	if !dateline.Contains(d.Tokens[first].Span) || name != strings.ToUpper(name) {
		return name
	}
	words := strings.Fields(name)
	for i, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		words[i] = string(r) + strings.ToLower(w[n:])
	}
	return strings.Join(words, " ")
}

func (n *cued) make(d *extract.Doc, first, end int, typ schema.EntityType, name string) extract.Mention {
	m := extract.Mention{First: first, End: end, Head: end - 1, Type: typ, Name: name, Language: d.Language}
	text := d.TokenText(first, end)
	if text != name {
		m.Aliases = []string{text}
	}
	// The common noun before a name belongs to the mention: "the mining group X".
	if s := d.Sentences[d.SentenceOf(first)]; typ == "Organization" && first > s.First {
		k := &d.Tokens[first-1]
		if x := n.Lexicon.Names; k.Capitals == extract.Lower && k.HasPOS(extract.NOUN) && (x.kinds[k.Lower] || x.kinds[k.Lemma()]) && len(d.MentionsAt(first-1)) == 0 {
			m.First = max(n.Analyzer.Phrase(d, first-1, nil).First, s.First)
			if with := d.TokenText(m.First, end); !slices.Contains(m.Aliases, with) {
				m.Aliases = append(m.Aliases, with)
			}
		}
	}
	m.Span = d.TokenSpan(m.First, m.End)
	m.Name = strings.TrimSpace(m.Name)
	return m
}
