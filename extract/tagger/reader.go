package tagger

import "claimgraph/extract"

// Name is what the tagger's mentions give as their recognizer.
const Name = "tagger"

// A reader holds what is needed while reading one document.
type reader struct {
	words []word
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
