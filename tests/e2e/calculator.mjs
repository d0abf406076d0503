// The page as its reader sees it: roles, labels and names, never classes.

import assert from "node:assert/strict";

/** How long an answer may take before a test gives up. */
export const PATIENCE = 10_000;

/**
 * Waits until a check holds, and fails as it does if it never will.
 *
 * @param {() => Promise<void>} check throws as long as it doesn't hold
 */
export async function eventually(check) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
    }
    await new Promise((later) => setTimeout(later, 25));
  }
}

/** A link's fragment from its parts, with the newest rates: `link("w1.model=nova-lite", "w1.tokens=1000000,0")`. */
export function link(...parts) {
  return ["v1", "rates=2026-11-28", ...parts, "end"].join("&");
}

export class Calculator {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
  }

  /** Waits until the page has taken over from its static shell. */
  async ready() {
    await this.page.evaluate(() => globalThis.applicationStarted);
  }

  /** The inputs. */
  get scenario() {
    return this.page.getByRole("region", { name: "Scenario" });
  }

  /** The answer, whatever its heading says beside that word. */
  get answer() {
    return this.page.getByRole("region", { name: /^Answer/ });
  }

  /** What a screen reader is told when the total has changed. */
  get announcement() {
    return this.page.getByRole("status");
  }

  /** A field by its label: "Input tokens". The unit beside the label need not be given. */
  field(label) {
    return this.page.getByRole("textbox", { name: new RegExp(`^${escaped(label)}`) });
  }

  /** A slider by the label of the field beside it. */
  slider(label) {
    return this.page.getByRole("slider", { name: `${label}, slider` });
  }

  /** A radio button by its label: "Global". An explanation beside the label need not be given. */
  choice(label) {
    return this.page.getByRole("radio", { name: new RegExp(`^${escaped(label)}( [A-Z].*)?$`) });
  }

  /** A list that opens, by its label: "Tier". */
  list(label) {
    return this.page.getByRole("combobox", { name: label, exact: true });
  }

  /** The picker of a model; the first one that can be seen. */
  get picker() {
    return this.scenario.getByRole("combobox", { name: "Model", exact: true }).first();
  }

  /** The models that the open picker offers. */
  get models() {
    return this.page.getByRole("listbox", { name: "Models" }).getByRole("option");
  }

  /** Chooses a model of the card by its name, through a picker. */
  async chooseModel(name, picker = this.picker) {
    await picker.click();
    await picker.fill(name);
    await this.models.filter({ has: this.page.getByText(name, { exact: true }) }).first().click();
  }

  /** A workload of the list, by its name. */
  workload(name) {
    const list = this.scenario.getByRole("list", { name: "Workloads" });
    return list.getByRole("button", { name: new RegExp(`^${escaped(name)}`) });
  }

  /** A button by its name: "Undo". */
  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** A group of inputs by its heading: "Caching and batch". */
  group(heading) {
    return this.scenario.getByRole("group").filter({ has: this.page.getByRole("heading", { name: heading }) });
  }

  /** Opens a group of inputs, if it isn't open. */
  async openGroup(heading) {
    const group = this.group(heading);
    if (!(await group.evaluate((details) => details.open))) {
      await group.getByRole("heading", { name: heading }).click();
    }
    return group;
  }

  /** Opens the adjustments of the workload shown. */
  async openAdjustments() {
    await this.scenario.getByText("Adjustments and tier").click();
  }

  /** Loads a preset by its name. */
  async loadPreset(name) {
    await this.button("Presets").click();
    const panel = this.page.getByRole("dialog", { name: "Presets" });
    await panel.getByRole("button").filter({ has: this.page.getByText(name, { exact: true }) }).click();
  }

  /** Asks for the link; the panel that shows it. */
  async copyLink() {
    await this.button("Copy link").click();
    return this.page.getByRole("dialog", { name: "Copy link" });
  }

  /** Types into a field in place of what is there, as a reader would, and leaves the focus in it. */
  async type(label, text) {
    const field = this.field(label);
    await field.click();
    await field.press("ControlOrMeta+a");
    await field.pressSequentially(text);
    return field;
  }

  /** What stands under a field: its reading, or what is wrong with it. */
  async besideField(label) {
    return this.field(label).evaluate((field) => {
      const ids = (field.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);
      return ids.map((id) => document.getElementById(id)?.textContent?.trim() ?? "").join("\n");
    });
  }

  /** The first figure of the answer: what is paid a month, "$11,232.00". */
  async total() {
    const text = await this.answer.innerText();
    return text.match(/-?\$[\d,]+(\.\d+)?/)?.[0] ?? "";
  }

  /** Waits until the answer's first figure is this one. */
  async totalBecomes(figure) {
    await eventually(async () => assert.equal(await this.total(), figure, "the total"));
  }

  /** A figure of the answer by its label: "A year". It is a button that opens to its explanation. */
  figure(label) {
    return this.answer.getByRole("button", { name: new RegExp(`, ${escaped(label)}$`) });
  }

  /** A line of the bill by its name: "Input, on demand". It is a button that opens to its explanation. */
  line(name) {
    return this.answer.getByRole("row").getByRole("button", { name, exact: true }).first();
  }

  /** Opens a figure or a line and reads its explanation: text by term. */
  async explanation(button) {
    if ((await button.getAttribute("aria-expanded")) === "false") {
      await button.click();
    }
    const opened = this.page.locator(`[id="${await button.getAttribute("aria-controls")}"]`);
    await opened.getByRole("term").first().waitFor();
    return opened.evaluate((element) => {
      const all = {};
      for (const term of element.querySelectorAll("dt")) {
        all[term.innerText] = term.nextElementSibling.innerText;
      }
      return all;
    });
  }

  /** A tab of the answer by its name. */
  tab(name) {
    return this.answer.getByRole("tab", { name, exact: true });
  }

  /** Shows a view of the answer by the name of its tab. */
  async show(name) {
    await this.tab(name).click();
    return this.answer.getByRole("tabpanel", { name });
  }

  /** A row of the answer's tables by the words it starts with; its cells as text. */
  async row(name) {
    const row = this.answer.getByRole("row", { name: new RegExp(`^${escaped(name)}`) }).first();
    const cells = await row.getByRole("rowheader").or(row.getByRole("cell")).allInnerTexts();
    return cells.map((cell) => cell.replace(/\s+/g, " ").trim());
  }

  /** What follows `#` in the address. */
  fragment() {
    return new URL(this.page.url()).hash.replace(/^#/, "");
  }

  /** How many pixels the page is wider than its window. */
  async overflow() {
    return this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
  }
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
