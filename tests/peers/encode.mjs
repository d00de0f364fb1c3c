// node encode.mjs <tokenizer.json>: reads one JSON string a line, writes {"ids": [...], "tokens": [...]} a line.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Tokenizer } from "@huggingface/tokenizers";

const tokenizer = new Tokenizer(JSON.parse(readFileSync(process.argv[2], "utf8")), {});
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { ids, tokens } = tokenizer.encode(JSON.parse(line));
  process.stdout.write(JSON.stringify({ ids: Array.from(ids), tokens }) + "\n");
}
