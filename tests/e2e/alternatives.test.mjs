import assert from "node:assert/strict";
import { test } from "node:test";
import { broken } from "./accessible.mjs";
import { open } from "./browser.mjs";
import { eventually, link } from "./calculator.mjs";

// 2,400M x $3 + 600M x $15 = $16,200 a month: $194,400 a year.
const SONNET = ["w1.model=claude-sonnet-4.5", "w1.tokens=2400000000,600000000"];

function alternative(calculator, number) {
  return calculator.scenario.getByRole("group", { name: `Alternative ${number}`, exact: true });
}

async function opened(t, fragment = link(...SONNET), options = {}) {
  const { page, calculator } = await open(t, { fragment, ...options });
  const view = await calculator.show("Commitment");
  await calculator.openGroup("Alternatives");
  return { page, calculator, view };
}

test("an alternative a month and one by the token, without a commitment, by hand", async (t) => {
  const { calculator, view } = await opened(t);
  await calculator.button("Add an alternative").click();
  const first = alternative(calculator, 1);
  await first.getByLabel("Name").fill("Own cluster");
  await first.getByLabel("Price a month US").fill("4000");
  await first.getByLabel("Share that moves").fill("50");
  await first.getByLabel("Switching costs").fill("20k");
  // Half of $194,400.00 moves to $48,000.00 a year: saves $49,200.00; 20,000 x 12 / 49,200 is 4.9 months.
  await view.getByText("Own cluster costs $48,000.00 a year for what adds $97,200.00 to the payment on Bedrock: it saves $49,200.00 a year and repays the switch in 5 months.").waitFor();
  await calculator.button("Add an alternative").click();
  const second = alternative(calculator, 2);
  await second.getByText("Prices per million tokens").click();
  await second.getByLabel("Input").fill("0.54");
  await second.getByLabel("Output").fill("0.72");
  // 12 x (2,400 x 0.54 + 600 x 0.72) = 12 x 1,728
  await view.getByText(/^Alternative 2 costs \$20,736\.00 a year for what adds \$194,400\.00/).waitFor();
});

test("a wrong price is named beside its field, and the last answer stays", async (t) => {
  const { calculator, view } = await opened(t, link(...SONNET, "a1=tokens,0.54,0.72,1,0,Together"));
  const first = alternative(calculator, 1);
  for (const [label, text, wrong] of [
    ["Input", "free", /isn’t a number/],
    ["Output", "1001", /1,000/],
    ["Share that moves", "101", "At most 100%."],
    ["Switching costs", "0.001", /decimal places/],
  ]) {
    const field = first.getByLabel(label);
    const before = await field.inputValue();
    await field.fill(text);
    await first.getByText(wrong).first().waitFor();
    await calculator.answer.getByText(/^Last good answer/).waitFor();
    await view.getByText(/^Together costs \$20,736\.00/).waitFor();
    await field.fill(before);
    await eventually(async () => assert.equal(await field.getAttribute("aria-invalid"), null));
  }
});

test("alternatives are added, named, taken out and brought back by keyboard, and a link holds them", async (t) => {
  const { page, calculator } = await opened(t);
  const focused = (id) => eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), id));
  for (let number = 1; number <= 4; number += 1) {
    await calculator.button("Add an alternative").focus();
    await page.keyboard.press("Enter");
    await focused(`alternative-${number}-name`);
    await page.keyboard.type(`Path ${number}`);
  }
  assert.equal(await calculator.button("Add an alternative").getAttribute("aria-disabled"), "true");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await eventually(async () => assert.match(calculator.fragment(), /a4=tokens,0,0,1,0,Path\+4/));
  await calculator.button("Remove alternative 2").focus();
  await page.keyboard.press("Enter");
  await focused("add-alternative");
  await eventually(async () => assert.doesNotMatch(calculator.fragment(), /Path\+2/));
  await calculator.button("Undo").click();
  await eventually(async () => assert.match(calculator.fragment(), /a2=month,0,1,0,Path\+2/));
  const { calculator: again } = await opened(t, calculator.fragment());
  await eventually(async () => assert.equal(await alternative(again, 4).getByLabel("Name").inputValue(), "Path 4"));
  assert.equal(await alternative(again, 4).getByLabel("Output").inputValue(), "0.00");
  await again.group("Alternatives").getByRole("heading").click();
  await again.scenario.getByText("4 alternatives").waitFor();
});

for (const width of [320, 360, 768, 1100]) {
  test(`alternatives fit ${width} pixels, and axe finds nothing wrong`, async (t) => {
    for (const colours of ["light", "dark"]) {
      const parts = ["a1=month,40000,0.5,200000,Own+cluster", "a2=tokens,0.54,0.72,1,50000,Together"];
      // As high as what it shows: nothing is half behind the strip at the foot.
      const options = { viewport: { width, height: 4000 }, colours };
      const { page, calculator, view } = await opened(t, link(...SONNET, ...parts), options);
      await view.getByText(/^Together costs/).waitFor();
      assert.equal(await calculator.overflow(), 0);
      assert.deepEqual(await broken(page), []);
    }
  });
}
