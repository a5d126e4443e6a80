package schema

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTheBuiltInModelHasWhatWeClaim(t *testing.T) {
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for typ, args := range map[ClaimType]string{
		"role":              "person role organization",
		"appointment":       "person role organization by time kind",
		"negotiation_round": "self ordinal participant chair place time about status",
		"meeting":           "self participant place time about status",
		"session":           "self name ordinal participant chair place time status",
		"visit":             "self visitor destination time status",
		"agreement":         "self name party signer time place status",
		"announcement":      "self by about time place occasion",
		"approval":          "self body instrument time kind",
		"statement":         "speaker quote",
		"citation":          "publisher source",
		"quantity":          "subject measure value",
		"ownership":         "owner property share time",
		"deal":              "participant kind object value time",
	} {
		def := m.Claim(typ)
		if def == nil {
			t.Errorf("there is no claim type %s", typ)
			continue
		}
		for _, a := range strings.Fields(args) {
			if def.Arg(ArgName(a)) == nil {
				t.Errorf("claim type %s has no argument %s", typ, a)
			}
		}
	}
	if n := len(m.Roles()); n < 300 {
		t.Errorf("%d posts are known, want several hundred", n)
	}
}

func TestArgumentsStandInTheOrderOfTheFile(t *testing.T) {
	var got []ArgName
	for _, a := range Default().Claim("agreement").Args {
		got = append(got, a.Name)
	}
	if want := []ArgName{"self", "name", "party", "signer", "time", "place", "status"}; !slices.Equal(got, want) {
		t.Errorf("arguments of an agreement are %v, want %v", got, want)
	}
}

// tournament is all that a new claim type needs.
const tournament = `claims:
  tournament:
    doc: A contest and who won it.
    labels: {en: tournament, ru: турнир, kk: турнир}
    self: {type: Event, class: Tournament}
    subject: [name]
    args:
      name: {type: Topic}
      winner: {type: [Person, Organization], many: true}
      status: {values: [occurred, planned, postponed]}
    quads:
      - $self a Tournament
      - $self wonBy $winner if winner >= 1 and status is not postponed
    planned:
      - $self a PlannedEvent
classes:
  Tournament: {is: [Event], labels: {en: tournament, ru: турнир, kk: турнир}}
properties:
  wonBy: {is: [participant], labels: {en: won by, ru: победитель, kk: жеңімпаз}}
arguments:
  winner: {labels: {en: winner, ru: победитель, kk: жеңімпаз}}
values:
  postponed: {writes: nothing, labels: {en: postponed, ru: отложен, kk: кейінге қалдырылды}}
portfolios:
  - en: {of: [tea], before: [tea]}
    ru: {of: [чая]}
    kk: {of: [шай]}
`

func folder(text string) fstest.MapFS {
	return fstest.MapFS{"tournament.yaml": {Data: []byte(text)}}
}

func TestAFolderAddsAClaimTypeByItself(t *testing.T) {
	m, err := Load(folder(tournament))
	if err != nil {
		t.Fatal(err)
	}
	def := m.Claim("tournament")
	if def == nil || def.Arg(Self) == nil || !def.Arg(Self).Required || !slices.Equal(def.Key, []ArgName{Self}) {
		t.Fatalf("the claim type is %+v, want one with self as its key", def)
	}
	if slug, ok := m.Role("замминистра чая"); !ok || slug != "deputy-minister-of-tea" {
		t.Errorf("a new portfolio gives %q, %v, want deputy-minister-of-tea", slug, ok)
	}
}

func TestAMistakeIsNamedWithFileAndLine(t *testing.T) {
	tests := []struct{ behaviour, old, new, want string }{
		{"an unknown key", "many: true", "mnay: true", `tournament.yaml:9: unknown key "mnay"`},
		{"an unknown key of a claim type", "    subject:", "    subjects:", `tournament.yaml:6: unknown key "subjects"`},
		{"an unknown section", "arguments:", "argument:", `tournament.yaml:20: unknown key "argument"`},
		{"an unknown type", "[Person, Organization]", "[Persn, Organization]", `tournament.yaml:9: claim tournament: argument winner has the unknown type "Persn"`},
		{"a misspelt argument in a quad", "wonBy $winner", "wonBy $winer", `tournament.yaml:13: claim tournament has no argument "winer"`},
		{"a misspelt argument in a condition", "winner >= 1", "winer >= 1", `tournament.yaml:13: claim tournament has no argument "winer"`},
		{"a misspelt argument in the subject", "subject: [name]", "subject: [nam]", `tournament.yaml:6: claim tournament has no argument "nam"`},
		{"a value that the argument lacks", "is not postponed", "is not posponed", `tournament.yaml:13: claim tournament: argument status has no value "posponed"`},
		{"an undeclared value", "planned, postponed]", "planned, gone]", `tournament.yaml:10: claim tournament: argument status has the value "gone"`},
		{"an undeclared property", "$self wonBy", "$self wonby", `tournament.yaml:13: claim tournament: property "wonby" is declared nowhere`},
		{"an undeclared class", "a Tournament", "a Tournment", `tournament.yaml:12: claim tournament: class "Tournment" is declared nowhere`},
		{"an undeclared argument name", "  winner: {labels", "  loser: {labels", `tournament.yaml:9: claim tournament: argument "winner" is not declared under "arguments"`},
		{"a property of claims themselves", "$self wonBy", "$self evidence", `tournament.yaml:13: claim tournament: property evidence is for claims and passages themselves`},
		{"a direct word in a plan", "a PlannedEvent", "a Tournament", `tournament.yaml:15: claim tournament: class Tournament is not for plans`},
		{"a plan's word among direct quads", "a Tournament", "a PlannedEvent", `tournament.yaml:12: claim tournament: class PlannedEvent is for plans alone`},
		{"a condition without sense", "if winner >= 1 and", "if winner > 1 and", `tournament.yaml:13: claim tournament: quad "$self wonBy $winner if winner > 1`},
		{"a literal as subject", "$self wonBy $winner", "$status wonBy $winner", `tournament.yaml:13: claim tournament: argument status is no entity and cannot be a subject`},
		{"an entity as predicate", "$self wonBy $winner", "$self $winner $winner", `tournament.yaml:13: claim tournament: argument winner is no Role and cannot be a predicate`},
		{"two words instead of a quad", "$self a Tournament", "$self Tournament", `tournament.yaml:12: claim tournament: quad "$self Tournament" is not a subject`},
		{"a key twice", "    doc: A contest", "    labels: {}\n    doc: A contest", `tournament.yaml:5: mapping key "labels" already defined at line 3`},
		{"a claim type that exists", "  tournament:\n", "  meeting:\n", `tournament.yaml:2: claim type "meeting" is already declared at claims.yaml:`},
		{"a property that exists", "  wonBy: {is", "  heldIn: {is", `tournament.yaml:19: property "heldIn" is already declared at vocabulary.yaml:`},
		{"a missing language", "ru: победитель, kk: жеңімпаз}}\narg", "ru: победитель}}\narg", `tournament.yaml:19: properties wonBy has no label in kk`},
		{"a word that leads nowhere", "is: [participant]", "is: [participnt]", `tournament.yaml:19: wonBy is participnt, which is declared nowhere`},
		{"a word of an unknown vocabulary", "is: [participant]", "is: [foaf:maker]", `tournament.yaml:19: wonBy is foaf:maker, but no prefix "foaf" is declared`},
		{"a word that leads to itself", "is: [participant]", "is: [wonBy]", `tournament.yaml:19: wonBy is wonBy, which is wonBy again`},
		{"a value that writes something else", "writes: nothing", "writes: noting", `tournament.yaml:23: value postponed writes "noting"`},
		{"a list where a map stands", "properties:\n", "properties: [x]\nx:\n", `tournament.yaml:18: cannot unmarshal`},
		{"broken YAML", "claims:", "claims: [", `tournament.yaml:`},
		{"a bracket that is not closed", "portfolios:", "roles:\n  - en: [\"tea (maker\"]\nportfolios:", `tournament.yaml:25: form "tea (maker" has a bracket too many`},
		{"a post that exists", "of: [tea]", "of: [finance]", `is declared twice`},
	}
	for _, tt := range tests {
		text := strings.Replace(tournament, tt.old, tt.new, 1)
		if text == tournament {
			t.Fatalf("%s: %q is not in the file", tt.behaviour, tt.old)
		}
		_, err := Load(folder(text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: Load says\n%v\nwant\n%s", tt.behaviour, err, tt.want)
		}
	}
}

func TestEveryMistakeOfAFileIsNamedAtOnce(t *testing.T) {
	text := strings.NewReplacer("a Tournament", "a Tournment", "$self wonBy", "$self wonby").Replace(tournament)
	_, err := Load(folder(text))
	for _, want := range []string{"tournament.yaml:12:", "tournament.yaml:13:"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Load says\n%v\nwant also %s", err, want)
		}
	}
}

func FuzzLoadNeverPanics(f *testing.F) {
	f.Add(tournament)
	f.Add("claims: {x: {args: {y: &a [*a]}}}")
	f.Add("roles:\n  - en: [x]\nheads: [{en: ['{of}']}]")
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := Load(folder(text)); err != nil && !strings.Contains(err.Error(), "tournament.yaml:") && !strings.Contains(err.Error(), ".yaml:") {
			t.Errorf("the error names no file: %v", err)
		}
	})
}

func TestAPostIsKnownByManyNames(t *testing.T) {
	m := Default()
	tests := []struct{ name, want string }{
		{"deputy minister of foreign affairs", "deputy-minister-of-foreign-affairs"},
		{"Deputy Foreign Minister", "deputy-minister-of-foreign-affairs"},
		{"заместитель министра иностранных дел", "deputy-minister-of-foreign-affairs"},
		{"Замминистра иностранных дел", "deputy-minister-of-foreign-affairs"},
		{"вице-министр иностранных дел", "deputy-minister-of-foreign-affairs"},
		{"Сыртқы істер министрінің орынбасары", "deputy-minister-of-foreign-affairs"},
		{"сыртқы істер вице-министрі", "deputy-minister-of-foreign-affairs"},
		{"глава МИД", "minister-of-foreign-affairs"},
		{"Foreign Minister", "minister-of-foreign-affairs"},
		{"министр по чрезвычайным ситуациям", "minister-of-emergency-situations"},
		{"президент", "president"},
		{"Премьер-Министр", "prime-minister"},
		{"премьер министр", "prime-minister"},
		{"вице-премьер", "deputy-prime-minister"},
		{"заместитель генерального директора", "deputy-director-general"},
		{"бас директорының орынбасары", "deputy-director-general"},
		{"официальный представитель", "spokesperson"},
		{"ресми өкілі", "spokesperson"},
		{"әкімі", "governor"},
		{"CEO", "chief-executive-officer"},
		{"спецпредставитель по Центральной Азии", "special-representative-for-central-asia"},
		{"Верховный представитель ЕС по иностранным делам и политике безопасности", "high-representative-for-foreign-affairs-and-security-policy"},
		{"исполняющий обязанности министра внутренних дел", "acting-minister-of-internal-affairs"},
		{"ректор", "rector"},
		{"верховный представитель по внешней политике и политике безопасности", "high-representative-for-foreign-affairs-and-security-policy"},
		{"Еуропалық одақтың сыртқы саясат және қауіпсіздік саясаты жөніндегі жоғары өкілі", "high-representative-for-foreign-affairs-and-security-policy"},
		{"ҚР Сыртқы істер министрі", "minister-of-foreign-affairs"},
		{"ЕО-ның сыртқы істер және қауіпсіздік саясаты жөніндегі жоғары өкілі", "high-representative-for-foreign-affairs-and-security-policy"},
		{"European Trade Commissioner", "commissioner-for-trade"},
		{"врио министра финансов", "acting-minister-of-finance"},
		{"НАТО", ""},
		{"главный по чаю", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got, ok := m.Role(tt.name); got != tt.want || ok != (tt.want != "") {
			t.Errorf("Role(%q) = %q, %v, want %q", tt.name, got, ok, tt.want)
		}
	}
}

func TestEveryPostHasALabelInThreeLanguages(t *testing.T) {
	for _, r := range Default().Roles() {
		for _, lang := range []string{"en", "ru", "kk"} {
			if r.Labels[lang] == "" {
				t.Errorf("post %s has no label in %s", r.Slug, lang)
			}
		}
	}
}

func ExampleModel_Role() {
	m := Default()
	slug, _ := m.Role("замминистра иностранных дел")
	fmt.Println(slug)
	fmt.Println(m.RoleLabels(slug).In("kk"))
	// Output:
	// deputy-minister-of-foreign-affairs
	// сыртқы істер министрінің орынбасары
}

func TestUniquePosts(t *testing.T) {
	m := Default()
	tests := []struct {
		post string
		want bool
	}{
		{"minister of foreign affairs", true}, {"министр иностранных дел", true}, {"мемлекет басшысы", true},
		{"deputy minister of foreign affairs", false}, {"ambassador", false}, {"minister", false},
	}
	for _, tt := range tests {
		slug, ok := m.Role(tt.post)
		if !ok || m.RoleDef(slug).Unique != tt.want {
			t.Errorf("%s: known %v, unique %v, want %v", tt.post, ok, ok && m.RoleDef(slug).Unique, tt.want)
		}
	}
	_, err := Load(fstest.MapFS{"x.yaml": {Data: []byte("unique: [chief clown]\n")}})
	if err == nil || !strings.Contains(err.Error(), `x.yaml:1: no post is called "chief clown"`) {
		t.Errorf("got %v, want the file, the line and the post", err)
	}
}
