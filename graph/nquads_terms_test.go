package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"claimgraph/graph/pebble"
)

// linesByTerms reads N-Quads in blocks and returns the terms of each quad.
func linesByTerms(ctx context.Context, r io.Reader) (lines []string, err error) {
	_, err = readTerms(ctx, r, "f", func(b *pebble.Batch, t *pebble.Terms) error {
		b.AddTerms(&pebble.Terms{[]byte(fmt.Sprintf("%s %s %s %s", t[0], t[1], t[2], t[3])), nil, nil, nil})
		return nil
	}, func(b *pebble.Batch) error {
		for term := range b.Subjects() {
			lines = append(lines, string(term))
		}
		return nil
	})
	return lines, err
}

// linesByReader does the same with the QuadReader.
func linesByReader(text string) (lines []string, err error) {
	quads, err := NewQuadReader(strings.NewReader(text), "f").ReadAll()
	for _, q := range quads {
		t, err := termsOf(q)
		if err != nil {
			return lines, err
		}
		lines = append(lines, fmt.Sprintf("%s %s %s %s", t[0], t[1], t[2], t[3]))
	}
	return lines, err
}

func sameReading(t *testing.T, text string) {
	t.Helper()
	want, wantErr := linesByReader(text)
	got, err := linesByTerms(t.Context(), strings.NewReader(text))
	if fmt.Sprint(err) != fmt.Sprint(wantErr) {
		t.Fatalf("%q: got the error %v, want %v", text, err, wantErr)
	}
	if wantErr == nil && !slices.Equal(got, want) {
		t.Fatalf("%q: got %q, want %q", text, got, want)
	}
}

var termFiles = []string{
	"", "\r\n0", "\r\r\n\n0\r",
	"<a:s> <a:p> <a:o> <a:g> .\n<a:s> <a:p> <a:o> .",
	"<a:s> <a:p> \"x\" .\r\n\r\n# no quad\n  <a:s>\t<a:p> \"y\"@kk-Cyrl <a:g>.# end\n",
	"<a:s> <a:p> \"x\\\"\\u04D8\" .\n<a:s> <a:p> \"7\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n",
	"<a:s> <a:p> \"x\"^^<http://www.w3.org/2001/XMLSchema#string> .\n<a:s> <a:p> \"1\"^^<xsd:int> .\n",
	"_:b <a:p> _:c.d _:e .\n",
	"<a:s> <a:p> \"\" .\r<a:s> <a:p> \"x\" .\n<a:s> <p> <a:o> .\n",
	"<a:s> <a:p> \"a\"@1 .\n", "<a:s> <a:p> \"a\"@en- .\n", "<a:s> <a:p> \"a\"@en-x1 .\n", "<a:s> <a:p> \"a\"@ .\n",
	"<a:s> <a:p> <a:\\u0020> .\n", "<a b> <a:p> <a:o> .\n", "<:s> <a:p> <a:o> .\n", "<1a:s> <a:p> <a:o> .\n",
	"<a:s> <a:p> \"x\"^<a:t> .\n", "<a:s> <a:p> \"x .\n", "<a:s> <a:p> <a:o> <a:g> <a:h> .\n", "<a:s> <a:p> <a:o>",
	"<a:s> <a:p> \"\xff\" .\n", "\n\n<a:s> <a:p> <a:o> <a:g\x00> .\n", "<a:s> <a:p> <a:o> \"g\" .\n",
	"<a:s> <a:p> \"x\"  @en .\n", "<a:s> <a:p> \"x\"^^ <a:t> .\n", "\ufeff<a:s> <a:p> <a:o> .\n",
}

func TestTermsAreWhatTheReaderReads(t *testing.T) {
	for _, text := range termFiles {
		sameReading(t, text)
	}
	// Lines across the ends of blocks, and one longer than a block.
	var b strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&b, "<a:s%d> <a:p> \"%s\"@kk <a:g%d> .\n", i, strings.Repeat("ә", i%90), i/7)
		if i == 10_000 {
			fmt.Fprintf(&b, "<a:s> <a:p> \"%s\" .\n", strings.Repeat("long ", 200_000))
		}
	}
	sameReading(t, b.String())
	sameReading(t, b.String()+"<a:s> <a:p> .\n")
}

func TestTermsOfAReaderThatFails(t *testing.T) {
	broken := errors.New("broken")
	r := io.MultiReader(strings.NewReader("<a:s> <a:p> <a:o> .\n<a:s> "), iotest.ErrReader(broken))
	if _, err := linesByTerms(t.Context(), r); !errors.Is(err, broken) {
		t.Errorf("got %v, want the reader's error", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := linesByTerms(ctx, strings.NewReader(strings.Repeat("\n", 1<<20))); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func FuzzTerms(f *testing.F) {
	for _, text := range termFiles {
		f.Add(text)
	}
	f.Fuzz(sameReading)
}
