// A copy of a value as plain data, whatever it is: bounded in depth, length and number, and nothing that it throws gets out.

// A scenario is ten levels deep; its longest has 8 loads of 8,784 hours.
const DEPTH = 24;
const VALUES = 200_000;
const TEXT = 10_000;
const ALL_TEXT = 8_000_000;

/** What copies inherit: nothing, so that `__proto__` is a key like any other. An object made without a prototype is read more slowly. */
const NOTHING = Object.freeze(Object.create(null));

class Refused extends Error {
  constructor(code, path, message) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

/** `{ ok: true, value }` with the copy, or `{ ok: false, errors }`. */
export function plain(value) {
  const state = { values: 0, text: 0, path: [] };
  try {
    return { ok: true, value: copied(value, state) };
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

function copied(value, state) {
  state.values += 1;
  if (state.values > VALUES) {
    refuse(state, "too-large", "more values than a scenario can have");
  }
  if (state.path.length > DEPTH) {
    refuse(state, "too-deep", "nested more deeply than a scenario is, or an object that contains itself");
  }
  switch (typeof value) {
    case "string":
      return checked(value, state);
    case "boolean":
      return value;
    case "number":
      if (!Number.isFinite(value)) {
        refuse(state, "wrong-type", `${value} can't be part of a scenario`);
      }
      return value;
    case "object":
      if (value === null) {
        return null;
      }
      return Array.isArray(value) ? copyOfList(value, state) : copyOfObject(value, state);
    case "undefined":
      return refuse(state, "wrong-type", "undefined can't be part of a scenario");
    case "bigint":
      return refuse(state, "wrong-type", "text expected, not a BigInt; write the number in quotes");
    default:
      return refuse(state, "wrong-type", `a ${typeof value} can't be part of a scenario`);
  }
}

function checked(text, state) {
  state.text += text.length;
  if (text.length > TEXT || state.text > ALL_TEXT) {
    refuse(state, "too-large", "longer text than a scenario can have");
  }
  if (!text.isWellFormed()) {
    refuse(state, "bad-value", "half of a character (a lone surrogate)");
  }
  return text;
}

function copyOfList(list, state) {
  const length = list.length;
  if (length > VALUES) {
    refuse(state, "too-large", "more values than a scenario can have");
  }
  const copy = [];
  for (let index = 0; index < length; index += 1) {
    state.path.push(index);
    copy.push(copied(list[index], state));
    state.path.pop();
  }
  return copy;
}

function copyOfObject(object, state) {
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
  const copy = Object.create(NOTHING);
  for (const key of keys) {
    state.path.push(key);
    const value = object[key];
    // As JSON has it: what is undefined isn't there.
    if (value !== undefined) {
      checked(key, state);
      copy[key] = copied(value, state);
    }
    state.path.pop();
  }
  return copy;
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
