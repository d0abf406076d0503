// How long the package takes for a record of usage, in batches of 10,000: `cargo xtask bench --only package`.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { priceUsage, defaultScenario, price } = await import(pathToFileURL(join(process.env.PACKAGE, "index.js")));

const BATCH = 10_000;
const MODELS = ["us.anthropic.claude-sonnet-4-5-20250929-v1:0", "global.anthropic.claude-haiku-4-5-20251001-v1:0", "amazon.nova-pro-v1:0"];
const records = Array.from({ length: BATCH }, (_, index) => ({
  model: MODELS[index % MODELS.length],
  region: "us-east-1",
  fresh: 1_000 + (index % 977),
  read: index % 3 === 2 ? 0 : 2_000,
  output: 200 + (index % 89),
  when: "2026-11-28T09:00:00Z",
}));

/** The middle of so many runs, in microseconds. */
function middle(runs, act) {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    act();
    return (performance.now() - start) * 1_000;
  });
  return times.sort((left, right) => left - right)[Math.floor(runs / 2)];
}

const answer = priceUsage(records);
const priced = answer.value.filter((record) => record.ok).length;
console.log(`priceUsage: ${(middle(41, () => priceUsage(records)) / BATCH).toFixed(2)} µs a record, ${priced} of ${BATCH} priced`);

// The same records by another price library for JavaScript, which counts in floating point.
const pinned = createRequire(new URL("../e2e/package.json", import.meta.url));
const { calcPrice } = pinned("@pydantic/genai-prices");
const others = records.map(({ model, fresh, read, output }) => [
  { input_tokens: fresh + read, cache_read_tokens: read, output_tokens: output },
  model,
  { providerId: "aws" },
]);
const known = others.filter((record) => calcPrice(...record)).length;
const theirs = middle(5, () => others.forEach((record) => calcPrice(...record)));
console.log(`genai-prices: ${(theirs / BATCH).toFixed(2)} µs a record, ${known} of ${BATCH} priced`);

const scenario = defaultScenario();
price(scenario);
console.log(`price: ${middle(301, () => price(scenario)).toFixed(0)} µs for the default scenario`);
