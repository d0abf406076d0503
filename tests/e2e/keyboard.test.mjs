import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";
import { eventually } from "./calculator.mjs";

const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const ring = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    return {
      isBody: element === document.body,
      name: element.getAttribute("aria-label") || element.labels?.[0]?.innerText || element.innerText.split("\n")[0],
      isVisible: ring || boxShadow !== "none",
      place: [...document.querySelectorAll("*")].indexOf(element),
    };
  });

test("tab goes through the whole page in order, shows where it is, and back out", async (t) => {
  const { page } = await open(t);
  const places = [];
  let stop;
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press("Tab");
    stop = await focused(page);
    if (stop.isBody) {
      break;
    }
    places.push(stop);
  }
  assert.ok(stop.isBody, "the focus leaves the page at its end");
  assert.ok(places.length > 25, `${places.length} places`);
  assert.deepEqual(places.filter((one) => !one.isVisible).map((one) => one.name), [], "the focus can be seen");
  const order = places.map((one) => one.place);
  assert.deepEqual(order, [...order].sort((a, b) => a - b));
  for (const name of ["Skip to the answer", "Presets", "Input tokens", "Where it goes", "Input, on demand"]) {
    assert.ok(places.some((one) => one.name.startsWith(name)), `${name} in ${places.map((one) => one.name)}`);
  }
});

test("a model is chosen with the keys alone", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.field("Name").focus();
  await page.keyboard.press("Tab");
  await calculator.models.first().waitFor();
  await page.keyboard.type("haiku 4.5");
  await eventually(async () => assert.equal(await calculator.models.count(), 1));
  for (let letters = 0; letters < "ku 4.5".length; letters += 1) {
    await page.keyboard.press("Backspace");
  }
  await eventually(async () => assert.ok((await calculator.models.count()) > 1));
  const active = () =>
    calculator.picker.evaluate((field) => {
      return document.getElementById(field.getAttribute("aria-activedescendant"))?.innerText;
    });
  const first = await active();
  await page.keyboard.press("ArrowDown");
  await eventually(async () => assert.notEqual(await active(), first));
  await page.keyboard.press("ArrowUp");
  await eventually(async () => assert.equal(await active(), first));
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal(await calculator.models.count(), 0));
  assert.equal(await calculator.picker.inputValue(), first.split("\n")[0]);
  await page.keyboard.press("Tab");
  assert.ok(!(await focused(page)).isBody, "the picker lets the focus go");
});

test("the views are changed with the arrow keys", async (t) => {
  const { page, calculator } = await open(t);
  await calculator.tab("Where it goes").focus();
  for (const [key, name] of [
    ["ArrowRight", "Capacity"],
    ["End", "Rates"],
    ["ArrowRight", "Where it goes"],
    ["ArrowLeft", "Rates"],
    ["Home", "Where it goes"],
  ]) {
    await page.keyboard.press(key);
    await eventually(async () => assert.equal(await calculator.tab(name).getAttribute("aria-selected"), "true"));
    assert.ok(await calculator.tab(name).evaluate((tab) => tab === document.activeElement), name);
    assert.equal(await calculator.answer.getByRole("tabpanel").count(), 1);
  }
});

test("a line, a group and a panel open and close with the keys", async (t) => {
  const { page, calculator } = await open(t);
  const line = calculator.line("Input, on demand");
  await line.focus();
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal(await line.getAttribute("aria-expanded"), "true"));
  await page.keyboard.press("Space");
  await eventually(async () => assert.equal(await line.getAttribute("aria-expanded"), "false"));

  await calculator.openGroup("Workloads");
  await calculator.field("Output tokens").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await calculator.field("Requests run as batch").waitFor();

  await calculator.button("Presets").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await calculator.totalBecomes("$16,200.00");
  assert.ok(await calculator.button("Presets").evaluate((button) => button === document.activeElement));
});
