// Does things at random, the same things for the same seed.

const LOADS = ["1 9 1", "", "2026-10-01 00:00,5\n2026-10-01 03:00,7", "2026-10-01 00:00,many", "0 0", "9".repeat(30)];
const TEXTS = ["0", "1", "40", "1/3", "2.5", "12k", "2.4B", "99%", "", "many", "-1", "1,2", "0.4", "1e9", "<b>"];

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
    const [within, which, what] = [next() < 0.7 ? "[aria-label=Scenario]" : "main, header", next(), next()];
    done.push(await page.evaluate(once, { within, which, what, texts: TEXTS, loads: LOADS }));
    // Lets the page draw, as it would between two things that a reader does.
    await page.evaluate(() => new Promise((later) => requestAnimationFrame(() => setTimeout(later))));
  }
  return done;
}

/** Runs in the page. */
function once({ within, which, what, texts, loads }) {
  const pick = (list, at) => list[Math.floor(at * list.length)];
  // A dialog or a print would be in the way of what comes next; both have tests of their own.
  const never = ["Print", "Print the brief", "Copy link", "Close", "Embed"];
  const all = [...document.querySelectorAll(`:is(${within}) :is(input, textarea, select, button, summary)`)];
  const able = all.filter((one) => one.checkVisibility() && !one.disabled && !never.includes(one.innerText?.trim()));
  const one = pick(able, which);
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
  if (one.type === "text" && !one.readOnly && one.role !== "combobox") {
    one.focus();
    one.value = pick(texts, what);
    tell("input", "change");
    return `${name}: ${one.value}`;
  }
  if (one.localName === "textarea") {
    one.focus();
    one.value = pick(loads, what);
    tell("input", "change");
    return `${name}: ${one.value}`;
  }
  if (one.type === "range") {
    one.value = String(Math.floor(what * 101));
    tell("input", "change");
    return `${name}: ${one.value}`;
  }
  if (one.role === "combobox") {
    one.focus();
    const options = document.querySelectorAll(`[id="${one.getAttribute("aria-controls")}"] [role=option]`);
    const option = pick([...options], what);
    option?.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
    one.blur();
    return `${name}: ${option?.innerText.split("\n")[0]}`;
  }
  one.click();
  return `${name}: pressed`;
}
