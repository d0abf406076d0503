// The page on a phone: nothing is too wide, the total stays in view, and nothing that has the focus is hidden.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ESTATE, eventually, link, LOWERED, open } from "./page.mjs";
import { tour } from "./tour.mjs";

const NARROW = { viewport: { width: 320, height: 640 } };

test("nothing scrolls sideways at 320 pixels, whatever is open", async (t) => {
  const { calculator } = await open(t, { ...NARROW, fragment: link(...LOWERED) });
  const wide = [];
  let places = 0;
  await tour(calculator, async (place) => {
    places += 1;
    const pixels = await calculator.overflow();
    if (pixels) {
      wide.push(`${place}: ${pixels} pixels too wide`);
    }
  });
  assert.ok(places > 35, `${places} places`);
  assert.deepEqual(wide, []);
});

test("the largest figures and the longest names fit into 320 pixels", async (t) => {
  const name = "Unbreakable".repeat(7);
  const amount = "w1.tokens=500000000000000,500000000000000";
  const fragment = link(`w1.name=${name}`, "w1.model=claude-opus-4.1", "w1.scope=geographic", amount);
  const { calculator } = await open(t, { ...NARROW, fragment });
  // 500T x $15 + 500T x $75.
  await calculator.isExactly("$45,000,000,000.00");
  await calculator.openWorkload(name);
  assert.equal(await calculator.overflow(), 0);
  const panel = await calculator.show("Breakdown");
  await calculator.proof(panel.getByRole("button", { name: "Output", exact: true }));
  assert.equal(await calculator.overflow(), 0);
  for (const figure of await calculator.answer.getByTitle(/^\$/).all()) {
    const cut = await figure.evaluate((it) => it.closest("section").getBoundingClientRect().right - it.getBoundingClientRect().right);
    assert.ok(cut >= 0, "a figure sticks out of its card");
  }
});

test("on a narrow page the total stays in view while its card is out of sight", async (t) => {
  const { page, calculator } = await open(t, { ...NARROW, fragment: link(...ESTATE) });
  await calculator.openWorkload("Worked estate");
  await calculator.field("Input tokens a month").fill("4.8B");
  await calculator.shows("$23,400");
  const seen = () =>
    page.getByText("$23,400", { exact: true }).evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility())
        .map((one) => one.getBoundingClientRect())
        .filter((box) => box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth).length,
    );
  await page.getByRole("contentinfo").scrollIntoViewIfNeeded();
  await eventually(async () => assert.ok((await seen()) >= 1, "the total isn't in view"));
  await page.evaluate(() => scrollTo(0, 0));
  await calculator.answer.scrollIntoViewIfNeeded();
  await eventually(async () => assert.ok((await seen()) >= 1, "the total isn't in view"));
});

test("on a narrow page nothing that has the focus is hidden", async (t) => {
  const { page, calculator } = await open(t, { ...NARROW, fragment: link(...LOWERED) });
  await calculator.openWorkload("Worked estate");
  await page.evaluate(() => document.activeElement.blur());
  const hidden = [];
  const visited = new Set();
  for (let presses = 0; presses < 90; presses += 1) {
    await page.keyboard.press("Tab");
    await page.evaluate(() => new Promise((later) => requestAnimationFrame(() => setTimeout(later))));
    const { name, isHidden } = await page.evaluate(() => {
      const focused = document.activeElement;
      const name = `${focused.localName} ${focused.getAttribute("aria-label") ?? focused.labels?.[0]?.innerText ?? focused.innerText}`;
      const box = focused.getBoundingClientRect();
      // A small button in its middle, anything else a little below its top.
      const [x, y] = [box.left + Math.min(box.width / 2, 40), box.top + Math.min(box.height / 2, 12)];
      const at = document.elementFromPoint(x, y);
      const isSeen = at !== null && (focused.contains(at) || at.contains(focused) || [...(focused.labels ?? [])].some((label) => label.contains(at)));
      return { name, isHidden: focused !== document.body && !isSeen };
    });
    visited.add(name);
    if (isHidden) {
      hidden.push(name);
    }
  }
  assert.ok(visited.size > 30, [...visited].join("\n"));
  assert.deepEqual(hidden, []);
});

for (const width of [320, 700, 720, 721, 768, 1024, 1080, 1081, 1366, 1440, 1920]) {
  test(`each menu of the header opens on the screen at ${width} pixels`, async (t) => {
    const { page, calculator } = await open(t, { viewport: { width, height: 900 }, fragment: link(...ESTATE) });
    for (const name of width > 720 ? ["Share", "More"] : ["Menu"]) {
      const menu = await calculator.menu(name);
      const { x, y, width: own } = await menu.boundingBox();
      assert.ok(x >= 0 && x + own <= width && y >= 0, `${name}: from ${x}, ${own} wide`);
      assert.equal(await calculator.overflow(), 0);
      // What is longer than the window can be scrolled to.
      const last = menu.getByRole("menuitem").last();
      await page.keyboard.press("End");
      await eventually(async () => {
        const box = await last.boundingBox();
        assert.ok(box.y >= 0 && box.y + box.height <= 900, `${name}: its last command ends at ${box.y + box.height}`);
      });
      await page.keyboard.press("Escape");
    }
  });
}
