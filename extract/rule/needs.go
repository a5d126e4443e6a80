package rule

import (
	"maps"

	"claimgraph/extract"
	"claimgraph/schema"
)

// A need is a set of words or lemmas, or of types of mentions, of which a
// sentence must hold one for a pattern to match at all. Most rules have needs
// that most sentences do not meet: one look at each word of a sentence tells
// which rules are worth a try in it.
type need map[string]bool

// wordNeeds collects, for each mandatory step on words, the words of which one
// must be there.
func wordNeeds(nodes []node) []need {
	return collect(nodes, func(c *cond) need {
		// Either condition alone must hold, so either serves as the filter.
		if c.lemmas != nil {
			return c.lemmas
		}
		return c.words
	})
}

// mentionNeeds collects, for each mandatory step on a mention, the types of
// which one must be there.
func mentionNeeds(nodes []node) []need {
	return collect(nodes, func(c *cond) need {
		if c.mention == nil {
			return nil
		}
		types := need{}
		for t := range c.mention {
			types[typeKey(t)] = true
		}
		return types
	})
}

// typeKey is a type among words: no word begins with it.
func typeKey(t schema.EntityType) string { return "\x00" + string(t) }

func collect(nodes []node, of func(*cond) need) []need {
	var out []need
	for _, n := range nodes {
		switch n.kind {
		case tokenNode, mentionNode:
			if x := of(&n.cond); x != nil {
				out = append(out, x)
			}
		case anyNode:
			// One of the alternatives matches, so one of their first needs is met.
			union := need{}
			for _, sub := range n.subs {
				first := collect(sub, of)
				if len(first) == 0 {
					union = nil
					break
				}
				maps.Copy(union, first[0])
			}
			if union != nil {
				out = append(out, union)
			}
		}
	}
	return out
}

// A needIndex numbers the needs of a language's patterns.
type needIndex struct {
	of    map[string][]int // word -> the needs that it meets
	count int
}

func (x *needIndex) number(needs []need) []int {
	var numbers []int
	for _, n := range needs {
		for w := range n {
			x.of[w] = append(x.of[w], x.count)
		}
		numbers = append(numbers, x.count)
		x.count++
	}
	return numbers
}

// A needSet is the needs that a sentence meets, a bit each.
type needSet []uint64

func (s needSet) has(n int) bool { return s[n/64]&(1<<(n%64)) != 0 }

func (s needSet) hasAll(needs []int) bool {
	for _, n := range needs {
		if !s.has(n) {
			return false
		}
	}
	return true
}

func (s needSet) add(needs []int) {
	for _, n := range needs {
		s[n/64] |= 1 << (n % 64)
	}
}

// or returns what sentences meet together.
func or(sets []needSet) needSet {
	if len(sets) == 1 {
		return sets[0]
	}
	all := make(needSet, len(sets[0]))
	for _, s := range sets {
		for i, w := range s {
			all[i] |= w
		}
	}
	return all
}

// met returns for each sentence which needs it meets.
func (x *needIndex) met(d *extract.Doc) []needSet {
	sets := make([]needSet, len(d.Sentences))
	size := (x.count + 63) / 64
	bits := make(needSet, size*len(sets))
	for s, sent := range d.Sentences {
		set := bits[s*size : (s+1)*size]
		for i := sent.First; i < sent.End; i++ {
			t := &d.Tokens[i]
			set.add(x.of[t.Lower])
			last := t.Lower
			for a := range t.Analyses {
				if lemma := t.Analyses[a].Lemma; lemma != last {
					set.add(x.of[lemma])
					last = lemma
				}
			}
		}
		sets[s] = set
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		sets[d.SentenceOf(m.First)].add(x.of[typeKey(m.Type)])
	}
	return sets
}
