package rule

import (
	"reflect"
	"slices"
	"strings"

	"claimgraph/schema"
)

// steps compiles a pattern. The claim type, nil in a pattern that fills no
// argument, has the arguments that as may name.
func (c *compiler) steps(at []any, steps []step, typ *schema.ClaimDef) []node {
	var out []node
	for i := range steps {
		out = append(out, c.step(append(slices.Clone(at), i), &steps[i], typ)...)
	}
	return out
}

// step compiles one step: to one node, or to those of the pattern that it uses.
func (c *compiler) step(at []any, s *step, typ *schema.ClaimDef) []node {
	c.fills(at, typ, &s.test, s.As, s.Value)
	c.form(at, s)
	n := node{as: schema.ArgName(s.As), value: s.Value, bare: s.Bare, whole: s.Whole, list: s.List, trigger: s.Trigger}
	switch {
	case s.Use != "":
		return c.use(at, s.Use, typ)
	case s.Gap != nil:
		n.kind, n.gap, n.clause = gapNode, *s.Gap, s.Clause
		n.ends = c.testPtr(append(at, "ends"), s.Ends)
		for i := range s.Until {
			n.until = append(n.until, c.testPtr(append(at, "until"), &s.Until[i]))
		}
		if *s.Gap < 1 || *s.Gap > 100 {
			c.errorf(append(at, "gap"), "gap %d is not between 1 and 100", *s.Gap)
		}
	case s.Any != nil:
		n.kind = anyNode
		n.subs = c.alternatives(append(at, "any"), s.Any, typ)
	case s.Optional != nil:
		n.kind = optionalNode
		n.subs = c.part(append(at, "optional"), s.Optional, typ)
	case s.Not != nil:
		n.kind = notNode
		n.subs = c.part(append(at, "not"), s.Not, typ)
	case s.Quote:
		n.kind = quoteNode
	case s.Rest:
		n.kind = restNode
	case s.Start:
		n.kind = startNode
	case s.End:
		n.kind = endNode
	default:
		n.kind = tokenNode
		n.cond = c.test(at, s.test)
		n.prev = c.testPtr(append(at, "prev"), s.Prev)
		if len(n.cond.mention) > 0 {
			n.kind = mentionNode
		} else if n.cond.empty() && !s.Trigger {
			c.errorf(at, "a step without a condition; use gap for any word")
		} else if s.Prev != nil {
			c.errorf(append(at, "prev"), "prev is for mentions")
		} else if s.List {
			c.errorf(append(at, "list"), "list is for mentions")
		}
	}
	return []node{n}
}

// use compiles the pack's pattern of that name.
func (c *compiler) use(at []any, name string, typ *schema.ClaimDef) []node {
	sub, ok := c.pack.Patterns[name]
	switch {
	case !ok:
		c.errorf(append(at, "use"), "no pattern %q", name)
		return nil
	case len(sub) == 0:
		c.errorf([]any{"patterns", name}, "pattern %q is empty", name)
	case slices.Contains(c.using, name):
		c.errorf(append(at, "use"), "pattern %q uses itself", name)
		return nil
	}
	c.used[name] = true
	c.using = append(c.using, name)
	out := c.steps([]any{"patterns", name}, sub, typ)
	c.using = c.using[:len(c.using)-1]
	return out
}

// patterns compiles patterns of which one must be found or none.
func (c *compiler) patterns(at []any, list [][]step) [][]node { return c.each(at, list, nil) }

// alternatives compiles the patterns of which a step takes one.
func (c *compiler) alternatives(at []any, list [][]step, typ *schema.ClaimDef) [][]node {
	if len(list) == 0 {
		c.errorf(at, "a list without a pattern")
	}
	return c.each(at, list, typ)
}

func (c *compiler) each(at []any, list [][]step, typ *schema.ClaimDef) [][]node {
	var out [][]node
	for i, l := range list {
		out = append(out, c.part(append(slices.Clone(at), i), l, typ)...)
	}
	return out
}

// part compiles a pattern inside a step.
func (c *compiler) part(at []any, pattern []step, typ *schema.ClaimDef) [][]node {
	if len(pattern) == 0 {
		c.errorf(at, "an empty pattern")
	}
	return [][]node{c.steps(at, pattern, typ)}
}

// form refuses a step of which the matcher would leave a part unread: one of two
// forms, or of one with keys that belong to another.
func (c *compiler) form(at []any, s *step) {
	var forms []string
	has := func(key string, set bool) {
		if set {
			forms = append(forms, key)
		}
	}
	has("use", s.Use != "")
	has("gap", s.Gap != nil)
	has("any", s.Any != nil)
	has("optional", s.Optional != nil)
	has("not", s.Not != nil)
	has("quotation", s.Quote)
	has("rest", s.Rest)
	has("start", s.Start)
	has("end", s.End)
	has("a test of a word or mention", !reflect.ValueOf(s.test).IsZero())
	form := ""
	if len(forms) > 0 {
		form = forms[0]
	}
	if len(forms) > 1 {
		c.errorf(at, "%s in one step: make them several", strings.Join(forms, " and "))
	}
	fills := slices.Contains([]string{"gap", "quotation", "rest", "a test of a word or mention"}, form)
	switch {
	case form != "gap" && (len(s.Until) > 0 || s.Clause || s.Ends != nil):
		c.errorf(at, "until, clause and ends are for gap")
	case s.As != "" && form != "" && !fills:
		c.errorf(append(at, "as"), "%s fills no argument: as is for the steps inside", form)
	case s.As == "" && (s.Value != "" || s.Bare || s.Whole):
		c.errorf(at, "value, bare and whole are for a step with as")
	case s.Trigger && form != "" && form != "a test of a word or mention":
		c.errorf(append(at, "trigger"), "%s is no trigger: it is a word or mention", form)
	}
}

// leastTokens returns how many tokens every match of the pattern takes at least.
func leastTokens(nodes []node) int {
	n := 0
	for i := range nodes {
		n += nodes[i].leastTokens()
	}
	return n
}

func (n *node) leastTokens() int {
	switch n.kind {
	case notNode, startNode, endNode, optionalNode:
		return 0
	case gapNode:
		if n.as == "" && n.ends == nil {
			return 0
		}
	case anyNode:
		least := leastTokens(n.subs[0])
		for _, sub := range n.subs[1:] {
			least = min(least, leastTokens(sub))
		}
		return least
	}
	return 1
}

func hasTrigger(nodes []node) bool {
	return slices.ContainsFunc(nodes, func(n node) bool {
		return n.trigger || slices.ContainsFunc(n.subs, hasTrigger)
	})
}
