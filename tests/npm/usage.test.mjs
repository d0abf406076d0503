// Usage records: the same amounts as a scenario of the same tokens, and an error for each record that is wrong.

import assert from "node:assert/strict";
import { test } from "node:test";
import { calculator } from "./given.mjs";

const { price, priceUsage, rateCard } = calculator;

const SONNET = { model: "us.anthropic.claude-sonnet-4-5-20250929-v1:0", region: "us-east-1" };

/** What a list of records costs, each alone. */
function costs(records) {
  const answer = priceUsage(records);
  assert.ok(answer.ok, JSON.stringify(answer.errors));
  return answer.value;
}

test("records cost what a scenario of their tokens costs", () => {
  let seed = 7;
  const below = (bound) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return seed % bound;
  };
  const card = rateCard().value;
  const models = card.models.filter((model) => model.id.startsWith("claude-"));
  let compared = 0;
  for (let round = 0; round < 400; round += 1) {
    const { id } = models[below(models.length)];
    const batch = below(3) === 0;
    const [fresh, output] = [below(90_000), below(9_000)];
    const [read, written5m] = batch ? [0, 0] : [below(5_000), below(400)];
    const [answer] = costs([{ model: id, region: "us-east-1", batch, fresh, read, written5m, output }]);
    const scenario = price({
      rates: card.date,
      workloads: [
        {
          name: "Record",
          placement: { model: id, scope: "in-region", region: "us-east-1" },
          demand: { requests: { requests: "1", input: `${fresh + read + written5m}`, output: `${output}` } },
          caching: read + written5m > 0 ? { counted: { reads: `${read}`, writes_5m: `${written5m}` } } : "none",
          batch: batch ? "1" : "0",
        },
      ],
    });
    assert.equal(answer.ok, scenario.ok, `${id}: ${JSON.stringify(answer)} ${JSON.stringify(scenario.errors)}`);
    if (answer.ok) {
      assert.equal(answer.value, scenario.value.totals.month, id);
      compared += 1;
    } else {
      assert.equal(answer.errors[0].code, "missing-rate");
    }
  }
  assert.ok(compared > 100, `${compared}`);
});

test("what is wrong with a record is said of that record, and the others are priced", () => {
  const good = { ...SONNET, fresh: 1000 };
  const throwing = Object.defineProperty({ ...good }, "output", {
    enumerable: true,
    get() {
      throw new Error("no");
    },
  });
  const wrong = [
    [null, "wrong-type", "[1]"],
    [{ ...good, cached: 5 }, "unknown-field", "[2].cached"],
    [{ region: "us-east-1" }, "missing-field", "[3].model"],
    [{ ...good, model: "sonnet" }, "bad-value", "[4].model"],
    [{ model: "claude-sonnet-4.5", fresh: 1 }, "missing-field", "[5].region"],
    [{ ...good, tier: "faster" }, "unknown-word", "[6].tier"],
    [{ ...good, fresh: -1 }, "out-of-range", "[7].fresh"],
    [{ ...good, fresh: 1.5 }, "out-of-range", "[8].fresh"],
    [{ ...good, output: NaN }, "out-of-range", "[9].output"],
    [{ ...good, output: "5" }, "wrong-type", "[10].output"],
    [{ ...good, when: "yesterday" }, "bad-value", "[11].when"],
    [{ ...good, calls: 0 }, "out-of-range", "[12].calls"],
    [{ ...good, batch: true, read: 10 }, "missing-rate", "[13].read"],
    [{ ...good, region: "mars-north-1" }, "missing-rate", "[14].fresh"],
    [throwing, "unreadable", "[15]"],
  ];
  const answers = costs([good, ...wrong.map(([record]) => record), good]);
  assert.equal(answers[0].value, "0.0033");
  assert.equal(answers.at(-1).value, "0.0033");
  for (const [index, [, code, path]] of wrong.entries()) {
    const { ok, errors } = answers[index + 1];
    assert.equal(ok, false);
    assert.deepEqual([errors[0].code, errors[0].path], [code, path]);
  }
});

test("a list that isn't one is refused, and an empty one is no error", () => {
  for (const given of [undefined, null, {}, "x", 5]) {
    assert.equal(priceUsage(given).errors[0].code, "wrong-type");
  }
  assert.equal(priceUsage(new Array(1_000_001)).errors[0].code, "too-large");
  assert.deepEqual(priceUsage([]), { ok: true, value: [] });
});

test("a day has the prices that held then", () => {
  // GPT-5.6 Sol: 5.50 a million on the card of August, 4.40 on that of November.
  const record = { model: "gpt-5.6-sol", region: "us-east-1", fresh: 1_000_000 };
  const days = ["2026-08-20", "2026-11-28T23:59:59Z", "2027-01-01 00:00"];
  const values = costs(days.map((when) => ({ ...record, fresh: 100_000, when }))).map((answer) => answer.value);
  assert.deepEqual(values, ["0.55", "0.44", "0.44"]);
});

test("large counts stay exact", () => {
  // 10^15 - 1 tokens x 3.30 a million; long prompts would be refused, so many calls.
  const [answer] = costs([{ ...SONNET, fresh: 999_999_999_999_999, calls: 1e12 }]);
  assert.equal(answer.value, "3299999999.9999967");
});
