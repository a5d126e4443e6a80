// Package corpus reads the sentences that define a rule pack and holds the pack
// against them: a txtar file beside the pack goes in, and what each sentence was
// read as, and by which rules, comes out.
//
// The comment of the file may say "published: 2024-05-17", the day that dates
// count from. Then come pairs of files, a text and the claims that the pack must
// read in it, one a line. A text is named after a rule: NAME.txt and
// NAME-2.txt must make rule NAME fire, NAME-not.txt must not.
package corpus

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"claimgraph/extract"
	"claimgraph/extract/read"
	"claimgraph/extract/rule"
	"claimgraph/schema"
)

// A Corpus is the sections of one file, in its order.
type Corpus struct {
	Published schema.Date // zero if the file does not say
	Sections  []Section
}

// A Section is a text and what must be read in it.
type Section struct {
	Name   string // "cochair-of-event-2"
	Rule   string // "cochair-of-event"
	Miss   bool   // the rule must not fire
	Text   string
	Claims string // one a line, as [Line] writes them
}

// Parse reads a corpus. Errors name the file and the section.
func Parse(file string, data []byte) (*Corpus, error) {
	archive := txtar.Parse(data)
	c := &Corpus{}
	for line := range strings.Lines(string(archive.Comment)) {
		day, ok := strings.CutPrefix(strings.TrimSpace(line), "published: ")
		if !ok {
			continue
		}
		var err error
		if c.Published, err = schema.ParseDate(day); err != nil {
			return nil, fmt.Errorf("%s: published: %w", file, err)
		}
	}
	for i := 0; i < len(archive.Files); i += 2 {
		name, isText := strings.CutSuffix(archive.Files[i].Name, ".txt")
		if !isText || i+1 == len(archive.Files) || archive.Files[i+1].Name != name+".claims" {
			return nil, fmt.Errorf("%s: %s: want NAME.txt and NAME.claims after it", file, archive.Files[i].Name)
		}
		s := Section{Name: name, Text: string(archive.Files[i].Data), Claims: string(archive.Files[i+1].Data)}
		if s.Rule, s.Miss = strings.CutSuffix(name, "-not"); !s.Miss {
			s.Rule = strings.TrimRight(name, "-0123456789")
		}
		c.Sections = append(c.Sections, s)
	}
	return c, nil
}

// Format returns the file of the corpus.
func (c *Corpus) Format() []byte {
	archive := &txtar.Archive{}
	if !c.Published.IsZero() {
		archive.Comment = fmt.Appendf(nil, "published: %s\n", c.Published)
	}
	for _, s := range c.Sections {
		archive.Files = append(archive.Files,
			txtar.File{Name: s.Name + ".txt", Data: []byte(s.Text)},
			txtar.File{Name: s.Name + ".claims", Data: []byte(s.Claims)})
	}
	return txtar.Format(archive)
}

// A Reader reads articles with the rules under test.
type Reader interface {
	Run(context.Context, *extract.Article) (*schema.Extraction, error)
	Analyze(*extract.Article) []*extract.Doc
	Explain(context.Context, *extract.Doc) ([]rule.Trace, error)
}

// Read returns the claims that the pack, "ru/chairing", reads in the text of a
// section, one a line, and whether the section's rule fires.
func (c *Corpus) Read(ctx context.Context, r Reader, pack string, s *Section) (claims string, fired bool, err error) {
	a, err := c.article(ctx, pack, s)
	if err != nil {
		return "", false, err
	}
	for _, d := range r.Analyze(a) {
		traces, err := r.Explain(ctx, d)
		if err != nil {
			return "", false, err
		}
		fired = fired || slices.ContainsFunc(traces, func(t rule.Trace) bool { return t.Fired && t.Rule == pack+"#"+s.Rule })
	}
	x, err := r.Run(ctx, a)
	if err != nil {
		return "", false, err
	}
	var b bytes.Buffer
	for i := range x.Claims {
		if slices.ContainsFunc(x.Claims[i].Evidence, func(e schema.Evidence) bool { return strings.HasPrefix(e.Rule, pack+"#") }) {
			fmt.Fprintln(&b, Line(&x.Claims[i]))
		}
	}
	return b.String(), fired, nil
}

func (c *Corpus) article(ctx context.Context, pack string, s *Section) (*extract.Article, error) {
	for a, err := range read.Articles(ctx, []string{read.Stdin}, strings.NewReader(s.Text)) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
		a.Source.Published = c.Published
		a.Source.Language, _, _ = strings.Cut(pack, "/")
		return a, nil
	}
	return nil, fmt.Errorf("%s: the text is empty", s.Name)
}

// A Fault is what is wrong with a pack by its corpus.
type Fault struct {
	Section string // "" for the corpus as a whole
	Problem string // ends without a full stop; may have several lines
}

// Check returns the faults of a pack: sections that are read otherwise than they
// say, and rules without a sentence that makes them fire or without a near miss.
func (c *Corpus) Check(ctx context.Context, r Reader, pack *rule.Pack) ([]Fault, error) {
	var faults []Fault
	fires, misses := map[string]bool{}, map[string]bool{}
	for i := range c.Sections {
		s := &c.Sections[i]
		got, fired, err := c.Read(ctx, r, pack.Name, s)
		if err != nil {
			return nil, err
		}
		switch {
		case s.Miss && fired:
			faults = append(faults, Fault{s.Name, "the rule fires on its near miss"})
		case !s.Miss && !fired:
			faults = append(faults, Fault{s.Name, "rule " + s.Rule + " does not fire"})
		case s.Miss:
			misses[s.Rule] = true
		default:
			fires[s.Rule] = true
		}
		if got != s.Claims {
			faults = append(faults, Fault{s.Name, fmt.Sprintf("%sgot\n%swant\n%s", s.Text, got, s.Claims)})
		}
	}
	for _, rl := range pack.Rules {
		_, name, _ := strings.Cut(rl.Name, "#")
		if !fires[name] {
			faults = append(faults, Fault{"", fmt.Sprintf("line %d: rule %s: no sentence of the corpus makes it fire", rl.Line(), name)})
		}
		if !misses[name] {
			faults = append(faults, Fault{"", fmt.Sprintf("line %d: rule %s: the corpus has no near miss %s-not.txt", rl.Line(), name, name)})
		}
	}
	return faults, nil
}

// Line writes a claim as a corpus has it: its type and arguments, without the
// event itself, then what is not asserted.
func Line(c *schema.Claim) string {
	var b strings.Builder
	b.WriteString(string(c.Type))
	for _, arg := range slices.Sorted(maps.Keys(c.Args)) {
		if arg == schema.Self {
			continue
		}
		for _, v := range c.Args[arg] {
			value := v.Lexical()
			if strings.ContainsAny(value, " \"") {
				value = fmt.Sprintf("%q", value)
			}
			fmt.Fprintf(&b, " %s=%s", arg, value)
		}
	}
	if c.Modality != schema.Asserted {
		fmt.Fprintf(&b, " modality=%s", c.Modality)
	}
	if c.Speaker != nil {
		fmt.Fprintf(&b, " speaker=%q", c.Speaker.Lexical())
	}
	return b.String()
}
