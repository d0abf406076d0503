import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { open } from "./browser.mjs";
import { Calculator, eventually, link } from "./calculator.mjs";

const panel = (calculator) => calculator.page.getByRole("dialog", { name: "Scenarios" });
const names = (calculator) => panel(calculator).locator(".preset-name").allInnerTexts();
const shown = (calculator, expected) => eventually(async () => assert.deepEqual(await names(calculator), expected));
const stored = (page) => page.evaluate(() => localStorage.getItem("scenarios"));

async function openPanel(calculator) {
  await calculator.button("Scenarios").click();
  await calculator.field("Name").last().waitFor();
  await panel(calculator).getByRole("button", { name: "Save this scenario" }).waitFor();
}

async function save(calculator, name) {
  await panel(calculator).getByRole("textbox", { name: "Name" }).fill(name);
  await panel(calculator).getByRole("button", { name: "Save this scenario" }).click();
  await panel(calculator).getByText(/saved\.$/).waitFor();
}

const press = (calculator, name) => panel(calculator).getByRole("button", { name, exact: true }).click();

test("a scenario is saved, survives a reload, is opened, renamed, duplicated, deleted, and all of it taken back", async (t) => {
  const { page, calculator } = await open(t);
  await openPanel(calculator);
  await save(calculator, "Base");
  await page.keyboard.press("Escape");
  await calculator.field("Input tokens").fill("4.8B");
  await calculator.totalBecomes("$15,264.00");
  await openPanel(calculator);
  await save(calculator, "Twice the input");
  await shown(calculator, ["Twice the input", "Base"]);

  await page.evaluate(() => history.replaceState(null, "", location.pathname));
  await page.reload();
  await calculator.ready();
  await calculator.totalBecomes("$11,232.00");
  await openPanel(calculator);
  await shown(calculator, ["Twice the input", "Base"]);
  await panel(calculator).getByRole("button", { name: /^Twice the input/ }).click();
  await calculator.totalBecomes("$15,264.00");
  await panel(calculator).waitFor({ state: "hidden" });
  await calculator.button("Undo").click();
  await calculator.totalBecomes("$11,232.00");

  await openPanel(calculator);
  await press(calculator, "Rename: Base");
  await panel(calculator).getByRole("textbox", { name: "New name" }).fill("Start");
  await page.keyboard.press("Enter");
  await shown(calculator, ["Twice the input", "Start"]);
  await press(calculator, "Undo this");
  await shown(calculator, ["Twice the input", "Base"]);
  await press(calculator, "Duplicate: Base");
  await shown(calculator, ["Twice the input", "Base", "Base 2"]);
  await press(calculator, "Delete: Twice the input");
  await shown(calculator, ["Base", "Base 2"]);
  assert.match(await stored(page), /^1\nBase\tv1&.*&end\nBase 2\tv1&.*&end$/);
  await press(calculator, "Undo this");
  await shown(calculator, ["Twice the input", "Base", "Base 2"]);
});

test("a name that is taken is replaced only when asked, and that can be taken back", async (t) => {
  const { page, calculator } = await open(t);
  await openPanel(calculator);
  await save(calculator, "Base");
  const before = await stored(page);
  await page.keyboard.press("Escape");
  await calculator.field("Input tokens").fill("4.8B");
  await calculator.totalBecomes("$15,264.00");
  await openPanel(calculator);
  await panel(calculator).getByRole("textbox", { name: "Name" }).fill("Base");
  await press(calculator, "Save this scenario");
  await panel(calculator).getByText("Base is saved already, as something else.").waitFor();
  assert.equal(await stored(page), before);
  await press(calculator, "Replace it");
  await eventually(async () => assert.notEqual(await stored(page), before));
  await press(calculator, "Undo this");
  await eventually(async () => assert.equal(await stored(page), before));
});

test("a link comes before what is saved", async (t) => {
  const { page, calculator } = await open(t);
  await openPanel(calculator);
  await save(calculator, "Base");
  const other = await page.context().newPage();
  await other.goto(`${page.url().split("#")[0]}#${link("w1.model=nova-lite", "w1.scope=in-region", "w1.tokens=1000000,0")}`);
  await new Calculator(other).ready();
  await new Calculator(other).totalBecomes("$0.06");
});

test("two tabs share what is saved and overwrite nothing of each other", async (t) => {
  const { page, context, calculator } = await open(t);
  await openPanel(calculator);
  const second = new Calculator(await context.newPage());
  await second.page.goto(page.url());
  await second.ready();
  await openPanel(second);
  await save(calculator, "One");
  await shown(second, ["One"]);
  await save(second, "Two");
  await shown(calculator, ["Two", "One"]);
  await press(calculator, "Delete: One");
  await shown(second, ["Two"]);
});

test("where storage is blocked, scenarios stay until the page is closed, and the page says so", async (t) => {
  const { calculator } = await open(t, {
    before: [
      () =>
        Object.defineProperty(globalThis, "localStorage", {
          get() {
            throw new DOMException("The operation is insecure.", "SecurityError");
          },
        }),
    ],
  });
  await openPanel(calculator);
  await panel(calculator).getByText(/This browser keeps nothing for this page/).waitFor();
  await save(calculator, "Base");
  await press(calculator, "Duplicate: Base");
  await shown(calculator, ["Base", "Base 2"]);
  await press(calculator, "Undo this");
  await shown(calculator, ["Base"]);
});

test("where storage is full, nothing is lost and the page says so", async (t) => {
  const { page, calculator } = await open(t);
  await openPanel(calculator);
  await save(calculator, "Base");
  const before = await stored(page);
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await press(calculator, "Duplicate: Base");
  await panel(calculator).getByText(/its storage is full/).waitFor();
  await shown(calculator, ["Base"]);
  assert.equal(await stored(page), before);
});

for (const [what, text, expected] of [
  ["something newer", "2\nwhat\tever", null],
  ["no list at all", '{"__proto__":1}', null],
  ["junk lines", "1\n<img src=x onerror=alert(1)>\tv1&nonsense\nno tab\n\u202Eabc\tv9&end\n__proto__\t", 4],
]) {
  test(`storage that holds ${what} does no harm and isn't overwritten`, async (t) => {
    const { page, calculator } = await open(t);
    await page.evaluate((value) => localStorage.setItem("scenarios", value), text);
    await openPanel(calculator);
    if (expected === null) {
      await panel(calculator).getByText(/nothing can be saved/).waitFor();
      await press(calculator, "Save this scenario");
      assert.equal(await stored(page), text);
      await press(calculator, "Delete it for good");
      await save(calculator, "Base");
    } else {
      await eventually(async () => assert.equal(await panel(calculator).getByText(/^Not readable/).count(), expected));
      assert.equal(await page.locator("img").count(), 0);
      await save(calculator, "Base");
      assert.ok((await stored(page)).endsWith(text.slice(1)), await stored(page));
    }
    await shown(calculator, expected === null ? ["Base"] : ["Base", "<img src=x onerror=alert(1)>", "Without a name", "�abc", "__proto__"]);
  });
}

test("a hostile name is only a name, and turns nothing around", async (t) => {
  const { page, calculator } = await open(t);
  await openPanel(calculator);
  const name = `<img src=x>\u202Ecba\u2066 ${"😀".repeat(100)}`;
  await panel(calculator).getByRole("textbox", { name: "Name" }).evaluate((field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, name);
  await press(calculator, "Save this scenario");
  await eventually(async () => assert.equal((await names(calculator)).length, 1));
  const [only] = await names(calculator);
  assert.ok(only.startsWith("<img src=x>�cba� 😀") && [...only].length === 80, only);
  assert.equal(await page.locator("img").count(), 0);
  await panel(calculator).getByRole("button", { name: /^Compare:/ }).click();
  await calculator.answer.getByRole("tabpanel", { name: "Compare" }).getByRole("listitem").nth(1).waitFor();
  assert.equal(await calculator.overflow(), 0);
});

test("everything works with the keyboard alone", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.button("Scenarios").focus();
  await page.keyboard.press("Enter");
  const field = panel(calculator).getByRole("textbox", { name: "Name" });
  await field.waitFor();
  await page.keyboard.press("Tab");
  await eventually(async () => assert.ok(await field.evaluate((element) => element === document.activeElement)));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Keys");
  await page.keyboard.press("Enter");
  await shown(calculator, ["Keys"]);
  await panel(calculator).getByRole("button", { name: "Delete: Keys" }).focus();
  await page.keyboard.press("Enter");
  const undo = panel(calculator).getByRole("button", { name: "Undo this" });
  await eventually(async () => assert.ok(await undo.evaluate((element) => element === document.activeElement)));
  await page.keyboard.press("Enter");
  await shown(calculator, ["Keys"]);
  await page.keyboard.press("Escape");
  assert.ok(await calculator.button("Scenarios").evaluate((button) => button === document.activeElement));
});

for (const [colours, width] of [["light", 1440], ["dark", 320]]) {
  test(`the panel is accessible and fits, ${colours}, ${width} pixels`, async (t) => {
    const { page, calculator } = await open(t, { colours, viewport: { width, height: 800 } });
    await openPanel(calculator);
    await save(calculator, "Unbreakable".repeat(7));
    await accessible(page);
    await press(calculator, `Rename: ${"Unbreakable".repeat(7)}`);
    await accessible(page);
    assert.equal(await calculator.overflow(), 0);
  });
}
