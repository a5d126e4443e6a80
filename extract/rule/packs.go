package rule

import (
	"embed"
	"io/fs"
)

//go:embed packs/*/*.yaml
var embedded embed.FS

//go:embed packs/*/*.txtar
var corpora embed.FS

// Packs returns the packs that come with the program.
func Packs() fs.FS { return below(embedded) }

// Corpora returns the corpora that define them, each beside its pack:
// "ru/chairing.txtar". They are for readers and are not read to extract.
func Corpora() fs.FS { return below(corpora) }

func below(files embed.FS) fs.FS {
	sub, err := fs.Sub(files, "packs")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return sub
}
