// Package corpus reads the sentences that define a rule pack and holds the pack
// against them: a txtar file beside the pack goes in, and what each sentence was
// read as, and by which rules, comes out.
//
// The comment of the file may say "published: 2024-05-17", the day that dates
// count from. Then come pairs of files, a text and the claims that the pack must
// read in it, one a line. A text is named after a rule: NAME.txt and
// NAME-2.txt must make rule NAME fire, NAME-not.txt and NAME-not-2.txt must not.
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
	File      string      // for messages: "ru/chairing.txtar"
	Published schema.Date // zero if the file does not say
	Sections  []Section
}

// A Section is a text and what must be read in it.
type Section struct {
	Name   string // "cochair-of-event-2"
	Line   int    // where its text is named
	Rule   string // "cochair-of-event"
	Miss   bool   // the rule must not fire
	Text   string
	Claims string // one a line, as [Line] writes them
}

// Parse reads a corpus. Errors name the file and the line.
func Parse(file string, data []byte) (*Corpus, error) {
	archive := txtar.Parse(data)
	c := &Corpus{File: file}
	n := 1
	for line := range strings.Lines(string(archive.Comment)) {
		if err := c.comment(strings.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		n++
	}
	for i := 0; i < len(archive.Files); i += 2 {
		text := archive.Files[i]
		name, isText := strings.CutSuffix(text.Name, ".txt")
		switch {
		case !isText || i+1 == len(archive.Files) || archive.Files[i+1].Name != name+".claims":
			return nil, fmt.Errorf("%s:%d: %s: want NAME.txt and NAME.claims after it", file, n, text.Name)
		case len(bytes.TrimSpace(text.Data)) == 0:
			return nil, fmt.Errorf("%s:%d: %s is empty", file, n, text.Name)
		}
		claims := archive.Files[i+1].Data
		s := Section{Name: name, Line: n, Text: string(text.Data), Claims: string(claims)}
		s.Rule, s.Miss = strings.CutSuffix(unnumbered(name), "-not")
		s.Rule = unnumbered(s.Rule)
		c.Sections = append(c.Sections, s)
		n += 2 + bytes.Count(text.Data, newline) + bytes.Count(claims, newline)
	}
	return c, nil
}

// unnumbered returns the name without the number at its end: "stays-in" of "stays-in-2".
func unnumbered(name string) string { return strings.TrimRight(name, "-0123456789") }

var newline = []byte("\n")

// comment reads a line above the first section.
func (c *Corpus) comment(line string) (err error) {
	day, ok := strings.CutPrefix(line, "published: ")
	switch {
	case line == "" || line[0] == '#':
		return nil
	case !ok:
		return fmt.Errorf("%q: want published: YYYY-MM-DD, or # before a comment", line)
	}
	c.Published, err = schema.ParseDate(day)
	return err
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
		fired = fired || slices.ContainsFunc(traces, func(t rule.Trace) bool { return t.Fired && t.Rule.Name == pack+"#"+s.Rule })
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
	File    string // of the corpus or the pack
	Line    int
	Problem string // ends without a full stop; may have several lines
}

func (f Fault) String() string { return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Problem) }

// Check returns the faults of a pack: sections that are read otherwise than they
// say or are of no rule, and rules without a sentence that makes them fire or
// without a near miss.
func (c *Corpus) Check(ctx context.Context, r Reader, pack *rule.Pack) ([]Fault, error) {
	var faults []Fault
	rules := map[string]*covered{}
	for _, rl := range pack.Rules {
		_, name, _ := strings.Cut(rl.Name, "#")
		rules[name] = &covered{}
	}
	for i := range c.Sections {
		s := &c.Sections[i]
		fault := func(format string, args ...any) {
			faults = append(faults, Fault{c.File, s.Line, s.Name + ": " + fmt.Sprintf(format, args...)})
		}
		of := rules[s.Rule]
		if of == nil {
			fault("the pack has no rule %s", s.Rule)
			continue
		}
		got, fired, err := c.Read(ctx, r, pack.Name, s)
		if err != nil {
			return nil, err
		}
		of.reads, of.leaves = of.reads || !s.Miss, of.leaves || s.Miss
		switch {
		case s.Miss && fired:
			fault("rule %s fires on its near miss", s.Rule)
		case !s.Miss && !fired:
			fault("rule %s does not fire", s.Rule)
		}
		if got != s.Claims {
			fault("%sgot\n%swant\n%s", s.Text, got, s.Claims)
		}
	}
	for _, rl := range pack.Rules {
		_, name, _ := strings.Cut(rl.Name, "#")
		if !rules[name].reads {
			faults = append(faults, Fault{pack.File, rl.Line(), fmt.Sprintf("rule %s: the corpus has no sentence %s.txt that it reads", name, name)})
		}
		if !rules[name].leaves {
			faults = append(faults, Fault{pack.File, rl.Line(), fmt.Sprintf("rule %s: the corpus has no near miss %s-not.txt", name, name)})
		}
	}
	return faults, nil
}

// covered tells whether a rule has a sentence that it must read and a near miss.
type covered struct{ reads, leaves bool }

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
