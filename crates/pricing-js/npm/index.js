// What Amazon Bedrock costs, exactly. Nothing is computed here: values are copied as plain data, and the core answers.

import { ask } from "./core.js";
import { plain } from "./plain.js";

export { readBill } from "./bills.js";
export { priceUsage } from "./usage.js";

/** Asks about a scenario, or says why the value can't be one. */
function about(name, scenario) {
  const copy = plain(scenario);
  return copy.ok ? ask(name, copy.value) : copy;
}

/** Text as the core takes it: what it wouldn't read isn't copied. */
const LINK_UNITS_READ = 2_000_002;

function refusal(code, message) {
  return { ok: false, errors: [{ code, path: "", message }] };
}

export function price(scenario) {
  return about("price", scenario);
}

export function ladder(scenario) {
  return about("ladder", scenario);
}

export function encodeLink(scenario) {
  return about("encode_link", scenario);
}

export function decodeLink(text) {
  if (typeof text !== "string") {
    return refusal("wrong-type", "the text of a link expected");
  }
  return ask("decode_link", text.slice(0, LINK_UNITS_READ));
}

export function rateCard(date) {
  if (date !== undefined && typeof date !== "string") {
    return refusal("wrong-type", "a date as text expected, or nothing for the newest card");
  }
  // Longer than a date is no date, and nothing is the newest.
  return ask("rate_card", date === undefined ? "" : date.slice(0, 100) || " ");
}

export function presets() {
  return value(ask("presets"));
}

export function defaultScenario() {
  return value(ask("default_scenario"));
}

/** The value of an answer that can't fail; where it does, the runtime has no WebAssembly or no memory. */
function value(answer) {
  if (answer.ok) {
    return answer.value;
  }
  throw new Error(answer.errors[0].message);
}
