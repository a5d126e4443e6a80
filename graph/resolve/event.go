package resolve

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"claimgraph/graph/resolve/name"
	"claimgraph/graph/resolve/slug"
	"claimgraph/schema"
)

// An eventForm is the JSON that an event's signature is.
type eventForm struct {
	Path  string `json:"path"` // of its type
	Known string `json:"known,omitempty"`
	// Numbered are its identity keys with an ordinal.
	Numbered []string `json:"numbered,omitempty"`
	// Series are the names of what it is a sitting of, where they are only names.
	Series []seriesForm `json:"series,omitempty"`
	// Rounds are its ordinals with the parties, and what it is about.
	Rounds []roundForm `json:"rounds,omitempty"`
	// Dated are its identity keys that hold within some days.
	Dated []datedForm `json:"dated,omitempty"`
	// Matters are its identity keys of which a part is told in words.
	Matters []matterForm `json:"matters,omitempty"`
	// Single are the values of arguments of which there is but one truth, planned
	// ones apart from others.
	Single map[string][]string `json:"single,omitempty"`
	judgedForm
}

type seriesForm struct {
	Of   string    `json:"of"` // claim type and ordinal
	Name labelForm `json:"name"`
}

// A roundForm tells an event among all of the same parties by its ordinal, unless
// it is about something else.
type roundForm struct {
	Of       string `json:"of"` // claim type, ordinal and parties
	Subjects string `json:"subjects,omitempty"`
}

type datedForm struct {
	Key string `json:"key"`
	Day string `json:"day"`
}

// A matterForm tells an event by what it is about, in words that are the same in
// every language, and the day, or the event that it belongs to.
type matterForm struct {
	Of    string `json:"of"`            // claim type and the other arguments of the key
	Day   string `json:"day,omitempty"` // "" if the event that it belongs to is part of the key
	Says  string `json:"says"`
	Whose string `json:"whose,omitempty"`
	Whole bool   `json:"whole,omitempty"` // nothing is left untold
}

// maxDays is how far apart the dates of one event may be.
const maxDays = 3

// EventNodes returns the signatures of an article's events that have an identity
// key, by the IDs that [Entities] gave them. All other entities must have the
// IDs that they are assigned.
func (r *Resolver) EventNodes(x *schema.Extraction, judged Judged) (map[string]Signature, error) {
	def := r.model.Entity("Event")
	if def == nil {
		return nil, nil
	}
	forms := map[string]*eventForm{}
	claims := r.withNext(x.Claims)
	for i := range claims {
		c := &claims[i]
		for _, v := range c.Args[schema.Self] {
			if v.Entity == nil || v.Entity.Type != "Event" {
				continue
			}
			f := forms[v.Entity.ID]
			if f == nil {
				f = &eventForm{Path: def.Path, Known: v.Entity.Known, Single: map[string][]string{}}
				forms[v.Entity.ID] = f
			}
			if c.Judgement != schema.Rejected { // what is rejected tells no event
				r.addClaim(f, x.Source.ID, c)
			}
		}
	}
	for i := range claims {
		for _, v := range claims[i].Args[schema.Self] {
			if v.Entity != nil && forms[v.Entity.ID] != nil {
				r.addMatters(forms, x.Source.ID, &claims[i], forms[v.Entity.ID])
			}
		}
	}
	if news := r.news(claims); forms[news] != nil {
		r.addReported(forms[news], x.Source, claims, news)
	}
	out := map[string]Signature{}
	for id, f := range forms {
		f.judgedForm = judged.form(x.Source.ID, id)
		if f.Known == "" && len(f.Numbered)+len(f.Series)+len(f.Rounds)+len(f.Dated)+len(f.Matters)+len(f.Judged) == 0 {
			continue
		}
		f.normalize()
		data, err := json.Marshal(f)
		if err != nil {
			return nil, err
		}
		out[id] = Signature(data)
	}
	return out, nil
}

func (f *eventForm) normalize() {
	f.Numbered = sortedOnce(f.Numbered)
	slices.SortFunc(f.Series, func(a, b seriesForm) int {
		return slices.Compare([]string{a.Of, a.Name.Text, a.Name.Language}, []string{b.Of, b.Name.Text, b.Name.Language})
	})
	f.Series = slices.Compact(f.Series)
	slices.SortFunc(f.Rounds, func(a, b roundForm) int {
		return slices.Compare([]string{a.Of, a.Subjects}, []string{b.Of, b.Subjects})
	})
	f.Rounds = slices.Compact(f.Rounds)
	slices.SortFunc(f.Dated, func(a, b datedForm) int { return slices.Compare([]string{a.Key, a.Day}, []string{b.Key, b.Day}) })
	f.Dated = slices.Compact(f.Dated)
	slices.SortFunc(f.Matters, func(a, b matterForm) int {
		return slices.Compare([]string{a.Of, a.Day, a.Says, a.Whose}, []string{b.Of, b.Day, b.Says, b.Whose})
	})
	f.Matters = slices.Compact(f.Matters)
	for arg, values := range f.Single {
		f.Single[arg] = sortedOnce(values)
	}
}

// addClaim adds the identity keys and the values that a claim gives its event.
func (r *Resolver) addClaim(f *eventForm, article schema.SourceID, c *schema.Claim) {
	def := r.model.Claim(c.Type)
	if def == nil {
		return
	}
	planned := ""
	if r.model.Writes(c) != schema.WritesQuads {
		planned = "planned "
	}
	if n := c.Args["ordinal"]; len(n) == 1 {
		r.number(f, article, c, def, n[0].Number)
	}
	for _, args := range def.Same { // what was planned and what took place are one event
		if values := together(article, c, args); values != "" {
			f.date(fmt.Sprintf("%s %s", c.Type, values), c.Args["time"])
		}
	}
	if !c.Holds() {
		return
	}
	for _, a := range def.Args {
		if !a.Single || a.Name == schema.Status {
			continue
		}
		for _, v := range c.Args[a.Name] {
			key := fmt.Sprintf("%s%s.%s", planned, c.Type, a.Name)
			f.Single[key] = append(f.Single[key], singleValue(v))
		}
	}
}

// chairedBy stands before the chairs in a key.
const chairedBy = " chaired by "

// number adds the keys that the ordinal gives: with the body or series whose
// sitting it is, with the two chairs or more, and with the parties, if need be
// those that the subject's name says.
func (r *Resolver) number(f *eventForm, article schema.SourceID, c *schema.Claim, def *schema.ClaimDef, ordinal string) {
	of := fmt.Sprintf("%s %s", c.Type, ordinal)
	if chairs := together(article, c, []schema.ArgName{"chair"}); chairs != "" {
		f.Numbered = append(f.Numbered, of+chairedBy+chairs)
	}
	parties := partiesOf(article, c)
	about := map[string]bool{}
	series := false
	for _, arg := range def.Subject {
		for _, v := range c.Args[arg] {
			switch {
			case v.Entity != nil && !isBound(article, v.Entity.ID) && (v.Entity.Type == "Organization" || v.Entity.Known != ""):
				f.Numbered = append(f.Numbered, of+" "+lastPart(v.Entity.ID))
				series = true
			case arg == "name":
				if text := cmpText(v); text != "" {
					f.Series = append(f.Series, seriesForm{of, labelForm{Text: text, Language: languageOf(v)}})
					series = true
				}
			default:
				if named := r.subject(about, v); parties == "" {
					parties = named
				}
			}
		}
	}
	if parties != "" && !series {
		f.Rounds = append(f.Rounds, roundForm{of + " " + parties, strings.Join(slices.Sorted(maps.Keys(about)), ", ")})
	}
}

// subject adds what a value is about, in words that are the same in every
// language, and returns the parties that it names if there are two or more.
func (r *Resolver) subject(about map[string]bool, v schema.Value) (parties string) {
	text := cmpText(v)
	if text == "" {
		return ""
	}
	subjects, between := r.matcher.Subject(name.Label{Text: text, Language: languageOf(v)})
	for _, s := range subjects {
		about[s] = true
	}
	if len(between) < 2 {
		return ""
	}
	for i := range between {
		between[i] = lastPart(between[i])
	}
	return strings.Join(between, " ")
}

//go:embed next.txt
var nextText string

// withNext adds to claims about "the next round" the ordinal that follows the
// last one of the article, if the parties are not others.
func (r *Resolver) withNext(claims []schema.Claim) []schema.Claim {
	var out []schema.Claim
	for i := range claims {
		c := &claims[i]
		if !isNext(c) {
			continue
		}
		last := 0
		for j := range claims {
			o := &claims[j]
			if n := o.Args["ordinal"]; o.Type == c.Type && len(n) == 1 && o.Holds() && sameParties(c, o) {
				number, _ := strconv.Atoi(n[0].Number) // 0 for what is no ordinal
				last = max(last, number)
			}
		}
		if last == 0 {
			continue
		}
		if out == nil {
			out = slices.Clone(claims)
		}
		out[i].Args = maps.Clone(c.Args)
		out[i].Args["ordinal"] = []schema.Value{{Number: strconv.Itoa(last + 1)}}
	}
	if out == nil {
		return claims
	}
	return out
}

// isNext reports whether a claim without an ordinal is about the next of a series.
func isNext(c *schema.Claim) bool {
	self := c.Args[schema.Self]
	if len(self) != 1 || len(c.Args["ordinal"]) > 0 {
		return false
	}
	first, _, _ := strings.Cut(schema.FoldName(self[0].Mention.Text), " ")
	for stem := range strings.Lines(nextText) {
		if stem = strings.TrimSpace(stem); stem != "" && !strings.HasPrefix(stem, "#") && strings.HasPrefix(first, stem) {
			return true
		}
	}
	return false
}

// sameParties reports whether two claims name the same participants, or one none.
func sameParties(a, b *schema.Claim) bool {
	x, y := map[string]bool{}, map[string]bool{}
	for _, v := range a.Args["participant"] {
		x[singleValue(v)] = true
	}
	for _, v := range b.Args["participant"] {
		y[singleValue(v)] = true
	}
	return len(x) == 0 || len(y) == 0 || maps.Equal(x, y)
}

// partiesOf returns the states and bodies that take part as one text, "" if there
// are less than two.
func partiesOf(article schema.SourceID, c *schema.Claim) string {
	states := schema.Claim{Args: map[schema.ArgName][]schema.Value{}}
	for _, v := range c.Args["participant"] {
		if v.Entity == nil || v.Entity.Type != "Person" {
			states.Args["participant"] = append(states.Args["participant"], v)
		}
	}
	return together(article, &states, []schema.ArgName{"participant"})
}

func languageOf(v schema.Value) string {
	if v.Entity == nil {
		return ""
	}
	return v.Entity.Language
}

// cmpText returns the name of a series that is but a name.
func cmpText(v schema.Value) string {
	if v.Entity != nil {
		return v.Entity.Name
	}
	return v.Text
}

// together returns the values of arguments as one text, or "" if one has none,
// or has one that means something else in another article. One argument alone tells
// an event by two values or more.
func together(article schema.SourceID, c *schema.Claim, args []schema.ArgName) string {
	if len(args) == 1 && len(c.Args[args[0]]) < 2 {
		return ""
	}
	text := joined(article, c, args)
	if len(args) == 1 && !strings.Contains(text, " ") { // two values of one entity
		return ""
	}
	return text
}

// joined is together for whatever number of values.
func joined(article schema.SourceID, c *schema.Claim, args []schema.ArgName) string {
	var all []string
	for _, arg := range args {
		var values []string
		for _, v := range c.Args[arg] {
			switch {
			case v.Entity == nil && v.Number != "":
				values = append(values, v.Number)
			case v.Entity == nil || isBound(article, v.Entity.ID) || v.Entity.Type == "Event":
				return ""
			default:
				values = append(values, v.Entity.ID)
			}
		}
		values = sortedOnce(values)
		if len(values) == 0 {
			return ""
		}
		for i := range values {
			values[i] = lastPart(values[i])
		}
		all = append(all, strings.Join(values, " "))
	}
	return strings.Join(all, " in ")
}

// isBound reports whether an ID holds the article's.
func isBound(article schema.SourceID, id string) bool {
	return id == "" || strings.Contains(id, "/"+string(article)+"/")
}

func lastPart(id string) string { return id[strings.LastIndexByte(id, '/')+1:] }

// date adds a key for each day among the values.
func (f *eventForm) date(key string, days []schema.Value) {
	for _, v := range days {
		first, last := v.Time.Bounds()
		if first.IsZero() || daysBetween(first, last) > maxDays {
			continue
		}
		f.Dated = append(f.Dated, datedForm{key, first.String()})
	}
}

func daysBetween(a, b schema.Date) int {
	d := int(a.Time().Sub(b.Time()) / (24 * time.Hour))
	return max(d, -d)
}

func singleValue(v schema.Value) string {
	if v.Entity != nil {
		return v.Entity.ID
	}
	return v.Lexical()
}

// A parsedEvent is an event's signature, read.
type parsedEvent struct {
	form   eventForm
	given  string // the gazetteer's IRI, or ""
	series []*name.Parsed
	dated  []datedKey
	single []singleArg
	shared []string
	iris   []implied
}

// A datedKey is a key that holds about a day, in days since 1970.
type datedKey struct {
	key string
	day int64
}

// A singleArg has the values of an argument with one truth.
type singleArg struct {
	arg    string
	values []single
}

// A single is a value, read as a time if it is one and as an entity's ID if it
// is one.
type single struct {
	text  string
	time  schema.Interval
	dated bool
	path  string // of the entity's type, or ""
}

func readSingle(text string) single {
	s := single{text: text}
	t, err := schema.ParseInterval(text)
	s.time, s.dated = t, err == nil
	if path, _, is := strings.Cut(text, "/"); is && path > "9" {
		s.path = path
	}
	return s
}

func (p *parsedEvent) keys() []string             { return p.shared }
func (p *parsedEvent) labels() []label            { return nil }
func (p *parsedEvent) path(string, string) string { return "" }
func (p *parsedEvent) implies() []implied         { return p.iris }
func (p *parsedEvent) fixed() string              { return p.given }

// cell is the first of the keys, and the first day: events of one key may go on
// and on, those of one day do not.
func (p *parsedEvent) cell() string {
	f := &p.form
	cell := f.Node + "\n" + f.Known + "\n"
	switch {
	case len(f.Series) > 0:
		cell += f.Series[0].Of + " " + f.Series[0].Name.Text
	case len(f.Numbered) > 0:
		cell += f.Numbered[len(f.Numbered)-1] // those with chairs come first
	case len(f.Rounds) > 0:
		cell += f.Rounds[0].Of
	case len(f.Dated) > 0:
		cell += f.Dated[0].Key
	case len(f.Matters) > 0:
		cell += f.Matters[0].Of + " " + f.Matters[0].Says + " " + f.Matters[0].Day
	}
	if len(f.Dated) > 0 {
		cell += "\n" + slices.MinFunc(f.Dated, func(a, b datedForm) int { return strings.Compare(a.Day, b.Day) }).Day
	}
	return cell
}

// eventKind is how an index reads and compares events.
func eventKind(m *name.Matcher) kind {
	return kind{
		name:    "event",
		parse:   func(s Signature) (parsed, error) { return parseEvent(m, s) },
		compare: func(a, b parsed) name.Decision { return compareEvents(a.(*parsedEvent), b.(*parsedEvent)) },
		mostCut: mostCut,
	}
}

func parseEvent(m *name.Matcher, s Signature) (parsed, error) {
	p := &parsedEvent{}
	if err := json.Unmarshal([]byte(s), &p.form); err != nil {
		return nil, fmt.Errorf("signature %s: %w", s, err)
	}
	p.shared = p.form.judgedForm.keys()
	if p.form.Known != "" {
		p.given = knownPath(p.form.Path, p.form.Known)
		p.shared = append(p.shared, "known "+p.given)
		p.iris = append(p.iris, implied{path: p.given, candidate: true})
	}
	add := func(rank int, words, language string) {
		words = strings.ReplaceAll(words, "_", "-")
		p.iris = append(p.iris, implied{p.form.Path + "/" + slug.Of(words, language), rank, true})
	}
	for _, k := range p.form.Numbered {
		p.shared = append(p.shared, "numbered "+k)
		rank := 0
		if strings.Contains(k, chairedBy) {
			rank = 1 // people get other IRIs more often than bodies and subjects do
		}
		add(rank, k, "en")
	}
	for _, s := range p.form.Series {
		n := m.Parse(name.Mention{Type: "Event", Names: []name.Label{{Text: s.Name.Text, Language: s.Name.Language}}})
		p.series = append(p.series, n)
		for _, k := range n.Keys() {
			p.shared = append(p.shared, "series "+s.Of+" "+k)
		}
		add(0, s.Of+" "+slug.Of(s.Name.Text, s.Name.Language), "en")
	}
	for _, k := range p.form.Matters {
		if k.Day == "" {
			p.shared = append(p.shared, "matter "+k.Of)
			rank := 1
			if strings.Contains(k.Of, chairedBy) {
				rank = 2 // people get other IRIs more often than bodies do
			}
			add(rank, k.Of+" "+k.Says, "en")
		}
	}
	for _, k := range p.form.Rounds {
		p.shared = append(p.shared, "round "+k.Of)
		add(1, strings.TrimSpace(k.Of+" "+k.Subjects), "en")
	}
	for _, d := range p.form.Dated {
		day, err := dayNumber(d.Day)
		if err != nil {
			return nil, fmt.Errorf("signature %s: %w", s, err)
		}
		for _, b := range blocksOf(day) {
			p.shared = append(p.shared, fmt.Sprintf("dated %s %d", d.Key, b))
		}
		p.dated = append(p.dated, datedKey{d.Key, day})
		add(2, d.Key+" "+d.Day, "en")
	}
	for _, k := range p.form.Matters {
		if k.Day == "" {
			continue
		}
		day, err := dayNumber(k.Day)
		if err != nil {
			return nil, fmt.Errorf("signature %s: %w", s, err)
		}
		for _, b := range blocksOf(day) {
			p.shared = append(p.shared, fmt.Sprintf("matter %s %d", k.Of, b))
		}
		add(3, k.Of+" "+k.Says+" "+k.Day, "en")
	}
	for _, arg := range slices.Sorted(maps.Keys(p.form.Single)) {
		values := singleArg{arg: arg}
		for _, text := range p.form.Single[arg] {
			values.values = append(values.values, readSingle(text))
		}
		p.single = append(p.single, values)
	}
	if len(p.iris) == 0 { // people decided on an event without a key
		_, local, _ := strings.Cut(p.form.Node, " ")
		p.iris = append(p.iris, implied{local, 4, true})
	}
	return p, nil
}

// dayNumber returns a day as days since 1970.
func dayNumber(day string) (int64, error) {
	d, err := schema.ParseDate(day)
	return d.Time().Unix() / (24 * 60 * 60), err
}

// blocksOf returns two numbers of a day, of which days that are no further apart
// than they may be share one, so that an event is not compared with all that the same
// participants ever had.
func blocksOf(day int64) [2]int64 {
	block := day / (maxDays + 1)
	return [2]int64{block, block + 1}
}

// compareEvents finds the identity key that two events share and how many of
// their single values differ.
func compareEvents(a, b *parsedEvent) name.Decision {
	if d, ok := a.form.decided(b.form.judgedForm); ok {
		return d
	}
	if fa, fb := a.fixed(), b.fixed(); fa != "" && fb != "" {
		if fa == fb {
			return name.Decision{Verdict: name.Match, Score: 1, Reasons: []string{"the gazetteer knows both as " + a.form.Known}}
		}
		return name.Decision{Verdict: name.Different, Reasons: []string{"the gazetteer knows them apart"}}
	}
	numbered := a.numberedAs(b)
	days := a.daysFrom(b)
	same := "the same participants"
	if matter, apart := a.matterOf(b); matter != "" {
		switch {
		case numbered == "" && apart < 0:
			numbered = matter
		case apart >= 0 && (days > maxDays || apart < days):
			days, same = apart, matter
		}
	}
	differ := a.differ(b)
	switch {
	case numbered == "" && days > maxDays && days < never:
		return name.Decision{Verdict: name.Different, Reasons: []string{fmt.Sprintf("their dates are %d days apart", days)}}
	case numbered == "" && days == never && len(differ) > 1:
		return name.Decision{Verdict: name.Different, Reasons: []string{"they differ in " + strings.Join(differ, " and ")}}
	case numbered == "" && days == never && a.otherRoundThan(b): // one that says of neither must not join them
		return name.Decision{Verdict: name.Different, Reasons: []string{"they are rounds of talks on different things"}}
	case numbered == "" && days == never:
		return name.Decision{Verdict: name.Unrelated, Reasons: []string{"they share no key"}}
	}
	reason, score := numbered, 1.0
	if numbered == "" {
		reason, score = fmt.Sprintf("%s, %d days apart", same, days), 0.95-0.01*float64(days)
	}
	if len(differ) > 1 {
		return name.Decision{Verdict: name.Different, Score: 0.5, Reasons: []string{reason, "but they differ in " + strings.Join(differ, " and ")}}
	}
	reasons := []string{reason}
	if len(differ) == 1 {
		reasons = append(reasons, "they contradict each other in "+differ[0])
		score -= 0.05
	}
	return name.Decision{Verdict: name.Match, Score: score, Reasons: reasons}
}

// numberedAs returns the reason why two events with an ordinal are one, or "".
func (p *parsedEvent) numberedAs(o *parsedEvent) string {
	for _, k := range p.form.Numbered {
		if slices.Contains(o.form.Numbered, k) {
			return "both are " + k
		}
	}
	for _, k := range p.form.Rounds {
		for _, l := range o.form.Rounds {
			if k.Of == l.Of && k.about(l) {
				return "both are " + k.Of
			}
		}
	}
	for i, s := range p.form.Series {
		for j, t := range o.form.Series {
			if s.Of == t.Of && name.Compare(p.series[i], o.series[j]).Verdict == name.Match {
				return fmt.Sprintf("both are %s of %s", s.Of, s.Name.Text)
			}
		}
	}
	return ""
}

// about reports whether two rounds are about one thing, or one does not say.
func (k roundForm) about(l roundForm) bool {
	if k.Subjects == "" || l.Subjects == "" {
		return true
	}
	return shareOne(k.Subjects, l.Subjects)
}

// otherRoundThan reports whether two events are the same round of the same parties,
// but about different things.
func (p *parsedEvent) otherRoundThan(o *parsedEvent) bool {
	return slices.ContainsFunc(p.form.Rounds, func(k roundForm) bool {
		return slices.ContainsFunc(o.form.Rounds, func(l roundForm) bool { return k.Of == l.Of && !k.about(l) })
	})
}

// never is further apart than any days.
const never = 1 << 30

// daysFrom returns how many days lie between the dates of two events with the
// same dated key, or never.
func (p *parsedEvent) daysFrom(o *parsedEvent) int {
	least := never
	for _, d := range p.dated {
		for _, e := range o.dated {
			if d.key == e.key {
				least = min(least, int(max(d.day-e.day, e.day-d.day)))
			}
		}
	}
	return least
}

// differ returns the arguments in which two events contradict each other.
func (p *parsedEvent) differ(o *parsedEvent) (args []string) {
	others := o.single
	for _, a := range p.single {
		for len(others) > 0 && others[0].arg < a.arg {
			others = others[1:]
		}
		if len(others) > 0 && others[0].arg == a.arg && !agree(a.values, others[0].values) {
			args = append(args, a.arg)
		}
	}
	return args
}

// agree reports whether some two values say the same, or one of them more.
func agree(a, b []single) bool {
	for i := range a {
		for j := range b {
			v, w := &a[i], &b[j]
			if v.text == w.text || v.dated && w.dated && (v.time.Refines(w.time) || w.time.Refines(v.time)) {
				return true
			}
			// A city and its country, or a hall and its city, do not contradict.
			if v.path != "" && w.path != "" && v.path != w.path {
				return true
			}
		}
	}
	return false
}
