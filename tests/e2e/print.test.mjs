import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { open } from "./browser.mjs";

/** The text of a PDF, or undefined without the program that reads it. */
function text(pdf) {
  try {
    return execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" });
  } catch (error) {
    if (error.code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

test("print holds the answer, its lines, its assumptions and what was given", async (t) => {
  const { page } = await open(t, { colours: "dark" });
  await page.emulateMedia({ media: "print" });
  const printed = text(await page.pdf({ format: "A4" })) ?? (await page.locator("body").innerText());
  const parts = [
    ["the total", /\$11,232\.00/],
    ["list price", /\$16,200\.00/],
    ["a line", /Cache read, batch/],
    ["the demand", /2,400M input/],
    ["what is set in a closed group", /cached reads halved too/],
    ["every view", /Does caching pay\?[^]*Assumptions/],
    ["what the estimate is", /before tax/],
    ["the date of the rates", /28 Nov(ember)? 2026/],
  ];
  const missing = parts.filter(([, text]) => !text.test(printed)).map(([name]) => name);
  assert.deepEqual(missing, [], `missing in:\n${printed}`);
  // It is long and about other people's figures: it prints when it is chosen, and leaves no empty heading when it isn't.
  assert.ok(!printed.includes("Published figures"), printed);
  const buttons = ["Undo", "Duplicate", "Copy link"];
  assert.deepEqual(buttons.filter((button) => printed.includes(button)), [], "buttons aren't printed");
});

test("published figures print when they are what is chosen", async (t) => {
  const { page, calculator } = await open(t);
  const view = await calculator.show("Published figures");
  await view.getByRole("table").waitFor();
  await page.emulateMedia({ media: "print" });
  const printed = text(await page.pdf({ format: "A4" })) ?? (await page.locator("body").innerText());
  assert.match(printed, /Published figures[^]*14,040/);
});

test("print is dark on light in every theme", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.list("Theme").selectOption("Theme: dark");
  await page.emulateMedia({ media: "print" });
  const colours = await page.evaluate(() => {
    const style = getComputedStyle(document.body);
    return [style.color, style.backgroundColor];
  });
  const [ink, paper] = colours.map((colour) => colour.match(/[\d.]+/g).map(Number));
  assert.ok(ink[0] + ink[1] + ink[2] < 200, colours[0]);
  assert.ok(paper[3] === 0 || paper[0] + paper[1] + paper[2] > 700, colours[1]);
});
