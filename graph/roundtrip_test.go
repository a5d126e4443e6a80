package graph

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"claimgraph/schema"
)

// A generator makes extractions that use all that a claim can hold: values and
// spans that several arguments share, every way of finding them, every modality.
type generator struct {
	*rand.Rand
	m    *schema.Model
	text string
	at   []int // offsets of the text at which a character begins
	pool map[schema.EntityType][]*schema.Entity
}

const sampleText = "Асель Нурланова и Jean d’Arc провели третий раунд 🤝 переговоров в Шымкенте.\r\n\"Келісім\" туралы \\ айтты:\tбіз дайынбыз. Келесі раунд 2031 жылы Таразда өтеді — деді ол."

func newGenerator(seed uint64) *generator {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 7)), m: schema.Default(), text: sampleText, pool: map[schema.EntityType][]*schema.Entity{}}
	for i := range g.text {
		g.at = append(g.at, i)
	}
	g.at = append(g.at, len(g.text))
	for t, def := range g.m.Entities {
		for i := range 3 {
			n := &schema.Entity{ID: fmt.Sprintf("%s/one-%d", def.Path, i), Type: t, Name: fmt.Sprintf("Имя \"%s\" %d", t, i), Language: []string{"", "ru", "kk", "en"}[g.IntN(4)]}
			if g.IntN(2) == 0 {
				n.Aliases = []string{"Another", "Ещё\nодно"}
			}
			if g.IntN(2) == 0 {
				n.Known = n.ID
			}
			g.pool[t] = append(g.pool[t], n)
		}
	}
	return g
}

func (g *generator) extraction() *schema.Extraction {
	x := &schema.Extraction{Source: schema.Source{URL: "https://example.org/a?b=«в»", Language: "ru", Title: "Раунд \"третий\"", TextHash: schema.HashText(g.text), Published: g.date()}}
	if g.IntN(2) == 0 {
		x.Source.URL, x.Source.GivenID, x.Source.Author, x.Source.Published, x.Source.Inferred = "", "id 7", "А. Лугова", schema.Date{}, g.date()
	}
	x.Source.ID = schema.NewSourceID(x.Source.URL, x.Source.GivenID, x.Source.TextHash)
	for i := range 1 + g.IntN(4) {
		c := g.claim(x.Source.ID)
		c.ID = schema.ClaimID(fmt.Sprintf("%s/c%d", x.Source.ID, i))
		x.Claims = append(x.Claims, c)
	}
	return x
}

func (g *generator) claim(source schema.SourceID) schema.Claim {
	types := g.m.ClaimTypes()
	def := g.m.Claim(types[g.IntN(len(types))])
	c := schema.Claim{Source: source, Type: def.Type, Args: map[schema.ArgName][]schema.Value{}, Modality: []schema.Modality{schema.Asserted, schema.Asserted, schema.Denied, schema.Possible}[g.IntN(4)]}
	shared := g.span() // one span for several arguments
	for _, a := range def.Args {
		n := g.IntN(2)
		if a.Required {
			n = 1
		}
		if a.Many {
			n = g.IntN(5)
		}
		if a.Required {
			n = max(n, 1)
		}
		for range n {
			c.Args[a.Name] = append(c.Args[a.Name], g.value(a, shared))
		}
		if n == 0 && g.IntN(4) == 0 {
			c.Args[a.Name] = nil
		}
	}
	for range 1 + g.IntN(3) {
		s := g.span()
		c.Evidence = append(c.Evidence, schema.Evidence{Span: s, Quote: g.text[s.Start:s.End], Rule: []string{"", "ru/a b#c/d", "kk/x#y"}[g.IntN(3)], Pack: []string{"", "0123456789abcdef"}[g.IntN(2)]})
	}
	if g.IntN(3) == 0 {
		v := g.value(&schema.ArgDef{Types: []schema.EntityType{"Person"}}, shared)
		c.Speaker = &v
	}
	if g.IntN(2) == 0 {
		c.Outlet = g.entity("Organization")
		c.Cites = []*schema.Entity{g.entity("Organization"), g.entity("Person")}
	}
	c.Judgement = []schema.Judgement{"", "", schema.Accepted, schema.Rejected, schema.Corrected}[g.IntN(5)]
	if g.IntN(2) == 0 {
		c.Confidence = []float64{1, 0.93, 0.1 + 0.2}[g.IntN(3)]
	}
	return c
}

func (g *generator) entity(t schema.EntityType) *schema.Entity {
	return g.pool[t][g.IntN(len(g.pool[t]))]
}

func (g *generator) value(a *schema.ArgDef, shared schema.Span) schema.Value {
	var v schema.Value
	if len(a.Values) > 0 {
		v.Text = a.Values[g.IntN(len(a.Values))]
	} else {
		switch t := a.Types[g.IntN(len(a.Types))]; t {
		case schema.DateType:
			v.Time = schema.On(g.date())
			if g.IntN(3) == 0 {
				v.Time = schema.Interval{Start: schema.Date{Year: 2025, Month: 3}, End: schema.Date{Year: 2025 + g.IntN(2), Month: 4}}
			}
			v.Inferred = g.IntN(2) == 0
		case schema.NumberType:
			v.Number = []string{"0", "22", "-0.5", "99999999999999999999", "9223372036854775807", "3.14"}[g.IntN(6)]
		case schema.TextType:
			v.Text = []string{"2025", "слова \"в кавычках\"\n", "https://example.org/"}[g.IntN(3)]
		case schema.AnyEntity:
			v.Entity = g.entity([]schema.EntityType{"Person", "Topic", "Event", "City"}[g.IntN(4)])
		default:
			v.Entity = g.entity(t)
		}
	}
	if g.IntN(6) > 0 {
		s := shared
		if g.IntN(2) == 0 {
			s = g.span()
		}
		v.Mention = schema.Mention{Span: s, Text: g.text[s.Start:s.End]}
	}
	v.Via = []schema.Via{"", "", schema.ViaCoreference, schema.ViaDateline, schema.ViaMetadata}[g.IntN(5)]
	return v
}

func (g *generator) date() schema.Date {
	return []schema.Date{{Year: 2015}, {Year: 2015, Month: 12}, {Year: 2025, Month: 12, Day: 1}, {Year: 987, Month: 1, Day: 31}}[g.IntN(4)]
}

// span is one of few, so that spans meet.
func (g *generator) span() schema.Span {
	i := g.IntN(8) * 3
	return schema.Span{Start: g.at[i], End: g.at[i+1+g.IntN(30)]}
}

// valid keeps the arguments that hold one value from holding several.
func (g *generator) valid(x *schema.Extraction) bool {
	return !slices.ContainsFunc(x.Claims, func(c schema.Claim) bool { return g.m.Check(&c) != nil })
}

func TestWhatIsEncodedDecodesToTheSame(t *testing.T) {
	for seed := range uint64(400) {
		g := newGenerator(seed)
		x := g.extraction()
		if !g.valid(x) {
			t.Fatalf("seed %d: the generator made %v", seed, g.m.Check(&x.Claims[0]))
		}
		quads, err := Encode(g.m, schema.DefaultBase, x, g.text)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if again, err := Encode(g.m, schema.DefaultBase, decodeOne(t, g.m, quads), g.text); err != nil || !bytes.Equal(lines(again), lines(quads)) {
			t.Fatalf("seed %d: decoded and encoded again gives %v\n%s\nwant\n%s", seed, err, lines(again), lines(quads))
		}
		x.Normalize()
		for _, form := range []struct {
			name  string
			quads []quad.Quad
		}{{"as encoded", quads}, {"shuffled", shuffled(g, quads)}, {"read from N-Quads", throughNQuads(t, quads)}} {
			got, err := Decode(g.m, schema.DefaultBase, form.quads)
			if err != nil {
				t.Fatalf("seed %d, %s: %v", seed, form.name, err)
			}
			if want := []schema.Extraction{*x}; !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d, %s: decoded\n%s\nwant\n%s", seed, form.name, dump(t, got), dump(t, want))
			}
		}
	}
}

func decodeOne(t *testing.T, m *schema.Model, quads []quad.Quad) *schema.Extraction {
	t.Helper()
	xs, err := Decode(m, schema.DefaultBase, quads)
	if err != nil || len(xs) != 1 {
		t.Fatalf("decoding gave %d extractions and %v, want one", len(xs), err)
	}
	return &xs[0]
}

func shuffled(g *generator, quads []quad.Quad) []quad.Quad {
	quads = slices.Clone(quads)
	g.Shuffle(len(quads), func(i, j int) { quads[i], quads[j] = quads[j], quads[i] })
	return quads
}

func throughNQuads(t *testing.T, quads []quad.Quad) []quad.Quad {
	t.Helper()
	got, err := NewQuadReader(bytes.NewReader(lines(quads)), "quads.nq").ReadAll()
	if err != nil {
		t.Fatalf("reading what was encoded: %v\n%s", err, lines(quads))
	}
	return got
}

// lines writes quads in canonical N-Quads.
func lines(quads []quad.Quad) []byte {
	var b []byte
	for _, q := range quads {
		for _, v := range [...]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			b = append(AppendTerm(b, v), ' ')
		}
		b = append(b, ".\n"...)
	}
	return b
}

func dump(t *testing.T, xs []schema.Extraction) string {
	t.Helper()
	var b strings.Builder
	for i := range xs {
		fmt.Fprintf(&b, "%+v\n", xs[i].Source)
		if err := schema.WriteJSONL(&b, &xs[i], ""); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

func TestQuadsAreSortedAndTheSameInAnyOrderOfClaims(t *testing.T) {
	g := newGenerator(3)
	x := g.extraction()
	for len(x.Claims) < 3 {
		x = g.extraction()
	}
	first, err := Encode(g.m, schema.DefaultBase, x, g.text)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(x.Claims)
	second, err := Encode(g.m, schema.DefaultBase, x, g.text)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(lines(first), lines(second)) {
		t.Errorf("claims in another order gave other quads:\n%s\nand\n%s", lines(first), lines(second))
	}
	all := strings.SplitAfter(strings.TrimSpace(string(lines(first))), "\n")
	if !slices.IsSorted(all) {
		t.Errorf("the lines are not sorted:\n%s", lines(first))
	}
	if len(slices.Compact(all)) != len(first) {
		t.Errorf("a quad stands twice:\n%s", lines(first))
	}
}

func TestBehindEveryDirectQuadStandsAnAssertedClaimThatTookPlace(t *testing.T) {
	var direct, planned int
	for seed := range uint64(400) {
		g := newGenerator(seed)
		x := g.extraction()
		quads, err := Encode(g.m, schema.DefaultBase, x, g.text)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		claims := map[schema.ClaimID]*schema.Claim{}
		for i := range x.Claims {
			claims[x.Claims[i].ID] = &x.Claims[i]
		}
		b := Base(schema.DefaultBase)
		for _, q := range quads {
			id, isClaim := b.ParseClaim(q.Label)
			if q.Label == nil || !isClaim && q.Label != quad.Value(b.Article(x.Source.ID)) {
				t.Fatalf("seed %d: %v has the label of neither a claim nor the article", seed, q)
			}
			_, _, _, isSpan := b.ParseSpan(q.Subject)
			if !isClaim || q.Subject == q.Label || isSpan {
				continue
			}
			status := ""
			for _, v := range claims[id].Args["status"] {
				status = v.Text
			}
			switch {
			case claims[id].Modality != schema.Asserted:
				t.Errorf("seed %d: %v stands under a claim that is %s", seed, q, claims[id].Modality)
			case isPlanned(q):
				planned++
				if status != "planned" {
					t.Errorf("seed %d: %v stands under a claim that is %q", seed, q, status)
				}
			case strings.Contains(quad.StringOf(q.Predicate), "/formerly"):
				if status != "former" {
					t.Errorf("seed %d: %v stands under a claim that is %q", seed, q, status)
				}
			default:
				direct++
				if slices.Contains([]string{"planned", "cancelled", "in_negotiation", "former"}, status) {
					t.Errorf("seed %d: %v stands under a claim that is %q", seed, q, status)
				}
			}
		}
	}
	if direct == 0 || planned == 0 {
		t.Errorf("%d direct quads and %d planned were seen, want some of both", direct, planned)
	}
}

func isPlanned(q quad.Quad) bool {
	b := Base(schema.DefaultBase)
	return strings.HasPrefix(b.term(q.Predicate), "planned") || q.Object == quad.Value(b.Term("PlannedEvent"))
}
