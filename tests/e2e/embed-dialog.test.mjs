import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { open, SITE, SITE_BELOW } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";
import { framed } from "./host.mjs";

const FRAGMENT = link("w1.name=A%26B", "w1.model=claude-sonnet-4.5", "w1.tokens=1000000,0");

async function dialogOf(page) {
  await page.getByRole("button", { name: "Embed", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Embed" });
  await dialog.waitFor();
  return dialog;
}

for (const site of [SITE, SITE_BELOW]) {
  test(`the dialog has what to copy, and its preview computes, at ${new URL(site).pathname}`, async (t) => {
    const { page } = await open(t, { site, fragment: FRAGMENT });
    const dialog = await dialogOf(page);
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
    await calculator.totalBecomes("$3.00");
    await dialog.getByRole("combobox", { name: "What it shows" }).selectOption("compact");
    await dialog.getByRole("combobox", { name: "Theme" }).selectOption("dark");
    await dialog.getByRole("checkbox", { name: "Readers can’t change it" }).check();
    assert.match(await text("Script"), /<bedrock-calculator view="compact" theme="dark" read-only scenario=/);
    assert.match(await text("Frame"), /index\.html\?view=compact&amp;theme=dark&amp;read-only=#v1.* height="1000"/);
    await eventually(async () => assert.equal(await calculator.field("Input tokens").isEditable(), false));
  });
}

test("what the dialog gives shows the same total in another page", async (t) => {
  const { page, context } = await open(t, { fragment: FRAGMENT });
  const dialog = await dialogOf(page);
  const snippet = await dialog.getByRole("textbox", { name: "Frame" }).inputValue();
  const other = await context.newPage();
  await other.setContent(snippet);
  const { calculator } = await framed(other);
  await calculator.totalBecomes("$3.00");
});

test("the link with a picture shows the total and its date in a page without scripts, and leads back", async (t) => {
  const { page, context } = await open(t, {});
  const dialog = await dialogOf(page);
  const snippet = await dialog.getByRole("textbox", { name: "Link with a picture" }).inputValue();
  const other = await context.newPage();
  await other.setContent(snippet);
  const image = other.getByRole("img");
  assert.match(await image.getAttribute("alt"), /\$11,232\.00.*rates of 28 Nov 2026.*Caching -\$2,160\.00/);
  await eventually(async () => assert.equal(await image.evaluate((one) => one.complete && one.naturalWidth), 640));
  const svg = decodeURIComponent((await image.getAttribute("src")).replace("data:image/svg+xml,", ""));
  const words = await other.evaluate((svg) => new DOMParser().parseFromString(svg, "image/svg+xml").documentElement.textContent, svg);
  assert.match(words, /\$11,232\.00.*List\$16,200\.00Caching-\$2,160\.00Batch-\$2,808\.00You pay\$11,232\.00.*28 Nov 2026/);
  assert.equal(await other.getByRole("link").getAttribute("href"), `${await dialog.getByRole("textbox", { name: "Link", exact: true }).inputValue()}`);
});

test("it holds what was typed just before, by keyboard too", async (t) => {
  const { page, calculator } = await open(t, { context: { permissions: ["clipboard-read", "clipboard-write"] } });
  await calculator.field("Input tokens").fill("4.8B");
  await page.getByRole("button", { name: "Embed", exact: true }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Embed" });
  await eventually(async () => assert.match(await dialog.getByRole("textbox", { name: "Link", exact: true }).inputValue(), /4800000000/));
  await dialog.getByRole("button", { name: "Copy: Link", exact: true }).press("Enter");
  await dialog.getByText("Copied: Link.").waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /#v1&.*4800000000.*&end$/);
  // A key for the page behind it isn't heard there.
  await dialog.getByRole("combobox", { name: "Theme" }).press("Control+z");
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await dialog.isVisible(), false));
  assert.equal(await page.getByRole("button", { name: "Embed", exact: true }).evaluate((it) => it === document.activeElement), true);
  await calculator.totalBecomes("$15,264.00");
});

test("its files are asked for when it is first opened, all of the page's own", async (t) => {
  const { page, requests } = await open(t);
  await page.waitForTimeout(300);
  const loaded = requests.length;
  assert.ok(requests.every((request) => !request.url().includes("/embed/")));
  const dialog = await dialogOf(page);
  await framed(page, ".embed-dialog iframe");
  await dialog.getByRole("button", { name: "Close" }).click();
  const after = requests.length;
  await dialogOf(page);
  await page.waitForTimeout(300);
  const asked = requests.slice(loaded, after).map((request) => request.url());
  assert.ok(asked.every((url) => url.startsWith(SITE)) && asked.some((url) => /dialog-[0-9a-f]{16}\.js$/.test(url)), asked.join("\n"));
  assert.equal(requests.length, after, requests.slice(after).map((request) => request.url()).join("\n"));
});

for (const [colours, viewport] of [["light", { width: 1440, height: 900 }], ["dark", { width: 360, height: 740 }]]) {
  test(`axe finds nothing wrong in the dialog, ${colours}, and it fits ${viewport.width} pixels`, async (t) => {
    const { page, calculator } = await open(t, { colours, viewport });
    const dialog = await dialogOf(page);
    await framed(page, ".embed-dialog iframe");
    await page.waitForTimeout(300);
    await accessible(page);
    assert.equal(await calculator.overflow(), 0);
    assert.equal(await dialog.evaluate((it) => it.scrollWidth - it.clientWidth), 0);
  });
}

test("a dialog that can't be loaded says so", async (t) => {
  const { page } = await open(t, { tolerant: true });
  await page.route("**/embed/v1/dialog-*.js", (route) => route.abort());
  await page.getByRole("button", { name: "Embed", exact: true }).click();
  await page.getByRole("button", { name: "Embed: reload first" }).waitFor();
});
