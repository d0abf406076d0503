// Colours that the reader's system forces: what a colour says elsewhere, a line, a word or its weight says here.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, link, LOWERED, open } from "./page.mjs";

const SCENARIO = link(...LOWERED, "edp=gross,0,1", "y1=20000000,26000000,0.15");

/** Of an element: what of its look is left where colours are forced. */
const look = (locator) =>
  locator.evaluate((it) => {
    const style = getComputedStyle(it);
    const { color, backgroundColor, outlineStyle, borderBottomColor, borderTopStyle } = style;
    return {
      color,
      backgroundColor,
      outlineStyle,
      weight: Number(style.fontWeight),
      border: borderTopStyle === "none" ? 0 : parseFloat(style.borderTopWidth),
      below: { color: borderBottomColor, width: parseFloat(style.borderBottomWidth) },
    };
  });

test("with forced colours the overview can be read and used", async (t) => {
  const { page, calculator } = await open(t, { fragment: SCENARIO, context: { forcedColors: "active" } });
  assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
  await page.getByRole("heading", { name: "Next best savings" }).waitFor();

  // The system's own colours, as they are here.
  const system = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    const colour = (name) => {
      probe.style.cssText = "";
      probe.style.setProperty("color", name);
      return getComputedStyle(probe).color;
    };
    const colours = Object.fromEntries(["Canvas", "CanvasText", "Highlight", "ButtonText"].map((name) => [name, colour(name)]));
    probe.remove();
    return colours;
  });
  assert.notEqual(system.Canvas, system.CanvasText);

  // A button with words has a border around them, one with an icon alone has an icon that is seen.
  for (const button of await page.getByRole("button").all()) {
    if (!(await button.isVisible())) {
      continue;
    }
    const { color, backgroundColor, border } = await look(button);
    const text = (await button.innerText()).trim();
    const name = text || (await button.getAttribute("aria-label"));
    assert.notEqual(color, backgroundColor, name);
    assert.ok(text || border || (await button.locator("svg").count()), `${name} has neither words nor a border nor an icon`);
    for (const icon of await button.locator("svg:not([viewBox='0 0 1000 4'])").all()) {
      const { color } = await look(icon);
      assert.notEqual(color, system.Canvas, `the icon of ${name}`);
    }
  }
  for (const name of ["Share", "Compare"]) {
    assert.ok((await look(calculator.button(name))).border >= 1, name);
  }

  // The chosen tab has a line below it and heavier words, and no other has.
  const tabs = {};
  for (const tab of await page.getByRole("tab").all()) {
    const { below, weight } = await look(tab);
    const isLined = below.width >= 2 && below.color === system.Highlight;
    tabs[await tab.innerText()] = [await tab.getAttribute("aria-selected"), isLined, weight >= 600];
  }
  const { Overview, ...others } = tabs;
  assert.deepEqual(Overview, ["true", true, true]);
  for (const [name, found] of Object.entries(others)) {
    assert.deepEqual(found, ["false", false, false], name);
  }
  // The chosen period is outlined.
  for (const [name, line] of [["Month", "solid"], ["Year", "none"]]) {
    assert.equal((await look(calculator.choice("Show figures per", name).locator(".."))).outlineStyle, line, name);
  }

  // A chart's words are the system's, its bars and lines stand out from the paper.
  const chart = page.getByRole("tabpanel", { name: "Overview" }).getByRole("figure").first();
  const drawn = await chart.getByRole("img").evaluate((picture) => {
    const all = (names) => [...picture.querySelectorAll(names)].map((it) => getComputedStyle(it));
    return {
      words: all("text").map((style) => style.fill),
      bars: all("rect:not(defs *)").map((style) => style.fill),
      lines: all("line:not(defs *)").map((style) => style.stroke),
    };
  });
  assert.ok(drawn.words.length >= 8 && drawn.words.every((fill) => fill === system.CanvasText), [...new Set(drawn.words)].join());
  assert.ok(drawn.bars.length >= 4 && drawn.bars.every((fill) => fill !== system.Canvas && fill !== "none"), drawn.bars.join());
  assert.ok(drawn.lines.length >= 3 && drawn.lines.every((stroke) => stroke !== system.Canvas && stroke !== "none"), drawn.lines.join());

  // The switches of levers tell on from off by where their knob is, and the focus is outlined.
  await calculator.openWorkload("Worked estate");
  const knobs = await Promise.all(["Batch", "Agent"].map((title) => calculator.lever(title).screenshot()));
  assert.notDeepEqual(knobs[0], knobs[1], "a switch that is on looks like one that is off");
  await page.keyboard.press("Tab");
  // A field is marked by the box around it.
  const marks = page.locator(":focus, :has(> :focus)");
  await eventually(async () => assert.ok((await Promise.all((await marks.all()).map(look))).some((mark) => mark.outlineStyle === "solid")));
});
