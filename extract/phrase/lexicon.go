// Package phrase recognizes mentions that are noun phrases of a known kind:
// roles ("министр энергетики"), organizations ("Счётный комитет"), agreements
// ("договор о ...") and events ("второй раунд переговоров по ..."), by their
// head nouns, and persons by their names.
//
// The head nouns of a language are data: see [Lexicon]. How far a phrase
// reaches and how its normal form is made the language's [extract.Analyzer]
// tells.
package phrase

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"claimgraph/extract"
	"claimgraph/schema"
)

// A Lexicon is the head nouns of one language with what may complement them.
// All words are lemmas in lower case.
type Lexicon struct {
	Heads []*Group `yaml:"heads"`
	// Standing are words inside or before a role that tell how it is held.
	Standing map[string][]string `yaml:"standing"` // former, acting, new -> lemmas or phrases
	// Genitive are the prepositions that do the work of a genitive: English "of".
	Genitive []string `yaml:"genitive"`
	// Glue is what remains around an organization that was cut from a role's
	// name: "of the", "'s".
	Glue []string `yaml:"glue"`
	// Conjunctions join parties: "Казахстаном и ЕС".
	Conjunctions []string `yaml:"conjunctions"`
	// OfPlaces are adjectives of provinces and the like, before which the place's
	// name stands: облыстық.
	OfPlaces []string `yaml:"of_places"`
	// PlaceAdjectives are adjectives of kinds of places, with the noun and how it ends
	// a place's name: the province of "Абай облыстық соты" is Абай облысы.
	PlaceAdjectives map[string][2]string `yaml:"place_adjectives"`
	// Particles belong to a personal name although they are not capitalised.
	Particles []string `yaml:"particles"`
	// Honorifics may stand before a name: господин, мырза, Mr.
	Honorifics []string `yaml:"honorifics"`
	// NotNames are capitalised words that never belong to a personal name.
	NotNames []string `yaml:"not_names"`

	// AllDecline tells that every word of a personal name does: where the case
	// changes, another name begins.
	AllDecline bool `yaml:"all_decline"`
	// LastDeclines tells that only the last word of a personal name declines.
	LastDeclines bool `yaml:"last_declines"`
	// LegalForms stand beside the names of companies, as they are written: ЖШС, ООО.
	LegalForms []string `yaml:"legal_forms"`

	// StandIns are nouns that stand for whatever of their type was named last:
	// Agreement: [документ].
	StandIns map[schema.EntityType][]string `yaml:"stand_ins"`
	// StandKinds narrows a stand-in for organizations to those of a kind: реттеуші: office.
	StandKinds map[string]string `yaml:"stand_kinds"`
	// Determiners may stand before a noun that refers back: этот, данный, the.
	Determiners []string `yaml:"determiners"`
	// Adverbial are a preposition and a word behind it that tell of what is done and
	// belong to no name before them: по итогам.
	Adverbial []string `yaml:"adverbial"`
	// NamedAfter are words before the name of whom a body is named after: имени.
	NamedAfter []string `yaml:"named_after"`
	// ActingBefore are words before a role that make it an acting one, the first a
	// lemma, or a stem with *, that has the role's case: исполняющ* обязанности.
	ActingBefore []string `yaml:"acting_before"`
	// Acting are words behind a role that make it an acting one, in full.
	Acting []string `yaml:"acting"`
	// TitleParts are titles in which a body's head noun is none: "secretary of
	// state", "cabinet secretary".
	TitleParts []string `yaml:"title_parts"`
	// Elliptic tells that an ordinal behind a determiner stands for an event of
	// the kind told of before: "the second, on June 24".
	Elliptic bool `yaml:"elliptic"`
	// Selves are pronouns that stress whose name stands before them in the genitive: өз.
	Selves []string `yaml:"selves"`
	// Repeats are nouns behind a number for how often something took place, on which
	// such an ordinal counts too: рет.
	Repeats []string `yaml:"repeats"`
	// Counted are heads that a cardinal behind them numbers: "round three".
	Counted []string `yaml:"counted"`
	// Next are words before an event that tell that it is of the same kind as the
	// last: следующий, келесі.
	Next []string `yaml:"next"`
	// Becoming are words behind a title that tell what somebody is or becomes.
	Becoming []string `yaml:"becoming"`
	// Pairs are words for two parties named together before, by the type that one
	// of them must have, "" for any: Country: [екі ел].
	Pairs map[schema.EntityType][]string `yaml:"pairs"`
	// Times are nouns for stretches of time that may stand before such words where a
	// sentence begins: week.
	Times []string `yaml:"times"`
	// Pronouns that are the subject of a sentence: он, она.
	Pronouns []string `yaml:"pronouns"`
	// Subjects tells that a subject goes before its verb, so that pronouns inside
	// a sentence are seen and stand for the subject before them.
	Subjects bool `yaml:"subjects"`
	// Alone tells that a surname is used alone once the full name is told, so that
	// two unknown words of which the last is met alone are a name.
	Alone bool `yaml:"alone"`
	// Objects are pronouns that are no subject, with their subject form: {him: he}.
	// One that a noun follows is a possessive and stands for nobody here.
	Objects map[string]string `yaml:"objects"`
	// Genders are the pronouns for persons by the gender of their names: {m: он, f: она}.
	Genders map[string]string `yaml:"genders"`
	// Said are words for what somebody said, before which a possessive is a person:
	// "по его словам".
	Said []string `yaml:"said"`
	// Owners are possessives that stand for a body before its posts: its.
	Owners []string `yaml:"owners"`
	// Chooses are verbs whose object is somebody where ChosenAs or a post follows:
	// appoint, elect; as, to.
	Chooses  []string `yaml:"chooses"`
	ChosenAs []string `yaml:"chosen_as"`
	// PeopleDo are verbs whose subject is a person and no body, DoneToPeople those
	// whose subject is so in the passive: resign, elect.
	PeopleDo     []string `yaml:"people_do"`
	DoneToPeople []string `yaml:"done_to_people"`
	// Addresses are the forms of address of those whom a pronoun means: she: [ms].
	Addresses map[string][]string `yaml:"addresses"`
	// Posts are nouns that stand for a post told of before, behind a determiner;
	// OwnPosts behind the one whose it is: қызмет, міндет.
	Posts    []string `yaml:"posts"`
	OwnPosts []string `yaml:"own_posts"`
	// Speakers tells that verbs have the person that speaks in their endings, so
	// that what somebody says of himself has no other subject; WeEndings are those
	// of several.
	Speakers bool `yaml:"speakers"`
	// FirstPersons are the pronouns for who speaks, in a language whose analyses do
	// not tell: i, we. BareQuestions tells that the questions of an interview are
	// paragraphs of their own without a dash.
	FirstPersons  []string `yaml:"first_persons"`
	BareQuestions bool     `yaml:"bare_questions"`
	WeEndings     []string `yaml:"we_endings"`
	// Guests are nouns that stand for whoever was named last: қонақ, мейман.
	Guests []string `yaml:"guests"`
	// Official are the words for journeys that states receive with honours.
	Official []string `yaml:"official"`
	// Offices tell a ministry by an adjective before OfficeNoun: each is that adjective
	// with words of the ministry's names.
	Offices    [][]string `yaml:"offices"`
	OfficeNoun string     `yaml:"office_noun"`
	// OwnLand are nouns for the country that an article is about: республика.
	OwnLand []string `yaml:"own_land"`
	// Governments head the bodies that act for their countries: правительство.
	Governments []string `yaml:"governments"`
	// BareAgreements are heads of agreements that count alone too, where no fuller
	// one goes before.
	BareAgreements []string `yaml:"bare_agreements"`
	// Counterparts are words for who has the same post elsewhere: коллега, визави.
	Counterparts []string `yaml:"counterparts"`
	// Introduces tells that a title that opens a sentence can tell the post of the
	// person whom the sentence before names without one.
	Introduces bool `yaml:"introduces"`
	// BodyPosts are the posts of those at the heads of bodies, by the body's head
	// noun: мид: министр иностранных дел. Who heads the body has it as an alias.
	BodyPosts map[string]string `yaml:"body_posts"`
	// Heading are the titles of those at the heads of bodies: глава.
	Heading []string `yaml:"heading"`
	// Inner are bodies inside another, by how their names begin: "совет директоров".
	// A role keeps them in its name; its organization is the body around them.
	Inner []string `yaml:"inner"`
	// SamePosts are titles of one post, as heads or in full: [президент, глава государства].
	SamePosts [][]string `yaml:"same_posts"`

	// Names tell the proper names of bodies and places; absent where a language
	// does without.
	Names *Names `yaml:"names"`
	// Lands tell the names of places; absent likewise.
	Lands *Lands `yaml:"lands"`
	// Compounds tells that a noun before a noun modifies it: the executive of
	// "Executive Board" is no post.
	Compounds bool `yaml:"compounds"`
	// Gerunds are the endings of words that look like nouns but modify what goes
	// before: "a communique setting out ...".
	Gerunds []string `yaml:"gerunds"`
	// Definite tells that a noun refers back only behind a determiner: "the
	// president", not "remains president".
	Definite bool `yaml:"definite"`

	// Indefinite are the articles behind which the bare head of a group that says so
	// names a new thing: "signed a treaty".
	Indefinite []string `yaml:"indefinite"`
	// Relative is the possessive relative pronoun: whose.
	Relative string `yaml:"relative"`
	// Tails are what a hyphen joins to a post: the elect of president-elect.
	Tails []string `yaml:"tails"`
	// Shorts are what posts are cut short to, without the full stop: {зам: заместитель}.
	Shorts map[string]string `yaml:"shorts"`
	// Homeland are nouns in the genitive that stand for the country that the text
	// speaks of: "премьер-министр страны" is a премьер-министр.
	Homeland []string `yaml:"homeland"`
	// Topics are nouns whose complement is a post's field: behind "министр по делам"
	// a country is what he deals with, behind "министр по сборам" whose minister he is.
	Topics []string `yaml:"topics"`
	// Idle are words before the name of an agreement or event that say nothing of
	// which it is: new, long-awaited; IdleEnds what such words end in: -year.
	Idle     []string `yaml:"idle"`
	IdleEnds []string `yaml:"idle_ends"`

	byHead    map[string][]*Group
	nouns     map[string]bool // heads and stand-ins of any type
	titles    [][]string      // words of TitleParts
	acting    [][]string      // words of Acting
	before    [][]string      // words of ActingBefore
	pairs     map[schema.EntityType][][]string
	standing  map[string]string // first word -> status
	particles map[string]bool
	honorific map[string]bool
	notNames  map[string]bool
	joins     map[string]bool
	opensPair map[string]bool // first words of Pairs
	standIns  map[schema.EntityType]map[string]bool
	determine map[string]bool
	pronoun   map[string]bool
	posts     map[string][]int // title -> groups of SamePosts
}

// A Group is head nouns that behave alike.
type Group struct {
	Type schema.EntityType `yaml:"type"`
	// Kind of the mention; for an Event the claim type that records it.
	Kind  string   `yaml:"kind"`
	Heads []string `yaml:"heads"`
	// Prepositions (postpositions in Kazakh) whose phrases belong to the name.
	Prepositions []string `yaml:"prepositions"`
	// Placed are those of Prepositions whose phrase belongs to the name only if a
	// place or body stands in it: "посол в Чехии", not "глава на переговорах".
	Placed []string `yaml:"placed"`
	// Parts tells which argument a preposition's phrase fills; a phrase that
	// fills party or participant is cut from the name.
	Parts map[string]schema.ArgName `yaml:"parts"`
	// Parties is the argument that countries and organizations standing in the
	// phrase without a preposition fill: participant, party, organization.
	Parties schema.ArgName `yaml:"parties"`
	// Body is the argument that an organization whose event it is fills:
	// "заседание Совета" has name = Совет.
	Body schema.ArgName `yaml:"body"`
	// Named groups are called by their own phrase, without the ordinal: "саммит ШОС".
	Named bool `yaml:"named"`
	// Bare heads count as a mention without modifier, complement or capital.
	Bare bool `yaml:"bare"`
	// Capital heads count alone if they are capitalised, wherever they stand;
	// those of other groups not where a sentence begins.
	Capital bool `yaml:"capital"`
	// Proper heads count only if they are capitalised: "the Port of Gansk".
	Proper bool `yaml:"proper"`
	// Full heads never stand alone for one named before: қызмет is a service too.
	Full bool `yaml:"full"`
	// Beside heads count only with a proper name beside them: "Ақсай ауданы".
	Beside bool `yaml:"beside"`
	// Anew heads count alone behind an indefinite article.
	Anew bool `yaml:"anew"`
	// Sits are bodies that an ordinal before them counts the sittings of: "the tenth Council".
	Sits bool `yaml:"sits"`
	// Plural heads are one thing in the plural too: "страны-члены ЕС".
	Plural bool `yaml:"plural"`
	// Apart are those of Prepositions whose phrase stands with a post and is no part
	// of its name: "директор музея в Осло" is a директор, "посол в Осло" is one there.
	Apart []string `yaml:"apart"`
	// Behind heads count only behind one of these lemmas: "вооружённые силы".
	Behind []string `yaml:"behind"`
}

// Load reads a lexicon from YAML. Unknown keys, and heads in a group without
// a type, are refused with file and line.
func Load(file string, data []byte) (*Lexicon, error) {
	var l Lexicon
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&l); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	l.byHead = map[string][]*Group{}
	for i, g := range l.Heads {
		if g.Type == "" || len(g.Heads) == 0 {
			return nil, fmt.Errorf("%s: heads[%d]: want a type and head nouns", file, i)
		}
		for _, h := range g.Heads {
			l.byHead[h] = append(l.byHead[h], g)
		}
	}
	l.standing = map[string]string{}
	for _, status := range slices.Sorted(maps.Keys(l.Standing)) {
		for _, w := range l.Standing[status] {
			l.standing[w] = status
		}
	}
	l.titles, l.acting, l.before = words(l.TitleParts), words(l.Acting), words(l.ActingBefore)
	l.opensPair, l.pairs = map[string]bool{}, map[schema.EntityType][][]string{}
	for typ, phrases := range l.Pairs {
		l.pairs[typ] = words(phrases)
		for _, phrase := range l.pairs[typ] {
			l.opensPair[phrase[0]] = true
		}
	}
	l.particles, l.honorific, l.notNames, l.joins = set(l.Particles), set(l.Honorifics), set(l.NotNames), set(l.Conjunctions)
	l.determine, l.pronoun = set(l.Determiners), set(l.Pronouns)
	l.standIns = map[schema.EntityType]map[string]bool{}
	l.nouns = map[string]bool{}
	for typ, words := range l.StandIns {
		l.standIns[typ] = set(words)
		maps.Copy(l.nouns, l.standIns[typ])
	}
	for head := range l.byHead {
		l.nouns[head] = true
	}
	if l.Names != nil {
		l.Names.index()
	}
	if l.Lands != nil {
		l.Lands.index()
	}
	l.posts = map[string][]int{}
	for i, group := range l.SamePosts {
		for _, title := range group {
			l.posts[title] = append(l.posts[title], i)
		}
	}
	return &l, nil
}

// standIn reports whether the word stands for anything of the type.
func (l *Lexicon) standIn(typ schema.EntityType, t *extract.Token) bool {
	words := l.standIns[typ]
	return words[t.Lower] || words[t.Lemma()]
}

func (l *Lexicon) determiner(t *extract.Token) bool {
	return l.determine[t.Lower] || l.determine[t.Lemma()]
}

// samePost reports whether two titles are declared as names of one post.
func (l *Lexicon) samePost(d *extract.Doc, a, b *extract.Mention) bool {
	for _, i := range l.post(d, a) {
		if slices.Contains(l.post(d, b), i) {
			return true
		}
	}
	return false
}

// post returns the groups of the title, in full or else by its head.
func (l *Lexicon) post(d *extract.Doc, m *extract.Mention) []int {
	if groups := l.posts[strings.ToLower(m.Name)]; groups != nil {
		return groups
	}
	return l.posts[d.Tokens[m.Head].Lemma()]
}

// words cuts phrases into words; what is no phrase is left out.
func words(phrases []string) [][]string {
	var out [][]string
	for _, p := range phrases {
		if w := strings.Fields(p); len(w) > 0 {
			out = append(out, w)
		}
	}
	return out
}

func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}
