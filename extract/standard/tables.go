package standard

import (
	"claimgraph/extract/gazetteer"
	"claimgraph/extract/lang/en"
	"claimgraph/extract/lang/kk"
	"claimgraph/extract/lang/ru"
	"claimgraph/extract/tagger"
	"claimgraph/schema"
)

// A Table is a file that the program reads in place instead of the readable
// files that it is made of.
type Table struct {
	File string // below the root of the module
	Make func() ([]byte, error)
}

// Tables lists them all. The command in tables writes them; a test compares them
// with their lists.
func Tables() []Table {
	return []Table{
		{"schema/model.table", schema.Table},
		{"extract/gazetteer/names.table", gazetteer.Table},
		{"extract/tagger/data/content.sha256", tagger.ContentHash},
		{"extract/lang/en/words.table", en.Table},
		{"extract/lang/kk/words.table", kk.Table},
		{"extract/lang/ru/words.table", ru.Table},
	}
}
