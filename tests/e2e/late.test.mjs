// Parts of the production build: what a first look doesn't need right after it, each other part when it is needed, again
// when it didn't come.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { eventually, late, LATE, open, SITE_BELOW } from "./page.mjs";

const TABS = ["Breakdown", "Commitment and offers", "Capacity", "Evidence"];

for (const site of [undefined, SITE_BELOW]) {
  test(`a view is loaded when it is opened, and not before${site ? ", below a path too" : ""}`, async (t) => {
    const { page, requests } = await open(t, { site });
    // What comes right after the page: the savings among it.
    await page.getByRole("heading", { name: "Next best savings" }).waitFor();
    await page.waitForTimeout(300);
    const first = late(requests);
    assert.ok(first.length > 0);
    await page.waitForTimeout(500);
    assert.deepEqual(late(requests), first, "nothing more comes by itself");
    for (const name of TABS) {
      await page.getByRole("tab", { name }).click();
      const panel = page.getByRole("tabpanel", { name });
      await panel.getByRole("heading").first().waitFor();
      assert.equal(await panel.getByText("Loading…").count(), 0);
    }
    const asked = late(requests);
    assert.ok(asked.length >= first.length + TABS.length, asked.join("\n"));
    assert.equal(new Set(asked).size, asked.length, "a file was asked for twice");
    const base = await page.evaluate(() => document.baseURI.replace(/[^/]*$/, ""));
    assert.ok(asked.every((url) => url.startsWith(base)), asked.join("\n"));
  });
}

/** Reads a sample as the bill. */
async function readBill(page, name) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).click();
  const buffer = await readFile(new URL(`../bill/${name}`, import.meta.url));
  await (await chooser).setFiles([{ name, mimeType: "application/octet-stream", buffer }]);
}

const isRead = (page) => page.getByText("$2,905.98 a month at list price", { exact: false }).waitFor();

test("what reads Parquet is loaded for a file of that form, and for no other", async (t) => {
  const { page, calculator, requests } = await open(t);
  const asked = () => late(requests).filter((address) => address.includes("/late-parquet-")).length;
  await calculator.choose("More", "Your AWS bill");
  await readBill(page, "s06-cur2-00001.csv.gz");
  await isRead(page);
  assert.equal(asked(), 0);
  await page.getByRole("button", { name: "Read another bill" }).click();
  await readBill(page, "s06-cur2.snappy.parquet");
  await isRead(page);
  assert.equal(asked(), 1);
});

test("what reads bills is loaded before a file is chosen, and again with a file where it didn't come", async (t) => {
  const { page, calculator, requests } = await open(t, { tolerant: true });
  const asked = () => late(requests).filter((address) => address.includes("/late-bill_reader-")).length;
  let blocked = true;
  await page.route(/late-bill_reader-/, (route) => (blocked ? route.fulfill({ status: 503 }) : route.continue()));
  await calculator.choose("More", "Your AWS bill");
  await eventually(async () => assert.equal(asked(), 1));
  await readBill(page, "s06-cur2-00001.csv.gz");
  await page.getByRole("alert").getByText("The part of the page that reads bills didn’t arrive.").waitFor();
  blocked = false;
  await readBill(page, "s06-cur2-00001.csv.gz");
  await isRead(page);
});

test("a part that doesn't come can be asked for again", async (t) => {
  const { page } = await open(t, { tolerant: true });
  let blocked = true;
  await page.route(LATE, (route) => (blocked ? route.fulfill({ status: 503 }) : route.continue()));
  await page.getByRole("tab", { name: "Evidence" }).click();
  const panel = page.getByRole("tabpanel", { name: "Evidence" });
  const again = panel.getByRole("button", { name: "Try again" });
  await again.waitFor();
  await again.click();
  await again.waitFor();
  // The rest of the page works meanwhile.
  await page.getByRole("tab", { name: "Overview" }).click();
  await page.getByRole("tabpanel", { name: "Overview" }).getByRole("heading").first().waitFor();
  blocked = false;
  await page.getByRole("tab", { name: "Evidence" }).click();
  await panel.getByRole("heading", { name: /Published figures/ }).waitFor();
});

test("an empty workload opens with the focus on its name", async (t) => {
  const { page } = await open(t);
  await page.getByRole("button", { name: "Price my app" }).first().click();
  const name = page.getByLabel("Name", { exact: true });
  await name.waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "workload-1-name" || document.activeElement?.id.endsWith("-name"));
});
