// Times the core in WASM under Node.
//
//     node bench-wasm.mjs FOLDER-OF-BINDINGS

import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const SUBJECTS = ["one workload", "the default scenario", "40 workloads", "8,760 hours x 64 units"];
const ROUNDS = 15;
const ROUND_MS = 100;

const { bench } = createRequire(import.meta.url)(resolve(join(process.argv[2], "vectors.js")));
for (const [subject, name] of SUBJECTS.entries()) {
  const fixed = median(Array.from({ length: ROUNDS }, () => timed(subject, 0)));
  let times = 1;
  while (timed(subject, times) < ROUND_MS && times < 1e7) {
    times *= 2;
  }
  const each = median(Array.from({ length: ROUNDS }, () => (timed(subject, times) - fixed) / times));
  console.log(`${name.padEnd(22)} ${(each * 1_000).toFixed(2).padStart(10)} µs   median of ${ROUNDS} x ${times}`);
}

function timed(subject, times) {
  const start = performance.now();
  bench(subject, times);
  return performance.now() - start;
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
