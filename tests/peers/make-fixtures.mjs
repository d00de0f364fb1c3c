// node make-fixtures.mjs: writes tests/fixtures/tokenizers: small tokenizers, and the ids that @huggingface/tokenizers gives with
// them and with variations of them. Writes the same bytes each time.
import { mkdirSync, writeFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";
import { corpus, texts } from "./corpus.mjs";
import { byteAlphabet, frequentParts, toBytes, trainMerges, vocabulary } from "./train.mjs";

const folder = new URL("../fixtures/tokenizers/", import.meta.url);
const gpt2 = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;
const llama3 = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
const qwen2 = llama3.replace("{1,3}", "");
const o200k = [
  "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
  "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
  "\\p{N}{1,3}", " ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*", "\\s*[\\r\\n]+", "\\s+(?!\\S)", "\\s+",
].join("|");

const added = (id, content, flags = {}) => ({
  id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true, ...flags,
});
const template = (before, after, ids) => {
  const special = (id, type_id) => ({ SpecialToken: { id, type_id } });
  const text = (id, type_id) => ({ Sequence: { id, type_id } });
  return {
    type: "TemplateProcessing",
    single: [...before.map((t) => special(t, 0)), text("A", 0), ...after.map((t) => special(t, 0))],
    pair: [...before.map((t) => special(t, 0)), text("A", 0), ...after.map((t) => special(t, 0)), text("B", 1), ...after.map((t) => special(t, 1))],
    special_tokens: Object.fromEntries(Object.entries(ids).map(([token, id]) => [token, { id: token, ids: [id], tokens: [token] }])),
  };
};
const tokenizer = (parts) => ({
  version: "1.0", truncation: null, padding: null, added_tokens: [], normalizer: null, pre_tokenizer: null, post_processor: null,
  decoder: null, ...parts,
});
const bpe = (vocab, merges, options = {}) => ({
  type: "BPE", dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null, fuse_unk: false,
  byte_fallback: false, ignore_merges: false, vocab, merges, ...options,
});
const byteLevel = (options = {}) => ({ type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true, ...options });
const split = (pattern, behavior, invert = false) => ({ type: "Split", pattern, behavior, invert });
const sequence = (...pretokenizers) => ({ type: "Sequence", pretokenizers });
const normalizers = (...normalizers) => ({ type: "Sequence", normalizers });

const bytes = () => {
  const merges = trainMerges(corpus.match(gpt2).map(toBytes), 400);
  const vocab = vocabulary([...byteAlphabet(), ...merges.map(([a, b]) => a + b), "<|end|>", "<s>", "</s>", "<mask>"]);
  return tokenizer({
    added_tokens: [added(vocab["<|end|>"], "<|end|>")],
    pre_tokenizer: byteLevel(), post_processor: byteLevel(), model: bpe(vocab, merges.map(([a, b]) => `${a} ${b}`)),
  });
};
const marked = () => {
  const words = corpus.replaceAll("\n", " ").split(" ").filter(Boolean).map((word) => Array.from("▁" + word));
  const merges = trainMerges(words, 300);
  const hex = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`);
  const letters = [...new Set(words.flat())].filter((letter) => letter < "\u3000").sort();
  const parts = merges.filter(([a, b]) => (a + b) < "\u3000" && ![...(a + b)].some((letter) => letter >= "\u3000"));
  const vocab = vocabulary(["<unk>", "<s>", "</s>", ...hex, ...letters, ...parts.map(([a, b]) => a + b)]);
  return tokenizer({
    added_tokens: [added(0, "<unk>"), added(1, "<s>"), added(2, "</s>")],
    normalizer: normalizers({ type: "Prepend", prepend: "▁" }, { type: "Replace", pattern: { String: " " }, content: "▁" }),
    post_processor: template(["<s>"], [], { "<s>": 1 }),
    model: bpe(vocab, parts, { unk_token: "<unk>", fuse_unk: true, byte_fallback: true }),
  });
};
const pieces = () => {
  const words = corpus.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu);
  const starts = frequentParts(words.map((word) => word), 6, 500).map(([part]) => part);
  const rest = frequentParts(words.map((word) => Array.from(word).slice(1).join("")), 4, 350).map(([part]) => "##" + part);
  const vocab = vocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ...starts, ...rest]);
  return tokenizer({
    added_tokens: ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].map((token) => added(vocab[token], token)),
    normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: template(["[CLS]"], ["[SEP]"], { "[CLS]": 2, "[SEP]": 3 }),
    model: { type: "WordPiece", unk_token: "[UNK]", continuing_subword_prefix: "##", max_input_chars_per_word: 50, vocab },
  });
};
const scored = () => {
  const words = corpus.replaceAll("\n", " ").split(" ").filter(Boolean).map((word) => "▁" + word);
  const parts = frequentParts(words, 6, 700);
  // No two ways to cut a word may be equally good: the peer rounds once more before it compares.
  const score = (share, i) => Math.round(1e6 * (Math.log(share) - 1e-6 * i * i)) / 1e6;
  const total = parts.reduce((sum, [, times]) => sum + times, 0);
  const vocab = [["<pad>", 0], ["</s>", 0], ["<unk>", 0], ...parts.map(([part, times], i) => [part, score(times / total, i)])];
  return tokenizer({
    added_tokens: [added(0, "<pad>"), added(1, "</s>"), added(2, "<unk>")],
    pre_tokenizer: sequence({ type: "WhitespaceSplit" }, { type: "Metaspace", replacement: "▁", prepend_scheme: "always", split: true }),
    post_processor: template([], ["</s>"], { "</s>": 1 }),
    model: { type: "Unigram", unk_id: 2, vocab, byte_fallback: false },
  });
};
const ends = () => {
  // Every character with and without a mark of the end of a word: the ids show where words end.
  const letters = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).concat(Array.from("\n\té漢😀▁Ġ"));
  const vocab = vocabulary(["<unk>", ...letters, ...letters.map((letter) => letter + "</w>")]);
  return tokenizer({ model: bpe(vocab, [], { unk_token: "<unk>", end_of_word_suffix: "</w>" }) });
};
const prefixed = () => {
  const words = corpus.match(/[a-z]+/g).map((word) => Array.from(word).map((letter, i) => (i ? "##" : "") + letter));
  const merges = trainMerges(words, 120, (a, b) => a + b.slice(2));
  const vocab = vocabulary(["[UNK]", ...new Set(words.flat()), ...merges.map(([a, b]) => a + b.slice(2))]);
  return tokenizer({
    pre_tokenizer: { type: "WhitespaceSplit" },
    model: bpe(vocab, merges, { unk_token: "[UNK]", continuing_subword_prefix: "##" }),
  });
};

const bases = { bytes: bytes(), marked: marked(), pieces: pieces(), scored: scored(), ends: ends(), prefixed: prefixed() };
const { vocab } = bases.bytes.model;
const lowercase = { type: "Lowercase" };
const cases = [
  ["bytes", "as GPT-2", {}],
  ["bytes", "with a prefix space", { pre_tokenizer: byteLevel({ add_prefix_space: true }) }],
  ["bytes", "as RoBERTa", {
    pre_tokenizer: byteLevel({ add_prefix_space: true }),
    post_processor: { type: "RobertaProcessing", sep: ["</s>", vocab["</s>"]], cls: ["<s>", vocab["<s>"]], trim_offsets: true, add_prefix_space: true },
  }],
  ["bytes", "as Llama 3", {
    pre_tokenizer: sequence(split({ Regex: llama3 }, "Isolated"), byteLevel({ use_regex: false })),
    post_processor: { type: "Sequence", processors: [byteLevel(), template(["<s>"], [], { "<s>": vocab["<s>"] })] },
    model: { ...bases.bytes.model, ignore_merges: true },
  }],
  ["bytes", "as Qwen", { normalizer: { type: "NFC" }, pre_tokenizer: sequence(split({ Regex: qwen2 }, "Isolated"), byteLevel({ use_regex: false })) }],
  ["bytes", "as GPT-4o", { pre_tokenizer: sequence(split({ Regex: o200k }, "Isolated"), byteLevel({ use_regex: false })) }],
  ["bytes", "one word", { pre_tokenizer: byteLevel({ use_regex: false }) }],
  ["bytes", "single digits", { pre_tokenizer: sequence({ type: "Digits", individual_digits: true }, byteLevel()) }],
  ["bytes", "runs of digits", { pre_tokenizer: sequence({ type: "Digits", individual_digits: false }, byteLevel()) }],
  ["bytes", "whitespace first", { pre_tokenizer: sequence({ type: "WhitespaceSplit" }, byteLevel({ add_prefix_space: true })) }],
  ["bytes", "NFD", { normalizer: { type: "NFD" } }],
  ["bytes", "NFKC", { normalizer: { type: "NFKC" } }],
  ["bytes", "NFKD", { normalizer: { type: "NFKD" } }],
  ["bytes", "lower case", { normalizer: lowercase }],
  ["bytes", "strip", { normalizer: { type: "Strip", strip_left: true, strip_right: true } }],
  ["bytes", "strip left", { normalizer: { type: "Strip", strip_left: true, strip_right: false } }],
  ["bytes", "replace with expression", { normalizer: { type: "Replace", pattern: { Regex: "[ \\t]+|\\p{P}" }, content: "_$1" } }],
  ["bytes", "several normalizers", { normalizer: normalizers({ type: "NFKC" }, lowercase, { type: "Replace", pattern: { String: "e" }, content: "éé" }, { type: "NFD" }) }],
  ["marked", "as Llama 2", {}],
  ["marked", "unknown not fused", { model: { ...bases.marked.model, byte_fallback: false, fuse_unk: false } }],
  ["marked", "as Gemma", {
    normalizer: { type: "Replace", pattern: { String: " " }, content: "▁" },
    pre_tokenizer: split({ String: " " }, "MergedWithPrevious"),
  }],
  ["marked", "Metaspace, always", { normalizer: null, pre_tokenizer: { type: "Metaspace", replacement: "▁", prepend_scheme: "always", split: true } }],
  ["marked", "Metaspace, first", { normalizer: null, pre_tokenizer: { type: "Metaspace", replacement: "▁", prepend_scheme: "first", split: true } }],
  ["marked", "Metaspace, never", { normalizer: null, pre_tokenizer: { type: "Metaspace", replacement: "▁", prepend_scheme: "never", split: false } }],
  ["pieces", "as BERT", {}],
  ["pieces", "cased", { normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: false, strip_accents: false, lowercase: false } }],
  ["pieces", "BertProcessing", { post_processor: { type: "BertProcessing", sep: ["[SEP]", 3], cls: ["[CLS]", 2] } }],
  ["scored", "as T5", {}],
  ["scored", "as XLM-R", { normalizer: { type: "NFKC" }, pre_tokenizer: { type: "Metaspace", replacement: "▁", prepend_scheme: "first", split: true } }],
];

// Where the peer is known to differ from the Rust library, which models are trained with; fixtures/tokenizers/NOTES.md has the list.
const deviates = (base, name, text) =>
  (base === "pieces" && /[\u{20000}-\u{2FFFF}]/u.test(text)) || (name.includes("digits") && /(?=\P{ASCII})\p{N}/u.test(text));

mkdirSync(folder, { recursive: true });
for (const [name, base] of Object.entries(bases)) writeFileSync(new URL(`${name}.json`, folder), JSON.stringify(base) + "\n");
const goldens = cases.map(([base, name, patch]) => {
  const peer = new Tokenizer({ ...bases[base], ...patch }, {});
  const encoded = texts.map((text) => (deviates(base, name, text) ? null : Array.from(peer.encode(text).ids)));
  return `{"base":${JSON.stringify(base)},"name":${JSON.stringify(name)},"patch":${JSON.stringify(patch.model ? { ...patch, model: undefined, options: Object.fromEntries(Object.entries(patch.model).filter(([, v]) => typeof v !== "object" && v !== undefined)) } : patch)},\n"ids":${JSON.stringify(encoded)}}`;
});
writeFileSync(new URL("goldens.json", folder), `{"texts":${JSON.stringify(texts)},\n"cases":[\n${goldens.join(",\n")}]}\n`);
