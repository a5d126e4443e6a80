package resolve

import (
	"fmt"
	"slices"
	"strings"

	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

// addMatters adds the identity keys of which a subject is part: what was announced
// at which sitting, what was approved by whom and when. The subject is compared by
// what it says, for it has another name in each language.
func (r *Resolver) addMatters(forms map[string]*eventForm, article schema.SourceID, c *schema.Claim, f *eventForm) {
	def := r.model.Claim(c.Type)
	if def == nil || !c.Holds() {
		return
	}
	for _, args := range def.Same {
		i := slices.IndexFunc(args, func(a schema.ArgName) bool { return slices.Contains(def.Subject, a) })
		if i < 0 || len(args) < 2 {
			continue
		}
		others := slices.Delete(slices.Clone(args), i, i+1)
		for _, v := range c.Args[args[i]] {
			text := cmpText(v)
			if text == "" {
				continue
			}
			m := r.matcher.Matter(name.Label{Text: text, Language: languageOf(v)})
			if len(m.Says) == 0 {
				continue
			}
			form := matterForm{Says: strings.Join(m.Says, ", "), Whose: strings.Join(m.Of, ", "), Whole: m.Whole}
			r.addMatter(forms, article, c, f, others, form)
		}
	}
}

// addMatter adds a key for each way to tell the other arguments: by the entities
// and the day, or by the event that it belongs to.
func (r *Resolver) addMatter(forms map[string]*eventForm, article schema.SourceID, c *schema.Claim, f *eventForm, others []schema.ArgName, form matterForm) {
	if len(others) == 1 && slices.ContainsFunc(c.Args[others[0]], func(v schema.Value) bool { return v.Entity != nil && v.Entity.Type == "Event" }) {
		for _, v := range c.Args[others[0]] {
			if v.Entity == nil || forms[v.Entity.ID] == nil {
				continue
			}
			for _, key := range forms[v.Entity.ID].Numbered {
				form.Of = fmt.Sprintf("%s at %s", c.Type, key)
				f.Matters = append(f.Matters, form)
			}
		}
		return
	}
	values := joined(article, c, others)
	if values == "" {
		return
	}
	form.Of = fmt.Sprintf("%s %s", c.Type, values)
	for _, v := range c.Args["time"] {
		first, last := v.Time.Bounds()
		if !first.IsZero() && daysBetween(first, last) <= maxDays {
			form.Day = first.String()
			f.Matters = append(f.Matters, form)
		}
	}
}

// matterOf returns the reason why two events are about one matter, with the days
// between them, -1 if they belong to one event; "" if they are not.
func (p *parsedEvent) matterOf(o *parsedEvent) (reason string, days int) {
	days = never
	for _, k := range p.form.Matters {
		for _, l := range o.form.Matters {
			if k.Of != l.Of || (k.Day == "") != (l.Day == "") || !k.same(l) {
				continue
			}
			apart := -1
			if k.Day != "" {
				a, _ := schema.ParseDate(k.Day)
				b, _ := schema.ParseDate(l.Day)
				if apart = daysBetween(a, b); apart > maxDays {
					continue
				}
			}
			if apart < days {
				reason, days = fmt.Sprintf("both are %s about %s", k.Of, k.Says), apart
			}
		}
	}
	return reason, days
}

// same reports whether two matters are one. Of two at one sitting one may tell more
// than the other; of two within some days both must tell the same, all of it, and of
// no others.
func (k matterForm) same(l matterForm) bool {
	if k.Whose != "" && l.Whose != "" && !shareOne(k.Whose, l.Whose) {
		return false
	}
	if k.Day != "" {
		return k.Says == l.Says && k.Whole && l.Whole
	}
	return k.Whole && within(k.Says, l.Says) || l.Whole && within(l.Says, k.Says)
}

func within(a, b string) bool {
	all := strings.Split(b, ", ")
	return !slices.ContainsFunc(strings.Split(a, ", "), func(s string) bool { return !slices.Contains(all, s) })
}

func shareOne(a, b string) bool {
	all := strings.Split(b, ", ")
	return slices.ContainsFunc(strings.Split(a, ", "), func(s string) bool { return slices.Contains(all, s) })
}
