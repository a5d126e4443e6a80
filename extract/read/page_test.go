package read

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf "golang.org/x/text/encoding/unicode"

	"claimgraph/extract"
	"claimgraph/schema"
)

var update = flag.Bool("update", false, "write the golden files of the pages in testdata")

// shown writes an article as the golden files have it.
func shown(a *extract.Article) string {
	s := a.Source
	return fmt.Sprintf("title: %s\nurl: %s\npublisher: %s\nauthor: %s\nlanguage: %s\npublished: %s\nmodified: %s\n\n%s",
		s.Title, s.URL, s.Publisher, s.Author, s.Language, s.Published, s.Modified, a.Text)
}

func TestPages(t *testing.T) {
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil || len(pages) < 3 {
		t.Fatalf("got pages %v, error %v", pages, err)
	}
	for _, page := range pages {
		t.Run(filepath.Base(page), func(t *testing.T) {
			golden := strings.TrimSuffix(page, ".html") + ".golden"
			a := only(t, page)
			if got := only(t, page); got.Text != a.Text || got.Source != a.Source {
				t.Errorf("%s read twice differs:\n%s\n%s", page, shown(a), shown(got))
			}
			if a.Source.TextHash != schema.HashText(a.Text) {
				t.Errorf("%s: the hash is not that of the text", page)
			}
			if *update {
				if err := os.WriteFile(golden, []byte(shown(a)), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(a); got != string(want) {
				t.Errorf("%s\n got %s\nwant %s", page, got, want)
			}
		})
	}
}

// report is two paragraphs that are an article by themselves.
const report = "<p>Мэр города перерезал ленту в полдень, и мост открылся для машин.</p><p>Его строили три года, сообщает «Весть».</p>"

const reportText = "Мэр города перерезал ленту в полдень, и мост открылся для машин.\nЕго строили три года, сообщает «Весть».\n"

func TestTextOfPages(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"paragraphs are lines", report, reportText},
		{"the title is the first line", "<title>Мост открыт</title>" + report, "Мост открыт\n" + reportText},
		{"the heading of the article is the title", "<title>Мост открыт | Весть</title><h1>Мост открыт</h1>" + report, "Мост открыт\n" + reportText},
		{"a title does not stand there twice", "<title>Мост открыт</title><h2>Мост открыт</h2>" + report, "Мост открыт\n" + reportText},
		{"blanks are one blank", "<p>Мэр \r\n\tгорода&nbsp;&nbsp;перерезал\u2003ленту.</p>", "Мэр города перерезал ленту.\n"},
		{"words are not divided", "<p>Мэр го&shy;рода пе\u200bре<wbr>резал\ufeff <b>лен</b>ту.</p>", "Мэр города перерезал ленту.\n"},
		{"entities are letters", "<p>&laquo;Мост&raquo; &mdash; это мост и&#769; доро&#1075;а &amp; ещё что-то.</p>", "«Мост» — это мост и\u0301 дорога & ещё что-то.\n"},
		{"a break between sentences parts lines", "<p>Мэр города перерезал ленту.<br>Мост открылся для машин.</p>", "Мэр города перерезал ленту.\nМост открылся для машин.\n"},
		{"a break inside a sentence is a blank", "<p>Мэр города перерезал<br>ленту, и<br/>\nмост открылся.</p>", "Мэр города перерезал ленту, и мост открылся.\n"},
		{"a break before a name parts lines", "<p>На встрече были министры,<br>Иван Берёзов и другие люди.</p>", "На встрече были министры,\nИван Берёзов и другие люди.\n"},
		{"items have bullets", "<p>Стороны решили на встрече, что нужно:</p><ul><li>построить мост;<li><p>открыть школу.</p></ul>", "Стороны решили на встрече, что нужно:\n• построить мост;\n• открыть школу.\n"},
		{"a bullet that is there is enough", "<p>Стороны решили на встрече, что нужно:</p><ul><li>• построить мост;<li>• открыть школу.</ul>", "Стороны решили на встрече, что нужно:\n• построить мост;\n• открыть школу.\n"},
		{"items of ordered lists have numbers", "<p>Стороны решили на встрече, что нужно:</p><ol><li>построить мост;<ul><li>каменный;</ul><li>открыть школу.</ol>", "Стороны решили на встрече, что нужно:\n1. построить мост;\n• каменный;\n2. открыть школу.\n"},
		{"the lines of preformatted text are kept", "<pre>Мэр города перерезал ленту.\nМост открылся для машин.</pre>", "Мэр города перерезал ленту.\nМост открылся для машин.\n"},
		{"scripts and styles are no text", "<style>p{}</style><script>var a = '<p>Нет, это не текст статьи вовсе.</p>'</script>" + report, reportText},
		{"hidden elements are no text", "<div style='DISPLAY : none'><p>Этого предложения читатели не видят, его здесь нет.</p></div>" + report, reportText},
		{"pictures of letters are no text", "<svg><title>Значок</title><text>Значок</text></svg>" + report, reportText},
		{"broken markup", "<div><p>Мэр <b>города перерезал ленту.<p>Мост</b> открылся <i>для машин.</div></span><p", "Мэр города перерезал ленту.\nМост открылся для машин.\n"},
		{"elements that only look are never closed", "<p>" + strings.Repeat("<font size=2><b>", 900) + "Мэр города перерезал ленту.", "Мэр города перерезал ленту.\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _, err := parsePage([]byte(tt.page))
			if err != nil || got != tt.want {
				t.Errorf("page %.200s\n got %q, error %v\nwant %q", tt.page, got, err, tt.want)
			}
		})
	}
}

func TestCharsetOfPages(t *testing.T) {
	page := func(head string) string { return "<html><head>" + head + "</head><body>" + report + "</body></html>" }
	const old = `<META http-equiv="Content-Type" content="text/html; charset=%s">`
	tests := []struct {
		name, page string
		written    encoding.Encoding
	}{
		{"UTF-8 undeclared", page(""), encoding.Nop},
		{"UTF-8 with a mark", "\ufeff" + page(""), encoding.Nop},
		{"UTF-8 that declares what it was converted from", page(`<meta charset="windows-1251">`), encoding.Nop},
		{"windows-1251 by charset", page("<meta charset='windows-1251'>"), charmap.Windows1251},
		{"windows-1251 by http-equiv", page(fmt.Sprintf(old, "cp1251")), charmap.Windows1251},
		{"KOI8-R by http-equiv", page(fmt.Sprintf(old, "koi8-r")), charmap.KOI8R},
		{"windows-1251 undeclared", page(""), charmap.Windows1251},
		{"KOI8-R undeclared", page(""), charmap.KOI8R},
		{"CP866 undeclared", page(""), charmap.CodePage866},
		{"ISO 8859-5 undeclared", page(""), charmap.ISO8859_5},
		{"windows-1251 that declares Latin letters", page("<meta charset=iso-8859-1>"), charmap.Windows1251},
		{"windows-1251 that declares UTF-8", page("<meta charset=utf-8>"), charmap.Windows1251},
		{"windows-1251 that declares what does not exist", page("<meta charset=cyrillic-7>"), charmap.Windows1251},
		{"an XML declaration", "<?xml version='1.0' encoding='koi8-r'?>" + page(""), charmap.KOI8R},
		{"UTF-16 little-endian with a mark", page(""), utf.UTF16(utf.LittleEndian, utf.UseBOM)},
		{"UTF-16 big-endian with a mark", page(""), utf.UTF16(utf.BigEndian, utf.UseBOM)},
		{"UTF-16 without a mark", "\r\n" + page("<meta charset=utf-16>"), utf.UTF16(utf.LittleEndian, utf.IgnoreBOM)},
		{"UTF-16 big-endian without a mark", page(""), utf.UTF16(utf.BigEndian, utf.IgnoreBOM)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			enc := encoding.ReplaceUnsupported(tt.written.NewEncoder())
			b, err := enc.Bytes([]byte(tt.page))
			if err != nil {
				t.Fatal(err)
			}
			want := reportText
			if back, _ := tt.written.NewDecoder().String(string(b)); !strings.Contains(back, "«") {
				sub := string(rune(26)) // what the charset does not have
				want = strings.NewReplacer("«", "", "»", "").Replace(want)
				b = []byte(strings.ReplaceAll(string(b), sub, ""))
			}
			got, _, err := parsePage(b)
			if err != nil || got != want {
				t.Errorf("page %q\n got %q, error %v\nwant %q", b, got, err, want)
			}
		})
	}
}

func TestLatinLettersUndeclared(t *testing.T) {
	const want = "Le château est ouvert au public dès l’été, à midi."
	b, err := charmap.Windows1252.NewEncoder().String("<p>" + want)
	if err != nil {
		t.Fatal(err)
	}
	if got, _, err := parsePage([]byte(b)); err != nil || got != want+"\n" {
		t.Errorf("got %q, error %v, want %q", got, err, want)
	}
}

func TestBrokenLettersAreReplaced(t *testing.T) {
	got, _, err := parsePage([]byte(report + "<p>Конец этой статьи оборван на букве \xd1"))
	if want := reportText + "Конец этой статьи оборван на букве \ufffd\n"; err != nil || got != want {
		t.Errorf("got %q, error %v, want %q", got, err, want)
	}
}

func TestMetadataOfPages(t *testing.T) {
	day := func(d int) schema.Date { return schema.Date{Year: 2026, Month: 5, Day: d} }
	ld := func(s string) string { return `<script type="application/ld+json">` + s + `</script>` }
	tests := []struct {
		name, head, body string
		want             metadata
	}{
		{"nothing", "", "", metadata{}},
		{"Open Graph", `<meta property="og:title" content="Мост &amp;quot;Дружба&amp;quot; открыт"><meta property="og:site_name" content="Весть"><meta property="og:url" content="https://vest.example/1"><meta property="og:locale" content="ru_RU"><meta property="article:published_time" content="2026-05-12T23:30:00+05:00"><meta property="article:modified_time" content="2026-05-13">`, "",
			metadata{title: `Мост "Дружба" открыт`, publisher: "Весть", url: "https://vest.example/1", language: "ru", published: day(12), modified: day(13)}},
		{"linked data", ld(`{"@context": "http://schema.org", "@type": "NewsArticle", "headline": "Мост открыт", "datePublished": "2026-05-12", "dateModified": "2026-05-13T10:00", "publisher": {"@type": "Organization", "name": "Весть"}, "author": "Иван Лугов", "url": "https://vest.example/1#a", "inLanguage": "ru"}`), "",
			metadata{title: "Мост открыт", publisher: "Весть", author: "Иван Лугов", url: "https://vest.example/1", language: "ru", published: day(12), modified: day(13)}},
		{"linked data of an article goes before that of the page", ld(`[{"@type": "WebPage", "datePublished": "2026-05-01"}, {"@type": "BlogPosting", "datePublished": "2026-05-12"}]`), "", metadata{published: day(12)}},
		{"linked data of the page alone", ld(`{"@type": "WebPage", "datePublished": "2026-05-12"}`), "", metadata{published: day(12)}},
		{"linked data with line feeds in strings", ld("{\"@type\": \"Article\", \"description\": \"a\nb\", \"datePublished\": \"2026-05-12\"}"), "", metadata{published: day(12)}},
		{"linked data of another thing", ld(`{"@type": "Event", "name": "Праздник", "datePublished": "2026-05-12"}`), "", metadata{}},
		{"linked data of odd types", ld(`{"@type": ["Article", 5, null], "headline": 7, "author": [["x"], 3, {"@id": "y"}], "publisher": [], "datePublished": {"a": 1}}`) + ld(`"x"`) + ld(`[1, [2]]`) + ld(`{`), "", metadata{}},
		{"a date as people write it", `<meta name="DC.date.issued" content="12.05.2026, 10:30">`, "", metadata{published: day(12)}},
		{"a date as mail has it", `<meta name="pubdate" content="Tue, 12 May 2026 10:00:00 GMT">`, "", metadata{published: day(12)}},
		{"what is no date is passed over", `<meta name="date" content="yesterday"><meta name="pubdate" content="2026-02-30"><meta itemprop="datePublished" content="1970-01-01T00:00:00Z"><meta name="publish_date" content="20260512">`, "", metadata{published: day(12)}},
		{"a date with a property goes before others", "", `<time datetime="2026-05-01">1 мая</time><span itemprop="datePublished" content="2026-05-12">вчера</span>`, metadata{published: day(12)}},
		{"a date beside the heading", "<title>Мост открыт</title>", `<article><time datetime="2026-05-01"></time></article><article><h1>Мост открыт</h1><time datetime="2026-05-12 10:00"></time></article>`, metadata{title: "Мост открыт", published: day(12)}},
		{"the only date", "", `<time datetime="2026-05-12T10:00">12 мая</time> <time datetime="2026-05-12T11:00">12 мая</time>`, metadata{published: day(12)}},
		{"of several dates none", "", `<time datetime="2026-05-12">12 мая</time> <time datetime="2026-05-11">11 мая</time>`, metadata{}},
		{"the canonical address goes before others", `<link rel="Canonical" href="https://vest.example/news/1?id=5#x"><meta property="og:url" content="https://m.vest.example/1">`, "", metadata{url: "https://vest.example/news/1?id=5"}},
		{"an address within the site", `<base href="https://vest.example/"><link rel="canonical" href="/news/1">`, "", metadata{url: "https://vest.example/news/1"}},
		{"an address within an unknown site is none", `<link rel="canonical" href="/news/1">`, "", metadata{}},
		{"the address of the front page is not the article's", `<link rel="canonical" href="https://vest.example/"><meta property="og:url" content="https://vest.example/1">`, "", metadata{url: "https://vest.example/1"}},
		{"an address of another kind is none", `<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="file:///home/x/1.html">`, "", metadata{}},
		{"the address a browser noted", "<!-- saved from url=(0022)https://vest.example/1 -->", "", metadata{url: "https://vest.example/1"}},
		{"the address an extension noted", "<!--\n Page saved with SingleFile \n url: https://vest.example/1 \n saved date: Tue May 12 2026\n-->", "", metadata{url: "https://vest.example/1"}},
		{"the outlet's name is cut off the title", `<meta property="og:site_name" content="Весть"><title>Мост — дорога через реку — Весть</title>`, "", metadata{title: "Мост — дорога через реку", publisher: "Весть"}},
		{"a dash alone cuts nothing off", `<title>Мост — дорога через реку</title>`, "", metadata{title: "Мост — дорога через реку"}},
		{"the outlet's name in h1 is no title", `<meta property="og:site_name" content="Весть"><title>Мост открыт | Весть</title>`, "<h1>Весть</h1><h1>Мост открыт</h1>", metadata{title: "Мост открыт", publisher: "Весть"}},
		{"the heading goes before what the page is called elsewhere", `<meta property="og:title" content="Открыли мост: фото">`, "<h1>Мост через реку открыт</h1>", metadata{title: "Мост через реку открыт"}},
		{"authors by microdata", "", `<p itemprop="author" itemscope><a href="/x"><span itemprop="name">Иван Лугов</span></a> спецкор</p>`, metadata{author: "Иван Лугов"}},
		{"authors by a byline", "", `<article><h1>Мост через реку открыт</h1><div class="meta byline">Автор: Иван Лугов</div></article>`, metadata{title: "Мост через реку открыт", author: "Иван Лугов"}},
		{"an English byline", "", `<main><h1>The bridge is open</h1><p class="author">By Ivan Lugov and Ann Lee</p></main>`, metadata{title: "The bridge is open", author: "Ivan Lugov and Ann Lee"}},
		{"a byline with a date, a word or an address names nobody", "", `<article><h1>Мост через реку открыт</h1><p class="byline">Иван Лугов, 12 мая</p><p class="author">Редакция</p><p class="author">ivan@vest.example и Анна</p></article>`, metadata{title: "Мост через реку открыт"}},
		{"who comments is no author", "", `<aside><p class="author">Иван Лугов</p></aside>`, metadata{}},
		{"the outlet's name behind the heading", "<title>Мост через реку открыт | Весть</title>", "<h1>Мост через реку открыт</h1>", metadata{title: "Мост через реку открыт", publisher: "Весть"}},
		{"what is behind a dash may be of the title", "<title>Мост через реку открыт — фото</title>", "<h1>Мост через реку открыт</h1>", metadata{title: "Мост через реку открыт"}},
		{"an address is no author", `<meta property="article:author" content="https://social.example/vest">`, "", metadata{}},
		{"an unknown language is kept", `<meta http-equiv="Content-Language" content="uz-Latn">`, "", metadata{language: "uz"}},
		{"a language that the text is not in", `<meta property="og:locale" content="en_US">`, "", metadata{language: "ru"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := "<html><head>" + tt.head + "</head><body>" + tt.body + report + "</body></html>"
			_, got, err := parsePage([]byte(page))
			if err != nil || got != tt.want {
				t.Errorf("page %s\n got %+v, error %v\nwant %+v", page, got, err, tt.want)
			}
		})
	}
}

func TestBadPages(t *testing.T) {
	menu := "<ul>" + strings.Repeat("<li><a href=/x>Новости города и области за неделю.</a>", 30) + "</ul>"
	tests := []struct{ name, page, want string }{
		{"empty", "", ": empty: there is no text to read"},
		{"blank", "\ufeff \r\n", ": empty: there is no text to read"},
		{"text that is no page", "Мост открыт.\nМэр < 5 перерезал ленту > 3.", ": not HTML: there is no element in it"},
		{"binary", "<p>\x89PNG\x00", ": binary, not text: a NUL byte at byte offset 7"},
		{"binary in UTF-16", "\xff\xfe<\x00p\x00>\x00\x00\x00", ": binary, not text: a NUL character on line 1"},
		{"no article: nothing", "<html><body></body></html>", errNoArticle.Error()},
		{"no article: a menu", "<html><body>" + menu + "</body></html>", errNoArticle.Error()},
		{"no article: a title alone", "<title>Мост открыт</title><h1>Мост открыт</h1><p>Весть</p>", errNoArticle.Error()},
		{"no article: scripts", "<div id=app></div><script>render('Мэр города перерезал ленту в полдень.')</script>", errNoArticle.Error()},
		{"frames", "<frameset><frame src=a.html></frameset>", errNoArticle.Error()},
		{"a huge line", "<p>" + strings.Repeat("слово ", 1<<20), ": a line of 11 MiB: an article has none longer than 4 MiB"},
		{"a huge line of small elements", "<p>" + strings.Repeat("<b>"+strings.Repeat("слово ", 1<<16)+"</b>", 8), ":1: a line of 5.5 MiB: an article has none longer than 4 MiB"},
		{"too much text", strings.Repeat("<p>"+strings.Repeat("слово ", 1<<15), 60), ": a page with more than 16 MiB of text"},
		{"too many elements", strings.Repeat("<p>слово", MaxElements+1), ": a page of more than 100000 elements"},
		{"too deep", strings.Repeat("<div>", 3000) + report, ": its markup cannot be read: html: open stack of elements exceeds 512 nodes"},
		{"too deep for its size", strings.Repeat("<div>", 400) + strings.Repeat(report, 10_000), ": its elements nest too deep for a page of its size"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, _, err := parsePage([]byte(tt.page))
			if err == nil || err.Error() != tt.want {
				t.Errorf("page %.80q\n got %.80q, error %v\nwant error %s", tt.page, text, err, tt.want)
			}
		})
	}
}

func TestPagesAmongArticles(t *testing.T) {
	const page = "<!DOCTYPE html><title>Мост открыт</title>" + report
	wide, err := utf.UTF16(utf.LittleEndian, utf.UseBOM).NewEncoder().String("\r\n" + page)
	if err != nil {
		t.Fatal(err)
	}
	dir := write(t, map[string]string{
		"a.html": page, "b.HTM": page, "c.txt": page, "d.html": "<p>Меню</p>", "e.page": page, "wide.page": wide,
		"a_files/ad.html": "<p>Реклама</p>", "x_files/f.html": page,
	})
	want := strings.Join([]string{
		"a.html Мост открыт", "b.HTM Мост открыт", "c.txt " + page,
		"error: d.html" + errNoArticle.Error(), "x_files/f.html Мост открыт",
	}, "\n")
	if got := all(dir, nil, dir); got != want {
		t.Errorf("articles of a folder with pages\n got %s\nwant %s", got, want)
	}
	for _, name := range []string{"e.page", "wide.page"} {
		if got, want := all(dir, nil, filepath.Join(dir, name)), name+" Мост открыт"; got != want {
			t.Errorf("a page under any name: got %s, want %s", got, want)
		}
	}
	for start, want := range map[string]string{
		"":                          "- Мост открыт",
		"\ufeff\n<!-- x -->\n":      "- Мост открыт",
		"<?xml version=\"1.0\"?>\n": "- " + "<?xml version=\"1.0\"?>",
		"<b>":                       "- ", // a text that is too long for a title
	} {
		if got := all("", strings.NewReader(start+page), Stdin); got != want {
			t.Errorf("standard input that begins with %q: got %s, want %s", start, got, want)
		}
	}
}

func TestEndlessPageIsRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 64 MiB")
	}
	dir := write(t, map[string]string{"a.html": "<p>" + strings.Repeat("x", MaxPage)})
	want := "error: a.html: longer than the 64 MiB that one page may have"
	if got := all(dir, nil, filepath.Join(dir, "a.html")); got != want {
		t.Errorf("a page too long: got %s, want %s", got, want)
	}
}

func FuzzParsePage(f *testing.F) {
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, p := range pages {
		b, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte(`<script type="application/ld+json">{"@graph":[{"@type":"Article","author":{"@id":1}}]}</script>` + report))
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00\x14\x04"))
	f.Add([]byte("<table><tr><td><ul><li><p>a<br>b<ol start=-5><li></table><svg><p>" + report))
	f.Fuzz(func(t *testing.T, page []byte) {
		text, m, err := parsePage(page)
		if err != nil {
			return
		}
		again, n, err := parsePage(page)
		if err != nil || again != text || m != n {
			t.Fatalf("parsePage(%q) differs from call to call:\n%q %+v\n%q %+v, %v", page, text, m, again, n, err)
		}
		if !utf8.ValidString(text) || check(text) != nil {
			t.Fatalf("parsePage(%q): text %q: %v", page, text, check(text))
		}
		a := newArticle("x.html", text, m)
		if a.Text != text || a.Source.TextHash != schema.HashText(text) || a.Body.End != len(text) {
			t.Fatalf("parsePage(%q): article %+v of %q", page, a, text)
		}
	})
}

func BenchmarkParsePage(b *testing.B) {
	page, err := os.ReadFile("testdata/en.html")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, _, err := parsePage(page); err != nil {
			b.Fatal(err)
		}
	}
}
