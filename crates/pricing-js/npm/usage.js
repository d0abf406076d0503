// Usage records, sorted into kinds of equal prices and counted, as the core takes them: text or objects for each would take
// longer than pricing.

import { ask } from "./core.js";

/** Most records of one call. */
const MOST = 1_000_000;

/** Most tokens, or calls, of one record. */
const MOST_COUNTED = 1e15;

/** Tokens by meter, in the core's order. Its last count is the calls that a record stands for. */
const TOKENS = ["fresh", "read", "written5m", "written30m", "written1h", "output"];
const COUNTS = TOKENS.length + 1;

const FIELDS = new Set(["model", "region", "tier", "batch", "when", "calls", ...TOKENS]);

/** What decides the prices of records. */
class Kinds {
  all = [];
  #places = new Map();
  #last;
  #lastPlace = 0;

  /** The place of a record's kind. Most records are like the one before. */
  placeOf(model, region, tier, batch, when) {
    const last = this.#last;
    const same =
      last !== undefined &&
      last.model === model &&
      last.region === region &&
      last.tier === tier &&
      last.batch === batch &&
      last.when === when;
    if (same) {
      return this.#lastPlace;
    }
    const key = [model, region, tier, batch, when].join("\n");
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.all.length;
      this.#places.set(key, place);
      this.all.push({ model, region, tier, batch, when });
    }
    this.#last = this.all[place];
    this.#lastPlace = place;
    return place;
  }
}

class Refused extends Error {
  constructor(code, field, message) {
    super(message);
    this.code = code;
    this.field = field;
  }
}

export function priceUsage(records) {
  if (!Array.isArray(records)) {
    return refusal("wrong-type", "", "a list of usage records expected");
  }
  if (records.length > MOST) {
    return refusal("too-large", "", `at most ${MOST} records at a time`);
  }
  const kinds = new Kinds();
  const refused = new Map();
  const of = new Uint32Array(records.length);
  const halves = new Uint32Array(records.length * COUNTS * 2);
  for (let index = 0; index < of.length; index += 1) {
    try {
      of[index] = kindOf(records[index], kinds);
      count(records[index], halves, index * COUNTS * 2);
    } catch (error) {
      refused.set(index, problemOf(error, index));
    }
  }
  const answer = ask("price_usage", JSON.stringify(kinds.all), of, halves);
  if (typeof answer !== "string") {
    return answer;
  }
  const lines = answer.split("\n");
  const value = new Array(of.length);
  for (let index = 0; index < of.length; index += 1) {
    value[index] = refused.get(index) ?? result(lines[index], index);
  }
  return { ok: true, value };
}

function kindOf(record, kinds) {
  if (record === null || typeof record !== "object") {
    throw new Refused("wrong-type", "", "a usage record expected");
  }
  for (const name in record) {
    if (!FIELDS.has(name)) {
      throw new Refused("unknown-field", name, "a usage record has no such field");
    }
  }
  const { model, region = "", tier = "", batch = false, when = "" } = record;
  if (model === undefined) {
    throw new Refused("missing-field", "model", "an identifier of Bedrock, an inference profile or an ARN expected");
  }
  text(model, "model");
  text(region, "region");
  text(tier, "tier");
  text(when, "when");
  if (typeof batch !== "boolean") {
    throw new Refused("wrong-type", "batch", "true or false expected");
  }
  if (when.length > 10 && when[10] !== "T" && when[10] !== " ") {
    throw new Refused("bad-value", "when", "a date such as 2026-11-28 expected");
  }
  // Prices change by day.
  return kinds.placeOf(model, region, tier, batch, when.slice(0, 10));
}

function text(value, field) {
  if (typeof value !== "string") {
    throw new Refused("wrong-type", field, "text expected");
  }
  if (value.length > 2_048) {
    throw new Refused("too-long", field, "at most 2048 characters");
  }
}

/** Puts a record's counts in their places, each as two halves. */
function count(record, halves, place) {
  let at = place;
  for (let token = 0; token < COUNTS; token += 1) {
    const isCalls = token === TOKENS.length;
    const field = isCalls ? "calls" : TOKENS[token];
    const value = record[field] ?? (isCalls ? 1 : 0);
    if (typeof value !== "number") {
      throw new Refused("wrong-type", field, "a number expected");
    }
    if (!Number.isInteger(value) || value < (isCalls ? 1 : 0) || value > MOST_COUNTED) {
      throw new Refused("out-of-range", field, `a whole number from ${isCalls ? 1 : 0} to 10^15 expected`);
    }
    halves[at] = value;
    halves[at + 1] = value / 2 ** 32;
    at += 2;
  }
}

/** A line of the core: an amount, or `!code path message`. */
function result(line, index) {
  if (!line.startsWith("!")) {
    return { ok: true, value: line };
  }
  const [, code, field, message] = /^!(\S*) (\S*) (.*)$/.exec(line);
  return refusal(code, path(index, field), message);
}

function problemOf(error, index) {
  return error instanceof Refused
    ? refusal(error.code, path(index, error.field), error.message)
    : refusal("unreadable", path(index, ""), "reading this record threw an error");
}

function path(index, field) {
  return field === "" ? `[${index}]` : `[${index}].${field}`;
}

function refusal(code, at, message) {
  return { ok: false, errors: [{ code, path: at, message }] };
}
