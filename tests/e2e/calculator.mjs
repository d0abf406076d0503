// The page as its reader sees it: roles, labels and names, never classes.

/** How long an answer may take before a test gives up. */
const PATIENCE = 10_000;

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

  /** A radio button by its label: "Global". */
  choice(label) {
    return this.page.getByRole("radio", { name: label, exact: true });
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
      await this.page.getByRole("heading", { name: heading }).click();
    }
    return group;
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
    const end = Date.now() + PATIENCE;
    let total = await this.total();
    while (total !== figure && Date.now() < end) {
      await this.page.waitForTimeout(20);
      total = await this.total();
    }
    if (total !== figure) {
      throw new Error(`the total is ${total}, not ${figure}`);
    }
  }

  /** A row of the answer's tables by the words it starts with; its cells as text. */
  async row(name) {
    const row = this.answer.getByRole("row", { name: new RegExp(`^${escaped(name)}`) }).first();
    return row.locator("th, td").allInnerTexts();
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
