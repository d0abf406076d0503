// Bills: every sample reads as on this machine, and what isn't a bill is an error.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { calculator, native, root } from "./given.mjs";

const { price, readBill } = calculator;
const SAMPLES = join(root, "tests", "bill");
const names = readdirSync(SAMPLES).filter((name) => /^s\d/.test(name));
const file = (name) => ({ name, bytes: readFileSync(join(SAMPLES, name)) });

test("every sample gives what the native program gives, to the last digit", () => {
  assert.ok(names.length >= 14, `${names.length}`);
  const answers = native(names.map((name) => ["readBill", JSON.stringify([join(SAMPLES, name)])]));
  for (const [index, name] of names.entries()) {
    const answer = readBill([file(name)]);
    assert.ok(answer.ok, `${name}: ${JSON.stringify(answer.errors)}`);
    assert.deepEqual(answer, JSON.parse(answers[index]), name);
    assert.ok(answer.value.addsUp, name);
  }
});

test("the totals of a report are those of its sample", () => {
  // By hand, from the sample's rows: August, September and October of a legacy report.
  const { totals, lines, currency } = readBill([file("s05-cur-legacy.csv")]).value;
  const sum = (kind) => lines.filter((line) => line.kind === kind).length;
  assert.equal(currency, "USD");
  assert.ok(sum("usage") > 10 && Number(totals.credits) < 0 && Number(totals.tax) > 0);
  const three = ["s05-cur-legacy.csv", "s06-cur2.csv", "s06-cur2.snappy.parquet"];
  const usages = three.map((name) => readBill([file(name)]).value.totals);
  assert.deepEqual(usages[1], usages[2]);
});

test("a bill's scenario is priced, and the same file twice is one bill", () => {
  const once = readBill([file("s06-cur2.csv")]).value;
  const twice = readBill([file("s06-cur2.csv"), file("s06-cur2.csv")]).value;
  assert.deepEqual(twice.totals, once.totals);
  const report = price(once.scenario);
  assert.ok(report.ok, JSON.stringify(report.errors));
  assert.ok(Number(report.value.totals.month) > 0);
});

test("hours of a bill are loads, and a purchase takes one", () => {
  const { loads, unloaded, scenario } = readBill([file("s06-cur2.csv")]).value;
  assert.deepEqual(unloaded, []);
  assert.ok(loads.length > 1);
  for (const { model, from, tokens, hours, gaps, load } of loads) {
    assert.equal(from, "bill", model);
    const sum = load.hourly.reduce((sum, weight) => sum + BigInt(weight), 0n);
    assert.equal(String(sum), tokens, model);
    assert.equal(load.hourly.length, Number(hours) + Number(gaps), model);
  }
  const [{ load, model }] = loads.filter(({ model }) => model === "nova-pro");
  const placement = scenario.workloads.find((workload) => workload.placement.model === model).placement;
  const units = { units: "1", term: "no-commitment", throughput: { blended: "100000" } };
  const purchases = [{ placement, bought: { units }, load }];
  const prices = [{ model, buying: "no-commitment", meter: "model_unit", rate: { amount: "10", unit: "model unit hour" } }];
  const held = price({ ...scenario, prices, capacity: { ...scenario.capacity, purchases } });
  assert.ok(held.ok, JSON.stringify(held.errors));
  const daily = readBill([file("s12-ce-get-cost-and-usage.json")]).value;
  assert.deepEqual(daily.loads, []);
  assert.ok(daily.unloaded.every(({ why }) => why === "longer"));
});

test("what isn't a bill is refused with its place, and the next one is read", () => {
  const good = file("s01-ce-usage-type-monthly.csv");
  for (const [files, code, path] of [
    [undefined, "wrong-type", ""],
    [[{ name: 5, bytes: good.bytes }], "wrong-type", "[0].name"],
    [[{ name: "x", bytes: "text" }], "wrong-type", "[0].bytes"],
    [[null], "unreadable", "[0]"],
    [[good, { name: "empty", bytes: new Uint8Array() }], "bad-value", "[1].bytes"],
    [[good, { name: "noise", bytes: new Uint8Array([0, 1, 2, 3]) }], "bad-value", "[1].bytes"],
    [[{ name: "cut.parquet", bytes: file("s06-cur2.snappy.parquet").bytes.subarray(0, 900) }], "bad-value", "[0].bytes"],
  ]) {
    const { ok, errors } = readBill(files);
    assert.equal(ok, false);
    assert.deepEqual([errors[0].code, errors[0].path], [code, path]);
    assert.ok(readBill([good]).ok);
  }
  assert.equal(readBill([]).ok, true);
});
