#!/usr/bin/env python3
"""Turns what `patina eval --json` prints into the tables of docs/evaluation.md.

    patina eval --json --no-save --quiet -C REPOSITORY > NAME.json
    bench/eval-table.py OWNER/NAME=NAME.json …
"""
import json
import sys


def interval(figure):
    return "{mean:.3f} [{low:.3f}, {high:.3f}]".format(**figure).replace("0.", ".").replace("1.000", "1")


for argument in sys.argv[1:]:
    name, path = argument.split("=", 1)
    with open(path, encoding="utf-8") as file:
        evaluation = json.load(file)
    result = evaluation["results"][0]
    project = result["project"]
    print(f"### {name}\n\nState {project['commit'][:12]}, {project['files']:,} files, {project['chunks']:,} chunks; {result['model']}.\n")
    print("| set | ranking | first | MRR | recall@5 | recall@10 | nDCG@10 |\n|---|---|---|---|---|---|---|")
    for asked in (row for row in evaluation["sets"] if row["asked"]):
        left_out = f", {asked['leaking']} left out" if asked["leaking"] else ""
        title = f"`{asked['set']}`: {asked['queries']} from {asked['sources']} sources{left_out}"
        for figure in (row for row in result["quality"] if row["set"] == asked["set"]):
            metrics = ("first", "mrr", "recall_at5", "recall_at10", "ndcg_at10")
            print("|", " | ".join([title, figure["ranking"], *(interval(figure[metric]) for metric in metrics)]), "|")
            title = ""
    shown = [sentence for sentence in evaluation["sentences"] if "includes zero" not in sentence]
    print("\n" + "\n".join(f"- {sentence}" for sentence in shown))
    small = [f"`{row['set']}` ({row['queries']})" for row in evaluation["sets"] if not row["asked"]]
    print(f"\nNot asked, having fewer than ten queries: {', '.join(small)}.\n" if small else "")
