#!/bin/sh
# Embedding the chunks of a project with models of MiniLM's and BERT-base's shapes: Patina, transformers.js in batches of 32 in the
# order given, and ONNX Runtime alone on batches that lie ready, sorted by length. All three compute the same files.
#
#   bench/onnx-speed.sh PROJECT [EVERY]     PROJECT was scraped; EVERY takes each n-th chunk (default 100; BERT-base four times that)
set -eu
project=$1
every=${2:-100}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build -c Release -v q --nologo "$here/Patina.Bench"
bench="$here/../artifacts/bin/Patina.Bench/release/Patina.Bench"
(cd "$here/peers/transformers.js" && npm ci --loglevel=error)

"$bench" onnx models "$work"
"$bench" onnx texts "$project" "$every" "$work/minilm.json"
"$bench" onnx texts "$project" "$((every * 4))" "$work/bert-base.json"
for model in minilm bert-base; do
    for precision in fp32 int8; do
        echo "== $model $precision"
        "$bench" onnx engine "$work/$model" $precision "$work/$model.json"
        "$bench" onnx bare "$work/$model" $precision "$work/$model.json" 32 0 1
        "$bench" onnx bare "$work/$model" $precision "$work/$model.json" 1 0 1
        "$bench" onnx bare "$work/$model" $precision "$work/$model.json" 1 1 0
        node "$here/peers/transformers.js/embed.mjs" "$work" $model $precision "$work/$model.json"
    done
done
