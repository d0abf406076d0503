// Compares what WASM renders with what this machine rendered, byte for byte.
//
//     node same-bytes.mjs FOLDER-OF-BINDINGS FILE SEED COUNT

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [folder, file, seed, count] = process.argv.slice(2);
const { render } = createRequire(import.meta.url)(resolve(join(folder, "vectors.js")));
const expected = readFileSync(file);
const found = Buffer.from(render(Number(seed), Number(count)), "utf8");
if (expected.length === 0) {
  throw new Error("there is nothing to compare");
}
if (!found.equals(expected)) {
  const native = expected.toString("utf8").split("\n");
  const wasm = found.toString("utf8").split("\n");
  const line = native.findIndex((text, index) => text !== wasm[index]);
  console.error(`line ${line + 1} differs\n  native ${native[line]}\n  WASM   ${wasm[line]}`);
  process.exit(1);
}
console.log(`${count} scenarios, ${expected.length} bytes: the same natively and in WASM`);
