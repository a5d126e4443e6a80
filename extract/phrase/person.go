package phrase

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/extract"
)

// persons recognizes personal names: what stands after a role or an honorific,
// a given name with what follows it, initials with a surname; then, all over
// the article, the surnames and initials of those whom it names in full.
type persons struct{ *Language }

func (p *persons) Name() string { return "phrase/person" }

func (p *persons) Recognize(d *extract.Doc) []extract.Mention {
	if d.Language != p.Analyzer.Language() {
		return nil
	}
	roleEnds := map[int]bool{}
	for i := range d.Mentions {
		if d.Mentions[i].Type == "Role" {
			roleEnds[d.Mentions[i].End] = true
		}
	}
	taken := p.taken(d, roleEnds)
	var full, rest []extract.Mention
	var runs [][2]int // that nothing tells to be a name
	for _, sent := range d.Sentences {
		if d.Blocks[sent.Block].Kind == extract.Chrome {
			continue
		}
		for i := sent.First; i < sent.End; {
			end := p.run(d, i, sent.End, taken)
			if end == i && roleEnds[i] && doubleInitial(&d.Tokens[i]) && !p.Lexicon.notNames[d.Tokens[i].Lower] && !taken[i] {
				if end = p.run(d, i+1, sent.End, taken); end == i+1 {
					end = i
				}
			}
			if end == i || p.isCommon(d, i, end) {
				i++
				continue
			}
			i = p.opening(d, i, end)
			if i > sent.First && end < sent.End && opensQuote(d.Tokens[i-1].Text) && closesQuote(d.Tokens[end].Text) {
				i = end // a name in quotation marks is no person's
				continue
			}
			afterRole := roleEnds[i] || p.appositive(d, i, end, roleEnds) || p.chosen(d, i, end) || p.predicated(d, i, end, sent.End) || i > sent.First && p.Lexicon.honorific[d.Tokens[i-1].Lower]
			if m, ok := p.person(d, sent, i, end, afterRole); ok {
				if m.Kind == "full" {
					full = append(full, m)
				} else {
					rest = append(rest, m)
					runs = append(runs, [2]int{i, end})
				}
			} else {
				rest = append(rest, p.single(d, i, end)...)
				runs = append(runs, [2]int{i, end})
			}
			i = end
		}
	}
	if p.Lexicon.Alone {
		full = append(full, p.repeated(d, runs)...)
	}
	full, rest = p.split(d, full, rest)
	longer(full)
	p.called(d, full)
	for i := range full {
		p.inNominative(d, &full[i])
		p.inNoOtherCase(d, &full[i])
	}
	out := append(full, p.refer(d, full, rest)...)
	for i := range out {
		p.withSelf(d, &out[i])
	}
	return out
}

// withSelf takes the word for "himself" behind a name in the genitive, which has the
// case of the whole: "Үсеновтің өзі".
func (p *persons) withSelf(d *extract.Doc, m *extract.Mention) {
	if m.End >= len(d.Tokens) || d.Tokens[m.End].Sentence != d.Tokens[m.Head].Sentence || !slices.ContainsFunc(p.Lexicon.Selves, d.Tokens[m.End].HasLemma) || d.Tokens[m.Head].Best().Case != extract.Gen {
		return
	}
	m.End++
	m.Head = m.End - 1
	m.Span = d.TokenSpan(m.First, m.End)
}

// longer gives a name of two words the longer name that the article has for the
// same person: "Асан Үсенов" and "Асан Маратұлы" are both Асан Маратұлы Үсенов.
func longer(full []extract.Mention) {
	short := map[string]string{} // each way to leave a word out -> the longer name
	for i := range full {
		words := strings.Fields(full[i].Name)
		if len(words) != 3 {
			continue
		}
		for _, s := range []string{words[0] + " " + words[1], words[0] + " " + words[2]} {
			if other, ok := short[s]; ok && other != full[i].Name {
				short[s] = "" // whose it is cannot be told
			} else {
				short[s] = full[i].Name
			}
		}
	}
	for i := range full {
		if whole := short[full[i].Name]; whole != "" {
			full[i].Aliases, full[i].Name = append(full[i].Aliases, full[i].Name), whole
		}
	}
}

// called gives who is addressed by given name and patronymic, "Пётр Ильич", the one
// full name with that given name that the article has.
func (p *persons) called(d *extract.Doc, full []extract.Mention) {
	if !p.Lexicon.AllDecline && !p.Lexicon.LastDeclines {
		return
	}
	addressed := func(m *extract.Mention) bool {
		return m.End-m.First == 2 && d.Tokens[m.End-1].Best().Name == extract.Patronymic
	}
	whole := map[string]string{} // given name -> the full name with it, "" if there are several
	for i := range full {
		given, _, more := strings.Cut(extract.FoldYo(full[i].Name), " ")
		if !more || addressed(&full[i]) {
			continue
		}
		if other, ok := whole[given]; ok && other != full[i].Name {
			whole[given] = ""
		} else {
			whole[given] = full[i].Name
		}
	}
	for i := range full {
		m := &full[i]
		given, patronymic, _ := strings.Cut(extract.FoldYo(m.Name), " ")
		name := whole[given]
		if !addressed(m) || name == "" || len(strings.Fields(name)) > 2 && !strings.Contains(extract.FoldYo(name), patronymic) {
			continue
		}
		m.Aliases, m.Name = append(m.Aliases, m.Name), name
	}
}

// opening returns where the name in the run [i, end) opens: behind a word that nobody
// is called, if a given name and a surname follow, "лидер Аль-Кайды Усама бин Ладен".
func (p *persons) opening(d *extract.Doc, i, end int) int {
	if !p.Lexicon.AllDecline || end-i < 3 || isInitial(&d.Tokens[i]) || isInitial(&d.Tokens[i+1]) {
		return i
	}
	named := func(t *extract.Token, names ...extract.NameKind) bool {
		return slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return !a.Guessed && slices.Contains(names, a.Name) })
	}
	if isSyllable(&d.Tokens[i]) && isSyllable(&d.Tokens[i+1]) && isSyllable(&d.Tokens[i+2]) {
		return i // "Пак Дон Хён"
	}
	// of "адвокат Лугова Анна Ким" Лугов is the client
	client := slices.ContainsFunc(d.Tokens[i].Analyses, func(a extract.Analysis) bool {
		return a.Name == extract.Surname && a.Case == extract.Gen && a.Gender == extract.Masc
	}) && p.ownedTitle(d, i)
	personal := !client && named(&d.Tokens[i], extract.Given, extract.Surname, extract.Patronymic)
	if personal || !named(&d.Tokens[i+1], extract.Given) || named(&d.Tokens[i+2], extract.Patronymic) {
		return i
	}
	return i + 1
}

// ownedTitle reports whether a title ends at token i that is somebody's own, not a
// body's or a country's: адвокат, помощник.
func (p *persons) ownedTitle(d *extract.Doc, i int) bool {
	return i > 0 && slices.ContainsFunc(d.MentionsAt(i-1), func(k int) bool {
		m := &d.Mentions[k]
		return m.Type == "Role" && m.End == i && m.End-m.First == 1 && m.Kind == "profession"
	})
}

func allCaps(tokens []extract.Token) bool {
	return !slices.ContainsFunc(tokens, func(t extract.Token) bool { return t.Kind == extract.WordToken && t.Capitals != extract.AllCaps })
}

// isCommon reports whether the word that opens a sentence, and with it the run,
// is a common noun or the like: its capital tells nothing.
func (p *persons) isCommon(d *extract.Doc, i, end int) bool {
	if end-i < 2 || !d.StartsSentence(i) || len(d.Tokens[i].Analyses) == 0 {
		return false
	}
	as := d.Tokens[i].Analyses
	if slices.ContainsFunc(as, func(a extract.Analysis) bool { return a.Name != 0 && !(p.Lexicon.AllDecline && a.Guessed) }) {
		return false
	}
	if p.Lexicon.AllDecline {
		return p.ofPerson(d, i, end)
	}
	if !p.Lexicon.LastDeclines && !(as[0].POS == extract.NOUN && as[0].Animate && d.Tokens[i+1].Best().Name == extract.Given) {
		return false
	}
	return !as[0].Guessed && as[0].POS != extract.PROPN
}

// ofPerson reports whether the word at i is a known noun for the person named behind
// it or for what that person has: "Поэтесса Асель ...", "Резиденция Антониу Кошты", and
// not "Сон Хын Мин", whose words are syllables.
func (p *persons) ofPerson(d *extract.Doc, i, end int) bool {
	const syllable = 3 // letters
	t := &d.Tokens[i]
	known := slices.IndexFunc(t.Analyses, func(a extract.Analysis) bool { return !a.Guessed })
	if known < 0 || t.Analyses[known].POS != extract.NOUN {
		return false
	}
	return t.Analyses[known].Animate && d.Tokens[i+1].Best().Name == extract.Given || end-i > 2 && utf8.RuneCountInString(t.Text) > syllable
}

// isOblique reports whether a word of a name has a case that ends the name,
// where only a name's last word declines.
func isOblique(t *extract.Token) bool {
	a := t.Best()
	return a.POS == extract.PROPN && a.Possessor == 0 && (a.Case == extract.Gen || a.Case == extract.Acc || a.Case == extract.Ins || a.Case == extract.Dat && a.Name == extract.Surname)
}

// split parts two names that stand side by side, subject and object: "Асан
// Үсенов Тоқаевты", where the article names a Тоқаев elsewhere.
func (p *persons) split(d *extract.Doc, full, rest []extract.Mention) ([]extract.Mention, []extract.Mention) {
	if !p.Lexicon.LastDeclines {
		return full, rest
	}
	surnames := map[string]bool{}
	for _, m := range full {
		if words := strings.Fields(m.Name); len(words) == 2 || len(words) == 3 && p.hasPatronymic(d, &m) {
			surnames[surnameOf(m.Name)] = true
		}
	}
	kept := full[:0:0]
	for i := range full {
		m := &full[i]
		last := m.End - 1
		if m.End-m.First == 2 && surnames[d.Tokens[m.First].Lower] && d.Tokens[last].Best().Case > extract.Nom {
			rest = append(rest, p.mention(d, m.First, last)) // "Үсенов Прагаға": a person and a place
			continue
		}
		if len(strings.Fields(m.Name)) < 3 || m.End-m.First < 3 || !surnames[surnameOf(m.Name)] || p.hasPatronymic(d, m) {
			kept = append(kept, *m)
			continue
		}
		rest = append(rest, p.mention(d, last, m.End))
		*m = p.mention(d, m.First, last)
		m.Kind = "full"
		kept = append(kept, *m)
	}
	return kept, rest
}

// hasPatronymic reports whether a name of three words is a given name, a patronymic
// and a surname.
func (p *persons) hasPatronymic(d *extract.Doc, m *extract.Mention) bool {
	return m.End-m.First == 3 && slices.ContainsFunc(d.Tokens[m.First+1].Analyses, func(a extract.Analysis) bool { return a.Name == extract.Patronymic })
}

// repeated makes persons of the runs of two unknown words whose last word the
// article uses alone, as a surname, and whose first word it does not.
func (p *persons) repeated(d *extract.Doc, runs [][2]int) []extract.Mention {
	alone := map[string]bool{}
	for _, r := range runs {
		if r[1]-r[0] == 1 && !d.StartsSentence(r[0]) || r[1]-r[0] == 1 && d.Tokens[r[0]].Best().Guessed {
			alone[d.Tokens[r[0]].Text] = true
		}
	}
	unknown := func(i int) bool {
		a := d.Tokens[i].Best()
		return a.Guessed && a.POS == extract.PROPN && d.Tokens[i].Capitals == extract.Capital
	}
	var out []extract.Mention
	for _, r := range runs {
		if r[1]-r[0] != 2 || !unknown(r[0]) || !unknown(r[0]+1) || d.Blocks[d.Sentences[d.SentenceOf(r[0])].Block].Kind == extract.Title {
			continue
		}
		if alone[d.Tokens[r[0]+1].Text] && !alone[d.Tokens[r[0]].Text] {
			m := p.mention(d, r[0], r[1])
			m.Kind = "full"
			out = append(out, m)
		}
	}
	return out
}

// chosen reports whether the run [i, end) is two unknown words of whom it is said
// that they were chosen as something: "named Gustavo Pimenta as chief executive".
func (p *persons) chosen(d *extract.Doc, i, end int) bool {
	if i == 0 || end-i != 2 || end >= len(d.Tokens) || !d.Tokens[i].Best().Guessed || !d.Tokens[i+1].Best().Guessed {
		return false
	}
	if !slices.ContainsFunc(p.Lexicon.Chooses, d.Tokens[i-1].HasLemma) {
		return false
	}
	if slices.Contains(p.Lexicon.ChosenAs, d.Tokens[end].Lower) {
		return true
	}
	return slices.ContainsFunc(d.MentionsAt(end), func(k int) bool { return d.Mentions[k].Type == "Role" })
}

// maxPredicate is how many tokens may lie between a name and the post or the verb
// that tells it to be a person's.
const maxPredicate = 4

// predicated reports whether the run [i, end) is two or three unknown words of whom
// what follows says what only people are or do: an age or a post between commas, a
// verb such as resign, one such as elect in the passive, any verb with a post behind
// it: "Mele Fonua, 52, ...", "was sworn in", "becomes transport secretary".
func (p *persons) predicated(d *extract.Doc, i, end, last int) bool {
	if len(p.Lexicon.PeopleDo)+len(p.Lexicon.DoneToPeople) == 0 || end-i < 2 || end-i > 3 || end+1 >= last {
		return false
	}
	for j := i; j < end; j++ {
		if a := d.Tokens[j].Best(); a.POS != extract.PROPN || !a.Guessed || d.Tokens[j].Capitals != extract.Capital {
			return false
		}
	}
	if p.Lexicon.Names != nil && (p.Lexicon.Names.suffixes[d.Tokens[end-1].Lower] || i > 0 && p.Lexicon.Names.kinds[d.Tokens[i-1].Lower]) {
		return false
	}
	post := func(j int) bool {
		return slices.ContainsFunc(d.MentionsAt(j), func(k int) bool {
			return d.Mentions[k].Type == "Role" && d.Mentions[k].First == j && d.Mentions[k].Via == ""
		})
	}
	if d.Tokens[end].Text == "," {
		if t := &d.Tokens[end+1]; t.Kind == extract.NumberToken && len(t.Text) == 2 && end+2 < last && d.Tokens[end+2].Text == "," {
			return true
		}
		for j := end + 1; j < min(end+maxPredicate, last); j++ {
			if post(j) {
				return true
			}
			if a := d.Tokens[j].Best(); d.Tokens[j].Kind != extract.WordToken || a.POS != extract.ADJ && a.POS != extract.ADV && d.Tokens[j].Lower != "a" && d.Tokens[j].Lower != "the" {
				return false
			}
		}
		return false
	}
	verb := false
	for j := end; j < min(end+2*maxPredicate, last); j++ {
		t := &d.Tokens[j]
		switch a := t.Best(); {
		case t.Kind != extract.WordToken:
			return false
		case verb && post(j):
			return true
		case verb && t.Capitals != extract.Lower:
			return false
		case verb:
		case a.POS == extract.VERB && a.Voice == extract.Pass && slices.ContainsFunc(p.Lexicon.DoneToPeople, t.HasLemma), a.POS == extract.VERB && a.Voice != extract.Pass && slices.ContainsFunc(p.Lexicon.PeopleDo, t.HasLemma):
			return true
		case a.POS == extract.VERB || a.POS == extract.AUX && j+1 < last && d.Tokens[j+1].Best().POS != extract.VERB && d.Tokens[j+1].Best().POS != extract.AUX && d.Tokens[j+1].Best().POS != extract.ADV:
			verb = true
		case a.POS != extract.AUX && a.POS != extract.ADV && a.POS != extract.PART:
			return false
		}
	}
	return false
}

// appositive reports whether the run [i, end) is two unknown words between marks
// behind a title: "its secretary-general, Ieva Petraitytė, ...".
func (p *persons) appositive(d *extract.Doc, i, end int, roleEnds map[int]bool) bool {
	if i == 0 || end-i != 2 || d.Tokens[i-1].Text != "," || !roleEnds[i-1] || end >= len(d.Tokens) || d.Tokens[end].Kind != extract.MarkToken {
		return false
	}
	return d.Tokens[i].Best().Guessed && d.Tokens[i+1].Best().Guessed
}

// taken marks the tokens of mentions that are no part of a person's name.
func (p *persons) taken(d *extract.Doc, roleEnds map[int]bool) []bool {
	t := make([]bool, len(d.Tokens))
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Type == "Event" && (m.Kind != "session" || p.Lexicon.Compounds && d.Tokens[m.Head].Capitals == extract.Lower) {
			continue // "переговоры с Иваном Петровым", "the meeting of Anna Kim and Peter Winkler"
		}
		if p.Lexicon.LastDeclines && m.Type == "City" && m.End-m.First == 1 && roleEnds[m.First] && m.End < len(d.Tokens) && p.givenName(&d.Tokens[m.First]) && p.nameLike(&d.Tokens[m.End]) {
			continue // a town that people are called after, behind a title: "министр Бағдат Үсенов"
		}
		if p.Lexicon.AllDecline && m.Type == "City" && m.End-m.First == 1 && d.Namesake(m.First) {
			continue
		}
		for j := m.First; j < m.End; j++ {
			t[j] = true
		}
	}
	return t
}

func (p *persons) givenName(t *extract.Token) bool {
	return slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return a.Name == extract.Given })
}

// run returns the end of the stretch of name-like tokens that starts at i: at
// most five, the particles between them included.
func (p *persons) run(d *extract.Doc, i, end int, taken []bool) int {
	j, words := i, 0
	for j < end && words < 5 {
		t := &d.Tokens[j]
		switch {
		case taken[j]:
			return p.trim(d, i, j)
		case p.Lexicon.LastDeclines && words > 1 && (isInitials(t.Text) || isInitial(t) && j+1 < end && d.Tokens[j+1].Lower == "."):
			return p.trim(d, i, j) // "Асан Үсенов П. Винклермен": another name begins
		case words > 1 && j+1 < end && slices.Contains(p.Lexicon.OfPlaces, d.Tokens[j+1].Lower):
			return p.trim(d, i, j) // "Салтанат Ибраим Абай облыстық сотына": a place's name
		case isInitial(t) && j+1 < end && d.Tokens[j+1].Lower == ".":
			j += 2 // a letter without its full stop is a word: "В Астане"
			if j+1 < end && d.Tokens[j].Text == "-" && isInitial(&d.Tokens[j+1]) {
				j++ // "К.-Ж. Токаев"
			}
		case isInitials(t.Text):
			j++
		case j == i && d.StartsSentence(i) && p.opensSentence(t):
			return i
		case j > i && p.Lexicon.AllDecline && p.Lexicon.particles[t.Lower] && t.Capitals == extract.Capital && j+1 < end && d.Tokens[j+1].Capitals == extract.Capital && !taken[j+1]:
			j += 2 // "Марин Ле Гофф": the surname's second word is one whatever else it is
			words++
		case p.Lexicon.AllDecline && words > 0 && isSyllable(t) && isSyllable(&d.Tokens[j-1]) && !taken[j]:
			j++ // "Ким Ын Со": no preposition has a capital there
			words++
		case p.Lexicon.AllDecline && words > 0 && p.nameLike(t) && p.caseChanges(d, i, j):
			return p.trim(d, i, j)
		case p.nameLike(t):
			j++
			words++
			if p.Lexicon.LastDeclines && (isOblique(t) && (t.Best().Name == extract.Surname || j >= end || d.Tokens[j].Best().Name != extract.Surname) || words > 1 && t.Best().Name == extract.Surname && !p.goesOn(d, j, end)) {
				return j
			}
		case j > i && p.Lexicon.particles[t.Lower] && j+1 < end && (d.Tokens[j+1].Capitals != extract.Lower || p.Lexicon.particles[d.Tokens[j+1].Lower]) && !taken[j+1]:
			j++
		case j > i && p.Lexicon.particles[t.Lower]:
			return j + 1 // "Тургунбек уулу"
		default:
			return p.trim(d, i, j)
		}
	}
	return p.trim(d, i, j)
}

// isSyllable reports whether the word may be one of the syllables of a Korean or
// Chinese name.
func isSyllable(t *extract.Token) bool {
	const longest = 4 // letters
	return t.Kind == extract.WordToken && t.Capitals == extract.Capital && utf8.RuneCountInString(t.Text) <= longest
}

// goesOn reports whether a name goes on at token j behind its surname, with a
// patronymic or a second surname, rather than another name begins.
func (p *persons) goesOn(d *extract.Doc, j, end int) bool {
	if j >= end {
		return false
	}
	t := &d.Tokens[j]
	return p.Lexicon.particles[t.Lower] || slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return a.Name == extract.Patronymic })
}

// caseChanges reports whether the word at j can be in no case that the words
// known to the dictionary from i on are all in: "с Анной Ким Павел".
func (p *persons) caseChanges(d *extract.Doc, i, j int) bool {
	const all = ^uint32(0)
	cases := func(t *extract.Token, guesses bool) uint32 {
		var set uint32
		for _, a := range t.Analyses {
			if a.Case == 0 && a.POS == extract.PROPN || a.Case == 0 && !a.Guessed {
				return all
			}
			if guesses || !a.Guessed && a.Number != extract.Plur { // nobody's name is a plural: "Градов Пётр"
				set |= 1 << a.Case
			}
		}
		if set == 0 {
			return all
		}
		return set
	}
	known := all
	for k := i; k < j; k++ {
		if d.Tokens[k].Kind == extract.WordToken && !isInitial(&d.Tokens[k]) {
			known &= cases(&d.Tokens[k], false)
		}
	}
	return known != 0 && known&cases(&d.Tokens[j], true) == 0
}

// trim drops a trailing particle or full stop.
func (p *persons) trim(d *extract.Doc, i, j int) int {
	for j > i && d.Tokens[j-1].Kind == extract.MarkToken && !(j-2 >= i && isInitial(&d.Tokens[j-2])) {
		j--
	}
	return j
}

func (p *persons) nameLike(t *extract.Token) bool {
	if t.Kind != extract.WordToken || t.Capitals == extract.Lower || t.Capitals == extract.AllCaps && utf8.RuneCountInString(t.Text) < 6 {
		return false
	}
	return !p.Lexicon.honorific[t.Lower] && !p.Lexicon.notNames[t.Lower] && !p.Lexicon.notNames[t.Lemma()]
}

// opensSentence reports whether the word is capitalised only since a sentence
// begins with it: a verb, adverb or preposition that is nobody's name.
func (p *persons) opensSentence(t *extract.Token) bool {
	known := func(is func(a extract.Analysis) bool) bool {
		return slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return !a.Guessed && is(a) })
	}
	return known(func(a extract.Analysis) bool {
		return a.POS == extract.VERB || a.POS == extract.ADV || a.POS == extract.ADP
	}) &&
		!known(func(a extract.Analysis) bool { return a.Name != 0 })
}

func isInitial(t *extract.Token) bool {
	return t.Kind == extract.WordToken && t.Capitals != extract.Lower && utf8.RuneCountInString(strings.TrimRight(t.Text, ".")) == 1 ||
		isInitials(t.Text)
}

// doubleInitial reports whether the token is two initials without full stops, as
// behind a title: "Vice President JD Vance".
func doubleInitial(t *extract.Token) bool {
	return t.Kind == extract.WordToken && t.Capitals == extract.AllCaps && utf8.RuneCountInString(t.Text) == 2
}

// isInitials reports whether text is initials in one token: "А.", "Қ.К.", "К.-Ж.".
func isInitials(text string) bool {
	if !strings.Contains(text, ".") || strings.Trim(text, ".-") == "" {
		return false
	}
	if strings.ContainsFunc(text, unicode.IsDigit) {
		return false // "11.15", the time of an entry
	}
	for part := range strings.SplitSeq(strings.TrimRight(text, "."), ".") {
		if utf8.RuneCountInString(strings.TrimPrefix(part, "-")) > 2 {
			return false
		}
	}
	return true
}

// person makes a mention of the run [i, end) if it is a whole name.
func (p *persons) person(d *extract.Doc, sent extract.Sentence, i, end int, afterRole bool) (extract.Mention, bool) {
	words, initials := 0, 0
	given, surname, guessed := false, false, 0
	for j := i; j < end; j++ {
		t := &d.Tokens[j]
		switch {
		case isInitial(t):
			initials++
			continue
		case t.Kind == extract.MarkToken || p.Lexicon.particles[t.Lower] && t.Capitals == extract.Lower:
			continue
		}
		words++
		for a := range t.Analyses {
			given = given || t.Analyses[a].Name == extract.Given || t.Analyses[a].Name == extract.Patronymic
			surname = surname || t.Analyses[a].Name == extract.Surname
		}
		if len(t.Analyses) == 0 || t.Analyses[0].Guessed || t.Analyses[0].POS == extract.PROPN {
			guessed++
		}
	}
	whole := words >= 2 && (afterRole || given && (surname || guessed > 0) || surname && guessed == words) || initials > 0 && words >= 1 && initials < 4
	if words >= 2 && !whole && guessed == words && p.Lexicon.LastDeclines && (i > sent.First || d.Tokens[i].HasPOS(extract.PROPN)) {
		whole = true // unknown capitals in a row: Kazakh capitalises nothing else that way
	}
	if words >= 2 && !given && p.Lexicon.LastDeclines && allCaps(d.Tokens[i:end]) {
		whole = false // a headline in capitals
	}
	if words == 1 && initials == 0 && afterRole && i > sent.First && (surname || p.Lexicon.Alone && p.titledAlone(d, i, end)) {
		m := p.mention(d, i, p.regnal(d, end, sent.End))
		m.Kind = "title" // "президент США Обама"
		return m, true
	}
	if words == 1 && initials == 0 || !whole {
		return extract.Mention{}, false
	}
	m := p.mention(d, i, end)
	m.Kind = "full"
	if words == 1 {
		m.Kind = "initials"
	}
	return m, true
}

// titledAlone reports whether the one word [i, end) behind a title is a name:
// "President Trump", "King Charles".
func (p *persons) titledAlone(d *extract.Doc, i, end int) bool {
	t := &d.Tokens[i]
	a := t.Best()
	if end != i+1 || a.POS != extract.PROPN || !a.Guessed && a.Name != extract.Given || t.Capitals == extract.AllCaps || utf8.RuneCountInString(t.Text) < 3 {
		return false
	}
	return end >= len(d.Tokens) || d.Tokens[end].Kind != extract.WordToken || d.Tokens[end].Capitals == extract.Lower || isRegnal(d.Tokens[end].Text)
}

// regnal returns end behind the number of a ruler, "Charles III".
func (p *persons) regnal(d *extract.Doc, end, last int) int {
	if end < last && isRegnal(d.Tokens[end].Text) {
		return end + 1
	}
	return end
}

func isRegnal(text string) bool {
	return strings.Trim(text, "IVX") == "" && len(text) < 6 && text != ""
}

func (p *persons) mention(d *extract.Doc, i, end int) extract.Mention {
	return extract.Mention{
		Span: d.TokenSpan(i, end), First: i, End: end, Head: p.head(d, i, end), Type: "Person", Kind: "surname",
		Name: p.Analyzer.PersonName(d, i, end), Language: d.Language, Recognizer: p.Name(),
	}
}

// head is the token that shows the case: the last that is not an initial.
func (p *persons) head(d *extract.Doc, i, end int) int {
	for j := end - 1; j > i; j-- {
		if d.Tokens[j].Kind == extract.WordToken && !isInitial(&d.Tokens[j]) {
			return j
		}
	}
	return i
}

// single returns every word of the run alone: it may be a surname.
func (p *persons) single(d *extract.Doc, i, end int) []extract.Mention {
	var out []extract.Mention
	for j := i; j < end; j++ {
		if d.Tokens[j].Kind == extract.WordToken && !isInitial(&d.Tokens[j]) {
			out = append(out, p.mention(d, j, j+1))
		}
	}
	return out
}

// refer keeps of the single words and names with initials those that the
// article names in full, under the full name; a name with initials that it
// does not is kept as it is. What two full names share is dropped.
func (p *persons) refer(d *extract.Doc, full, rest []extract.Mention) []extract.Mention {
	bySurname := map[string][]string{}
	for _, m := range full {
		key := surnameOf(m.Name)
		if !slices.Contains(bySurname[key], m.Name) {
			bySurname[key] = append(bySurname[key], m.Name)
		}
	}
	byFirst := map[string][]string{}
	for _, m := range full {
		if first, _, more := strings.Cut(m.Name, " "); more && !slices.Contains(byFirst[first], m.Name) {
			byFirst[first] = append(byFirst[first], m.Name)
		}
	}
	var out []extract.Mention
	for _, m := range rest {
		names := p.candidates(d, &m, bySurname)
		if t := &d.Tokens[m.Head]; len(names) == 0 && p.Lexicon.Alone && m.End-m.First == 1 && t.Best().Guessed && t.Best().POS == extract.PROPN {
			names = byFirst[t.Text] // a first name that is no usual one: Thai and Ethiopian names are used so
		}
		switch {
		case len(names) == 1:
			if m.Name != names[0] {
				m.Aliases = []string{m.Name}
			}
			m.Name = names[0]
			p.inNominative(d, &m)
			p.withParticles(d, &m)
		case m.Kind == "title":
			m.Kind = "surname"
		case m.Kind != "initials":
			continue
		}
		out = append(out, m)
	}
	return out
}

// inNominative gives a surname that stands as the full name has it the reading that
// the analyzer did not find: "Тарханов" is no genitive of Тархан where an article
// tells of a Тарханов, and of "Ержан Тілеп" the last word is no verb.
func (p *persons) inNominative(d *extract.Doc, m *extract.Mention) {
	t := &d.Tokens[m.Head]
	if !p.Lexicon.AllDecline && !p.Lexicon.LastDeclines || t.Lower != surnameOf(m.Name) || slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool {
		return a.Case == extract.Nom || a.Case == 0 && (p.Lexicon.AllDecline || a.POS != extract.VERB && a.POS != extract.ADV)
	}) {
		return
	}
	t.Analyses = append(slices.Clone(t.Analyses), extract.Analysis{
		Lemma: t.Lower, POS: extract.PROPN, Case: extract.Nom, Number: extract.Sing, Name: extract.Surname, Animate: true,
	})
}

// inNoOtherCase leaves a surname that stands as the full name has it no other case:
// "Сағын" of "Перизат Сағын" is no accusative.
func (p *persons) inNoOtherCase(d *extract.Doc, m *extract.Mention) {
	t := &d.Tokens[m.Head]
	if !p.Lexicon.LastDeclines || t.Lower != surnameOf(m.Name) || !slices.ContainsFunc(t.Analyses, func(a extract.Analysis) bool { return a.Case == extract.Nom }) {
		return
	}
	t.Analyses = slices.DeleteFunc(slices.Clone(t.Analyses), func(a extract.Analysis) bool { return a.Case > extract.Nom })
}

// withParticles takes the particles before a surname that the full name has:
// "de Wit" of "Pieter de Wit".
func (p *persons) withParticles(d *extract.Doc, m *extract.Mention) {
	full := " " + strings.ToLower(m.Name) + " "
	for m.First > 0 && p.Lexicon.particles[d.Tokens[m.First-1].Lower] && strings.Contains(full, " "+d.Tokens[m.First-1].Lower+" ") {
		m.First--
	}
	m.Span = d.TokenSpan(m.First, m.End)
}

// candidates are the full names that a surname or a name with initials can mean.
func (p *persons) candidates(d *extract.Doc, m *extract.Mention, bySurname map[string][]string) []string {
	names := bySurname[surnameOf(m.Name)]
	if len(names) == 0 { // the normal form of a single word may be off: compare the lemmas
		t := &d.Tokens[m.Head]
		for a := range t.Analyses {
			if names = bySurname[t.Analyses[a].Lemma]; len(names) > 0 {
				break
			}
		}
	}
	if len(names) == 0 && p.Lexicon.AllDecline && d.Tokens[m.Head].Capitals == extract.Capital && !d.StartsSentence(m.Head) {
		names = sameStem(d.Tokens[m.Head].Lower, bySurname)
	}
	if m.Kind != "initials" {
		return names
	}
	first, _ := utf8.DecodeRuneInString(m.Name)
	var out []string
	for _, n := range names {
		if r, _ := utf8.DecodeRuneInString(n); r == first {
			out = append(out, n)
		}
	}
	return out
}

// sameStem returns the full names whose surname has the stem of the word, be the
// word a common noun too: "Кошту" of "Антониу Кошта".
func sameStem(word string, bySurname map[string][]string) []string {
	stem := stemOf(word)
	if utf8.RuneCountInString(stem) < 4 {
		return nil
	}
	var found []string
	for surname, names := range bySurname {
		if stemOf(surname) == stem {
			if found != nil {
				return nil
			}
			found = names
		}
	}
	return found
}

// stemOf cuts the vowels, and one ending in a consonant, that a surname may end in.
func stemOf(word string) string {
	for _, end := range []string{"ой", "ом", "ым", "ей", "ем", "ою"} {
		if s, ok := strings.CutSuffix(word, end); ok {
			return s
		}
	}
	return strings.TrimRight(word, "аяуюеоыи")
}

// surnameOf is the last word of a name, in lower case; of "Қ.Тоқаев" what
// follows the initials.
func surnameOf(name string) string {
	fields := strings.Fields(name)
	if len(fields) == 0 {
		return ""
	}
	last := fields[len(fields)-1]
	if i := strings.LastIndexByte(last, '.'); i >= 0 && i+1 < len(last) {
		last = last[i+1:]
	}
	return strings.ToLower(last)
}
