package date

import (
	"strings"
	"testing"
	"time"

	"claimgraph/extract"
	"claimgraph/extract/layout"
	"claimgraph/schema"
)

func FuzzRecognize(f *testing.F) {
	for _, lang := range []string{"ru", "kk", "en"} {
		for _, g := range readGolden(f, "testdata/"+lang+".txt") {
			f.Add(lang, g.ref.Int(), g.text)
		}
	}
	f.Add("ru", 20240229, "29 февраля 2023 года, 31 апреля, 10 лет с момента 29 февраля, 9999 год, 0000-00-00")
	f.Add("en", 10101, "last century, 999 years ago, 999 weeks later, the 1000s")
	f.Add("ru", 99991231, "завтра, через 999 лет, в следующем веке, на следующей неделе")
	f.Fuzz(func(t *testing.T, lang string, ref int, text string) {
		text = strings.ToValidUTF8(text, "?")
		day := fromInt(ref)
		if !day.Valid() {
			day = schema.Date{}
		}
		d := layout.Lay(&extract.Article{Text: text, Source: schema.Source{Language: lang, Published: day}}, "", abbreviation)
		d.Language = lang
		checkMentions(t, d, New().Recognize(d))
		if got, ok := Reference(d); ok && (!got.Valid() || got.Precision() != schema.Day) {
			t.Errorf("%q: reference %v is no day", text, got)
		}
	})
}

func BenchmarkRecognize(b *testing.B) {
	for _, lang := range []string{"ru", "kk", "en"} {
		var all []string
		for _, g := range readGolden(b, "testdata/"+lang+".txt") {
			all = append(all, g.text)
		}
		d := golden{text: strings.Join(all, "\n"), ref: schema.Date{Year: 2025, Month: 12, Day: 3}}.doc(lang)
		b.Run(lang, func(b *testing.B) {
			b.SetBytes(int64(len(d.Article.Text)))
			b.ReportAllocs()
			for b.Loop() {
				New().Recognize(d)
			}
			b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}

// Time must grow with the length of the text, whatever stands in it.
func TestTimeIsLinear(t *testing.T) {
	for _, unit := range []string{"5 мая, ", "с ", "1 ", "в 2019 году и ", "10 лет ", "XX ", "2025/26 ", "2019, ", "10.12 по "} {
		ratio := 64.0                                 // what squared growth would give
		for try := 0; try < 10 && ratio > 40; try++ { // a busy machine spoils a measurement
			small, large := shortest(strings.Repeat(unit, 1000)), shortest(strings.Repeat(unit, 8000))
			ratio = min(ratio, float64(large)/float64(max(small, time.Microsecond)))
		}
		if ratio > 40 {
			t.Errorf("eight times the text of %q takes %.0f times as long", unit, ratio)
		}
	}
}

// shortest returns the least time of a few runs over the text.
func shortest(text string) time.Duration {
	d := golden{text: text, ref: schema.Date{Year: 2025, Month: 12, Day: 3}}.doc("ru")
	least := time.Hour
	for range 5 {
		start := time.Now()
		New().Recognize(d)
		least = min(least, time.Since(start))
	}
	return least
}
