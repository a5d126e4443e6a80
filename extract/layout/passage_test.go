package layout

import (
	"fmt"
	"slices"
	"testing"

	"claimgraph/extract"
)

const (
	russianLine = "Министр иностранных дел сообщил, что переговоры с делегацией соседней страны пройдут в столице и завершатся подписанием документа."
	kazakhLine  = "Сыртқы істер министрі келіссөздердің елордада өтетінін және құжатқа қол қоюмен аяқталатынын хабарлады, деп жазады басылым."
	englishLine = "The foreign minister said that the talks with the delegation of the neighbouring country would be held in the capital and end with a signing."
)

func TestPassagesInOtherLanguagesAreForeign(t *testing.T) {
	tests := []struct {
		name, text, language string
		foreign              []int // blocks
		others               []string
	}{
		{"one language", russianLine + "\n" + russianLine, "", nil, nil},
		{"a Kazakh paragraph in a Russian article", russianLine + "\n" + russianLine + "\n" + kazakhLine, "ru", []int{2}, []string{"kk"}},
		{"the Kazakh paragraph itself", russianLine + "\n" + russianLine + "\n" + kazakhLine, "kk", []int{0, 1}, []string{"ru"}},
		{"English below Russian", russianLine + "\n" + englishLine, "ru", []int{1}, []string{"en"}},
		{"a short line goes with its neighbours", russianLine + "\n" + englishLine + "\nAstana 2026\n" + englishLine, "ru", []int{1, 2, 3}, []string{"en"}},
		{"a quoted title is no passage", russianLine + "\n«The Astana Times»", "ru", nil, nil},
		{"names in Latin letters make no passage", russianLine + "\nAir Astana, FlyArystan, SCAT Airlines, Qazaq Air, Sunday Airlines, Vietjet Qazaqstan", "ru", nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := &extract.Article{Text: tt.text}
			a.Source.Language = "ru"
			d := Lay(a, tt.language, nil)
			var foreign []int
			for i, b := range d.Blocks {
				if b.Kind == extract.Foreign {
					foreign = append(foreign, i)
				}
			}
			if !slices.Equal(foreign, tt.foreign) || !slices.Equal(d.Others, tt.others) {
				t.Errorf("%s\ngot  foreign blocks %v in %v\nwant %v in %v", tt.text, foreign, d.Others, tt.foreign, tt.others)
			}
			for _, s := range d.Sentences {
				if d.Blocks[s.Block].Kind == extract.Foreign {
					t.Errorf("a foreign block has the sentence %q", d.Text(s.Span))
				}
			}
		})
	}
}

func ExampleLay_passage() {
	a := &extract.Article{Text: russianLine + "\n" + kazakhLine}
	d := Lay(a, "kk", nil)
	for _, b := range d.Blocks {
		fmt.Println(b.Kind)
	}
	// Output:
	// foreign
	// paragraph
}
