package name

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A part is one word of a name, or several that a hyphen joins.
type part struct {
	text    string    // in lower case
	words   []string  // between hyphens
	initial bool      // the first letter alone, or the first sound ("Дж.")
	sounds  [][]sound // readings of all of it
	each    [][][]sound
	equal   [][]int // groups of equal names, by word
}

// A person is one way to read a person's name. Any part but one may be missing.
type person struct {
	given, surname *part
	middle         []*part // further given names and surnames
	patronymic     *part   // without the ending; or an initial
	daughter       bool    // by the patronymic
	junior         string  // "junior", "senior", "ii", ...
	declined       bool    // read as being in an oblique case
	ambiguous      bool    // and may as well be another's name in the nominative
	lone           bool    // one word, which may be a given name
	keys           []string
}

// persons returns the ways to read a name.
func (l *lexicon) persons(n Label) []*person {
	words, extra := nameWords(n.Text)
	if len(words) == 0 {
		return nil
	}
	var out []*person
	add := func(words []string, declined, ambiguous bool) {
		for _, p := range l.roles(words, n.Language) {
			p.declined, p.ambiguous = declined, ambiguous
			for _, w := range extra {
				p.middle = append(p.middle, l.part(w, n.Language))
			}
			p.keys = l.personKeys(p)
			out = append(out, p)
		}
	}
	lower := make([]string, len(words))
	for i, w := range words {
		lower[i] = strings.ToLower(w)
	}
	lower = l.withoutParticles(l.joinSons(lower, n.Language))
	add(lower, false, false)
	for _, ws := range l.nominatives(lower, n.Language) {
		add(ws, true, n.Language == "ru" && l.ambiguous(lower, ws))
	}
	return out
}

// nameWords cuts a name into words; those in brackets are other surnames.
// Initials keep their full stop.
func nameWords(text string) (words, bracketed []string) {
	text = norm.NFC.String(text)
	inside := false
	var b strings.Builder
	end := func() {
		w := strings.Trim(b.String(), "-")
		b.Reset()
		switch {
		case w == "" || w == ".":
		case inside:
			bracketed = append(bracketed, strings.ToLower(w))
		default:
			words = append(words, w)
		}
	}
	for _, r := range text {
		switch {
		case r == '(' || r == ')':
			end()
			inside = r == '('
		case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case strings.ContainsRune("'’ʼ`ʻ‘´′", r):
			b.WriteRune('\'')
		case unicode.Is(unicode.Pd, r):
			b.WriteRune('-')
		case r == '.':
			if n := utf8.RuneCountInString(b.String()); n > 0 && n <= 2 || strings.HasSuffix(b.String(), ".") {
				b.WriteRune('.')
			}
			end()
		default:
			end()
		}
	}
	end()
	return words, bracketed
}

// isInitial tells a word that nameWords left its full stop.
func isInitial(w string) bool { return strings.HasSuffix(w, ".") }

// joinSons makes "Серік ұлы" one word, as it is most often written, and takes
// off a Kazakh ending behind a hyphen.
func (l *lexicon) joinSons(words []string, language string) []string {
	var out []string
	for _, w := range words {
		parts := strings.Split(w, "-")
		switch {
		case l.is("titles", strings.Trim(w, ".")):
			continue
		case len(out) > 0 && l.is("sons and daughters", w) && !isInitial(out[len(out)-1]):
			out[len(out)-1] += w
			continue
		case len(parts) == 2 && (l.is("juniors", parts[1]) || l.is("seniors", parts[1])):
			out = append(out, parts...)
			continue
		case len(parts) == 2 && l.is("sons and daughters", parts[1]):
			w = parts[0] + parts[1]
		case len(parts) == 2 && strings.HasPrefix(language, "kk") && slices.ContainsFunc(l.decline[language], func(d declension) bool { return d.ending == parts[1] }):
			w = parts[0] // Ван И-мен
		}
		out = append(out, w)
	}
	return out
}

// withoutParticles leaves out "van", "de", "аль", and takes them from before a
// hyphen; of a name of two words both stay, for Ван И is one of them.
func (l *lexicon) withoutParticles(words []string) []string {
	var out []string
	for i, w := range words {
		for {
			before, after, ok := strings.Cut(w, "-")
			if !ok || !l.is("particles", before) {
				break
			}
			w = after
		}
		if l.is("particles", w) && len(words) > 2 && i+1 < len(words) && (i > 0 || l.is("particles", words[i+1])) {
			continue
		}
		out = append(out, w)
	}
	return out
}

// junior takes a generation from the end of a name.
func (l *lexicon) junior(words []string) ([]string, string) {
	if len(words) < 2 {
		return words, ""
	}
	last := strings.Trim(words[len(words)-1], ".")
	rest := words[:len(words)-1]
	switch {
	case l.is("juniors", last):
		return rest, "junior"
	case l.is("seniors", last):
		return rest, "senior"
	case l.is("ordinals", last):
		return rest, last
	}
	return words, ""
}

// roles returns the ways to tell given names, patronymic and surname apart.
func (l *lexicon) roles(words []string, language string) []*person {
	words, junior := l.junior(words)
	var parts []*part
	var patronymic *part
	daughter := false
	for i, w := range words {
		if base, female, ok := l.patronymic(w); ok && len(words) > 2 && i > 0 && patronymic == nil {
			patronymic, daughter = l.part(base, language), female
			continue
		}
		parts = append(parts, l.part(w, language))
	}
	var out []*person
	add := func(p person) {
		p.junior = junior
		if p.patronymic == nil {
			p.patronymic, p.daughter = patronymic, daughter
		}
		out = append(out, &p)
	}
	full := slices.DeleteFunc(slices.Clone(parts), func(p *part) bool { return p.initial })
	initials := slices.DeleteFunc(slices.Clone(parts), func(p *part) bool { return !p.initial })
	switch {
	case len(full) == 0:
		return nil
	case len(initials) > 0 && len(full) == 1:
		p := person{given: initials[0], surname: full[0]}
		if len(initials) > 1 {
			p.patronymic = initials[1]
		}
		add(p)
	case len(full) == 1:
		add(person{surname: full[0], lone: true})
	case len(full) == 2:
		l.two(full, initials, add)
		if base, female, ok := l.patronymic(words[len(words)-1]); ok && len(words) == 2 {
			add(person{given: full[0], patronymic: l.part(base, language), daughter: female})
		}
	default:
		l.many(full, add)
	}
	return out
}

// two adds the readings of a name of two words, in the order that the words
// tell, in both where they do not.
func (l *lexicon) two(full, initials []*part, add func(person)) {
	forward := person{given: full[0], surname: full[1]}
	backward := person{given: full[1], surname: full[0]}
	if len(initials) > 0 {
		forward.patronymic, backward.patronymic = initials[0], initials[0]
	}
	given0, given1 := l.isGiven(full[0]), l.isGiven(full[1])
	ends0, ends1 := l.ending("surname endings", full[0].text) != "", l.ending("surname endings", full[1].text) != ""
	switch {
	case l.is("families first", full[0].text) || l.is("families first", full[1].text):
		add(forward)
		add(backward)
	case ends1 && !ends0 || given0 && !given1 || given0 && given1 && ends0 == ends1:
		add(forward)
	default: // a surname's ending in front is no proof: Збигнев
		add(forward)
		add(backward)
	}
}

func (l *lexicon) isGiven(p *part) bool { return l.given[foldWord(p.text)] }

// many adds the readings of a name of three or more words.
func (l *lexicon) many(full []*part, add func(person)) {
	last := len(full) - 1
	ends0 := l.ending("surname endings", full[0].text) != ""
	endsLast := l.ending("surname endings", full[last].text) != ""
	if !ends0 || endsLast {
		add(person{given: full[0], middle: full[1:last], surname: full[last]})
	}
	if l.is("families first", full[0].text) || !endsLast && !(l.isGiven(full[0]) && !ends0) {
		add(person{surname: full[0], given: joined(full[1:])})
	}
}

// joined makes one part of several words: Дон Хён is written Dong-hyun as well.
func joined(ps []*part) *part {
	out := &part{sounds: [][]sound{nil}}
	var texts []string
	for _, p := range ps {
		texts = append(texts, p.text)
		out.words = append(out.words, p.words...)
		out.each = append(out.each, p.each...)
		out.equal = append(out.equal, p.equal...)
		out.sounds[0] = append(out.sounds[0], p.sounds[0]...)
	}
	out.text = strings.Join(texts, "-")
	return out
}

// patronymic returns what stands before the ending of a patronymic.
func (l *lexicon) patronymic(w string) (base string, daughter, ok bool) {
	if l.is("patronymics", w) {
		return strings.TrimSuffix(strings.TrimSuffix(w, "ич"), "инична"), strings.HasSuffix(w, "инична"), true
	}
	e := l.ending("patronymic endings", w)
	if e == "" {
		return "", false, false
	}
	return strings.TrimSuffix(w, e), l.ending("daughters", w) != "", true
}

// part reads one word.
func (l *lexicon) part(w, language string) *part {
	p := &part{text: w, initial: isInitial(w)}
	w = strings.TrimSuffix(w, ".")
	p.words = strings.Split(w, "-")
	if p.initial {
		p.words = p.words[:1]
	}
	for _, one := range p.words {
		readings := l.readings(one, language)
		p.each = append(p.each, readings)
		p.equal = append(p.equal, l.equal[foldWord(one)])
	}
	if len(p.each) == 1 {
		p.sounds = p.each[0]
		return p
	}
	var all []sound
	for _, readings := range p.each {
		all = append(all, readings[0]...)
	}
	p.sounds = [][]sound{all}
	return p
}

// maxReadings bounds how many ways a Latin word is read.
const maxReadings = 6

// readings returns how a word may sound.
func (l *lexicon) readings(w, language string) [][]sound {
	t := l.sounds
	runes := []rune(w)
	if isCyrillic(runes) && language == "kk" {
		return [][]sound{t.spell("kaz", runes)}
	}
	if isCyrillic(runes) {
		return [][]sound{t.spell("cyr", runes)}
	}
	if language == "kk-Latn" || strings.HasPrefix(language, "kk") {
		return [][]sound{t.spell("qaz", []rune(strings.ReplaceAll(w, "'", "´")))}
	}
	runes = []rune(strings.ReplaceAll(w, "'", ""))
	out := [][]sound{t.spell("lat", runes)}
	if utf8.RuneCountInString(w) < 2 {
		return out
	}
	for _, c := range t.when {
		if len(out) == maxReadings {
			break
		}
		if !c.word.MatchString(string(runes)) {
			continue
		}
		if s := t.spell(c.table, runes); !slices.ContainsFunc(out, func(o []sound) bool { return slices.Equal(o, s) }) {
			out = append(out, s)
		}
	}
	return out
}

func isCyrillic(w []rune) bool {
	return slices.ContainsFunc(w, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
}

// personKeys are the skeletons of what may be the surname.
func (l *lexicon) personKeys(p *person) []string {
	var out []string
	of := func(q *part) {
		if q == nil || q.initial {
			return
		}
		for i := range q.words {
			for _, s := range q.each[i] {
				for _, k := range l.sounds.skeletons(s) {
					out = append(out, "person "+k)
				}
			}
			for _, g := range q.equal[i] {
				out = append(out, "person ="+strconv.Itoa(g))
			}
		}
	}
	of(p.surname)
	if p.surname == nil {
		of(p.given)
	}
	if p.surname != nil && len(p.middle) > 0 { // of several surnames one may stand alone
		for _, m := range p.middle {
			of(m)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
