package ask

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"claimgraph/schema"
)

// A Graph is what questions are put to.
type Graph interface {
	// Gizmo runs a query, in which <cg:...>, <cgs:...> and <arg:...> are short for
	// our IRIs, and gives each row: the tags of a path, with IRIs bare and literals
	// by their lexical form. It stops at the first error of yield.
	Gizmo(ctx context.Context, query string, yield func(row map[string]string) error) error
	// Named returns the IRIs of the entities that have the name as it stands.
	Named(ctx context.Context, name string) ([]string, error)
	// Names gives every name of every entity.
	Names(ctx context.Context, yield func(iri, name string)) error
	// Claim returns a claim with all that it rests on.
	Claim(ctx context.Context, id schema.ClaimID) (schema.Claim, error)
	// Source returns what is known of an article.
	Source(ctx context.Context, id schema.SourceID) (schema.Source, error)
	// Base is what every IRI begins with.
	Base() string
	// TypeLabel returns the name of a claim type in a language.
	TypeLabel(t schema.ClaimType, language string) string
}

// An Answer is one way in which the graph answers a question: all claims
// whose answer has the same words.
type Answer struct {
	Text   string             `json:"text"`
	Values map[string][]Value `json:"values"` // the first claim's arguments
	Proofs []Proof            `json:"proofs"`
	// Unnumbered is set if the question named an event by its ordinal and these
	// articles tell none: their event has the same chairs, no more is known.
	Unnumbered bool `json:"unnumbered,omitempty"`
}

// A Value is an argument of a claim that answers.
type Value struct {
	IRI  string `json:"iri,omitempty"` // of an entity
	Name string `json:"name"`          // or the normal form of a date, number or text
}

// A Proof is a claim that says so, with its sentence and its article.
type Proof struct {
	Claim   schema.ClaimID `json:"claim"`
	Quotes  []Quote        `json:"quotes"`
	Article Article        `json:"article"`
	// Outlet publishes it, Cites are those whom the outlet names for it, and
	// Speaker is who says it, if not the article itself.
	Outlet   string   `json:"outlet,omitempty"`
	Cites    []string `json:"cites,omitempty"`
	Speaker  string   `json:"speaker,omitempty"`
	Modality string   `json:"modality"`
	Status   string   `json:"status,omitempty"`
}

// A Quote is a passage of an article; Start and End count its bytes.
type Quote struct {
	Text  string `json:"quote"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Rule  string `json:"rule"`
}

// An Article is a source as answers name it.
type Article struct {
	ID        schema.SourceID `json:"id"`
	URL       string          `json:"url,omitempty"`
	Title     string          `json:"title,omitempty"`
	Publisher string          `json:"publisher,omitempty"`
	Published string          `json:"published,omitempty"`
	Language  string          `json:"lang,omitempty"`
}

// ErrNothing is returned when a parameter names nothing that the graph knows.
var ErrNothing = errors.New("nothing in the store goes by that name")

// Ask puts the question with its parameters to the graph. The language, one
// of [Languages], is that of the answers; if it is empty, the parameters tell
// it. Answers are in order of time, then of words, unnumbered ones last.
func (q *Question) Ask(ctx context.Context, g Graph, language string, args []string) ([]Answer, error) {
	if err := q.CheckArgs(args); err != nil {
		return nil, err
	}
	prelude, likely, err := q.prelude(ctx, g, args)
	if err != nil {
		return nil, err
	}
	ids, err := claimIDs(ctx, g, prelude+q.Gizmo)
	if err != nil {
		return nil, fmt.Errorf("question %s: %w", q.Name, err)
	}
	if language == "" {
		language = languageOf(strings.Join(args, " "))
	}
	if !slices.Contains(Languages, language) {
		language = Languages[0]
	}
	return q.word(ctx, g, language, ids, likely)
}

// CheckArgs tells whether the question takes so many parameters, and years
// where it wants years.
func (q *Question) CheckArgs(args []string) error {
	least := 0
	for _, p := range q.Parameters {
		if !p.Optional {
			least++
		}
	}
	if len(args) < least || len(args) > len(q.Parameters) {
		return fmt.Errorf("question %s: got %d parameters, it is asked as: %s", q.Name, len(args), q.Usage())
	}
	for i, arg := range args {
		if q.Parameters[i].Kind == "year" && !yearForm.MatchString(arg) {
			return fmt.Errorf("question %s: %q is not a year such as 2015", q.Name, arg)
		}
	}
	return nil
}

var yearForm = regexp.MustCompile(`^\d{4}$`)

// prelude returns the JavaScript that defines what the question's query sees,
// and the IRIs of events that are only likely to be those asked for.
func (q *Question) prelude(ctx context.Context, g Graph, args []string) (string, []string, error) {
	var b strings.Builder
	var likely []string
	for i, p := range q.Parameters {
		if i >= len(args) {
			fmt.Fprintf(&b, "var %s = null;\n", p.Name)
			continue
		}
		values, maybe, err := resolve(ctx, g, p, args[i])
		if err != nil {
			return "", nil, fmt.Errorf("question %s: %s %q: %w", q.Name, p.Name, args[i], err)
		}
		fmt.Fprintf(&b, "var %s = g.V(%s);\n", p.Name, strings.Join(values, ", "))
		likely = append(likely, maybe...)
	}
	return b.String(), likely, nil
}

// resolve returns a parameter's values as JavaScript expressions; likely are
// the IRIs of those that it may mean besides.
func resolve(ctx context.Context, g Graph, p Parameter, text string) (values, likely []string, err error) {
	if p.Kind == "year" {
		return []string{quoteJS(`"` + text + `"^^<http://www.w3.org/2001/XMLSchema#gYear>`)}, nil, nil
	}
	var iris []string
	if p.Kind == "event" {
		iris, likely, err = Events(ctx, g, text)
	} else {
		iris, err = Entities(ctx, g, text, kinds[p.Kind])
	}
	if err != nil {
		return nil, nil, err
	}
	if len(iris) == 0 {
		return nil, nil, ErrNothing
	}
	for _, iri := range slices.Concat(iris, likely) {
		values = append(values, quoteJS("<"+iri+">"))
	}
	return values, likely, nil
}

// quoteJS returns s as a JavaScript string.
func quoteJS(s string) string {
	data, err := json.Marshal(s)
	if err != nil { // never for a string
		return `""`
	}
	return string(data)
}

// claimIDs runs a query and returns the claims that its rows name, sorted.
func claimIDs(ctx context.Context, g Graph, query string) ([]schema.ClaimID, error) {
	ids := map[schema.ClaimID]bool{}
	err := g.Gizmo(ctx, query, func(row map[string]string) error {
		if id, ok := strings.CutPrefix(row["claim"], g.Base()+"claim/"); ok {
			ids[schema.ClaimID(id)] = true
		}
		return nil
	})
	return slices.Sorted(maps.Keys(ids)), err
}

// word words the claims and joins those whose words are the same.
func (q *Question) word(ctx context.Context, g Graph, language string, ids []schema.ClaimID, likely []string) ([]Answer, error) {
	var answers []Answer
	first := map[string]schema.Date{} // of each answer's words: when it was
	for _, id := range ids {
		c, err := g.Claim(ctx, id)
		if err != nil {
			return nil, err
		}
		text, err := q.text(g, language, c)
		if err != nil {
			return nil, err
		}
		proof, err := proofOf(ctx, g, c)
		if err != nil {
			return nil, err
		}
		unsure := isAbout(g.Base(), c, likely)
		if unsure {
			text += " " + words.Languages[language].Unnumbered
		}
		i := slices.IndexFunc(answers, func(a Answer) bool { return a.Text == text })
		if i < 0 {
			answers = append(answers, Answer{Text: text, Unnumbered: unsure, Values: valuesOf(g.Base(), c)})
			i = len(answers) - 1
			first[text] = dateOf(c)
		}
		answers[i].Proofs = append(answers[i].Proofs, proof)
	}
	for i := range answers {
		slices.SortFunc(answers[i].Proofs, compareProofs)
	}
	slices.SortFunc(answers, func(a, b Answer) int {
		if a.Unnumbered != b.Unnumbered {
			if b.Unnumbered {
				return -1
			}
			return 1
		}
		if d := first[a.Text].Compare(first[b.Text]); d != 0 {
			return d
		}
		return strings.Compare(a.Text, b.Text)
	})
	return answers, nil
}

// isAbout reports whether what c is about is one of the IRIs.
func isAbout(base string, c schema.Claim, iris []string) bool {
	about := map[string]bool{}
	addSelf(about, base, c)
	return slices.ContainsFunc(iris, func(iri string) bool { return about[iri] })
}

// text returns the answer that one claim gives.
func (q *Question) text(g Graph, language string, c schema.Claim) (string, error) {
	data := map[string]any{}
	for name, values := range c.Args {
		data[string(name)] = values
	}
	for _, name := range argumentNames(q.Answer[language]) {
		if data[name] == nil {
			data[name] = []schema.Value(nil)
		}
	}
	data["what"] = Title(c)
	if data["what"] == "" {
		data["what"] = g.TypeLabel(c.Type, language)
	}
	var b strings.Builder
	if err := q.answers[language].Execute(&b, data); err != nil {
		return "", fmt.Errorf("question %s: answer: %w", q.Name, err)
	}
	return sentence(b.String()), nil
}

// Title returns the name of the event or document that a claim is about; "" if
// it is about none, or one that its words do not name: a visit, a meeting.
func Title(c schema.Claim) string {
	if self := c.Args[schema.Self]; len(self) > 0 && slices.Contains(words.Named, c.Type) {
		return self[0].Lexical()
	}
	return ""
}

var fieldForm = regexp.MustCompile(`\.([a-z]+)`)

// argumentNames returns the arguments that a template names: absent ones are
// given to it empty.
func argumentNames(template string) []string {
	var out []string
	for _, m := range fieldForm.FindAllStringSubmatch(template, -1) {
		out = append(out, m[1])
	}
	return out
}

// dateOf returns when what a claim tells of was; zero if it does not say.
func dateOf(c schema.Claim) schema.Date {
	for _, v := range c.Args["time"] {
		return v.Time.Start
	}
	return schema.Date{}
}

func valuesOf(base string, c schema.Claim) map[string][]Value {
	out := map[string][]Value{}
	for name, values := range c.Args {
		for _, v := range values {
			w := Value{Name: v.Lexical()}
			if v.Entity != nil && v.Entity.ID != "" {
				w.IRI = base + v.Entity.ID
			}
			if !slices.Contains(out[string(name)], w) {
				out[string(name)] = append(out[string(name)], w)
			}
		}
	}
	return out
}

func proofOf(ctx context.Context, g Graph, c schema.Claim) (Proof, error) {
	source, err := g.Source(ctx, c.Source)
	if err != nil {
		return Proof{}, err
	}
	p := Proof{Claim: c.ID, Modality: string(c.Modality), Article: ArticleOf(source)}
	for _, v := range c.Args["status"] {
		p.Status = v.Text
	}
	p.Outlet, p.Cites = Reporting(c, source)
	if c.Speaker != nil {
		p.Speaker = c.Speaker.Lexical()
	}
	for _, e := range c.Evidence {
		p.Quotes = append(p.Quotes, Quote{e.Quote, e.Span.Start, e.Span.End, e.Rule})
	}
	return p, nil
}

// Reporting returns who publishes a claim, "" if that is not known, and whom
// the outlet cites for it.
func Reporting(c schema.Claim, source schema.Source) (outlet string, cites []string) {
	outlet = source.Publisher
	if c.Outlet != nil {
		outlet = c.Outlet.Name
	}
	for _, e := range c.Cites {
		cites = append(cites, e.Name)
	}
	return outlet, cites
}

// ArticleOf returns an article as answers name it.
func ArticleOf(s schema.Source) Article {
	return Article{ID: s.ID, URL: s.URL, Title: s.Title, Publisher: s.Publisher,
		Published: s.Published.String(), Language: s.Language}
}

// compareProofs puts the earlier article first.
func compareProofs(a, b Proof) int {
	if d := strings.Compare(a.Article.Published, b.Article.Published); d != 0 {
		return d
	}
	return strings.Compare(string(a.Claim), string(b.Claim))
}
