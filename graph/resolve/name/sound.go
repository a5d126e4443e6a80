package name

import (
	"bufio"
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A sound is an index into a table of sounds: what one letter or group of
// letters of a name stands for.
type sound uint8

// far is the cost of one sound that is simply another.
const far = 10

// A soundTable says what letters stand for and what it costs to take one sound
// for another.
type soundTable struct {
	names   map[string]sound
	size    int
	cost    [256][256]uint8
	drop    [256]uint8
	classes [256]string         // of key classes, each one letter, "-" for none
	base    [256]bool           // a plain sound
	vowel   [256]bool           // or what may be one, but not only j
	letters map[string]spelling // by table
	when    []condition         // in order of the file
	iota    sound               // j
	soft    sound               // е, which stands for two sounds when doubled
}

// A condition says which words a table of one language is tried on.
type condition struct {
	table string
	word  *regexp.Regexp
}

// A spelling says what groups of letters stand for.
type spelling struct {
	sounds  map[string][]sound
	own     map[string]bool // groups that are not those of the table it is like
	longest int             // letters in a group
}

// An alternative is a plain sound that a symbol may be, at a cost.
type alternative struct {
	sound sound
	cost  uint8
}

// readSounds reads data/sounds.txt, whose head describes the format.
func readSounds(text string) (*soundTable, error) {
	r := &soundReader{t: &soundTable{names: map[string]sound{}, letters: map[string]spelling{}}}
	sc := bufio.NewScanner(strings.NewReader(text))
	for n := 1; sc.Scan(); n++ {
		f := strings.Fields(sc.Text())
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if err := r.line(f); err != nil {
			return nil, fmt.Errorf("sounds.txt:%d: %w", n, err)
		}
	}
	r.finish()
	return r.t, nil
}

type soundReader struct {
	t    *soundTable
	alts [][]alternative
	near map[[2]sound]uint8
}

func (r *soundReader) line(f []string) error {
	switch {
	case f[0] == "sound" && len(f) == 4:
		return r.sound(f[1], f[2], f[3])
	case f[0] == "near" && len(f) == 4:
		return r.nearness(f[1], f[2], f[3])
	case f[0] == "symbol" && len(f) > 2:
		return r.symbol(f[1], f[2:])
	case f[0] == "when" && len(f) == 3:
		re, err := regexp.Compile(f[2])
		r.t.when = append(r.t.when, condition{f[1], re})
		return err
	case f[0] == "like" && len(f) == 3:
		parent, ok := r.t.letters[f[2]]
		if !ok {
			return fmt.Errorf("there is no table %q", f[2])
		}
		r.t.letters[f[1]] = spelling{maps.Clone(parent.sounds), map[string]bool{}, parent.longest}
		return nil
	case len(f) > 1:
		return r.spelling(f[0], f[1], f[2:])
	}
	return fmt.Errorf("do not know %q with %d words", f[0], len(f)-1)
}

func (r *soundReader) enter(name string) (sound, error) {
	if _, twice := r.t.names[name]; twice || r.t.size == 255 {
		return 0, fmt.Errorf("%s is declared twice, or too many are", name)
	}
	s := sound(r.t.size)
	if name == "E" {
		r.t.soft = s
	}
	r.t.names[name] = s
	r.t.size++
	r.alts = append(r.alts, nil)
	return s, nil
}

func cost(digits string) (uint8, error) {
	n, err := strconv.ParseUint(digits, 10, 8)
	return uint8(n), err
}

func (r *soundReader) sound(name, class, drop string) error {
	s, err := r.enter(name)
	if err != nil {
		return err
	}
	t := r.t
	t.base[s], t.classes[s] = true, class
	t.vowel[s] = class == "-" && name != "j"
	if name == "j" {
		t.iota = s
	}
	r.alts[s] = []alternative{{s, 0}}
	t.drop[s], err = cost(drop)
	return err
}

func (r *soundReader) nearness(a, b, digits string) error {
	x, ok1 := r.t.names[a]
	y, ok2 := r.t.names[b]
	c, err := cost(digits)
	if !ok1 || !ok2 || err != nil {
		return fmt.Errorf("want two sounds and a cost, got %s %s %s", a, b, digits)
	}
	if r.near == nil {
		r.near = map[[2]sound]uint8{}
	}
	r.near[[2]sound{x, y}], r.near[[2]sound{y, x}] = c, c
	return nil
}

func (r *soundReader) symbol(name string, of []string) error {
	s, err := r.enter(name)
	if err != nil {
		return err
	}
	drop := uint8(255)
	for _, w := range of {
		if d, ok := strings.CutPrefix(w, "/"); ok {
			if drop, err = cost(d); err != nil {
				return err
			}
			continue
		}
		_, size := utf8.DecodeLastRuneInString(w)
		c, err := cost(w[len(w)-size:])
		base, ok := r.t.names[w[:len(w)-size]]
		if err != nil || !ok {
			return fmt.Errorf("%s: want a sound and its cost, got %q", name, w)
		}
		for _, a := range r.alts[base] {
			r.alts[s] = append(r.alts[s], alternative{a.sound, a.cost + c})
		}
	}
	if drop == 255 {
		drop = r.t.drop[r.alts[s][0].sound]
	}
	r.t.drop[s] = drop
	return nil
}

func (r *soundReader) spelling(table, group string, symbols []string) error {
	sp, ok := r.t.letters[table]
	if !ok {
		sp = spelling{map[string][]sound{}, map[string]bool{}, 0}
	}
	if sp.own[group] {
		return fmt.Errorf("%s %s is declared twice", table, group)
	}
	out := []sound{}
	for _, name := range symbols {
		s, ok := r.t.names[name]
		if !ok {
			return fmt.Errorf("%s %s: no sound is called %q", table, group, name)
		}
		out = append(out, s)
	}
	sp.sounds[group], sp.own[group] = out, true
	sp.longest = max(sp.longest, utf8.RuneCountInString(strings.Trim(group, "^$")))
	r.t.letters[table] = sp
	return nil
}

// keyClassCost is up to what cost a sound that a symbol may be enters keys.
const keyClassCost = 2

func (r *soundReader) finish() {
	t := r.t
	for x := range r.alts {
		for y := range r.alts {
			t.cost[x][y] = r.between(r.alts[x], r.alts[y])
		}
		if x == int(t.iota) || t.base[x] {
			continue
		}
		for _, a := range r.alts[x] {
			if a.cost <= keyClassCost && !strings.Contains(t.classes[x], t.classes[a.sound]) {
				t.classes[x] += t.classes[a.sound]
			}
			t.vowel[x] = t.vowel[x] || t.vowel[a.sound]
		}
		if t.drop[x] <= 4 && !strings.Contains(t.classes[x], "-") {
			t.classes[x] += "-"
		}
	}
}

func (r *soundReader) between(xs, ys []alternative) uint8 {
	best := uint8(far)
	for _, x := range xs {
		for _, y := range ys {
			c := uint8(far)
			if x.sound == y.sound {
				c = 0
			} else if n, ok := r.near[[2]sound{x.sound, y.sound}]; ok {
				c = n
			}
			best = min(best, c+x.cost+y.cost)
		}
	}
	return best
}

// spell returns the sounds of a word in lower case, without doubles; letters
// that the table lacks are left out.
func (t *soundTable) spell(table string, word []rune) []sound {
	sp := t.letters[table]
	out := make([]sound, 0, len(word)+2)
	for i := 0; i < len(word); {
		n, ss := sp.at(word, i)
		for _, s := range ss {
			if len(out) == 0 || out[len(out)-1] != s || s == t.soft {
				out = append(out, s)
			}
		}
		i += n
	}
	return out
}

// at returns how many letters the longest group at i has, and its sounds.
func (sp spelling) at(word []rune, i int) (int, []sound) {
	for n := min(sp.longest, len(word)-i); n > 0; n-- {
		group := string(word[i : i+n])
		if i+n == len(word) {
			if ss, ok := sp.sounds[group+"$"]; ok {
				return n, ss
			}
		}
		if i == 0 {
			if ss, ok := sp.sounds["^"+group]; ok {
				return n, ss
			}
		}
		if ss, ok := sp.sounds[group]; ok {
			return n, ss
		}
	}
	return 1, nil
}

// maxSounds is how many sounds of a word are compared.
const maxSounds = 40

// distance returns what it costs to take one word for the other, at most limit+1.
func (t *soundTable) distance(x, y []sound, limit int) int {
	x, y = x[:min(len(x), maxSounds)], y[:min(len(y), maxSounds)]
	var rows [2][maxSounds + 1]int
	prev, row := &rows[0], &rows[1]
	for j := range y {
		prev[j+1] = prev[j] + t.dropCost(y, j)
	}
	for i := range x {
		dx := t.dropCost(x, i)
		row[0] = prev[0] + dx
		least := row[0]
		for j := range y {
			d := prev[j] + int(t.cost[x[i]][y[j]])
			d = min(d, prev[j+1]+dx, row[j]+t.dropCost(y, j))
			row[j+1] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		prev, row = row, prev
	}
	return min(prev[len(y)], limit+1)
}

// dropCost is what it costs that the other word lacks the sound at i. A j before
// a vowel is there in one spelling and not in the next ("Бакаев", "Bakayev"), and
// one between vowels; at the end of a syllable it tells names apart (Майра, Мара).
func (t *soundTable) dropCost(w []sound, i int) int {
	if t.classes[w[i]] == "-" && t.cost[w[i]][t.iota] == 0 && i+1 < len(w) && t.vowel[w[i+1]] {
		return 1
	}
	if i == len(w)-1 && t.vowel[w[i]] && t.drop[w[i]] >= 6 {
		return far // an ending tells women from men
	}
	return int(t.drop[w[i]])
}

// skeletons returns the classes of the consonants, in every way that the word
// may be read, at most maxSkeletons. After n there is no k: of ng it is not sure.
func (t *soundTable) skeletons(w []sound) []string {
	out := []string{""}
	for _, s := range w {
		classes := t.classes[s]
		if len(classes) > 1 && len(out)*len(classes) > maxSkeletons {
			classes = classes[:1]
		}
		next := make([]string, 0, len(out)*len(classes))
		for _, k := range out {
			for i := range len(classes) {
				c := classes[i]
				if c == '-' || k != "" && (k[len(k)-1] == c || k[len(k)-1] == 'N' && c == 'K') {
					next = append(next, k)
				} else {
					next = append(next, k+string(c))
				}
			}
		}
		out = next
	}
	return out
}

const maxSkeletons = 8
