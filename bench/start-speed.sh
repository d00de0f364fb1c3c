#!/usr/bin/env bash
# Time of a question as a new process, of the program as built (ReadyToRun) and as published (Native AOT).
# bench/start-speed.sh PROJECT [QUESTION]; PROJECT is scraped and oxidized. Run it on a quiet machine.
set -euo pipefail
cd "$(dirname "$0")/.."
project=$(realpath "${1:?a project that is scraped and oxidized}")
question=${2:-how does oxidize train projections}
rid=$(dotnet --info | awk '$1 == "RID:" { print $2 }')
native=artifacts/start-speed/aot

dotnet build -c Release src/Patina.Cli -v q -nologo
dotnet build -c Release bench/Patina.Bench -v q -nologo
[ -x "$native/patina" ] && [ "$native/patina" -nt artifacts/bin/Patina.Cli/release/patina.dll ] ||
  dotnet publish src/Patina.Cli -c Release -r "$rid" --artifacts-path artifacts/start-speed/build -o "$native" -v q -nologo

# The two take turns, so that a change of load meets both.
for round in 1 2 3; do
  for program in artifacts/bin/Patina.Cli/release/patina "$native/patina"; do
    printf '%s  ' "$program"
    dotnet artifacts/bin/Patina.Bench/release/Patina.Bench.dll start "$program" "$project" "$question"
  done
done
