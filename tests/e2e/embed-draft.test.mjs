// A frame on the page's own origin shares its storage, and neither shows what is kept there nor touches it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { attribute, framed } from "./host.mjs";
import { eventually, ONE, open, SITE, TWO } from "./page.mjs";

const ADDRESS = new URL("host-of-a-frame.html", SITE).href;

test("an embed shows its own scenario where a draft is kept, and leaves the draft alone", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await calculator.openWorkload("One");
  await calculator.field("Input tokens a month").fill("5M");
  await calculator.addressBecomes(/5000000/);
  const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
  await eventually(async () => assert.match(await kept(), /5000000/));
  const before = await kept();

  // Without a sandbox, so that nothing but the frame itself keeps it from the storage.
  const frame = (hash) => `<iframe src="embed/v1/index.html${attribute(hash)}" title="Costs" width="900" height="700"></iframe>`;
  const frames = [`#${TWO}`, ""].map(frame);
  const body = `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,">${frames.join("")}`;
  await page.route(ADDRESS, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
  await page.goto(ADDRESS, { waitUntil: "load" });
  const given = await framed(page, "iframe >> nth=0");
  const bare = await framed(page, "iframe >> nth=1");
  await given.calculator.shows("$6.00");
  // Without a scenario it shows the example.
  await bare.calculator.shows("$11,664");
  for (const { frame } of [given, bare]) {
    assert.equal(await frame.evaluate(() => localStorage.length > 0), true, "it has the storage");
    assert.equal(await frame.getByText("Continue where you left off?").count(), 0);
  }
  await given.calculator.openWorkload("Two");
  await given.calculator.field("Input tokens a month").fill("4M");
  await given.calculator.shows("$12.00");
  await given.calculator.addressBecomes(/4000000/);
  assert.equal(await kept(), before);

  // The page still offers what was typed in it.
  await page.goto(SITE, { waitUntil: "load" });
  await page.getByText("Continue where you left off?").waitFor();
  await calculator.button("Continue").click();
  await calculator.shows("$15.00");
});
