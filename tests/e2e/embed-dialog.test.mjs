// The dialog of the command Embed: what to copy, and a preview that computes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { framed } from "./host.mjs";
import { eventually, link, open, SITE, SITE_BELOW } from "./page.mjs";

const FRAGMENT = link("w1.name=A~26B", "w1.model=claude-sonnet-4.5", "w1.tokens=1000000,0");

async function dialogOf({ page, calculator }) {
  await calculator.choose("Share", "Embed");
  const dialog = page.getByRole("dialog", { name: "Embed" });
  await dialog.waitFor();
  return dialog;
}

for (const site of [SITE, SITE_BELOW]) {
  test(`it has what to copy, and its preview computes, at ${new URL(site).pathname}`, async (t) => {
    const opened = await open(t, { site, fragment: FRAGMENT });
    const { page, requests } = opened;
    assert.ok(requests.every((request) => !request.url().includes("/embed/")));
    const dialog = await dialogOf(opened);
    const text = (name) => dialog.getByRole("textbox", { name, exact: true }).inputValue();
    const embed = new URL("embed/v1/", site).href;
    assert.equal(
      await text("Script"),
      `<script type="module" src="${embed}bedrock-calculator.js"></script>\n` +
        `<bedrock-calculator view="result" scenario="${FRAGMENT.replaceAll("&", "&amp;")}">The calculator appears here.</bedrock-calculator>`,
    );
    assert.equal(
      await text("Frame"),
      `<iframe src="${embed}index.html?view=result#${FRAGMENT.replaceAll("&", "&amp;")}" title="Bedrock cost calculator" ` +
        'loading="lazy" sandbox="allow-scripts" width="100%" height="420"></iframe>',
    );
    assert.equal(await text("Link"), `${site}#${FRAGMENT}`);
    const { calculator } = await framed(page, ".embed-dialog iframe");
    await calculator.shows("$3.00");
    await dialog.getByRole("combobox", { name: "What it shows" }).selectOption("compact");
    await dialog.getByRole("combobox", { name: "Theme" }).selectOption("dark");
    await dialog.getByRole("checkbox", { name: "Readers can’t change it" }).check();
    assert.match(await text("Script"), /<bedrock-calculator view="compact" theme="dark" read-only scenario=/);
    assert.match(await text("Frame"), /index\.html\?view=compact&amp;theme=dark&amp;read-only=#v2.* height="1000"/);
    await page.keyboard.press("Escape");
    await eventually(async () => assert.equal(await dialog.isVisible(), false));
  });
}

test("the link with a picture shows the total and its date in a page without scripts, and leads back", async (t) => {
  const opened = await open(t, { fragment: FRAGMENT });
  const dialog = await dialogOf(opened);
  const snippet = await dialog.getByRole("textbox", { name: "Link with a picture" }).inputValue();
  const other = await opened.context.newPage();
  await other.setContent(snippet);
  const image = other.getByRole("img");
  assert.match(await image.getAttribute("alt"), /^Amazon Bedrock: \$3\.00 a month\. .*Nov 28, 2026/);
  await eventually(async () => assert.ok(await image.evaluate((one) => one.complete && one.naturalWidth > 300)));
  const svg = decodeURIComponent((await image.getAttribute("src")).replace("data:image/svg+xml,", ""));
  assert.match(svg, />\$3\.00 a month<.*Nov 28, 2026/);
  assert.doesNotMatch(svg, /class=|var\(/);
  const href = await other.getByRole("link").getAttribute("href");
  assert.equal(href, await dialog.getByRole("textbox", { name: "Link", exact: true }).inputValue());
});

test("it holds what was typed just before, and keys in it aren't the page's", async (t) => {
  const opened = await open(t, { fragment: FRAGMENT, context: { permissions: ["clipboard-read", "clipboard-write"] } });
  const { page, calculator } = opened;
  await calculator.openWorkload("A&B");
  await calculator.field("Input tokens a month").fill("2M");
  const dialog = await dialogOf(opened);
  await dialog.getByRole("button", { name: "Copy: Link", exact: true }).press("Enter");
  await dialog.getByText("Copied: Link.").waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /#v2&.*w1\.tokens=2000000,0.*&end$/);
  await dialog.getByRole("combobox", { name: "Theme" }).press("Control+z");
  await page.keyboard.press("Escape");
  await calculator.shows("$6.00");
});

for (const [colours, viewport] of [["light", { width: 1440, height: 900 }], ["dark", { width: 360, height: 740 }]]) {
  test(`axe finds nothing wrong in it, ${colours}, and it fits ${viewport.width} pixels`, async (t) => {
    const opened = await open(t, { fragment: FRAGMENT, colours, viewport });
    const dialog = await dialogOf(opened);
    await framed(opened.page, ".embed-dialog iframe");
    await opened.page.waitForTimeout(300);
    await accessible(opened.page);
    assert.equal(await opened.calculator.overflow(), 0);
    assert.equal(await dialog.evaluate((it) => it.scrollWidth - it.clientWidth), 0);
  });
}

test("a dialog that doesn't come is said, and the page works on", async (t) => {
  const { page, calculator } = await open(t, { fragment: FRAGMENT, tolerant: true });
  await page.route("**/embed/v1/dialog-*.js", (route) => route.abort());
  await calculator.choose("Share", "Embed");
  await calculator.said("The dialog didn’t arrive.");
  await calculator.shows("$3.00");
});
