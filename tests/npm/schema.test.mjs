// The schema and the core agree on what a scenario is, both ways.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { calculator, changed, folder, golden, pinned, places, shown } from "./given.mjs";

const { defaultScenario, presets, price } = calculator;
const schema = JSON.parse(readFileSync(join(folder, "scenario.schema.json"), "utf8"));
const Ajv = pinned("ajv/dist/2020.js").default;
const valid = new Ajv({ strict: true, allErrors: false, formats: { uint: true, uint8: true } }).compile(schema);

/** What the core says of a value's shape, before it looks at ranges and rates. */
const SHAPE = ["unknown-field", "missing-field", "wrong-type", "unknown-word", "bad-value"];
const shape = (value) => {
  const answer = price(value);
  return answer.ok || !SHAPE.includes(answer.errors[0].code) ? undefined : answer.errors[0];
};

const scenarios = [
  ...golden.map(({ name, scenario }) => [name, scenario]),
  ...presets().map(({ id, scenario }) => [id, scenario]),
  ["default", defaultScenario()],
];

test("every golden case and every preset is a scenario by the schema", () => {
  for (const [name, scenario] of scenarios) {
    assert.ok(valid(scenario), `${name}: ${JSON.stringify(valid.errors)}`);
  }
});

test("every object of the schema refuses what it doesn't name, and says what its fields are", () => {
  let objects = 0;
  for (const [path, value] of places(schema)) {
    if (value?.type === "object" && path.at(-1) !== "properties") {
      assert.equal(value.additionalProperties, false, shown(path));
      objects += 1;
    }
  }
  assert.ok(objects > 15, `${objects}`);
});

/** Distinct places only: many cases have the same shape. */
function* distinct(change) {
  const seen = new Set();
  for (const [name, scenario] of scenarios) {
    for (const [path, value] of places(scenario)) {
      const where = `${path.map((key) => (typeof key === "number" ? "*" : key)).join(".")}:${Object.keys(Object(value))}`;
      if (!seen.has(where)) {
        seen.add(where);
        yield* change(`${name}, ${shown(path)}`, scenario, path, value);
      }
    }
  }
}

test("a field that the one doesn't know the other doesn't either", () => {
  let count = 0;
  const unknown = function* (name, scenario, path, value) {
    if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      yield [name, path, changed(scenario, path, (holder, key) => (holder[key].colour = "red"))];
    }
  };
  for (const [name, path, value] of distinct(unknown)) {
    assert.equal(valid(value), false, name);
    const error = shape(value);
    assert.ok(["unknown-field", "wrong-type"].includes(error?.code), `${name}: ${JSON.stringify(error)}`);
    if (error.code === "unknown-field") {
      assert.equal(error.path, shown([...path, "colour"]), name);
    }
    count += 1;
  }
  assert.ok(count > 50, `${count}`);
});

test("a field that the one needs the other needs", () => {
  let needed = 0;
  let spared = 0;
  const without = function* (name, scenario, path, value) {
    if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      for (const field of Object.keys(value)) {
        const where = shown([...path, field]);
        yield [`${name} without ${field}`, where, changed(scenario, path, (holder, key) => delete holder[key][field])];
      }
    }
  };
  for (const [name, where, value] of distinct(without)) {
    const error = shape(value);
    assert.equal(valid(value), error === undefined, `${name}: ${JSON.stringify(error ?? valid.errors)}`);
    if (error?.code === "missing-field") {
      assert.equal(error.path, where, name);
    }
    needed += error === undefined ? 0 : 1;
    spared += error === undefined ? 1 : 0;
  }
  assert.ok(needed > 40 && spared > 20, `${needed} ${spared}`);
});

test("what stands in the wrong place is refused by both, but for numbers out of range, which only the core knows", () => {
  const others = [
    null, true, 0, 5, -1, 0.5, 300, 2 ** 40, "", "x", "5", "0.5", "1/3", "1.", ".5", "-1", "+1", "1e5", " 1", "1\n", "1_000", "٣", "1/0", "1.00001",
    "99999999999999999999", "2026-08-20", "2026-02-30", "none", "standard", "5m", [], ["5"], {}, { x: "5" },
    { none: null }, { flat: null }, { monthly: null }, { share: {} }, { hourly: ["1"] }, { window: { hours: 4, days: 7 } },
  ];
  let both = 0;
  let ranges = 0;
  const replaced = function* (name, scenario, path) {
    for (const other of others) {
      const value = path.length === 0 ? other : changed(scenario, path, (holder, key) => (holder[key] = other));
      yield [`${name} = ${JSON.stringify(other)}`, value];
    }
  };
  for (const [name, value] of distinct(replaced)) {
    const error = shape(value);
    if (valid(value)) {
      assert.ok(error === undefined || error.code === "bad-value", `only the core refuses ${name}: ${JSON.stringify(error)}`);
      ranges += error === undefined ? 0 : 1;
    } else {
      assert.ok(error !== undefined, `only the schema refuses ${name}: ${JSON.stringify(valid.errors)}`);
      both += 1;
    }
  }
  assert.ok(both > 2_000 && ranges > 50, `${both} ${ranges}`);
});
