package eval

import (
	"testing"

	"claimgraph/schema"
)

func TestFold(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"case and ё", "Королёв ОТВЁЛ", "королев отвел"},
		{"accents of Latin letters", "Maroš Šefčovič", "maros sefcovic"},
		{"й keeps its breve", "Советский Союз", "советский союз"},
		{"й loses its breve beside Latin letters where it is two characters", "Йорк x и\u0306", "йорк x и"},
		{"quotation marks and brackets", "«Эйр Астана» (АО)", "эйр астана ао"},
		{"apostrophes", "Côte d’Ivoire", "cote divoire"},
		{"hyphens and blanks are one blank", "вице-премьер –\u00a0министр", "вице премьер министр"},
		{"full stops inside an abbreviation", "U.S.A and U.N.", "usa and un"},
		{"a full stop before a word of several letters stays", "end.Start", "end.start"},
		{"full stops beside figures stay", "16.5 г.х", "16.5 г.х"},
		{"marks at the ends", ", ., Astana.;", "astana"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Fold(test.text); got != test.want {
				t.Errorf("Fold(%q)\ngot  %q\nwant %q", test.text, got, test.want)
			}
		})
	}
}

func TestAgree(t *testing.T) {
	tests := []struct {
		name, got, gold string
		want            bool
	}{
		{"the same name", "Астана", "астана", true},
		{"another name", "Астана", "Алматы", false},
		{"numbers by value", "16.50", "16.5", true},
		{"numbers that differ", "16.5", "165", false},
		{"a date refines the gold's", "2025-12-03", "2025-12", true},
		{"a date that is coarser than the gold's", "2025-12", "2025-12-03", false},
		{"an interval for its start", "2025-12-03/2025-12-05", "2025-12-03", true},
		{"an interval refines an interval", "2025-12-03/2026-01", "2025-12/2026", true},
		{"a day for an interval", "2025-12-03", "2025-12-03/2025-12-05", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := agree(formsOf(test.got), formsOf(test.gold)); got != test.want {
				t.Errorf("agree(%q, %q): got %v, want %v", test.got, test.gold, got, test.want)
			}
		})
	}
}

// gold is an article's gold from claims in short form.
func gold(claims ...Claim) *Gold { return &Gold{Article: "a.txt", Language: "en", Claims: claims} }

// want is a gold claim; a slot "time?" is soft.
func want(typ schema.ClaimType, slots map[string][]string) Claim {
	c := Claim{Type: typ, Slots: map[schema.ArgName]Slot{}}
	for key, values := range slots {
		soft := key[len(key)-1] == '?'
		if soft {
			key = key[:len(key)-1]
		}
		s := Slot{Soft: soft}
		for _, v := range values {
			s.Values = append(s.Values, alternatives(v, nil))
		}
		c.Slots[schema.ArgName(key)] = s
	}
	return c
}

func optional(c Claim) Claim { c.Optional = true; return c }

// said is a claim whose values are entities of those names.
func said(typ schema.ClaimType, args map[schema.ArgName][]string) schema.Claim {
	c := schema.Claim{Type: typ, Modality: schema.Asserted, Args: map[schema.ArgName][]schema.Value{},
		Evidence: []schema.Evidence{{Span: schema.Span{Start: 0, End: 4}, Quote: "text", Rule: "en/x#y"}}}
	for arg, values := range args {
		for _, v := range values {
			c.Args[arg] = append(c.Args[arg], schema.Value{Entity: &schema.Entity{Name: v}})
		}
	}
	return c
}

func with(c schema.Claim, m schema.Modality) schema.Claim { c.Modality = m; return c }

type values = map[string][]string
type args = map[schema.ArgName][]string

func TestScore(t *testing.T) {
	role := want("role", values{"person": {"Ann Lee"}, "role": {"minister"}, "organization": {"UN"}})
	tests := []struct {
		name   string
		gold   *Gold
		claims []schema.Claim
		want   Tally
		empty  int // false claims in an empty article
	}{
		{"a claim that is right in all", gold(role), []schema.Claim{said("role", args{"person": {"Ann Lee"}, "role": {"minister"}, "organization": {"UN"}})}, Tally{3, 3, 3}, 0},
		{"a wrong value loses precision and recall", gold(role), []schema.Claim{said("role", args{"person": {"Ann Lee"}, "role": {"minister"}, "organization": {"EU"}})}, Tally{2, 3, 3}, 0},
		{"a claim of another person is no partner", gold(role), []schema.Claim{said("role", args{"person": {"Bob"}, "role": {"minister"}})}, Tally{0, 3, 2}, 0},
		{"what is missed loses recall alone", gold(role), nil, Tally{0, 3, 0}, 0},
		{"a possible claim without a partner loses nothing", gold(role), []schema.Claim{with(said("role", args{"person": {"Bob"}}), schema.Possible)}, Tally{0, 3, 0}, 0},
		{"a denied claim is left out", gold(role), []schema.Claim{with(said("role", args{"person": {"Ann Lee"}}), schema.Denied)}, Tally{0, 3, 0}, 0},
		{"a soft slot is right when found", gold(want("visit", values{"visitor": {"Ann"}, "destination?": {"Oslo"}})),
			[]schema.Claim{said("visit", args{"visitor": {"Ann"}, "destination": {"Oslo"}})}, Tally{2, 2, 2}, 0},
		{"a soft slot is no loss when not", gold(want("visit", values{"visitor": {"Ann"}, "destination?": {"Oslo"}})),
			[]schema.Claim{said("visit", args{"visitor": {"Ann"}})}, Tally{1, 1, 1}, 0},
		{"a slot without values takes any", gold(want("visit", values{"visitor": {"Ann"}, "destination?": {}})),
			[]schema.Claim{said("visit", args{"visitor": {"Ann"}, "destination": {"Rome"}})}, Tally{1, 1, 1}, 0},
		{"an optional claim that is found counts for nothing", gold(role, optional(want("visit", values{"visitor": {"Ann"}}))),
			[]schema.Claim{said("visit", args{"visitor": {"Ann"}, "destination": {"Rome"}})}, Tally{0, 3, 0}, 0},
		{"one of two alternatives is enough", gold(want("visit", values{"visitor": {"Ann|Bob"}})),
			[]schema.Claim{said("visit", args{"visitor": {"Bob"}})}, Tally{1, 1, 1}, 0},
		{"a second name of a value counts once", gold(want("visit", values{"visitor": {"Ann|Ann Lee"}})),
			[]schema.Claim{said("visit", args{"visitor": {"Ann", "Ann Lee"}})}, Tally{1, 1, 1}, 0},
		{"a chair is a participant and need not be one", gold(want("session", values{"name": {"council"}, "chair": {"Ann"}, "participant": {"UN"}})),
			[]schema.Claim{said("session", args{"name": {"council"}, "chair": {"Ann"}, "participant": {"UN", "Ann"}})}, Tally{3, 3, 3}, 0},
		{"the quote is not scored", gold(want("statement", values{"speaker": {"Ann"}, "quote?": {}})),
			[]schema.Claim{said("statement", args{"speaker": {"Ann"}, "quote": {"Well."}})}, Tally{1, 1, 1}, 0},
		{"types that are not scored are left out", gold(role), []schema.Claim{said("deal", args{"participant": {"UN"}})}, Tally{0, 3, 0}, 0},
		{"a claim in an empty article", gold(), []schema.Claim{said("visit", args{"visitor": {"Ann"}})}, Tally{0, 0, 1}, 1},
		{"pairs are chosen for the most values in all",
			gold(want("visit", values{"visitor": {"Ann"}, "destination": {"Oslo"}, "time": {"2025"}}), want("visit", values{"visitor": {"Ann"}, "destination": {"Rome"}})),
			[]schema.Claim{said("visit", args{"visitor": {"Ann"}, "destination": {"Rome"}, "time": {"2025"}}), said("visit", args{"visitor": {"Ann"}, "destination": {"Oslo"}})}, Tally{4, 5, 5}, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := NewScore()
			s.Add(test.gold, "text", test.claims)
			if s.All != test.want || s.FalseInEmpty != test.empty {
				t.Errorf("got %+v and %d false claims in empty articles, want %+v and %d", s.All, s.FalseInEmpty, test.want, test.empty)
			}
		})
	}
}

func TestScoreCountsQuotesThatAreNotTheText(t *testing.T) {
	quoted := func(start, end int, quote string) schema.Claim {
		return schema.Claim{Type: "visit", Evidence: []schema.Evidence{{Span: schema.Span{Start: start, End: end}, Quote: quote}}}
	}
	s := NewScore()
	s.Add(gold(), "some text", []schema.Claim{
		quoted(5, 9, "text"), quoted(4, 9, "text"), quoted(5, 99, "text"), quoted(-1, 3, "some"), quoted(9, 5, ""), {Type: "visit"},
	})
	if s.Claims != 6 || s.BadEvidence != 5 {
		t.Errorf("got %d of %d claims without proof, want 5 of 6", s.BadEvidence, s.Claims)
	}
}

func TestScoreCountsRulesByTheirClaims(t *testing.T) {
	s := NewScore()
	s.Add(gold(optional(want("visit", values{"visitor": {"Ann"}, "destination": {"Oslo"}}))), "text", []schema.Claim{
		said("visit", args{"visitor": {"Ann"}, "destination": {"Rome"}}), said("visit", args{"visitor": {"Bob"}}),
	})
	if got := *s.Rules["en/x#y"]; got.Claims != 2 || got.Said != 3 || got.Right != 1 {
		t.Errorf("got %+v, want 1 right of 3 said by 2 claims: what is optional is right too", got)
	}
}
