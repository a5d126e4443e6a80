package graphgold

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"claimgraph/graph/ask"
	"claimgraph/graph/weigh"
	"claimgraph/schema"
)

// An Asked is one way to put a question of the gold to the graph.
type Asked struct {
	Ask  string   // the question's name
	Args []string // its parameters
	AsOf string   `yaml:"as_of"`
	// Value is the argument that answers, or "outlet", who reports it, or "speaker",
	// whose words they are.
	Value string
	// Not are names that are in the question and so no answer to it.
	Not []string
	// If keeps the answers whose arguments have one of these values.
	If map[string][]string
}

// ReadAsked reads a YAML file that says, for each question of a gold, how it is
// asked: one way, or several whose answers count together.
func ReadAsked(file string, data []byte) (map[string][]Asked, error) {
	var out map[string][]Asked
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&out); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return out, nil
}

// An answered is a value that the graph gives, under all its names, with the
// articles that support it.
type answered struct {
	names    []string
	articles []string
}

// question wants all values of the gold, and no others.
func (c *Checker) question(ctx context.Context, r *Result, e *Expectation) error {
	asked := c.Asked[e.ID]
	if len(asked) == 0 {
		return errors.New("nothing says how it is asked")
	}
	var got []answered
	for _, a := range asked {
		some, err := c.ask(ctx, a)
		if errors.Is(err, ask.ErrNothing) {
			r.Got += err.Error() + "; "
			continue
		}
		if err != nil {
			return err
		}
		got = append(got, some...)
	}
	r.Pass = true
	for _, want := range e.Values {
		r.Want += want.Value.Raw + "; "
		if !slices.ContainsFunc(got, func(g answered) bool { return want.Value.Agrees(g.names...) }) {
			r.Pass = false
		}
	}
	for _, g := range got {
		r.Got += fmt.Sprintf("%s (%d); ", g.names[0], len(g.articles))
		if !slices.ContainsFunc(e.Values, func(a Answer) bool { return a.Value.Agrees(g.names...) }) {
			r.Pass = false
		}
	}
	return nil
}

func (c *Checker) ask(ctx context.Context, a Asked) ([]answered, error) {
	i := slices.IndexFunc(c.Questions, func(q *ask.Question) bool { return q.Name == a.Ask })
	if i < 0 {
		return nil, fmt.Errorf("there is no question %q", a.Ask)
	}
	var view weigh.View
	if a.AsOf != "" {
		day, err := schema.ParseDate(a.AsOf)
		if err != nil {
			return nil, err
		}
		view.AsOf = day
	}
	answers, err := c.Questions[i].Ask(ctx, c.Graph, ask.Options{View: view}, a.Args)
	if err != nil {
		return nil, err
	}
	var out []answered
	for _, answer := range answers {
		if answer.Unsure == "" && passes(a.If, answer) {
			out = c.take(out, a, answer)
		}
	}
	return out, nil
}

func passes(filter map[string][]string, answer ask.Answer) bool {
	for name, wanted := range filter {
		if !slices.ContainsFunc(answer.Values[name], func(v ask.Value) bool { return slices.Contains(wanted, v.Name) }) {
			return false
		}
	}
	return true
}

// take adds the values of an answer to those that are there.
func (c *Checker) take(out []answered, a Asked, answer ask.Answer) []answered {
	values := answer.Values[a.Value]
	for _, p := range answer.Proofs {
		switch a.Value {
		case "outlet":
			values = append(values, ask.Value{Name: p.Outlet})
		case "speaker":
			values = append(values, ask.Value{Name: p.Speaker})
		}
	}
	for _, v := range values {
		names := append([]string{v.Name}, c.names(v.IRI)...)
		if v.Name == "" || slices.ContainsFunc(a.Not, func(n string) bool { return slices.Contains(names, n) }) {
			continue
		}
		i := slices.IndexFunc(out, func(o answered) bool { return slices.Contains(o.names, v.Name) })
		if i < 0 {
			out = append(out, answered{names: names})
			i = len(out) - 1
		}
		for _, p := range answer.Proofs {
			if id := string(p.Article.ID); !slices.Contains(out[i].articles, id) {
				out[i].articles = append(out[i].articles, id)
			}
		}
	}
	return out
}

// names returns all names that the articles give an entity.
func (c *Checker) names(iri string) []string {
	if iri == "" {
		return nil
	}
	id := strings.TrimPrefix(iri, c.Graph.Base())
	var names []string
	for _, told := range c.Told {
		for _, t := range told {
			for _, e := range t.Entities() {
				if e.ID == id {
					names = append(append(names, e.Name), e.Aliases...)
				}
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
