// Embeds texts with @huggingface/transformers as its documentation shows: batches of 32 in the order given, mean pooling, unit length.
//   node embed.mjs <folder of models> <model> <fp32|int8> <texts.json>
import { readFileSync } from 'node:fs';
import { env, pipeline } from '@huggingface/transformers';

const [folder, model, precision, file] = process.argv.slice(2);
env.allowRemoteModels = false;
env.localModelPath = folder;

const texts = JSON.parse(readFileSync(file, 'utf8'));
// "q8" names the file model_quantized.onnx.
const embed = await pipeline('feature-extraction', model, { dtype: precision === 'int8' ? 'q8' : 'fp32', device: 'cpu' });
const options = { pooling: 'mean', normalize: true };
await embed(texts.slice(0, 8), options);

const size = 32;
const start = performance.now();
const before = process.cpuUsage();
for (let i = 0; i < texts.length; i += size) await embed(texts.slice(i, i + size), options);
const seconds = (performance.now() - start) / 1000;
const used = process.cpuUsage(before);
const processor = (used.user + used.system) / 1e6;
console.log(
  `transformers.js: ${texts.length} texts in ${seconds.toFixed(2)} s = ${(texts.length / seconds).toFixed(1)} texts/s, ` +
    `${(texts.length / processor).toFixed(1)} texts a second of processor, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
);
