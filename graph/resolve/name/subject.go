package name

import "slices"

// Subject reads what talks or documents are about: the concepts of the name, in
// words that are the same in every language, and the keys of the states and known
// bodies in it, both sorted. Words that no list has are no subject: they differ
// from language to language.
func (m *Matcher) Subject(n Label) (about, parties []string) {
	b := m.bodyName(n)
	parties = slices.Clone(b.countries)
	for _, e := range b.elements {
		switch e.kind {
		case content:
			about = append(about, e.id)
		case body:
			parties = append(parties, e.id)
		}
	}
	slices.Sort(about)
	slices.Sort(parties)
	return slices.Compact(about), slices.Compact(parties)
}
