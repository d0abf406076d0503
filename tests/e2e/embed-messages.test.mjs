import assert from "node:assert/strict";
import { test } from "node:test";
import { SITE } from "./browser.mjs";
import { eventually } from "./calculator.mjs";
import { attribute, element, FRAME, framed, host, last, ONE, told, TWO } from "./host.mjs";

/** Nothing but the frame, and the icon of the host itself. */
const STRICT = `default-src 'none'; img-src data:; frame-src ${new URL(SITE).origin}`;
const frame = (query = "", rest = "") =>
  `<iframe src="${FRAME}${attribute(query)}#${attribute(ONE)}" title="Costs" loading="lazy" sandbox="allow-scripts" width="100%" height="600" ${rest}></iframe>`;

/** Says something to the first frame of the page, as its host. */
const say = (page, message) =>
  page.evaluate((message) => document.querySelector("iframe").contentWindow.postMessage(message, "*"), message);
const heard = (page, type) =>
  page.evaluate((type) => messages.filter(({ data }) => data.type === type).map(({ data }) => data), type);
const hello = { bedrockCalculator: 1, type: "hello" };

test("the bare frame works in a host with a strict policy and without scripts of its own", async (t) => {
  const { page } = await host(t, frame("?view=compact&theme=dark"), { policy: STRICT, script: false });
  const { frame: inner, calculator } = await framed(page);
  await calculator.totalBecomes("$3.00");
  await calculator.field("Input tokens").fill("2M");
  await calculator.totalBecomes("$6.00");
  assert.equal(await inner.locator("html").getAttribute("data-scheme"), "dark");
});

test("the element works in a host with a strict policy", async (t) => {
  const policy = `${STRICT}; script-src ${new URL(SITE).origin}`;
  const { page } = await host(t, element({ scenario: ONE, view: "result" }), { policy });
  await told(page, "3.00");
  const tall = await page.locator("iframe").evaluate((frame) => frame.offsetHeight);
  assert.ok(tall > 200, `${tall}`);
});

test("before hello the host hears of nothing but readiness and height", async (t) => {
  const { page } = await host(t, frame(), { script: false });
  const { calculator } = await framed(page);
  await calculator.field("Input tokens").fill("2M");
  await calculator.totalBecomes("$6.00");
  await page.waitForTimeout(600);
  const types = await page.evaluate(() => [...new Set(messages.map(({ data }) => data.type))]);
  assert.deepEqual(types.sort(), ["height", "ready"]);
  const [{ height }] = await heard(page, "height");
  assert.ok(Number.isInteger(height) && height > 100);
  await say(page, { bedrockCalculator: 1, type: "scenario", scenario: TWO.replace("2000000", "7") });
  await page.waitForTimeout(200);
  assert.equal(await calculator.total(), "$6.00");
  await say(page, hello);
  await eventually(async () => assert.equal((await heard(page, "change")).length, 1));
  assert.equal((await heard(page, "change"))[0].totals.month, "6.00");
});

test("what isn't the host isn't heard", async (t) => {
  const { page } = await host(t, frame() + `<iframe title="Other" id="other" srcdoc="<p>Other"></iframe>`, { script: false });
  const { calculator } = await framed(page);
  await say(page, hello);
  await eventually(async () => assert.equal((await heard(page, "change")).length, 1));
  // A sister frame, of the host's own origin, finds the calculator's window and speaks to it.
  await page.frame({ url: "about:srcdoc" }).evaluate(
    (messages) => messages.forEach((message) => parent.frames[0].postMessage(message, "*")),
    [hello, { bedrockCalculator: 1, type: "scenario", scenario: TWO }],
  );
  await page.waitForTimeout(300);
  assert.equal(await calculator.total(), "$3.00");
  assert.equal((await heard(page, "change")).length, 1);
  assert.deepEqual(await page.frame({ url: "about:srcdoc" }).evaluate(() => globalThis.got ?? null), null);
});

test("the element hears its own frame alone", async (t) => {
  const { page } = await host(t, element({ scenario: ONE, view: "result" }) + `<iframe title="Other" srcdoc="<p>Other"></iframe>`);
  await told(page, "3.00");
  const height = await page.locator("bedrock-calculator iframe").evaluate((frame) => frame.offsetHeight);
  const forged = [
    { bedrockCalculator: 1, type: "height", height: 9999 },
    { bedrockCalculator: 1, type: "change", scenario: "v1", totals: { month: "1.00" } },
  ];
  await page.frame({ url: "about:srcdoc" }).evaluate((forged) => forged.forEach((message) => parent.postMessage(message, "*")), forged);
  await page.evaluate((forged) => forged.forEach((message) => postMessage(message, "*")), forged);
  await page.waitForTimeout(300);
  assert.equal((await last(page, "change")).totals.month, "3.00");
  assert.equal(await page.locator("bedrock-calculator iframe").evaluate((frame) => frame.offsetHeight), height);
});

test("hostile messages are ignored or answered by an error, and it works on", async (t) => {
  const { page, problems } = await host(t, frame("?view=compact"), { script: false });
  const { frame: inner, calculator } = await framed(page);
  await calculator.totalBecomes("$3.00");
  await say(page, hello);
  await eventually(async () => assert.equal((await heard(page, "change")).length, 1));
  const silent = [null, 1, "hello", [], {}, { type: "hello" }, { bedrockCalculator: 1 }, { bedrockCalculator: 1, type: 3 }, { bedrockCalculator: 1, type: {} }];
  for (const message of silent) {
    await say(page, message);
  }
  await page.waitForTimeout(100);
  assert.deepEqual(await heard(page, "error"), []);
  const markup = `<img src=x onerror="globalThis.ran = 1">`;
  const scenario = (scenario) => ({ bedrockCalculator: 1, type: "scenario", scenario });
  const answered = [
    [{ ...hello, bedrockCalculator: 2 }, "version"],
    [{ bedrockCalculator: 1, type: markup }, "type"],
    [{ bedrockCalculator: 1, type: "__proto__" }, "type"],
    [scenario(markup), "scenario"],
    [scenario(7), "scenario"],
    [scenario({ toString: "v1" }), "scenario"],
    [scenario(`v1&${"x".repeat(1_000_000)}`), "scenario"],
    [scenario("javascript:alert(1)"), "scenario"],
    [scenario(`v1&w1.name=${markup}&w1.model=claude-sonnet-4.5&w1.tokens=NaN,Infinity&end`), "damaged"],
    [scenario("v1&__proto__=1&constructor=2&w1.model=claude-sonnet-4.5&w1.tokens=1000000,0&end"), "damaged"],
    [{ ...hello, options: { accent: markup, font: "x;}*{display:none", radius: "1e9", view: "__proto__", theme: "constructor" } }, "refused"],
    [{ ...hello, options: { accent: 7 } }, "refused"],
  ];
  let count = 0;
  for (const [message, code] of answered) {
    await say(page, message);
    await eventually(async () => {
      const errors = await heard(page, "error");
      const codes = errors.slice(count).map((error) => error.code);
      assert.ok(codes.includes(code), `${codes} to ${JSON.stringify(message).slice(0, 100)}`);
    });
    await page.waitForTimeout(50);
    count = (await heard(page, "error")).length;
  }
  // What JSON can't say: not a number, a ring, something endlessly deep, a name that means something to JavaScript.
  await page.evaluate(() => {
    const frame = document.querySelector("iframe").contentWindow;
    const ring = { bedrockCalculator: 1, type: "hello", options: {} };
    ring.options.ring = ring;
    let deep = {};
    for (let depth = 0; depth < 500; depth += 1) {
      deep = { deep };
    }
    const options = JSON.parse('{"__proto__": {"view": "chart"}, "accent": null}');
    for (const data of [ring, { bedrockCalculator: NaN, type: "hello" }, { bedrockCalculator: 1, type: "hello", options: deep }, { bedrockCalculator: 1, type: "hello", options }, { bedrockCalculator: 1, type: "scenario", scenario: NaN }]) {
      frame.postMessage(data, "*");
    }
  });
  await page.waitForTimeout(300);
  assert.equal(await inner.evaluate(() => globalThis.ran ?? 0), 0);
  assert.equal(await inner.locator("img").count(), 0);
  assert.deepEqual(await inner.evaluate(() => Object.keys(Object.prototype)), []);
  assert.equal(await inner.locator("html").getAttribute("data-view"), "full");
  await say(page, scenario(TWO));
  await calculator.totalBecomes("$6.00");
  await calculator.field("Input tokens").fill("3M");
  await calculator.totalBecomes("$9.00");
  assert.deepEqual(problems, []);
});

test("a host that can't be named hears nothing of the scenario", async (t) => {
  const inner = attribute(frame());
  const { page } = await host(t, `<iframe title="Sandboxed host" id="nameless" sandbox="allow-scripts" width="900" height="700" srcdoc="${inner}"></iframe>`, { script: false });
  const nameless = await (await page.locator("#nameless").elementHandle()).contentFrame();
  await nameless.waitForSelector("iframe");
  await nameless.evaluate(() => {
    globalThis.types = [];
    addEventListener("message", ({ data }) => types.push(data.type));
  });
  const { calculator } = await framed(nameless);
  await calculator.totalBecomes("$3.00");
  await nameless.evaluate((hello) => document.querySelector("iframe").contentWindow.postMessage(hello, "*"), hello);
  await calculator.field("Input tokens").fill("2M");
  await calculator.totalBecomes("$6.00");
  await page.waitForTimeout(600);
  const types = await nameless.evaluate(() => types);
  assert.ok(!types.includes("change") && !types.includes("error"), types.join());
});
