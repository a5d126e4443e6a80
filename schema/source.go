package schema

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
)

// DefaultBase is the base of every IRI of ours unless a setting says otherwise.
const DefaultBase = "https://claimgraph.example/"

// HashText returns the lower-case hex SHA-256 of a text as given: the form of
// [Source.TextHash].
func HashText(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// NewSourceID names an article by its URL, else by the id that came with it,
// else by its content, of which it takes the hash: 16 characters of lower-case
// base32. No path of the machine enters it, so that a moved file stays the
// same article.
func NewSourceID(url, givenID, textHash string) SourceID {
	switch {
	case url != "":
		return SourceID(shortHash("url:" + url))
	case givenID != "":
		return SourceID(shortHash("id:" + givenID))
	}
	return SourceID(shortHash("text:" + textHash))
}

var lowerBase32 = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// shortHash returns the first 80 bits of the SHA-256 of s as 16 letters and
// digits: enough that two of a billion names differ.
func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return lowerBase32.EncodeToString(sum[:10])
}
