package number_test

import (
	"strings"
	"testing"
	"time"

	"claimgraph/extract/number"
)

func FuzzRecognize(f *testing.F) {
	for _, lang := range []string{"ru", "kk", "en"} {
		for _, g := range readGolden(f, "testdata/"+lang+".txt") {
			f.Add(lang, g.text)
		}
	}
	f.Add("ru", "1,,2 . 3. 4- 0,0 0/0 1/0 -0 −0% 00,10 999 999 999 999 999 999 999 трлн тыс 1½½ и 5-")
	f.Add("en", "a hundred hundred and and million half a a of, 1.m 1-m one-one-one twenty-twenty -half minus minus 0")
	f.Fuzz(func(t *testing.T, lang, text string) {
		if analyzers[lang] == nil {
			return
		}
		d := lay(lang, strings.ToValidUTF8(text, "?"))
		checkMentions(t, d, number.New().Recognize(d))
	})
}

// Time must grow with the length of the text, whatever stands in it.
func TestTimeIsLinear(t *testing.T) {
	for _, unit := range []string{"1 000 ", "сто ", "5 млн 3 тыс ", "1-", "пять до ", "1, ", "не "} {
		ratio := 256.0                                 // what squared growth would give
		for try := 0; try < 10 && ratio > 128; try++ { // a busy machine spoils a measurement
			small, large := shortest(strings.Repeat(unit, 500)), shortest(strings.Repeat(unit, 8000))
			ratio = min(ratio, float64(large)/float64(max(small, 100*time.Microsecond)))
		}
		if ratio > 128 {
			t.Errorf("sixteen times the text of %q takes %.0f times as long", unit, ratio)
		}
	}
}

// shortest returns the least time of a few runs over the text.
func shortest(text string) time.Duration {
	d := lay("ru", text)
	least := time.Hour
	for range 5 {
		start := time.Now()
		number.New().Recognize(d)
		least = min(least, time.Since(start))
	}
	return least
}

func BenchmarkRecognize(b *testing.B) {
	for _, lang := range []string{"ru", "kk", "en"} {
		var all []string
		for _, g := range readGolden(b, "testdata/"+lang+".txt") {
			all = append(all, g.text)
		}
		d := lay(lang, strings.Join(all, "\n"))
		b.Run(lang, func(b *testing.B) {
			b.SetBytes(int64(len(d.Article.Text)))
			b.ReportAllocs()
			for b.Loop() {
				number.New().Recognize(d)
			}
			b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}
