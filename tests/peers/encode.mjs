// node encode.mjs <tokenizer.json> <texts>: reads one JSON string a line, writes {"ids": [...], "tokens": [...]} a line.
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Tokenizer } from "@huggingface/tokenizers";

const [, , path, texts] = process.argv;
const tokenizer = new Tokenizer(JSON.parse(readFileSync(path, "utf8")), {});
for await (const line of createInterface({ input: createReadStream(texts) })) {
  const { ids, tokens } = tokenizer.encode(JSON.parse(line));
  process.stdout.write(JSON.stringify({ ids: Array.from(ids), tokens }) + "\n");
}
