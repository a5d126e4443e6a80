package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"claimgraph/graph/ask"
	"claimgraph/graph/weigh"
	"claimgraph/schema"
)

// A supported is what several claims say, with the origins that say it.
type supported struct {
	Type    string          `json:"type"`
	Text    string          `json:"text"` // of the earliest claim
	Origins []supportOrigin `json:"origins"`
}

type supportOrigin struct {
	Name   string        `json:"name"`
	Claims []supportedBy `json:"claims"`
}

type supportedBy struct {
	ID      schema.ClaimID `json:"id"`
	Quotes  []string       `json:"quotes"`
	Outlet  string         `json:"outlet,omitempty"`
	Cites   []string       `json:"cites,omitempty"`
	Article ask.Article    `json:"article"`
}

// copies tells which articles of the store are copies of one text.
func (r *reader) copies(ctx context.Context) *weigh.Copies {
	return weigh.NewCopies(func(id schema.SourceID) (string, error) { return r.Store.Text(ctx, id) })
}

// printOrigins prints what at least so many origins say. What is denied, merely
// possible or rejected supports nothing.
func (r *reader) printOrigins(ctx context.Context, out io.Writer, found []weigh.Told, o claimsOptions) error {
	copies := r.copies(ctx)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, g := range weigh.Groups(r.Model, found) {
		asserted := g.Told[:0:0]
		for _, t := range g.Told {
			if t.Holds() {
				asserted = append(asserted, t)
			}
		}
		origins := weigh.Origins(asserted, copies)
		if len(origins) < o.minOrigins {
			continue
		}
		s := supportOf(r.Model, g.Type, asserted[0], origins)
		if o.asJSON {
			if err := enc.Encode(s); err != nil {
				return err
			}
			continue
		}
		if _, err := io.WriteString(out, s.String()); err != nil {
			return err
		}
	}
	return copies.Err()
}

func supportOf(m *schema.Model, t schema.ClaimType, first weigh.Told, origins []weigh.Origin) *supported {
	s := &supported{Type: string(t), Text: claimLine(m, first.Claim)}
	for _, o := range origins {
		so := supportOrigin{Name: o.Name}
		for _, t := range o.Told {
			outlet, cites := ask.Reporting(t.Claim, t.Article)
			so.Claims = append(so.Claims, supportedBy{t.ID, quotes(t.Claim), outlet, cites, ask.ArticleOf(t.Article)})
		}
		s.Origins = append(s.Origins, so)
	}
	return s
}

func (s *supported) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", s.Text)
	for _, o := range s.Origins {
		fmt.Fprintf(&b, "  origin %s\n", o.Name)
		for _, c := range o.Claims {
			for _, q := range c.Quotes {
				fmt.Fprintf(&b, "    > %s\n", q)
			}
			fmt.Fprintf(&b, "      %s\n      claim %s\n", reportLine(c.Outlet, c.Cites, c.Article), c.ID)
		}
	}
	return b.String()
}
