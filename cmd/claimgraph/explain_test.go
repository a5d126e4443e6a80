package main

import (
	"regexp"
	"strconv"
	"testing"
)

func TestRulesStopBeforeTheirLastStep(t *testing.T) {
	out := inProcess(t, "explain", "../../examples/news")
	stops := regexp.MustCompile(`(?m)^  rule - (\S+): stopped after step (\d+) of (\d+)$`).FindAllStringSubmatch(out, -1)
	if len(stops) == 0 {
		t.Fatal("no rule stopped: explain prints something else now")
	}
	for _, m := range stops {
		reached, _ := strconv.Atoi(m[2])
		steps, _ := strconv.Atoi(m[3])
		if reached >= steps {
			t.Errorf("%s stopped after step %d of %d", m[1], reached, steps)
		}
	}
}
