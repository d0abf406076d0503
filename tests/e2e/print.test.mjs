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
  for (const part of [
    "$11,232.00",
    "$16,200.00",
    "Cache read, batch",
    "2,400M input",
    "cached reads halved too",
    "Assumptions",
    "Published figures",
    "Does caching pay?",
    "before tax",
    /25 Oct(ober)? 2026/,
  ]) {
    assert.ok(printed.search(part instanceof RegExp ? part : new RegExp(part.replace(/[$.?]/g, "\\$&"))) >= 0, `${part} in:\n${printed}`);
  }
  for (const button of ["Undo", "Duplicate", "Copy link"]) {
    assert.ok(!printed.includes(button), `${button} isn't printed`);
  }
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
