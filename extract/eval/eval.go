// Package eval measures extraction against gold: gold files, the names that
// count as their values, and the claims or mentions read from their articles go
// in; precision, recall and F1 by claim type and language, and what was missed
// or wrongly said, come out.
//
// A gold file is JSON:
//
//	{"article": "dev/talks.txt", "lang": "ru", "published": "2025-12-03",
//	 "claims": [
//	  {"type": "role", "args": {"person": ["bakayev"], "role": ["deputy_fm"], "organization?": ["kz_mfa|kz"]}},
//	  {"type": "visit", "args": {"visitor": ["bakayev"], "time": ["2025-12"]}, "optional": true}]}
//
// A value is a key of the names, an ISO 8601 date cut to what is known, or a
// number; "a|b" is right as either. A slot that ends in "?" is right when found
// and no loss when not, as is a claim that is optional.
package eval

import "claimgraph/schema"

// slots lists what is scored of each claim type, in the order of the report.
// Claim types that are not here are left out of the score.
var slots = []struct {
	typ  schema.ClaimType
	args []schema.ArgName
	// keys say what a claim is about: a claim and its gold agree on one of them
	// at least, where the gold fills any.
	keys []schema.ArgName
}{
	{"role", names("person", "role", "organization"), names("person")},
	{"appointment", names("person", "role", "organization", "by", "time", "kind"), names("person")},
	{"negotiation_round", names("ordinal", "participant", "chair", "place", "time", "about", "status"), names("ordinal", "chair", "place", "time")},
	{"meeting", names("participant", "place", "time", "about", "status"), names("participant")},
	{"session", names("name", "ordinal", "participant", "chair", "place", "time", "status"), names("name", "ordinal", "place", "chair")},
	{"visit", names("visitor", "destination", "time", "status"), names("visitor", "destination")},
	{"agreement", names("name", "party", "signer", "time", "place", "status"), names("name", "party")},
	{"announcement", names("by", "about", "time", "place", "occasion"), names("about", "time", "by")},
	{"approval", names("body", "instrument", "time", "kind"), names("instrument", "body")},
	{"statement", names("speaker", "quote"), names("speaker")},
	{"citation", names("publisher", "source"), names("publisher", "source")},
	{"quantity", names("subject", "measure", "value"), names("value")},
}

func names(args ...schema.ArgName) []schema.ArgName { return args }

// scored returns the slots of a claim type, nil if it is not scored.
func scored(t schema.ClaimType) []schema.ArgName {
	for i := range slots {
		if slots[i].typ == t {
			return slots[i].args
		}
	}
	return nil
}

func keysOf(t schema.ClaimType) []schema.ArgName {
	for i := range slots {
		if slots[i].typ == t {
			return slots[i].keys
		}
	}
	return nil
}
