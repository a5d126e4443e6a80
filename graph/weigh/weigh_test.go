package weigh_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimgraph/graph/weigh"
	"claimgraph/schema"
)

func date(s string) schema.Date {
	if s == "" {
		return schema.Date{}
	}
	d, err := schema.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// article returns the claims of one article; of each the words are its type and
// its arguments: "role person=Ann role=president organization=country/norway".
func article(id, published, outlet string, claims ...string) []weigh.Told {
	source := schema.Source{ID: schema.SourceID(id), Published: date(published), Publisher: outlet}
	var told []weigh.Told
	for i, words := range claims {
		c := schema.Claim{
			ID: schema.ClaimID(fmt.Sprintf("%s/%d", id, i)), Source: source.ID, Modality: schema.Asserted,
			Args: map[schema.ArgName][]schema.Value{},
		}
		for j, word := range strings.Fields(words) {
			name, value, _ := strings.Cut(word, "=")
			switch {
			case j == 0:
				c.Type = schema.ClaimType(word)
			case name == "modality":
				c.Modality = schema.Modality(value)
			case name == "judgement":
				c.Judgement = schema.Judgement(value)
			case name == "cites":
				c.Cites = append(c.Cites, entity(value))
			default:
				c.Args[schema.ArgName(name)] = append(c.Args[schema.ArgName(name)], valueOf(name, value))
			}
		}
		told = append(told, weigh.Told{Claim: c, Article: source})
	}
	return told
}

func valueOf(name, value string) schema.Value {
	switch name {
	case "time":
		i, err := schema.ParseInterval(value)
		if err != nil {
			panic(err)
		}
		return schema.Value{Time: i}
	case "ordinal":
		return schema.Value{Number: value}
	case "status", "kind":
		return schema.Value{Text: value}
	}
	return schema.Value{Entity: entity(value)}
}

func entity(id string) *schema.Entity {
	path, name, _ := strings.Cut(id, "/")
	return &schema.Entity{ID: id, Type: schema.EntityType(strings.ToUpper(path[:1]) + path[1:]), Name: name}
}

func all(articles ...[]weigh.Told) []weigh.Told { return slices.Concat(articles...) }

func TestConflicts(t *testing.T) {
	const round = "negotiation_round self=event/round-2 ordinal=2 "
	const fm = "role role=role/minister-of-foreign-affairs organization=country/norway "
	tests := []struct {
		name string
		told []weigh.Told
		want []string // argument and sides
	}{
		{"two days of one round", all(article("a", "2025-12-03", "A", round+"time=2025-12-02"), article("b", "2025-12-04", "B", round+"time=2025-12-03")),
			[]string{"time: 2025-12-02 | 2025-12-03"}},
		{"a month does not contradict its day", all(article("a", "2025-12-03", "A", round+"time=2025-12"), article("b", "2025-12-04", "B", round+"time=2025-12-03")), nil},
		{"another month does", all(article("a", "2025-12-03", "A", round+"time=2026-02"), article("b", "2026-03-04", "B", round+"time=2026-03-03")),
			[]string{"time: 2026-02 | 2026-03-03"}},
		{"a plan is shown against what came of it", all(article("a", "2025-12-03", "A", round+"time=2026-02 status=planned"), article("b", "2026-03-04", "B", round+"time=2026-03-03 status=occurred")),
			[]string{"time: 2026-02 | 2026-03-03"}},
		{"less precise days stand with the day", all(
			article("a", "2025-12-03", "A", round+"time=2025"), article("b", "2025-12-04", "B", round+"time=2025-12-03"), article("c", "2025-12-05", "C", round+"time=2026-02-01")),
			[]string{"time: 2025-12-03 | 2026-02-01"}},
		{"two cities", all(article("a", "2025-12-03", "A", round+"place=city/oslo"), article("b", "2025-12-04", "B", round+"place=city/bergen")),
			[]string{"place: oslo | bergen"}},
		{"a city and its country", all(article("a", "2025-12-03", "A", round+"place=city/oslo"), article("b", "2025-12-04", "B", round+"place=country/norway")), nil},
		{"participants are many", all(article("a", "2025-12-03", "A", round+"participant=country/norway"), article("b", "2025-12-04", "B", round+"participant=country/sweden")), nil},
		{"days of one journey", all(article("a", "2025-12-03", "A", "visit self=event/v time=2025-12-03"), article("b", "2025-12-04", "B", "visit self=event/v time=2025-12-04")), nil},
		{"weeks apart", all(article("a", "2025-12-03", "A", "visit self=event/v time=2025-12-03"), article("b", "2025-12-04", "B", "visit self=event/v time=2025-12-24")),
			[]string{"time: 2025-12-03 | 2025-12-24"}},
		{"what is merely possible contradicts nothing", all(article("a", "2025-12-03", "A", round+"time=2025-12-02"), article("b", "2025-12-04", "B", round+"time=2025-12-03 modality=possible")), nil},
		{"what people rejected contradicts nothing", all(article("a", "2025-12-03", "A", round+"time=2025-12-02"),
			article("b", "2025-12-04", "B", round+"time=2025-12-03 judgement=rejected"), article("c", "2025-12-04", "C", round+"modality=denied judgement=rejected")), nil},
		{"nor does a rejected post", all(article("a", "2025-01-01", "A", fm+"person=person/ann"),
			article("b", "2025-03-01", "B", fm+"person=person/bo judgement=rejected"), article("c", "2025-05-01", "C", fm+"person=person/ann")), nil},
		{"a denial", all(article("a", "2025-12-03", "A", round), article("b", "2025-12-04", "B", round+"modality=denied")),
			[]string{"modality: asserted | denied"}},
		{"two holders at one time", all(
			article("a", "2025-01-01", "A", fm+"person=person/ann"), article("b", "2025-03-01", "B", fm+"person=person/bo"), article("c", "2025-05-01", "C", fm+"person=person/ann")),
			[]string{"person: ann | bo"}},
		{"the minister is the one that he is", all(
			article("a", "2025-01-01", "A", fm+"person=person/ann"), article("b", "2025-05-01", "B", "role role=role/minister organization=country/norway person=person/ann"),
			article("c", "2025-03-01", "C", fm+"person=person/bo")),
			[]string{"person: ann | bo"}},
		{"a successor", all(
			article("a", "2025-01-01", "A", fm+"person=person/ann"), article("b", "2025-03-01", "B", fm+"person=person/bo"), article("c", "2025-05-01", "C", fm+"person=person/bo")), nil},
		{"a predecessor who is told of as such", all(
			article("a", "2025-01-01", "A", fm+"person=person/ann"), article("b", "2025-03-01", "B", fm+"person=person/bo"), article("c", "2025-05-01", "C", fm+"person=person/ann status=former")), nil},
		{"a title that is another's", all(
			article("a", "2025-01-01", "A", fm+"person=person/ann"), article("b", "2025-02-01", "B", fm+"person=person/bo"), article("c", "2025-02-10", "C", fm+"person=person/ann"),
			article("d", "2025-02-03", "D", "role role=role/ambassador organization=country/norway person=person/bo"),
			article("e", "2025-02-05", "E", "role role=role/ambassador organization=country/norway person=person/bo")),
			[]string{"person: ann | bo", "role: minister-of-foreign-affairs | ambassador"}},
		{"two posts that one article gives", all(
			article("a", "2025-01-01", "A", fm+"person=person/ann"), article("c", "2025-02-10", "C", fm+"person=person/ann"),
			article("b", "2025-02-01", "B", fm+"person=person/bo", "role role=role/deputy-prime-minister organization=country/norway person=person/bo"),
			article("d", "2025-02-03", "D", "role role=role/deputy-prime-minister organization=country/norway person=person/bo")),
			[]string{"person: ann | bo"}},
		{"a post that several hold", all(
			article("a", "2025-01-01", "A", "role role=role/ambassador organization=country/norway person=person/ann"),
			article("b", "2025-03-01", "B", "role role=role/ambassador organization=country/norway person=person/bo"),
			article("c", "2025-05-01", "C", "role role=role/ambassador organization=country/norway person=person/ann")), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, c := range weigh.Conflicts(schema.Default(), tt.told) {
				var sides []string
				for _, s := range c.Sides {
					sides = append(sides, s.Value.Lexical())
				}
				got = append(got, string(c.Argument)+": "+strings.Join(sides, " | "))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestHoldings(t *testing.T) {
	const fm = "role=role/minister-of-foreign-affairs organization=country/norway person=person/ann "
	attested := all(article("a", "2025-03-01", "A", "role "+fm), article("b", "2025-06-01", "B", "role "+fm))
	tests := []struct {
		name string
		told []weigh.Told
		on   string
		want weigh.Certainty
	}{
		{"between two attestations", attested, "2025-04-15", weigh.Yes},
		{"in the month of one", attested, "2025-06", weigh.Yes},
		{"before the first", attested, "2025-02-28", weigh.NotKnown},
		{"after the last", attested, "2025-06-02", weigh.NotKnown},
		{"before a told appointment", all(attested, article("c", "2025-03-02", "C", "appointment kind=appointed time=2025-02-20 "+fm)), "2025-02-01", weigh.No},
		{"after a told dismissal", all(attested, article("c", "2025-07-02", "C", "appointment kind=dismissed time=2025-07-01 "+fm)), "2025-07-05", weigh.No},
		{"up to a told dismissal", all(attested, article("c", "2025-07-02", "C", "appointment kind=dismissed time=2025-07-01 "+fm)), "2025-06-20", weigh.Yes},
		{"undated articles attest no time", article("a", "", "A", "role "+fm), "2025-04-15", weigh.NotKnown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			held := weigh.Holdings(tt.told)
			if len(held) != 1 {
				t.Fatalf("%d holdings, want 1", len(held))
			}
			if got := held[0].On(date(tt.on)); got != tt.want {
				t.Errorf("on %s: got %d, want %d (from %s to %s)", tt.on, got, tt.want, held[0].From, held[0].To)
			}
		})
	}
}

func TestOrigins(t *testing.T) {
	const said = "role person=person/ann role=role/mayor organization=city/oslo "
	told := all(
		article("a", "2025-03-01", "A", said+"cites=organization/ntb"),
		article("b", "2025-03-01", "B", said+"cites=organization/ntb"),
		article("c", "2025-03-01", "C", said),
		article("d", "2025-03-01", "D", said),
		article("e", "2025-03-01", "E", said+"cites=organization/e/source"),
	)
	if got := len(weigh.Origins(told, nil)); got != 4 {
		t.Errorf("%d origins, want 4: two outlets cite one agency, a nameless source is nobody", got)
	}
	long := strings.Repeat("The mayor opened the new tram line to the harbour on a cold morning while the band of the fire brigade played. ", 1)
	long += "Eleven stops lead from the old market past the university and the fish hall to the pier where ferries leave every hour for the islands."
	texts := map[schema.SourceID]string{"a": "x", "b": "x", "c": long, "d": "Updated: " + long, "e": strings.ToUpper(long[40:])}
	copies := weigh.NewCopies(func(id schema.SourceID) (string, error) { return texts[id], nil })
	if got := len(weigh.Origins(told, copies)); got != 2 {
		t.Errorf("%d origins, want 2: three articles are copies of one text", got)
	}
	texts["a"] = long
	copies = weigh.NewCopies(func(id schema.SourceID) (string, error) { return texts[id], nil })
	if got := weigh.Origins(told[2:4], copies); len(got) != 1 || got[0].Name != "C" {
		t.Errorf("got %+v, want the first outlet of two copies", got)
	}
	if got := weigh.Origins(slices.Concat(told[2:4], told[:1]), copies); len(got) != 1 || got[0].ID != "organization/ntb" {
		t.Errorf("got %+v, want whom one of the copies cites", got)
	}
}

func TestViews(t *testing.T) {
	told := all(
		article("a", "2025-03-01", "A", "meeting self=event/m time=2025-02-27"),
		article("b", "2025-05-01", "B", "meeting self=event/n time=2025-04-30"),
		article("c", "", "C", "meeting self=event/o"),
	)
	known, undated := weigh.View{KnownBy: date("2025-03")}.Known(told)
	if len(known) != 1 || known[0].Source != "a" || len(undated) != 1 || undated[0].Source != "c" {
		t.Errorf("known %v, undated %v; want a and c", ids(known), ids(undated))
	}
	held, unknown := weigh.View{AsOf: date("2025-03-15")}.Held(told)
	if len(held) != 1 || held[0].Source != "a" || len(unknown) != 1 || unknown[0].Source != "c" {
		t.Errorf("held %v, unknown %v; want a and c", ids(held), ids(unknown))
	}
}

// A post said in general is the one that the person holds; the claims given attest
// when, and so do others.
func TestPostsInViews(t *testing.T) {
	const minister = "role person=person/ann organization=country/norway role=role/minister"
	told := all(article("a", "2025-03-01", "A", minister+"-of-energy", minister), article("b", "2025-05-01", "B", minister))
	others := article("c", "2025-09-01", "C", minister+"-of-energy")
	tests := []struct {
		day           string
		others        []weigh.Told
		held, unknown int
	}{
		{"2025-04-15", nil, 3, 0},
		{"2025-07-01", nil, 0, 3},
		{"2025-07-01", others, 3, 0},
		{"2025-01-01", others, 0, 3},
	}
	for _, tt := range tests {
		held, unknown := weigh.View{AsOf: date(tt.day)}.Held(told, tt.others...)
		if len(held) != tt.held || len(unknown) != tt.unknown {
			t.Errorf("on %s with %d others: held %v, unknown %v; want %d and %d", tt.day, len(tt.others), ids(held), ids(unknown), tt.held, tt.unknown)
		}
	}
	if got := weigh.Holders(told); !slices.Equal(got, []string{"person/ann"}) {
		t.Errorf("holders %q, want Ann", got)
	}
}

func ids(told []weigh.Told) (out []schema.ClaimID) {
	for _, t := range told {
		out = append(out, t.ID)
	}
	return out
}

func ExampleConflicts() {
	told := all(
		article("a", "2025-12-03", "A", "negotiation_round self=event/round-2 time=2025-12-02"),
		article("b", "2025-12-04", "B", "negotiation_round self=event/round-2 time=2025-12-03"),
	)
	for _, c := range weigh.Conflicts(schema.Default(), told) {
		for _, side := range c.Sides {
			fmt.Println(c.About.Name, c.Argument, side.Value.Lexical(), side.Told[0].Article.Publisher)
		}
	}
	// Output:
	// round-2 time 2025-12-02 A
	// round-2 time 2025-12-03 B
}
