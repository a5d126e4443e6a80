package kk
import "claimgraph/extract"
func (a *Analyzer) Phrase(d *extract.Doc, head int, prepositions []string) extract.Phrase { return extract.Phrase{First:head,End:head+1,Head:head,Complement:head} }
func (a *Analyzer) Nominative(d *extract.Doc, first, end, head int) string { return d.TokenText(first,end) }
func (a *Analyzer) PersonName(d *extract.Doc, first, end int) string { return d.TokenText(first,end) }
