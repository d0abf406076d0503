// The demonstration: an article of another site with three calculators in it; and what the server sends for such pages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { openEmpty } from "./browser.mjs";
import { framed } from "./host.mjs";
import { SITE, SITE_BELOW } from "./page.mjs";

for (const site of [SITE, SITE_BELOW]) {
  test(`the demonstration shows three that compute, at ${new URL(site).pathname}`, async (t) => {
    const { page, requests } = await openEmpty(t, { origins: [new URL(site).origin] });
    await page.goto(new URL("embed/demo.html", site).href);
    await page.locator("#yours").scrollIntoViewIfNeeded();
    const { frame, calculator } = await framed(page, "#yours iframe");
    await frame.getByRole("listitem").getByRole("button").first().click();
    await calculator.field("Input tokens a month").fill("240M");
    await page.getByText(/^Your workload costs \$\d+\.\d\d a month/).waitFor();
    await page.locator("bedrock-calculator").nth(2).scrollIntoViewIfNeeded();
    const ladder = await framed(page, "bedrock-calculator[view=chart] iframe");
    await ladder.frame.getByRole("img").first().waitFor();
    await page.getByRole("button", { name: "Show the worked estate there" }).click();
    await page.getByText("Your workload costs $11,664.00 a month, or $139,968.00 a year.").waitFor();
    assert.equal(await page.locator("bedrock-calculator iframe.ready").count(), 3);
    assert.ok(requests.every((request) => request.url().startsWith(site)));
    await accessible(page);
  });
}

test("without JavaScript the article says what its calculators would", async (t) => {
  const { page } = await openEmpty(t, { origins: [new URL(SITE).origin], javaScript: false });
  await page.goto(new URL("embed/demo.html", SITE).href);
  const [result, , chart] = await page.locator("bedrock-calculator").allInnerTexts();
  // The estate by today's rules: $16,200 less $2,160 for caching and $2,376 for batch.
  assert.match(result, /\$16,200\.00 .*\$11,664\.00/);
  assert.match(chart, /\$16,200\.00 .*\$11,664\.00/);
});

test("the server lets a frame without an origin have the page's files, and frames the embed alone", async () => {
  const headers = async (path) => (await fetch(new URL(path, SITE))).headers;
  const script = await headers("embed/v1/bedrock-calculator.js");
  assert.equal(script.get("access-control-allow-origin"), "*");
  assert.equal(script.get("access-control-allow-credentials"), null);
  const frame = (await headers("embed/v1/index.html")).get("content-security-policy");
  assert.match(frame, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';/);
  assert.doesNotMatch(frame, /frame-ancestors|sha256|unsafe-inline/);
  for (const path of ["", "rates.html", "embed/demo.html"]) {
    assert.match((await headers(path)).get("content-security-policy"), /; frame-ancestors 'none'$/, path);
  }
});
