// Package ask answers named questions of a graph in words, each answer with
// the sentence and the article that say so.
//
// A question is data, questions/*.yaml: its parameters, the Gizmo query that
// finds the claims which answer it, and how to word an answer. [Load] reads
// questions, [Question.Ask] puts one to a [Graph] and returns [Answer] values.
package ask

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"gopkg.in/yaml.v3"

	"claimgraph/schema"
)

//go:embed questions/*.yaml
var embedded embed.FS

// Languages are those that every question is worded in, the one to fall back
// on first.
var Languages = []string{"en", "ru", "kk"}

// A Question can be asked by its name.
type Question struct {
	Name string `yaml:"name"`
	// Text is the question in each of Languages; {name} stands for a parameter.
	Text       map[string]string `yaml:"text"`
	Parameters []Parameter       `yaml:"parameters"`
	// Gizmo gives rows with the tag "claim": the claims that answer. It sees each
	// parameter as a variable of its name: a path that starts at all that the
	// parameter's words name, or null if it is not given; for a post, at all claims
	// about it, be it named as one, "president of the European Council", or as the
	// president, with the Council as the organization.
	Gizmo string `yaml:"gizmo"`
	// Find, in Gizmo's place, is one of Finders: what no path finds.
	Find string `yaml:"find"`
	// Answer words one claim in each of Languages: a text/template over the
	// claim's arguments, each a list of values, and "what", the name or kind of
	// what it is about, "said", the whole claim in words, "says", whose words they
	// are, "outlet" and "cites", who reports it. {{list .chair}} names values, {{besides .self .name}} gives those
	// of name that self does not hold.
	Answer map[string]string `yaml:"answer"`

	answers map[string]*template.Template
}

// A Parameter is what a question is asked about.
type Parameter struct {
	Name string `yaml:"name"`
	// Kind is "event", "entity", "subject" (an entity or an event), "document" (found by
	// its name, or by its parties too), "person", "body", "place" or "role" (found by
	// their names in the graph), "year" or "date".
	Kind     string            `yaml:"kind"`
	Optional bool              `yaml:"optional"`
	Help     map[string]string `yaml:"help"`
}

// kinds are the kinds of parameters with the entity types that they may be.
var kinds = map[string][]schema.EntityType{
	"event":  {"Event", "Agreement"},
	"entity": nil, "subject": nil, "document": nil,
	"person": {"Person"},
	"body":   {"Organization", "Country", "Region"},
	"place":  {"City", "Country", "Region", "Place"},
	"role":   {"Role"},
	"year":   nil,
	"date":   nil,
}

// Questions returns the questions that come with the program, by name.
func Questions() ([]*Question, error) {
	sub, err := fs.Sub(embedded, "questions")
	if err != nil {
		return nil, err
	}
	return Load(sub)
}

// Load reads every *.yaml at the root of system as a question, strictly: an
// unknown key, an unknown parameter or a faulty template is an error that
// names the file. It returns them sorted by name.
func Load(system fs.FS) ([]*Question, error) {
	files, err := fs.Glob(system, "*.yaml")
	if err != nil {
		return nil, err
	}
	var out []*Question
	for _, file := range files {
		data, err := fs.ReadFile(system, file)
		if err != nil {
			return nil, err
		}
		q, err := parse(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path.Base(file), err)
		}
		if slices.ContainsFunc(out, func(p *Question) bool { return p.Name == q.Name }) {
			return nil, fmt.Errorf("%s: question %q is there twice", file, q.Name)
		}
		out = append(out, q)
	}
	slices.SortFunc(out, func(a, b *Question) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

func parse(data []byte) (*Question, error) {
	q := new(Question)
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(q); err != nil {
		return nil, err
	}
	if err := q.check(); err != nil {
		return nil, fmt.Errorf("question %s: %w", q.Name, err)
	}
	q.answers = map[string]*template.Template{}
	for _, lang := range Languages {
		t, err := template.New(lang).Funcs(functions(words.Languages[lang])).Parse(q.Answer[lang])
		if err != nil {
			return nil, fmt.Errorf("question %s: answer: %w", q.Name, err)
		}
		q.answers[lang] = t
	}
	return q, nil
}

var placeholder = regexp.MustCompile(`\{(\w+)\}`)

// check tells what a question lacks.
func (q *Question) check() error {
	if q.Name == "" || (strings.TrimSpace(q.Gizmo) == "") == (q.Find == "") {
		return errors.New("want a name and either gizmo or find")
	}
	if q.Find != "" && finders[q.Find] == nil {
		return fmt.Errorf("no finder %q (finders are %s)", q.Find, strings.Join(Finders(), ", "))
	}
	for _, lang := range Languages {
		if q.Text[lang] == "" || q.Answer[lang] == "" {
			return fmt.Errorf("no text or no answer in %q", lang)
		}
		for _, m := range placeholder.FindAllStringSubmatch(q.Text[lang], -1) {
			if !slices.ContainsFunc(q.Parameters, func(p Parameter) bool { return p.Name == m[1] }) {
				return fmt.Errorf("text names no parameter %q", m[1])
			}
		}
	}
	optional := false
	for _, p := range q.Parameters {
		if _, ok := kinds[p.Kind]; !ok {
			return fmt.Errorf("parameter %s: no kind %q (kinds are %s)", p.Name, p.Kind, strings.Join(slices.Sorted(maps.Keys(kinds)), ", "))
		}
		if optional && !p.Optional {
			return fmt.Errorf("parameter %s: it is required after an optional one", p.Name)
		}
		optional = p.Optional
	}
	return nil
}

// functions are what answers are worded with, besides those of text/template.
func functions(s speech) template.FuncMap {
	return template.FuncMap{
		"list": s.list,
		// besides returns the values whose words the names do not hold.
		"besides": func(names, values []schema.Value) (out []schema.Value) {
			for _, v := range values {
				if !mentions([]string{s.list(names)}, nameWords(v.Lexical())) {
					out = append(out, v)
				}
			}
			return out
		},
	}
}

// Usage returns the question's name with its parameters, as help shows it.
func (q *Question) Usage() string {
	var b strings.Builder
	b.WriteString(q.Name)
	for _, p := range q.Parameters {
		if p.Optional {
			b.WriteString(" [" + strings.ToUpper(p.Name) + "]")
		} else {
			b.WriteString(" " + strings.ToUpper(p.Name))
		}
	}
	return b.String()
}
