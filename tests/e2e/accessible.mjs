// Asks axe about a page.

import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with each rule that is broken and where. */
export async function accessible(page) {
  assert.deepEqual(await broken(page), []);
}

/** Each rule that is broken and where. */
export async function broken(page) {
  const { violations, passes } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  assert.ok(passes.length > 5, "axe has looked at hardly anything");
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}: ${node.failureSummary?.replace(/\s+/g, " ")}`),
  );
}
