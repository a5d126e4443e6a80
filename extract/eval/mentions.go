package eval

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"claimgraph/extract"
	"claimgraph/schema"
)

// A Found counts gold values, once an article each, and those that a mention gives.
type Found struct {
	Values int `json:"values"`
	Found  int `json:"found"`
}

// Share is the part that was found; 1 of nothing.
func (f Found) Share() float64 {
	if f.Values == 0 {
		return 1
	}
	return float64(f.Found) / float64(f.Values)
}

// A MentionScore tells how much of what gold claims are made of was recognized:
// the distinct values in required slots of claims that are not optional.
type MentionScore struct {
	// Names counts names by language: one is found if some mention's canonical
	// name, folded, equals one of the gold's names. Neither the mention's words
	// nor its aliases count.
	Names map[string]*Found
	// Values counts dates, ordinals and numbers by language: one is found if the
	// value of some mention, or of what a mention says of itself ("the second
	// round"), agrees with it.
	Values map[string]*Found
	// Apart are the values that stand in the article's metadata alone. They are
	// counted nowhere else.
	Apart  []MentionNote
	Missed []MentionNote
}

// A MentionNote is a gold value of an article.
type MentionNote struct {
	Gold  *Gold
	Slot  string // "role person"
	Value Alternatives
}

// NewMentionScore returns the score of no article.
func NewMentionScore() *MentionScore {
	return &MentionScore{Names: map[string]*Found{}, Values: map[string]*Found{}}
}

// figures are the slots filled with dates, ordinals and numbers; fixed those
// whose words are the model's, not the article's.
var (
	figures = names("time", "ordinal", "value")
	fixed   = names("status", "kind", "quote")
)

// Add counts the mentions of one article, in all of its documents, against its gold.
func (s *MentionScore) Add(g *Gold, docs []*extract.Doc) {
	d := docs[0]
	named, valued := forms{}, forms{}
	for _, d := range docs {
		for i := range d.Mentions {
			m := &d.Mentions[i]
			named[Fold(m.Name)] = true
			for _, v := range mentionValues(m) {
				valued[Fold(v)] = true
			}
		}
	}
	seen := map[string]bool{}
	for i := range g.Claims {
		c := &g.Claims[i]
		if c.Optional {
			continue
		}
		for _, arg := range slices.Sorted(maps.Keys(c.Slots)) {
			slot := c.Slots[arg]
			if slot.Soft || slices.Contains(fixed, arg) {
				continue
			}
			for _, v := range slot.Values {
				figure := slices.Contains(figures, arg) || v.Literal && allFigures(v.forms)
				kind, have := "name", named
				if figure {
					kind, have = "value", valued
				}
				if seen[kind+" "+v.Raw] {
					continue
				}
				seen[kind+" "+v.Raw] = true
				s.count(MentionNote{g, string(c.Type) + " " + string(arg), v}, d, figure, have)
			}
		}
	}
}

func (s *MentionScore) count(n MentionNote, d *extract.Doc, figure bool, have forms) {
	found := agree(have, n.Value.forms)
	if !figure {
		found = intersects(have, n.Value.forms)
	}
	if !found && apart(d, n.Value) {
		s.Apart = append(s.Apart, n)
		return
	}
	counts := s.Names
	if figure {
		counts = s.Values
	}
	f := grow(counts, n.Gold.Language)
	f.Values++
	if found {
		f.Found++
	} else {
		s.Missed = append(s.Missed, n)
	}
}

// mentionValues returns the dates and numbers that a mention gives.
func mentionValues(m *extract.Mention) []string {
	var out []string
	if !m.Time.IsZero() {
		out = append(out, m.Time.String())
	}
	if m.Number != "" {
		out = append(out, m.Number)
	}
	for _, arg := range slices.Sorted(maps.Keys(m.Args)) {
		for _, v := range m.Args[arg] {
			if v.Entity == nil && (v.Number != "" || !v.Time.IsZero()) {
				out = append(out, v.Lexical())
			}
		}
	}
	return out
}

func intersects(a, b forms) bool {
	for x := range a {
		if b[x] {
			return true
		}
	}
	return false
}

func allFigures(f forms) bool {
	for x := range f {
		if !number.MatchString(x) && !date.MatchString(x) {
			return false
		}
	}
	return true
}

// apart reports whether a value that no mention gives is one of the article's
// metadata and has no word in its text: no gold name of it, and for a date not
// the number of its day.
func apart(d *extract.Doc, v Alternatives) bool {
	src := d.Article.Source
	if src.Publisher != "" && v.forms[Fold(src.Publisher)] {
		body := " " + Fold(d.Text(d.Article.Body)) + " "
		return !slices.ContainsFunc(v.Names, func(n string) bool {
			f := Fold(n)
			return f != "" && strings.Contains(body, f)
		})
	}
	for _, day := range []schema.Date{src.Published, src.Modified} {
		if day.IsZero() || !agree(formsOf(day.String()), v.forms) {
			continue
		}
		text := day.String()
		number := strings.TrimLeft(text[strings.LastIndexByte(text, '-')+1:], "0")
		if !slices.Contains(strings.FieldsFunc(d.Text(d.Article.Body), func(r rune) bool { return !unicode.IsDigit(r) }), number) {
			return true
		}
	}
	return false
}

// sortNotes orders notes by article, keeping their order inside one.
func sortNotes(notes []MentionNote) {
	slices.SortStableFunc(notes, func(a, b MentionNote) int { return cmp.Compare(a.Gold.Base(), b.Gold.Base()) })
}
