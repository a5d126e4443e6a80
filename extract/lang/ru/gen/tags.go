package main

import (
	"fmt"
	"slices"
	"strings"

	"claimgraph/extract"
	"claimgraph/extract/lang/ru/internal/morph"
)

// classes are the parts of speech of OpenCorpora as ours.
var classes = map[string]extract.Analysis{
	"NOUN": {POS: extract.NOUN},
	"ADJF": {POS: extract.ADJ},
	"ADJS": {POS: extract.ADJ, Short: true},
	"COMP": {POS: extract.ADJ},
	"VERB": {POS: extract.VERB, Form: extract.Fin},
	"INFN": {POS: extract.VERB, Form: extract.Inf},
	"PRTF": {POS: extract.VERB, Form: extract.Part},
	"PRTS": {POS: extract.VERB, Form: extract.Part, Short: true},
	"GRND": {POS: extract.VERB, Form: extract.Conv},
	"NUMR": {POS: extract.NUM},
	"ADVB": {POS: extract.ADV},
	"NPRO": {POS: extract.PRON},
	"PRED": {POS: extract.ADV},
	"PREP": {POS: extract.ADP},
	"CONJ": {POS: extract.CCONJ},
	"PRCL": {POS: extract.PART},
	"INTJ": {POS: extract.INTJ},
	"LATN": {POS: extract.X},
	"PNCT": {POS: extract.X},
	"NUMB": {POS: extract.NUM},
	"ROMN": {POS: extract.NUM},
	"UNKN": {POS: extract.X},
}

// grammemes are the other marks of OpenCorpora as ours; those that say nothing
// to us are named in ignored.
var grammemes = map[string]func(*extract.Analysis, *morph.Tag){
	"nomn": inCase(extract.Nom), "gent": inCase(extract.Gen), "datv": inCase(extract.Dat),
	"accs": inCase(extract.Acc), "ablt": inCase(extract.Ins), "loct": inCase(extract.Loc),
	"voct": inSecond(extract.Voc), "gen1": inCase(extract.Gen), "gen2": inSecond(extract.Gen),
	"acc2": inSecond(extract.Acc), "loc1": inCase(extract.Loc), "loc2": inSecond(extract.Loc),
	"sing": func(a *extract.Analysis, _ *morph.Tag) { a.Number = extract.Sing },
	"plur": func(a *extract.Analysis, _ *morph.Tag) { a.Number = extract.Plur },
	"masc": func(a *extract.Analysis, _ *morph.Tag) { a.Gender = extract.Masc },
	"femn": func(a *extract.Analysis, _ *morph.Tag) { a.Gender = extract.Fem },
	"neut": func(a *extract.Analysis, _ *morph.Tag) { a.Gender = extract.Neut },
	"past": func(a *extract.Analysis, _ *morph.Tag) { a.Tense = extract.Past },
	"pres": func(a *extract.Analysis, _ *morph.Tag) { a.Tense = extract.Pres },
	"futr": func(a *extract.Analysis, _ *morph.Tag) { a.Tense = extract.Fut },
	"actv": func(a *extract.Analysis, _ *morph.Tag) { a.Voice = extract.Act },
	"pssv": func(a *extract.Analysis, _ *morph.Tag) { a.Voice = extract.Pass },
	"1per": func(a *extract.Analysis, _ *morph.Tag) { a.Person = 1 },
	"2per": func(a *extract.Analysis, _ *morph.Tag) { a.Person = 2 },
	"3per": func(a *extract.Analysis, _ *morph.Tag) { a.Person = 3 },
	"Name": named(extract.Given), "Surn": named(extract.Surname), "Patr": named(extract.Patronymic),
	"Geox": named(extract.Geo), "Orgn": named(extract.Org),
	"Trad": func(a *extract.Analysis, _ *morph.Tag) { a.POS = extract.PROPN },
	"Apro": func(a *extract.Analysis, t *morph.Tag) { a.POS = extract.DET; *t |= morph.Pronominal },
	"anim": mark(morph.Animate), "inan": mark(morph.Inanimate),
	"Fixd": mark(morph.Fixed), "Ms-f": mark(morph.Common), "GNdr": mark(morph.Common),
	"Anum": mark(morph.Ordinal), "impr": mark(morph.Imperative), "Abbr": mark(morph.Abbr),
	"Pltm": mark(morph.PluralOnly), "V-oy": mark(morph.Variant), "V-ey": mark(morph.Variant),
	"perf": mark(morph.Perfective), "tran": mark(morph.Transitive), "Impe": mark(morph.Impersonal),
	"Subx": mark(morph.Substantive), "Adjx": mark(morph.Substantive), "COMP": mark(morph.Comparative),
	"Arch": mark(morph.Rare), "Infr": mark(morph.Rare), "Slng": mark(morph.Rare),
	"Erro": mark(morph.Rare), "Dist": mark(morph.Rare), "Litr": mark(morph.Rare), "V-be": mark(morph.Rare),
}

var ignored = strings.Fields(`ANim Sgtm Supr Qual Poss Cmp2 V-ej impf intr Impx indc excl incl Anph Inmx
	Af-p V-ie V-sh Coll Fimp V-en Prnt Coun Ques V-bi Vpre Prdx Dmns Mult Refl Hypo`)

func inCase(c extract.Case) func(*extract.Analysis, *morph.Tag) {
	return func(a *extract.Analysis, _ *morph.Tag) { a.Case = c }
}

func inSecond(c extract.Case) func(*extract.Analysis, *morph.Tag) {
	return func(a *extract.Analysis, t *morph.Tag) { a.Case = c; *t |= morph.Variant }
}

func named(k extract.NameKind) func(*extract.Analysis, *morph.Tag) {
	return func(a *extract.Analysis, _ *morph.Tag) {
		a.Name = k
		if a.POS == extract.NOUN {
			a.POS = extract.PROPN
		}
	}
}

func mark(f morph.Tag) func(*extract.Analysis, *morph.Tag) {
	return func(_ *extract.Analysis, t *morph.Tag) { *t |= f }
}

// parseTag packs a tag such as "NOUN,anim,masc,Name sing,nomn".
func parseTag(name string) (morph.Tag, error) {
	marks := strings.FieldsFunc(name, func(r rune) bool { return r == ',' || r == ' ' })
	if len(marks) == 0 {
		return 0, fmt.Errorf("tag %q is empty", name)
	}
	a, ok := classes[marks[0]]
	if !ok {
		return 0, fmt.Errorf("tag %q has an unknown part of speech", name)
	}
	var flags morph.Tag
	if marks[0] == "COMP" {
		flags |= morph.Comparative
	}
	for _, m := range marks[1:] {
		if set, ok := grammemes[m]; ok {
			set(&a, &flags)
		} else if !slices.Contains(ignored, m) {
			return 0, fmt.Errorf("tag %q has an unknown mark %q", name, m)
		}
	}
	return morph.NewTag(a) | flags, nil
}

// productive reports whether new words come into the language with the tag.
func productive(name string) bool {
	switch name[:4] {
	case "NOUN", "ADJF", "ADJS", "COMP", "VERB", "INFN", "PRTF", "PRTS", "GRND", "ADVB":
		return !strings.Contains(name, "Apro") && !strings.Contains(name, "Abbr") && !strings.Contains(name, "Arch")
	}
	return false
}
