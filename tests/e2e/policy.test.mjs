import assert from "node:assert/strict";
import { test } from "node:test";
import { open, SITE } from "./page.mjs";

test("the policy is sent by the server and carried by the page", async (t) => {
  const { page } = await open(t);
  const sent = (await (await fetch(SITE)).headers).get("content-security-policy");
  const carried = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  assert.equal(sent, `${carried}; frame-ancestors 'none'`);
  assert.match(carried, /^default-src 'none'; /);
  assert.doesNotMatch(carried, /unsafe-inline|'unsafe-eval'|https?:|\*/);
});

test("script and style that are not the page's own do nothing", async (t) => {
  const { page, problems } = await open(t, { tolerant: true });
  assert.deepEqual(problems, []);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'taken over'";
    document.body.append(script);
    document.body.setAttribute("style", "visibility: hidden");
    const image = document.createElement("img");
    image.src = "https://example.com/pixel.png";
    document.body.append(image);
  });
  await page.waitForTimeout(200);
  assert.notEqual(await page.title(), "taken over");
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).visibility), "visible");
  for (const directive of ["script-src", "style-src", "img-src"]) {
    assert.ok(problems.some((problem) => problem.includes(`policy: ${directive}`)), `${directive}: ${problems}`);
  }
});
