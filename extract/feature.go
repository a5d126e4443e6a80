package extract

// The features by their names in Universal Dependencies, in the order of the
// constants; "not marked" is the empty name.
var (
	posNames      = [...]string{"", "NOUN", "PROPN", "ADJ", "VERB", "ADV", "PRON", "DET", "NUM", "ADP", "CCONJ", "SCONJ", "PART", "AUX", "INTJ", "X"}
	caseNames     = [...]string{"", "Nom", "Gen", "Dat", "Acc", "Ins", "Loc", "Abl", "Voc"}
	numberNames   = [...]string{"", "Sing", "Plur"}
	genderNames   = [...]string{"", "Masc", "Fem", "Neut"}
	tenseNames    = [...]string{"", "Past", "Pres", "Fut"}
	formNames     = [...]string{"", "Fin", "Inf", "Part", "Conv", "Vnoun"}
	voiceNames    = [...]string{"", "Act", "Pass"}
	nameKindNames = [...]string{"", "Given", "Surname", "Patronymic", "Geo", "Org"}
)

// String returns the name of the feature in Universal Dependencies, "" where it is
// not marked or no such feature.
func (f POS) String() string { return nameOf(posNames[:], uint8(f)) }

// String returns the case's name as [POS.String] does; so do those below.
func (f Case) String() string { return nameOf(caseNames[:], uint8(f)) }

func (f Number) String() string { return nameOf(numberNames[:], uint8(f)) }

func (f Gender) String() string { return nameOf(genderNames[:], uint8(f)) }

func (f Tense) String() string { return nameOf(tenseNames[:], uint8(f)) }

func (f VerbForm) String() string { return nameOf(formNames[:], uint8(f)) }

func (f Voice) String() string { return nameOf(voiceNames[:], uint8(f)) }

// String returns what kind of name it is, "" where it is none.
func (f NameKind) String() string { return nameOf(nameKindNames[:], uint8(f)) }

func nameOf(names []string, f uint8) string {
	if int(f) < len(names) {
		return names[f]
	}
	return ""
}
