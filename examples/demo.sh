#!/bin/sh
# demo.sh PROGRAM ARTICLES FOLDER: reads the articles into a new store in FOLDER
# and asks it three questions.
set -e
program=$1 articles=$2 folder=$3
rm -rf "$folder"
mkdir -p "$folder"
CLAIMGRAPH_STORE_PATH=$folder/store
CLAIMGRAPH_CONFIG=config.yaml
export CLAIMGRAPH_STORE_PATH CLAIMGRAPH_CONFIG

run() {
	printf '\n$ claimgraph'
	for arg; do case $arg in *' '*) printf " '%s'" "$arg" ;; *) printf ' %s' "$arg" ;; esac; done
	printf '\n'
	"$program" "$@"
}

run ingest "$articles"
run ask co-chairs 'третий раунд'
run ask signed 2026
run ask planned

cat <<EOF

The store is $folder/store. What to try next:
  export CLAIMGRAPH_STORE_PATH=$folder/store
  $program ask                              # the questions that can be asked
  $program ask who-said 'Санжар Ержанов'    # what he said, each with its article
  $program claims --type session            # every claim of one type
  $program show 'Азамат Токтосунов'         # a person with all that is claimed of him
  $program why CLAIM                        # a claim's sentence in its article
  $program serve                            # Cayley's HTTP API on 127.0.0.1:8090
docs/queries.md has a cookbook of Gizmo and GraphQL queries.
EOF
