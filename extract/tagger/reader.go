package tagger

import "claimgraph/extract"

// Name is what the tagger's mentions give as their recognizer.
const Name = "tagger"

// A reader holds what is needed while reading one document.
type reader struct {
	words  []word
	found  []uint64
	steps  []step
	labels []uint8
}

// A Span is what the tagger reads: tokens [First, End) of a document name
// something of the class.
type Span struct {
	First, End int
	Class      string
}

// spans reads sentence s of d with the model.
func (x *reader) spans(m *model, d *extract.Doc, s extract.Sentence) []Span {
	x.readWords(d, s)
	var out []Span
	first := s.First
	for i, l := range x.decode(m, s.End-s.First) {
		if l == 0 {
			continue
		}
		position := int(l-1) % perClass
		if position == begin || position == only {
			first = s.First + i
		}
		if position >= last {
			out = append(out, Span{First: first, End: s.First + i + 1, Class: m.classes[int(l-1)/perClass]})
		}
	}
	return out
}

// Features returns, for each token of sentence s, the hashes of its features.
// Mentions that the tagger itself found do not count.
func Features(d *extract.Doc, s extract.Sentence) [][]uint64 {
	x := &reader{}
	x.readWords(d, s)
	out := make([][]uint64, s.End-s.First)
	for i := range out {
		out[i] = x.features(nil, i+margin)
	}
	return out
}

// Labels returns the labels of n tokens, of which spans, none overlapping, name
// something of the given classes; spans count from the first token.
func Labels(classes []string, n int, spans []Span) []uint8 {
	out := make([]uint8, n)
	for _, s := range spans {
		class := indexOf(classes, s.Class)
		if class < 0 {
			continue
		}
		for i := s.First; i < s.End; i++ {
			position := inside
			switch {
			case s.End-s.First == 1:
				position = only
			case i == s.First:
				position = begin
			case i == s.End-1:
				position = last
			}
			out[i] = uint8(label(class, position))
		}
	}
	return out
}

func indexOf(list []string, s string) int {
	for i, v := range list {
		if v == s {
			return i
		}
	}
	return -1
}

// Follows reports whether label b may stand behind label a in what [Labels]
// returns; -1 is the start.
func Follows(a, b int) bool { return follows(a, b) }
