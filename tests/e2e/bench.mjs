// Times a keystroke in Chromium: until the total has changed, until the picture with it is drawn, and until all of the page is (with
// many workloads their cards follow a frame after the total).
//
//     cargo xtask bench --only browser

import { Calculator, link } from "./page.mjs";
import { launch, SITE, watch } from "./browser.mjs";

const WORKLOAD = "Document assistant";
const FIELD = "Input tokens a month";
const KEYSTROKES = 60;
/** Between two keystrokes: as fast as people type. Before the next one, all that followed the last is drawn. */
const PAUSE_MILLISECONDS = 120;

/** As many workloads as there can be, each with caching, batch and a route. */
const FORTY = link(
  ...Array.from({ length: 40 }, (_, index) => {
    const w = `w${index + 1}`;
    const name = index === 0 ? WORKLOAD.replace(" ", "+") : `Workload+${index + 1}`;
    return (
      `${w}.name=${name}&${w}.model=claude-sonnet-4.5&${w}.tokens=${2_400_000_000 + index},600000000` +
      `&${w}.cached=1/3&${w}.batch=0.4&${w}.route=claude-haiku-4.5,global,us-east-1,0.2`
    );
  }),
);

const browser = await launch();
for (const [name, fragment] of [["the example", ""], ["40 workloads", FORTY]]) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const { problems } = await watch(context, new URL(SITE).origin);
  const page = await context.newPage();
  await page.goto(fragment ? `${SITE}#${fragment}` : SITE);
  const calculator = new Calculator(page);
  await page.evaluate(() => globalThis.applicationStarted);
  await measure(page, calculator, name);
  problems.forEach((problem) => console.log(`  ${problem}`));
  process.exitCode ||= problems.length ? 1 : 0;
  await context.close();
}
await browser.close();

async function measure(page, calculator, name) {
  await calculator.openWorkload(WORKLOAD);
  const field = calculator.field(FIELD);
  // So many tokens that a further digit always changes the rounded total.
  await field.fill("2400000000");
  const answer = await calculator.answer.elementHandle();
  await field.evaluate((input, answer) => {
    globalThis.keystrokes = [];
    let start;
    const total = () => answer.innerText.match(/-?\$[\d,]+(\.\d+)?/)?.[0];
    let before = total();
    input.addEventListener("keydown", () => (start = performance.now()), { capture: true });
    const everything = { childList: true, characterData: true, attributes: true, subtree: true };
    /** Calls back once the next frame is drawn: a message from within a frame arrives then. */
    const afterFrame = (act) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => act(performance.now());
        port2.postMessage(null);
      });
    new MutationObserver(() => {
      if (start === undefined) {
        return;
      }
      const changed = performance.now();
      const began = start;
      start = undefined;
      afterFrame((drawn) => {
        const after = total();
        globalThis.keystrokes.push({ changed: changed - began, drawn: drawn - began, all: drawn - began, moved: after !== before });
        before = after;
        globalThis.began = began;
      });
    }).observe(answer, everything);
    // Whatever still changes before the next keystroke.
    new MutationObserver(() => {
      const last = globalThis.keystrokes.at(-1);
      if (start === undefined && last !== undefined && globalThis.began !== undefined) {
        const { began } = globalThis;
        afterFrame((drawn) => (last.all = drawn - began));
      }
    }).observe(document.body, everything);
    input.addEventListener("keydown", () => (globalThis.began = undefined), { capture: true });
  }, answer);
  for (let stroke = 0; stroke < KEYSTROKES; stroke += 1) {
    await page.keyboard.press(stroke % 2 ? "Backspace" : String(1 + (stroke % 9)));
    await page.waitForTimeout(PAUSE_MILLISECONDS);
  }
  const strokes = (await page.evaluate(() => globalThis.keystrokes)).filter((stroke) => stroke.moved);
  if (strokes.length < KEYSTROKES / 2) {
    throw new Error(`only ${strokes.length} of ${KEYSTROKES} keystrokes changed the total`);
  }
  console.log(`${name}: ${strokes.length} keystrokes`);
  print("total changed", strokes.map((stroke) => stroke.changed));
  print("picture drawn", strokes.map((stroke) => stroke.drawn));
  print("all drawn", strokes.map((stroke) => stroke.all));
}

function print(name, times) {
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1).padStart(6);
  console.log(`  ${name.padEnd(14)} median ${at(0.5)} ms   95% ${at(0.95)} ms   worst ${at(1)} ms`);
}
