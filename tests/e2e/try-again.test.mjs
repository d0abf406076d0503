// Parts that come on demand and don't come: each says so, and comes when it is asked for again. Also where a network answers
// with a page of its own, and says that all is well: trains and hotels do.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, LATE, link, LOWERED, open } from "./page.mjs";

const SIGN_IN = "<!doctype html><title>Sign in</title>" + "<p>Sign in to this network.</p>".repeat(20_000);
const HINDRANCES = {
  "the network is gone": (route) => route.abort(),
  "the network answers with its own page": (route) => route.fulfill({ status: 200, contentType: "text/html", body: SIGN_IN }),
  "the network answers with nothing": (route) => route.fulfill({ status: 200, contentType: "application/wasm", body: "" }),
};

/** The parts: how each is opened, where its message stands, and what is there once it has come. */
const PARTS = {
  Breakdown: tab("Breakdown", "line by line"),
  "Commitment and offers": tab("Commitment and offers", "What does AI add to your AWS commitment?"),
  Capacity: tab("Capacity", /./),
  Evidence: tab("Evidence", /Published figures/),
  "Your AWS bill": {
    show: ({ calculator }) => calculator.choose("More", "Your AWS bill"),
    place: ({ page }) => page.getByRole("main"),
    heading: "Your AWS bill",
  },
};

function tab(name, heading) {
  return {
    show: ({ page }) => page.getByRole("tab", { name }).click(),
    place: ({ page }) => page.getByRole("tabpanel", { name }),
    heading,
  };
}

test("each part that didn't come says so, and comes when it is asked for again", async (t) => {
  const opened = await open(t, { fragment: link(...LOWERED), tolerant: true });
  const { page, calculator } = opened;
  await page.getByRole("heading", { name: "Next best savings" }).waitFor();
  let hinder = null;
  let asked = 0;
  await page.route(LATE, (route) => {
    asked += 1;
    return hinder ? hinder(route) : route.continue();
  });
  for (const [name, { show, place, heading }] of Object.entries(PARTS)) {
    const panel = place(opened);
    const message = panel.getByRole("alert").getByText("This part of the page didn’t arrive.");
    const again = panel.getByRole("button", { name: "Try again" });
    let first = true;
    for (const [what, how] of Object.entries(HINDRANCES)) {
      hinder = how;
      const before = asked;
      await (first ? show(opened) : again.click());
      first = false;
      await eventually(async () => assert.ok(asked > before, `${name}: nothing is asked for where ${what}`));
      await message.waitFor();
    }
    if (name !== "Your AWS bill") {
      // The rest of the page works meanwhile.
      await calculator.isExactly("$11,664.00");
    }
    hinder = null;
    const before = asked;
    await again.click();
    await panel.getByRole("heading", { name: heading }).first().waitFor();
    assert.ok(asked > before, name);
    assert.equal(await message.count(), 0, name);
    assert.equal(await panel.getByText("Loading…").count(), 0, name);
  }
});
