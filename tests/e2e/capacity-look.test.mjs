import assert from "node:assert/strict";
import { test } from "node:test";
import { broken } from "./accessible.mjs";
import { open } from "./browser.mjs";
import { CURVE, CUSTOM, RESERVED, showCapacity, SPILL } from "./capacity.mjs";

/** Words of drawings that are cut off by the window. */
function cut(view) {
  return view.getByRole("figure").locator("text").evaluateAll((all) =>
    all
      .map((text) => [text.textContent, text.getBoundingClientRect()])
      .filter(([words, box]) => words && (box.left < 0 || box.right > document.documentElement.clientWidth))
      .map(([words]) => words),
  );
}

/** Words at the edges of drawings that overlap each other by more than their outline. */
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

for (const width of [320, 360, 1440]) {
  test(`pictures and tables of capacity fit ${width} pixels, and their words stand apart`, async (t) => {
    const { page, calculator } = await open(t, { fragment: CURVE, viewport: { width, height: 800 } });
    for (const fragment of [CURVE, SPILL, RESERVED, CUSTOM]) {
      await page.evaluate((hash) => (location.hash = hash), fragment);
      await page.waitForTimeout(300);
      const view = await showCapacity(calculator);
      await calculator.openGroup("Capacity");
      assert.equal(await calculator.overflow(), 0, fragment);
      assert.deepEqual(await cut(view), [], fragment);
      assert.deepEqual(await overlapping(view), [], fragment);
      for (const summary of await view.getByText("The same numbers as a table").all()) {
        await summary.click();
      }
      assert.equal(await calculator.overflow(), 0, `tables of ${fragment}`);
    }
  });
}

test("axe finds nothing wrong in capacity on a narrow page", async (t) => {
  const { page, calculator } = await open(t, { fragment: SPILL, viewport: { width: 320, height: 640 } });
  const view = await showCapacity(calculator);
  await calculator.openGroup("Capacity");
  for (const summary of await view.getByText("The same numbers as a table").all()) {
    await summary.click();
  }
  assert.deepEqual(await broken(page), []);
});

test("print holds what is said of capacity, and its pictures", async (t) => {
  const { page, calculator } = await open(t, { fragment: SPILL });
  await calculator.totalBecomes("$28,800.00");
  await page.emulateMedia({ media: "print" });
  const view = page.getByRole("tabpanel", { name: "Capacity" });
  await view.getByRole("heading", { name: "One six-month unit of Claude Sonnet 4.5" }).waitFor();
  for (const text of ["One six-month unit saves $2,304.00 a month against list price.", "from 4 months on"]) {
    assert.ok(await view.getByText(text).first().isVisible(), text);
  }
  assert.ok(await view.getByRole("img", { name: /^Tokens by hour/ }).first().isVisible());
  assert.equal((await page.pdf({ format: "A4" })).length > 20_000, true);
});
