#!/bin/bash
# Exports of checkpoints of real shapes with random weights: time, peak memory and size by precision; tokens per second on ONNX Runtime, the export beside a
# graph of the same model made of ONNX's plain operators, in one process, taking turns; on MLX's processor backend the figure only; and what the largest
# shape's export takes of memory.
#
#   bench/export-speed.sh [ROW…]          all rows, or those whose names begin so: minilm, qwen3-0.6b/speed, qwen3-8b, bert-base/write-int8
#   OUT=DIR ROUNDS=5 THREADS=2 BUDGET=60 LAYERS_8B=36 bench/export-speed.sh
#
# Each row is a file of $OUT (default artifacts/export-speed) once it is complete, and is then not run again: delete it to repeat it. Checkpoints and graphs are
# kept in $OUT/models while their shape has rows to run: 9 GB for qwen3-0.6b, 24 GB for qwen3-8b. A speed row ends after ROUNDS rounds, or with the
# round in which BUDGET seconds have passed. On 2 cores: minilm and bert-base about 2 and 8 minutes; qwen3-0.6b writes 3, speed about 20, of which 32x512
# takes half; mlx of minilm 2, bert-base 4, qwen3-0.6b 15; qwen3-8b 10 to 15. MLX rows need PATINA_MLX_LIBRARY.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=${OUT:-$here/../artifacts/export-speed}
models=$out/models
wanted=("$@")
mkdir -p "$models"

dotnet build -c Release -v q --nologo "$here/Patina.Bench"
bench="$here/../artifacts/bin/Patina.Bench/release/Patina.Bench"

# Whether a row was asked for and is not there yet.
pending() {
    [ -e "$out/$1.txt" ] && return 1
    [ ${#wanted[@]} -eq 0 ] && return 0
    for want in "${wanted[@]}"; do
        [[ $1 == "$want"* ]] && return 0
    done
    return 1
}

# row NAME COMMAND…
row() {
    local name=$1
    shift
    pending "$name" || return 0
    mkdir -p "$(dirname "$out/$name")"
    "$@" > "$out/$name.part"
    mv "$out/$name.part" "$out/$name.txt"
    sed "s|^|$name: |" "$out/$name.txt"
}

checkpoint() {
    [ -e "$models/$1/complete" ] && return 0
    rm -rf "${models:?}/$1"
    "$bench" export checkpoint "$1" "$models/$1" ${2:+"$2"}
    touch "$models/$1/complete"
}

# graph SHAPE KIND: writes a graph that is not there, as its row when that is pending.
graph() {
    local shape=$1 kind=$2 path=$models/$1-$2/model.onnx
    if [ -e "$models/$shape-$kind/complete" ] && ! pending "$shape/write-$kind"; then
        return 0
    fi
    rm -rf "${models:?}/$shape-$kind"
    local arguments=("$kind")
    [ "$kind" = plain ] && arguments=(fp32 all)
    if pending "$shape/write-$kind"; then
        row "$shape/write-$kind" "$bench" export write "$models/$shape" "$path" "${arguments[@]}"
    else
        "$bench" export write "$models/$shape" "$path" "${arguments[@]}" > /dev/null
    fi
    touch "$models/$shape-$kind/complete"
}

# speed SHAPE BATCH NAME KIND…: graphs that take turns in one process.
speed() {
    local shape=$1 batch=$2 name=$1/speed-$2-$3
    shift 3
    pending "$name" || return 0
    local paths=()
    for kind in "$@"; do
        graph "$shape" "$kind"
        paths+=("$models/$shape-$kind/model.onnx")
    done
    row "$name" "$bench" export speed "${THREADS:-2}" "${ROUNDS:-5}" "${BUDGET:-60}" "$batch" "${paths[@]}"
}

any() {
    for name in "$@"; do
        pending "$name" && return 0
    done
    return 1
}

for shape in minilm bert-base qwen3-0.6b; do
    names=()
    for kind in plain fp32 fp16 int8 int4; do names+=("$shape/write-$kind"); done
    for batch in 1x32 1x128 1x512 32x32 32x128 32x512; do
        names+=("$shape/speed-$batch-fused" "$shape/speed-$batch-precisions")
        [ -n "${PATINA_MLX_LIBRARY:-}" ] && names+=("$shape/mlx-$batch")
    done
    any "${names[@]}" || continue
    checkpoint "$shape"
    for kind in fp32 fp16 int8 int4 plain; do
        pending "$shape/write-$kind" && graph "$shape" "$kind"
    done
    for batch in 1x32 1x128 1x512 32x32 32x128 32x512; do
        speed "$shape" "$batch" fused plain fp32
        speed "$shape" "$batch" precisions fp32 fp16 int8 int4
        [ -n "${PATINA_MLX_LIBRARY:-}" ] && row "$shape/mlx-$batch" "$bench" mlx "$models/$shape" "$batch"
    done
    any "${names[@]}" || rm -rf "${models:?}/$shape" "${models:?}/$shape"-*
done

if pending qwen3-8b/write-int8; then
    checkpoint qwen3-8b "${LAYERS_8B:-36}"
    graph qwen3-8b int8
    rm -rf "${models:?}"/qwen3-8b*
fi

echo
find "$out" -name '*.txt' -not -path "$models/*" | sort | while read -r file; do
    name=${file#"$out"/}
    sed "s|^|${name%.txt}: |" "$file"
done
