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

// A Matter is what an announcement or approval is about, read from its name.
type Matter struct {
	// Says are the concepts of the name, in words that are the same in every
	// language, sorted, without those that say whose it is.
	Says []string
	// Of are the keys of the states and known bodies in it, sorted.
	Of []string
	// Whole tells that every word of the name is in one of the two or says nothing.
	Whole bool
}

// Matter reads what is announced or approved. A name of which no word is on the
// lists says nothing.
func (m *Matcher) Matter(n Label) Matter {
	out := Matter{Whole: true}
	for _, e := range m.elementsBut(n.Text, n.Language, nil) {
		switch e.kind {
		case matter, content, treaty:
			out.Says = append(out.Says, e.id)
		case country, body:
			out.Of = append(out.Of, e.id)
		case stop, soft, kindOf:
		default:
			out.Whole = false
		}
	}
	slices.Sort(out.Says)
	slices.Sort(out.Of)
	out.Says, out.Of = slices.Compact(out.Says), slices.Compact(out.Of)
	return out
}
