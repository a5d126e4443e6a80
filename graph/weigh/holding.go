package weigh

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"claimgraph/schema"
)

// A Holding is a post as somebody held it: what all claims together attest.
// Posts that the claims tell no bounds of hold from the first to the last
// publication that attests them; what was before and after is not known.
type Holding struct {
	Person, Role, Organization *schema.Entity // Organization may be nil
	// From and To bound the days on which the post was held. FromTold and ToTold
	// are set if claims tell the bound, an appointment or a "former".
	From, To         schema.Date
	FromTold, ToTold bool
	Told             []Told // that attest it, in order of publication
}

// Certainty is an answer that may be unknown.
type Certainty uint8

const (
	NotKnown Certainty = iota
	No
	Yes
)

// On tells whether the post was held on some day that d can mean.
func (h *Holding) On(d schema.Date) Certainty {
	switch first, last := d.First(), d.Last(); {
	case h.From.IsZero():
		return NotKnown // only undated articles attest it
	case last.Compare(h.From) < 0:
		return unless(h.FromTold)
	case first.Compare(h.To) > 0:
		return unless(h.ToTold)
	}
	return Yes
}

func unless(told bool) Certainty {
	if told {
		return No
	}
	return NotKnown
}

// Holdings returns the posts that role and appointment claims attest, in order
// of their post, body and first day. A post said in general, "the minister", is the
// one post of the person that is such. Denied, merely possible and rejected claims
// and planned appointments attest nothing.
func Holdings(told []Told) []Holding {
	byPost := map[[3]string]*Holding{}
	var keys [][3]string
	for _, t := range told {
		k, ok := postKey(&t)
		if !ok {
			continue
		}
		if byPost[k] == nil {
			byPost[k] = &Holding{Person: first(t, "person"), Role: first(t, "role"), Organization: first(t, "organization")}
			keys = append(keys, k)
		}
		byPost[k].Told = append(byPost[k].Told, t)
	}
	slices.SortFunc(keys, func(a, b [3]string) int {
		return cmp.Or(cmp.Compare(a[1], b[1]), cmp.Compare(a[2], b[2]), cmp.Compare(a[0], b[0]))
	})
	var out []Holding
	for _, k := range keys {
		h := byPost[k]
		if special, ok := specialOf(k, keys); ok { // "the minister" is the minister of foreign affairs
			byPost[special].Told = append(byPost[special].Told, h.Told...)
			delete(byPost, k)
		}
	}
	for _, k := range keys {
		h := byPost[k]
		if h == nil {
			continue
		}
		slices.SortFunc(h.Told, compareTold)
		h.bound()
		out = append(out, *h)
	}
	slices.SortStableFunc(out, func(a, b Holding) int {
		return cmp.Or(cmp.Compare(a.Role.ID, b.Role.ID), cmp.Compare(idOf(a.Organization), idOf(b.Organization)), a.From.Compare(b.From))
	})
	return out
}

// Holders returns the IDs of those to whom claims attest a post, sorted.
func Holders(told []Told) []string {
	ids := map[string]bool{}
	for i := range told {
		if k, ok := postKey(&told[i]); ok {
			ids[k[0]] = true
		}
	}
	return slices.Sorted(maps.Keys(ids))
}

// specialOf returns the one post of the same person that a general one, "minister",
// stands for: its name goes on "-of-" or "-for-", and the body is the same or not
// said.
func specialOf(k [3]string, keys [][3]string) (special [3]string, ok bool) {
	for _, o := range keys {
		if o[0] != k[0] || !strings.HasPrefix(o[1], k[1]+"-of-") && !strings.HasPrefix(o[1], k[1]+"-for-") || k[2] != "" && o[2] != "" && k[2] != o[2] {
			continue
		}
		if ok && o[1] != special[1] {
			return special, false
		}
		if !ok || k[2] == o[2] {
			special, ok = o, true
		}
	}
	return special, ok
}

// postKey returns the person, post and body of a claim that attests a holding.
func postKey(t *Told) (k [3]string, ok bool) {
	if t.Type != "role" && t.Type != "appointment" || !t.Holds() || status(t, "planned") || status(t, "cancelled") {
		return k, false
	}
	for i, name := range []schema.ArgName{"person", "role", "organization"} {
		if e := first(*t, name); e != nil {
			k[i] = e.ID
		} else if name != "organization" {
			return k, false
		}
	}
	return k, true
}

func first(t Told, name schema.ArgName) *schema.Entity {
	for _, v := range t.Args[name] {
		if v.Entity != nil && v.Entity.ID != "" {
			return v.Entity
		}
	}
	return nil
}

func idOf(e *schema.Entity) string {
	if e == nil {
		return ""
	}
	return e.ID
}

func status(t *Told, s string) bool { return is(t, schema.Status, s) }

// Planned reports whether a claim tells of a plan.
func Planned(c schema.Claim) bool { return status(&Told{Claim: c}, "planned") }

func is(t *Told, name schema.ArgName, text string) bool {
	return slices.ContainsFunc(t.Args[name], func(v schema.Value) bool { return v.Text == text })
}

// bound sets the days between which the claims attest the post.
func (h *Holding) bound() {
	for i := range h.Told {
		h.widen(&h.Told[i])
	}
	for i := range h.Told {
		h.cut(&h.Told[i])
	}
	if h.To.Compare(h.From) < 0 { // bounds that contradict each other
		h.To, h.ToTold = h.From, false
	}
}

// widen takes the publication of a claim that says that the post is held.
func (h *Holding) widen(t *Told) {
	day := t.Article.Published
	if t.Type == "appointment" || status(t, "former") || day.IsZero() {
		return
	}
	if h.From.IsZero() || day.First().Compare(h.From) < 0 {
		h.From = day.First()
	}
	if day.Last().Compare(h.To) > 0 {
		h.To = day.Last()
	}
}

// cut takes the bounds that a claim tells: a day of appointment or dismissal, or
// that the post was held no more when an article appeared.
func (h *Holding) cut(t *Told) {
	when := timeOf(t)
	from, to := when.Bounds()
	switch {
	case t.Type == "appointment" && (is(t, "kind", "appointed") || is(t, "kind", "elected")):
		if !from.IsZero() {
			h.From, h.FromTold = from, true
			h.To = later(h.To, from)
		}
	case t.Type == "appointment":
		if !to.IsZero() {
			h.To, h.ToTold = to, true
			if h.From.IsZero() {
				h.From = to
			}
		}
	case status(t, "former") && !t.Article.Published.IsZero() && !h.From.IsZero() && h.To.Compare(t.Article.Published) <= 0:
		h.ToTold = true
	}
}

func later(a, b schema.Date) schema.Date {
	if a.Compare(b) < 0 {
		return b
	}
	return a
}

func timeOf(t *Told) schema.Interval {
	for _, v := range t.Args["time"] {
		if !v.Time.IsZero() {
			return v.Time
		}
	}
	return schema.Interval{}
}
