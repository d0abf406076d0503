// A page of another site, on a port of its own, with calculators in it.

import { createServer } from "node:http";
import { openEmpty } from "./browser.mjs";
import { Calculator, eventually, SITE } from "./page.mjs";

export const ELEMENT = new URL("embed/v1/bedrock-calculator.js", SITE).href;
export const FRAME = new URL("embed/v1/index.html", SITE).href;
const ORIGIN = new URL(SITE).origin;

export const attribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** An element with attributes, as HTML. */
export function element(attributes = {}, fallback = "On its way") {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${attribute(value)}"`);
  return `<bedrock-calculator${written.join("")}>${fallback}</bedrock-calculator>`;
}

/**
 * Opens a host with this body. Every event of its calculators, and every message that it gets, is noted in the page.
 *
 * @param {import("node:test").TestContext} t
 * @param {string} body
 * @param {object} [options] those of `openEmpty`, and
 * @param {string} [options.policy] a policy that the host sends
 * @param {boolean} [options.script] false: without the element's script
 */
export async function host(t, body, options = {}) {
  const { policy, script = true } = options;
  const head = script ? `<script type="module" src="${ELEMENT}"></script>` : "";
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">${head}</head><body><main><h1>Host</h1>${body}</main></body></html>`;
  const server = createServer((_, answer) => {
    answer.writeHead(200, {
      "Content-Type": "text/html; charset=utf-8",
      ...(policy && { "Content-Security-Policy": policy }),
    });
    answer.end(page);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  t.after(() => server.close());
  const origin = `http://127.0.0.1:${server.address().port}`;
  const note = () => {
    globalThis.events = [];
    globalThis.messages = [];
    for (const name of ["ready", "change", "error"]) {
      addEventListener(`bedrock-${name}`, ({ target, detail }) => events.push({ name, of: target.id, detail }));
    }
    addEventListener("message", ({ data, origin }) => messages.push({ data, origin }));
  };
  const before = [note, ...(options.before ?? [])];
  const opened = await openEmpty(t, { ...options, origins: [ORIGIN, origin], before });
  await opened.page.goto(`${origin}/`, { waitUntil: "load" });
  return { ...opened, origin };
}

/** The calculator in a frame of the page; the first, or the one in what a selector finds. */
export async function framed(page, selector = "iframe") {
  const handle = await page.locator(selector).first().elementHandle();
  const frame = await handle.contentFrame();
  await frame.locator("#hero").waitFor({ state: "attached" });
  return { frame, calculator: new Calculator(frame), handle };
}

/** The last event of this name that a calculator has told of. */
export function last(page, name, of = "") {
  return page.evaluate(([name, of]) => events.findLast((event) => event.name === name && event.of === of)?.detail, [name, of]);
}

/** Waits until the last change that a calculator told of has this total. */
export async function told(page, month, of = "") {
  await eventually(async () => {
    const detail = await last(page, "change", of);
    if (detail?.totals.month !== month) {
      throw new Error(`${JSON.stringify(detail)} is not ${month}`);
    }
  });
}
