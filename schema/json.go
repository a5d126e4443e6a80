package schema

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// The form of a claim as one line of JSON. Fields without a value are left out.
type (
	claimJSON struct {
		ID         ClaimID                 `json:"id,omitempty"`
		Type       ClaimType               `json:"type"`
		Article    articleJSON             `json:"article"`
		Args       map[ArgName][]valueJSON `json:"args"`
		Evidence   []evidenceJSON          `json:"evidence"`
		Modality   Modality                `json:"modality"`
		Speaker    *valueJSON              `json:"speaker,omitempty"`
		Outlet     *valueJSON              `json:"outlet,omitempty"`
		Cites      []valueJSON             `json:"cites,omitempty"`
		Confidence float64                 `json:"confidence,omitempty"`
		Judgement  Judgement               `json:"judgement,omitempty"`
		// Extractor names the first rule again, for readers of the common format.
		Extractor string `json:"extractor,omitempty"`
	}
	articleJSON struct {
		ID        SourceID `json:"id,omitempty"`
		GivenID   string   `json:"given_id,omitempty"`
		Path      string   `json:"path,omitempty"`
		URL       string   `json:"url,omitempty"`
		Title     string   `json:"title,omitempty"`
		Publisher string   `json:"publisher,omitempty"`
		Author    string   `json:"author,omitempty"`
		Language  string   `json:"lang,omitempty"`
		Published string   `json:"published,omitempty"`
		Modified  string   `json:"modified,omitempty"`
		Inferred  string   `json:"inferred,omitempty"`
		TextHash  string   `json:"text_hash,omitempty"`
	}
	valueJSON struct {
		Text string `json:"text,omitempty"` // the mention as it stands
		// Name is an entity's, as the article has it; where the canonical one is
		// another, that stands beside it and among the aliases.
		Name      string     `json:"name,omitempty"`
		Canonical string     `json:"canonical,omitempty"`
		Value     string     `json:"value,omitempty"`
		Type      EntityType `json:"type,omitempty"`
		ID        string     `json:"id,omitempty"`
		Language  string     `json:"lang,omitempty"`
		Aliases   []string   `json:"aliases,omitempty"`
		Known     string     `json:"known,omitempty"`
		Start     *int       `json:"start,omitempty"`
		End       *int       `json:"end,omitempty"`
		Via       Via        `json:"via,omitempty"`
		Inferred  bool       `json:"inferred,omitempty"`
	}
	evidenceJSON struct {
		Quote string `json:"quote"`
		Start int    `json:"start"`
		End   int    `json:"end"`
		Rule  string `json:"rule,omitempty"`
		Pack  string `json:"pack,omitempty"`
	}
)

// WriteJSONL writes every claim of x as one line of JSON, in their order. The
// path is where the article was read, "" to leave it out.
func WriteJSONL(w io.Writer, x *Extraction, path string) error {
	for i := range x.Claims {
		line, err := MarshalClaim(&x.Source, &x.Claims[i], path)
		if err != nil {
			return err
		}
		if _, err := w.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// MarshalClaim returns one claim of an article as JSON, without a line's end.
// The same claim gives the same bytes.
func MarshalClaim(src *Source, c *Claim, path string) ([]byte, error) {
	j := claimJSON{
		ID: c.ID, Type: c.Type, Article: articleToJSON(src, path),
		Args: map[ArgName][]valueJSON{}, Evidence: []evidenceJSON{},
		Modality: c.Modality, Confidence: c.Confidence, Judgement: c.Judgement,
	}
	for name, vs := range c.Args {
		for _, v := range vs {
			j.Args[name] = append(j.Args[name], valueToJSON(v))
		}
	}
	for _, e := range c.Evidence {
		j.Evidence = append(j.Evidence, evidenceJSON{e.Quote, e.Span.Start, e.Span.End, e.Rule, e.Pack})
	}
	if len(c.Evidence) > 0 {
		j.Extractor = c.Evidence[0].Rule
	}
	if c.Speaker != nil {
		v := valueToJSON(*c.Speaker)
		j.Speaker = &v
	}
	if c.Outlet != nil {
		v := valueToJSON(Value{Entity: c.Outlet})
		j.Outlet = &v
	}
	for _, n := range c.Cites {
		j.Cites = append(j.Cites, valueToJSON(Value{Entity: n}))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(j); err != nil {
		return nil, fmt.Errorf("claim %s: %w", c.ID, err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// MarshalSource returns an article's metadata as the JSON object that claims
// carry under "article". The path is where it was read, "" to leave it out.
func MarshalSource(src *Source, path string) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(articleToJSON(src, path)); err != nil {
		return nil, fmt.Errorf("article %s: %w", src.ID, err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

func articleToJSON(s *Source, path string) articleJSON {
	return articleJSON{s.ID, s.GivenID, path, s.URL, s.Title, s.Publisher, s.Author, s.Language,
		s.Published.String(), s.Modified.String(), s.Inferred.String(), s.TextHash}
}

func valueToJSON(v Value) valueJSON {
	j := valueJSON{Text: v.Mention.Text, Type: v.Type(), Via: v.Via, Inferred: v.Inferred}
	if n := v.Entity; n != nil {
		j.Type, j.Name, j.ID, j.Language, j.Aliases, j.Known = n.Type, n.Name, n.ID, n.Language, n.Aliases, n.Known
		if v.Called != "" {
			j.Name, j.Canonical = v.Called, n.Name
			j.Aliases = append([]string{n.Name}, n.Aliases...)
		}
	} else {
		j.Value = v.Lexical()
	}
	if s := v.Mention.Span; !s.IsZero() {
		j.Start, j.End = &s.Start, &s.End
	}
	return j
}

// ReadJSONL reads claims in the form that [WriteJSONL] writes, one a line, and
// returns them by article in order of first appearance. Empty lines are passed
// over. The name stands for the input in errors: "claims.jsonl:7: ...". Entities
// of one article that have one ID become one; what the claims say is not
// checked: see [Model.Check].
func ReadJSONL(r io.Reader, name string) ([]Extraction, error) {
	var out []Extraction
	index := map[SourceID]int{}
	entities := map[SourceID]map[string]*Entity{}
	lines := bufio.NewReaderSize(r, 64<<10)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 {
			src, c, err := UnmarshalClaim(trimmed)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			i, known := index[src.ID]
			if !known {
				i = len(out)
				index[src.ID] = i
				entities[src.ID] = map[string]*Entity{}
				out = append(out, Extraction{Source: src})
			} else if out[i].Source != src {
				return nil, fmt.Errorf("%s:%d: article %s is described otherwise than on an earlier line", name, n, src.ID)
			}
			shareEntities(&c, entities[src.ID])
			out[i].Claims = append(out[i].Claims, c)
		}
		if err == io.EOF {
			return out, nil
		}
	}
}

// shareEntities has c point to one entity per ID.
func shareEntities(c *Claim, known map[string]*Entity) {
	share := func(n *Entity) *Entity {
		if n == nil || n.ID == "" {
			return n
		}
		if known[n.ID] == nil {
			known[n.ID] = n
		}
		return known[n.ID]
	}
	for _, vs := range c.Args {
		for i := range vs {
			vs[i].Entity = share(vs[i].Entity)
		}
	}
	if c.Speaker != nil {
		c.Speaker.Entity = share(c.Speaker.Entity)
	}
	c.Outlet = share(c.Outlet)
	for i := range c.Cites {
		c.Cites[i] = share(c.Cites[i])
	}
}

// UnmarshalClaim reads one claim with its article from JSON. A key that the
// form does not have is an error, as is anything after the claim.
func UnmarshalClaim(line []byte) (Source, Claim, error) {
	var j claimJSON
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&j); err != nil {
		return Source{}, Claim{}, fmt.Errorf("no claim in JSON: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return Source{}, Claim{}, errors.New("no claim in JSON: something follows it on the line")
	}
	src, err := j.Article.source()
	if err != nil {
		return src, Claim{}, err
	}
	c := Claim{ID: j.ID, Source: src.ID, Type: j.Type, Args: map[ArgName][]Value{}, Modality: j.Modality, Confidence: j.Confidence, Judgement: j.Judgement}
	for name, vs := range j.Args {
		for _, v := range vs {
			value, err := v.value()
			if err != nil {
				return src, c, fmt.Errorf("argument %s: %w", name, err)
			}
			c.Args[name] = append(c.Args[name], value)
		}
	}
	for _, e := range j.Evidence {
		c.Evidence = append(c.Evidence, Evidence{Span{e.Start, e.End}, e.Quote, e.Rule, e.Pack})
	}
	return src, c, j.origin(&c)
}

// origin reads who says it, who publishes it and whom they cite.
func (j *claimJSON) origin(c *Claim) error {
	if j.Speaker != nil {
		v, err := j.Speaker.value()
		if err != nil {
			return fmt.Errorf("speaker: %w", err)
		}
		c.Speaker = &v
	}
	if j.Outlet != nil {
		v, err := j.Outlet.value()
		if err != nil || v.Entity == nil {
			return fmt.Errorf("outlet is no entity")
		}
		c.Outlet = v.Entity
	}
	for _, s := range j.Cites {
		v, err := s.value()
		if err != nil || v.Entity == nil {
			return fmt.Errorf("a source that is cited is no entity")
		}
		c.Cites = append(c.Cites, v.Entity)
	}
	return nil
}

func (a *articleJSON) source() (Source, error) {
	s := Source{ID: a.ID, GivenID: a.GivenID, URL: a.URL, Title: a.Title, Publisher: a.Publisher, Author: a.Author, Language: a.Language, TextHash: a.TextHash}
	for _, d := range []struct {
		text string
		date *Date
	}{{a.Published, &s.Published}, {a.Modified, &s.Modified}, {a.Inferred, &s.Inferred}} {
		if d.text == "" {
			continue
		}
		var err error
		if *d.date, err = ParseDate(d.text); err != nil {
			return s, fmt.Errorf("article: %w", err)
		}
	}
	return s, nil
}

func (j *valueJSON) value() (Value, error) {
	v := Value{Mention: Mention{Text: j.Text}, Via: j.Via, Inferred: j.Inferred}
	if (j.Start == nil) != (j.End == nil) {
		return v, errors.New("it has one of start and end without the other")
	}
	if j.Start != nil {
		v.Mention.Span = Span{*j.Start, *j.End}
	}
	var err error
	switch {
	case j.Type == DateType:
		v.Time, err = ParseInterval(j.Value)
	case j.Type == NumberType:
		v.Number = j.Value
	case j.Type == TextType || j.Type == "" && j.Name == "":
		v.Text = j.Value
	default:
		v.Entity = &Entity{ID: j.ID, Type: j.Type, Name: j.Name, Language: j.Language, Aliases: j.Aliases, Known: j.Known}
		if j.Canonical != "" {
			v.Entity.Name, v.Called = j.Canonical, j.Name
			if len(j.Aliases) > 0 && j.Aliases[0] == j.Canonical {
				v.Entity.Aliases = j.Aliases[1:len(j.Aliases):len(j.Aliases)]
			}
			if len(v.Entity.Aliases) == 0 {
				v.Entity.Aliases = nil
			}
		}
	}
	return v, err
}

// UnmarshalSource reads an article's metadata in the form that [MarshalSource]
// writes.
func UnmarshalSource(line []byte) (Source, error) {
	var j articleJSON
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&j); err != nil {
		return Source{}, fmt.Errorf("no article in JSON: %w", err)
	}
	return j.source()
}
