package extract

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"claimgraph/schema"
)

// A Pipeline turns articles into claims. Its fields are set once, before the
// first Run; Run may be called by several goroutines.
type Pipeline struct {
	Model *schema.Model
	// Lay splits the passages of an article that are in the language into blocks,
	// sentences, tokens and quotations.
	Lay func(a *Article, language string, abbreviation func(string) bool) *Doc
	// Language guesses the BCP 47 tag of a text.
	Language func(text string) string
	// Reference finds the day that an undated article counts its dates from.
	Reference func(*Doc) (schema.Date, bool)
	Analyzers map[string]Analyzer // by BCP 47 tag
	// Recognizers run in order, each sees the mentions of those before it.
	Recognizers []Recognizer
	// Tagger reads mentions after all recognizers; nil if there is none.
	Tagger     Tagger
	Extractors []*Extractor
	// Version names the program and the content of its rules and dictionaries.
	Version string
	// Precision is the measured precision of rules by their names: a claim is as
	// sure as the best of the rules that it rests on.
	Precision map[string]float64
	// Warn, if set, is told of claims that were dropped because they break the
	// model: a rule of a user's pack can fill an argument with the wrong type.
	Warn func(error)
}

// Run reads one article. An article in a language without an analyzer yields
// no claims. The error names the article.
func (p *Pipeline) Run(ctx context.Context, a *Article) (*schema.Extraction, error) {
	docs := p.Analyze(a)
	var claims []schema.Claim
	for _, d := range docs {
		read, err := p.claims(ctx, d)
		if err != nil {
			return nil, fmt.Errorf("%s: extract: %w", a.Path, err)
		}
		claims = append(claims, read...)
	}
	own := docs[0]
	if own.Language != "" && p.Analyzers[own.Language] == nil && p.Warn != nil {
		p.Warn(fmt.Errorf("%s: language %q is not read", a.Path, own.Language))
	}
	source := a.Source
	source.Language = own.Language
	if own.ReferenceInferred {
		source.Inferred = own.Reference
	}
	for i := range claims {
		claims[i].Source = source.ID
		p.Model.Complete(&claims[i])
		locate(&claims[i])
		claims[i].Confidence = p.confidence(&claims[i])
		claims[i].ID = p.Model.ClaimID(&claims[i], source.TextHash)
	}
	claims = p.valid(a, claims)
	slices.SortFunc(claims, compareClaims)
	return &schema.Extraction{Source: source, Claims: claims}, nil
}

// locate marks the arguments that stand outside the claim's evidence as found
// by coreference: what an event's other mention in the article says of it.
func locate(c *schema.Claim) {
	for arg, values := range c.Args {
		values = slices.Clone(values)
		for i := range values {
			v := &values[i]
			if v.Via == "" && !slices.ContainsFunc(c.Evidence, func(e schema.Evidence) bool { return e.Span.Contains(v.Mention.Span) }) {
				v.Via = schema.ViaCoreference
			}
		}
		c.Args[arg] = values
	}
}

// confidence returns how sure a claim is, 0 if none of its rules was measured.
func (p *Pipeline) confidence(c *schema.Claim) float64 {
	best := 0.0
	for _, e := range c.Evidence {
		best = max(best, p.Precision[e.Rule])
	}
	return best
}

// valid drops claims that break the model and all but the first of one ID.
func (p *Pipeline) valid(a *Article, claims []schema.Claim) []schema.Claim {
	seen := map[schema.ClaimID]bool{}
	return slices.DeleteFunc(claims, func(c schema.Claim) bool {
		if seen[c.ID] {
			return true
		}
		seen[c.ID] = true
		err := p.Model.Check(&c)
		if err == nil {
			err = schema.CheckText(&c, a.Text)
		}
		if err != nil && p.Warn != nil {
			p.Warn(fmt.Errorf("%s: claim dropped: %w", a.Path, err))
		}
		return err != nil
	})
}

func compareClaims(a, b schema.Claim) int {
	return cmp.Or(a.Evidence[0].Span.Compare(b.Evidence[0].Span), cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID, b.ID))
}

// languageOf returns the language that came with the article, else the one that
// its text is in.
func (p *Pipeline) languageOf(a *Article) string {
	return cmp.Or(a.GivenLanguage(), p.Language(a.Text[a.Body.Start:a.Body.End]))
}

// Analyze lays the article out and finds its mentions: first its passages in its
// own language, then those in each of the others that are read.
func (p *Pipeline) Analyze(a *Article) []*Doc {
	own := p.analyze(a, p.languageOf(a), nil)
	docs := []*Doc{own}
	if p.Analyzers[own.Language] == nil {
		return docs // who knows what its other passages are in
	}
	for _, language := range own.Others {
		if p.Analyzers[language] != nil {
			docs = append(docs, p.analyze(a, language, own))
		}
	}
	return docs
}

// analyze reads the passages in one language. Dates count from the same day as
// in own, the document of the article's own language, if that is not nil.
func (p *Pipeline) analyze(a *Article, language string, own *Doc) *Doc {
	analyzer := p.Analyzers[language]
	abbreviation := func(string) bool { return false }
	if analyzer != nil {
		abbreviation = analyzer.Abbreviation
	}
	d := p.Lay(a, language, abbreviation)
	d.Language = language
	if analyzer == nil {
		d.SetMentions(nil)
		return d
	}
	for _, s := range d.Sentences {
		analyzer.Analyze(d.Tokens[s.First:s.End])
	}
	p.setReference(d, own)
	d.SetMentions(make([]Mention, 0, len(d.Tokens)/tokensPerMention))
	for _, r := range p.Recognizers {
		found := r.Recognize(d)
		if len(found) == 0 {
			continue // most recognizers are of other languages
		}
		for i := range found {
			found[i].Recognizer = r.Name()
		}
		d.SetMentions(settle(d, found))
	}
	p.tag(d)
	return d
}

// tokensPerMention is how many tokens of an article there are for each mention,
// at least as a rule: room for them is made at once.
const tokensPerMention = 4

// setReference sets the day that the document's dates count from.
func (p *Pipeline) setReference(d, own *Doc) {
	if own != nil {
		d.Reference, d.ReferenceInferred = own.Reference, own.ReferenceInferred
		return
	}
	d.Reference, _ = d.Article.Source.Reference()
	if !d.Reference.IsZero() {
		return
	}
	if day, ok := p.Reference(d); ok {
		d.Reference, d.ReferenceInferred = day, true
	}
}

// settle returns the mentions of d with those just found, in order, without
// those found that repeat or cross an earlier one: mentions may be nested, but
// of two that share words without nesting, or of two of one type at one place,
// the one found first stays. It takes over both d.Mentions and found.
func settle(d *Doc, found []Mention) []Mention {
	added := found[:0]
	for _, m := range found {
		if whole := d.TokenSpan(m.First, m.End); m.End-m.First > 1 || m.Span.IsZero() || !whole.Contains(m.Span) {
			m.Span = whole // a mention may be a part of one token: "РК" of "РК-США"
		}
		if !crosses(d, added, &m) {
			added = append(added, m)
		}
	}
	slices.SortStableFunc(added, compareMentions)
	return merge(d.Mentions, added)
}

func compareMentions(a, b Mention) int {
	return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.End, a.End))
}

// merge adds the mentions of one ordered list to those of another, of equals
// those of the first list first. It works from the end, in the room behind a.
func merge(a, b []Mention) []Mention {
	i, j := len(a), len(b)
	out := append(a, b...)
	for k := len(out); i > 0 && j > 0; {
		k--
		if before(&b[j-1], &out[i-1]) {
			i--
			out[k] = out[i]
		} else {
			j--
			out[k] = b[j]
		}
	}
	copy(out, b[:j])
	return out
}

// before reports whether a comes before b and is not its equal.
func before(a, b *Mention) bool {
	return a.First < b.First || a.First == b.First && a.End > b.End
}

// maxMention bounds how far back a mention that reaches a token can start.
const maxMention = 64

// crosses reports whether m is in the way of a mention of d or of one added.
func crosses(d *Doc, added []Mention, m *Mention) bool {
	for _, earlier := range [...][]Mention{d.startingIn(m.First-maxMention, m.End), added} {
		for i := range earlier {
			if inTheWay(&earlier[i], m) {
				return true
			}
		}
	}
	return false
}

// inTheWay reports whether m cannot stand beside the earlier mention o.
func inTheWay(o, m *Mention) bool {
	if o.End <= m.First || m.End <= o.First || o.Span.End <= m.Span.Start || m.Span.End <= o.Span.Start {
		return false
	}
	same := o.First == m.First && o.End == m.End
	nested := o.First <= m.First && m.End <= o.End || m.First <= o.First && o.End <= m.End
	return !nested || same && m.Via == "" && (o.Type == m.Type || m.Type == "Person" || o.Type == "Person")
}

// claims returns what a document says, once each and with who says it.
func (p *Pipeline) claims(ctx context.Context, d *Doc) ([]schema.Claim, error) {
	var out []schema.Claim
	for _, x := range p.Extractors {
		if x.Language != "" && x.Language != d.Language {
			continue
		}
		claims, err := x.Run(ctx, d)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", x.Name, err)
		}
		out = append(out, claims...)
	}
	m := &merger{model: p.Model, doc: d}
	out = m.held(m.withoutHeadlines(m.merge(out)))
	attribute(d, out)
	return withoutBareOutlet(d, out), nil
}
