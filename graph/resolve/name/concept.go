package name

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"claimgraph/schema"
)

// A conceptKind says what a concept does in a comparison; see data/concepts.txt.
type conceptKind string

const (
	kindOf   conceptKind = "kind"
	level    conceptKind = "level"
	content  conceptKind = "word"
	soft     conceptKind = "soft"
	form     conceptKind = "form"
	stop     conceptKind = "stop"
	office   conceptKind = "office"
	manager  conceptKind = "manager"
	post     conceptKind = "post"
	treaty   conceptKind = "treaty"
	matter   conceptKind = "matter"
	country  conceptKind = "country" // from the gazetteer
	locality conceptKind = "locality"
	body     conceptKind = "body"
	proper   conceptKind = "proper" // a word that no list has
	number   conceptKind = "number"
)

// An element is one concept, or one word that no list has, of a name.
type element struct {
	id   string // "" for a proper word
	kind conceptKind
	part *part // how the word sounds; nil for a concept of several words
	stem *part // the same without what may be an ending
	// capital is set for a proper word that begins with one, as names do.
	capital bool
}

// A meaning is what a phrase means.
type meaning struct {
	ids  []string
	kind conceptKind
	caps bool   // an abbreviation: matches in capitals alone
	long int    // letters of the phrase
	text string // the phrase in lower case
}

// stemmer takes endings off.
type stemmer struct {
	endings map[string][]string
	fold    map[rune]rune
	latin   map[string]string
}

func readStemmer(text string) (*stemmer, error) {
	s := &stemmer{map[string][]string{}, map[rune]rune{}, map[string]string{}}
	err := eachLine(text, func(n int, line string) error {
		f := strings.Fields(line)
		switch {
		case f[0] == "fold" && len(f) == 3:
			from, _ := utf8.DecodeRuneInString(f[1])
			s.fold[from], _ = utf8.DecodeRuneInString(f[2])
		case f[0] == "latin" && len(f) == 3:
			s.latin[f[1]] = f[2]
		case len(f) > 1:
			s.endings[f[0]] = f[1:]
			slices.SortStableFunc(s.endings[f[0]], func(a, b string) int { return len(b) - len(a) })
		default:
			return fmt.Errorf("stems.txt:%d: a language without endings", n)
		}
		return nil
	})
	return s, err
}

// cyrillic writes a Kazakh word in Latin letters in Cyrillic ones.
func (s *stemmer) cyrillic(w string) string {
	runes := []rune(w)
	var b strings.Builder
	for i := 0; i < len(runes); i++ {
		if i+1 < len(runes) {
			if c, ok := s.latin[string(runes[i:i+2])]; ok {
				b.WriteString(c)
				i++
				continue
			}
		}
		if i > 0 && (runes[i] == 'i' || runes[i] == 'ı') && strings.ContainsRune("aeouäöüūáóú", runes[i-1]) {
			b.WriteRune('й') // Shanhai
		} else if c, ok := s.latin[string(runes[i])]; ok {
			b.WriteString(c)
		} else {
			b.WriteRune(runes[i])
		}
	}
	return b.String()
}

// of returns the stem of a word in lower case.
func (s *stemmer) of(w, language string) string {
	lang := stemLanguage(w, language)
	if lang == "kk-Latn" {
		w, lang = s.cyrillic(strings.ReplaceAll(w, "'", "´")), "kk"
	}
	for {
		cut := s.once(w, lang)
		if cut == w || lang != "kk" {
			w = cut
			break
		}
		w = cut
	}
	if lang == "kk" { // министрлік, министрлігі
		if r, size := utf8.DecodeLastRuneInString(w); r == 'г' || r == 'ғ' {
			w = w[:len(w)-size] + "к"
		} else if r == 'б' {
			w = w[:len(w)-size] + "п"
		}
	}
	return strings.Map(func(r rune) rune {
		if to, ok := s.fold[r]; ok {
			return to
		}
		return r
	}, w)
}

// abbreviation returns letters as they are, those of Latin Kazakh in Cyrillic.
func (s *stemmer) abbreviation(w, language string) string {
	if stemLanguage(w, language) == "kk-Latn" {
		return s.cyrillic(w)
	}
	return w
}

func (s *stemmer) once(w, lang string) string {
	for _, e := range s.endings[lang] {
		if stem, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(stem) >= 3 && !(lang == "en" && strings.HasSuffix(stem, "s")) {
			return stem
		}
	}
	return w
}

// stemLanguage returns whose endings a word may have, by its letters first.
func stemLanguage(w, language string) string {
	switch {
	case !isCyrillic([]rune(w)):
		if strings.HasPrefix(language, "kk") {
			return "kk-Latn"
		}
		return "en"
	case strings.HasPrefix(language, "kk"), strings.ContainsAny(w, "әғқңөұүһі"):
		return "kk"
	}
	return "ru"
}

// A concepts index finds what phrases mean.
type concepts struct {
	stems   *stemmer
	phrases map[string][]meaning // by stems with blanks between
	longest int                  // stems in a phrase
	country map[string]string    // of localities and bodies
}

// A word is one of a phrase.
type word struct {
	text, lower, stem string
	quoted            bool // stands alone between quotation marks
}

// phraseWords cuts a text into words; hyphens and full stops part them too.
func (c *concepts) phraseWords(text, language string) []word {
	text = norm.NFC.String(text)
	var out []word
	for _, w := range strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune("'’ʼ´&", r)
	}) {
		w = strings.Trim(strings.NewReplacer("’", "'", "ʼ", "'", "´", "'").Replace(w), "'")
		if strings.HasPrefix(language, "kk") && strings.HasSuffix(text, w+"'") {
			w += "'"
		}
		if w == "" {
			continue
		}
		lower := strings.ToLower(w)
		lower = strings.TrimSuffix(lower, "'s")
		stem := c.stems.of(lower, language)
		if isAbbreviation(w) { // ҚР is not КР
			stem = c.stems.abbreviation(lower, language)
		}
		out = append(out, word{w, lower, stem, c.quotedAlone(text, w)})
	}
	return out
}

// quotedAlone tells whether the word stands in quotation marks without others.
func (c *concepts) quotedAlone(text, w string) bool {
	before, after, ok := strings.Cut(text, w)
	open, _ := utf8.DecodeLastRuneInString(before)
	end, _ := utf8.DecodeRuneInString(after)
	return ok && strings.ContainsRune("«\"“„", open) && strings.ContainsRune("»\"”“", end)
}

// enter adds a phrase. Of two meanings of a phrase the first one stands.
func (c *concepts) enter(phrase, language string, m meaning) {
	ws := c.phraseWords(phrase, language)
	if len(ws) == 0 {
		return
	}
	key := joinStems(ws)
	m.caps, m.long, m.text = isAbbreviation(phrase), utf8.RuneCountInString(phrase), foldWord(phrase)
	if !slices.ContainsFunc(c.phrases[key], func(o meaning) bool {
		return o.kind == m.kind && slices.Equal(o.ids, m.ids) && o.caps == m.caps && o.text == m.text
	}) {
		c.phrases[key] = append(c.phrases[key], m)
	}
	c.longest = max(c.longest, len(ws))
}

func joinStems(ws []word) string {
	n := 0
	for _, w := range ws {
		n += len(w.stem) + 1
	}
	b := make([]byte, 0, n)
	for i, w := range ws {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, w.stem...)
	}
	return string(b)
}

// maxAbbreviation is how many letters a word has at most that matches in
// capitals alone.
const maxAbbreviation = 4

func isAbbreviation(phrase string) bool {
	return utf8.RuneCountInString(phrase) <= maxAbbreviation && phrase == strings.ToUpper(phrase) && phrase != strings.ToLower(phrase)
}

// readConcepts enters the phrases of data/concepts.txt.
func (c *concepts) read(text string) error {
	kind := conceptKind("")
	return eachLine(text, func(n int, line string) error {
		if strings.HasPrefix(line, "[") {
			kind = conceptKind(strings.Trim(line, "[]"))
			return nil
		}
		ids, phrases, ok := strings.Cut(line, ":")
		byLanguage := strings.Split(phrases, "/")
		if !ok || len(byLanguage) != 3 || kind == "" {
			return fmt.Errorf("concepts.txt:%d: want \"concept: english / russian / kazakh\"", n)
		}
		for i, lang := range [...]string{"en", "ru", "kk"} {
			for p := range strings.SplitSeq(byLanguage[i], ",") {
				c.enter(strings.TrimSpace(p), lang, meaning{ids: strings.Split(ids, "+"), kind: kind})
			}
		}
		return nil
	})
}

// portfolios enters what the model's ministers are for, and the short names of
// their ministries, from the names of their posts.
func (c *concepts) portfolios(model *schema.Model) {
	const head = "minister-of-"
	for _, r := range model.Roles() {
		slug, ok := strings.CutPrefix(r.Slug, head)
		if !ok {
			continue
		}
		id := strings.ReplaceAll(slug, "-", " ")
		for lang, around := range ministerForms {
			for _, f := range r.Forms[lang] {
				for _, a := range around {
					p, ok := strings.CutPrefix(f, a.before)
					p, ok2 := strings.CutSuffix(p, a.after)
					if !ok || !ok2 || a.not != "" && strings.Contains(p, a.not) {
						continue
					}
					m := meaning{ids: []string{id}, kind: content}
					if a.short {
						m = meaning{ids: []string{"ministry", id}, kind: kindOf}
					}
					c.enter(p, lang, m)
				}
			}
		}
	}
}

// ministerForms are the words around a portfolio in the names of ministers.
var ministerForms = map[string][]struct {
	before, after, not string
	short              bool // what is left names the ministry
}{
	"en": {{"minister of ", "", "", false}, {"minister for ", "", "", false}, {"", " minister", "", false}},
	"ru": {{"министр по вопросам ", "", "", false}, {"министр ", "", "", false}, {"глава ", "", "министерства", true}},
	"kk": {{"", " министрі", "", false}, {"", " басшысы", "министрлігінің", true}},
}

// gazetteer enters the known names.
func (c *concepts) gazetteer(entries []Entry) {
	kinds := map[schema.EntityType]conceptKind{"Country": country, "City": locality, "Region": locality, "Place": locality, "Organization": body}
	for _, e := range entries {
		kind, ok := kinds[e.Type]
		if !ok {
			continue
		}
		if e.Country != "" {
			c.country[e.Key] = e.Country
		}
		for _, n := range slices.Concat(e.Names, e.Adjectives, combining(e.Adjectives)) {
			c.enter(strings.Trim(n.Text, "=^"), n.Language, meaning{ids: []string{e.Key}, kind: kind})
		}
	}
}

// combining returns the forms of Russian adjectives that stand before a hyphen:
// "норвежско-казахстанский".
func combining(adjectives []Label) (out []Label) {
	for _, a := range adjectives {
		if stem, ok := strings.CutSuffix(a.Text, "кий"); ok && a.Language == "ru" {
			out = append(out, Label{stem + "ко", a.Language})
		}
	}
	return out
}

// elements reads a text as concepts, the longest phrases first: what is announced
// or approved is no part of a name.
func (m *Matcher) elements(text, language string) []element {
	return m.elementsBut(text, language, []conceptKind{matter})
}

// elementsBut leaves out what some kinds of concepts mean.
func (m *Matcher) elementsBut(text, language string, without []conceptKind) []element {
	c := m.concepts
	ws := c.phraseWords(text, language)
	var out []element
	for i := 0; i < len(ws); {
		n, mean := c.at(ws, i, without)
		if n == 0 {
			out = m.properWord(out, ws, i, language)
			i++
			continue
		}
		for _, id := range mean.ids {
			if mean.kind == country && isHost(ws, i, n) {
				id = host + id
			}
			e := element{id: id, kind: mean.kind}
			if n == 1 && len(mean.ids) == 1 && (mean.kind == content || mean.kind == locality || mean.kind == body) {
				e.part, e.stem = m.sounding(ws[i].lower, language)
			}
			out = append(out, e)
		}
		i += n
	}
	return out
}

// host stands before the country that a body is in without being of it: "the
// embassy of Kazakhstan in Belgium".
const host = "in "

var hostEndings = []string{"дағы", "дегі", "тағы", "тегі"}

func isHost(ws []word, i, n int) bool {
	if i > 0 && (ws[i-1].lower == "в" || ws[i-1].lower == "во" || ws[i-1].lower == "in") {
		return true
	}
	last := ws[i+n-1].lower
	return slices.ContainsFunc(hostEndings, func(e string) bool { return strings.HasSuffix(last, e) })
}

// at returns how many words from i on are a phrase, and what they mean.
func (c *concepts) at(ws []word, i int, without []conceptKind) (int, meaning) {
	for n := min(c.longest, len(ws)-i); n > 0; n-- {
		if n == 1 && ws[i].quoted && !slices.ContainsFunc(c.phrases[ws[i].stem], func(m meaning) bool { return m.kind == body }) {
			return 0, meaning{}
		}
		if m, ok := c.meaning(joinStems(ws[i:i+n]), ws[i:i+n], without); ok {
			return n, m
		}
	}
	stem := ws[i].stem // Костанайский, Алматинский
	for _, e := range [...]string{"инск", "ск"} {
		if cut, ok := strings.CutSuffix(stem, e); ok && utf8.RuneCountInString(cut) >= 3 {
			for _, m := range c.phrases[c.stems.of(cut, "ru")] {
				if m.kind == locality {
					return 1, m
				}
			}
		}
	}
	return 0, meaning{}
}

// order of meanings: what tells most about a body comes first.
var order = []conceptKind{matter, form, kindOf, level, office, manager, post, treaty, country, content, soft, stop, locality, body}

func (c *concepts) meaning(key string, ws []word, without []conceptKind) (meaning, bool) {
	ms := c.phrases[key]
	if len(ms) == 0 {
		return meaning{}, false
	}
	upper := true
	long := len(ws) - 1
	for _, w := range ws {
		upper = upper && w.text == strings.ToUpper(w.text)
		long += utf8.RuneCountInString(w.lower)
	}
	ms = slices.DeleteFunc(slices.Clone(ms), func(m meaning) bool {
		return m.caps && !upper || slices.Contains(without, m.kind) || shareStemAlone(m, ws)
	})
	if len(ms) == 0 {
		return meaning{}, false
	}
	return slices.MinFunc(ms, func(a, b meaning) int {
		return cmp.Or(slices.Index(order, a.kind)-slices.Index(order, b.kind), distance(a.long, long)-distance(b.long, long), slices.Compare(a.ids, b.ids))
	}), true
}

// shareStemAlone tells a word that has the stem of a known name of one word but
// is no form of it: Кен and Кения, Белов and БелТА differ by more than the last
// letter and an ending.
func shareStemAlone(m meaning, ws []word) bool {
	if len(ws) != 1 || m.kind != country && m.kind != locality && m.kind != body || m.caps {
		return false
	}
	x, y := []rune(foldWord(ws[0].lower)), []rune(m.text)
	if isCyrillic(x) != isCyrillic(y) {
		return false
	}
	same := 0
	for same < len(x) && same < len(y) && x[same] == y[same] {
		same++
	}
	return same < len(y)-1
}

func distance(x, y int) int { return max(x-y, y-x) }

// properWord adds a word that no list has, unless it is the ending of an
// abbreviation ("ЕО-ның") or an initial.
func (m *Matcher) properWord(out []element, ws []word, i int, language string) []element {
	w := ws[i]
	switch {
	case utf8.RuneCountInString(strings.Trim(w.lower, "'")) == 1 && !unicode.IsDigit(rune(w.lower[0])):
		return out
	case isDigits(w.lower):
		return append(out, element{id: w.lower, kind: number})
	case i > 0 && strings.HasPrefix(language, "kk") && ws[i-1].text == strings.ToUpper(ws[i-1].text) &&
		slices.ContainsFunc(m.lexicon.decline["kk"], func(d declension) bool { return d.ending == w.lower }):
		return out
	}
	first, _ := utf8.DecodeRuneInString(w.text)
	e := element{kind: proper, capital: unicode.IsUpper(first) || w.quoted}
	e.part, e.stem = m.sounding(w.lower, language)
	return append(out, e)
}

func isDigits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

var adjectiveEndings = []string{"ский", "ская", "ское", "ского", "ской", "скому", "ском", "ским", "скую"}

// sounding returns how a word sounds, as it is and without what may be an ending.
func (m *Matcher) sounding(w, language string) (whole, stem *part) {
	whole = m.lexicon.part(w, language)
	lang := stemLanguage(w, language)
	if lang == "en" {
		return whole, nil
	}
	best := w
	for _, e := range adjectiveEndings { // Карасайский
		if cut, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(cut) >= 4 {
			return whole, m.lexicon.part(cut, language)
		}
	}
	for _, d := range m.lexicon.decline[lang] {
		cut, ok := strings.CutSuffix(w, d.ending)
		if ok && !d.surname && len(cut) < len(best) && utf8.RuneCountInString(cut) >= 4 {
			best = cut
		}
	}
	if best == w {
		return whole, nil
	}
	return whole, m.lexicon.part(best, language)
}
