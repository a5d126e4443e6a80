package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"claimgraph/graph/weigh"
	"claimgraph/schema"
)

// viewFlags say what of the store is looked at.
type viewFlags struct{ asOf, knownBy string }

func (v *viewFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&v.asOf, "as-of", "", "only what was so on this day, in this month or year: 2025-03")
	flags.StringVar(&v.knownBy, "known-by", "", "only what articles published up to this day, month or year told")
}

// view reads the flags.
func (v *viewFlags) view() (weigh.View, error) {
	var out weigh.View
	for _, f := range []struct {
		name, text string
		day        *schema.Date
	}{{"as-of", v.asOf, &out.AsOf}, {"known-by", v.knownBy, &out.KnownBy}} {
		if f.text == "" {
			continue
		}
		day, err := schema.ParseDate(f.text)
		if err != nil {
			return out, usageError(fmt.Errorf("--%s: %w", f.name, err))
		}
		*f.day = day
	}
	return out, nil
}
