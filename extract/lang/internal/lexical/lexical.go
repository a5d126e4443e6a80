// Package lexical keeps the word lists of a language in tables.
package lexical

import (
	"maps"
	"slices"

	"claimgraph/extract"
	"claimgraph/table"
)

// AppendAnalysis appends an analysis to a record.
func AppendAnalysis(r *table.Row, a extract.Analysis) {
	r.Text(a.Lemma)
	flags := 0
	for i, set := range [...]bool{a.Animate, a.Attributive, a.Negative, a.Short, a.Guessed} {
		if set {
			flags |= 1 << i
		}
	}
	r.Number(flags)
	for _, n := range [...]uint8{
		uint8(a.POS), uint8(a.Case), uint8(a.Number), uint8(a.Gender), uint8(a.Tense), uint8(a.Form), uint8(a.Voice), a.Person, a.Possessor, uint8(a.Name),
	} {
		r.Number(int(n))
	}
}

// ReadAnalysis reads what AppendAnalysis wrote.
func ReadAnalysis(r *table.Reader) extract.Analysis {
	a := extract.Analysis{Lemma: r.Text()}
	flags := r.Number()
	for i, set := range [...]*bool{&a.Animate, &a.Attributive, &a.Negative, &a.Short, &a.Guessed} {
		*set = flags&(1<<i) != 0
	}
	next := func() uint8 { return uint8(r.Number()) }
	a.POS, a.Case, a.Number, a.Gender, a.Tense = extract.POS(next()), extract.Case(next()), extract.Number(next()), extract.Gender(next()), extract.Tense(next())
	a.Form, a.Voice, a.Person, a.Possessor, a.Name = extract.VerbForm(next()), extract.Voice(next()), next(), next(), extract.NameKind(next())
	return a
}

// Sections returns a map of the words to the numbers of records, and the records
// of what is known of the words.
func Sections[V any](known map[string]V, row func(V) table.Row) (words, records []byte) {
	numbers := map[string]int{}
	var rows []table.Row
	for _, w := range slices.Sorted(maps.Keys(known)) {
		numbers[w] = len(rows)
		rows = append(rows, row(known[w]))
	}
	return table.MakeMap(numbers), table.MakeRecords(rows)
}

// Known are words with what is known of them, looked up where it is.
type Known[V any] struct {
	words  table.Map
	values *table.Values[V]
}

// OpenKnown opens two sections that [Sections] returned.
func OpenKnown[V any](words, records string, read func(table.Reader) *V) Known[V] {
	return Known[V]{table.OpenMap(words), table.OpenValues(records, read)}
}

// Of returns what is known of a word, nil if nothing is. The caller must not
// change it.
func (k Known[V]) Of(word string) *V {
	if i, ok := k.words.Get(word); ok {
		return k.values.At(i)
	}
	return nil
}
