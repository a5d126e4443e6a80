package standard_test

import (
	"testing"

	"claimgraph/extract"
	"claimgraph/schema"
)

func TestAPostIsCalledByItsOwnWords(t *testing.T) {
	p := pipeline(t)
	tests := []struct{ text, name, called string }{
		{"Посол Норвегии в Чили Олег Тиханов уехал.", "посол в Чили", "посол Норвегии в Чили"},
		{"Приехал зам. директора Музея рек Олег Тиханов.", "заместитель директора", "зам. директора"},
		{"Директор Музея рек Олег Тиханов уехал.", "директор", ""},
	}
	for _, tt := range tests {
		a := &extract.Article{Text: tt.text, Body: schema.Span{End: len(tt.text)}, Source: schema.Source{Language: "ru"}}
		found := false
		for _, m := range p.Analyze(a)[0].Mentions {
			if m.Type != "Role" {
				continue
			}
			found = true
			if m.Name != tt.name || m.Called != tt.called {
				t.Errorf("%s\ngot  %q called %q\nwant %q called %q", tt.text, m.Name, m.Called, tt.name, tt.called)
			}
		}
		if !found {
			t.Errorf("%s: no post", tt.text)
		}
	}
}
