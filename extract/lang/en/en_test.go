package en

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"claimgraph/extract"
	"claimgraph/extract/layout"
	"claimgraph/schema"
)

var analyzer = New()

// read lays out and analyses a text.
func read(text string) *extract.Doc {
	a := &extract.Article{Text: text, Body: schema.Span{End: len(text)}}
	d := layout.Lay(a, "", analyzer.Abbreviation)
	d.Language = "en"
	for _, s := range d.Sentences {
		analyzer.Analyze(d.Tokens[s.First:s.End])
	}
	d.SetMentions(nil)
	return d
}

// tokenOf returns the index of the n-th token with the text, from 0, or -1.
func tokenOf(d *extract.Doc, text string, n int) int {
	for i := range d.Tokens {
		if d.Tokens[i].Text == text {
			if n == 0 {
				return i
			}
			n--
		}
	}
	return -1
}

var posNames = map[extract.POS]string{
	extract.NOUN: "NOUN", extract.PROPN: "PROPN", extract.ADJ: "ADJ", extract.VERB: "VERB", extract.ADV: "ADV", extract.PRON: "PRON",
	extract.DET: "DET", extract.NUM: "NUM", extract.ADP: "ADP", extract.CCONJ: "CCONJ", extract.SCONJ: "SCONJ", extract.PART: "PART",
	extract.AUX: "AUX", extract.INTJ: "INTJ",
}

// short writes an analysis as "lemma VERB past pass".
func short(a extract.Analysis) string {
	out := []string{a.Lemma, posNames[a.POS]}
	if a.POS == extract.VERB || a.POS == extract.AUX {
		switch {
		case a.Form == extract.Inf:
			out = append(out, "inf")
		case a.Form == extract.Part && a.Tense == extract.Pres:
			out = append(out, "ing")
		case a.Form == extract.Part && a.Voice == extract.Pass:
			out = append(out, "pass")
		case a.Form == extract.Part:
			out = append(out, "part")
		case a.Tense == extract.Past:
			out = append(out, "past")
		case a.Tense == extract.Pres:
			out = append(out, "pres")
		}
	}
	switch a.Name {
	case extract.Given:
		out = append(out, "given")
	case extract.Surname:
		out = append(out, "surname")
	}
	if a.Negative {
		out = append(out, "neg")
	}
	return strings.Join(out, " ")
}

func TestAnalyze(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // "word: lemma POS features"
	}{
		{"passive with a hyphened verb", "The round was co-chaired by Aigul Serikova and Peter Winkler.",
			[]string{"round: round NOUN", "was: be AUX past", "co-chaired: co-chair VERB pass", "by: by ADP", "Aigul: aigul PROPN given", "Serikova: serikova PROPN surname", "Peter: peter PROPN given", "Winkler: winkler PROPN surname"}},
		{"past with an object", "Kazakhstan and Japan signed an agreement in Tokyo.",
			[]string{"Kazakhstan: kazakhstan PROPN", "signed: sign VERB past", "agreement: agreement NOUN"}},
		{"reduced relative before by", "The meeting chaired by the minister lasted an hour.",
			[]string{"meeting: meeting NOUN", "chaired: chair VERB pass", "minister: minister NOUN", "lasted: last VERB past"}},
		{"reduced relative before the finite verb", "The agreement signed in Vienna enters into force in May.",
			[]string{"signed: sign VERB pass", "enters: enter VERB pres", "force: force NOUN", "May: may PROPN"}},
		{"participle opens the sentence", "Held in Vienna, the talks ended late.",
			[]string{"Held: hold VERB pass", "talks: talk NOUN", "ended: end VERB past"}},
		{"perfect is active", "The parties have signed the protocol.",
			[]string{"parties: party NOUN", "have: have AUX pres", "signed: sign VERB part"}},
		{"perfect passive", "The protocol has been signed.",
			[]string{"has: have AUX pres", "been: be AUX part", "signed: sign VERB pass"}},
		{"two passives", "The issue was discussed and approved by the council.",
			[]string{"issue: issue NOUN", "discussed: discuss VERB pass", "approved: approve VERB pass"}},
		{"two pasts", "The minister met the envoy and discussed trade.",
			[]string{"met: meet VERB past", "discussed: discuss VERB past", "trade: trade NOUN"}},
		{"meet and meeting", "After meeting the envoy, Serikova held a meeting with deputies.",
			[]string{"meeting: meet VERB ing", "held: hold VERB past", "deputies: deputy NOUN"}},
		{"a meeting is a noun", "A meeting was held.", []string{"meeting: meeting NOUN", "held: hold VERB pass"}},
		{"signing of", "Ten years have passed since the signing of the treaty.",
			[]string{"Ten: ten NUM", "signing: signing NOUN", "passed: pass VERB part"}},
		{"progressive", "The sides are negotiating a treaty.", []string{"sides: side NOUN", "negotiating: negotiate VERB ing"}},
		{"infinitive after to", "They plan to sign the accord and visit Astana.",
			[]string{"plan: plan VERB pres", "to: to PART", "sign: sign VERB inf", "visit: visit VERB inf"}},
		{"noun after to", "The visit to Astana follows a trip to Tashkent.",
			[]string{"visit: visit NOUN", "to: to ADP", "follows: follow VERB pres", "trip: trip NOUN"}},
		{"future", "The next round will take place in Astana.",
			[]string{"next: next ADJ", "round: round NOUN", "will: will AUX", "take: take VERB inf", "place: place NOUN"}},
		{"future passive", "The round will be held in Astana.", []string{"will: will AUX", "be: be AUX inf", "held: hold VERB pass"}},
		{"noun or verb after a subject", "Winkler chairs the commission, whose chairs are elected.",
			[]string{"chairs: chair VERB pres", "elected: elect VERB pass"}},
		{"plural noun before a verb", "Kazakhstan talks with Japan ended on Monday.",
			[]string{"talks: talk NOUN", "ended: end VERB past", "Monday: monday PROPN"}},
		{"adjective before a noun", "An official visit was made by a senior official.",
			[]string{"official: official ADJ", "visit: visit NOUN", "made: make VERB pass"}},
		{"deputy", "The deputy minister met a deputy.", []string{"deputy: deputy ADJ", "minister: minister NOUN"}},
		{"possessive", "Kazakhstan's envoy left.", []string{"'s: 's PART", "envoy: envoy NOUN", "left: leave VERB past"}},
		{"is shortened", "It's late.", []string{"It: it PRON", "'s: be AUX pres"}},
		{"negation in one word", "The ministers didn't sign it and won't meet.",
			[]string{"didn't: do AUX neg", "sign: sign VERB inf", "won't: will AUX neg", "meet: meet VERB inf"}},
		{"that", "Winkler said that the treaty that they signed was good.",
			[]string{"that: that SCONJ", "signed: sign VERB past"}},
		{"plurals", "Secretaries-general, chairmen, committees, parties and analyses.",
			[]string{"Secretaries-general: secretary-general NOUN", "chairmen: chairman NOUN", "committees: committee NOUN", "parties: party NOUN", "analyses: analysis NOUN"}},
		{"unknown words by their endings", "The mellification was gorbled by zindous flanners.",
			[]string{"mellification: mellification NOUN", "gorbled: gorble VERB pass", "zindous: zindous ADJ", "flanners: flanner NOUN"}},
		{"spelling of verbs", "She denied it, planning cuts, travelled and agreed.",
			[]string{"denied: deny VERB past", "planning: plan VERB ing", "travelled: travel VERB past", "agreed: agree VERB past"}},
		{"headline", "Kazakhstan and Japan Hold Second Round of Talks in Tokyo",
			[]string{"Hold: hold VERB pres", "Second: second ADJ", "Round: round NOUN", "Talks: talk NOUN"}},
		{"irregular", "The president flew to Vienna, took part, spoke and wrote.",
			[]string{"president: president NOUN", "flew: fly VERB past", "took: take VERB past", "spoke: speak VERB past", "wrote: write VERB past"}},
		{"a given name that is a word", "Rose Winkler met Mark Serikov on a rose.",
			[]string{"Rose: rose PROPN given", "Winkler: winkler PROPN surname", "Mark: mark PROPN given"}},
		{"initials", "J. R. Winkler spoke.", []string{"Winkler: winkler PROPN surname", "spoke: speak VERB past"}},
		{"planned", "The summit is scheduled for June.", []string{"scheduled: schedule VERB pass", "for: for ADP", "June: june PROPN"}},
		{"put is past and base", "They put it off and will put it back.", []string{"put: put VERB past"}},
		{"enhanced before a noun", "The Enhanced Partnership Agreement and an enhanced partnership",
			[]string{"Enhanced: enhanced ADJ", "Agreement: agreement NOUN", "enhanced: enhanced ADJ"}},
		{"headline with a comma", "Kazakhstan, EU sign new protocol", []string{"sign: sign VERB pres"}},
		{"verb after an apposition", "Peter Winkler, a lawyer, said progress had been made.", []string{"said: say VERB past", "made: make VERB pass"}},
		{"participle after a comma", "They praised the treaty, signed in Vienna.", []string{"praised: praise VERB past", "signed: sign VERB pass"}},
		{"participle between commas", "After the fifth round, held in Vienna in spring, he received a letter.", []string{"held: hold VERB pass", "received: receive VERB past"}},
		{"clause without that", "She said all member states supported the idea.", []string{"said: say VERB past", "supported: support VERB past"}},
		{"months that are words", "On 27 March the march began; May 5 may be next.", []string{"March: march PROPN", "march: march NOUN", "May: may PROPN", "may: may AUX"}},
		{"unknown name before said", "On Friday Qwyntar Zolbrek said so.", []string{"Qwyntar: qwyntar PROPN given", "Zolbrek: zolbrek PROPN surname"}},
		{"unknown name before an apposition", "Qwyntar Zolbrek, the port's director, left.", []string{"Qwyntar: qwyntar PROPN given", "director: director NOUN"}},
		{"a title before a name is a noun", "EU High Representative Kaja Winkler left.", []string{"Representative: representative NOUN"}},
		{"particles of names", "Ursula von der Berg left.", []string{"von: von PROPN", "der: der PROPN", "Berg: berg PROPN surname"}},
		{"only verb of the sentence", "The deal rests on trust.", []string{"rests: rest VERB pres"}},
		{"nouns in a list", "They discussed oil supplies, trade talks and transit.", []string{"supplies: supply NOUN", "talks: talk NOUN"}},
		{"verb after a determiner is a noun", "He came in the wake of the storm.", []string{"wake: wake NOUN"}},
		{"that after a day", "The bank said on Monday that its board had met.", []string{"that: that SCONJ", "met: meet VERB part"}},
		{"abbreviation that opens a sentence", "US Steel keeps its name.", []string{"US: us PROPN", "keeps: keep VERB pres"}},
		{"double given name", "Hans-Peter Zolbrek left.", []string{"Hans-Peter: hans-peter PROPN given", "Zolbrek: zolbrek PROPN surname"}},
		{"surname after a title", "Ms Zolbrek met Mr. Qwyntar.", []string{"Zolbrek: zolbrek PROPN surname", "Qwyntar: qwyntar PROPN surname"}},
		{"main verb after a subordinate clause", "A wrangle over who should run the port ended on Thursday.", []string{"run: run VERB inf", "ended: end VERB past"}},
		{"May is no modal", "Talks between the port and the bank opened in Vienna in May.", []string{"opened: open VERB past"}},
		{"two of them", "On Monday the two met Finance Secretary Peter Winkler.", []string{"met: meet VERB past", "Secretary: secretary NOUN"}},
		{"contractions", "We've signed it and they'll meet.", []string{"We've: have AUX pres", "signed: sign VERB part", "they'll: will AUX", "meet: meet VERB inf"}},
		{"prefixed verb", "They reconvened in Vienna.", []string{"reconvened: reconvene VERB past"}},
		{"lower-case title before a name", "Its chief executive Peter Winkler left.", []string{"executive: executive NOUN"}},
		{"verb after a pronoun", "It is the first law he signs in his term.", []string{"signs: sign VERB pres"}},
		{"said after a quotation", `"It is late," said Winkler.`, []string{"said: say VERB past"}},
		{"once inside a perfect", "She had once served as speaker.", []string{"had: have AUX past", "once: once ADV", "served: serve VERB part"}},
		{"sitting before a person", "They removed a sitting president at a sitting.", []string{"sitting: sitting ADJ"}},
		{"compound numbers", "The twenty-second session took twenty-five days.", []string{"twenty-second: twenty-second ADJ", "twenty-five: twenty-five NUM"}},
		{"hosts", "Astana hosts the forum; its hosts are glad.", []string{"hosts: host VERB pres", "glad: glad ADJ"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := read(tt.text)
			for _, want := range tt.want {
				word, _, _ := strings.Cut(want, ":")
				i := tokenOf(d, word, 0)
				if i < 0 {
					t.Fatalf("%q has no token %q", tt.text, word)
				}
				if got := word + ": " + short(d.Tokens[i].Best()); got != want {
					t.Errorf("%q\n got %s\nwant %s", tt.text, got, want)
				}
			}
		})
	}
}

func TestEveryWordHasAnAnalysis(t *testing.T) {
	d := read("On 3 May 2025, at 9.30, G20 envoys (37 of them) in the U.S. said: “We'll meet CEO X Æ A-12 @ home!” — #1")
	for i := range d.Tokens {
		tok := &d.Tokens[i]
		if (tok.Kind == extract.MarkToken) != (len(tok.Analyses) == 0) {
			t.Errorf("%q: %d analyses", tok.Text, len(tok.Analyses))
		}
		for _, a := range tok.Analyses {
			if a.Lemma == "" || a.POS == 0 {
				t.Errorf("%q: analysis %+v", tok.Text, a)
			}
		}
	}
}

func TestPhrase(t *testing.T) {
	tests := []struct {
		name, text, head string
		prepositions     string
		want             string // phrase, "|" where the complements begin
	}{
		{"modifiers before the head", "The Kazakh Deputy Foreign Minister Alibek Nurov spoke.", "Minister", "of", "Kazakh Deputy Foreign Minister"},
		{"possessive and preposition", "It was led by the European Commission's Directorate-General for Migration and Home Affairs.", "Directorate-General", "of for",
			"European Commission's Directorate-General| for Migration and Home Affairs"},
		{"coordination in the complement", "the High Representative for Foreign Affairs and Security Policy Kaja Winkler said", "Representative", "of for",
			"High Representative| for Foreign Affairs and Security Policy"},
		{"of twice", "the Ministry of Foreign Affairs of the Republic of Kazakhstan reported", "Ministry", "of", "Ministry| of Foreign Affairs of the Republic of Kazakhstan"},
		{"a title in of ends before the name", "Minister of Foreign Affairs Murat Serikov arrived", "Minister", "of", "Minister| of Foreign Affairs"},
		{"an unknown name after known words", "Minister of Energy Qwyntar Zolbrek arrived", "Minister", "of", "Minister| of Energy"},
		{"two titles joined", "Deputy Prime Minister and Finance Minister Olga Sergeeva arrived", "Minister", "of", "Deputy Prime Minister"},
		{"second of two titles", "Deputy Prime Minister and Finance Minister Olga Sergeeva arrived", "Minister#2", "of", "Finance Minister"},
		{"joined modifiers", "The Trade and Integration Minister arrived", "Minister", "of", "Trade and Integration Minister"},
		{"three joined modifiers", "the Digital Development, Innovation and Aerospace Ministry said", "Ministry", "of", "Digital Development, Innovation and Aerospace Ministry"},
		{"a person before is no modifier", "Serikov and European Council President Peter Winkler met", "President", "of", "European Council President"},
		{"only given prepositions", "talks on visas with Japan in Tokyo", "talks", "on", "talks| on visas"},
		{"parties joined", "an agreement between Kazakhstan and Japan on air services was signed", "agreement", "between on", "agreement| between Kazakhstan and Japan on air services"},
		{"a clause is not joined", "the agreement on readmission and the parties signed it", "agreement", "on", "agreement| on readmission"},
		{"three joined complements", "the Committee for Trade, Industry and Energy met", "Committee", "for", "Committee| for Trade, Industry and Energy"},
		{"a comma alone joins nothing", "the Minister of Trade, Peter Winkler, met", "Minister", "of", "Minister| of Trade"},
		{"ordinal before the head", "the second round of negotiations on a trade agreement took place", "round", "of on", "second round| of negotiations on a trade agreement"},
		{"verb before the phrase", "Kazakhstan held the meeting.", "meeting", "of", "meeting"},
		{"days are no modifiers", "On Monday President Serikov left", "President", "of", "President"},
		{"a person's possessive is none", "Winkler's visit to Astana ended", "visit", "to", "visit| to Astana"},
		{"country's possessive", "Kazakhstan's trade minister left", "minister", "of", "trade minister"},
		{"general behind a title", "Deputy Director General of the Port Authority Peter Winkler", "Director", "of", "Deputy Director General| of the Port Authority"},
		{"title of the one named next", "talks with Turkmen Foreign Minister Myrat Serikov", "talks", "with", "talks"},
		{"no complement of time", "chief executive for the second time", "executive", "for of", "chief executive"},
		{"two titles with a comma", "High Representative for Foreign Policy, and Kazakh Foreign Minister Yermek Nurov", "Representative", "for", "High Representative| for Foreign Policy"},
		{"a pair of any kind", "joint declaration between the city and the Orsund Chamber of Trade, signed in May", "declaration", "between", "joint declaration| between the city and the Orsund Chamber of Trade"},
		{"named for somebody", "They signed the Serikov Treaty in Vienna.", "Treaty", "of", "Serikov Treaty"},
		{"participle as a modifier", "an enhanced partnership agreement", "agreement", "of", "enhanced partnership agreement"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := read(tt.text)
			head, nth, _ := strings.Cut(tt.head, "#")
			n := 0
			if nth == "2" {
				n = 1
			}
			i := tokenOf(d, head, n)
			ph := analyzer.Phrase(d, i, strings.Fields(tt.prepositions))
			got := d.TokenText(ph.First, ph.Complement)
			if ph.End > ph.Complement {
				got += "|" + d.Article.Text[d.Tokens[ph.Complement-1].Span.End:d.Tokens[ph.End-1].Span.End]
			}
			if got != tt.want {
				t.Errorf("%q: head %q\n got %s\nwant %s", tt.text, tt.head, got, tt.want)
			}
		})
	}
}

// mention marks a stretch of words for the test.
func mention(d *extract.Doc, typ schema.EntityType, text string) extract.Mention {
	words := layout.Tokens(text)
	for i := 0; i+len(words) <= len(d.Tokens); i++ {
		if d.TokenText(i, i+len(words)) == text {
			return extract.Mention{Span: d.TokenSpan(i, i+len(words)), First: i, End: i + len(words), Head: i + len(words) - 1, Type: typ}
		}
	}
	panic("no " + text)
}

func TestPhraseKeepsMentionsWhole(t *testing.T) {
	d := read("the Foreign Minister of Bosnia and Herzegovina said and the U.S. president's envoy to Kazakhstan agreed on 5 May")
	d.SetMentions([]extract.Mention{
		mention(d, "Country", "Bosnia and Herzegovina"), mention(d, "Country", "U.S."), mention(d, "Country", "Kazakhstan"), mention(d, "Date", "5 May"),
	})
	tests := []struct{ head, prepositions, want string }{
		{"Minister", "of", "Foreign Minister of Bosnia and Herzegovina"},
		{"president", "of", "U.S. president"},
		{"envoy", "to", "envoy to Kazakhstan"},
	}
	for _, tt := range tests {
		ph := analyzer.Phrase(d, tokenOf(d, tt.head, 0), strings.Fields(tt.prepositions))
		if got := d.TokenText(ph.First, ph.End); got != tt.want {
			t.Errorf("head %s: got %q, want %q", tt.head, got, tt.want)
		}
	}
}

func TestPhraseJoinsPartiesByDash(t *testing.T) {
	d := read("at the third meeting of the Kazakhstan – EU Cooperation Council, then the EU – Central Asia summit")
	d.SetMentions([]extract.Mention{
		mention(d, "Country", "Kazakhstan"), mention(d, "Organization", "EU"),
		{First: 14, End: 15, Type: "Organization"}, mention(d, "Region", "Central Asia"),
	})
	for _, tt := range []struct{ head, want string }{
		{"meeting", "third meeting of the Kazakhstan – EU Cooperation Council"},
		{"Council", "Kazakhstan – EU Cooperation Council"},
		{"summit", "EU – Central Asia summit"},
	} {
		ph := analyzer.Phrase(d, tokenOf(d, tt.head, 0), nil)
		if got := d.TokenText(ph.First, ph.End); got != tt.want {
			t.Errorf("head %s: got %q, want %q", tt.head, got, tt.want)
		}
	}
}

func TestNominative(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"article", "the European Commission", "European Commission"},
		{"possessive at the end", "the foreign minister's", "foreign minister"},
		{"plural possessive", "the ministers'", "ministers"},
		{"inside it stays", "Kazakhstan's foreign\n minister", "Kazakhstan's foreign minister"},
		{"possessive pronoun", "its second session", "second session"},
		{"one word", "The", "The"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := read(tt.text)
			if got := analyzer.Nominative(d, 0, len(d.Tokens), len(d.Tokens)-1); got != tt.want {
				t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestPersonName(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "Peter Winkler", "Peter Winkler"},
		{"possessive", "Peter Winkler's", "Peter Winkler"},
		{"typographic possessive", "Peter Winkler’s", "Peter Winkler"},
		{"title with a full stop", "Mr. Peter Winkler", "Peter Winkler"},
		{"two titles", "Prof. Dr Olga Sergeeva", "Olga Sergeeva"},
		{"initials stay", "J. R. Winkler", "J. R. Winkler"},
		{"particles stay", "Ursula von der Berg", "Ursula von der Berg"},
		{"ending in s", "Kaja Tallas'", "Kaja Tallas"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := read(tt.text)
			if got := analyzer.PersonName(d, 0, len(d.Tokens)); got != tt.want {
				t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestNumeral(t *testing.T) {
	tests := []struct {
		text    string
		value   int
		ordinal bool
		n       int
	}{
		{"first round", 1, true, 1},
		{"second", 2, true, 1},
		{"22nd session", 22, true, 1},
		{"1st", 1, true, 1},
		{"twenty-second", 22, true, 1},
		{"twenty second session", 22, true, 2},
		{"ten", 10, false, 1},
		{"two hundred and ten envoys", 210, false, 4},
		{"hundred and the", 100, false, 1},
		{"three thousand five hundred", 3500, false, 4},
		{"one hundredth", 100, true, 2},
		{"22 envoys", 22, false, 1},
		{"1,200 envoys", 1200, false, 1},
		{"XII session", 12, true, 1},
		{"X", 10, true, 1},
		{"inaugural", 1, true, 1},
		{"I think", 0, false, 0},
		{"IIX", 0, false, 0},
		{"MID", 0, false, 0},
		{"xi", 0, false, 0},
		{"round", 0, false, 0},
		{"28.7", 0, false, 0},
		{"G20", 0, false, 0},
		{"99999999999999999999th", 0, false, 0},
		{"five two", 5, false, 1},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			value, ordinal, n := analyzer.Numeral(read(tt.text), 0)
			if value != tt.value || ordinal != tt.ordinal || n != tt.n {
				t.Errorf("%q: got %d %t of %d tokens, want %d %t of %d", tt.text, value, ordinal, n, tt.value, tt.ordinal, tt.n)
			}
		})
	}
}

func TestAbbreviation(t *testing.T) {
	for _, w := range []string{"mr", "dr", "jan", "inc", "u.s"} {
		if !analyzer.Abbreviation(w) {
			t.Errorf("%q is no abbreviation", w)
		}
	}
	if analyzer.Abbreviation("talks") {
		t.Error("talks is one")
	}
	if d := read("Dr. Winkler of Acme Inc. met Mr. Serikov on Jan. 5. They left."); len(d.Sentences) != 2 {
		t.Errorf("got %d sentences, want 2", len(d.Sentences))
	}
}

func FuzzAnalyze(f *testing.F) {
	f.Add("The second round was co-chaired by A. Winkler, Director-General for Trade and Kazakhstan's Foreign Minister.")
	f.Add("twenty-one hundred and XII 'S '' ’s to to that of of, and")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		d := read(text)
		for i := range d.Tokens {
			s := d.Sentences[d.SentenceOf(i)]
			ph := analyzer.Phrase(d, i, []string{"for", "on", "of", "with"})
			if ph.First < s.First || ph.End > s.End || ph.First > i || ph.End <= i || ph.Complement < i || ph.Complement > ph.End {
				t.Fatalf("%q: phrase of token %d is %+v in sentence %+v", text, i, ph, s)
			}
			analyzer.Nominative(d, ph.First, ph.End, i)
			analyzer.PersonName(d, ph.First, ph.End)
			if v, _, n := analyzer.Numeral(d, i); n < 0 || i+n > len(d.Tokens) || v < 0 {
				t.Fatalf("%q: numeral at %d: %d, %d tokens", text, i, v, n)
			}
		}
	})
}

func TestLongSentencesTakeLinearTime(t *testing.T) {
	for _, piece := range []string{"a, ", "of A and ", "Aa's ", "signed ", "A. ", "x-", "and, ", "the deputy ", "two hundred and "} {
		start := time.Now()
		d := read(strings.Repeat(piece, 20000) + "end.")
		for i := range d.Tokens {
			analyzer.Phrase(d, i, []string{"for"})
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%q, repeated: %v", piece, took)
		} else {
			t.Logf("%q: %v", piece, took)
		}
	}
}

const benchText = "The second round of negotiations on the agreement between Kazakhstan and the European Union was held in Brussels on 14 May. " +
	"The talks were co-chaired by Deputy Foreign Minister Alibek Nurov and Peter Winkler, Deputy Director-General for Migration and Home Affairs. " +
	"The sides, which had exchanged drafts in March, agreed to continue the dialogue and to meet again in Astana next year. "

func BenchmarkAnalyze(b *testing.B) {
	text := strings.Repeat(benchText, 50)
	a := &extract.Article{Text: text, Body: schema.Span{End: len(text)}}
	d := layout.Lay(a, "", analyzer.Abbreviation)
	words := 0
	for i := range d.Tokens {
		if d.Tokens[i].Kind != extract.MarkToken {
			words++
		}
	}
	for b.Loop() {
		for _, s := range d.Sentences {
			analyzer.Analyze(d.Tokens[s.First:s.End])
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoadLexicon(b *testing.B) {
	for b.Loop() {
		if _, err := readLists(); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleAnalyzer_Phrase() {
	d := read("The Deputy Director-General for Migration and Home Affairs spoke.")
	ph := New().Phrase(d, 2, []string{"for"})
	fmt.Println(d.TokenText(ph.First, ph.End))
	// Output: Deputy Director-General for Migration and Home Affairs
}
