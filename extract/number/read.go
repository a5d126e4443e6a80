package number

import (
	"strconv"
	"strings"

	"claimgraph/extract"
	"claimgraph/schema"
)

// A quantity is a number as it was read.
type quantity struct {
	first, end int    // tokens
	value      string // canonical, multiplied by its scale
	plain      string // the same without the scale
	power      int    // of the scale, 0 without
	words      bool   // there is no figure in it
	bare       bool   // a word that is a number only with a unit
	fraction   bool
	to         string // the end of a range within one token, scaled
	unit       *unit
	unitEnd    int // behind the unit, or end
	unitSpan   schema.Span
	bound      string
}

// A reader reads one sentence: tokens from up to the end of t.
type reader struct {
	d     *extract.Doc
	x     *lexicon
	t     []extract.Token
	from  int
	dated []bool
}

// mentions returns the quantities of the sentence as mentions.
func (r *reader) mentions() []extract.Mention {
	var all []quantity
	for i := r.from; i < len(r.t); {
		var q quantity
		ok := r.x.begins(&r.t[i])
		if ok {
			q, ok = r.read(i)
		}
		if !ok {
			i++
			continue
		}
		r.measure(&q)
		if r.wanted(&q) {
			all = append(all, q)
		}
		i = q.end
	}
	r.ranges(all)
	out := make([]extract.Mention, 0, len(all))
	for i := range all {
		out = append(out, r.mention(&all[i]))
	}
	return out
}

func (r *reader) mention(q *quantity) extract.Mention {
	m := extract.Mention{
		Span: r.d.TokenSpan(q.first, q.end), First: q.first, End: q.end, Head: q.end - 1,
		Type: schema.NumberType, Name: q.value, Number: q.value, Language: r.d.Language, Recognizer: "number",
	}
	args := map[schema.ArgName][]schema.Value{}
	if q.fraction {
		m.Kind = Share
	}
	if q.unit != nil {
		m.Kind = q.unit.Kind
		v := schema.Value{Text: q.unit.Name}
		if q.unitSpan.Len() > 0 {
			v.Mention = schema.Mention{Span: q.unitSpan, Text: r.d.Text(q.unitSpan)}
		}
		args[Unit] = []schema.Value{v}
	}
	if q.bound != "" {
		args[Bound] = []schema.Value{{Text: q.bound}}
	}
	if q.to != "" {
		args[To] = []schema.Value{{Number: q.to}}
	}
	if len(args) > 0 {
		m.Args = args
	}
	return m
}

// word returns the folded text of token i, "" outside of the sentence.
func (r *reader) word(i int) string {
	if i < r.from || i >= len(r.t) {
		return ""
	}
	return extract.FoldYo(r.t[i].Lower)
}

// find returns the phrase that begins at token i and its length, 0 for none.
func find[T any](r *reader, p phrases[T], i int) (value T, n int) {
	for _, c := range p[r.word(i)] {
		n := 1
		for n < len(c.words) && r.word(i+n) == c.words[n] {
			n++
		}
		if n == len(c.words) {
			return c.value, n
		}
	}
	return value, 0
}

// read reads the quantity that begins at token i: perhaps a sign, then a
// number, its scales, and what is added to them.
func (r *reader) read(i int) (quantity, bool) {
	sign := 0
	if r.minus(i) {
		sign = 1
	}
	q, ok := r.unsigned(i + sign)
	if !ok {
		return q, false
	}
	r.scale(&q)
	for t := q.first; t < q.end; t++ {
		if r.dated[t] {
			return q, false
		}
	}
	if sign > 0 {
		if q.value == "0" {
			return q, false
		}
		q.first, q.value, q.bare = i, "-"+q.value, false
	}
	return q, true
}

// minus reports whether token i is the sign of the number behind it.
func (r *reader) minus(i int) bool {
	if i+1 >= len(r.t) {
		return false
	}
	if r.x.minus[r.word(i)] {
		return r.t[i+1].Kind == extract.NumberToken
	}
	w := r.word(i)
	if w != "-" && w != "−" && w != "–" || r.t[i+1].Kind != extract.NumberToken || r.t[i+1].SpaceBefore {
		return false
	}
	return r.t[i].SpaceBefore || i == r.from
}

// unsigned reads a number without its scale.
func (r *reader) unsigned(i int) (quantity, bool) {
	for _, read := range []func(int) (quantity, bool){r.fraction, r.division, r.figure, r.joined, r.numeral, r.single} {
		if q, ok := read(i); ok {
			if q.plain == "" {
				q.plain = q.value
			}
			return q, true
		}
	}
	return quantity{}, false
}

// fraction reads "две трети", "half of".
func (r *reader) fraction(i int) (quantity, bool) {
	value, n := find(r, r.x.fractions, i)
	if n == 0 {
		return quantity{}, false
	}
	q := quantity{first: i, end: i + n, value: value, words: true, fraction: true}
	if r.x.fractionsAlone || r.x.of[r.word(q.end)] || r.scaleAt(q.end) > 0 || r.wordScale(q.end) > 0 {
		return q, true
	}
	if q.end < len(r.t) && len(r.x.of) == 0 {
		for _, a := range r.t[q.end].Analyses {
			if a.Case == extract.Gen && (a.POS == extract.NOUN || a.POS == extract.PROPN || a.POS == extract.ADJ || a.POS == extract.PRON || a.POS == extract.DET) {
				return q, true
			}
		}
	}
	return quantity{}, false
}

// wordScale returns the power of "a million" behind "half".
func (r *reader) wordScale(i int) int {
	if !r.x.article[r.word(i)] {
		return 0
	}
	return r.scaleAt(i + 1)
}

// division reads "2/3" and "½".
func (r *reader) division(i int) (quantity, bool) {
	if v, ok := vulgar[r.word(i)]; ok {
		return quantity{first: i, end: i + 1, value: v, fraction: true}, true
	}
	if i+2 >= len(r.t) || r.word(i+1) != "/" || r.t[i+1].SpaceBefore || r.t[i+2].SpaceBefore || r.word(i+3) == "/" {
		return quantity{}, false
	}
	a, errA := strconv.ParseInt(r.word(i), 10, 64)
	b, errB := strconv.ParseInt(r.word(i+2), 10, 64)
	if errA != nil || errB != nil || a < 1 || b <= a || b > 10 {
		return quantity{}, false
	}
	return quantity{first: i, end: i + 3, value: ratio(a, b), fraction: true}, true
}

var vulgar = map[string]string{"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667", "⅕": "0.2"}

// figure reads "28,7", "1 400", "1,400", "4.2m", "740-қа" and "44-летний".
func (r *reader) figure(i int) (quantity, bool) {
	text := r.word(i)
	n := 0
	for n < len(text) && (text[n] >= '0' && text[n] <= '9' || text[n] == '.' || text[n] == ',') {
		n++
	}
	if n == 0 || text[0] < '0' || text[0] > '9' {
		return quantity{}, false
	}
	figure, rest := strings.TrimRight(text[:n], ".,"), text[n:]
	if len(figure) < n && rest != "" || len(figure) > 1 && figure[0] == '0' && allDigits(figure) {
		return quantity{}, false
	}
	value := r.decimal(i, figure, rest)
	if value == "" {
		return quantity{}, false
	}
	q := quantity{first: i, end: i + 1, value: value, plain: value}
	if r.clock(i) {
		return q, false
	}
	if rest != "" {
		return q, r.tail(&q, rest)
	}
	r.groups(&q, figure)
	if v, ok := vulgar[r.word(q.end)]; ok && !r.t[q.end].SpaceBefore && allDigits(q.value) {
		q.value, q.end = strings.TrimSuffix(q.value+strings.TrimPrefix(v, "0"), "."), q.end+1
		q.plain = q.value
	}
	return q, true
}

// decimal returns the value of a figure. Three figures behind the wrong sign
// are decimals before per cent: nobody writes thousands of them.
func (r *reader) decimal(i int, figure, rest string) string {
	other := map[string]string{",": ".", ".": ","}[r.x.decimal]
	if rest == "" && strings.Count(figure, other) == 1 && !strings.Contains(figure, r.x.decimal) {
		if u, n := find(r, r.x.units, i+1); n > 0 && u.Kind == Percent {
			return canonical(figure, other)
		}
	}
	return canonical(figure, r.x.decimal)
}

// tail reads what is glued to a figure: a scale, an ending or a unit.
func (r *reader) tail(q *quantity, rest string) bool {
	if p, ok := r.x.glued[rest]; ok {
		q.value, q.power = shiftPoint(q.value, p), p
		return true
	}
	word, ok := cutDash(rest)
	if !ok {
		return false
	}
	if r.x.suffixes[word] {
		return true
	}
	return r.compound(q, word)
}

// compound takes the unit from the rest of a word: "летний", "year-old".
func (r *reader) compound(q *quantity, word string) bool {
	for _, c := range r.x.compounds {
		after, ok := strings.CutPrefix(word, c.stem)
		if !ok || !c.open && after != "" && after[0] != '-' && after != "s" {
			continue
		}
		if c.unit != "" {
			q.unit = &unit{Kind: r.x.kinds[c.unit], Name: c.unit}
		}
		return true
	}
	return false
}

func cutDash(s string) (string, bool) {
	for _, dash := range []string{"-", "‑", "–"} {
		if after, ok := strings.CutPrefix(s, dash); ok && after != "" {
			return after, true
		}
	}
	return "", false
}

// clock reports whether token i belongs to a time of day: 10:30.
func (r *reader) clock(i int) bool {
	part := func(j, most int) bool {
		w := strings.TrimLeft(r.word(j), "0")
		figures, _, _ := strings.Cut(w, "-") // "10:30-да"
		n, err := strconv.Atoi("0" + figures)
		return err == nil && n <= most && len(r.word(j)) > 0
	}
	two := func(j int) bool {
		figures, _, _ := strings.Cut(r.word(j), "-")
		return len(figures) == 2 && part(j, 59)
	}
	return r.word(i+1) == ":" && part(i, 24) && two(i+2) || r.word(i-1) == ":" && two(i) && part(i-2, 59)
}

// groups adds the groups of three figures that follow: "1 400 000,5".
func (r *reader) groups(q *quantity, figure string) {
	if !r.x.grouped || len(figure) > 3 || !allDigits(figure) || figure == "0" {
		return
	}
	value := q.value
	for q.end < len(r.t) {
		next := r.word(q.end)
		head, fraction, decimals := strings.Cut(next, ",")
		if len(head) != 3 || !allDigits(head) || decimals && !allDigits(fraction) || r.dated[q.end] {
			break
		}
		value += head
		q.end++
		if decimals {
			value = canonical(value+","+fraction, ",")
			break
		}
	}
	q.value, q.plain = value, value
}

// joined reads two parts of one word: "twenty-one", "два-три", "three-year".
func (r *reader) joined(i int) (quantity, bool) {
	text := r.word(i)
	k := strings.IndexAny(text, "-‑–")
	if k <= 0 || r.t[i].Kind == extract.MarkToken {
		return quantity{}, false
	}
	left, ok := r.x.cardinals[text[:k]]
	right, _ := cutDash(text[k:])
	if !ok || right == "" {
		return quantity{}, false
	}
	q := quantity{first: i, end: i + 1, words: true}
	if v, ok := r.x.cardinals[right]; ok {
		switch {
		case left >= 20 && left%10 == 0 && v > 0 && v < 10 && !r.x.grouped:
			q.value = strconv.FormatInt(left+v, 10)
			r.hundreds(&q, left+v)
		case v > left:
			q.value, q.to = strconv.FormatInt(left, 10), strconv.FormatInt(v, 10)
		default:
			return quantity{}, false
		}
		return q, true
	}
	if unit, rest, ok := strings.Cut(right, "-"); ok { // "twenty-one-year-old"
		if v, ok := r.x.cardinals[unit]; ok && left >= 20 && left%10 == 0 && v > 0 && v < 10 {
			left, right = left+v, rest
		}
	}
	q.value = strconv.FormatInt(left, 10)
	return q, r.compound(&q, right)
}

// hundreds multiplies "twenty-five hundred".
func (r *reader) hundreds(q *quantity, v int64) {
	if r.x.hundred[r.word(q.end)] {
		q.value, q.end = strconv.FormatInt(100*v, 10), q.end+1
	}
}

// single reads the words of a value of their own, a scale that stands alone
// and an article before a scale.
func (r *reader) single(i int) (quantity, bool) {
	w := r.word(i)
	q := quantity{first: i, end: i + 1, words: true}
	if v, ok := r.x.fixed[w]; ok {
		q.value, q.bare = v, v == "0.5"
		return q, true
	}
	if r.x.article[w] {
		if v, ok := r.x.dozens[r.word(i+1)]; ok {
			q.value, q.end = strconv.FormatInt(v, 10), i+2
			return q, true
		}
		if r.scaleAt(i+1) > 0 {
			q.value = "1"
			return q, true
		}
		return q, false
	}
	if r.x.alone[w] && i+1 < len(r.t) && r.t[i+1].Kind == extract.WordToken && !r.indefinite(i) {
		if p := r.x.scales[w]; p > 0 {
			q.value, q.plain, q.power = shiftPoint("1", p), "1", p
		} else {
			q.value = "100"
		}
		return q, true
	}
	return q, false
}

// indefinite reports whether a word that counts without saying how many stands
// before a bare scale: "бірнеше мың".
func (r *reader) indefinite(i int) bool {
	return r.x.indefinite[r.word(i-1)] || i > r.from && r.t[i-1].Kind == extract.NumberToken
}

// numeral reads a cardinal in words up to the thousands.
func (r *reader) numeral(i int) (quantity, bool) {
	value, n, ok := r.group(i)
	if !ok {
		return quantity{}, false
	}
	q := quantity{first: i, end: i + n, words: true, value: strconv.FormatInt(value, 10)}
	q.bare = value == 1 || n == 1 && r.x.doubtful[r.word(i)]
	if next := r.word(q.end); r.x.ordinals[next] && value%10 == 0 && (value > 10 || !r.x.teens) {
		return quantity{}, false
	}
	return q, true
}

// group reads words up to 999 from token i on and returns how many there are.
func (r *reader) group(i int) (value int64, n int, ok bool) {
	room := int64(1000) // what follows must be less
	for {
		w := r.word(i + n)
		v, known := r.x.cardinals[w]
		switch {
		case known && v < room && (v > 0 || n == 0):
			value, n = value+v, n+1
			room = roomBehind(v, r.x.teens)
		case r.x.hundred[w] && n > 0 && value < 10 && room <= 1:
			value, n, room = 100*max(value, 1), n+1, 100
		case r.x.hundred[w] && n == 0 && !r.x.teens && (r.x.cardinals[r.word(i+1)] > 0 || r.scaleAt(i+1) > 0):
			value, n, room = 100, 1, 100 // "жүз елу"
		case r.x.article[w] && n == 0 && r.x.hundred[r.word(i+1)]:
			value, n, room = 100, 2, 100
		case r.x.and[w] && n > 0 && value%100 == 0 && room == 100 && (r.x.cardinals[r.word(i+n+1)] > 0 || r.hyphened(r.word(i+n+1)) > 0):
			n++
		case !known && n > 0 && room == 100 && r.hyphened(w) > 0:
			value, n, room = value+r.hyphened(w), n+1, 1
		default:
			if d, known := r.x.dozens[w]; known && n > 0 {
				return value * d, n + 1, true
			}
			return value, n, n > 0
		}
	}
}

// hyphened returns the value of "twenty-five", 0 for other words.
func (r *reader) hyphened(w string) int64 {
	left, right, ok := strings.Cut(w, "-")
	a, b := r.x.cardinals[left], r.x.cardinals[right]
	if !ok || a < 20 || a%10 != 0 || b < 1 || b > 9 {
		return 0
	}
	return a + b
}

// roomBehind returns what the word behind a cardinal must be less than.
func roomBehind(v int64, teens bool) int64 {
	switch {
	case v >= 100:
		return 100
	case v >= 20 && v%10 == 0, v == 10 && !teens:
		return 10
	}
	return 1
}

// scaleAt returns the power of the scale at token i, 0 for none.
func (r *reader) scaleAt(i int) int {
	w := r.word(i)
	if p, ok := r.x.scales[w]; ok {
		return p
	}
	if k := strings.IndexAny(w, "-‑"); k > 0 { // "млрд-тан"
		if ending, _ := cutDash(w[k:]); r.x.suffixes[ending] {
			return r.x.scales[w[:k]]
		}
	}
	return 0
}

// scale multiplies the number by the scales behind it and adds the lesser
// parts that follow: "два миллиона триста тысяч", "3 мың 150".
func (r *reader) scale(q *quantity) {
	if q.unit != nil || q.power > 0 {
		r.halve(q)
		r.add(q)
		return
	}
	if q.fraction && r.x.article[r.word(q.end)] && r.scaleAt(q.end+1) > 0 {
		q.end++ // "half a million"
	}
	if q.fraction && r.x.of[r.word(q.end)] && r.wordScale(q.end+1) > 0 {
		q.end += 2 // "a quarter of a million"
	}
	if _, n := find(r, r.x.plusHalf, q.end); n > 0 && allDigits(q.value) && q.to == "" {
		q.value, q.plain, q.end, q.bare = q.value+".5", q.value+".5", q.end+n, false
	}
	p := r.scaleAt(q.end)
	if p == 0 {
		return
	}
	q.end++
	if r.word(q.end) == "." && p > 0 && r.abbreviated(q.end) {
		q.end++
	}
	if q.to != "" {
		q.to = shiftPoint(q.to, p)
	}
	q.value, q.power, q.bare, q.fraction = shiftPoint(q.value, p), p, false, false
	r.halve(q)
	r.add(q)
}

// halve adds the half behind a scale: "миллион с половиной".
func (r *reader) halve(q *quantity) {
	if _, n := find(r, r.x.plusHalf, q.end); n > 0 && q.power > 0 && allDigits(q.plain) {
		q.plain, q.end = q.plain+".5", q.end+n
		q.value = shiftPoint(q.plain, q.power)
	}
}

// abbreviated reports whether the full stop at token i belongs to the scale
// before it: the sentence goes on in lower case.
func (r *reader) abbreviated(i int) bool {
	return i+1 < len(r.t) && !r.t[i].SpaceBefore && r.x.grouped && len(r.word(i-1)) <= len("трлн")
}

// add adds the lesser parts behind a scale.
func (r *reader) add(q *quantity) {
	for q.power >= 3 {
		sum, ok := whole(q.value)
		if !ok {
			return
		}
		i := q.end
		if r.x.and[r.word(i)] {
			i++
		}
		part, power, ok := r.part(i, q.power, q.words)
		if !ok || i > q.end && (power > 0 || !q.words) {
			return
		}
		v, _ := whole(part.value)
		q.value, q.end, q.power = strconv.FormatInt(sum+v, 10), part.end, power
		q.plain = q.value
	}
}

// part reads a number less than the scale of what stands before it: in words
// if that is, or with a scale of its own, or the three figures behind thousands.
func (r *reader) part(i, power int, words bool) (quantity, int, bool) {
	q, ok := r.figure(i)
	if !ok {
		if q, ok = r.numeral(i); !ok {
			return q, 0, false
		}
	}
	for t := i; t < q.end; t++ {
		if r.dated[t] {
			return q, 0, false
		}
	}
	p := r.scaleAt(q.end)
	if p >= power {
		return q, 0, false
	}
	figures := power == 3 && r.x.grouped && len(q.value) == 3 && allDigits(q.value)
	if words != q.words || p == 0 && !words && !figures || q.unit != nil {
		return q, 0, false
	}
	if p > 0 {
		q.value, q.end = shiftPoint(q.value, p), q.end+1
	}
	v, ok := whole(q.value)
	limit, _ := whole(shiftPoint("1", power))
	return q, p, ok && v < limit
}
