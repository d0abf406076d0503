// A value as JSON, whatever it is: bounded in depth, length and number, and nothing that it throws gets out.

// A scenario is ten levels deep; its longest has 8 loads of 8,784 hours.
const DEPTH = 24;
const VALUES = 200_000;
const TEXT = 10_000;
const ALL_TEXT = 8_000_000;

class Refused extends Error {
  constructor(code, path, message) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

/** `{ ok: true, value }` with the JSON, or `{ ok: false, errors }`. */
export function write(value) {
  const state = { parts: [], values: 0, text: 0, path: [] };
  try {
    add(value, state);
    return { ok: true, value: state.parts.join("") };
  } catch (error) {
    const known = error instanceof Refused;
    const code = known ? error.code : "unreadable";
    const path = known ? error.path : shown(state.path);
    const message = known ? error.message : "reading this value threw an error";
    return { ok: false, errors: [{ code, path, message }] };
  }
}

function refuse(state, code, message) {
  throw new Refused(code, shown(state.path), message);
}

function add(value, state) {
  state.values += 1;
  if (state.values > VALUES) {
    refuse(state, "too-large", "more values than a scenario can have");
  }
  if (state.path.length > DEPTH) {
    refuse(state, "too-deep", "nested more deeply than a scenario is, or an object that contains itself");
  }
  switch (typeof value) {
    case "string":
      return addText(value, state);
    case "boolean":
      return state.parts.push(value ? "true" : "false");
    case "number":
      if (!Number.isFinite(value)) {
        refuse(state, "wrong-type", `${value} can't be part of a scenario`);
      }
      return state.parts.push(JSON.stringify(value));
    case "object":
      if (value === null) {
        return state.parts.push("null");
      }
      return Array.isArray(value) ? addList(value, state) : addObject(value, state);
    case "undefined":
      return refuse(state, "wrong-type", "undefined can't be part of a scenario");
    case "bigint":
      return refuse(state, "wrong-type", "text expected, not a BigInt; write the number in quotes");
    default:
      return refuse(state, "wrong-type", `a ${typeof value} can't be part of a scenario`);
  }
}

function addText(text, state) {
  state.text += text.length;
  if (text.length > TEXT || state.text > ALL_TEXT) {
    refuse(state, "too-large", "longer text than a scenario can have");
  }
  if (/\p{Surrogate}/u.test(text)) {
    refuse(state, "bad-value", "half of a character (a lone surrogate)");
  }
  state.parts.push(JSON.stringify(text));
}

function addList(list, state) {
  const length = list.length;
  if (length > VALUES) {
    refuse(state, "too-large", "more values than a scenario can have");
  }
  state.parts.push("[");
  for (let index = 0; index < length; index += 1) {
    if (index > 0) {
      state.parts.push(",");
    }
    state.path.push(index);
    add(list[index], state);
    state.path.pop();
  }
  state.parts.push("]");
}

function addObject(object, state) {
  const prototype = Object.getPrototypeOf(object);
  // Plain in any realm: made by a literal, by JSON, or without a prototype.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    refuse(state, "wrong-type", "a plain object expected");
  }
  if (Object.getOwnPropertySymbols(object).length > 0) {
    refuse(state, "unknown-field", "a field whose name is a symbol");
  }
  const keys = Object.keys(object);
  if (keys.length > VALUES) {
    refuse(state, "too-large", "more values than a scenario can have");
  }
  state.parts.push("{");
  let first = true;
  for (const key of keys) {
    state.path.push(key);
    const value = object[key];
    // As JSON has it: what is undefined isn't there.
    if (value !== undefined) {
      if (!first) {
        state.parts.push(",");
      }
      first = false;
      addText(key, state);
      state.parts.push(":");
      add(value, state);
    }
    state.path.pop();
  }
  state.parts.push("}");
}

/** `workloads[0].name`; a key that isn't plain in brackets, cut short and without letters that hide others. */
function shown(path) {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") {
      text += `[${step}]`;
    } else if (/^[A-Za-z0-9_-]{1,60}$/.test(step)) {
      text += text === "" ? step : `.${step}`;
    } else {
      const cut = [...step.slice(0, 60)].map((letter) => (/[\p{C}\p{Zl}\p{Zp}]/u.test(letter) ? "\ufffd" : letter));
      text += `[${JSON.stringify(cut.join("") + (step.length > 60 ? "\u2026" : ""))}]`;
    }
  }
  return text;
}
