import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { link } from "./calculator.mjs";

const WHOLE = link("w1.name=One", "w1.model=claude-sonnet-4.5", "w1.tokens=1000000,0", "w1.batch=0.4");
const notice = (page) => page.getByRole("region", { name: "Part of this link couldn’t be read" });

test("a cut-off link says so, and the rest is opened", async (t) => {
  const { page, calculator } = await open(t, { fragment: WHOLE.slice(0, WHOLE.indexOf("&w1.batch")) });
  await notice(page).getByText(/cut off/).waitFor();
  await calculator.totalBecomes("$3.00");
  assert.equal(await calculator.field("Name").inputValue(), "One");
  await notice(page).getByRole("button", { name: "Dismiss" }).click();
  await notice(page).waitFor({ state: "detached" });
  await calculator.totalBecomes("$3.00");
});

test("a damaged part is named, and the rest is opened", async (t) => {
  const damaged = WHOLE.replace("w1.batch=0.4", "w1.batch=lots&w1.colour=red");
  const { page, calculator } = await open(t, { fragment: damaged });
  const lost = await notice(page).getByRole("listitem").allInnerTexts();
  assert.equal(lost.length, 2, lost.join("\n"));
  assert.match(lost[0], /w1\.batch/);
  assert.match(lost[1], /w1\.colour/);
  await calculator.totalBecomes("$3.00");
});

test("a link of a version this page doesn't know opens the worked estate and says why", async (t) => {
  const { page, calculator } = await open(t, { fragment: "v9&w1.model=claude-sonnet-4.5&end" });
  await notice(page).getByText(/“v9”/).waitFor();
  assert.equal(await calculator.total(), "$11,232.00");
});

test("a whole link has no notice", async (t) => {
  const { page, calculator } = await open(t, { fragment: WHOLE });
  await calculator.totalBecomes("$2.40");
  assert.equal(await notice(page).count(), 0);
});
