#!/bin/bash
# What `patina eval` takes: bench/eval-speed.sh REPOSITORY…
#
# Evaluates each git repository three times with the model that comes along, keeping nothing, and prints questions asked, the median
# of the seconds, and what 1,000 questions take. Reading, indexing and training are part of it. Run it on a machine that does nothing else.
set -e
cd "$(dirname "$0")/.."
patina=${PATINA:-artifacts/bin/Patina.Cli/release/patina}
[ -x "$patina" ] || dotnet build -c Release src/Patina.Cli -v q -nologo
for repository in "$@"; do
    seconds=()
    for _ in 1 2 3; do
        begun=$(date +%s.%N)
        questions=$("$patina" eval --json --no-save --quiet -C "$repository" |
            python3 -c 'import json, sys; print(sum(s["queries"] for s in json.load(sys.stdin)["sets"] if s["asked"]))')
        seconds+=("$(echo "$(date +%s.%N) - $begun" | bc)")
    done
    median=$(printf '%s\n' "${seconds[@]}" | sort -n | sed -n 2p)
    printf '%s: %s questions, %.1f s (%s), %.1f s for 1,000\n' \
        "$(basename "$repository")" "$questions" "$median" "$(printf '%.1f ' "${seconds[@]}")" "$(echo "1000 * $median / $questions" | bc -l)"
done
