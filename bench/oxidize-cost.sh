#!/bin/bash
# What `patina oxidize` costs by stage: from nothing, again with nothing new, and after 1, 10 and 100 new commits of the
# first-parent history. Prints rows for docs/projections.md; each repository is cloned, none is changed.
#
#   bench/oxidize-cost.sh REPOSITORY…          folders or addresses that git clones, from small to large
#   PATINA=path/to/patina ROUNDS=3 bench/oxidize-cost.sh ~/flask ~/ripgrep
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rounds=${ROUNDS:-1}
patina=${PATINA:-}
if [ -z "$patina" ]; then
    dotnet build -c Release -v q --nologo "$here/../src/Patina.Cli"
    patina="$here/../artifacts/bin/Patina.Cli/release/patina"
fi

stages="embedding pairing training evaluating indexing"

# median FILE COLUMN
median() { cut -f"$2" "$1" | sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# one NAME STEP: scrapes and oxidizes what is checked out; appends scrape, oxidize, processor, peak and the stages to a file
one() {
    local scrape oxidize stage
    scrape=$(python3 "$here/measured.py" "$work/scrape.log" "$patina" scrape)
    oxidize=$(python3 "$here/measured.py" "$work/oxidize.log" "$patina" oxidize) || { cat "$work/oxidize.log" >&2; exit 1; }
    {
        printf '%s\t%s' "$(cut -f1 <<< "$scrape")" "$oxidize"
        for stage in $stages; do
            printf '\t%s' "$(grep '^Took ' "$work/oxidize.log" | grep -oE "$stage [0-9.]+" | grep -oE '[0-9.]+$' || echo 0)"
        done
        printf '\n'
    } >> "$work/$1.$2.tsv"
    chunks=$(grep -oE '[0-9,]+ chunks' "$work/oxidize.log" | head -1 | grep -oE '^[0-9,]+' || echo "${chunks:-0}")
    # '|| true': nothing was trained is no failure.
    retrained=$(grep -cE '^[a-z]+ was trained because' "$work/oxidize.log" || true)
}

row() {
    local tsv="$work/$1.$2.tsv" column
    printf '| %s | %s | %s | %s |' "$1" "$3" "$chunks" "$retrained"
    for column in 1 2 3 4 5 6 7 8 9; do printf ' %s |' "$(median "$tsv" $column)"; done
    printf '\n'
}

echo "| repository | state | chunks | trained | scrape, s | oxidize, s | of processor, s | peak, MiB | embedding | pairing | training | evaluating | indexing |"
echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|"
for repository in "$@"; do
    name=$(basename "$repository" .git)
    for round in $(seq "$rounds"); do
        rm -rf "$work/clone"
        git clone -q "$repository" "$work/clone" 2> /dev/null || true
        cd "$work/clone"
        last=$(git rev-parse HEAD)
        # A clone that lacks some large files still has the rest.
        git reset -q --hard "$last~111" 2> /dev/null || true
        rm -rf .patina
        "$patina" init > /dev/null 2>&1
        one "$name" cold
        cold=$(declare -p chunks retrained)
        one "$name" warm
        for new in 1 10 100; do
            back=$((111 - new))
            [ $new = 10 ] && back=$((110 - new))
            [ $new = 100 ] && back=0
            before=$(git rev-parse HEAD)
            git stash -q --include-untracked -- . ':!.patina' 2> /dev/null || true
            git reset -q --hard "$last~$back" 2> /dev/null || true
            eval "commits$new=$(git rev-list --count "$before..HEAD")"
            one "$name" "new$new"
            eval "state$new=\$(declare -p chunks retrained)"
        done
        cd "$here"
    done
    eval "$cold"
    row "$name" cold "from nothing"
    row "$name" warm "nothing new"
    for new in 1 10 100; do
        state="state$new" commits="commits$new"
        eval "${!state}"
        row "$name" "new$new" "${!commits} new commits"
    done
done
echo
echo "$(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2- | sed 's/^ //'), $(nproc) processors; $(date +%F); medians of $rounds"
