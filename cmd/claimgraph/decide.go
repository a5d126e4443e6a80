package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/user"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"claimgraph/graph"
	"claimgraph/schema"
)

// A decider is the store, opened to enter what a person decided.
type decider struct {
	store  *graph.Store
	app    *app
	author string
	now    time.Time
}

// authorFlag is who decides.
func authorFlag(flags *pflag.FlagSet) *string {
	return flags.String("author", "", "who decides (default: who is logged in)")
}

// loggedIn returns who is logged in, "" if that cannot be told.
func loggedIn() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username
}

// openDecider opens the store to write what a person decided.
func (a *app) openDecider(ctx context.Context, author string) (*decider, error) {
	d := &decider{app: a, author: cmp.Or(author, loggedIn()), now: time.Now().UTC()}
	if d.author == "" {
		return nil, usageError(errors.New("who decides? --author NAME"))
	}
	model, rules, err := a.rulesHash()
	if err != nil {
		return nil, err
	}
	c := a.storeConfig()
	c.Rules, c.Model = rules, model
	if c.Names, err = a.names(); err != nil {
		return nil, err
	}
	d.store, err = a.open(ctx, c)
	switch {
	case errors.Is(err, graph.ErrNoStore):
		return nil, fmt.Errorf("%w: claimgraph ingest makes one, --store names another", err)
	case errors.Is(err, graph.ErrStale):
		return nil, fmt.Errorf("%w (claimgraph reindex)", err)
	}
	return d, err
}

func (d *decider) close() error { return d.app.close(d.store) }

// decide enters an entry and prints its ID, by which it can be undone. It tells
// if the entry has no effect.
func (d *decider) decide(cmd *cobra.Command, e graph.Entry) error {
	e.Time, e.Author = d.now, d.author
	if err := d.store.Decide(cmd.Context(), e); err != nil {
		return err
	}
	states, err := d.store.States(cmd.Context())
	if err != nil {
		return err
	}
	if slices.ContainsFunc(states, func(s graph.State) bool { return s.ID == e.ID() && s.Orphan }) {
		fmt.Fprintln(cmd.ErrOrStderr(), "claimgraph: the entry has no effect: an article's own names for one thing are not split")
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s %s\n", e.ID(), entryText(e))
	return err
}

// articleID returns the article that a text names: by its address, its IRI, or
// the id that it came with or that it has in the store.
func (d *decider) articleID(ctx context.Context, text string) (schema.SourceID, error) {
	if id, ours := strings.CutPrefix(text, d.store.Base()+"article/"); ours {
		return schema.SourceID(id), nil
	}
	for _, id := range []schema.SourceID{schema.SourceID(text), schema.NewSourceID(text, "", ""), schema.NewSourceID("", text, "")} {
		known, err := d.store.Knows(ctx, id)
		if err != nil {
			return "", err
		}
		if known {
			return id, nil
		}
	}
	return "", fmt.Errorf("%q: %w", text, graph.ErrNoSource)
}

var charSpan = regexp.MustCompile(`^char=(\d+),(\d+)$`)

// mention returns what ARTICLE#char=10,24 or ARTICLE#WORDS names, of the type, ""
// for any.
func (d *decider) mention(ctx context.Context, text string, typ schema.EntityType) (graph.Anchor, error) {
	i := strings.LastIndexByte(text, '#')
	if i < 0 {
		return graph.Anchor{}, usageError(fmt.Errorf("%q: want ARTICLE#char=START,END as the passages' IRIs have it, or ARTICLE#WORDS", text))
	}
	id, err := d.articleID(ctx, text[:i])
	if err != nil {
		return graph.Anchor{}, err
	}
	words := text[i+1:]
	var a graph.Anchor
	var found bool
	if m := charSpan.FindStringSubmatch(words); m != nil {
		start, end, err := d.bytes(ctx, id, m[1], m[2])
		if err != nil {
			return a, err
		}
		a, found, err = d.store.MentionAt(ctx, id, start, end, typ)
		if err != nil {
			return a, err
		}
	} else if a, found, err = d.store.MentionOf(ctx, id, words, typ); err != nil {
		return a, err
	}
	if !found {
		return a, fmt.Errorf("%s: no claim of the article names something there", text)
	}
	return a, nil
}

// bytes returns the bytes of the characters from start to end of an article.
func (d *decider) bytes(ctx context.Context, id schema.SourceID, start, end string) (from, to int, err error) {
	text, err := d.store.Text(ctx, id)
	if err != nil {
		return 0, 0, err
	}
	a, err1 := strconv.Atoi(start)
	b, err2 := strconv.Atoi(end)
	if err := errors.Join(err1, err2); err != nil {
		return 0, 0, usageError(err)
	}
	from, to = len(text), len(text)
	n := 0
	for i := range text {
		if n == a {
			from = i
		}
		if n == b {
			to = i
			break
		}
		n++
	}
	return from, to, nil
}

// entryText returns an entry in words.
func entryText(e graph.Entry) string {
	quoted := func(a graph.Anchor) string { return fmt.Sprintf("«%s» (%s)", a.Quote, a.Article) }
	switch e.Kind {
	case graph.KindMerge, graph.KindSplit:
		var names []string
		for _, m := range e.Mentions {
			names = append(names, quoted(m))
		}
		return e.Kind + " " + strings.Join(names, ", ")
	case graph.KindUndo:
		return "undo " + e.Undoes
	case graph.KindRetract:
		switch {
		case e.Text != "":
			return "retract the text " + e.Text
		case e.URL != "":
			return "retract " + e.URL
		}
		return "retract the article " + string(e.Article)
	}
	text := fmt.Sprintf("%s the %s %s", e.Kind, e.Claim.Type, quoted(*e.Claim))
	if e.Kind == graph.KindCorrect {
		text += fmt.Sprintf(": %s=%s", e.Arg, e.Value)
	}
	return text
}
