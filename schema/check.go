package schema

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Check reports what is wrong with c by the model: an unknown type, argument or
// enumerated value, a required argument that is missing, several values where
// one may stand, a value of the wrong type. The error names claim type and
// argument. It does not look at the article: see [CheckText].
func (m *Model) Check(c *Claim) error {
	def := m.Claim(c.Type)
	if def == nil {
		return fmt.Errorf("claim type %q is not declared", c.Type)
	}
	var errs []error
	fail := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("claim %s: %s", c.Type, fmt.Sprintf(format, args...)))
	}
	for _, a := range def.Args {
		if a.Required && len(c.Args[a.Name]) == 0 {
			fail("argument %s is missing", a.Name)
		}
		if !a.Many && distinct(c.Args[a.Name]) > 1 {
			fail("argument %s has %d values, want one", a.Name, distinct(c.Args[a.Name]))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Args)) {
		a := def.Arg(name)
		if a == nil {
			fail("it has no argument %q", name)
			continue
		}
		for _, v := range c.Args[name] {
			if err := m.checkValue(a, v); err != nil {
				fail("argument %s: %v", name, err)
			}
		}
	}
	switch c.Modality {
	case Asserted, Denied, Possible:
	default:
		fail("modality %q is none of asserted, denied, possible", c.Modality)
	}
	if len(c.Evidence) == 0 {
		fail("it has no evidence")
	}
	for _, e := range c.Evidence {
		if e.Span.Start < 0 || e.Span.Len() <= 0 {
			fail("evidence at bytes %d-%d holds nothing", e.Span.Start, e.Span.End)
		}
	}
	if c.Speaker != nil {
		if err := m.checkValue(&ArgDef{Types: []EntityType{AnyEntity}}, *c.Speaker); err != nil {
			fail("speaker: %v", err)
		}
	}
	for _, e := range append(slices.Clone(c.Cites), c.Outlet) {
		if err := m.checkEntity(e); err != nil && e != nil {
			fail("outlet or source: %v", err)
		}
	}
	if !(c.Confidence >= 0 && c.Confidence <= 1) {
		fail("confidence %v is not in [0, 1]", c.Confidence)
	}
	return errors.Join(errs...)
}

// CheckValue reports why v cannot be a value of the argument, or nil.
func (m *Model) CheckValue(a *ArgDef, v Value) error { return m.checkValue(a, v) }

func (m *Model) checkValue(a *ArgDef, v Value) error {
	t, err := v.kind()
	if err != nil {
		return err
	}
	if !a.Allows(t) {
		return fmt.Errorf("%q is a %s, want %s", v.Lexical(), t, a.wants())
	}
	if len(a.Values) > 0 && !slices.Contains(a.Values, v.Text) {
		return fmt.Errorf("%q is none of %s", v.Text, strings.Join(a.Values, ", "))
	}
	switch {
	case v.Entity != nil:
		if err := m.checkEntity(v.Entity); err != nil {
			return err
		}
	case t == DateType:
		if i, err := ParseInterval(v.Time.String()); err != nil {
			return err
		} else if i != v.Time {
			return fmt.Errorf("date %+v is not what %q says", v.Time, v.Time)
		}
	case t == NumberType && !IsCanonicalNumber(v.Number):
		return fmt.Errorf("number %q is not a decimal in canonical form", v.Number)
	}
	if v.Inferred && t != DateType {
		return fmt.Errorf("%q is marked inferred, but is no date", v.Lexical())
	}
	switch v.Via {
	case "", ViaCoreference, ViaDateline, ViaMetadata:
	default:
		return fmt.Errorf("via %q is none of coreference, dateline, metadata", v.Via)
	}
	if s := v.Mention.Span; !s.IsZero() && (s.Start < 0 || s.Len() <= 0) {
		return fmt.Errorf("its mention at bytes %d-%d holds nothing", s.Start, s.End)
	}
	return nil
}

func (m *Model) checkEntity(e *Entity) error {
	if e == nil {
		return errors.New("no entity")
	}
	if m.Entity(e.Type) == nil {
		return fmt.Errorf("%q is of the unknown type %q", e.Name, e.Type)
	}
	if strings.TrimSpace(e.Name) == "" {
		return fmt.Errorf("a %s has no name", e.Type)
	}
	return nil
}

// wants names what may fill a.
func (a *ArgDef) wants() string {
	if len(a.Values) > 0 {
		return "one of " + strings.Join(a.Values, ", ")
	}
	names := make([]string, len(a.Types))
	for i, t := range a.Types {
		names[i] = string(t)
	}
	return strings.Join(names, " or ")
}

// kind returns the value's type: its entity's, Date, Number or Text. It is an
// error if the value is of two types at once. The empty text is a Text.
func (v Value) kind() (EntityType, error) {
	var kinds []EntityType
	if v.Entity != nil {
		kinds = append(kinds, v.Entity.Type)
	}
	if !v.Time.IsZero() {
		kinds = append(kinds, DateType)
	}
	if v.Number != "" {
		kinds = append(kinds, NumberType)
	}
	if v.Text != "" {
		kinds = append(kinds, TextType)
	}
	switch len(kinds) {
	case 0:
		return "", errors.New("it has no value")
	case 1:
		return kinds[0], nil
	}
	return "", fmt.Errorf("%q is several values at once: %v", v.Lexical(), kinds)
}

// Type returns the value's type: its entity's, Date, Number or Text; "" if the
// value is empty or several things at once.
func (v Value) Type() EntityType {
	t, err := v.kind()
	if err != nil {
		return ""
	}
	return t
}

var canonicalNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$`)

// IsCanonicalNumber reports whether s is a decimal without plus sign, leading
// or trailing zeros: "22", "-0.5", not "022", "0.50" or "-0".
func IsCanonicalNumber(s string) bool { return canonicalNumber.MatchString(s) && s != "-0" }

// CheckText reports every quote and mention of c that is not the article's text
// at its span, or whose span cuts a character.
func CheckText(c *Claim, text string) error {
	var errs []error
	check := func(what string, s Span, quote string) {
		if err := s.check(text, quote); err != nil {
			errs = append(errs, fmt.Errorf("claim %s: %s: %w", c.Type, what, err))
		}
	}
	for _, e := range c.Evidence {
		check("evidence", e.Span, e.Quote)
	}
	for _, name := range slices.Sorted(maps.Keys(c.Args)) {
		for _, v := range c.Args[name] {
			if !v.Mention.Span.IsZero() || v.Mention.Text != "" {
				check("argument "+string(name), v.Mention.Span, v.Mention.Text)
			}
		}
	}
	if s := c.Speaker; s != nil && (!s.Mention.Span.IsZero() || s.Mention.Text != "") {
		check("speaker", s.Mention.Span, s.Mention.Text)
	}
	return errors.Join(errs...)
}

// check reports whether quote is the text at s.
func (s Span) check(text, quote string) error {
	if s.Start < 0 || s.End > len(text) || s.Len() <= 0 {
		return fmt.Errorf("bytes %d-%d are not in the text of %d bytes", s.Start, s.End, len(text))
	}
	if !utf8.RuneStart(text[s.Start]) || s.End < len(text) && !utf8.RuneStart(text[s.End]) {
		return fmt.Errorf("bytes %d-%d cut a character", s.Start, s.End)
	}
	if got := text[s.Start:s.End]; got != quote {
		return fmt.Errorf("the text at bytes %d-%d is %q, not %q", s.Start, s.End, got, quote)
	}
	return nil
}
