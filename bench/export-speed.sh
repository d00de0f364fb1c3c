#!/bin/sh
# Exports of checkpoints of real shapes with random weights: time, memory and size by precision, then tokens per second of processor on
# ONNX Runtime, beside a graph of the same model made of ONNX's plain operators.
#
#   bench/export-speed.sh [SHAPE…]     default: minilm bert-base qwen3-0.6b
#   BATCHES=1x32,32x512 THREADS=2 ROUNDS=3 bench/export-speed.sh minilm
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build -c Release -v q --nologo "$here/Patina.Bench"
bench="$here/../artifacts/bin/Patina.Bench/release/Patina.Bench"
for shape in "${@:-minilm bert-base qwen3-0.6b}"; do
    for one in $shape; do
        echo "== $one"
        "$bench" export checkpoint "$one" "$work/$one"
        "$bench" export write "$work/$one" "$work/$one-plain/model.onnx" fp32 all
        for precision in fp32 fp16 int8 int4; do
            "$bench" export write "$work/$one" "$work/$one-$precision/model.onnx" $precision
        done
        "$bench" export speed "${THREADS:-1}" "${ROUNDS:-3}" "${BATCHES:-1x32,1x128,1x512,32x32,32x128,32x512}" \
            "$work/$one-plain/model.onnx" "$work/$one-fp32/model.onnx" "$work/$one-fp16/model.onnx" "$work/$one-int8/model.onnx" "$work/$one-int4/model.onnx"
        rm -rf "$work/$one"*
    done
done
