// A program that has trapped hears nothing any more: another instance takes its place, with what was typed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./page.mjs";

/** Has the program trap: for the page, one that throws this is the same. */
const trap = (page) =>
  page.evaluate(() => {
    setTimeout(() => {
      throw new WebAssembly.RuntimeError("unreachable");
    });
  });

test("after a trap the page works again, its late views too, with the scenario as it was", async (t) => {
  const { page, requests } = await open(t, { tolerant: true });
  await page.getByRole("button", { name: "Price my app" }).first().click();
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("Claims intake");
  await name.press("Tab");
  await page.evaluate(() => {
    globalThis.startedAgain = new Promise((started) => addEventListener("calculator-started", started, { once: true }));
  });
  // At once, before the page writes it to its address.
  await trap(page);
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("?again=1")));
  // Until then the page that has trapped is to be seen still.
  await page.evaluate(async () => {
    await globalThis.startedAgain;
  });
  await page.getByText("Claims intake").first().waitFor();
  await page.getByRole("tab", { name: "Evidence" }).click();
  await page.getByRole("tabpanel", { name: "Evidence" }).getByRole("heading", { name: /Published figures/ }).waitFor();
  assert.equal(await page.locator("#app").count(), 1);
  assert.equal(requests.filter((request) => request.url().includes("?again=")).length, 1);
});

test("a page that traps again and again stops beginning anew", async (t) => {
  const { page, requests } = await open(t, { tolerant: true });
  for (let time = 0; time < 8; time += 1) {
    await trap(page);
    await page.waitForTimeout(400);
  }
  const scripts = requests.map((request) => request.url()).filter((url) => /\?again=\d+$/.test(url));
  assert.ok(scripts.length >= 1 && scripts.length <= 5, scripts.join("\n"));
});
