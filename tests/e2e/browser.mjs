// Opens the built page in Chromium, and fails the test that opened it when the page misbehaves: a request to another
// origin, a breach of the policy, an error on the console, an exception that nobody caught, a file that is missing.

import assert from "node:assert/strict";
import { after } from "node:test";
import { chromium } from "playwright-core";
import { PATIENCE } from "./wait.mjs";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where the site is served: at the top of a host, and below a path of another. */
export const SITE = address("SITE_URL");
export const SITE_BELOW = address("SITE_BELOW_URL");

/** The tests of a file share one browser; each has a context of its own, which is as good as a fresh profile. */
let browser;
if (process.argv[1]?.endsWith(".test.mjs")) {
  after(async () => (await browser)?.close());
}

/**
 * Opens an empty page for one test and closes it afterwards.
 *
 * @param {import("node:test").TestContext} t
 * @param {object} options
 * @param {string[]} options.origins those that may be asked for something
 * @param {"light" | "dark"} [options.colours]
 * @param {{width: number, height: number}} [options.viewport]
 * @param {boolean} [options.javaScript] false: a browser without JavaScript
 * @param {object} [options.context] more options for Playwright's browser context
 * @param {boolean} [options.tolerant] true: the test looks at `problems` itself
 * @param {(() => void)[]} [options.before] functions that the page runs before anything of its own
 * @returns {Promise<{page: import("playwright-core").Page, problems: string[],
 *   requests: import("playwright-core").Request[], context: import("playwright-core").BrowserContext}>}
 */
export async function openEmpty(t, options) {
  const { javaScript = true, tolerant = false } = options;
  browser ??= launch();
  const context = await (await browser).newContext({
    colorScheme: options.colours ?? "light",
    javaScriptEnabled: javaScript,
    locale: "en-GB",
    viewport: options.viewport ?? { width: 1440, height: 900 },
    ...options.context,
  });
  const { problems, requests } = await watch(context, ...options.origins);
  t.after(async () => {
    // What is still on its way when the browser is closed is broken off then, and says so.
    context.removeAllListeners("requestfailed");
    await context.close();
    assert.deepEqual(tolerant ? [] : problems, [], "the page misbehaved");
  });
  for (const act of options.before ?? []) {
    await context.addInitScript(act);
  }
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  return { page, problems, requests, context };
}

/** Starts Chromium. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM || undefined, headless: true, args: ARGUMENTS });
}

/** Notes every request, and everything that must not happen, in each page of a context. */
export async function watch(context, ...origins) {
  const problems = [];
  const requests = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:", "about:"].includes(url.protocol)) {
      requests.push(request);
      if (!origins.includes(url.origin)) {
        problems.push(`request to another origin: ${request.url()}`);
      }
    }
  });
  context.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // What the policy refuses is noted below; without JavaScript Chromium says the same of a module it won't need.
    if (why !== "csp") {
      problems.push(`request failed: ${request.url()}: ${why}`);
    }
  });
  context.on("response", (response) => {
    if (response.status() >= 400) {
      problems.push(`${response.status()} for ${response.url()}`);
    }
  });
  context.on("console", (message) => {
    if (message.type() === "error" || message.text().startsWith("policy: ")) {
      problems.push(`console: ${message.text()}`);
    }
  });
  context.on("weberror", (error) => problems.push(`uncaught: ${error.error()}`));
  context.on("page", (page) => {
    page.on("crash", () => problems.push("the page crashed"));
    page.on("websocket", (socket) => problems.push(`web socket: ${socket.url()}`));
  });
  await context.addInitScript(() => {
    globalThis.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.effectiveDirective} forbids ${event.blockedURI}`);
    });
    globalThis.applicationStarted = new Promise((started) => {
      globalThis.addEventListener("calculator-started", () => started(true), { once: true });
    });
  });
  return { problems, requests };
}

function address(name) {
  const url = process.env[name];
  if (!url) {
    throw new Error(
      `${name} is not set. Type: cargo xtask test --only browser\n` +
        "or, against a server of your own: SITE_URL=http://127.0.0.1:8080/ SITE_BELOW_URL=... node --test",
    );
  }
  return url.endsWith("/") ? url : `${url}/`;
}
