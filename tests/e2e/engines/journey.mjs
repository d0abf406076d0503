// The main journey in every engine that this machine has: open a link, type, add a workload, open what is loaded late, keep a
// link, drop a file. Over WebDriver, as a reader does it: by labels and names.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { test } from "node:test";
import { Builder, By, until } from "selenium-webdriver";

const SITE = process.env.SITE_URL;
const PATIENCE = 20_000;

/** One million input tokens of Claude Sonnet 4.5: $3.00. */
const ONE = "v2&rates=2026-11-28&w1.name=One&w1.model=claude-sonnet-4.5&w1.tokens=1000000,0&end";

const { CHROMEDRIVER, CHROMIUM, GECKODRIVER, FIREFOX, WEBKITDRIVER, MINI_BROWSER, XVFB } = process.env;

const ENGINES = [
  {
    name: "Chromium",
    driver: CHROMEDRIVER && ((port) => [CHROMEDRIVER, [`--port=${port}`]]),
    capabilities: {
      browserName: "chrome",
      "goog:chromeOptions": {
        binary: CHROMIUM,
        args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
      },
    },
  },
  {
    name: "Firefox",
    driver: GECKODRIVER && ((port) => [GECKODRIVER, ["--port", String(port)]]),
    capabilities: { browserName: "firefox", "moz:firefoxOptions": { binary: FIREFOX, args: ["-headless"] } },
  },
  {
    name: "WebKit",
    driver: WEBKITDRIVER && ((port) => [WEBKITDRIVER, [`--port=${port}`]]),
    needsScreen: true,
    capabilities: {
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": { binary: MINI_BROWSER, args: ["--automation"] },
    },
  },
];

for (const engine of ENGINES) {
  const skip = engine.driver ? false : "not on this machine: PACKAGES in crates/xtask/src/engines.rs has what it needs";
  test(`the main journey in ${engine.name}`, { skip, timeout: 180_000 }, async (t) => {
    const page = new Page(await begin(t, engine));

    await page.opens(ONE);
    await page.answers("$3.00");

    await page.opensWorkload("One");
    await page.type("Input tokens a month", "2M");
    await page.answers("$6.00");

    await (await page.button("Add workload")).click();
    await page.type("Name", "Second");
    await page.type("Requests a month", "1,000");
    await page.type("Prompt, whole", "1,000");
    await page.answers("$9.00");

    // Loaded when it is opened.
    await (await page.tab("Capacity")).click();
    await page.says("Reserved");
    await (await page.tab("Evidence")).click();
    await page.says("Published figures");

    // The address is written after a pause: not before it has the last change is it the scenario's link.
    const fragment = await page.address(/w2\.name=Second.*w2\.requests=1000,1000,0/);
    await page.opens(fragment);
    await page.answers("$9.00");

    await page.drop("scenario.json", await fileOf("agents.txt"));
    await page.says("Opened the scenario file");
  });
}

/** The file of a scenario of the corpus: what stands below its link. */
async function fileOf(name) {
  const text = await readFile(new URL(`../../links/v2/${name}`, import.meta.url), "utf8");
  return text.slice(text.indexOf("\n") + 1);
}

/** Starts an engine's driver, on a screen of its own where it needs one, and a browser in it. */
async function begin(t, { driver, capabilities, needsScreen }) {
  // A machine without a language: `navigator.language` is "C" in WebKit then.
  const env = { ...process.env, LANG: "C", LC_ALL: "C" };
  if (needsScreen) {
    env.DISPLAY = `:${60 + (process.pid % 100)}`;
    run(t, XVFB, [env.DISPLAY, "-screen", "0", "1440x900x24", "-nolisten", "tcp"], env);
    await later(500);
  }
  const port = await freePort();
  run(t, ...driver(port), env);
  const server = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    const ready = await fetch(`${server}/status`).then((answer) => answer.ok).catch(() => false);
    if (ready) {
      break;
    }
    assert.ok(tries < 200, "the driver doesn't answer");
    await later(100);
  }
  const browser = await new Builder().usingServer(server).withCapabilities(capabilities).disableEnvironmentOverrides().build();
  t.after(() => browser.quit().catch(() => {}));
  return browser;
}

function run(t, program, words, env) {
  const child = spawn(program, words, { env, stdio: "ignore" });
  t.after(() => child.kill());
}

const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** A text as an XPath literal. */
const quoted = (text) => `"${text}"`;

/** The page by what a reader sees of it. */
class Page {
  constructor(browser) {
    this.browser = browser;
  }

  /** Opens the page anew with a link. */
  async opens(fragment) {
    await this.browser.get("about:blank");
    await this.browser.get(`${SITE}#${fragment}`);
  }

  found(xpath) {
    return this.browser.wait(until.elementLocated(By.xpath(xpath)), PATIENCE, `there is no ${xpath}`);
  }

  /** Waits until the answer has a figure. */
  async answers(figure) {
    try {
      await this.found(`//section[@aria-label="Answer"]//*[normalize-space()=${quoted(figure)}]`);
    } catch (error) {
      const page = await this.browser.executeScript("return [location.hash, document.body.innerText].join('\\n');");
      throw new Error(`the answer never has ${figure}; the page's link and text:\n${page}`, { cause: error });
    }
  }

  /** Waits until a text is on the page. */
  async says(text) {
    const found = await this.found(`//main//*[contains(normalize-space(), ${quoted(text)})] | //*[@role="status"]//*[contains(normalize-space(), ${quoted(text)})]`);
    assert.ok(found);
  }

  /** Opens a workload's card, unless it is open. */
  async opensWorkload(name) {
    const head = await this.button(name);
    if ((await head.getAttribute("aria-expanded")) !== "true") {
      await head.click();
    }
  }

  button(name) {
    return this.found(`//button[starts-with(normalize-space(), ${quoted(name)})]`);
  }

  tab(name) {
    return this.found(`//*[@role="tab"][contains(normalize-space(), ${quoted(name)})]`);
  }

  /** Types in place of what a field has. */
  async type(label, text) {
    const field = await this.found(
      `//input[@aria-label=${quoted(label)}] | //input[@id=//label[normalize-space()=${quoted(label)}]/@for]`,
    );
    await this.browser.executeScript("arguments[0].scrollIntoView({ block: 'center' }); arguments[0].focus(); arguments[0].select();", field);
    await field.sendKeys(text);
  }

  /** What the address has behind its `#`, as soon as it matches. */
  async address(pattern) {
    const fragment = async () => new URL(await this.browser.getCurrentUrl()).hash.slice(1);
    await this.browser.wait(async () => pattern.test(await fragment()), PATIENCE, `the address never has ${pattern}`);
    return fragment();
  }

  /** Drops a file on the page. */
  async drop(name, text) {
    await this.browser.executeScript(
      `const transfer = new DataTransfer();
       transfer.items.add(new File([arguments[1]], arguments[0], { type: "application/json" }));
       const main = document.querySelector("main");
       for (const kind of ["dragover", "drop"]) {
         main.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));
       }`,
      name,
      text,
    );
  }
}
