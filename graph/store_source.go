package graph

import (
	"bytes"
	"encoding/json"
	"fmt"

	"claimgraph/schema"
)

// sourceFile is a [schema.Source] as articles/<id>.json holds it.
type sourceFile struct {
	ID        schema.SourceID `json:"id"`
	GivenID   string          `json:"given_id,omitempty"`
	URL       string          `json:"url,omitempty"`
	Title     string          `json:"title,omitempty"`
	Publisher string          `json:"publisher,omitempty"`
	Author    string          `json:"author,omitempty"`
	Language  string          `json:"language,omitempty"`
	Published string          `json:"published,omitempty"`
	Modified  string          `json:"modified,omitempty"`
	Inferred  string          `json:"inferred,omitempty"`
	Text      string          `json:"text"` // the hash
}

func marshalSource(s schema.Source) ([]byte, error) {
	return json.MarshalIndent(sourceFile{
		ID: s.ID, GivenID: s.GivenID, URL: s.URL, Title: s.Title,
		Publisher: s.Publisher, Author: s.Author, Language: s.Language,
		Published: dateText(s.Published), Modified: dateText(s.Modified), Inferred: dateText(s.Inferred),
		Text: s.TextHash,
	}, "", "  ")
}

func dateText(d schema.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func unmarshalSource(data []byte) (schema.Source, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	var f sourceFile
	if err := d.Decode(&f); err != nil {
		return schema.Source{}, err
	}
	s := schema.Source{
		ID: f.ID, GivenID: f.GivenID, URL: f.URL, Title: f.Title,
		Publisher: f.Publisher, Author: f.Author, Language: f.Language, TextHash: f.Text,
	}
	for _, field := range []struct {
		name, text string
		to         *schema.Date
	}{{"published", f.Published, &s.Published}, {"modified", f.Modified, &s.Modified}, {"inferred", f.Inferred, &s.Inferred}} {
		if field.text == "" {
			continue
		}
		var err error
		if *field.to, err = schema.ParseDate(field.text); err != nil {
			return s, fmt.Errorf("%s: %w", field.name, err)
		}
	}
	return s, checkSourceID(s.ID)
}
