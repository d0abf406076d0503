import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";

/** What the answer says, whoever put it there: the text of each of its parts, without what only opens. */
async function said(page) {
  return page.evaluate(() => {
    const answer = document.getElementById("answer");
    const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
    const texts = (selector, root = answer) => [...root.querySelectorAll(selector)].map(words);
    const table = (root) =>
      [...root.querySelectorAll("tr:not(.explanation-row)")].map((row) => texts("th, td", row));
    return {
      total: texts(".total p"),
      facts: texts(".facts > div"),
      caption: texts(".ladder figcaption"),
      ladder: texts(".ladder-labels text"),
      bars: [...answer.querySelectorAll(".ladder-bars :is(rect, line)")].map((shape) =>
        ["class", "x", "x1", "width", "y1"].map((name) => shape.getAttribute(name)).join(" "),
      ),
      description: texts(".ladder-bars :is(title, desc)"),
      steps: table(answer.querySelector(".ladder table")),
      notices: texts(".notices > *"),
      lines: table(answer.querySelector(".ledger")),
      breakEven: table(document.getElementById("view-caching")),
      assumptions: texts(".assumptions > li"),
      strip: words(document.querySelector(".total-strip")),
    };
  });
}

test("without JavaScript the page says what the calculator says of the worked estate", async (t) => {
  const { page: still } = await open(t, { javaScript: false, tolerant: true });
  const { page: running } = await open(t);
  const [shell, app] = [await said(still), await said(running)];
  assert.deepEqual(shell, app);
  assert.deepEqual(shell.total, ["$11,232.00 a month", "$16,200.00 list-30.7%"]);
  assert.equal(shell.lines.length, 1 + 1 + 6 + 1, "a head, a workload, six lines, a total");
});

test("without JavaScript the rates of every model can be read", async (t) => {
  const { page } = await open(t, { javaScript: false, tolerant: true });
  await page.getByRole("link", { name: "All rates the calculator uses" }).click();
  await page.getByRole("heading", { level: 1, name: "Rates" }).waitFor();
  const row = page.getByRole("row", { name: /^Claude Sonnet 4\.5/ });
  assert.deepEqual(await row.getByRole("cell").allInnerTexts(), ["3.00", "15.00", "0.30", "1.50", "7.50"]);
  const published = page.getByRole("row", { name: /^Saved for a thousand requests/ });
  assert.match(await published.innerText(), /\$10\.80/);
  const models = await page.locator("tbody tr").count();
  assert.ok(models > 90, `${models} rows`);
  await page.getByRole("heading", { level: 2, name: "Published figures" }).waitFor();
  await page.getByRole("row", { name: /A month at list price/ }).waitFor();
});

test("nothing moves when the calculator takes over", async (t) => {
  const { page: still } = await open(t, { javaScript: false, tolerant: true });
  const { page: running } = await open(t);
  const places = (page) =>
    page.evaluate(() =>
      Object.fromEntries(
        [".total", ".facts", ".ladder", ".notices", ".views", ".ledger"].map((part) => {
          const { top, height } = document.querySelector(`#answer ${part}`).getBoundingClientRect();
          return [part, [Math.round(top), Math.round(height)]];
        }),
      ),
    );
  // Without JavaScript a box says what is missing: it moves all below it, and isn't there for anybody else.
  await still.evaluate(() => document.querySelector("noscript")?.remove());
  assert.deepEqual(await places(still), await places(running));
});
