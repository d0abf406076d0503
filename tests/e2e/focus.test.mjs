// What is pressed by keyboard may go away: the focus doesn't go with it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ESTATE, eventually, link, open } from "./page.mjs";

/**
 * Presses a button with the keyboard; afterwards the focus must be on something that can be seen, also where the button
 * goes away with what it stands in.
 */
async function press(page, button, goes) {
  const handle = await button.elementHandle();
  const name = await handle.evaluate((it) => it.getAttribute("aria-label") ?? it.innerText);
  await handle.focus();
  await page.keyboard.press("Enter");
  if (goes) {
    await eventually(async () => assert.equal(await handle.isVisible(), false, `${name} stays`));
  }
  await keeps(page, `the focus is lost after ${name}`);
}

/** The focus is on something that can be seen, now and after what is still to come has come. */
async function keeps(page, message) {
  await page.evaluate(() => new Promise((later) => requestAnimationFrame(() => requestAnimationFrame(later))));
  await eventually(async () => {
    const lost = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused === document.body || focused.matches(":disabled") || !focused.checkVisibility();
    });
    assert.equal(lost, false, message);
  });
}

async function opened(t) {
  const { page, calculator } = await open(t, { fragment: link(...ESTATE) });
  await calculator.openWorkload("Worked estate");
  return { page, calculator };
}

/** Chooses a command of the menu More by keyboard. */
async function command({ page, calculator }, name) {
  await calculator.button("More").focus();
  await page.keyboard.press("ArrowDown");
  await page.getByRole("menuitem", { name: new RegExp(`^${name}`) }).focus();
  await page.keyboard.press("Enter");
  await keeps(page, `the focus is lost after ${name}`);
}

test("undo and redo keep the focus when there is nothing left to do", async (t) => {
  const { page, calculator } = await opened(t);
  // 4.8B x $3 + 600M x $15.
  await calculator.field("Input tokens a month").fill("4.8B");
  await calculator.shows("$23,400");
  await command({ page, calculator }, "Undo");
  await calculator.shows("$16,200");
  await command({ page, calculator }, "Redo");
  await calculator.shows("$23,400");
  await command({ page, calculator }, "Worked example");
  await calculator.shows("$11,664");
  await press(page, calculator.undo, true);
  await calculator.shows("$23,400");
});

test("adding and removing workloads and routes keeps the focus", async (t) => {
  const { page, calculator } = await opened(t);
  await press(page, page.getByRole("button", { name: "Add workload" }));
  await eventually(async () => assert.equal(await calculator.field("Name").inputValue(), "Workload 2"));
  await press(page, calculator.button("Remove"));
  await calculator.openWorkload("Worked estate");
  await calculator.lever("Routing").focus();
  await page.keyboard.press("Space");
  await keeps(page, "the focus is lost after Routing");
  await press(page, calculator.button("Add another model"));
  const last = page.getByRole("group", { name: "Model 3", exact: true });
  await press(page, last.getByRole("button", { name: "Remove" }), true);
});

test("a price of one's own that is taken out keeps the focus", async (t) => {
  const { page, calculator } = await opened(t);
  const prices = calculator.lever("Your own prices");
  await prices.focus();
  await page.keyboard.press("Space");
  await calculator.field("Input").fill("2");
  // 2,400M x $2 + $9,000.
  await calculator.shows("$13,800");
  await prices.focus();
  await page.keyboard.press("Space");
  await calculator.shows("$16,200");
  await keeps(page, "the focus is lost after Your own prices");
});

for (const [what, button] of [
  ["re-pricing", (page) => page.getByRole("button", { name: "Re-price", exact: true })],
  ["dismissing what a link got wrong", (page) => page.getByRole("main").getByRole("button", { name: "Dismiss" }).first()],
]) {
  test(`${what} keeps the focus`, async (t) => {
    const fragment = "v2&rates=2026-08-20&w1.model=claude-sonnet-4.5&w1.tokens=1000000,0&w1.colour=red&end";
    const { page } = await open(t, { fragment });
    await button(page).waitFor();
    await press(page, button(page), true);
  });
}

test("a message that is dismissed, and a menu that is left, give the focus back", async (t) => {
  const { page, calculator } = await opened(t);
  await page.getByRole("button", { name: "Add workload" }).click();
  await press(page, calculator.button("Remove"));
  await calculator.said("removed");
  await press(page, page.getByRole("status").getByRole("button", { name: "Dismiss" }), true);
  for (const menu of ["Share", "More"]) {
    await calculator.button(menu).focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("menu").waitFor();
    await page.keyboard.press("Escape");
    await eventually(async () => assert.ok(await calculator.button(menu).evaluate((it) => it === document.activeElement)));
  }
});

test("who types in another field at once isn't brought back to the first", async (t) => {
  const { page, calculator } = await opened(t);
  const label = "Requests a month";
  // Faster than any timer or frame of the page: as soon as the new fields stand.
  await page.evaluate(async (label) => {
    const labelled = () => [...document.querySelectorAll("label")].find((it) => it.textContent.trim() === label);
    [...document.querySelectorAll("button")].find((it) => it.textContent.trim() === "Add workload").click();
    for (let turns = 0; turns < 1000 && !labelled(); turns += 1) {
      await Promise.resolve();
    }
    labelled().control.focus();
  }, label);
  await page.waitForTimeout(300);
  await page.keyboard.type("1,000");
  assert.equal(await calculator.field(label).inputValue(), "1,000");
  assert.equal(await calculator.field("Name").inputValue(), "Workload 2");
});
