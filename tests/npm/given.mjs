// What `cargo xtask test --only npm` gives these tests: the package, the golden cases, the same functions as a native program.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const { PACKAGE: folder, ROOT: root } = process.env;

/** The package as it is imported. */
export const calculator = await import(pathToFileURL(join(folder, "index.js")));

/** Packages that `tests/e2e/package-lock.json` pins. */
export const pinned = createRequire(join(root, "tests", "e2e", "package.json"));

/** Every golden case: name, scenario, expect. */
export const golden = JSON.parse(readFileSync(process.env.GOLDEN, "utf8"));

/** What the native program answers to lines of a function's name and its argument, as text. */
export function native(calls) {
  const input = calls.map(([name, argument]) => `${name} ${argument ?? ""}\n`).join("");
  const output = execFileSync(process.env.NATIVE, ["answer"], { input, encoding: "utf8", maxBuffer: 1 << 30 });
  const lines = output.split("\n").slice(0, -1);
  if (lines.length !== calls.length) {
    throw new Error(`${calls.length} calls, ${lines.length} answers`);
  }
  return lines;
}

/** Every place in a value: its path as a list of keys, and what stands there. */
export function* places(value, path = []) {
  yield [path, value];
  if (value !== null && typeof value === "object") {
    for (const [key, below] of Object.entries(value)) {
      yield* places(below, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  }
}

/** A copy with one place changed; `change` gets what holds it, and its key. */
export function changed(value, path, change) {
  const copy = structuredClone({ value });
  let holder = copy;
  for (const key of ["value", ...path].slice(0, -1)) {
    holder = holder[key];
  }
  change(holder, ["value", ...path].at(-1));
  return copy.value;
}

/** A path as an error says it. */
export function shown(path) {
  return path.reduce((text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? key : `${text}.${key}`), "");
}
