package rule

import (
	"embed"
	"io/fs"
)

//go:embed packs/*/*.yaml
var embedded embed.FS

// Packs returns the packs that come with the program.
func Packs() fs.FS {
	sub, err := fs.Sub(embedded, "packs")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return sub
}
