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

/** Kinds of a model that are compared one by one. */
const LOOKED_THROUGH = 8;

const FIELDS = new Set(["model", "region", "tier", "batch", "when", "calls", ...TOKENS]);

/** What decides the prices of records. */
class Kinds {
  all = [];
  /** The places of each model's kinds. */
  #places = new Map();
  #byText = new Map();

  /** The place of a record's kind. Few kinds share a model, so those are looked through: that is quicker than a text of all. */
  placeOf(model, region, tier, batch, day) {
    let places = this.#places.get(model);
    if (places === undefined) {
      places = [];
      this.#places.set(model, places);
    }
    for (let at = places.length - 1; at >= 0; at -= 1) {
      const kind = this.all[places[at]];
      if (kind.when === day && kind.region === region && kind.tier === tier && kind.batch === batch) {
        return places[at];
      }
      if (places.length - at >= LOOKED_THROUGH) {
        break;
      }
    }
    return this.#among(places, model, region, tier, batch, day);
  }

  /** The same where a model has many kinds: by a text of all. */
  #among(places, model, region, tier, batch, day) {
    const key = [model, region, tier, batch, day].join("\n");
    let place = this.#byText.get(key);
    if (place === undefined) {
      place = this.all.length;
      this.#byText.set(key, place);
      this.all.push({ model, region, tier, batch, when: day });
      places.push(place);
    }
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

/** Puts a record's counts in their places. Each is named here: a name from a list is looked up anew for every record. */
function count(record, halves, place) {
  const { fresh, read, written5m, written30m, written1h, output, calls } = record;
  put(fresh, "fresh", halves, place);
  put(read, "read", halves, place + 2);
  put(written5m, "written5m", halves, place + 4);
  put(written30m, "written30m", halves, place + 6);
  put(written1h, "written1h", halves, place + 8);
  put(output, "output", halves, place + 10);
  put(calls ?? 1, "calls", halves, place + 12);
}

/** Puts a count in its place, as two halves; they are zero until then. */
function put(value, field, halves, at) {
  if (value === undefined || value === null) {
    return;
  }
  if (typeof value !== "number") {
    throw new Refused("wrong-type", field, "a number expected");
  }
  const least = field === "calls" ? 1 : 0;
  if (!Number.isInteger(value) || value < least || value > MOST_COUNTED) {
    throw new Refused("out-of-range", field, `a whole number from ${least} to 10^15 expected`);
  }
  halves[at] = value;
  if (value > 0xffffffff) {
    halves[at + 1] = value / 2 ** 32;
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
