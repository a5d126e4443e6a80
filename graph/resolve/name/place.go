package name

import (
	"slices"
	"strings"

	"claimgraph/schema"
)

// placeTypes are the types of places, in the order in which a name that the
// mention's own type does not have is looked for.
var placeTypes = []schema.EntityType{"City", "Region", "Country", "Place"}

// placeKey returns the gazetteer's key of a place, or that it has several. A
// name that only another type of place has is that place: "Алма-Ата" is no region.
func (m *Matcher) placeKey(n Label, t schema.EntityType, countries []string) (key string, several bool) {
	for _, t := range append([]schema.EntityType{t}, placeTypes...) {
		keys := m.keyOf(n, t)
		known := len(keys) > 0
		if len(countries) > 0 {
			keys = slices.DeleteFunc(slices.Clone(keys), func(k string) bool {
				in := m.concepts.country[k]
				if strings.HasPrefix(k, "country/") {
					in = k // Georgia in the United States is no country
				}
				return in != "" && !slices.Contains(countries, in)
			})
		}
		if len(keys) == 1 {
			return keys[0], false
		}
		if known { // several, or none that the context allows
			return "", true
		}
	}
	return "", false
}

// comparePlaces compares places that the gazetteer does not both know.
func (m *Matcher) comparePlaces(a, b *Parsed, x, y *bodyName) Decision {
	if len(a.context.countries) > 0 && len(b.context.countries) > 0 && !overlap(a.context.countries, b.context.countries) {
		return Decision{Different, 0.1, []string{"the places are in other countries"}}
	}
	c := m.lexicon.pair(x, y)
	said := m.lexicon.agree(a.context, b.context)
	switch {
	case len(c.shared) == 0:
		return Decision{Unrelated, 0, []string{"the names differ"}}
	case said.bodyDiffers:
		return Decision{Different, 0.2, []string{"the places are in other regions"}}
	case len(c.onlyX) == 0 && len(c.onlyY) == 0 && (a.unsure || b.unsure):
		return Decision{Doubtful, 0.6, []string{"several places have the name"}}
	case len(c.onlyX) == 0 && len(c.onlyY) == 0:
		return Decision{Match, 0.93, []string{"the names say the same: " + describe(c.shared, nil)}}
	}
	return Decision{Different, 0.3, []string{"the names differ by " + describe(c.onlyX, c.onlyY)}}
}
