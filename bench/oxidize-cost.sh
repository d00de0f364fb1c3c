#!/bin/bash
# What `patina oxidize` costs by stage: from nothing, again with nothing new, and after 1, 10 and 100 new commits of the
# first-parent history. Prints rows for docs/projections.md; each repository is cloned, none is changed.
#
#   bench/oxidize-cost.sh [NAME=]REPOSITORY…   folders or addresses that git clones, from small to large
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

start=$PWD
stages="embedding pairing training evaluating indexing"

# median FILE COLUMN
median() { cut -f"$2" "$1" | sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# move COMMIT: as git reset --hard, but where the repository lacks some large files the rest is still checked out
move() {
    git reset -q --mixed "$1" > /dev/null
    git ls-files -z --others --exclude=.patina | xargs -0 -r rm -f
    git checkout-index -q -f -a 2> /dev/null || true
}

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

echo "| repository | commits | chunks | trained | scrape, s | oxidize, s | of processor, s | peak, MiB | embedding | pairing | training | evaluating | indexing |"
echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|"
for repository in "$@"; do
    case "$repository" in
    *=*) name=${repository%%=*} repository=${repository#*=} ;;
    *) name=$(basename "$repository" .git) ;;
    esac
    for round in $(seq "$rounds"); do
        rm -rf "$work/clone"
        git clone -q --no-checkout "$repository" "$work/clone"
        cd "$work/clone"
        last=$(git rev-parse HEAD)
        # Where the main branch is nothing but merges, the branch that was merged last is followed.
        git rev-parse -q --verify "$last~111" > /dev/null || last=$(git rev-parse "$last^2")
        move "$last~111"
        rm -rf .patina
        "$patina" init > /dev/null 2>&1
        cp .patina/oxidize.yaml "$work/recipe.yaml"
        one "$name" cold
        cold=$(declare -p chunks retrained)
        one "$name" warm
        warm=$(declare -p chunks retrained)
        for new in 1 10 100; do
            back=$((111 - new))
            [ $new = 10 ] && back=$((110 - new))
            [ $new = 100 ] && back=0
            before=$(git rev-parse HEAD)
            move "$last~$back"
            # Some projects keep a recipe of their own.
            cp "$work/recipe.yaml" .patina/oxidize.yaml
            eval "commits$new=$(git rev-list --count "$before..HEAD")"
            one "$name" "new$new"
            eval "state$new=\$(declare -p chunks retrained)"
        done
        cd "$start"
    done
    eval "$cold"
    row "$name" cold "all"
    eval "$warm"
    row "$name" warm "none new"
    for new in 1 10 100; do
        state="state$new" commits="commits$new"
        eval "${!state}"
        row "$name" "new$new" "${!commits} new"
    done
done
echo
echo "$(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2- | sed 's/^ //'), $(nproc) processors; $(date +%F); medians of $rounds"
