// Links that are cut off, damaged or of another version: what can be read is opened, what can't is named.

import assert from "node:assert/strict";
import { test } from "node:test";
import { link, open } from "./page.mjs";

const WHOLE = link("w1.name=One", "w1.model=claude-sonnet-4.5", "w1.tokens=1000000,0", "w1.batch=0.4");
const TITLE = "Part of the link couldn’t be read.";
const UNREAD = "This link couldn’t be read.";

test("a cut-off link says so, and the rest is opened", async (t) => {
  const { page, calculator } = await open(t, { fragment: WHOLE.slice(0, WHOLE.indexOf("=0.4")) });
  await page.getByText(TITLE).waitFor();
  await page.getByRole("listitem").filter({ hasText: /cut off at “w1\.batch”/ }).waitFor();
  await calculator.shows("$3.00");
  await calculator.openWorkload("One");
  assert.equal(await calculator.field("Name").inputValue(), "One");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await page.getByText(TITLE).waitFor({ state: "detached" });
  await calculator.shows("$3.00");
});

test("a number at which a link is cut off isn't guessed: it may lack digits", async (t) => {
  const { page, calculator } = await open(t, { fragment: WHOLE.slice(0, WHOLE.indexOf("&w1.batch")) });
  await page.getByRole("listitem").filter({ hasText: /cut off at “w1\.tokens=1000000,0”/ }).waitFor();
  await page.getByRole("listitem").filter({ hasText: /has no demand/ }).waitFor();
  await calculator.shows("$0");
});

test("each damaged part is named, and the rest is opened", async (t) => {
  const { page, calculator } = await open(t, { fragment: WHOLE.replace("w1.batch=0.4", "w1.batch=lots&w1.colour=red") });
  await page.getByText(TITLE).waitFor();
  assert.equal(await page.getByRole("listitem").filter({ hasText: /“w1\./ }).count(), 2);
  await page.getByRole("listitem").filter({ hasText: /w1\.batch/ }).waitFor();
  await page.getByRole("listitem").filter({ hasText: /w1\.colour/ }).waitFor();
  await calculator.shows("$3.00");
});

test("a link of a version this page doesn't know opens the worked example and says why; a whole one says nothing", async (t) => {
  const { page, calculator } = await open(t, { fragment: "v9&w1.model=claude-sonnet-4.5&end" });
  await page.getByText(UNREAD).waitFor();
  await page.getByText(/“v9”/).waitFor();
  await calculator.shows("$11,664");
  await page.evaluate((fragment) => (location.hash = fragment), WHOLE);
  // 60% of $3.00, and 40% at half.
  await calculator.shows("$2.40");
  assert.equal(await page.getByText(UNREAD).count(), 0);
});

test("what stands behind the # and is no link is said, and changes nothing; the skip link's place is none", async (t) => {
  const { page, calculator } = await open(t, { fragment: WHOLE });
  await calculator.shows("$2.40");
  for (const fragment of ["about", "view-lines", "pricing?utm_source=mail"]) {
    await page.evaluate((fragment) => (location.hash = fragment), fragment);
    await page.getByText(UNREAD).waitFor();
    await page.getByRole("button", { name: "Dismiss" }).click();
    await page.getByText(UNREAD).waitFor({ state: "detached" });
    await calculator.shows("$2.40");
  }
  await page.evaluate(() => (location.hash = "main"));
  await calculator.shows("$2.40");
  assert.equal(await page.getByText(UNREAD).count(), 0);
});
