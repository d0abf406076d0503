// Pictures and tables of capacity on narrow screens, for axe, and on paper.

import assert from "node:assert/strict";
import { test } from "node:test";
import { broken } from "./accessible.mjs";
import { CURVE, CUSTOM, RESERVED, SPILL, verdictSays } from "./capacity.mjs";
import { open } from "./page.mjs";

/** Words of drawings that are cut off by the window. */
function cut(view) {
  return view.getByRole("figure").locator("text").evaluateAll((all) =>
    all
      .map((text) => [text.textContent, text.getBoundingClientRect()])
      .filter(([words, box]) => words && (box.left < 0 || box.right > document.documentElement.clientWidth))
      .map(([words]) => words),
  );
}

/** Words of a drawing that overlap each other by more than their outline. */
function overlapping(view) {
  return view.getByRole("figure").evaluateAll((figures) => {
    const found = [];
    for (const figure of figures) {
      const texts = [...figure.querySelectorAll("text")].filter((text) => text.textContent);
      const boxes = texts.map((text) => text.getBoundingClientRect());
      boxes.forEach((one, at) => {
        boxes.slice(at + 1).forEach((other, after) => {
          const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
          if (wide > 4 && high > 6) {
            found.push(`${texts[at].textContent} / ${texts[at + 1 + after].textContent}`);
          }
        });
      });
    }
    return found;
  });
}

async function showTables(view) {
  const buttons = view.getByRole("button", { name: "Show as a table" });
  while ((await buttons.count()) > 0) {
    await buttons.first().click();
  }
}

for (const width of [320, 360, 1440]) {
  test(`pictures and tables of capacity fit ${width} pixels, and their words stand apart`, async (t) => {
    const { page, calculator } = await open(t, { fragment: CURVE, viewport: { width, height: 800 } });
    await calculator.openRow("Capacity");
    for (const [name, fragment] of Object.entries({ CURVE, SPILL, RESERVED, CUSTOM })) {
      await page.evaluate((hash) => (location.hash = hash), fragment);
      const view = await calculator.show("Capacity");
      await view.getByRole("table").first().waitFor();
      await page.waitForTimeout(300);
      assert.equal(await calculator.overflow(), 0, name);
      assert.deepEqual(await cut(view), [], name);
      assert.deepEqual(await overlapping(view), [], name);
      await showTables(view);
      assert.equal(await calculator.overflow(), 0, `tables of ${name}`);
    }
  });
}

test("axe finds nothing wrong in capacity on a narrow page", async (t) => {
  const { page, calculator } = await open(t, { fragment: SPILL, viewport: { width: 320, height: 640 } });
  const view = await calculator.show("Capacity");
  await calculator.openRow("Capacity");
  assert.deepEqual(await broken(page), []);
  await showTables(view);
  assert.deepEqual(await broken(page), []);
});

test("what is open is printed: what is said of capacity, and its pictures", async (t) => {
  const { page, calculator } = await open(t, { fragment: SPILL });
  await calculator.isExactly("$28,800.00");
  const view = await calculator.show("Capacity");
  await verdictSays(calculator, "That saves $2,304 a month");
  await page.emulateMedia({ media: "print" });
  await verdictSays(calculator, "That saves $2,304 a month");
  for (const title of [/of the capacity is idle/, /from 4 months the six-month term/, /is the cheapest number here/]) {
    assert.ok(await view.getByRole("img", { name: title }).first().isVisible(), title.source);
  }
  assert.ok((await page.pdf({ format: "A4" })).length > 20_000);
});
