package kk

import (
	"strings"
	"testing"

	"claimgraph/extract"
	"claimgraph/extract/layout"
)

const benchmarkText = `Бүгін елордада Қазақстан мен Молдова үкіметтерінің арасындағы ауыл шаруашылығы жөніндегі бірлескен комиссияның жетінші отырысы өтті, деп хабарлады министрліктің баспасөз қызметі. Жиынды Ауыл шаруашылығы министрінің орынбасары Асан Қалдыбеков пен Молдова елшісі Ион Чобану басқарды. Тараптар астық пен шарап саудасын кеңейту туралы келісімнің жобасын талқылап, келесі кездесуді көктемде Кишиневте өткізуге уағдаласты. Сарапшылар былтыр екі ел арасындағы тауар айналымы он екі пайызға артқанын атап өтті. Қалдыбековтің айтуынша, кәсіпорындарға арналған жаңа бағдарламалар қыркүйек айында іске қосылады. `

func benchmarkTokens() []extract.Token {
	return layout.Tokens(strings.Repeat(benchmarkText, 20))
}

func words(tokens []extract.Token) (n int) {
	for i := range tokens {
		if tokens[i].Kind != extract.MarkToken {
			n++
		}
	}
	return n
}

func BenchmarkAnalyze(b *testing.B) {
	a, tokens := New(), benchmarkTokens()
	b.ReportAllocs()
	for b.Loop() {
		a.Analyze(tokens)
	}
	b.ReportMetric(float64(b.N)*float64(words(tokens))/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkPhrase(b *testing.B) {
	a := New()
	d := docOf(a, benchmarkText)
	var heads []int
	for i := range d.Tokens {
		if d.Tokens[i].HasPOS(extract.NOUN) {
			heads = append(heads, i)
		}
	}
	posts := []string{"туралы", "жөніндегі"}
	b.ReportAllocs()
	for b.Loop() {
		for _, h := range heads {
			a.Phrase(d, h, posts)
		}
	}
	b.ReportMetric(float64(b.N)*float64(len(heads))/b.Elapsed().Seconds(), "phrases/s")
}

func BenchmarkTable(b *testing.B) {
	for b.Loop() {
		if _, err := Table(); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzAnalyzer reads any text and holds that phrases lie in their sentence and
// contain their head.
func FuzzAnalyzer(f *testing.F) {
	for _, seed := range []string{
		benchmarkText, "", "-ның", "«»-ға", "АҚШ-қа XII 22-отырысы", "İıſ K-ке", "Aıdos Qasymjanmen kúni", "мен пен – (ТМҰ) ) ,",
		"Ә. Бақаевқа туралы жөніндегі", "жүз мың миллион 99999999999999999999 трлн", "\u0301\u0301а\xffб", "ииииииииииииииииииииииииииииииииииииииииииииииииииииииииииииииии",
	} {
		f.Add(seed, uint8(3))
	}
	a := New()
	f.Fuzz(func(t *testing.T, text string, cut uint8) {
		if len(text) > 1<<10 {
			return
		}
		text = strings.ToValidUTF8(text, "?")
		d := docOf(a, text)
		n := len(d.Tokens)
		if n > 3 { // a mention, so that atoms of several tokens are met
			k := int(cut) % (n - 2)
			d.SetMentions([]extract.Mention{{First: k, End: k + 2, Type: "Organization", Span: d.TokenSpan(k, k+2)}})
		}
		for i := range d.Tokens {
			checkToken(t, a, d, i, n)
		}
	})
}

func checkToken(t *testing.T, a *Analyzer, d *extract.Doc, i, n int) {
	t.Helper()
	p := a.Phrase(d, i, []string{"туралы", "жөніндегі"})
	if p.First < 0 || p.First > p.Complement || p.Complement > p.Head || p.Head != i || p.End != i+1 {
		t.Fatalf("Phrase(%q, %d) = %+v", d.Article.Text, i, p)
	}
	a.Nominative(d, p.First, p.End, p.Head)
	a.PersonName(d, p.First, p.End)
	if _, _, k := a.Numeral(d, i); k < 0 || i+k > n {
		t.Fatalf("Numeral(%q, %d) reads %d of %d tokens", d.Article.Text, i, k, n)
	}
	if tok := &d.Tokens[i]; tok.Kind != extract.MarkToken && len(tok.Analyses) == 0 {
		t.Fatalf("%q in %q has no reading", tok.Text, d.Article.Text)
	}
}

func TestAnalyzerIsSafeForSeveralGoroutines(t *testing.T) {
	a := New()
	want := docOf(a, benchmarkText).Tokens
	done := make(chan string, 4)
	for range 4 {
		go func() {
			for range 20 {
				got := docOf(a, benchmarkText)
				for i := range got.Tokens {
					if got.Tokens[i].Best() != want[i].Best() {
						done <- got.Tokens[i].Text
						return
					}
				}
			}
			done <- ""
		}()
	}
	for range 4 {
		if word := <-done; word != "" {
			t.Errorf("%q is read otherwise by another goroutine", word)
		}
	}
}
