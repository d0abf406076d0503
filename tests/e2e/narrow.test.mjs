import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";
import { tour } from "./tour.mjs";

const NARROW = { viewport: { width: 320, height: 640 } };
const strip = (page) => page.getByRole("link", { name: /^You pay/ });

test("nothing scrolls sideways at 320 pixels, whatever is open", async (t) => {
  const { calculator } = await open(t, NARROW);
  const wide = [];
  await tour(calculator, async (place) => {
    const pixels = await calculator.overflow();
    if (pixels) {
      wide.push(`${place}: ${pixels} pixels too wide`);
    }
  });
  assert.deepEqual(wide, []);
});

test("the largest figures and the longest names fit into 320 pixels", async (t) => {
  const name = "Unbreakable".repeat(7);
  const { page, calculator } = await open(t, {
    ...NARROW,
    fragment: link(
      `w1.name=${name}`,
      "w1.model=claude-opus-4.1",
      "w1.scope=geographic",
      "w1.tokens=500000000000000,500000000000000",
    ),
  });
  await calculator.totalBecomes("$45,000,000,000.00");
  await calculator.explanation(calculator.line("Output, on demand"));
  await calculator.explanation(calculator.line(name));
  assert.equal(await calculator.overflow(), 0);
  const cut = await strip(page).evaluate((element) => element.scrollWidth - element.clientWidth);
  assert.equal(cut, 0, "the strip is cut off");
});

test("on a narrow page the total stays in view and leads to the answer", async (t) => {
  const { page, calculator } = await open(t, NARROW);
  await calculator.field("Input tokens").fill("4.8B");
  await calculator.totalBecomes("$15,264.00");
  assert.match(await strip(page).innerText(), /\$15,264\.00/);
  const box = await strip(page).boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 640, `the strip is at ${box.y}`);
  const address = page.url();
  await strip(page).click();
  assert.ok(await calculator.answer.evaluate((answer) => answer === document.activeElement));
  assert.equal(page.url().split("#")[1]?.startsWith("answer") ?? false, false, `${address} became ${page.url()}`);
});

test("on a narrow page the total hides nothing that has the focus", async (t) => {
  const { page } = await open(t, NARROW);
  const hidden = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const covered = await page.evaluate(() => {
      const focused = document.activeElement;
      const cover = document.querySelector(".total-strip");
      if (focused === document.body || cover.contains(focused)) {
        return null;
      }
      const [mine, over] = [focused.getBoundingClientRect(), cover.getBoundingClientRect()];
      const isCovered = over.height > 0 && mine.bottom > over.top + 1 && mine.top < over.bottom;
      const isOutside = mine.bottom < 0 || mine.top > innerHeight;
      const name = focused.getAttribute("aria-label") ?? focused.labels?.[0]?.innerText ?? focused.innerText;
      return isCovered || isOutside ? `${focused.localName} ${name}: ${mine.top} to ${mine.bottom}` : null;
    });
    if (covered) {
      hidden.push(covered);
    }
  }
  assert.deepEqual(hidden, []);
});

for (const width of [320, 700, 768, 1024, 1099, 1100, 1366, 1440, 1920]) {
  test(`each menu of the toolbar opens on the screen at ${width} pixels`, async (t) => {
    const { page, calculator } = await open(t, { viewport: { width, height: 900 } });
    for (const name of ["Presets", "Scenarios", "Copy link", "Export"]) {
      await calculator.button(name).click();
      const { x, width: own } = await page.getByRole("dialog", { name }).boundingBox();
      assert.ok(x >= 0 && x + own <= width, `${name}: from ${x}, ${own} wide`);
    }
  });
}

for (const width of [360, 768, 1100, 1440]) {
  test(`no bar of the ladder runs under its words at ${width} pixels`, async (t) => {
    const gross = ["edp=gross,0,1", "y1=400000,100000,0.15", "terms=anthropic,yes,1"];
    for (const [bars, ...parts] of [
      [3, "w1.tokens=2400000000,600000000", "w1.cached=1/3"],
      [3, "w1.tokens=240000000000000,60000000000000", "w1.cached=1/3"],
      // From below zero to what AI changes; and the month before discounts, since the year's AI spend is typed.
      [4, "w1.tokens=2400000000,600000000", ...gross],
      [2, "w1.tokens=2400000000,600000000", "edp=net,0,1", "y1=20000000,17000000,0,1500000"],
    ]) {
      const fragment = link("w1.model=claude-sonnet-4.5", ...parts);
      const { calculator } = await open(t, { viewport: { width, height: 900 }, fragment });
      const ladder = calculator.answer.getByRole("figure").filter({ has: calculator.page.getByText("A step’s size depends on its place") });
      await eventually(async () => assert.equal(await ladder.locator("rect:not(.step-zero)").count(), bars));
      const words = await ladder.locator(".step-figure, .step-label").evaluateAll(rectangles);
      assert.equal(words.length, 2 * bars);
      for (const bar of await ladder.locator("rect").evaluateAll(rectangles)) {
        const meets = (one) => one.left < bar.right && bar.left < one.right && one.top < bar.bottom && bar.top < one.bottom;
        assert.deepEqual(words.filter(meets), []);
      }
    }
  });
}

function rectangles(all) {
  return all.map((one) => one.getBoundingClientRect().toJSON());
}
