package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"claimgraph/schema"
)

// figuresJSON is a tally with what follows from it.
type figuresJSON struct {
	Tally
	P  float64 `json:"p"`
	R  float64 `json:"r"`
	F1 float64 `json:"f1"`
}

func figuresOf(t Tally) figuresJSON { return figuresJSON{t, t.Precision(), t.Recall(), t.F1()} }

// WriteJSON writes the figures as one JSON object.
func (s *Score) WriteJSON(w io.Writer) error {
	scores, languages := map[string]figuresJSON{}, map[string]figuresJSON{}
	for _, t := range s.types() {
		scores[string(t)] = figuresOf(*s.Types[t])
	}
	scores["all"] = figuresOf(s.All)
	for lang, t := range s.Languages {
		languages[lang] = figuresOf(*t)
	}
	return json.NewEncoder(w).Encode(struct {
		Scores       map[string]figuresJSON `json:"scores"`
		Languages    map[string]figuresJSON `json:"languages"`
		MeanF1       float64                `json:"macro_f1"`
		Articles     int                    `json:"articles"`
		Empty        int                    `json:"empty"`
		FalseInEmpty int                    `json:"false_in_empty"`
		Claims       int                    `json:"claims"`
		BadEvidence  int                    `json:"bad_evidence"`
	}{scores, languages, s.MeanF1(), s.Articles, s.Empty, s.FalseInEmpty, s.Claims, s.BadEvidence})
}

// WriteText writes the figures as a table: by type, by language, in all.
func (s *Score) WriteText(w io.Writer) error {
	p := &printer{w: w}
	p.printf("%-18s%6s%6s%6s%8s%8s%8s\n", "type", "gold", "said", "hits", "P", "R", "F1")
	for _, t := range s.types() {
		p.row(string(t), *s.Types[t])
	}
	p.row("all", s.All)
	p.printf("\n%-18s\n", "language")
	for _, lang := range slices.Sorted(maps.Keys(s.Languages)) {
		p.row(orNone(lang), *s.Languages[lang])
	}
	p.printf("\nmean F1 of the types %.3f; claims said in articles that have none: %d in %d of %d articles\n", s.MeanF1(), s.FalseInEmpty, s.Empty, s.Articles)
	p.printf("evidence: %d of %d claims quote the text at their offsets\n", s.Claims-s.BadEvidence, s.Claims)
	return p.err
}

func orNone(lang string) string {
	if lang == "" {
		return "none given"
	}
	return lang
}

// WriteNotes lists what was missed, wrongly said or partly right, by article.
func (s *Score) WriteNotes(w io.Writer) error {
	p := &printer{w: w}
	notes := slices.Clone(s.Notes)
	slices.SortStableFunc(notes, compareNotes)
	for _, n := range notes {
		if n.Claim != nil {
			p.printf("%-7s %s %s (%s:%d)\n  want %s\n", n.Kind, n.Gold.Base(), n.Claim.Type, n.Gold.File, n.Claim.Line, goldLine(n.Claim))
		} else {
			p.printf("%-7s %s %s\n", n.Kind, n.Gold.Base(), n.Said.Type)
		}
		if n.Said != nil {
			p.printf("  got  %s\n", saidLine(n.Said))
			for _, e := range n.Said.Evidence {
				p.printf("       %s > %s\n", e.Rule, strings.Join(strings.Fields(e.Quote), " "))
			}
		}
	}
	return p.err
}

func goldLine(c *Claim) string {
	var parts []string
	for _, arg := range scored(c.Type) {
		slot, ok := c.Slots[arg]
		if !ok {
			continue
		}
		mark := ""
		if slot.Soft {
			mark = "?"
		}
		for _, v := range slot.Values {
			parts = append(parts, fmt.Sprintf("%s%s=%q", arg, mark, v.Names[0]))
		}
	}
	return strings.Join(parts, " ")
}

func saidLine(c *schema.Claim) string {
	var parts []string
	for _, arg := range scored(c.Type) {
		for _, v := range c.Args[arg] {
			parts = append(parts, fmt.Sprintf("%s=%q", arg, v.Lexical()))
		}
	}
	if c.Modality != schema.Asserted {
		parts = append(parts, string(c.Modality))
	}
	return strings.Join(parts, " ")
}

// WriteJSON writes the counts as one JSON object.
func (s *MentionScore) WriteJSON(w io.Writer) error {
	return json.NewEncoder(w).Encode(struct {
		Names  map[string]*Found `json:"names"`
		Values map[string]*Found `json:"values"`
		Apart  int               `json:"metadata_only"`
	}{withAll(s.Names), withAll(s.Values), len(s.Apart)})
}

func withAll(m map[string]*Found) map[string]*Found {
	out, all := maps.Clone(m), new(Found)
	for _, f := range m {
		all.Values += f.Values
		all.Found += f.Found
	}
	out["all"] = all
	return out
}

// WriteText writes the shares by language and lists the values that stand in
// metadata alone.
func (s *MentionScore) WriteText(w io.Writer) error {
	p := &printer{w: w}
	p.printf("%-34s%8s%8s%8s\n", "", "values", "found", "share")
	for _, group := range []struct {
		title string
		found map[string]*Found
	}{{"names", s.Names}, {"dates, ordinals and numbers", s.Values}} {
		all := withAll(group.found)
		for _, lang := range append(slices.Sorted(maps.Keys(group.found)), "all") {
			f := all[lang]
			p.printf("%-34s%8d%8d%8.3f\n", group.title+", "+orNone(lang), f.Values, f.Found, f.Share())
		}
	}
	p.printf("in metadata alone: %d\n", len(s.Apart))
	p.mentions("  ", s.Apart)
	return p.err
}

// WriteNotes lists the values that no mention gives.
func (s *MentionScore) WriteNotes(w io.Writer) error {
	p := &printer{w: w}
	p.mentions("missed ", s.Missed)
	return p.err
}

// A printer keeps the first error of writing.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

func (p *printer) row(name string, t Tally) {
	p.printf("%-18s%6d%6d%6d%8.3f%8.3f%8.3f\n", name, t.Gold, t.Said, t.Hits, t.Precision(), t.Recall(), t.F1())
}

func (p *printer) mentions(indent string, notes []MentionNote) {
	notes = slices.Clone(notes)
	sortNotes(notes)
	for _, n := range notes {
		p.printf("%s%s %s %s: %s\n", indent, n.Gold.Base(), n.Slot, n.Value.Raw, strings.Join(n.Value.Names[:min(3, len(n.Value.Names))], ", "))
	}
}
