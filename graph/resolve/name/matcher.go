package name

import (
	"fmt"
	"slices"
	"strings"

	"claimgraph/schema"
)

// A Matcher holds the known names and words. It is safe for use by several
// goroutines.
type Matcher struct {
	model    *schema.Model
	lexicon  *lexicon
	concepts *concepts
	exact    map[string][]string // type and folded name -> keys
	names    map[string][]string // type and stems of a whole name -> keys
}

// New returns a matcher that knows the model's posts and portfolios and the
// given entries.
func New(model *schema.Model, entries []Entry) (*Matcher, error) {
	if model == nil {
		return nil, fmt.Errorf("names: no model")
	}
	l := lexical()
	c := &concepts{stems: l.stems, phrases: map[string][]meaning{}, country: map[string]string{}}
	c.portfolios(model)
	if err := c.read(mustRead("concepts.txt")); err != nil {
		return nil, err
	}
	c.gazetteer(entries)
	m := &Matcher{model: model, lexicon: l, concepts: c, exact: map[string][]string{}, names: map[string][]string{}}
	for _, e := range entries {
		for _, n := range e.Names {
			m.enter(e, Label{strings.Trim(n.Text, "=^"), n.Language})
		}
	}
	return m, nil
}

func (m *Matcher) enter(e Entry, n Label) {
	exact := string(e.Type) + " " + schema.FoldName(n.Text)
	if !slices.Contains(m.exact[exact], e.Key) {
		m.exact[exact] = append(m.exact[exact], e.Key)
	}
	f := m.whole(n, e.Type)
	if !slices.Contains(m.names[f], e.Key) {
		m.names[f] = append(m.names[f], e.Key)
	}
}

// whole returns a name as the gazetteer's names are looked up: by its stems,
// without legal forms.
func (m *Matcher) whole(n Label, t schema.EntityType) string {
	ws := m.concepts.phraseWords(n.Text, n.Language)
	if t == "Organization" {
		ws = m.withoutForms(ws)
	}
	return string(t) + " " + joinStems(ws)
}

func (m *Matcher) withoutForms(ws []word) []word {
	var out []word
	for i := 0; i < len(ws); {
		n, mean := m.concepts.at(ws, i, nil)
		if mean.kind == form && n > 0 {
			i += n
			continue
		}
		out = append(out, ws[i])
		i++
	}
	if len(out) == 0 {
		return ws
	}
	return out
}

// keyOf returns the keys of a name, mostly one or none.
func (m *Matcher) keyOf(n Label, t schema.EntityType) []string {
	if strings.HasPrefix(n.Text, strings.ToLower(string(t))+"/") {
		return []string{n.Text}
	}
	if keys := m.exact[string(t)+" "+schema.FoldName(n.Text)]; len(keys) > 0 {
		return keys // before Нигерия, whose stem is Нигер
	}
	return m.names[m.whole(n, t)]
}

// A Parsed is a mention that a matcher has read. It does not change.
type Parsed struct {
	Mention Mention
	m       *Matcher
	key     string // the gazetteer's
	unsure  bool   // of a place: the gazetteer has several of the name
	context circumstance
	persons [][]*person // readings of each name
	bodies  []*bodyName
	keys    []string
}

// Parse reads a mention.
func (m *Matcher) Parse(mention Mention) *Parsed {
	language := ""
	if len(mention.Names) > 0 {
		language = mention.Names[0].Language
	}
	p := &Parsed{Mention: mention, m: m, key: mention.Known, context: m.circumstance(mention.Context, language)}
	for _, n := range splitBrackets(mention) {
		switch mention.Type {
		case "Person":
			p.persons = append(p.persons, m.lexicon.persons(n))
		case "City", "Region", "Country", "Place":
			if p.key == "" {
				p.key, p.unsure = m.placeKey(n, mention.Type, p.context.countries)
			}
			p.bodies = append(p.bodies, m.placeName(n))
		case "Role":
			p.bodies = append(p.bodies, m.postName(n.Text, n.Language))
		case "Event":
			p.bodies = append(p.bodies, m.seriesName(n))
		default:
			if p.key == "" {
				p.key = m.bodyKey(n, mention.Type, p.context.countries)
			}
			b := m.bodyName(n)
			p.bodies = append(p.bodies, b)
			if b.has(body) { // a known name, and the words of which it is made
				p.bodies = append(p.bodies, m.bodyNameBut(n, body))
			}
			if mention.Type == "Organization" && (b.has(content) || b.has(locality)) { // a company called by words: "Tau-Ken", "Эйр Астана"
				literal := m.bodyNameBut(n, body, content, soft, locality)
				literal.common = !b.named() // "finance" as a word names no ministry
				p.bodies = append(p.bodies, literal)
			}
		}
	}
	p.keys = m.keysOf(p)
	return p
}

// splitBrackets takes an abbreviation in brackets for a name of its own:
// "Европейский центральный банк (ЕЦБ)".
func splitBrackets(mention Mention) []Label {
	if mention.Type == "Person" {
		return mention.Names
	}
	var out []Label
	for _, n := range mention.Names {
		before, rest, ok := strings.Cut(n.Text, " (")
		short, after, closed := strings.Cut(rest, ")")
		if !ok || !closed || strings.TrimSpace(after) != "" || strings.Contains(short, " ") || short != strings.ToUpper(short) {
			out = append(out, n)
			continue
		}
		out = append(out, Label{before, n.Language}, Label{short, n.Language})
	}
	return out
}

// bodyKey returns the gazetteer's key of a body, unless the mention is said to
// be of another country than the entry.
func (m *Matcher) bodyKey(n Label, t schema.EntityType, countries []string) string {
	keys := m.keyOf(n, t)
	if len(keys) != 1 {
		return ""
	}
	if in := m.concepts.country[keys[0]]; in != "" && len(countries) > 0 && !slices.Contains(countries, in) {
		return ""
	}
	return keys[0]
}

// placeName reads a place's name: a country in it counts as a word of it.
func (m *Matcher) placeName(n Label) *bodyName {
	b := &bodyName{}
	for _, e := range m.elements(n.Text, n.Language) {
		if e.kind != stop && e.kind != form {
			b.elements = append(b.elements, e)
		}
	}
	return b
}

func (m *Matcher) keysOf(p *Parsed) []string {
	var out []string
	if p.key != "" {
		out = append(out, "known "+p.key)
	}
	for _, readings := range p.persons {
		for _, x := range readings {
			out = append(out, x.keys...)
		}
	}
	prefix := strings.ToLower(string(p.Mention.Type)) + " "
	for _, b := range p.bodies {
		if p.Mention.Type == "Agreement" {
			_, b = p.parties(b)
		}
		out = append(out, b.keys(m.lexicon, prefix)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Keys returns the blocking keys of the mention, sorted: mentions that match or
// are doubtful share at least one. The caller must not change them.
func (p *Parsed) Keys() []string { return p.keys }

// Compare decides whether two mentions, read by one matcher, are one thing.
func Compare(a, b *Parsed) Decision {
	switch {
	case a.Mention.Type != b.Mention.Type:
		return Decision{Unrelated, 0, []string{"their types differ"}}
	case a.key != "" && a.key == b.key:
		return Decision{Match, 1, []string{"both are " + a.key}}
	case a.key != "" && b.key != "":
		return Decision{Different, 0, []string{"one is " + min(a.key, b.key) + ", the other " + max(a.key, b.key)}}
	case a.Mention.Type == "Person":
		return comparePersonMentions(a, b)
	}
	d := compareBodyMentions(a, b)
	if d.Verdict != Different && !shareKey(a.keys, b.keys) {
		return Decision{Unrelated, 0, []string{"the names differ"}}
	}
	return d
}

// compareBodyMentions compares each name of the one with each of the other: what
// speaks for a match counts unless something else contradicts it.
func compareBodyMentions(a, b *Parsed) Decision {
	best := Decision{Reasons: []string{"the names differ"}}
	for _, x := range a.bodies {
		for _, y := range b.bodies {
			d := a.m.compareNames(a, b, x, y)
			if d.Verdict == Different && best.Verdict == Unrelated || d.Verdict != Different && d.Verdict > best.Verdict ||
				best.Verdict == Different && d.Verdict == Doubtful || d.Verdict == best.Verdict && moreTelling(d, best) {
				best = d
			}
		}
	}
	return best
}

// moreTelling orders decisions of one verdict, so that the order of names does
// not matter.
func moreTelling(d, e Decision) bool {
	return d.Score > e.Score || d.Score == e.Score && slices.Compare(d.Reasons, e.Reasons) < 0
}

func (m *Matcher) compareNames(a, b *Parsed, x, y *bodyName) Decision {
	if bLess(x, y) { // reasons come in one order whichever is first
		a, b, x, y = b, a, y, x
	}
	switch a.Mention.Type {
	case "Organization":
		return m.compareBodies(a, b, x, y)
	case "Agreement":
		return m.compareAgreements(a, b, x, y)
	case "Country", "City", "Region", "Place":
		return m.comparePlaces(a, b, x, y)
	}
	return m.compareWords(x, y)
}

// compareWords compares posts and subjects, which are what their words say.
func (m *Matcher) compareWords(x, y *bodyName) Decision {
	c := m.lexicon.pair(x, y)
	if len(c.onlyX) == 0 && len(c.onlyY) == 0 && len(c.shared) > 0 && sameSet(x.countries, y.countries) {
		return Decision{Match, 0.95, []string{"the names say the same: " + describe(c.shared, nil)}}
	}
	return Decision{Unrelated, 0.2, []string{"the names differ"}}
}

func bLess(x, y *bodyName) bool {
	return describe(y.elements, nil) < describe(x.elements, nil)
}
