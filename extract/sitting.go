package extract

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/schema"
)

// nameSittings gives a sitting of which the article does not say whose it is the
// name of the last before it, "Следующее, 35-е заседание состоится 21 апреля"; where
// there is none it is called by its own words.
func (m *merger) nameSittings(claims []schema.Claim) {
	for i := range claims {
		c := &claims[i]
		if c.Type != "session" || len(c.Args["name"]) > 0 {
			continue
		}
		if body := m.bodyChaired(claims, c); body != nil {
			c.Args["name"] = body
			continue
		}
		if len(c.Args["ordinal"])+len(c.Args["time"]) > 0 {
			c.Args["name"] = m.formatBefore(claims[:i], c)
		}
		self := c.Args["self"]
		if len(c.Args["name"]) > 0 || len(self) == 0 {
			continue
		}
		if len(c.Args["ordinal"]) == 0 {
			c.Args["name"] = []schema.Value{self[0]}
		} else if name := unnumbered(self[0]); name != nil {
			c.Args["name"] = []schema.Value{*name}
		}
	}
}

// leastNamed is how many words a sitting's name without its number has at least, to
// tell whose sitting it is.
const leastNamed = 3

// unnumbered returns a numbered sitting as it is called without its number, "Жасыл желі
// жиналысы"; nil if that does not begin with whose it is.
func unnumbered(self schema.Value) *schema.Value {
	if self.Entity == nil || len(self.Entity.Aliases) == 0 || len(strings.Fields(self.Entity.Aliases[0])) < leastNamed {
		return nil
	}
	if r, _ := utf8.DecodeRuneInString(self.Entity.Aliases[0]); !unicode.IsUpper(r) {
		return nil
	}
	e := *self.Entity
	e.Name, e.Aliases = e.Aliases[0], nil
	self.Entity = &e
	return &self
}

// withoutOwnBody takes from the participants of sittings the body whose sitting it is.
func withoutOwnBody(claims []schema.Claim) {
	for i := range claims {
		c := &claims[i]
		if c.Type != "session" || len(c.Args["name"]) == 0 || !overlap(c.Args["participant"], c.Args["name"]) {
			continue
		}
		c.Args = maps.Clone(c.Args)
		c.Args["participant"] = slices.DeleteFunc(slices.Clone(c.Args["participant"]), func(v schema.Value) bool {
			return slices.ContainsFunc(c.Args["name"], func(w schema.Value) bool { return sameValue(v, w) })
		})
		if len(c.Args["participant"]) == 0 {
			delete(c.Args, "participant")
		}
	}
}

// bodyChaired returns the body whose chair, as the sentence calls him, chaired the
// sitting: "Заседание провёл председатель совета Иван Петров"; nil if it does not.
func (m *merger) bodyChaired(claims []schema.Claim, c *schema.Claim) []schema.Value {
	if len(c.Args["chair"]) != 1 {
		return nil
	}
	for i := range claims {
		r := &claims[i]
		if r.Type != "role" || len(r.Args["role"]) == 0 || len(r.Args["organization"]) == 0 || !overlap(r.Args["person"], c.Args["chair"]) ||
			!slices.ContainsFunc(c.Evidence, func(e schema.Evidence) bool { return e.Span == r.Evidence[0].Span }) {
			continue
		}
		slug, _ := m.model.Role(r.Args["role"][0].Entity.Name)
		if body := r.Args["organization"][0]; slug == "chair" && body.Entity != nil && body.Entity.Type == "Organization" && m.sits(body) {
			return r.Args["organization"][:1]
		}
	}
	return nil
}

// sits reports whether a body is one of those that sit: neither a company nor an
// office has sittings of its own.
func (m *merger) sits(body schema.Value) bool {
	return !slices.ContainsFunc(m.doc.Mentions, func(x Mention) bool {
		return x.Type == "Organization" && x.Span == body.Mention.Span && (x.Kind == "company" || x.Kind == "office" || x.Kind == "bank" || x.Kind == "outlet")
	})
}

// formatBefore returns the name of the last sitting before c that c may be another
// one of, a format of c's own words first; or nil.
func (m *merger) formatBefore(before []schema.Claim, c *schema.Claim) []schema.Value {
	for i := len(before) - 1; i >= 0; i-- {
		o := &before[i]
		if o.Type == "session" && len(o.Args["name"]) > 0 && o.Args["name"][0].Entity != nil && o.Args["name"][0].Entity.Type == "Event" && len(c.Args["self"]) > 0 && sameFormat(o, c) {
			return coreferent(o.Args["name"])
		}
	}
	for i := len(before) - 1; i >= 0; i-- {
		if o := &before[i]; o.Type == "session" && len(o.Args["name"]) > 0 && sameFormat(o, c) {
			return coreferent(o.Args["name"])
		}
	}
	return nil
}

// sameFormat reports whether c may be another sitting of what o is one of: a body,
// or a format that c's own words name too.
func sameFormat(o, c *schema.Claim) bool {
	name, n := o.Args["name"][0], c.Args["ordinal"]
	if name.Entity == nil || name.Entity.Type == "Organization" || len(c.Args["self"]) == 0 || len(n) > 0 && n[0].Mention.Span == c.Args["self"][0].Mention.Span {
		return true
	}
	own := strings.Fields(strings.ToLower(c.Args["self"][0].Entity.Name))
	if len(own) == 0 {
		return true
	}
	return namesFormat(name.Entity.Name, own[len(own)-1])
}

// namesFormat reports whether one of the words of the name is the noun, as it stands
// or but for its last letter and an ending: "съезі" of "съезд".
func namesFormat(name, noun string) bool {
	name = strings.ToLower(name)
	if strings.Contains(name, noun) {
		return true
	}
	stem := []rune(noun)
	return len(stem) >= 5 && slices.ContainsFunc(strings.Fields(name), func(w string) bool {
		return strings.HasPrefix(w, string(stem[:len(stem)-1])) && len([]rune(w)) <= len(stem)+2
	})
}
