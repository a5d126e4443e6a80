package extract

import (
	"slices"
	"strings"

	"claimgraph/schema"
)

// complete gives claims what other claims of the article tell of the same
// matter: rounds of the same talks have the same parties and subject, and what
// a post is called once it is called throughout.
func (m *merger) complete(claims []schema.Claim) {
	m.sameSeats(claims)
	m.succeed(claims, "elected") // rather to the post just left than again to what else the article says he is
	for i := range claims {
		if c := &claims[i]; c.Type == "role" || c.Type == "appointment" {
			m.completePost(claims, c)
		}
		m.tellStatus(&claims[i])
	}
	m.succeed(claims, "appointed", "elected")
	m.precede(claims)
	m.dateByEvent(claims)
	m.leave(claims)
	m.postsOfChoosers(claims)
	m.completeFromText(claims)
	m.shareRounds(claims, "participant")
	for i := range claims {
		switch c := &claims[i]; c.Type {
		case "agreement":
			m.representatives(claims, c, "signer", "party")
		case "negotiation_round", "session":
			m.representatives(claims, c, "chair", "participant")
		}
	}
	for _, arg := range []schema.ArgName{"participant", "about"} {
		m.shareRounds(claims, arg)
	}
	m.shareSides(claims)
	m.nameOccasions(claims)
}

// completeFromText gives posts that do not say whose they are the country or body
// that the text around them names, or else the article as a whole.
func (m *merger) completeFromText(claims []schema.Claim) {
	body, land, state := m.main("Organization"), m.main("Country"), m.sameState(claims)
	if own := m.ownBodies(); own != nil && land != nil && !sameValue(*own, *land) {
		land = nil // one country's parliament speaks of a treaty with another
	}
	if state == nil {
		state = land
	}
	for i := range claims {
		c := &claims[i]
		if c.Type != "role" && c.Type != "appointment" || len(c.Args["role"]) == 0 || len(c.Args["organization"]) > 0 {
			continue
		}
		post := c.Args["role"][0]
		var near, far *schema.Value
		kind := m.postKind(post)
		switch kind {
		case "company":
			near, far = m.around(post, "Organization"), body
		case "president":
			near = m.around(post, "Country")
			if body == nil {
				far = land
			}
		case "state":
			near, far = m.around(post, "Country"), state
		}
		if far == nil { // nothing that the article is about
			far = near
		}
		if kind == "state" || kind == "president" {
			if own := m.postElsewhere(post); own != nil && !takenBy(claims, c, own) {
				far = own
			} else if far != nil && m.heldByOther(claims, c, far) {
				far = nil
			}
		}
		if far != nil {
			c.Args["organization"] = coreferent([]schema.Value{*far})
		}
	}
}

// succeed gives an appointment that does not say to what post the one that
// somebody left right before: "X was dismissed; Y came in his place". It looks at
// appointments of the kinds alone.
func (m *merger) succeed(claims []schema.Claim, kinds ...string) {
	for i := range claims {
		c := &claims[i]
		if c.Type != "appointment" || len(c.Args["role"]) > 0 || len(c.Args["organization"]) > 0 || !kindIs(c, kinds...) {
			continue
		}
		left := m.leftBefore(claims, c)
		if left == nil {
			continue
		}
		for _, arg := range []schema.ArgName{"role", "organization"} {
			if len(left.Args[arg]) > 0 {
				c.Args[arg] = coreferent(left.Args[arg])
			}
		}
		if len(c.Args["time"]) == 0 && left.Evidence[0].Span == c.Evidence[0].Span && len(left.Args["time"]) > 0 {
			c.Args["time"] = coreferent(left.Args["time"])
		}
	}
}

// sameSeats gives a change of post, or a post that somebody had, that names the post
// by one word alone the one fuller post with that word that the article tells somebody
// else to get or leave: "the board elected A chairman of the bank; the former chairman, B, ...".
func (m *merger) sameSeats(claims []schema.Claim) {
	changes := func(c *schema.Claim) bool {
		return c.Type == "appointment" || c.Type == "role" && statusIs(c, "former")
	}
	for i := range claims {
		c := &claims[i]
		if !changes(c) || len(c.Args["role"]) == 0 || len(c.Args["organization"]) > 0 || len(c.Args["by"]) > 0 || strings.Contains(c.Args["role"][0].Entity.Name, " ") {
			continue // who decided it tells better where it is
		}
		word := strings.ToLower(c.Args["role"][0].Entity.Name)
		var seat *schema.Claim
		for j := range claims {
			o := &claims[j]
			if !changes(o) || len(o.Args["role"]) == 0 || overlap(o.Args["person"], c.Args["person"]) {
				continue
			}
			name := strings.ToLower(o.Args["role"][0].Entity.Name)
			if name != word && !strings.HasPrefix(name, word+" ") || name == word && len(o.Args["organization"]) == 0 {
				continue
			}
			if seat != nil && !overlap(seat.Args["role"], o.Args["role"]) {
				seat = nil
				break
			}
			seat = o
		}
		if seat == nil {
			continue
		}
		c.Args["role"] = coreferent(seat.Args["role"])
		if len(seat.Args["organization"]) > 0 {
			c.Args["organization"] = coreferent(seat.Args["organization"])
		}
	}
}

// leave gives a departure that does not say from what post the one that somebody
// else is told to get right there: "X replaces Y, who is stepping down".
func (m *merger) leave(claims []schema.Claim) {
	for i := range claims {
		c := &claims[i]
		if c.Type != "appointment" || len(c.Args["role"])+len(c.Args["organization"]) > 0 || !kindIs(c, "dismissed", "resigned") {
			continue
		}
		for j := range claims {
			o := &claims[j]
			if o.Type != "appointment" || !kindIs(o, "appointed", "elected") || len(o.Args["role"]) == 0 || overlap(o.Args["person"], c.Args["person"]) {
				continue
			}
			if !slices.ContainsFunc(o.Evidence, func(e schema.Evidence) bool { return e.Span == c.Evidence[0].Span }) {
				continue // told of elsewhere: it may be another post
			}
			for _, arg := range []schema.ArgName{"role", "organization"} {
				if len(o.Args[arg]) > 0 {
					c.Args[arg] = coreferent(o.Args[arg])
				}
			}
			break
		}
	}
}

// precede gives who held a post before somebody, told where only the text before
// names a post, the one that the other has or gets: of "since 2018, when she replaced
// Winkler" it is hers, whatever post was named last.
func (m *merger) precede(claims []schema.Claim) {
	for i := range claims {
		c := &claims[i]
		if c.Type != "role" || len(c.Args["person"]) == 0 || len(c.Args["role"]) == 0 || !statusIs(c, "former") {
			continue
		}
		at := m.sentenceAt(c.Args["person"][0].Mention.Span.Start)
		if m.sentenceAt(c.Args["role"][0].Mention.Span.Start) >= at {
			continue
		}
		next := m.personBefore(at, c.Args["person"][0])
		if next == nil {
			continue
		}
		var found *schema.Claim
		for j := range claims {
			o := &claims[j]
			if o.Type != "role" && !(o.Type == "appointment" && kindIs(o, "appointed", "elected", "resigned", "dismissed")) || len(o.Args["role"]) == 0 || !overlap(o.Args["person"], []schema.Value{*next}) {
				continue
			}
			if found != nil && !overlap(found.Args["role"], o.Args["role"]) {
				found = nil // which of several posts nobody says
				break
			}
			if found == nil || len(found.Args["organization"]) == 0 {
				found = o
			}
		}
		if found == nil || overlap(found.Args["role"], c.Args["role"]) {
			continue
		}
		c.Args["role"] = coreferent(found.Args["role"])
		delete(c.Args, "organization")
		if len(found.Args["organization"]) > 0 {
			c.Args["organization"] = coreferent(found.Args["organization"])
		}
	}
}

// personBefore returns the last person named or meant before another in sentence s.
func (m *merger) personBefore(s int, person schema.Value) *schema.Value {
	var found *schema.Value
	sent := m.doc.Sentences[s]
	for i := sent.First; i < sent.End && m.doc.Tokens[i].Span.Start < person.Mention.Span.Start; i++ {
		for _, k := range m.doc.MentionsAt(i) {
			if x := &m.doc.Mentions[k]; x.Type == "Person" && x.First == i {
				if v := x.Value(m.doc); !sameValue(v, person) {
					found = &v
				}
			}
		}
	}
	return found
}

// maxSuccession is how many sentences may lie between a departure and the
// appointment in its place.
const maxSuccession = 3

// leftBefore returns the last departure from a post that is told before c or in
// the same sentence, or nil.
func (m *merger) leftBefore(claims []schema.Claim, c *schema.Claim) *schema.Claim {
	at := m.sentenceAt(c.Evidence[len(c.Evidence)-1].Span.Start)
	var found *schema.Claim
	nearest := maxSuccession + 1
	for i := range claims {
		o := &claims[i]
		if o.Type != "appointment" || !kindIs(o, "dismissed", "resigned") || len(o.Args["role"]) == 0 || overlap(o.Args["person"], c.Args["person"]) {
			continue
		}
		if back := at - m.sentenceAt(o.Evidence[len(o.Evidence)-1].Span.Start); back >= 0 && back <= nearest {
			found, nearest = o, back
		}
	}
	if nearest > maxSuccession {
		return nil
	}
	return found
}

func kindIs(c *schema.Claim, kinds ...string) bool {
	k := c.Args["kind"]
	return len(k) > 0 && slices.Contains(kinds, k[0].Text)
}

// sentenceAt returns the index of the sentence that holds the offset.
func (m *merger) sentenceAt(offset int) int {
	i, found := slices.BinarySearchFunc(m.doc.Sentences, offset, func(s Sentence, at int) int { return s.Span.Start - at })
	if !found {
		i--
	}
	return i
}

// representatives gives an agreement that lacks a party, or talks that lack a
// participant, those whose posts its signers or chairs hold: ministers of two
// countries sign and speak for these.
func (m *merger) representatives(claims []schema.Claim, c *schema.Claim, persons, arg schema.ArgName) {
	if len(c.Args[persons]) < 2 || len(c.Args[arg]) > 1 {
		return
	}
	var bodies []schema.Value
	for _, p := range c.Args[persons] {
		// A commission's head speaks for a union, which the post does not name.
		if body := m.bodyOf(claims, p); body != nil && (c.Type != "session" || body.Entity.Type == "Country") && !overlap(bodies, []schema.Value{*body}) {
			bodies = append(bodies, *body)
		}
	}
	if len(bodies) > 1 && subset(c.Args[arg], bodies) {
		c.Args[arg] = coreferent(bodies)
	}
}

// bodyOf returns the country or body of the one post that the article says a
// person holds, or nil.
func (m *merger) bodyOf(claims []schema.Claim, person schema.Value) *schema.Value {
	var found *schema.Value
	for i := range claims {
		c := &claims[i]
		if c.Type != "role" || len(c.Args["organization"]) == 0 || !overlap(c.Args["person"], []schema.Value{person}) {
			continue
		}
		if statusIs(c, "former") {
			continue
		}
		v := c.Args["organization"][0]
		if found != nil && !sameValue(*found, v) {
			return nil
		}
		found = &v
	}
	return found
}

// tellStatus lets the day of an event say whether it took place where no verb
// does, or one in the present: "в среду вылетает", "заседание 5 мая".
func (m *merger) tellStatus(c *schema.Claim) {
	switch c.Type {
	case "session", "negotiation_round", "meeting", "visit", "appointment":
	default:
		return
	}
	time, status := c.Args["time"], c.Args[schema.Status]
	today := m.doc.Reference
	if len(time) == 0 || today.Precision() != schema.Day {
		return
	}
	first, last := time[0].Time.Bounds()
	coming := first.First().Compare(today) > 0 && !(len(status) > 0 && m.inPast(status[0].Mention.Span.Start))
	if len(status) > 0 && status[0].Text != "ongoing" && !(coming && status[0].Text == "occurred") {
		return
	}
	v := schema.Value{Mention: time[0].Mention, Via: time[0].Via}
	switch {
	case last.Last().Compare(today) < 0 || last.Last() == today && len(status) == 0:
		v.Text = "occurred"
	case coming:
		v.Text = "planned" // "opens in Bergen on 8 December": nothing to come has taken place
	default:
		return
	}
	c.Args[schema.Status] = []schema.Value{v}
}

// inPast reports whether the word at the offset is a verb in the past.
func (m *merger) inPast(offset int) bool {
	i, ok := m.doc.TokenAt(offset)
	return ok && m.doc.Tokens[i].HasPOS(VERB) && m.doc.Tokens[i].Best().Tense == Past && m.doc.Tokens[i].Best().Form == Fin
}

// postElsewhere returns whose post the article says it is where it names the post
// without a holder, as headlines do: "Ghana's foreign minister puts off a trip".
// Nil if it says so of several.
func (m *merger) postElsewhere(role schema.Value) *schema.Value {
	var found *schema.Value
	for i := range m.doc.Mentions {
		r := &m.doc.Mentions[i]
		if r.Type != "Role" || r.Via != "" || len(r.Args["organization"]) == 0 || !strings.EqualFold(r.Name, role.Entity.Name) || m.named(r) {
			continue
		}
		v := r.Args["organization"][0]
		if found != nil && !sameValue(*found, v) {
			return nil
		}
		found = &v
	}
	return found
}

// named reports whether a person stands beside the role.
func (m *merger) named(r *Mention) bool {
	for i := r.First; i < min(r.End+2, len(m.doc.Tokens)); i++ {
		for _, k := range m.doc.MentionsAt(i) {
			if x := &m.doc.Mentions[k]; x.Type == "Person" && x.Via == "" && x.First >= r.End {
				return true
			}
		}
	}
	return false
}

// takenBy reports whether the article tells that somebody else gets the post of c in
// the body, which c's own holder then is not in: a new president of a federation
// beside the president of the state.
func takenBy(claims []schema.Claim, c *schema.Claim, body *schema.Value) bool {
	if body.Entity == nil || body.Entity.Type != "Organization" || kindIs(c, "dismissed", "resigned") || len(c.Args["status"]) > 0 {
		return false
	}
	return slices.ContainsFunc(claims, func(o schema.Claim) bool {
		return o.Type == "appointment" && kindIs(&o, "appointed", "elected") && len(o.Args["role"]) > 0 && strings.EqualFold(o.Args["role"][0].Entity.Name, c.Args["role"][0].Entity.Name) &&
			overlap(o.Args["organization"], []schema.Value{*body}) && !overlap(o.Args["person"], c.Args["person"])
	})
}

// heldByOther reports whether the article says of somebody else that he holds a
// post of that name in the country.
func (m *merger) heldByOther(claims []schema.Claim, c *schema.Claim, land *schema.Value) bool {
	return slices.ContainsFunc(claims, func(o schema.Claim) bool {
		return o.Type == "role" && (samePost(&o, c) || namedAfter(&o, c)) && overlap(o.Args["organization"], []schema.Value{*land}) && !overlap(o.Args["person"], c.Args["person"]) && !statusIs(&o, "former")
	})
}

// namedAfter reports whether o names its holder and country behind c's holder in
// one sentence: of "Energy Minister A and Norwegian Foreign Minister B" only the
// second is said to be Norway's.
func namedAfter(o, c *schema.Claim) bool {
	return o.Evidence[0].Span == c.Evidence[0].Span && len(o.Args["organization"]) > 0 && o.Args["organization"][0].Via == "" &&
		len(o.Args["person"]) > 0 && len(c.Args["person"]) > 0 && o.Args["person"][0].Mention.Span.Start > c.Args["person"][0].Mention.Span.Start
}

// postKind returns the kind of the mention that a post's value comes from.
func (m *merger) postKind(v schema.Value) string {
	for i := range m.doc.Mentions {
		if r := &m.doc.Mentions[i]; r.Type == "Role" && r.Span == v.Mention.Span {
			return r.Kind
		}
	}
	return ""
}

// main returns what the article is about among those of a type: what it names
// most, twice at least, and at least twice as often as the next; nil if nothing
// stands out. News outlets do not count.
func (m *merger) main(typ schema.EntityType) *schema.Value {
	type tally struct{ first, count int }
	seen := map[string]*tally{}
	var names []string
	for i := range m.doc.Mentions {
		x := &m.doc.Mentions[i]
		if x.Type != typ || x.Kind == "adjective" && onlyAdjective(m.doc, x) || x.Kind == "outlet" || x.Kind == "speaker" || x.Kind == Abroad || x.Kind == "delegation" || x.Kind == "board" && x.Name == strings.ToLower(x.Name) { // nobody is director of a delegation; a board is a part of something
			continue
		}
		key := x.Known
		if key == "" {
			key = x.Name
		}
		if seen[key] == nil {
			seen[key] = &tally{first: i}
			names = append(names, key)
		}
		seen[key].count++
	}
	var top, next *tally
	for _, key := range names {
		switch t := seen[key]; {
		case top == nil || t.count > top.count:
			top, next = t, top
		case next == nil || t.count > next.count:
			next = t
		}
	}
	if top == nil || top.count < 2 || next != nil && top.count < 2*next.count {
		return nil
	}
	v := m.doc.Mentions[top.first].Value(m.doc)
	return &v
}

// onlyAdjective reports whether the article names a country by its adjective alone:
// a German firm makes nobody a minister of Germany.
func onlyAdjective(d *Doc, x *Mention) bool {
	return !slices.ContainsFunc(d.Mentions, func(o Mention) bool {
		return o.Type == x.Type && o.Kind != "adjective" && o.Known == x.Known && o.Name == x.Name
	})
}

// shareRounds gives the rounds that lack an argument the values that all the
// others agree on.
func (m *merger) shareRounds(claims []schema.Claim, arg schema.ArgName) {
	least := 1
	if arg == "participant" {
		least = 2
	}
	var whole []schema.Value
	for i := range claims {
		c := &claims[i]
		if c.Type != "negotiation_round" || len(c.Args[arg]) < least {
			continue
		}
		if whole != nil && !(subset(c.Args[arg], whole) || subset(whole, c.Args[arg])) {
			return // talks of several kinds
		}
		if len(c.Args[arg]) > len(whole) {
			whole = c.Args[arg]
		}
	}
	for i := range claims {
		if c := &claims[i]; c.Type == "negotiation_round" && !(arg == "about" && planned(c)) && whole != nil && len(c.Args[arg]) < least && subset(c.Args[arg], whole) {
			c.Args[arg] = coreferent(whole)
		}
	}
}

// planned reports whether the claim tells of what is still to be: of such a
// round nobody knows yet what it will be about.
func planned(c *schema.Claim) bool { return statusIs(c, "planned") }

// coreferent copies values found in other sentences.
func coreferent(values []schema.Value) []schema.Value {
	out := slices.Clone(values)
	for i := range out {
		if out[i].Via == "" {
			out[i].Via = schema.ViaCoreference
		}
	}
	return out
}

// completePost gives a claim about a post the organization that another claim
// says the person has it in, and a departure the post that it is from.
func (m *merger) completePost(claims []schema.Claim, c *schema.Claim) {
	if len(c.Args["person"]) == 0 || len(c.Args["role"]) > 0 && len(c.Args["organization"]) > 0 {
		return
	}
	leaves := kindIs(c, "resigned", "dismissed", "elected") // who was elected to nothing else was elected again
	if len(c.Args["role"]) == 0 && (!leaves || len(c.Args["organization"]) > 0) {
		return
	}
	var found *schema.Claim
	for i := range claims {
		o := &claims[i]
		if o == c || o.Type != "role" && o.Type != "appointment" || len(o.Args["role"]) == 0 || !overlap(o.Args["person"], c.Args["person"]) {
			continue
		}
		if len(c.Args["role"]) > 0 && (len(o.Args["organization"]) == 0 || !overlap(o.Args["role"], c.Args["role"])) {
			continue
		}
		if found != nil && !overlap(found.Args["role"], o.Args["role"]) {
			return // which of several posts nobody says
		}
		if found == nil || len(found.Args["organization"]) == 0 {
			found = o
		}
	}
	if found == nil {
		return
	}
	for _, arg := range []schema.ArgName{"role", "organization"} {
		if len(c.Args[arg]) == 0 && len(found.Args[arg]) > 0 {
			c.Args[arg] = coreferent(found.Args[arg])
		}
	}
}
