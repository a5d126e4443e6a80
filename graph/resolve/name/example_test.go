package name_test

import (
	"fmt"
	"os"

	"claimgraph/graph/resolve/name"
	"claimgraph/schema"
)

func Example() {
	model, err := schema.Load()
	if err != nil {
		panic(err)
	}
	entries, err := name.ReadEntries(os.DirFS("../../../extract/gazetteer/data"))
	if err != nil {
		panic(err)
	}
	m, err := name.New(model, entries)
	if err != nil {
		panic(err)
	}
	person := func(text, language, post, body string) *name.Parsed {
		return m.Parse(name.Mention{
			Type:    "Person",
			Names:   []name.Label{{Text: text, Language: language}},
			Context: name.Context{Posts: []string{post}, Organizations: []string{body}},
		})
	}
	full := person("Асқар Тұрлыханов", "kk", "вице-министр", "ҚР Энергетика министрлігі")
	initial := person("А. Турлыханов", "ru", "вице-министр", "Министерство энергетики Казахстана")
	brother := person("Арман Турлыханов", "ru", "советник", "Министерство энергетики Казахстана")
	for _, other := range []*name.Parsed{initial, brother} {
		d := name.Compare(full, other)
		fmt.Printf("%s %.2f %q\n", d.Verdict, d.Score, d.Reasons)
	}
	// Output:
	// match 0.92 ["the surname agrees, and the initial fits" "the post agrees" "it is of the same body" "the organization agrees" "the country agrees"]
	// different 0.20 ["one surname, but other given names" "the organization agrees" "the country agrees"]
}
