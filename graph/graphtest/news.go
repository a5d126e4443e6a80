package graphtest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"claimgraph/graph"
	"claimgraph/schema"
)

// News makes articles about invented people of real countries, some a day for
// years. Names come in three languages, with and without initials; a few people
// and bodies stand in many articles and most in few; some are namesakes; people
// change posts; bodies sit, and states negotiate, again and again at intervals
// and under the same chairs; an event is told by several articles of its days.
// The same seed gives the same articles.
type News struct {
	rand   *rand.Rand
	people []person
	series []*series
	events []happening
	n      int
}

// NewNews returns what makes articles about so many people, and half as many
// bodies and talks.
func NewNews(seed uint64, people int) *News {
	n := &News{rand: rand.New(rand.NewPCG(seed, 6))}
	for range people {
		n.people = append(n.people, person{
			given: oneOf(n.rand, givenNames), surname: n.surname(), post: n.rand.IntN(len(posts)), country: n.rand.IntN(len(countries)),
		})
	}
	for range max(2, people/2) {
		n.series = append(n.series, n.newSeries())
	}
	return n
}

type person struct {
	given, surname forms
	post, country  int // the first post
}

// postOn returns the post that a person has at the time: another every three years.
func (p person) postOn(day schema.Date) forms { return posts[(p.post+day.Year/3)%len(posts)] }

// A series is a body that sits, or talks of two states, again and again.
type series struct {
	kind    schema.ClaimType // "session" or "negotiation_round"
	about   forms
	parties [2]int // countries
	chairs  [2]int // people
	held    int    // how often so far
	next    schema.Date
}

func (n *News) newSeries() *series {
	i, j := n.rand.IntN(len(countries)), n.rand.IntN(len(countries)-1)
	s := &series{kind: "negotiation_round", parties: [2]int{i, (i + 1 + j) % len(countries)}}
	s.chairs = [2]int{n.citizen(s.parties[0]), n.citizen(s.parties[1])}
	s.held = n.rand.IntN(30)
	about := join(" ", oneOf(n.rand, topics), join("", oneOf(n.rand, stems), oneOf(n.rand, regions)))
	if n.rand.IntN(2) == 0 {
		s.kind, s.about = "session", join("", oneOf(n.rand, bodyKinds), about)
	} else {
		s.about = join("", agreementOn, about)
	}
	return s
}

// citizen returns one of the people, of the country if some tries find one.
func (n *News) citizen(country int) (i int) {
	for range 30 {
		if i = n.somebody(); n.people[i].country == country {
			break
		}
	}
	return i
}

func oneOf(r *rand.Rand, of []forms) forms { return of[r.IntN(len(of))] }

// surname returns a surname, every other one made of two parts, so that there
// are enough for most people to be alone with their name.
func (n *News) surname() forms {
	if n.rand.IntN(2) == 0 {
		return oneOf(n.rand, surnames)
	}
	return join("", oneOf(n.rand, stems), oneOf(n.rand, endings))
}

// join joins the forms of each language.
func join(with string, parts ...forms) (out forms) {
	for lang := range out {
		for i, p := range parts {
			if i > 0 {
				out[lang] += with
			}
			out[lang] += p[lang]
		}
	}
	return out
}

// forms are a name in Russian, Kazakh and English; a country's and a city's key
// in the gazetteer is its English name.
type forms [3]string

var languages = [3]string{"ru", "kk", "en"}

// A happening is an event that several articles tell of.
type happening struct {
	kind    schema.ClaimType
	ordinal int
	about   forms
	parties [2]int // countries
	chairs  [2]int // people
	place   forms
	day     schema.Date
}

var (
	givenNames = []forms{
		{"Ермек", "Ермек", "Yermek"}, {"Алибек", "Әлібек", "Alibek"}, {"Асель", "Әсел", "Assel"}, {"Нурлан", "Нұрлан", "Nurlan"},
		{"Ильхам", "Ильхам", "Ilham"}, {"Серик", "Серік", "Serik"}, {"Гульнара", "Гүлнара", "Gulnara"}, {"Тимур", "Тимур", "Timur"},
		{"Айжан", "Айжан", "Aizhan"}, {"Марат", "Марат", "Marat"}, {"Дмитрий", "Дмитрий", "Dmitry"}, {"Ольга", "Ольга", "Olga"},
		{"Сергей", "Сергей", "Sergey"}, {"Анна", "Анна", "Anna"}, {"Йонас", "Йонас", "Jonas"}, {"Мария", "Мария", "Maria"},
		{"Бауыржан", "Бауыржан", "Bauyrzhan"}, {"Санжар", "Санжар", "Sanzhar"}, {"Динара", "Динара", "Dinara"}, {"Пётр", "Пётр", "Pyotr"},
		{"Канат", "Қанат", "Kanat"}, {"Жанна", "Жанна", "Zhanna"}, {"Виктор", "Виктор", "Viktor"}, {"Елена", "Елена", "Yelena"},
	}
	surnames = []forms{
		{"Тлеубаев", "Тілеубаев", "Tleubayev"}, {"Сарманов", "Сарманов", "Sarmanov"}, {"Кенжегулов", "Кенжеғұлов", "Kenzhegulov"},
		{"Абилдаев", "Әбілдаев", "Abildayev"}, {"Берг", "Берг", "Berg"}, {"Лугов", "Лугов", "Lugov"}, {"Оразбек", "Оразбек", "Orazbek"},
		{"Жумагали", "Жұмағали", "Zhumagali"}, {"Токсанбай", "Тоқсанбай", "Toksanbay"}, {"Ивлев", "Ивлев", "Ivlev"},
		{"Сагынтай", "Сағынтай", "Sagyntay"}, {"Молдажар", "Молдажар", "Moldazhar"}, {"Рахметов", "Рахметов", "Rakhmetov"},
		{"Еспаев", "Еспаев", "Yespayev"}, {"Кудаш", "Құдаш", "Kudash"}, {"Линдт", "Линдт", "Lindt"}, {"Корнев", "Корнев", "Kornev"},
		{"Байсал", "Байсал", "Baisal"}, {"Шокан", "Шоқан", "Shokan"}, {"Дюсенов", "Дүйсенов", "Dyusenov"}, {"Мурзин", "Мурзин", "Murzin"},
		{"Азаров", "Азаров", "Azarov"}, {"Садуакас", "Сәдуақас", "Saduakas"}, {"Темиржан", "Теміржан", "Temirzhan"}, {"Ферро", "Ферро", "Ferro"},
		{"Нургазы", "Нұрғазы", "Nurgazy"}, {"Хасен", "Хасен", "Khassen"}, {"Абенов", "Әбенов", "Abenov"}, {"Савин", "Савин", "Savin"},
	}
	posts = []forms{
		{"министр иностранных дел", "сыртқы істер министрі", "minister of foreign affairs"},
		{"министр финансов", "қаржы министрі", "minister of finance"},
		{"заместитель министра иностранных дел", "сыртқы істер министрінің орынбасары", "deputy minister of foreign affairs"},
		{"президент", "президент", "president"}, {"премьер-министр", "премьер-министр", "prime minister"},
		{"посол", "елші", "ambassador"}, {"советник", "кеңесші", "adviser"},
	}
	countries = []forms{
		{"Казахстан", "Қазақстан", "Kazakhstan"}, {"Узбекистан", "Өзбекстан", "Uzbekistan"}, {"Кыргызстан", "Қырғызстан", "Kyrgyzstan"},
		{"Франция", "Франция", "France"}, {"Финляндия", "Финляндия", "Finland"}, {"Турция", "Түркия", "Turkey"},
		{"Таджикистан", "Тәжікстан", "Tajikistan"}, {"Монголия", "Моңғолия", "Mongolia"}, {"Япония", "Жапония", "Japan"},
		{"Италия", "Италия", "Italy"}, {"Венгрия", "Венгрия", "Hungary"}, {"Польша", "Польша", "Poland"},
	}
	cities = []forms{
		{"Астана", "Астана", "Astana"}, {"Ташкент", "Ташкент", "Tashkent"}, {"Бишкек", "Бішкек", "Bishkek"}, {"Париж", "Париж", "Paris"},
		{"Хельсинки", "Хельсинки", "Helsinki"}, {"Анкара", "Анкара", "Ankara"}, {"Душанбе", "Душанбе", "Dushanbe"}, {"Токио", "Токио", "Tokyo"},
		{"Рим", "Рим", "Rome"}, {"Будапешт", "Будапешт", "Budapest"}, {"Варшава", "Варшава", "Warsaw"}, {"Улан-Батор", "Ұлан-Батыр", "Ulaanbaatar"},
	}
	stems = []forms{
		{"Асан", "Асан", "Asan"}, {"Болат", "Болат", "Bolat"}, {"Темир", "Темір", "Temir"}, {"Нур", "Нұр", "Nur"}, {"Бек", "Бек", "Bek"},
		{"Сары", "Сары", "Sary"}, {"Кара", "Қара", "Kara"}, {"Ак", "Ақ", "Ak"}, {"Жол", "Жол", "Zhol"}, {"Толе", "Төле", "Tole"},
		{"Оспан", "Оспан", "Ospan"}, {"Кудай", "Құдай", "Kuday"}, {"Мырза", "Мырза", "Myrza"}, {"Рахым", "Рахым", "Rakhym"}, {"Султан", "Сұлтан", "Sultan"},
	}
	endings = []forms{
		{"баев", "баев", "bayev"}, {"галиев", "ғалиев", "galiyev"}, {"таев", "таев", "tayev"}, {"ханов", "ханов", "khanov"}, {"жанов", "жанов", "zhanov"},
		{"мбетов", "мбетов", "mbetov"}, {"кулов", "құлов", "kulov"}, {"бергенов", "бергенов", "bergenov"},
	}
	regions = []forms{{"куля", "көл", "kul"}, {"тау", "тау", "tau"}, {"сая", "сай", "say"}, {"тобе", "төбе", "tobe"}} // as in "fishing Asankul"
	topics  = []forms{
		{"транзите грузов", "жүк транзиті", "the transit of goods"}, {"водах озера", "көл сулары", "the waters of the lake"}, {"визах", "визалар", "visas"},
		{"рыболовстве", "балық аулау", "fishing"}, {"авиалиниях", "әуе желілері", "air lines"}, {"энергосетях", "энергия желілері", "power grids"},
		{"хлопке", "мақта", "cotton"}, {"карантине растений", "өсімдік карантині", "plant quarantine"}, {"архивах", "мұрағаттар", "archives"},
		{"пенсиях", "зейнетақылар", "pensions"}, {"связи", "байланыс", "telecommunications"}, {"ледниках", "мұздықтар", "glaciers"},
	}
	bodyKinds = []forms{
		{"Совет о ", "Кеңес: ", "Council on "}, {"Комиссия о ", "Комиссия: ", "Commission on "}, {"Форум о ", "Форум: ", "Forum on "}, {"Комитет о ", "Комитет: ", "Committee on "},
	}
	agreementOn = forms{"соглашение о ", "келісім: ", "agreement on "}
	outlets     = []forms{{"Степные вести", "Дала хабары", "Steppe News"}, {"Полуденная газета", "Түс газеті", "Noon Gazette"}, {"Озёрный вестник", "Көл жаршысы", "Lake Herald"}}
)

// Next returns the next article.
func (n *News) Next() graph.Article {
	n.n++
	return n.Article(n.n, n.rand.IntN(len(languages)), 0)
}

// articlesADay is how many articles with one date there are.
const articlesADay = 6

// Article returns an article of a number in a language. Of several with one
// number the one of the greatest version counts.
func (n *News) Article(number, language, version int) graph.Article {
	url := fmt.Sprintf("https://news.example/%d", number)
	day := schema.Date{Year: 2016, Month: 1, Day: 1}.AddDays(number / articlesADay)
	d := &draft{lang: language, day: day, things: map[string]*schema.Entity{}, source: schema.Source{
		ID: schema.NewSourceID(url, "", ""), URL: url, Language: languages[language], Title: fmt.Sprintf("Статья %d", number), Published: day,
	}}
	if version > 0 {
		d.source.Modified = day.AddDays(version)
	}
	outlet := outlets[n.rand.IntN(len(outlets))]
	d.source.Publisher = outlet[language]
	d.outlet = d.thing("Organization", outlet, "")
	for range 2 + n.rand.IntN(5) {
		n.sentence(d)
	}
	return d.article()
}

// somebody returns one of the people, the first most often.
func (n *News) somebody() int {
	f := n.rand.Float64()
	return int(f * f * f * float64(len(n.people)))
}

// Events are told until so many days after, and most by few articles.
const (
	toldDays = 7
	oldNews  = 2.0 / 3 // how much of what is told has been told before
)

// something returns one of the events of about that day, or a new one.
func (n *News) something(day schema.Date) happening {
	if n.rand.Float64() < oldNews {
		f := n.rand.Float64()
		if i := len(n.events) - 1 - int(f*f*toldDays*articlesADay); i >= 0 && n.events[i].day.AddDays(toldDays).Compare(day) >= 0 {
			return n.events[i]
		}
	}
	h := happening{place: oneOf(n.rand, cities), day: day.AddDays(-n.rand.IntN(3))}
	if s := n.sits(day); s != nil {
		h.kind, h.about, h.parties, h.chairs, h.ordinal = s.kind, s.about, s.parties, s.chairs, s.held
	} else {
		h.kind = []schema.ClaimType{"meeting", "visit"}[n.rand.IntN(2)]
		h.chairs = [2]int{n.somebody(), n.somebody()}
	}
	n.events = append(n.events, h)
	return h
}

// sits returns a body or talks that meet about the day once more, nil if it is
// not time for those that were looked at. Now and then a chair is another one.
func (n *News) sits(day schema.Date) *series {
	for range 3 {
		f := n.rand.Float64()
		s := n.series[int(f*f*float64(len(n.series)))]
		if s.next.Compare(day) > 0 {
			continue
		}
		s.held++
		s.next = day.AddDays(30 + n.rand.IntN(300))
		if i := n.rand.IntN(16); i < len(s.chairs) {
			s.chairs[i] = n.citizen(s.parties[i])
		}
		return s
	}
	return nil
}

func (n *News) sentence(d *draft) {
	switch n.rand.IntN(4) {
	case 0:
		p := n.people[n.somebody()]
		d.claim("role", func() map[schema.ArgName][]schema.Value {
			return map[schema.ArgName][]schema.Value{
				"role":         {d.mention(d.thing("Role", p.postOn(d.day), ""))},
				"organization": {d.mention(d.known("Country", countries[p.country]))},
				"person":       {d.mention(n.named(d, p))},
			}
		})
	case 1:
		p := n.people[n.somebody()]
		d.claim("statement", func() map[schema.ArgName][]schema.Value {
			return map[schema.ArgName][]schema.Value{
				"speaker": {d.mention(n.named(d, p))},
				"quote":   {d.words(fmt.Sprintf("«%d»", n.rand.IntN(1000)))},
			}
		})
	default:
		n.event(d, n.something(d.day))
	}
}

// named returns a person as this article names them.
func (n *News) named(d *draft, p person) *schema.Entity {
	full := p.given[d.lang] + " " + p.surname[d.lang]
	if n.rand.IntN(20) == 0 { // most articles give the whole name once
		full = string([]rune(p.given[d.lang])[:1]) + ". " + p.surname[d.lang]
	}
	return d.thing("Person", forms{full, full, full}, "")
}

func (n *News) event(d *draft, h happening) {
	d.claim(h.kind, func() map[schema.ArgName][]schema.Value {
		self := &schema.Entity{Type: "Event", Name: strings.ReplaceAll(string(h.kind), "_", " "), Language: "en"}
		args := map[schema.ArgName][]schema.Value{
			schema.Self: {d.mention(self)},
			"time":      {{Time: schema.On(h.day), Mention: d.words(h.day.String()).Mention}},
		}
		if n.rand.IntN(9) == 0 {
			args["status"] = []schema.Value{{Text: "planned"}}
		}
		parties := []schema.Value{d.mention(d.known("Country", countries[h.parties[0]])), d.mention(d.known("Country", countries[h.parties[1]]))}
		chairs := []schema.Value{d.mention(n.named(d, n.people[h.chairs[0]])), d.mention(n.named(d, n.people[h.chairs[1]]))}
		switch h.kind {
		case "visit":
			args["visitor"], args["destination"] = chairs[:1], []schema.Value{d.mention(d.known("City", h.place))}
			return args
		case "meeting":
			args["participant"] = chairs
		default:
			args["chair"] = chairs
			args["participant"] = parties
			if n.rand.IntN(3) > 0 {
				args["ordinal"] = []schema.Value{{Number: fmt.Sprint(h.ordinal), Mention: d.words(fmt.Sprint(h.ordinal)).Mention}}
			}
			if h.kind == "session" {
				args["name"] = []schema.Value{d.mention(d.thing("Organization", h.about, ""))}
			} else {
				args["about"] = []schema.Value{d.mention(d.thing("Agreement", h.about, ""))}
			}
		}
		if n.rand.IntN(2) == 0 {
			args["place"] = []schema.Value{d.mention(d.known("City", h.place))}
		}
		return args
	})
}

// A draft is an article that is being written.
type draft struct {
	lang   int
	day    schema.Date
	source schema.Source
	outlet *schema.Entity
	text   strings.Builder
	things map[string]*schema.Entity // by type and name
	claims []schema.Claim
}

// thing returns an entity; the article has one of a name.
func (d *draft) thing(t schema.EntityType, name forms, known string) *schema.Entity {
	key := string(t) + " " + name[d.lang]
	if d.things[key] == nil {
		d.things[key] = &schema.Entity{Type: t, Name: name[d.lang], Language: languages[d.lang], Known: known}
	}
	return d.things[key]
}

func (d *draft) known(t schema.EntityType, name forms) *schema.Entity {
	return d.thing(t, name, strings.ToLower(string(t)+"/"+name[2]))
}

// words writes some words and returns them as a text that stands there.
func (d *draft) words(s string) schema.Value {
	start := d.text.Len()
	d.text.WriteString(s + " ")
	return schema.Value{Text: s, Mention: schema.Mention{Span: schema.Span{Start: start, End: start + len(s)}, Text: s}}
}

// mention writes an entity's name and returns it as it stands there.
func (d *draft) mention(e *schema.Entity) schema.Value {
	v := d.words(e.Name)
	return schema.Value{Entity: e, Mention: v.Mention}
}

// claim writes a sentence that makes a claim.
func (d *draft) claim(t schema.ClaimType, args func() map[schema.ArgName][]schema.Value) {
	start := d.text.Len()
	c := schema.Claim{Source: d.source.ID, Type: t, Modality: schema.Asserted, Args: args(), Outlet: d.outlet, Confidence: 0.9}
	quote := strings.TrimSuffix(d.text.String()[start:], " ")
	d.text.WriteString("\n")
	c.Evidence = []schema.Evidence{{Span: schema.Span{Start: start, End: start + len(quote)}, Quote: quote, Rule: "news/test#" + string(t), Pack: "0123456789abcdef"}}
	d.claims = append(d.claims, c)
}

func (d *draft) article() graph.Article {
	text := d.text.String()
	d.source.TextHash = schema.HashText(text)
	m := schema.Default()
	for i := range d.claims {
		d.claims[i].ID = m.ClaimID(&d.claims[i], d.source.TextHash)
	}
	return graph.Article{Source: d.source, Text: text, Claims: d.claims}
}
