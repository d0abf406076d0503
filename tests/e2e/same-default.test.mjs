// A lever's hint, the verdict and the list of savings begin with the same figures: what one promises the other keeps.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ESTATE, eventually, link, open } from "./page.mjs";

// 20 requests a minute, 12 hours a day, 22 days; 3,000 tokens in, 300 out.
const TRAFFIC = ["w1.name=Chat", "w1.model=claude-sonnet-4.6", "w1.traffic=20,12,22,3000,300"];

for (const [what, parts] of [["tokens a month", ESTATE], ["traffic", TRAFFIC]]) {
  test(`what caching and routing could save is said once, for ${what}`, async (t) => {
    const { page, calculator } = await open(t, { fragment: link(...parts) });
    const name = parts[0].replace("w1.name=", "").replace("+", " ");
    await calculator.openWorkload(name);
    await page.getByRole("heading", { name: "Next best savings" }).waitFor();
    const more = page.getByRole("button", { name: /^See all/ });
    if (await more.isVisible()) {
      await more.click();
    }
    for (const [title, saving] of [["Prompt caching", /^Cache the prompt/], ["Routing", /^Send 40%/]]) {
      const group = page.getByRole("heading", { name: title, exact: true }).locator("..");
      const row = page.getByRole("listitem").filter({ has: page.getByText(saving) });
      await eventually(async () => {
        const hint = (await group.innerText()).match(/Could save (\$[\d,.]+)/)?.[1];
        assert.ok(hint, await group.innerText());
        assert.ok((await row.innerText()).includes(`−${hint}`), `${hint}: ${await row.innerText()}`);
      });
    }
    if (what === "traffic") {
      // Live requests don't wait for a batch: neither the lever nor the list proposes it.
      assert.equal(await page.getByRole("listitem").filter({ hasText: "as batch" }).count(), 0);
    }
  });
}
