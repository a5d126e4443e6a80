package graph

import (
	"bytes"
	"fmt"
	"strings"

	"claimgraph/schema"
)

// A version of an article is what one reading of it gave: its metadata and its
// claims before they are resolved against those of other articles. It is kept as
// lines of JSON, the metadata first, in the form of package schema.

// versionKey names a version so that those of an article sort as they count:
// by when it was modified, when it was published, then by what it is.
func versionKey(x *schema.Extraction) recordKey {
	line, err := schema.MarshalSource(&x.Source, "")
	if err != nil {
		line = nil // strings and dates always have a form in JSON
	}
	return recordKey{versionTable, string(x.Source.ID), fmt.Sprintf("%08d-%08d-%s",
		x.Source.Modified.Int(), x.Source.Published.Int(), schema.HashText(string(line))[:20])}
}

func marshalVersion(x *schema.Extraction) ([]byte, error) {
	line, err := schema.MarshalSource(&x.Source, "")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Write(append(line, '\n'))
	// The claims need not tell the metadata again.
	short := schema.Extraction{Source: schema.Source{ID: x.Source.ID}, Claims: x.Claims}
	err = schema.WriteJSONL(&b, &short, "")
	return b.Bytes(), err
}

func unmarshalVersion(data []byte) (*schema.Extraction, error) {
	first, rest, _ := bytes.Cut(data, []byte("\n"))
	source, err := schema.UnmarshalSource(first)
	if err != nil {
		return nil, err
	}
	x := &schema.Extraction{Source: source}
	read, err := schema.ReadJSONL(bytes.NewReader(rest), string(source.ID))
	if err != nil {
		return nil, err
	}
	for _, r := range read {
		x.Claims = append(x.Claims, r.Claims...)
	}
	return x, nil
}

// checkSourceID refuses ids that could not stand in an IRI.
func checkSourceID(id schema.SourceID) error {
	ok := id != "" && !strings.ContainsFunc(string(id), func(r rune) bool {
		return !('a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-' || r == '_')
	})
	if !ok {
		return fmt.Errorf("not an article's id: %q", id)
	}
	return nil
}
