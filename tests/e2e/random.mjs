// Does things at random, the same things for the same seed.

const LOADS = ["1 9 1", "", "2026-10-01 00:00,5\n2026-10-01 03:00,7", "2026-10-01 00:00,many", "0 0", "9".repeat(30)];
const TEXTS = ["0", "1", "40", "1/3", "2.5", "12k", "2.4B", "99%", "", "many", "-1", "1,2", "0.4", "1e9", "<b>"];
/** What opens a dialog, prints or saves a file would be in the way of what comes next; all of it has tests of its own. */
const NEVER = ["Print", "Print or save as PDF", "Copy link", "Show link", "Embed", "Scenario file", "Open a scenario file"].concat(
  ["Saved scenarios", "Spreadsheet (CSV)", "Spreadsheet (CSV with semicolons)", "Report for programs (JSON)"],
  ["PNG, for slides", "SVG, to edit", "Choose a file"],
);

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Does something to the page, once for each number: types, chooses, presses, opens.
 *
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>} what was done
 */
export async function act(page, seed, times) {
  const next = numbers(seed);
  const done = [];
  for (let time = 0; time < times; time += 1) {
    // Mostly to the inputs: the answer has more buttons, but they change less.
    const [within, which, what] = [next() < 0.7 ? "[aria-label=Inputs]" : "main, header", next(), next()];
    done.push(await page.evaluate(once, { within, which, what, texts: TEXTS, loads: LOADS, never: NEVER }));
    // Lets the page draw, as it would between two things that a reader does.
    await page.evaluate(() => new Promise((later) => requestAnimationFrame(() => setTimeout(later))));
  }
  return done;
}

/** Runs in the page. */
function once({ within, which, what, texts, loads, never }) {
  const pick = (list, at) => list[Math.floor(at * list.length)];
  const kinds = ":is(input:not([type=file]), textarea, select, button, summary, [role=option])";
  const isAble = (one) => one.checkVisibility() && !one.disabled && !never.includes(one.innerText?.trim());
  const able = (place) => [...document.querySelectorAll(`:is(${place}) ${kinds}`)].filter(isAble);
  // The inputs aren't there while the comparison, the brief or the bill is.
  const found = able(within);
  const one = pick(found.length > 0 ? found : able("main, header"), which);
  const name = `${one.localName} ${one.id || one.innerText?.trim().split("\n")[0]}`;
  const tell = (...kinds) => kinds.forEach((kind) => one.dispatchEvent(new Event(kind, { bubbles: true })));
  if (one.localName === "select") {
    one.selectedIndex = Math.floor(what * one.options.length);
    if (one.selectedOptions[0]?.disabled) {
      one.selectedIndex = 0;
    }
    tell("input", "change");
    return `${name}: ${one.value}`;
  }
  if ((one.type === "text" && !one.readOnly) || one.localName === "textarea") {
    one.focus();
    one.value = pick(one.localName === "textarea" ? loads : texts, what);
    tell("input", "change");
    return `${name}: ${one.value}`;
  }
  if (one.type === "range") {
    one.value = String(Math.floor(what * 101));
    tell("input", "change");
    return `${name}: ${one.value}`;
  }
  one.click();
  return `${name}: pressed`;
}
