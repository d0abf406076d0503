import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { eventually } from "./calculator.mjs";
import { element, framed, host, last, ONE, told } from "./host.mjs";

const VIEWPORT = { width: 900, height: 1200 };
const style = (frame, name) =>
  frame.evaluate((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim(), name);

test("tokens that can be read are taken, and change with their attributes", async (t) => {
  const tokens = { accent: "#0a6b5d", background: "#f4f8f7", text: "#102020", font: "Georgia, serif", radius: "8" };
  const { page } = await host(t, element({ scenario: ONE, view: "compact", ...tokens }), { viewport: VIEWPORT });
  await told(page, "3.00");
  const { frame } = await framed(page);
  const colour = await frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(colour, "rgb(244, 248, 247)");
  assert.equal(await style(frame, "--accent"), "rgb(10 107 93)");
  assert.equal(await style(frame, "--radius"), "8px");
  assert.match(await style(frame, "--font"), /^Georgia, serif, system-ui/);
  await accessible(frame);
  await page.locator("bedrock-calculator").evaluate((it) => {
    it.setAttribute("background", "#1d2b28");
    it.setAttribute("text", "#eafaf5");
    it.setAttribute("accent", "#7fd8c4");
  });
  await eventually(async () => assert.equal(await style(frame, "--paper"), "rgb(29 43 40)"));
  await accessible(frame);
  const names = Object.keys(tokens);
  await page.locator("bedrock-calculator").evaluate((it, names) => names.forEach((name) => it.removeAttribute(name)), names);
  await eventually(async () => assert.match(await style(frame, "--paper"), /^light-dark/));
  assert.equal(await last(page, "error"), undefined);
});

for (const [what, attributes, name] of [
  ["an accent too light for the paper", { accent: "#bbbbff", theme: "light" }, "--accent"],
  ["an accent too dark for the paper", { accent: "#202040", theme: "dark" }, "--accent"],
  ["a background too dark for its text", { background: "#333333", text: "#444444" }, "--paper"],
  ["a background that no text stands on", { background: "#777777" }, "--paper"],
  ["a text too light", { text: "#aaaaaa" }, "--ink"],
  ["a colour that isn't one", { accent: "red; } * { display: none" }, "--accent"],
  ["a variable", { background: "var(--ink)" }, "--paper"],
  ["a font that is more than a name", { font: "x; url(https://example.com)" }, "--font"],
  ["a radius beyond all measure", { radius: "999" }, "--radius"],
]) {
  test(`${what} is refused with a warning, and the default is used`, async (t) => {
    const { page, context } = await host(t, "");
    const warnings = [];
    context.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
    await page.evaluate(
      ([html]) => document.querySelector("main").append(document.createRange().createContextualFragment(html)),
      [element({ scenario: ONE, view: "result", ...attributes })],
    );
    await told(page, "3.00");
    const { frame } = await framed(page);
    assert.equal((await last(page, "error")).code, "refused");
    assert.match(await style(frame, name), /^(light-dark\(#|system-ui|3px|rgb\((27 85 165|134 180 245|255 255 255|23 26 30)\))/);
    assert.ok(warnings.some((text) => /^bedrock-calculator: .* is refused: .*the default is used$/.test(text)), warnings.join("\n"));
    await accessible(frame);
  });
}

const SHOWN = {
  full: ["button:Presets", "textbox:Input tokens", "figure:A year", "tab:Where it goes", "figure:month", "ladder"],
  compact: ["textbox:Input tokens", "figure:month", "ladder"],
  result: ["figure:month", "ladder"],
  chart: ["ladder"],
};

for (const theme of ["light", "dark"]) {
  test(`each view shows what it is for, and axe finds nothing wrong in it, ${theme}`, async (t) => {
    const { page } = await host(t, element({ view: "full", theme }), { viewport: VIEWPORT });
    await told(page, "11232.00");
    const { frame, calculator } = await framed(page);
    for (const [view, shown] of Object.entries(SHOWN)) {
      await page.locator("bedrock-calculator").evaluate((it, view) => it.setAttribute("view", view), view);
      await eventually(async () => assert.equal(await frame.locator("html").getAttribute("data-view"), view));
      const all = {
        "button:Presets": calculator.button("Presets"),
        "textbox:Input tokens": calculator.field("Input tokens"),
        "figure:A year": calculator.figure("A year"),
        "tab:Where it goes": calculator.tab("Where it goes"),
        "figure:month": frame.locator("[data-figure=month]"),
        ladder: frame.getByRole("img", { name: "From list price to the total, a month" }),
      };
      for (const [name, locator] of Object.entries(all)) {
        assert.equal(await locator.isVisible(), shown.includes(name), `${view}: ${name}`);
      }
      await accessible(frame);
    }
    await accessible(page);
  });
}

test("read-only: nothing a reader does changes the scenario, and everything can be read", async (t) => {
  const { page } = await host(t, element({ view: "full", "read-only": "" }), { viewport: { width: 1300, height: 1200 } });
  await told(page, "11232.00");
  const { frame, calculator } = await framed(page);
  const before = await frame.evaluate(() => location.hash);
  const same = async (what) => {
    await page.waitForTimeout(20);
    assert.equal(await calculator.total(), "$11,232.00", what);
  };
  // A text can be focused and copied from.
  const field = calculator.field("Input tokens");
  await field.focus();
  assert.equal(await field.evaluate((it) => it === document.activeElement && it.readOnly), true);
  const visited = new Set();
  // By keyboard: every control in its turn, each with the keys that change something.
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const at = await frame.evaluate(() => {
      const { tagName, id } = document.activeElement;
      return document.activeElement.closest(".scenario, .masthead") ? `${tagName} ${id}` : "";
    });
    if (at && !/SUMMARY/.test(at)) {
      for (const key of ["9", "ArrowDown", "Enter", "Space", "Delete", "Control+z", "Control+v"]) {
        await page.keyboard.press(key);
      }
      visited.add(at);
      await same(`keys in ${at}`);
    }
  }
  assert.ok(visited.size >= 4, [...visited].join());
  for (const group of ["Caching and batch", "Routing", "Prices", "Workloads"]) {
    await calculator.openGroup(group);
    for (const kind of ["input", "select", "button:not(.workload)"]) {
      for (const control of await frame.locator(`.scenario ${kind}:visible`).all()) {
        await control.click({ force: true, timeout: 1_000 }).catch(() => {});
        await control.evaluate((it) => {
          // What a script of a browser extension could do.
          it.value = "1";
          for (const type of ["input", "change"]) {
            it.dispatchEvent(new Event(type, { bubbles: true }));
          }
        });
      }
    }
    await same(group);
  }
  await page.waitForTimeout(600);
  assert.equal(await frame.evaluate(() => location.hash), before);
  assert.equal(await calculator.tab("Assumptions").isEnabled(), true);
  await calculator.show("Assumptions");
  await accessible(frame);
  // The host can still change it, and take the lock away.
  await page.locator("bedrock-calculator").evaluate((it, scenario) => it.setScenario(scenario), ONE);
  await told(page, "3.00");
  await page.locator("bedrock-calculator").evaluate((it) => it.removeAttribute("read-only"));
  await eventually(async () => assert.equal(await field.isEditable(), true));
  await field.fill("2M");
  await told(page, "6.00");
});
