package schema

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Template is a quad that a claim yields, for each combination of values of
// the arguments it names. Exactly one of Predicate and PredicateArg, and one of
// Object and Class is set.
type Template struct {
	Subject      ArgName
	Predicate    string  // a property of ours; "a" for rdf:type
	PredicateArg ArgName // an argument whose value's IRI is the predicate
	Object       ArgName
	Class        string
	// Year takes the year alone of a date, and drops the quad if it spans several.
	Year bool
	If   []Condition
}

// A Condition holds for a claim by what one of its arguments holds. With
// AtLeast it needs that many different values, else one of Values or, if Not,
// none of them; a missing argument is none of them.
type Condition struct {
	Arg     ArgName
	AtLeast int
	Values  []string
	Not     bool
}

// Holds reports whether c meets the condition.
func (k Condition) Holds(c *Claim) bool {
	vs := c.Args[k.Arg]
	if k.AtLeast > 0 {
		return distinct(vs) >= k.AtLeast
	}
	for _, v := range vs {
		if slices.Contains(k.Values, v.Lexical()) {
			return !k.Not
		}
	}
	return k.Not
}

// Applies reports whether all conditions of t hold for c.
func (t *Template) Applies(c *Claim) bool {
	for _, k := range t.If {
		if !k.Holds(c) {
			return false
		}
	}
	return true
}

// distinct counts different values, entities by ID where they have one.
func distinct(vs []Value) int {
	seen := map[string]bool{}
	for _, v := range vs {
		seen[v.identity()] = true
	}
	return len(seen)
}

// identity is equal for values that say the same, wherever they stand.
func (v Value) identity() string {
	if v.Entity == nil {
		return "literal\x00" + string(v.Type()) + "\x00" + v.Lexical()
	}
	if v.Entity.ID != "" {
		return "id\x00" + v.Entity.ID
	}
	return "name\x00" + string(v.Entity.Type) + "\x00" + v.Entity.Name
}

// parseTemplate reads "$self coChairedBy $chair if chair >= 2".
func parseTemplate(s string) (Template, error) {
	var t Template
	words := strings.Fields(s)
	if len(words) < 3 {
		return t, fmt.Errorf("quad %q is not a subject, a predicate and an object", s)
	}
	subject, ok := strings.CutPrefix(words[0], "$")
	if !ok {
		return t, fmt.Errorf("quad %q: the subject %q is not an argument such as $self", s, words[0])
	}
	t.Subject = ArgName(subject)
	if p, ok := strings.CutPrefix(words[1], "$"); ok {
		t.PredicateArg = ArgName(p)
	} else {
		t.Predicate = words[1]
	}
	object, isArg := strings.CutPrefix(words[2], "$")
	switch {
	case isArg && t.Predicate != "a":
		t.Object = ArgName(object)
	case !isArg && t.Predicate == "a":
		t.Class = words[2]
	default:
		return t, fmt.Errorf("quad %q: after \"a\" stands a class, after another predicate an argument such as $place", s)
	}
	rest := words[3:]
	if len(rest) >= 2 && rest[0] == "as" {
		if rest[1] != "year" {
			return t, fmt.Errorf("quad %q: \"as %s\" is not \"as year\"", s, rest[1])
		}
		t.Year, rest = true, rest[2:]
	}
	var err error
	t.If, err = parseConditions(rest)
	if err != nil {
		return t, fmt.Errorf("quad %q: %w", s, err)
	}
	return t, nil
}

// parseConditions reads "if chair >= 2 and status is not former".
func parseConditions(words []string) ([]Condition, error) {
	var out []Condition
	for join := "if"; len(words) > 0; join = "and" {
		if words[0] != join {
			return nil, fmt.Errorf("%q stands where %q is expected", words[0], join)
		}
		end := len(words)
		if i := slices.Index(words[1:], "and"); i >= 0 {
			end = i + 1
		}
		k, err := parseCondition(words[1:end])
		if err != nil {
			return nil, err
		}
		out, words = append(out, k), words[end:]
	}
	return out, nil
}

func parseCondition(w []string) (Condition, error) {
	bad := fmt.Errorf("condition %q is none of \"chair >= 2\", \"kind is a|b\", \"kind is not a|b\"", strings.Join(w, " "))
	switch {
	case len(w) == 3 && w[1] == ">=":
		n, err := strconv.Atoi(w[2])
		if err != nil || n < 1 {
			return Condition{}, bad
		}
		return Condition{Arg: ArgName(w[0]), AtLeast: n}, nil
	case len(w) == 3 && w[1] == "is" && w[2] != "not":
		return Condition{Arg: ArgName(w[0]), Values: strings.Split(w[2], "|")}, nil
	case len(w) == 4 && w[1] == "is" && w[2] == "not":
		return Condition{Arg: ArgName(w[0]), Values: strings.Split(w[3], "|"), Not: true}, nil
	}
	return Condition{}, bad
}
