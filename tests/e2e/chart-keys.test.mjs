// Charts by keyboard: their figures are read with the arrow keys, and their menu opens and closes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, LOWERED, open } from "./page.mjs";

/** A scenario that every chart has something to draw of: capacity, a commitment of two years, offers, another provider. */
const DRAWN = link(
  ...LOWERED,
  "price=claude-sonnet-4.5,no-commitment,ordinary,model~_unit,44,hour",
  "price=claude-sonnet-4.5,one-month,ordinary,model~_unit,39.6,hour",
  "price=claude-sonnet-4.5,six-months,ordinary,model~_unit,22,hour",
  "p1.model=claude-sonnet-4.5",
  "p1.units=1,six-months,100000",
  "edp=gross,0,1",
  "y1=20000000,26000000,0.15",
  "y2=22000000,,0.17",
  "o1=20000000,0.15,1,1,0,12",
  "o2=28000000,0.17,3,1.1,500000.5,18",
);

/** Each tab with the least number of its charts. */
const CHARTS = { Overview: 1, Breakdown: 1, "Commitment and offers": 3, Capacity: 3 };

const isFocused = (locator) => eventually(async () => assert.ok(await locator.evaluate((it) => it === document.activeElement)));

/** What is read out at a chart: to a screen reader, and in the box over the picture. */
async function readOut(slider) {
  const [said, now, last] = await Promise.all(["valuetext", "valuenow", "valuemax"].map((name) => slider.getAttribute(`aria-${name}`)));
  const box = await slider.locator("svg[aria-hidden=true] text").allTextContents();
  return { said, now: Number(now), last: Number(last), box: box.join(" ") };
}

test("each chart is reached with Tab, and its figures are read with the arrow keys", async (t) => {
  const { page, calculator } = await open(t, { fragment: DRAWN });
  for (const [tab, least] of Object.entries(CHARTS)) {
    const panel = await calculator.show(tab);
    const figures = panel.getByRole("figure").filter({ has: page.getByRole("slider") });
    await eventually(async () => assert.ok((await figures.count()) >= least, `${await figures.count()} charts in ${tab}`));
    for (const figure of await figures.all()) {
      const slider = figure.getByRole("slider");
      const label = await slider.getAttribute("aria-label");
      await figure.getByRole("button", { name: "Show as a table" }).focus();
      await page.keyboard.press("Tab");
      await isFocused(figure.getByRole("button", { name: "Save as picture" }));
      await page.keyboard.press("Tab");
      await isFocused(slider);
      const first = await readOut(slider);
      assert.ok(first.last >= 2, `${label} has ${first.last} figures`);
      assert.equal(first.now, 1, label);
      assert.ok(first.said.length > 3 && first.box.length > 3, `${label}: ${first.said} / ${first.box}`);

      await page.keyboard.press("ArrowRight");
      await eventually(async () => assert.equal((await readOut(slider)).now, 2, label));
      const second = await readOut(slider);
      assert.notEqual(second.said, first.said, label);
      assert.notEqual(second.box, first.box, label);
      await page.keyboard.press("End");
      await page.keyboard.press("ArrowRight");
      await eventually(async () => assert.equal((await readOut(slider)).now, first.last, label));
      await page.keyboard.press("ArrowLeft");
      await eventually(async () => assert.equal((await readOut(slider)).now, first.last - 1, label));
      await page.keyboard.press("Home");
      await eventually(async () => assert.deepEqual(await readOut(slider), first));
      // Escape puts the box away, and the focus goes on from here.
      await page.keyboard.press("Escape");
      await eventually(async () => assert.equal((await readOut(slider)).box, "", label));
      await isFocused(slider);
    }
  }
});

test("a chart's menu opens by keyboard, and Escape closes it and gives the focus back", async (t) => {
  const { page, calculator } = await open(t, { fragment: DRAWN });
  const panel = await calculator.show("Overview");
  const figure = panel.getByRole("figure").filter({ has: page.getByRole("slider") }).first();
  const button = figure.getByRole("button", { name: "Save as picture" });
  const [png, svg] = [figure.getByRole("button", { name: "PNG, for slides" }), figure.getByRole("button", { name: "SVG, to edit" })];
  await button.focus();
  for (const key of ["Enter", "Space"]) {
    await page.keyboard.press(key);
    await png.waitFor();
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    await page.keyboard.press("Tab");
    await isFocused(png);
    await page.keyboard.press("Tab");
    await isFocused(svg);
    await page.keyboard.press("Escape");
    await png.waitFor({ state: "hidden" });
    assert.equal(await button.getAttribute("aria-expanded"), "false");
    await isFocused(button);
  }
  // A picture that is saved by keyboard leaves the focus where it was.
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await isFocused(svg);
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  assert.match((await download).suggestedFilename(), /\.svg$/);
  await isFocused(button);
});
