package name

import (
	"slices"

	"claimgraph/schema"
)

// A Matcher holds the known names and words. It is safe for use by several
// goroutines.
type Matcher struct {
	model *schema.Model
	names map[string][]string // folded name -> keys
}

// New returns a matcher that knows the model's posts and portfolios and the
// given entries.
func New(model *schema.Model, entries []Entry) (*Matcher, error) {
	m := &Matcher{model: model, names: map[string][]string{}}
	for _, e := range entries {
		for _, n := range e.Names {
			f := string(e.Type) + " " + schema.FoldName(n.Text)
			if !slices.Contains(m.names[f], e.Key) {
				m.names[f] = append(m.names[f], e.Key)
			}
		}
	}
	return m, nil
}

// A Parsed is a mention that a matcher has read. It does not change.
type Parsed struct {
	Mention Mention
	key     string // the gazetteer's
	folded  []string
	keys    []string
}

// Parse reads a mention.
func (m *Matcher) Parse(mention Mention) *Parsed {
	p := &Parsed{Mention: mention, key: mention.Known}
	for _, n := range mention.Names {
		f := string(mention.Type) + " " + schema.FoldName(n.Text)
		p.folded = append(p.folded, f)
		if keys := m.names[f]; p.key == "" && len(keys) == 1 {
			p.key = keys[0]
		}
	}
	if p.key != "" {
		p.keys = append(p.keys, "known "+p.key)
	}
	p.keys = append(p.keys, p.folded...)
	slices.Sort(p.keys)
	p.keys = slices.Compact(p.keys)
	return p
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
	}
	for _, f := range a.folded {
		if slices.Contains(b.folded, f) {
			return Decision{Match, 0.95, []string{"the names are equal"}}
		}
	}
	return Decision{Unrelated, 0, []string{"the names differ"}}
}
