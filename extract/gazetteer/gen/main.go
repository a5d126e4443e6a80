// Gen writes the name files that come from the Unicode CLDR: countries and
// territories in 20-countries-cldr.names and cities of the time zones in
// 21-cities-cldr.names. What it takes, and under which keys, says select.txt.
//
// It reads the unpacked packages cldr-localenames-full and cldr-dates-full and
// the file zone.tab of the time zone database, which says where a zone lies:
//
//	go run ./extract/gazetteer/gen -names cldr-localenames-full/package \
//	    -dates cldr-dates-full/package -zones zone.tab
package main

import (
	"bufio"
	"cmp"
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

//go:embed select.txt
var selection string

var languages = []string{"en", "ru", "kk"}

func main() {
	names := flag.String("names", "", "folder of cldr-localenames-full")
	dates := flag.String("dates", "", "folder of cldr-dates-full")
	zones := flag.String("zones", "/usr/share/zoneinfo/zone.tab", "the table of time zones")
	out := flag.String("o", "extract/gazetteer/data", "folder to write to")
	flag.Parse()
	log.SetFlags(0)
	if err := run(*names, *dates, *zones, *out); err != nil {
		log.Fatal("gen: ", err)
	}
}

func run(names, dates, zones, out string) error {
	sel, err := parseSelection(selection)
	if err != nil {
		return err
	}
	territories, err := readTerritories(names)
	if err != nil {
		return err
	}
	cities, err := readCities(dates)
	if err != nil {
		return err
	}
	lies, err := readZones(zones)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "20-countries-cldr.names"), countries(sel, territories), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "21-cities-cldr.names"), citiesOf(sel, territories, cities, lies), 0o644)
}

// selected is what select.txt says.
type selected struct {
	skip                  map[string]bool
	key, capital, country map[string]string
}

func parseSelection(text string) (selected, error) {
	sel := selected{skip: map[string]bool{}, key: map[string]string{}, capital: map[string]string{}, country: map[string]string{}}
	for n, line := range strings.Split(text, "\n") {
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || strings.HasPrefix(f[0], "#"):
		case f[0] == "skip":
			for _, code := range f[1:] {
				sel.skip[code] = true
			}
		case f[0] == "key" && len(f) == 3:
			sel.key[f[1]] = f[2]
		case f[0] == "capital" && len(f) == 3:
			sel.capital[f[1]] = f[2]
		case f[0] == "country" && len(f) == 3:
			sel.country[f[1]] = f[2]
		default:
			return sel, fmt.Errorf("select.txt:%d: cannot read %q", n+1, line)
		}
	}
	return sel, nil
}

// translated holds the names of one thing by language, the usual one first.
type translated map[string][]string

// readTerritories returns the names of territories by their ISO 3166 code.
func readTerritories(folder string) (map[string]translated, error) {
	all := map[string]translated{}
	for _, lang := range languages {
		var file struct {
			Main map[string]struct {
				LocaleDisplayNames struct{ Territories map[string]string }
			}
		}
		if err := readJSON(filepath.Join(folder, "main", lang, "territories.json"), &file); err != nil {
			return nil, err
		}
		names := file.Main[lang].LocaleDisplayNames.Territories
		for _, code := range slices.Sorted(maps.Keys(names)) {
			iso, _, _ := strings.Cut(code, "-")
			if len(iso) != 2 {
				continue
			}
			if all[iso] == nil {
				all[iso] = translated{}
			}
			all[iso][lang] = append(all[iso][lang], spellings(lang, names[code])...)
		}
	}
	return all, nil
}

// readCities returns the names of the zones' cities by zone.
func readCities(folder string) (map[string]translated, error) {
	all := map[string]translated{}
	for _, lang := range languages {
		var file struct {
			Main map[string]struct {
				Dates struct {
					TimeZoneNames struct{ Zone map[string]any }
				}
			}
		}
		if err := readJSON(filepath.Join(folder, "main", lang, "timeZoneNames.json"), &file); err != nil {
			return nil, err
		}
		walkZones("", file.Main[lang].Dates.TimeZoneNames.Zone, func(zone, city string) {
			if all[zone] == nil {
				all[zone] = translated{}
			}
			all[zone][lang] = spellings(lang, city)
		})
	}
	for zone, names := range all {
		if names["en"] == nil { // English leaves out a name that the zone's spells
			last := zone[strings.LastIndex(zone, "/")+1:]
			names["en"] = []string{strings.ReplaceAll(last, "_", " ")}
		}
	}
	return all, nil
}

func walkZones(prefix string, zones map[string]any, found func(zone, city string)) {
	for name, v := range zones {
		inner, ok := v.(map[string]any)
		if !ok || name == "short" || name == "long" {
			continue
		}
		if city, ok := inner["exemplarCity"].(string); ok {
			found(prefix+name, city)
			continue
		}
		walkZones(prefix+name+"/", inner, found)
	}
}

func readJSON(path string, into any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// readZones returns the country code of every zone.
func readZones(path string) (map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lies := map[string]string{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if fields := strings.Split(lines.Text(), "\t"); len(fields) >= 3 && fields[0][0] != '#' {
			lies[fields[2]] = fields[0]
		}
	}
	return lies, lines.Err()
}

// spellings turns a CLDR name into those that texts use: without what stands in
// brackets, with "and" for "&" and whole words for the short "о-в" and "St.".
func spellings(lang, name string) []string {
	if i := strings.IndexAny(name, "(,"); i > 0 {
		name = strings.TrimSpace(name[:i])
	}
	name = strings.ReplaceAll(name, " & ", " and ")
	names := []string{name}
	switch {
	case strings.Contains(name, " - "): // "Congo - Kinshasa" is nobody's word
		return nil
	case lang == "ru" && strings.HasPrefix(name, "о-ва "):
		names = []string{"острова " + name[len("о-ва "):]}
	case lang == "ru" && strings.HasPrefix(name, "о-в "):
		names = []string{"остров " + name[len("о-в "):]}
	case lang == "ru" && strings.HasSuffix(name, " о-ва"):
		names = []string{strings.TrimSuffix(name, "о-ва") + "острова"}
	case lang == "en" && strings.HasPrefix(name, "St. "):
		names = append(names, "Saint "+name[len("St. "):])
	}
	if plain := latin(names[0]); lang == "en" && plain != names[0] {
		names = append(names, plain)
	}
	return names
}

// accents are the letters of CLDR's English names that are not plain Latin.
var accents = strings.NewReplacer("á", "a", "ã", "a", "ă", "a", "Å", "A", "ç", "c", "é", "e", "í", "i", "ñ", "n", "ó", "o",
	"ô", "o", "ü", "u", "Ü", "U", "ú", "u", "ș", "s", "’", "'")

func latin(s string) string { return accents.Replace(s) }

// slug makes the last part of a key from an English name.
func slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(latin(name)) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case r != '\'' && b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// keyOf returns the key of a country.
func (s selected) keyOf(code string, names translated) string {
	return cmp.Or(s.key[code], "country/"+slug(names["en"][0]))
}

func countries(sel selected, territories map[string]translated) []byte {
	b := header("Country", "Countries and territories", "cldr-localenames-full")
	for _, code := range slices.Sorted(maps.Keys(territories)) {
		names := territories[code]
		if sel.skip[code] || (names["en"] == nil && sel.key[code] == "") {
			continue
		}
		b = fmt.Appendf(b, "\n%s\n", sel.keyOf(code, names))
		b = appendNames(b, names)
		if capital := sel.capital[code]; capital != "" {
			b = fmt.Appendf(b, "  capital: %s\n", capital)
		}
	}
	return b
}

func citiesOf(sel selected, territories, cities map[string]translated, lies map[string]string) []byte {
	b := header("City", "Cities of the time zones", "cldr-dates-full")
	for _, zone := range slices.Sorted(maps.Keys(cities)) {
		if sel.skip[zone] || !strings.Contains(zone, "/") || strings.HasPrefix(zone, "Antarctica/") || strings.HasPrefix(zone, "Etc/") {
			continue
		}
		b = fmt.Appendf(b, "\n%s\n", cmp.Or(sel.key[zone], "city/"+slug(cities[zone]["en"][0])))
		b = appendNames(b, cities[zone])
		if code := cmp.Or(sel.country[zone], lies[zone]); code != "" && !sel.skip[code] {
			b = fmt.Appendf(b, "  country: %s\n", sel.keyOf(code, territories[code]))
		}
	}
	return b
}

func header(entityType, what, from string) []byte {
	return fmt.Appendf(nil, "# %s, written by gen from Unicode CLDR (%s).\n# Do not edit: correct or complete a name in a file of your own.\ntype: %s\n", what, from, entityType)
}

func appendNames(b []byte, names translated) []byte {
	for _, lang := range languages {
		if ns := unique(names[lang]); len(ns) > 0 {
			b = fmt.Appendf(b, "  %s: %s\n", lang, strings.Join(ns, "; "))
		}
	}
	return b
}

// unique returns names without repetitions, in order.
func unique(names []string) []string {
	var out []string
	for _, n := range names {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
