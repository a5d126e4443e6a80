package layout

import (
	"testing"
	"unicode/utf8"

	"claimgraph/extract"
	"claimgraph/schema"
)

func FuzzLay(f *testing.F) {
	for _, s := range []string{
		examples(f)[:6000], "Мост\n— Едем, — сказал он. — Ждем.\n«Да», — «нет»", "А. Б. В. «...» 1.2.3.4 a.b.c.kz/д@е.kz",
		" date 2026-05-12 \ufeff", "x\xff\xfe.\r\n\"'’s", "http://", "www.", "«\n«\n»\n»", "1. Главная\n2. \n3.", "И\u0306 \u0306",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkDoc(t, Lay(&extract.Article{Text: text}, "", abbreviation), text)
		Describe(&extract.Article{Text: text})
	})
}

// checkDoc checks what every document must be.
func checkDoc(t *testing.T, d *extract.Doc, text string) {
	t.Helper()
	valid := utf8.ValidString(text)
	inText := func(what string, s schema.Span) {
		t.Helper()
		if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
			t.Fatalf("%s %v is not in a text of %d bytes", what, s, len(text))
		}
		if valid && !(utf8.RuneStart(text[s.Start]) && (s.End == len(text) || utf8.RuneStart(text[s.End]))) {
			t.Fatalf("%s %v cuts a rune", what, s)
		}
	}
	at := 0
	for i, b := range d.Blocks {
		inText("block", b.Span)
		if b.Span.Start < at {
			t.Fatalf("block %d begins at %d, before the end of the last, %d", i, b.Span.Start, at)
		}
		at = b.Span.End
		if b.Dateline.Len() > 0 && !b.Span.Contains(b.Dateline) {
			t.Fatalf("dateline %v is not in its block %v", b.Dateline, b.Span)
		}
	}
	at = 0
	for i, tok := range d.Tokens {
		inText("token", tok.Span)
		if tok.Span.Start < at {
			t.Fatalf("token %d begins at %d, before the end of the last, %d", i, tok.Span.Start, at)
		}
		at = tok.Span.End
		if tok.Text != text[tok.Span.Start:tok.Span.End] {
			t.Fatalf("token %d is %q, the text there %q", i, tok.Text, text[tok.Span.Start:tok.Span.End])
		}
	}
	next := 0
	for i, s := range d.Sentences {
		inText("sentence", s.Span)
		if s.First != next || s.End <= s.First || s.End-s.First > maxSentence {
			t.Fatalf("sentence %d is tokens [%d, %d), the last ended at %d", i, s.First, s.End, next)
		}
		next = s.End
		if s.Span != d.TokenSpan(s.First, s.End) || !d.Blocks[s.Block].Span.Contains(s.Span) || d.Blocks[s.Block].Kind == extract.Chrome {
			t.Fatalf("sentence %d, %v, is not its tokens' %v or not in its block", i, s.Span, d.TokenSpan(s.First, s.End))
		}
		for k := s.First; k < s.End; k++ {
			if d.Tokens[k].Sentence != i {
				t.Fatalf("token %d says sentence %d, want %d", k, d.Tokens[k].Sentence, i)
			}
		}
	}
	if next != len(d.Tokens) {
		t.Fatalf("sentences end at token %d of %d", next, len(d.Tokens))
	}
	at = 0
	for i, q := range d.Quotations {
		if q.First < at || q.End <= q.First || q.Span != d.TokenSpan(q.First, q.End) {
			t.Fatalf("quotation %d is tokens [%d, %d), span %v, after %d", i, q.First, q.End, q.Span, at)
		}
		at = q.End
	}
}

func TestEveryExampleLaysOut(t *testing.T) {
	text := examples(t)
	checkDoc(t, Lay(&extract.Article{Text: text}, "", abbreviation), text)
}
