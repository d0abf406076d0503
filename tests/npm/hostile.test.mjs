// Whatever is given, an answer comes back, it says what is wrong, and the next call works.

import assert from "node:assert/strict";
import { test } from "node:test";
import vm from "node:vm";
import { calculator, changed, golden, places, shown } from "./given.mjs";

const { decodeLink, defaultScenario, encodeLink, ladder, price, rateCard } = calculator;

const nested = (levels, wrap) => {
  let value = "1";
  for (let level = 0; level < levels; level += 1) {
    value = wrap(value);
  }
  return value;
};
const cyclic = {};
cyclic.self = cyclic;
const ring = [];
ring.push(ring);
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
const thrower = () => {
  throw new Error("no");
};
class Custom {
  rates = "2026-10-25";
}

/** Values, and the code of the error where one of them stands for a scenario. */
const HOSTILE = {
  "undefined": [undefined, "wrong-type"],
  "null": [null, "wrong-type"],
  "NaN": [NaN, "wrong-type"],
  "1e400": [1e400, "wrong-type"],
  "-Infinity": [-Infinity, "wrong-type"],
  "-0": [-0, "wrong-type"],
  "a fraction": [0.1, "wrong-type"],
  "a number above 2^53": [2 ** 60, "wrong-type"],
  "1e300": [1e300, "wrong-type"],
  "true": [true, "wrong-type"],
  "a function": [() => 1, "wrong-type"],
  "a class": [Custom, "wrong-type"],
  "a symbol": [Symbol("x"), "wrong-type"],
  "a BigInt": [10n ** 30n, "wrong-type"],
  "an empty text": ["", "wrong-type"],
  "1 MB of text": ["x".repeat(1 << 20), "too-large"],
  "control characters": ["\u0000\u0007\u001b[31m\r\n", "wrong-type"],
  "bidi characters": ["\u202e\u2066\u200f", "wrong-type"],
  "half a character": ["\ud800", "bad-value"],
  "a list": [[], "wrong-type"],
  "a long list": [new Array(2 ** 32 - 1), "too-large"],
  "100,000 values": [new Array(100_000).fill("0"), "wrong-type"],
  "1,000,000 values": [new Array(1_000_000).fill("0"), "too-large"],
  "lists in lists": [nested(100_000, (value) => [value]), "too-deep"],
  "objects in objects": [nested(100_000, (workloads) => ({ workloads })), "too-deep"],
  "cyclic": [cyclic, "too-deep"],
  "a cyclic list": [ring, "too-deep"],
  "a date": [new Date(0), "wrong-type"],
  "a map": [new Map([["rates", "2026-10-25"]]), "wrong-type"],
  "bytes": [new Uint8Array(8), "wrong-type"],
  "a regular expression": [/x/, "wrong-type"],
  "an instance": [new Custom(), "wrong-type"],
  "a promise": [Promise.resolve(1), "wrong-type"],
  "a wrapped text": [new String("x"), "wrong-type"],
  "an own __proto__": [JSON.parse('{"__proto__":{"rates":"2026-10-25"}}'), "unknown-field"],
  "a literal's __proto__": [{ __proto__: { rates: "2026-10-25", workloads: [] } }, "wrong-type"],
  "an own constructor": [{ constructor: "x" }, "unknown-field"],
  "a toJSON": [{ toJSON: () => "x" }, "wrong-type"],
  "a symbol for a key": [{ [Symbol("x")]: 1 }, "unknown-field"],
  "a key of 1 MB": [{ ["x".repeat(1 << 20)]: 1 }, "too-large"],
  "a key of bidi characters": [{ "\u202e": 1 }, "unknown-field"],
  "a getter that throws": [{ get rates() { return thrower(); } }, "unreadable"],
  "a getter that throws nothing": [{ get rates() { throw undefined; } }, "unreadable"],
  "a getter that never ends": [new Proxy({}, { ownKeys: () => ["x"], getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }), get: (_, __, self) => self }), "too-deep"],
  "a revoked proxy": [revoked, "unreadable"],
  "a proxy that throws": [new Proxy({}, { ownKeys: thrower }), "unreadable"],
  "a list whose length throws": [new Proxy([], { get: thrower }), "unreadable"],
  "a list of odd length": [new Proxy([], { get: (_, key) => (key === "length" ? { valueOf: thrower } : 1) }), "unreadable"],
};

function works() {
  const answer = price(defaultScenario());
  assert.equal(answer.ok && answer.value.totals.month, "11664");
}

function refused(answer, name) {
  assert.equal(answer.ok, false, name);
  assert.ok(answer.errors.length > 0, name);
  for (const { code, path, message, ...rest } of answer.errors) {
    assert.match(code, /^[a-z-]+$/, name);
    assert.notEqual(code, "internal", `${name}: ${message}`);
    assert.ok(typeof path === "string" && path.length < 2_000, name);
    assert.ok(typeof message === "string" && message.length > 0 && message.length < 2_000, name);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(path + message, /[\u0000-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]/, name);
    assert.deepEqual(Object.keys(rest).filter((key) => key !== "missing"), [], name);
  }
}

for (const [name, [value, code]] of Object.entries(HOSTILE)) {
  test(`in place of a scenario: ${name}`, () => {
    for (const ask of [price, ladder, encodeLink]) {
      const answer = ask(value);
      refused(answer, name);
      assert.equal(answer.errors[0].code, code);
    }
    works();
  });
}

test("hostile values in every place of a scenario", () => {
  const scenario = everything();
  let count = 0;
  for (const [path] of places(scenario)) {
    for (const [name, [value]] of Object.entries(HOSTILE)) {
      if (path.length === 0 || name === "1,000,000 values" || name === "100,000 values") {
        continue;
      }
      const hostile = structuredClone(scenario);
      const holder = path.slice(0, -1).reduce((below, key) => below[key], hostile);
      holder[path.at(-1)] = value;
      const answer = price(hostile);
      if (!answer.ok) {
        refused(answer, `${shown(path)}: ${name}`);
      }
      count += 1;
    }
  }
  assert.ok(count > 3_000, `${count}`);
  works();
});

test("the error names the field", () => {
  const scenario = everything();
  for (const [path, value] of places(scenario)) {
    if (typeof value === "string" && path.at(-1) !== "name" && path.at(-1) !== "model") {
      const answer = price(changed(scenario, path, (holder, key) => (holder[key] = 5)));
      assert.equal(answer.ok, false, shown(path));
      assert.equal(answer.errors[0].path, shown(path));
      assert.equal(answer.errors[0].code, "wrong-type", shown(path));
    }
    if (path.length > 0) {
      const thrown = structuredClone(scenario);
      const holder = path.slice(0, -1).reduce((below, key) => below[key], thrown);
      Object.defineProperty(holder, path.at(-1), { get: thrower, enumerable: true });
      assert.deepEqual(price(thrown).errors.map(({ code, path: at }) => [code, at]), [["unreadable", shown(path)]]);
    }
  }
});

test("plain objects of another realm are plain", () => {
  const scenario = vm.runInNewContext(`(${JSON.stringify(defaultScenario())})`);
  assert.equal(price(scenario).value.totals.month, "11664");
  const bare = Object.assign(Object.create(null), defaultScenario());
  assert.equal(price(bare).value.totals.month, "11664");
});

test("what is given isn't changed, and frozen is as good", () => {
  const scenario = defaultScenario();
  const before = JSON.stringify(scenario);
  Object.freeze(scenario);
  price(scenario);
  encodeLink(scenario);
  assert.equal(JSON.stringify(scenario), before);
});

test("what is undefined isn't given", () => {
  const scenario = { ...defaultScenario(), commitment: undefined, colour: undefined };
  assert.equal(price(scenario).value.totals.month, "11664");
});

test("hostile links and dates", () => {
  for (const [name, [value]] of Object.entries(HOSTILE)) {
    const link = decodeLink(value);
    if (typeof value === "string") {
      assert.equal(link.ok, true, name);
      assert.ok(link.value.problems.length > 0, name);
    } else {
      refused(link, name);
    }
    const card = rateCard(value);
    if (value === undefined) {
      assert.equal(card.ok, true);
    } else {
      refused(card, name);
    }
  }
  const long = decodeLink(`v1&${"w1.name=x&".repeat(300_000)}end`);
  assert.equal(long.ok, true);
  assert.ok(long.value.problems.some((problem) => problem.code === "cut-off"));
  works();
});

test("near the end of the stack, later calls work", () => {
  const scenario = defaultScenario();
  let [calls, stopped] = [0, 0];
  const dive = () => {
    try {
      dive();
    } catch {
      // From here on there is a little more room for each call.
    }
    if (calls < 1_000) {
      calls += 1;
      try {
        stopped += price(scenario).ok ? 0 : 1;
      } catch (error) {
        assert.ok(error instanceof RangeError);
      }
    }
  };
  dive();
  assert.ok(stopped > 0);
  works();
});

test("the largest scenario fits", () => {
  const scenario = defaultScenario();
  const [workload] = scenario.workloads;
  scenario.workloads = new Array(40).fill({ ...workload, batch: "0", caching: "none" });
  scenario.prices = [
    { model: "claude-sonnet-4.5", buying: "six-months", meter: "model_unit", rate: { amount: "22", unit: "model unit hour" } },
  ];
  scenario.capacity.purchases = new Array(8).fill({
    placement: workload.placement,
    bought: { units: { units: "1", term: "six-months", throughput: { blended: "100000" } } },
    load: { hourly: new Array(8_784).fill("1000000000000000") },
  });
  const small = changed(scenario, ["capacity", "purchases", 0, "load", "hourly", 0], (list, at) => (list[at] = "x"));
  assert.equal(price(small).errors[0].path, "capacity.purchases[0].load.hourly[0]");
  const answer = price(changed(scenario, ["workloads"], (of) => (of.workloads = [workload])));
  assert.equal(answer.ok, true, JSON.stringify(answer.errors));
});

/** A scenario in which every field stands. */
function everything() {
  const of = (name) => structuredClone(golden.find((of) => of.name === name).scenario);
  const scenario = defaultScenario();
  const [workload] = scenario.workloads;
  workload.caching = { share: { cached: "1/3", reads_per_write: "4", lifetime: "5m" } };
  workload.routes = [{ placement: { model: "claude-haiku-4.5", scope: "global", region: "us-east-1" }, share: "0.4" }];
  const reserved = of("capacity-reserved-minimum");
  const units = of("capacity-output-binds");
  const custom = of("capacity-custom-units");
  const terms = of("commitment-first-terms");
  scenario.prices = [...reserved.prices, ...units.prices];
  scenario.capacity.purchases = [...units.capacity.purchases, ...reserved.capacity.purchases];
  scenario.capacity.customs = custom.capacity.customs;
  scenario.commitment = { ...of("offers-bundle-close").commitment, terms: terms.commitment.terms };
  scenario.alternatives = of("alternative-by-tokens").alternatives;
  return scenario;
}
