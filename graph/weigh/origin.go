package weigh

import (
	"slices"
	"strings"

	"claimgraph/schema"
)

// An Origin is where a claim comes from in the end, with all that repeat it.
type Origin struct {
	// Name is who it is for people; ID its entity's, or the article's if nobody
	// is identified.
	Name, ID string
	Told     []Told // in the order that they were given

	party party
}

// A party is who of a chain an origin is, the last of them the greatest.
type party uint8

const (
	article party = iota // nobody is identified
	outlet
	cited
)

// Origins divides claims that say the same by their origins. The origin of a
// claim is the last party of its chain that is identified (outlet ← agency ←
// press service), else the article itself. Claims of one origin, and claims of
// articles that are copies of one another, are one origin's: that of whichever
// copy names more of the chain. A nil copies knows of none. Origins are in order
// of their first claim.
func Origins(told []Told, copies *Copies) []Origin {
	var origins []Origin
	for _, t := range told {
		one := originOf(&t)
		joined := -1
		for i := 0; i < len(origins); i++ {
			if !belongs(&origins[i], one.ID, &t, copies) {
				continue
			}
			if joined < 0 {
				joined = i
				origins[i].join(one)
				continue
			}
			// t is a copy of a claim here and has the origin of one there.
			origins[joined].join(origins[i])
			origins = slices.Delete(origins, i, i+1)
			i--
		}
		if joined < 0 {
			origins = append(origins, one)
		}
	}
	return origins
}

// join adds the claims of an origin that is the same.
func (o *Origin) join(other Origin) {
	if other.party > o.party {
		o.Name, o.ID, o.party = other.Name, other.ID, other.party
	}
	o.Told = append(o.Told, other.Told...)
}

func belongs(o *Origin, id string, t *Told, copies *Copies) bool {
	return slices.ContainsFunc(o.Told, func(other Told) bool {
		return originOf(&other).ID == id || copies.Same(other.Source, t.Source)
	})
}

// originOf returns the origin of a claim alone: the last identified party of its
// chain.
func originOf(t *Told) Origin {
	from := func(p party, id, name string) Origin { return Origin{Name: name, ID: id, Told: []Told{*t}, party: p} }
	if s := t.Speaker; s != nil && s.Entity != nil && identified(t, s.Entity) {
		return from(cited, s.Entity.ID, s.Entity.Name)
	}
	for _, e := range slices.Backward(t.Cites) {
		if identified(t, e) {
			return from(cited, e.ID, e.Name)
		}
	}
	if t.Outlet != nil && identified(t, t.Outlet) {
		return from(outlet, t.Outlet.ID, t.Outlet.Name)
	}
	if p := t.Article.Publisher; p != "" {
		return from(outlet, "outlet "+schema.FoldName(p), p)
	}
	title := t.Article.Title
	if title == "" {
		title = "article " + string(t.Source)
	}
	return from(article, "article/"+string(t.Source), title)
}

// identified reports whether an entity is the same in all articles: "the source"
// and "the ministry" are those of their article alone.
func identified(t *Told, e *schema.Entity) bool {
	return e != nil && e.ID != "" && !strings.Contains(e.ID, "/"+string(t.Source)+"/")
}
