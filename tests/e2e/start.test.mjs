// How the page starts, and what it says when it can't.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, late, LATE, ONE, open, SITE } from "./page.mjs";

test("it starts in the place of the shell, which says nothing of a failure", async (t) => {
  const { page } = await open(t);
  await page.getByRole("tab", { name: "Overview" }).waitFor();
  assert.equal(await page.locator("#app").count(), 1);
  assert.equal(await page.locator("#cannot-start").count(), 0);
});

test("without JavaScript the shell has the example, and no control that seems to act", async (t) => {
  const { page } = await open(t, { javaScript: false });
  assert.match(await page.locator("body").innerText(), /needs JavaScript and WebAssembly/);
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.match(await page.locator("#answer").innerText(), /\$[\d,]+/);
  assert.equal(await page.locator("button:not([disabled]), input:not([disabled]), select:not([disabled])").count(), 0);
});

test("the shell is as wide as a phone", async (t) => {
  const { page } = await open(t, { javaScript: false, viewport: { width: 360, height: 800 } });
  const widths = () => [document.documentElement.scrollWidth, innerWidth];
  // The page has no script of its own here; the test may ask for its size all the same.
  const [content, screen] = await page.evaluate(widths);
  assert.equal(content, screen);
});

for (const [what, address] of [["its program", /site-[^/]*_bg\.wasm$/], ["its script", /site-[^/]*\.js$/]]) {
  test(`where ${what} doesn't come, the shell says so and keeps the example`, async (t) => {
    const { page } = await open(t, { tolerant: true });
    await page.route(address, (route) => route.abort());
    await page.reload({ waitUntil: "load" });
    await page.getByRole("alert").getByText("couldn’t start").waitFor();
    assert.match(await page.locator("#answer").innerText(), /\$[\d,]+/);
  });
}

test("a browser without WebAssembly is told", async (t) => {
  const without = () => {
    delete globalThis.WebAssembly;
  };
  const { page } = await open(t, { tolerant: true, starts: false, before: [without] });
  await page.getByRole("alert").getByText("couldn’t start").waitFor();
});

test("where what reads links doesn't come, a page that was opened with one says that it couldn't start", async (t) => {
  const { page } = await open(t, { tolerant: true });
  await page.route(LATE, (route) => route.abort());
  await page.goto("about:blank");
  await page.goto(`${SITE}#${ONE}`, { waitUntil: "load" });
  await page.getByRole("alert").getByText("couldn’t start").waitFor();
});

test("what reads links is asked for beside the program, where the address has a link, and once", async (t) => {
  const { page, requests } = await open(t, { tolerant: true });
  const asked = () => late(requests).filter((address) => address.includes("/late-links-"));
  await page.goto("about:blank");
  const program = /site-[^/]*_bg\.wasm$/;
  let goOn;
  const held = new Promise((go) => (goOn = go));
  await page.route(program, async (route) => {
    await held;
    await route.continue();
  });
  const before = asked().length;
  await page.goto(`${SITE}#${ONE}`, { waitUntil: "commit" });
  await eventually(async () => assert.equal(asked().length, before + 1, "before the program has come"));
  goOn();
  await page.evaluate(() => globalThis.applicationStarted);
  await page.waitForTimeout(500);
  assert.equal(asked().length, before + 1);
});

test("a link is read before anything else comes, and the page never shows its example in between", async (t) => {
  // The first page is left while it still loads what comes late.
  const { page, calculator, requests } = await open(t, { tolerant: true });
  await page.goto("about:blank");
  // Slowly, so that a figure of the example would be seen.
  await page.route(LATE, async (route) => {
    await new Promise((later) => setTimeout(later, 300));
    await route.continue();
  });
  const before = late(requests).length;
  await page.goto(`${SITE}#${ONE}`, { waitUntil: "commit" });
  const seen = page.evaluate(async () => {
    await globalThis.applicationStarted;
    return document.querySelector("#answer").innerText;
  });
  assert.match(await seen, /\$3\.00/);
  await calculator.shows("$3.00");
  assert.ok(late(requests).length > before);
});

test("a link that comes while the first change waits to be written wins over it", async (t) => {
  const { page, calculator } = await open(t, { tolerant: true });
  await page.route(LATE, async (route) => {
    await new Promise((later) => setTimeout(later, 1_500));
    await route.continue();
  });
  await page.reload({ waitUntil: "load" });
  await page.evaluate(() => globalThis.applicationStarted);
  await page.getByRole("button", { name: "Add workload" }).click();
  // Longer than the pause before the address is written.
  await page.waitForTimeout(600);
  await page.evaluate((fragment) => location.assign(`#${fragment}`), ONE);
  await calculator.shows("$3.00");
  await page.waitForTimeout(600);
  assert.equal(await page.evaluate(() => location.hash.slice(1)), ONE);
});

test("what is changed before links can be written is written once they can", async (t) => {
  const { page } = await open(t, { tolerant: true });
  let blocked = true;
  await page.route(LATE, (route) => (blocked ? route.fulfill({ status: 503 }) : route.continue()));
  await page.reload({ waitUntil: "load" });
  await page.evaluate(() => globalThis.applicationStarted);
  const add = () => page.getByRole("button", { name: "Add workload" }).click();
  const hash = () => page.evaluate(() => location.hash);
  await add();
  await page.waitForTimeout(800);
  assert.equal(await hash(), "");
  blocked = false;
  await add();
  await eventually(async () => assert.match(await hash(), /w3\./));
});
