// Trains small vocabularies. Everything is deterministic: ties go to what sorts first.

/** The 256 characters that stand for bytes in byte-level vocabularies. */
export function byteAlphabet() {
  const alphabet = [];
  let next = 256;
  for (let byte = 0; byte < 256; byte++) {
    const isPrintable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    alphabet.push(String.fromCodePoint(isPrintable ? byte : next++));
  }
  return alphabet;
}

export function toBytes(text) {
  const alphabet = byteAlphabet();
  return Array.from(new TextEncoder().encode(text), (byte) => alphabet[byte]);
}

/** Byte-pair encoding: gives the merges of a list of words, each an array of symbols. */
export function trainMerges(words, count, join = (a, b) => a + b) {
  const merges = [];
  words = words.map((word) => [...word]);
  while (merges.length < count) {
    const pairs = new Map();
    for (const word of words)
      for (let i = 0; i + 1 < word.length; i++) {
        const pair = JSON.stringify([word[i], word[i + 1]]);
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
    const best = [...pairs].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1))[0];
    if (!best || best[1] < 2) break;
    const [left, right] = JSON.parse(best[0]);
    merges.push([left, right]);
    for (const word of words)
      for (let i = 0; i + 1 < word.length; i++)
        if (word[i] === left && word[i + 1] === right) word.splice(i, 2, join(left, right));
  }
  return merges;
}

/** Substrings of words with how often each occurs, the most frequent first. */
export function frequentParts(words, longest, count) {
  const parts = new Map();
  for (const word of words) {
    const letters = Array.from(word);
    for (let i = 0; i < letters.length; i++)
      for (let length = 1; length <= Math.min(longest, letters.length - i); length++) {
        const part = letters.slice(i, i + length).join("");
        parts.set(part, (parts.get(part) ?? 0) + 1);
      }
  }
  return [...parts]
    .filter(([part, times]) => Array.from(part).length === 1 || times > 1)
    .sort((x, y) => y[1] * Array.from(y[0]).length - x[1] * Array.from(x[0]).length || (x[0] < y[0] ? -1 : 1))
    .slice(0, count);
}

/** Ids in order for tokens, each once. */
export const vocabulary = (tokens) => Object.fromEntries([...new Set(tokens)].map((token, id) => [token, id]));
