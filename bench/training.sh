#!/bin/bash
# The training step of a projection at 768 → 1024 → 256 beside the same step in PyTorch, in turn, then the whole of 50,000
# triplets x 10 epochs. Prints rows for docs/projections.md.
#
#   bench/training.sh                            needs python3 with torch (Debian: python3-torch)
#   ROUNDS=5 SHORT="5120 4" LONG="50000 10" PYTHON=python3 bench/training.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rounds=${ROUNDS:-5} short=${SHORT:-5120 4} long=${LONG:-50000 10} python=${PYTHON:-python3}

bench=${BENCH:-}
if [ -z "$bench" ]; then
    dotnet build -c Release -v q --nologo "$here/Patina.Bench"
    bench="$here/../artifacts/bin/Patina.Bench/release/Patina.Bench"
fi
median() { sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
field() { grep "^$1"$'\t' "$2" | cut -f2 | grep -oE '^[0-9.]+'; }

for round in $(seq "$rounds"); do
    # shellcheck disable=SC2086
    "$bench" training $short > "$work/patina.$round"
    # shellcheck disable=SC2086
    "$python" "$here/torch_step.py" $short > "$work/torch.$round"
done
# shellcheck disable=SC2086
"$bench" training $long > "$work/long"

of_patina() { for round in $(seq "$rounds"); do field "$1" "$work/patina.$round"; done | median; }
of_torch() { for round in $(seq "$rounds"); do field "$1" "$work/torch.$round"; done | median; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

speed="triplets per second" processor="triplets per second of processor"
a=$(of_patina "$speed") b=$(of_torch "$speed") c=$(of_patina "$processor") d=$(of_torch "$processor")
echo "| | Patina | PyTorch $(grep -oE 'torch [0-9.]+' "$work/torch.1" | head -1 | cut -d' ' -f2) | ratio |"
echo "|---|---|---|---|"
echo "| triplets per second | $a | $b | $(ratio "$a" "$b") |"
echo "| per second of processor | $c | $d | $(ratio "$c" "$d") |"
echo
echo "| | figure |"
echo "|---|---|"
grep "^$speed"$'\t' "$work/long" | sed -E 's/.*\t(.*): ([0-9.]+) s$/| \1 | \2 s |/'
echo "| peak memory | $(grep '^peak memory' "$work/long" | cut -f2) |"
echo "| peak of fused multiply-adds, all processors at once | $(of_patina peak) GFLOP/s |"
for shape in $(grep '^gemm ' "$work/long" | cut -f1 | tr ' ' '_'); do
    name=$(tr '_' ' ' <<< "$shape")
    share=$(for round in $(seq "$rounds"); do grep "^$name"$'\t' "$work/patina.$round" | cut -f3 | grep -oE '^[0-9]+'; done | median)
    echo "| $name | $(of_patina "$name") GFLOP/s, $share % of that peak |"
done
echo
echo "$(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2- | sed 's/^ //'), $(nproc) processors; $(date +%F); medians of $rounds in turn, $short"
