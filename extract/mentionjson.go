package extract

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"

	"claimgraph/schema"
)

// mentionJSON is the form of a mention as one line of JSON. Fields without a
// value are left out.
type mentionJSON struct {
	Article  json.RawMessage   `json:"article"`
	Type     schema.EntityType `json:"type"`
	Kind     string            `json:"kind,omitempty"`
	Text     string            `json:"text"`
	Name     string            `json:"name"`
	Value    string            `json:"value,omitempty"` // of a date or number
	Language string            `json:"lang,omitempty"`
	Aliases  []string          `json:"aliases,omitempty"`
	Known    string            `json:"known,omitempty"`
	Start    int               `json:"start"`
	End      int               `json:"end"`
	Via      schema.Via        `json:"via,omitempty"`
	Inferred bool              `json:"inferred,omitempty"`
	// Recognizer is who found it.
	Recognizer string `json:"recognizer,omitempty"`
}

// WriteMentions writes every mention of an article, as [Doc.Told] has them, as one
// line of JSON: those of each of its documents, the first in its own language.
// Start and end are byte offsets into the article's text, whose words there
// are the mention's text. The name of a date or number is its value; where nothing
// tells the value ("12 мамырда" without a year), the words.
func WriteMentions(w io.Writer, docs []*Doc) error {
	own := docs[0]
	source := own.Article.Source
	source.Language = own.Language
	article, err := schema.MarshalSource(&source, own.Article.Path)
	if err != nil {
		return fmt.Errorf("%s: %w", own.Article.Path, err)
	}
	for _, d := range docs {
		if err := writeMentions(w, d, article); err != nil {
			return fmt.Errorf("%s: %w", own.Article.Path, err)
		}
	}
	return nil
}

func writeMentions(w io.Writer, d *Doc, article json.RawMessage) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	told := d.Told()
	for i := range told {
		m := &told[i]
		j := mentionJSON{
			Article: article, Type: m.Type, Kind: m.Kind, Text: d.Text(m.Span), Name: m.Name,
			Language: m.Language, Aliases: m.Aliases, Known: m.Known, Start: m.Span.Start, End: m.Span.End,
			Via: m.Via, Inferred: m.Inferred, Recognizer: m.Recognizer,
		}
		if m.Type == schema.DateType || m.Type == schema.NumberType {
			j.Value = schema.Value{Time: m.Time, Number: m.Number}.Lexical()
			j.Name = cmp.Or(j.Value, j.Text)
		}
		if err := enc.Encode(j); err != nil {
			return fmt.Errorf("mention %q: %w", j.Text, err)
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}
