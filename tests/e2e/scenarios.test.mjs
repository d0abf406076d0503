// Scenarios kept in this browser: saved, opened, renamed, copied, deleted, and all of it taken back; and what may be kept
// there by others.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { Calculator, ESTATE, eventually, link, ONE, open, SITE } from "./page.mjs";

const dialogOf = (calculator) => calculator.page.getByRole("dialog", { name: "Saved scenarios" });
const button = (calculator, name) => dialogOf(calculator).getByRole("button", { name, exact: true });
const press = (calculator, name) => button(calculator, name).click();
const stored = (page) => page.evaluate(() => localStorage.getItem("scenarios"));

/** The names of what is kept, in order: each can be deleted by its name. */
async function names(calculator) {
  const all = dialogOf(calculator).getByRole("button", { name: /^Delete: / });
  const labels = await all.evaluateAll((found) => found.map((one) => one.getAttribute("aria-label")));
  return labels.map((label) => label.replace("Delete: ", ""));
}

const shown = (calculator, expected) => eventually(async () => assert.deepEqual(await names(calculator), expected));

async function openDialog(calculator) {
  await calculator.choose("Share", "Saved scenarios");
  await button(calculator, "Save this scenario").waitFor();
}

async function save(calculator, name) {
  await dialogOf(calculator).getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await press(calculator, "Save this scenario");
  await dialogOf(calculator).getByText(/saved\.$/).waitFor();
}

async function closeDialog(calculator) {
  await calculator.page.keyboard.press("Escape");
  await dialogOf(calculator).waitFor({ state: "hidden" });
}

/** Doubles the estate's input: $23,400. */
async function twice(calculator) {
  await calculator.openWorkload("Worked estate");
  await calculator.field("Input tokens a month").fill("4.8B");
  await calculator.shows("$23,400");
}

test("a scenario is saved, survives a reload, is opened, renamed, duplicated, deleted, and all of it taken back", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...ESTATE) });
  await openDialog(calculator);
  await save(calculator, "Base");
  await closeDialog(calculator);
  await page.getByRole("button", { name: "Rename scenario: Base" }).waitFor();
  await twice(calculator);
  await openDialog(calculator);
  await save(calculator, "Twice the input");
  await shown(calculator, ["Twice the input", "Base"]);

  await page.goto("about:blank");
  await page.goto(SITE, { waitUntil: "load" });
  await page.evaluate(() => globalThis.applicationStarted);
  await calculator.shows("$11,664");
  await openDialog(calculator);
  await shown(calculator, ["Twice the input", "Base"]);
  await dialogOf(calculator).getByRole("button", { name: /^Twice the input/ }).click();
  await calculator.shows("$23,400");
  await dialogOf(calculator).waitFor({ state: "hidden" });
  await calculator.undo.click();
  await calculator.shows("$11,664");

  await openDialog(calculator);
  await press(calculator, "Rename: Base");
  await dialogOf(calculator).getByRole("textbox", { name: "New name" }).fill("Start");
  await page.keyboard.press("Enter");
  await shown(calculator, ["Twice the input", "Start"]);
  await press(calculator, "Undo this");
  await shown(calculator, ["Twice the input", "Base"]);
  await press(calculator, "Duplicate: Base");
  await shown(calculator, ["Twice the input", "Base", "Base 2"]);
  await press(calculator, "Delete: Twice the input");
  await shown(calculator, ["Base", "Base 2"]);
  assert.match(await stored(page), /^1\nBase\tv2&.*&end\nBase 2\tv2&.*&end$/);
  await press(calculator, "Undo this");
  await shown(calculator, ["Twice the input", "Base", "Base 2"]);
});

test("a name that is taken is replaced only when asked, and that can be taken back", async (t) => {
  const { page, calculator } = await open(t, { fragment: link(...ESTATE) });
  await openDialog(calculator);
  await save(calculator, "Base");
  const before = await stored(page);
  await closeDialog(calculator);
  await twice(calculator);
  await openDialog(calculator);
  await dialogOf(calculator).getByRole("textbox", { name: "Name", exact: true }).fill("Base");
  await press(calculator, "Save this scenario");
  await dialogOf(calculator).getByText("Base is saved already, as something else.").waitFor();
  assert.equal(await stored(page), before);
  await press(calculator, "Replace it");
  await eventually(async () => assert.notEqual(await stored(page), before));
  await press(calculator, "Undo this");
  await eventually(async () => assert.equal(await stored(page), before));
});

test("a link comes before what is saved", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await openDialog(calculator);
  await save(calculator, "Base");
  const other = await page.context().newPage();
  await other.goto(`${SITE}#${link("w1.model=nova-lite", "w1.scope=in-region", "w1.tokens=1000000,0")}`);
  await other.evaluate(() => globalThis.applicationStarted);
  await new Calculator(other).shows("$0.06");
});

test("two tabs share what is saved and overwrite nothing of each other", async (t) => {
  const { page, context, calculator } = await open(t, { fragment: ONE });
  await openDialog(calculator);
  const second = new Calculator(await context.newPage());
  await second.page.goto(page.url());
  await second.page.evaluate(() => globalThis.applicationStarted);
  await openDialog(second);
  await save(calculator, "One");
  await shown(second, ["One"]);
  await save(second, "Two");
  await shown(calculator, ["Two", "One"]);
  await press(calculator, "Delete: One");
  await shown(second, ["Two"]);
});

test("where storage is blocked, scenarios stay until the page is closed, and the page says so", async (t) => {
  const { calculator } = await open(t, {
    fragment: ONE,
    before: [
      () =>
        Object.defineProperty(globalThis, "localStorage", {
          get() {
            throw new DOMException("The operation is insecure.", "SecurityError");
          },
        }),
    ],
  });
  await openDialog(calculator);
  await dialogOf(calculator).getByText(/This browser keeps nothing for this page/).waitFor();
  await save(calculator, "Base");
  await press(calculator, "Duplicate: Base");
  await shown(calculator, ["Base", "Base 2"]);
  await press(calculator, "Undo this");
  await shown(calculator, ["Base"]);
});

test("where storage is full, nothing is lost and the page says so", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await openDialog(calculator);
  await save(calculator, "Base");
  const before = await stored(page);
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await press(calculator, "Duplicate: Base");
  await dialogOf(calculator).getByText(/storage is full/).waitFor();
  await shown(calculator, ["Base"]);
  assert.equal(await stored(page), before);
});

for (const [what, text, unreadable] of [
  ["something newer", "2\nwhat\tever", null],
  ["no list at all", '{"__proto__":1}', null],
  ["junk lines", "1\n<img src=x onerror=alert(1)>\tv1&nonsense\nno tab\n\u202Eabc\tv9&end\n__proto__\t", 4],
]) {
  test(`storage that holds ${what} does no harm and isn't overwritten`, async (t) => {
    const { page, calculator } = await open(t, { fragment: ONE });
    await page.evaluate((value) => localStorage.setItem("scenarios", value), text);
    await openDialog(calculator);
    if (unreadable === null) {
      await dialogOf(calculator).getByText(/nothing can be saved/).waitFor();
      await press(calculator, "Save this scenario");
      assert.equal(await stored(page), text);
      await press(calculator, "Delete it for good");
      await save(calculator, "Base");
    } else {
      await eventually(async () => assert.equal(await dialogOf(calculator).getByText(/^Not readable/).count(), unreadable));
      assert.equal(await page.locator("img").count(), 0);
      await save(calculator, "Base");
      assert.ok((await stored(page)).endsWith(text.slice(1)), await stored(page));
    }
    const junk = ["<img src=x onerror=alert(1)>", "Without a name", "�abc", "__proto__"];
    await shown(calculator, unreadable === null ? ["Base"] : ["Base", ...junk]);
  });
}

test("a hostile name is only a name, and turns nothing around", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  await openDialog(calculator);
  const name = `<img src=x>\u202Ecba\u2066 ${"😀".repeat(100)}`;
  await dialogOf(calculator).getByRole("textbox", { name: "Name", exact: true }).evaluate((field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, name);
  await press(calculator, "Save this scenario");
  await eventually(async () => assert.equal((await names(calculator)).length, 1));
  const [only] = await names(calculator);
  assert.ok(only.startsWith("<img src=x>�cba� 😀") && [...only].length === 80, only);
  assert.equal(await page.locator("img").count(), 0);
  await dialogOf(calculator).getByRole("button", { name: /^Compare:/ }).click();
  await closeDialog(calculator);
  await calculator.button("Compare").click();
  await page.getByRole("list", { name: "Compared scenarios" }).getByRole("listitem").nth(1).waitFor();
  assert.equal(await calculator.overflow(), 0);
});

test("everything works with the keyboard alone", async (t) => {
  const { page, calculator } = await open(t, { fragment: ONE });
  const focused = (element) => eventually(async () => assert.ok(await element.evaluate((it) => it === document.activeElement)));
  const share = calculator.button("Share");
  await share.focus();
  await page.keyboard.press("Enter");
  const item = page.getByRole("menuitem", { name: "Saved scenarios" });
  await item.waitFor();
  await page.keyboard.press("End");
  await focused(item);
  await page.keyboard.press("Enter");
  const name = dialogOf(calculator).getByRole("textbox", { name: "Name", exact: true });
  await name.waitFor();
  // Close, then the name.
  await focused(button(calculator, "Close"));
  await page.keyboard.press("Tab");
  await focused(name);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Keys");
  await page.keyboard.press("Enter");
  await shown(calculator, ["Keys"]);
  await button(calculator, "Delete: Keys").focus();
  await page.keyboard.press("Enter");
  await shown(calculator, []);
  await focused(button(calculator, "Undo this"));
  await page.keyboard.press("Enter");
  await shown(calculator, ["Keys"]);
  await closeDialog(calculator);
  await focused(share);
});

for (const [colours, width] of [["light", 1440], ["dark", 320]]) {
  test(`the dialog is accessible and fits, ${colours}, ${width} pixels`, async (t) => {
    const { page, calculator } = await open(t, { fragment: ONE, colours, viewport: { width, height: 800 } });
    await openDialog(calculator);
    const long = "Unbreakable".repeat(7);
    await save(calculator, long);
    await accessible(page);
    await press(calculator, `Rename: ${long}`);
    await accessible(page);
    assert.equal(await calculator.overflow(), 0);
    assert.equal(await dialogOf(calculator).evaluate((it) => it.scrollWidth - it.clientWidth), 0);
  });
}
