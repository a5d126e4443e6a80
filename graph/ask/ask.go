package ask

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"claimgraph/graph/resolve/name"
	"claimgraph/graph/weigh"
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
	// Entity returns the IRIs of the entities that an IRI stands for: itself, unless
	// it is but an alias, made of a name that others or several have.
	Entity(ctx context.Context, iri string) ([]string, error)
	// Names gives every name of every entity.
	Names(ctx context.Context, yield func(iri, name string)) error
	// Claim returns a claim with all that it rests on.
	Claim(ctx context.Context, id schema.ClaimID) (schema.Claim, error)
	// Source returns what is known of an article.
	Source(ctx context.Context, id schema.SourceID) (schema.Source, error)
	// With returns the claims in which one of the entities stands, in order of
	// their articles.
	With(ctx context.Context, iris []string) ([]weigh.Told, error)
	// Since returns the claims of the articles published on the day or later.
	Since(ctx context.Context, day schema.Date) ([]weigh.Told, error)
	// Matcher compares names across languages; nil if there is none.
	Matcher() (*name.Matcher, error)
	// Model is the schema.
	Schema() *schema.Model
	// Base is what every IRI begins with.
	Base() string
}

// An Answer is one way in which the graph answers a question: all claims
// whose answer has the same words.
type Answer struct {
	Text   string             `json:"text"`
	Values map[string][]Value `json:"values"` // the claims' arguments together
	Proofs []Proof            `json:"proofs"`
	// Unnumbered is set if the question named an event by its ordinal and these
	// articles tell none: their event has the same chairs, no more is known.
	Unnumbered bool `json:"unnumbered,omitempty"`
	// Unsure says why it is not known whether this was so in the view: "not
	// known", or "undated" if nobody knows when the article appeared.
	Unsure string `json:"unsure,omitempty"`
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

// Options say how a question is asked.
type Options struct {
	// Language is that of the answers, one of [Languages]; if it is empty, the
	// parameters tell it.
	Language string
	// View is what of the graph is looked at.
	View weigh.View
}

// Ask puts the question with its parameters to the graph. Answers are in order
// of time, then of words; then those of which it is not known whether they were
// so in the view, then unnumbered ones.
func (q *Question) Ask(ctx context.Context, g Graph, o Options, args []string) ([]Answer, error) {
	if err := q.CheckArgs(args); err != nil {
		return nil, err
	}
	p, err := q.resolve(ctx, g, args)
	if err != nil {
		return nil, err
	}
	p.view = o.View
	claims, err := q.find(ctx, g, p)
	if err != nil {
		return nil, fmt.Errorf("question %s: %w", q.Name, err)
	}
	seen, err := Look(ctx, g, o.View, claims)
	if err != nil {
		return nil, fmt.Errorf("question %s: %w", q.Name, err)
	}
	if o.Language == "" {
		o.Language = languageOf(strings.Join(args, " "))
	}
	if !slices.Contains(Languages, o.Language) {
		o.Language = Languages[0]
	}
	return q.word(g, o, seen, p.likely)
}

// find returns the claims that answer, but for those that people rejected.
func (q *Question) find(ctx context.Context, g Graph, p parameters) ([]weigh.Told, error) {
	if q.Find != "" {
		found, err := finders[q.Find](ctx, g, p)
		return unrejected(found), err
	}
	ids, err := claimIDs(ctx, g, q.prelude(p)+q.Gizmo)
	if err != nil {
		return nil, err
	}
	var out []weigh.Told
	for _, id := range ids {
		t, err := told(ctx, g, id)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return unrejected(out), nil
}

// unrejected returns the claims that people have not rejected.
func unrejected(found []weigh.Told) []weigh.Told {
	return slices.DeleteFunc(found, func(t weigh.Told) bool { return t.Judgement == schema.Rejected })
}

func told(ctx context.Context, g Graph, id schema.ClaimID) (weigh.Told, error) {
	c, err := g.Claim(ctx, id)
	if err != nil {
		return weigh.Told{}, err
	}
	source, err := g.Source(ctx, c.Source)
	return weigh.Told{Claim: c, Article: source}, err
}

// CheckArgs tells whether the question takes so many parameters, and years and
// dates where it wants them.
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
		switch q.Parameters[i].Kind {
		case "year":
			if !yearForm.MatchString(arg) {
				return fmt.Errorf("question %s: %q is not a year such as 2015", q.Name, arg)
			}
		case "date":
			if _, err := schema.ParseDate(arg); err != nil {
				return fmt.Errorf("question %s: %w", q.Name, err)
			}
		}
	}
	return nil
}

var yearForm = regexp.MustCompile(`^\d{4}$`)

// parameters are a question's parameters, resolved.
type parameters struct {
	// iris are the entities that the words of each parameter name.
	iris map[string][]string
	// posts are what the words of each post say as posts in bodies.
	posts map[string][]postIn
	// dates are the years and dates.
	dates map[string]schema.Date
	// likely are the IRIs of events that are only likely to be those asked for.
	likely []string
	// view is what finders look at.
	view weigh.View
}

func (q *Question) resolve(ctx context.Context, g Graph, args []string) (parameters, error) {
	p := parameters{iris: map[string][]string{}, posts: map[string][]postIn{}, dates: map[string]schema.Date{}}
	for i, arg := range args {
		def := q.Parameters[i]
		if def.Kind == "year" || def.Kind == "date" {
			p.dates[def.Name], _ = schema.ParseDate(arg) // CheckArgs has read it
			continue
		}
		iris, likely, err := entities(ctx, g, def.Kind, arg)
		if def.Kind == "role" && err == nil {
			p.posts[def.Name], err = postsIn(g, arg)
		}
		if err == nil && len(iris)+len(p.posts[def.Name]) == 0 {
			err = ErrNothing
		}
		if err != nil {
			return p, fmt.Errorf("question %s: %s %q: %w", q.Name, def.Name, arg, err)
		}
		p.iris[def.Name] = slices.Concat(iris, likely)
		p.likely = append(p.likely, likely...)
	}
	return p, nil
}

// entities returns the IRIs that a parameter's words name; likely are those that
// they may mean besides.
func entities(ctx context.Context, g Graph, kind, text string) (iris, likely []string, err error) {
	switch kind {
	case "event":
		return Events(ctx, g, text)
	case "subject":
		iris, err = Named(ctx, g, text)
		return iris, nil, err
	}
	if iris, err = Entities(ctx, g, text, kinds[kind]); err != nil || kind != "document" {
		return iris, nil, err
	}
	iris, err = withAgreements(ctx, g, text, iris)
	return iris, nil, err
}

// withAgreements adds the agreements that the words name together with what is said
// of them, "the treaty with Norway", unless the words are the name of something.
func withAgreements(ctx context.Context, g Graph, text string, iris []string) ([]string, error) {
	if named, err := g.Named(ctx, text); err != nil || len(named) > 0 {
		return iris, err
	}
	found, _, err := Events(ctx, g, text)
	if err != nil {
		return nil, err
	}
	for _, iri := range found {
		if typeOf(g, iri) == "Agreement" && !slices.Contains(iris, iri) {
			iris = append(iris, iri)
		}
	}
	return iris, nil
}

// prelude returns the JavaScript that defines what the question's query sees.
func (q *Question) prelude(p parameters) string {
	var b strings.Builder
	for _, def := range q.Parameters {
		var values []string
		for _, iri := range p.iris[def.Name] {
			values = append(values, quoteJS("<"+iri+">"))
		}
		if d := p.dates[def.Name]; def.Kind == "year" && !d.IsZero() {
			values = append(values, quoteJS(`"`+d.String()+`"^^<http://www.w3.org/2001/XMLSchema#gYear>`))
		}
		if def.Kind == "role" {
			fmt.Fprintf(&b, "var %s = %s;\n", def.Name, claimsOf(values, p.posts[def.Name]))
			continue
		}
		if len(values) == 0 {
			fmt.Fprintf(&b, "var %s = null;\n", def.Name)
			continue
		}
		fmt.Fprintf(&b, "var %s = g.V(%s);\n", def.Name, strings.Join(values, ", "))
	}
	return b.String()
}

// claimsOf returns the JavaScript of the path of all claims in which one of the
// posts stands, or one with its body; null if there are none.
func claimsOf(posts []string, in []postIn) string {
	path := ""
	add := func(p string) {
		if path == "" {
			path = p
		} else {
			path += ".Union(" + p + ")"
		}
	}
	if len(posts) > 0 {
		add("g.V(" + strings.Join(posts, ", ") + `).In("<arg:role>")`)
	}
	for _, p := range in {
		add(fmt.Sprintf(`g.V(%s).In("<arg:role>").And(g.V(%s).In("<arg:organization>"))`, quoteJS("<"+p.post+">"), quoteJS("<"+p.body+">")))
	}
	return cmp.Or(path, "null")
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

// word words the claims and joins those whose words are the same, or that tell of one
// event or document what goes together. Each entity goes by one name.
func (q *Question) word(g Graph, o Options, found []Sighting, likely []string) ([]Answer, error) {
	w := &wording{q: q, g: g, language: o.Language, likely: likely, first: map[string]schema.Date{}, names: callings(found, o.Language)}
	for _, s := range found {
		if err := w.add(s.Told, s.Unsure); err != nil {
			return nil, err
		}
	}
	return w.sorted(), nil
}

// A wording gathers answers.
type wording struct {
	q        *Question
	g        Graph
	language string
	likely   []string
	answers  []Answer
	told     []weigh.Told           // for each answer, what it tells
	names    map[string]string      // of entities
	first    map[string]schema.Date // of each answer's words: when it was
}

func (w *wording) add(t weigh.Told, unsure string) error {
	t.Claim = called(t.Claim, w.names)
	text, err := w.text(t, unsure)
	if err != nil {
		return err
	}
	unnumbered := isAbout(w.g.Base(), t.Claim, w.likely)
	i := slices.IndexFunc(w.answers, func(a Answer) bool { return a.Text == text })
	for j := 0; i < 0 && j < len(w.answers); j++ {
		a := w.answers[j]
		if a.Unsure != unsure || a.Unnumbered != unnumbered {
			continue
		}
		both, ok := w.join(w.told[j], t)
		if !ok {
			continue
		}
		if text, err = w.text(both, unsure); err != nil {
			return err
		}
		delete(w.first, a.Text)
		i, w.told[j] = j, both
		w.answers[j].Text, w.answers[j].Values = text, valuesOf(w.g.Base(), both.Claim)
		w.first[text] = dateOf(both.Claim)
	}
	if i < 0 {
		w.answers = append(w.answers, Answer{Text: text, Unnumbered: unnumbered, Unsure: unsure, Values: valuesOf(w.g.Base(), t.Claim)})
		w.told = append(w.told, t)
		i = len(w.answers) - 1
		w.first[text] = dateOf(t.Claim)
	}
	w.answers[i].Proofs = append(w.answers[i].Proofs, proofOf(t))
	return nil
}

// text returns the answer that a claim gives, with what makes it unsure.
func (w *wording) text(t weigh.Told, unsure string) (string, error) {
	text, err := w.q.text(w.g, w.language, t)
	if said := words.Languages[w.language].Unsure[unsure]; said != "" {
		text += " " + said
	}
	if isAbout(w.g.Base(), t.Claim, w.likely) {
		text += " " + words.Languages[w.language].Unnumbered
	}
	return text, err
}

// join returns one claim of two whose answers are one, if they are: not where the
// answer is who tells it, or the whole claim.
func (w *wording) join(a, b weigh.Told) (weigh.Told, bool) {
	shown := argumentNames(w.q.Answer[w.language])
	if slices.ContainsFunc(shown, func(n string) bool { return slices.Contains(ofTelling, n) }) {
		return a, false
	}
	both, ok := joined(a.Claim, b.Claim, func(arg schema.ArgName) bool { return slices.Contains(shown, string(arg)) })
	a.Claim = both
	return a, ok
}

// ofTelling are the fields of an answer that are of one claim alone.
var ofTelling = []string{"said", "says", "outlet", "cites", "verbatim", "what"}

// sorted returns the answers in order, unless the question's finder gave one.
func (w *wording) sorted() []Answer {
	for i := range w.answers {
		slices.SortFunc(w.answers[i].Proofs, compareProofs)
	}
	if w.q.Find != "" && !slices.Contains(timed, w.q.Find) {
		return w.answers
	}
	slices.SortStableFunc(w.answers, func(a, b Answer) int {
		return cmp.Or(order(a)-order(b), w.first[a.Text].Compare(w.first[b.Text]), strings.Compare(a.Text, b.Text))
	})
	return w.answers
}

// order puts answers of which less is known behind.
func order(a Answer) int {
	switch {
	case a.Unsure == "" && !a.Unnumbered:
		return 0
	case a.Unsure == "":
		return 1
	}
	return 2
}

// isAbout reports whether what c is about is one of the IRIs.
func isAbout(base string, c schema.Claim, iris []string) bool {
	about := map[string]bool{}
	addSelf(about, base, c)
	return slices.ContainsFunc(iris, func(iri string) bool { return about[iri] })
}

// text returns the answer that one claim gives.
func (q *Question) text(g Graph, language string, t weigh.Told) (string, error) {
	c := t.Claim
	outlet, cites := Reporting(c, t.Article)
	says := ""
	if c.Speaker != nil {
		says = c.Speaker.Lexical()
	}
	data := map[string]any{"says": says, "said": said(g, language, c), "outlet": outlet, "cites": strings.Join(cites, " ← "), "verbatim": verbatim(c)}
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
		data["what"] = typeLabel(g, c.Type, language)
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

func proofOf(t weigh.Told) Proof {
	c := t.Claim
	p := Proof{Claim: c.ID, Modality: string(c.Modality), Article: ArticleOf(t.Article)}
	for _, v := range c.Args["status"] {
		p.Status = v.Text
	}
	p.Outlet, p.Cites = Reporting(c, t.Article)
	if c.Speaker != nil {
		p.Speaker = c.Speaker.Lexical()
	}
	for _, e := range c.Evidence {
		p.Quotes = append(p.Quotes, Quote{e.Quote, e.Span.Start, e.Span.End, e.Rule})
	}
	return p
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
