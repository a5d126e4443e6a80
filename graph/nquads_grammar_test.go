package graph_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"claimgraph/graph"
)

// The grammar of N-Quads 1.1 (W3C Recommendation of 25 February 2014), case by
// case, named by production. N-Triples is the part of it without labels.
func TestTheGrammarIsRead(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		// [1] nquadsDoc ::= statement? (EOL statement)* EOL?
		{"nquadsDoc: nothing", "", ""},
		{"nquadsDoc: blank lines", "\n \t\n\r\n", ""},
		{"nquadsDoc: no line end at the end", "<a:s> <a:p> <a:o> .", "<a:s> <a:p> <a:o> ."},
		{"nquadsDoc: blank lines between", "<a:s> <a:p> <a:o> .\n\n\n<a:s> <a:p> <a:q> .\n", "<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:q> ."},
		// [8] EOL ::= [#xD#xA]+
		{"EOL: CRLF", "<a:s> <a:p> <a:o> .\r\n<a:s> <a:p> <a:q> .\r\n", "<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:q> ."},
		{"EOL: CR alone", "<a:s> <a:p> <a:o> .\r<a:s> <a:p> <a:q> .\r", "<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:q> ."},
		{"EOL: CR ends a comment", "# one\r<a:s> <a:p> <a:o> .", "<a:s> <a:p> <a:o> ."},
		{"EOL: many in a row", "<a:s> <a:p> <a:o> .\r\r\n\n\r<a:s> <a:p> <a:q> .", "<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:q> ."},
		// Comments: from # to the end of the line, outside of IRIs and literals
		{"comment: alone", "# <a:s> <a:p> <a:o> .\n#\n##\n", ""},
		{"comment: after blanks", " \t # x\n", ""},
		{"comment: after a statement", "<a:s> <a:p> <a:o> .# x\n<a:s> <a:p> <a:q> . # . <a:b>", "<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:q> ."},
		{"comment: none in an IRI or a literal", `<a:s#1> <a:p> "# x" .`, `<a:s#1> <a:p> "# x" .`},
		// [2] statement ::= subject predicate object graphLabel? '.'
		{"statement: triple", "<a:s> <a:p> <a:o> .", "<a:s> <a:p> <a:o> ."},
		{"statement: quad", "<a:s> <a:p> <a:o> <a:g> .", "<a:s> <a:p> <a:o> <a:g> ."},
		{"statement: no blanks", `<a:s><a:p><a:o><a:g>.`, "<a:s> <a:p> <a:o> <a:g> ."},
		{"statement: no blanks around a literal", `<a:s><a:p>"o"<a:g>.`, `<a:s> <a:p> "o" <a:g> .`},
		{"statement: no blanks around a tag", `<a:s><a:p>"o"@en<a:g>.`, `<a:s> <a:p> "o"@en <a:g> .`},
		{"statement: no blanks around blank nodes", `_:s<a:p>_:o<a:g>.`, `_:s <a:p> _:o <a:g> .`},
		{"statement: many blanks and tabs", "\t <a:s>\t\t<a:p>  <a:o> \t <a:g>\t.\t ", "<a:s> <a:p> <a:o> <a:g> ."},
		// [3] subject, [5] object, [6] graphLabel
		{"subject, object and graphLabel: blank nodes", "_:s <a:p> _:o _:g .", "_:s <a:p> _:o _:g ."},
		{"graphLabel: after a literal with a datatype", `<a:s> <a:p> "1"^^<a:d> <a:g> .`, `<a:s> <a:p> "1"^^<a:d> <a:g> .`},
		// [7] literal ::= STRING_LITERAL_QUOTE ('^^' IRIREF | LANGTAG)?
		{"literal: empty", `<a:s> <a:p> "" .`, `<a:s> <a:p> "" .`},
		{"literal: empty with a tag", `<a:s> <a:p> ""@en .`, `<a:s> <a:p> ""@en .`},
		{"literal: a datatype", `<a:s> <a:p> "x y"^^<http://a.example/d#t> .`, `<a:s> <a:p> "x y"^^<http://a.example/d#t> .`},
		{"literal: a datatype with an escape", `<a:s> <a:p> "x"^^<http://a.example/\u0064> .`, `<a:s> <a:p> "x"^^<http://a.example/d> .`},
		{"literal: blanks between its parts", "<a:s> <a:p> \"x\" @en .\n<a:s> <a:p> \"x\"\t^^ <a:d> .", "<a:s> <a:p> \"x\"@en .\n<a:s> <a:p> \"x\"^^<a:d> ."},
		// [144s] LANGTAG ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*
		{"LANGTAG: one letter", `<a:s> <a:p> "x"@a .`, `<a:s> <a:p> "x"@a .`},
		{"LANGTAG: case stays", `<a:s> <a:p> "x"@kk-Cyrl-KZ .`, `<a:s> <a:p> "x"@kk-Cyrl-KZ .`},
		{"LANGTAG: digits after the first part", `<a:s> <a:p> "x"@de-1996-x-1a .`, `<a:s> <a:p> "x"@de-1996-x-1a .`},
		{"LANGTAG: long", `<a:s> <a:p> "x"@abcdefghijkl-abcdefghijkl .`, `<a:s> <a:p> "x"@abcdefghijkl-abcdefghijkl .`},
		// [10] IRIREF ::= '<' ([^#x00-#x20<>"{}|^`\] | UCHAR)* '>'
		{"IRIREF: a scheme alone", `<a:> <a:p> <a:o> .`, `<a:> <a:p> <a:o> .`},
		{"IRIREF: a scheme with digits and marks", `<a1+b-c.d:x> <a:p> <A:o> .`, `<a1+b-c.d:x> <a:p> <A:o> .`},
		{"IRIREF: what URIs reserve", `<a:!$&'()*+,;=:@/?#[]%25~-._> <a:p> <a:o> .`, `<a:!$&'()*+,;=:@/?#[]%25~-._> <a:p> <a:o> .`},
		{"IRIREF: percent escapes stay", `<a:%d0%B0> <a:p> <a:o> .`, `<a:%d0%B0> <a:p> <a:o> .`},
		{"IRIREF: letters beyond ASCII", `<http://қала.example/әлем> <a:p> <a:o> .`, `<http://қала.example/әлем> <a:p> <a:o> .`},
		{"IRIREF: a character beyond 16 bits", `<a:😀> <a:p> <a:o> .`, `<a:😀> <a:p> <a:o> .`},
		{"IRIREF: UCHAR of four digits", `<a:\u04d9\u00E9> <a:p> <a:o> .`, `<a:әé> <a:p> <a:o> .`},
		{"IRIREF: UCHAR of eight digits", `<a:\U0001F600> <a:p> <a:o> .`, `<a:😀> <a:p> <a:o> .`},
		{"IRIREF: an escaped letter of the scheme", `<\u0061:x> <a:p> <a:o> .`, `<a:x> <a:p> <a:o> .`},
		{"IRIREF: DEL is allowed", "<a:\x7f> <a:p> <a:o> .", "<a:\x7f> <a:p> <a:o> ."},
		// [11] STRING_LITERAL_QUOTE ::= '"' ([^#x22#x5C#xA#xD] | ECHAR | UCHAR)* '"'
		{"STRING: marks of the grammar", `<a:s> <a:p> "<a> . # _:b @en ^^ 'x'" .`, `<a:s> <a:p> "<a> . # _:b @en ^^ 'x'" .`},
		{"STRING: all ECHARs", `<a:s> <a:p> "\t\b\n\r\f\"\'\\" .`, `<a:s> <a:p> "\t\b\n\r\f\"'\\" .`},
		{"STRING: an escaped backslash before a letter", `<a:s> <a:p> "\\n\\u0041" .`, `<a:s> <a:p> "\\n\\u0041" .`},
		{"STRING: an escaped backslash at the end", `<a:s> <a:p> "x\\" .`, `<a:s> <a:p> "x\\" .`},
		{"STRING: UCHAR", `<a:s> <a:p> "\u0041\u04D9\U0001f600" .`, `<a:s> <a:p> "Aә😀" .`},
		{"STRING: UCHAR of a quotation mark and a line end", `<a:s> <a:p> "\u0022\u000A\U0000000D" .`, `<a:s> <a:p> "\"\n\r" .`},
		{"STRING: raw controls but line ends", "<a:s> <a:p> \"\x00\x01\t\x0b\x0c\x1f\x7f\" .", `<a:s> <a:p> "\u0000\u0001\t\u000B\f\u001F\u007F" .`},
		{"STRING: the ends of UTF-8's lengths", "<a:s> <a:p> \"\u0080\u07ff\u0800\uffff\U00010000\U0010ffff\" .", "<a:s> <a:p> \"\u0080\u07ff\u0800\uffff\U00010000\U0010ffff\" ."},
		{"STRING: line separators that end no line", "<a:s> <a:p> \"\u0085\u2028\u2029\" .", "<a:s> <a:p> \"\u0085\u2028\u2029\" ."},
		{"STRING: a combining mark apart stays apart", "<a:s> <a:p> \"e\u0301é\" .", "<a:s> <a:p> \"e\u0301é\" ."},
		// [141s] BLANK_NODE_LABEL ::= '_:' (PN_CHARS_U | [0-9]) ((PN_CHARS | '.')* PN_CHARS)?
		{"BLANK_NODE_LABEL: a digit", "_:1 <a:p> _:0a .", "_:1 <a:p> _:0a ."},
		{"BLANK_NODE_LABEL: low line and colon", "_:_ <a:p> _:: .", "_:_ <a:p> _:: ."},
		{"BLANK_NODE_LABEL: hyphen and middle dot inside", "_:a-b\u00b7c- <a:p> <a:o> .", "_:a-b\u00b7c- <a:p> <a:o> ."},
		{"BLANK_NODE_LABEL: full stops inside", "_:a..b <a:p> _:a.b .", "_:a..b <a:p> _:a.b ."},
		{"BLANK_NODE_LABEL: the full stop after it is the statement's", "<a:s> <a:p> _:o.", "<a:s> <a:p> _:o ."},
		{"BLANK_NODE_LABEL: full stop after it as graph", "<a:s> <a:p> _:o _:g.", "<a:s> <a:p> _:o _:g ."},
		{"BLANK_NODE_LABEL: letters beyond ASCII", "_:қала <a:p> _:x\u0301\u203f .", "_:қала <a:p> _:x\u0301\u203f ."},
		{"BLANK_NODE_LABEL: a letter beyond 16 bits", "_:\U00010400 <a:p> <a:o> .", "_:\U00010400 <a:p> <a:o> ."},
	} {
		quads, err := graph.NewQuadReader(strings.NewReader(test.text), "test.nq").ReadAll()
		if err != nil {
			t.Errorf("%s: %q: %v", test.name, test.text, err)
			continue
		}
		var got []byte
		for _, q := range quads {
			got = graph.AppendQuad(got, q)
		}
		if text := strings.TrimSuffix(string(got), "\n"); text != test.want {
			t.Errorf("%s: %q\ngot  %q\nwant %q", test.name, test.text, text, test.want)
		}
	}
}

func TestWhatTheGrammarDoesNotHaveIsRefused(t *testing.T) {
	for _, test := range []struct{ name, text string }{
		{"statement: no full stop", `<a:s> <a:p> <a:o>`},
		{"statement: no full stop after a graph", `<a:s> <a:p> <a:o> <a:g>`},
		{"statement: no full stop before a comment", `<a:s> <a:p> <a:o> # .`},
		{"statement: two full stops", `<a:s> <a:p> <a:o> ..`},
		{"statement: full stop alone", `.`},
		{"statement: a subject alone", `<a:s> .`},
		{"statement: no object", `<a:s> <a:p> .`},
		{"statement: five terms", `<a:s> <a:p> <a:o> <a:g> <a:h> .`},
		{"statement: two on a line", `<a:s> <a:p> <a:o> . <a:s> <a:p> <a:q> .`},
		{"statement: over two lines", "<a:s> <a:p>\n<a:o> ."},
		{"statement: over two lines by CR", "<a:s> <a:p>\r<a:o> ."},
		{"statement: a comma", `<a:s> <a:p> <a:o>, <a:q> .`},
		{"statement: a semicolon", `<a:s> <a:p> <a:o>; <a:q> <a:r> .`},
		{"statement: a byte order mark", "\ufeff<a:s> <a:p> <a:o> ."},
		{"blank: no-break space", "<a:s>\u00a0<a:p> <a:o> ."},
		{"blank: form feed", "<a:s>\f<a:p> <a:o> ."},
		{"blank: vertical tab", "<a:s>\v<a:p> <a:o> ."},
		{"blank: NUL", "<a:s> <a:p> <a:o> .\x00"},
		{"subject: a literal", `"s" <a:p> <a:o> .`},
		{"predicate: a literal", `<a:s> "p" <a:o> .`},
		{"predicate: a blank node", `<a:s> _:p <a:o> .`},
		{"graphLabel: a literal", `<a:s> <a:p> <a:o> "g" .`},
		{"graphLabel: a literal with a tag", `<a:s> <a:p> <a:o> "g"@en .`},
		{"Turtle: a directive", "@prefix a: <a:> ."},
		{"Turtle: a base", "@base <a:b> ."},
		{"Turtle: a prefixed name", `a:s <a:p> <a:o> .`},
		{"Turtle: the verb a", `<a:s> a <a:o> .`},
		{"Turtle: a number", `<a:s> <a:p> 1 .`},
		{"Turtle: a decimal", `<a:s> <a:p> 1.0 .`},
		{"Turtle: a double", `<a:s> <a:p> 1.0e0 .`},
		{"Turtle: a truth value", `<a:s> <a:p> true .`},
		{"Turtle: a blank node in brackets", `[] <a:p> <a:o> .`},
		{"Turtle: a collection", `<a:s> <a:p> () .`},
		{"TriG: a block", `<a:g> { <a:s> <a:p> <a:o> . }`},
		{"RDF-star: a quoted triple", `<< <a:s> <a:p> <a:o> >> <a:p> <a:o> .`},
		{"IRIREF: empty", `<> <a:p> <a:o> .`},
		{"IRIREF: relative as a subject", `<s> <a:p> <a:o> .`},
		{"IRIREF: relative as a predicate", `<a:s> <p> <a:o> .`},
		{"IRIREF: relative as an object", `<a:s> <a:p> <o> .`},
		{"IRIREF: relative as a graph", `<a:s> <a:p> <a:o> <g> .`},
		{"IRIREF: relative as a datatype", `<a:s> <a:p> "1"^^<d> .`},
		{"IRIREF: a path", `</a:b> <a:p> <a:o> .`},
		{"IRIREF: a scheme that begins with a digit", `<1a:b> <a:p> <a:o> .`},
		{"IRIREF: a scheme with a low line", `<a_b:c> <a:p> <a:o> .`},
		{"IRIREF: a scheme of other letters", `<қ:c> <a:p> <a:o> .`},
		{"IRIREF: no scheme before the colon", `<:b> <a:p> <a:o> .`},
		{"IRIREF: a blank", `<a:b c> <a:p> <a:o> .`},
		{"IRIREF: a tab", "<a:b\tc> <a:p> <a:o> ."},
		{"IRIREF: a control", "<a:b\x01> <a:p> <a:o> ."},
		{"IRIREF: <", `<a:b<c> <a:p> <a:o> .`},
		{"IRIREF: a quotation mark", `<a:b"c> <a:p> <a:o> .`},
		{"IRIREF: {", `<a:b{c> <a:p> <a:o> .`},
		{"IRIREF: }", `<a:b}c> <a:p> <a:o> .`},
		{"IRIREF: |", `<a:b|c> <a:p> <a:o> .`},
		{"IRIREF: ^", `<a:b^c> <a:p> <a:o> .`},
		{"IRIREF: `", "<a:b`c> <a:p> <a:o> ."},
		{"IRIREF: ECHAR", `<a:b\n> <a:p> <a:o> .`},
		{"IRIREF: an escaped backslash", `<a:b\\> <a:p> <a:o> .`},
		{"IRIREF: an escaped solidus", `<a:\/b> <a:p> <a:o> .`},
		{"IRIREF: UCHAR of a blank", `<a:b\u0020> <a:p> <a:o> .`},
		{"IRIREF: UCHAR of NUL", `<a:b\u0000> <a:p> <a:o> .`},
		{"IRIREF: UCHAR of >", `<a:b\u003E> <a:p> <a:o> .`},
		{"IRIREF: UCHAR of a backslash", `<a:b\U0000005C> <a:p> <a:o> .`},
		{"IRIREF: UCHAR with too few digits", `<a:b\u004> <a:p> <a:o> .`},
		{"IRIREF: UCHAR cut short", `<a:b\U0000004> <a:p> <a:o> .`},
		{"IRIREF: UCHAR with no digit", `<a:b\uZZZZ> <a:p> <a:o> .`},
		{"IRIREF: UCHAR of a surrogate", `<a:b\uD800> <a:p> <a:o> .`},
		{"IRIREF: not closed", `<a:s <a:p> <a:o> .`},
		{"IRIREF: closed on the next line", "<a:s\n> <a:p> <a:o> ."},
		{"IRIREF: a backslash at the end", `<a:s\`},
		{"STRING: not closed", `<a:s> <a:p> "o .`},
		{"STRING: closed by an escaped mark", `<a:s> <a:p> "o\" .`},
		{"STRING: single quotation marks", `<a:s> <a:p> 'o' .`},
		{"STRING: three quotation marks", `<a:s> <a:p> """o""" .`},
		{"STRING: a mark left over", `<a:s> <a:p> "o"" .`},
		{"STRING: a line feed", "<a:s> <a:p> \"o\no\" ."},
		{"STRING: a carriage return", "<a:s> <a:p> \"o\ro\" ."},
		{"STRING: an unknown escape", `<a:s> <a:p> "\a" .`},
		{"STRING: an escape in capitals", `<a:s> <a:p> "\N" .`},
		{"STRING: octal", `<a:s> <a:p> "\101" .`},
		{"STRING: hexadecimal", `<a:s> <a:p> "\x41" .`},
		{"STRING: a blank after a backslash", `<a:s> <a:p> "\ " .`},
		{"STRING: UCHAR with too few digits", `<a:s> <a:p> "\u004" .`},
		{"STRING: UCHAR of eight with four", `<a:s> <a:p> "\U0041" .`},
		{"STRING: UCHAR with a sign", `<a:s> <a:p> "\u+041" .`},
		{"STRING: UCHAR with a low line", `<a:s> <a:p> "\u0_41" .`},
		{"STRING: UCHAR in braces", `<a:s> <a:p> "\u{41}" .`},
		{"STRING: a high surrogate", `<a:s> <a:p> "\uD83D" .`},
		{"STRING: a low surrogate", `<a:s> <a:p> "\uDE00" .`},
		{"STRING: a pair of surrogates", `<a:s> <a:p> "\uD83D\uDE00" .`},
		{"STRING: a surrogate in eight digits", `<a:s> <a:p> "\U0000D800" .`},
		{"STRING: beyond Unicode", `<a:s> <a:p> "\U00110000" .`},
		{"STRING: far beyond Unicode", `<a:s> <a:p> "\UFFFFFFFF" .`},
		{"STRING: not UTF-8", "<a:s> <a:p> \"\xc3\x28\" ."},
		{"STRING: an overlong form", "<a:s> <a:p> \"\xc0\x80\" ."},
		{"STRING: a surrogate in UTF-8", "<a:s> <a:p> \"\xed\xa0\x80\" ."},
		{"STRING: cut UTF-8", "<a:s> <a:p> \"\xd0\" ."},
		{"STRING: Latin-1", "<a:s> <a:p> \"\xe9\" ."},
		{"comment: not UTF-8", "# \xff"},
		{"literal: a tag and a datatype", `<a:s> <a:p> "o"@en^^<a:d> .`},
		{"literal: a datatype and a tag", `<a:s> <a:p> "o"^^<a:d>@en .`},
		{"literal: one circumflex", `<a:s> <a:p> "o"^<a:d> .`},
		{"literal: no datatype", `<a:s> <a:p> "o"^^ .`},
		{"literal: a prefixed datatype", `<a:s> <a:p> "o"^^xsd:integer .`},
		{"literal: a blank node as a datatype", `<a:s> <a:p> "o"^^_:d .`},
		{"LANGTAG: empty", `<a:s> <a:p> "o"@ .`},
		{"LANGTAG: a blank after the sign", `<a:s> <a:p> "o"@ en .`},
		{"LANGTAG: a digit first", `<a:s> <a:p> "o"@1 .`},
		{"LANGTAG: a digit in the first part", `<a:s> <a:p> "o"@e1 .`},
		{"LANGTAG: a hyphen first", `<a:s> <a:p> "o"@-en .`},
		{"LANGTAG: a hyphen last", `<a:s> <a:p> "o"@en- .`},
		{"LANGTAG: two hyphens", `<a:s> <a:p> "o"@en--us .`},
		{"LANGTAG: a low line", `<a:s> <a:p> "o"@en_US .`},
		{"LANGTAG: other letters", `<a:s> <a:p> "o"@қаз .`},
		{"LANGTAG: after an IRI", `<a:s> <a:p> <a:o>@en .`},
		{"BLANK_NODE_LABEL: empty", `_: <a:p> <a:o> .`},
		{"BLANK_NODE_LABEL: no colon", `_a <a:p> <a:o> .`},
		{"BLANK_NODE_LABEL: a hyphen first", `_:-a <a:p> <a:o> .`},
		{"BLANK_NODE_LABEL: a full stop first", `_:.a <a:p> <a:o> .`},
		{"BLANK_NODE_LABEL: a combining mark first", "_:\u0301a <a:p> <a:o> ."},
		{"BLANK_NODE_LABEL: a multiplication sign", "_:a\u00d7b <a:p> <a:o> ."},
		{"BLANK_NODE_LABEL: a solidus", `_:a/b <a:p> <a:o> .`},
		{"BLANK_NODE_LABEL: a full stop last in the middle", `_:a. <a:p> <a:o> .`},
		{"BLANK_NODE_LABEL: a blank after the colon", `_: a <a:p> <a:o> .`},
	} {
		// A good line before and after: the error is of the one in the middle.
		const good = "<a:s> <a:p> <a:o> .\n"
		r := graph.NewQuadReader(strings.NewReader(good+test.text+"\n"+good), "test.nq")
		if _, err := r.Read(); err != nil {
			t.Fatalf("%s: the line before: %v", test.name, err)
		}
		q, err := r.Read()
		var syntax *graph.SyntaxError
		if !errors.As(err, &syntax) || syntax.Line != 2 && syntax.Line != 3 {
			t.Errorf("%s: %q: got %v, %v, want a SyntaxError", test.name, test.text, q, err)
		}
	}
}

// What is written is canonical: written again it is the same, byte for byte.
func TestCanonicalLinesAreFixedPoints(t *testing.T) {
	for _, line := range []string{
		`<a:s> <a:p> "\t\b\n\r\f\"\\'" .`, `<a:s> <a:p> "\u0000\u001F\u007F" <a:g> .`, `<a:әлем> <a:p> "x"@kk-Cyrl .`,
		`<a:s> <a:p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> .`, "<a:s> <a:p> \"\u0080\u2028\ufeff\U0010ffff\" .",
	} {
		quads := read(t, line)
		if got := bytes.TrimSuffix(graph.AppendQuad(nil, quads[0]), []byte("\n")); string(got) != line {
			t.Errorf("%s\ngot %s", line, got)
		}
	}
}
