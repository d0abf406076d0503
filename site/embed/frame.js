// The app in a frame of another page: it starts it, and speaks with the host. docs/embed.md has every message.
import init from "../../SITE_SCRIPT";

const VERSION = 1;
/** The longest link that a host may set. */
const LONGEST = 100_000;
const VIEWS = ["full", "compact", "result", "chart"];
const OPTIONS = ["view", "read-only", "theme", "accent", "background", "text", "font", "radius"];
const root = document.documentElement;
const parent = globalThis.parent === globalThis ? null : globalThis.parent;

/** The origin of the host, once it has said hello and can be named. */
let host = null;
let options = {};
let isStarted = false;
/** Whether it has said that it stands with the scenario that is asked for, and whether it has said that it can't. */
let isReady = false;
let isRefused = false;
let lastHeight = 0;

/** Says something to the host alone, or where it holds nothing of the reader's, to whoever it is. */
function say(type, rest, to = host) {
  if (parent && to) {
    parent.postMessage({ bedrockCalculator: VERSION, type, ...rest }, to);
  }
}

/** What has been warned of: the same once. */
const warned = new Set();

function fail(code, message) {
  if (!warned.has(message) && warned.size < 100) {
    console.warn(`bedrock-calculator: ${message}`);
    warned.add(message);
  }
  say("error", { code, message });
}

/** Only the options there are, and only texts. */
function readOptions(given) {
  const read = {};
  for (const name of OPTIONS) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (typeof value === "string" && value.length <= 200) {
      read[name] = value;
    } else if (value !== undefined) {
      fail("refused", `${name} isn’t a text of at most 200 characters; the default is used`);
    }
  }
  return read;
}

function apply() {
  const refuse = (name, why) => {
    fail("refused", `${name} ${JSON.stringify(options[name])} is refused: ${why}; the default is used`);
  };
  root.dataset.view = one(VIEWS, options.view, "full", () => refuse("view", `isn’t one of ${VIEWS.join(", ")}`));
  dress(options, refuse);
  lock(options["read-only"] !== undefined && options["read-only"] !== "false");
}

/** A total as a decimal: "$11,232.00" is "11232.00". Null where the page has none for what is asked now. */
function amount(name) {
  const text = document.getElementById("hero")?.getAttribute(`data-${name}`);
  return /^-?\$[\d,]+(\.\d+)?$/.test(text) ? text.replace(/[$,]/g, "") : null;
}

/** The address with the scenario that was asked for last. */
let asked = "";

/**
 * Whether nothing of the scenario can be read: the page shows its own example then, or what it showed before, whose figures
 * nobody asked for.
 */
function isUnread() {
  const isOther = location.hash === asked && document.querySelector(".page-notices .problems[data-whole]") !== null;
  return isStarted && (isOther || document.querySelector("#hero[data-example]") !== null);
}

/** What follows the `#` of a link; a text without one is just that. */
const fragmentOf = (link) => link.slice(link.lastIndexOf("#") + 1).trim();

function tellReady() {
  if (isReady) {
    return;
  }
  if (!isUnread()) {
    isReady = true;
    say("ready", {}, "*");
  } else if (!isRefused) {
    isRefused = true;
    say("unreadable", {}, "*");
  }
}

function tellChange() {
  if (!isStarted) {
    return;
  }
  tellReady();
  if (!isUnread()) {
    const totals = { month: amount("month"), list: amount("list"), year: amount("year") };
    say("change", { scenario: location.hash.slice(1), totals });
  }
}

/** The height of what there is, open lists included. It depends on the width alone: see frame.css. */
function tellHeight() {
  const lists = [...document.querySelectorAll(".picker-list, .menu:not([hidden])")];
  const ends = lists.map((list) => list.getBoundingClientRect().bottom + scrollY);
  const height = Math.ceil(Math.max(root.getBoundingClientRect().height, ...ends));
  if (isStarted && height !== lastHeight) {
    lastHeight = height;
    say("height", { height }, "*");
  }
}

function setScenario(given) {
  if (typeof given !== "string" || given.length > LONGEST) {
    return fail("scenario", `a scenario is a text of at most ${LONGEST} characters`);
  }
  const fragment = fragmentOf(given) || root.dataset.scenario;
  try {
    // Not an entry of its own in the reader's history.
    replaceState.call(history, null, "", `#${fragment}`);
    asked = location.hash;
  } catch {
    return fail("scenario", "the browser refuses another address just now");
  }
  dispatchEvent(new HashChangeEvent("hashchange"));
  // The app shows it once this has run.
  setTimeout(() => {
    tellDamage();
    tellChange();
  });
}

/** What of a link couldn't be read is named on the page, and to the host. */
function tellDamage() {
  const lost = [...document.querySelectorAll(".page-notices .problems li")].map((item) => item.textContent);
  if (isUnread()) {
    fail("scenario", "nothing of the scenario can be read");
  } else if (lost.length) {
    fail("damaged", `part of the scenario couldn’t be read: ${lost.join("; ").slice(0, 500)}`);
  }
}

/** The reader is told who hears of the scenario. */
function discloseHost() {
  const footer = document.querySelector(".foot");
  if (!footer || !host || footer.querySelector("[data-host]")) {
    return;
  }
  const note = footer.appendChild(document.createElement("span"));
  note.setAttribute("data-host", "");
  note.textContent = `The page around this, of ${new URL(host).host}, can read the scenario and its totals.`;
}

function hear({ data, origin, source }) {
  // The host is the parent and nobody else, whatever else has a way to this window.
  if (!parent || source !== parent || typeof data !== "object" || data === null) {
    return;
  }
  if (!Object.hasOwn(data, "bedrockCalculator") || typeof data.type !== "string") {
    return;
  }
  if (data.bedrockCalculator !== VERSION) {
    return fail("version", `this embed speaks version ${VERSION}`);
  }
  if (data.type === "hello") {
    // An origin that can't be named can't be spoken to alone: it hears nothing of the scenario.
    host = origin === "null" ? null : origin;
    const given = data.options;
    options = readOptions(typeof given === "object" && given !== null ? given : {});
    root.toggleAttribute("data-auto-height", data.autoHeight === true);
    apply();
    lastHeight = 0;
    discloseHost();
    tellHeight();
    tellDamage();
    tellChange();
  } else if (origin !== host) {
    fail("hello", "say hello first");
  } else if (data.type === "scenario") {
    setScenario(data.scenario);
  } else {
    fail("type", "there is no such message");
  }
}

/** The app writes the scenario to the address after a pause: that is a change. */
const { replaceState } = history;
history.replaceState = (...what) => {
  replaceState.apply(history, what);
  tellChange();
};

options = readOptions(Object.fromEntries(new URLSearchParams(location.search)));
apply();
replaceState.call(history, null, "", `#${fragmentOf(location.hash) || root.dataset.scenario}`);
addEventListener("message", hear);
addEventListener("error", () => say("error", { code: "failed", message: "the calculator has met a fault" }));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);

const standing = new Promise((stands) => addEventListener("calculator-started", stands, { once: true }));
await init({ module_or_path: new URL("../../SITE_PROGRAM", import.meta.url) });
await standing;
isStarted = true;
// The app takes up the theme that its own page remembers; here the host chooses.
root.removeAttribute("data-theme");
lock(isLocked);
new MutationObserver(() => {
  discloseHost();
  holdFields();
  tellHeight();
}).observe(document.body, { childList: true, subtree: true });
new ResizeObserver(tellHeight).observe(root);
discloseHost();
tellHeight();
tellChange();
