// Asks axe about a page.

import assert from "node:assert/strict";
import axe from "axe-core";

const OPTIONS = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
};

/** Fails with each rule that is broken and where. */
export async function accessible(page) {
  assert.deepEqual(await broken(page), []);
}

/** Each rule that is broken and where. */
export async function broken(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) {
    await page.evaluate(axe.source);
  }
  const { violations, passes } = await page.evaluate((options) => globalThis.axe.run(document, options), OPTIONS);
  assert.ok(passes.length > 5, "axe has looked at hardly anything");
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}: ${node.failureSummary?.replace(/\s+/g, " ")}`),
  );
}
