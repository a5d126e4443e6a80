package ask

import (
	"maps"
	"slices"
	"strings"

	"claimgraph/schema"
)

// said words a whole claim: its type or title, then its arguments in the order
// of the schema, each with its name.
func said(g Graph, language string, c schema.Claim) string {
	speech := words.Languages[language]
	title := Title(c)
	head := title
	if head == "" {
		head = typeLabel(g, c.Type, language)
	}
	if c.Modality != schema.Asserted {
		if label := valueLabel(g, string(c.Modality), language); label != "" {
			head += " (" + label + ")"
		}
	}
	var parts []string
	for _, name := range ArgumentOrder(g.Schema(), c) {
		values := slices.DeleteFunc(slices.Clone(c.Args[name]), func(v schema.Value) bool { return v.Lexical() == title })
		if name == schema.Self || len(values) == 0 {
			continue
		}
		if name == schema.Status || name == "kind" {
			for _, v := range values {
				if label := valueLabel(g, v.Text, language); label != "" && v.Text != "occurred" && v.Text != "current" {
					parts = append(parts, label)
				}
			}
			continue
		}
		parts = append(parts, argumentLabel(g, name, language)+" "+speech.list(values))
	}
	if len(parts) == 0 {
		return head
	}
	return head + ": " + strings.Join(parts, "; ")
}

// ArgumentOrder returns the names of c's arguments as the schema orders them.
func ArgumentOrder(m *schema.Model, c schema.Claim) []schema.ArgName {
	names := slices.Sorted(maps.Keys(c.Args))
	if def := m.Claim(c.Type); def != nil {
		place := func(n schema.ArgName) int {
			return slices.IndexFunc(def.Args, func(a *schema.ArgDef) bool { return a.Name == n })
		}
		slices.SortFunc(names, func(a, b schema.ArgName) int { return place(a) - place(b) })
	}
	return names
}

func typeLabel(g Graph, t schema.ClaimType, language string) string {
	if def := g.Schema().Claim(t); def != nil {
		return def.Labels.In(language)
	}
	return string(t)
}

func argumentLabel(g Graph, name schema.ArgName, language string) string {
	if label := g.Schema().Arguments[name].In(language); label != "" {
		return label
	}
	return string(name)
}

func valueLabel(g Graph, value, language string) string {
	if def := g.Schema().Values[value]; def != nil {
		return def.Labels.In(language)
	}
	return value
}
