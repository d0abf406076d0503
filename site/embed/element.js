// <bedrock-calculator>: the calculator in a page of another site. docs/embed.md says what it can do.
const VERSION = 1;
const FRAME = new URL("./index.html", import.meta.url);
const OPTIONS = ["view", "read-only", "theme", "accent", "background", "text", "font", "radius"];
const TITLE = "Bedrock cost calculator";
const sheet = new CSSStyleSheet();
sheet.replaceSync(
  ":host{display:block;position:relative;min-height:1px}:host([hidden]){display:none}" +
    "iframe{position:absolute;visibility:hidden;inset:0;width:100%;height:100%;border:0}" +
    "iframe.ready{position:static;visibility:visible;display:block}iframe.ready+slot{display:none}",
);

/** A text of a message; nothing else that may be in its place. */
const text = (value) => (typeof value === "string" ? value : null);

class BedrockCalculator extends HTMLElement {
  static observedAttributes = ["scenario", "title", ...OPTIONS];
  #frame = document.createElement("iframe");
  #isReady = false;
  /** What to do before the next hello, once: say it. */
  #isDue = false;
  /** The scenario asked for before there was anybody to ask. */
  #scenario = null;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    const frame = this.#frame;
    // Scripts and nothing else: no origin of its own, so no storage, no cookie and no way to this page.
    frame.sandbox = "allow-scripts";
    frame.loading = "lazy";
    frame.referrerPolicy = "no-referrer";
    // The page author's own content stands there until the calculator does.
    shadow.append(frame, document.createElement("slot"));
  }

  connectedCallback() {
    this.#isReady = false;
    this.#frame.className = "";
    this.#frame.style.height = "";
    this.#frame.title = this.title || TITLE;
    const address = new URL(FRAME);
    address.search = new URLSearchParams(this.#options());
    address.hash = this.getAttribute("scenario") ?? "";
    // Put elsewhere, a frame loads what it had before by itself.
    if (this.#frame.src !== address.href) {
      this.#frame.src = address;
    }
    addEventListener("message", this);
  }

  disconnectedCallback() {
    removeEventListener("message", this);
  }

  attributeChangedCallback(name, before, now) {
    if (!this.isConnected || before === now) {
      return;
    }
    if (name === "scenario") {
      this.setScenario(now ?? "");
    } else if (name === "title") {
      this.#frame.title = now || TITLE;
    } else if (!this.#isDue) {
      // Several attributes that change together are said together.
      this.#isDue = true;
      queueMicrotask(() => {
        this.#isDue = false;
        this.#hello();
      });
    }
  }

  /** Shows the scenario of a link: what follows its `#`, or the whole link. */
  setScenario(link) {
    this.#scenario = `${link}`;
    if (this.#isReady) {
      this.#say("scenario", { scenario: this.#scenario });
    }
  }

  handleEvent({ data, origin, source }) {
    // A sandbox without an origin of its own says "null".
    if (source !== this.#frame.contentWindow || origin !== "null" || data?.bedrockCalculator !== VERSION) {
      return;
    }
    const { type, height, totals, scenario, code, message } = data;
    if (type === "ready" || type === "unreadable") {
      // It hears from now on. What it can't read leaves the author's own content in its place, until another scenario comes.
      this.#isReady = true;
      this.#frame.className = type === "ready" ? "ready" : "";
      this.#hello();
      if (this.#scenario !== null) {
        this.setScenario(this.#scenario);
      }
      if (type === "ready") {
        this.#tell("ready", { version: VERSION });
      }
    } else if (type === "height" && height > 0 && height < 1e5) {
      this.#frame.style.height = `${+height}px`;
    } else if (type === "change") {
      const { month, list, year } = totals ?? {};
      const read = { month: text(month), list: text(list), year: text(year) };
      this.#tell("change", { scenario: text(scenario), totals: read });
    } else if (type === "error") {
      this.#tell("error", { code: text(code), message: text(message) });
    }
  }

  #options() {
    const given = OPTIONS.filter((name) => this.hasAttribute(name));
    return given.map((name) => [name, this.getAttribute(name)]);
  }

  #hello() {
    this.#say("hello", { options: Object.fromEntries(this.#options()), autoHeight: true });
  }

  /** The sandbox has no origin that could be named; the frame is this element's own. */
  #say(type, rest) {
    if (this.#isReady) {
      this.#frame.contentWindow?.postMessage({ bedrockCalculator: VERSION, type, ...rest }, "*");
    }
  }

  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(`bedrock-${what}`, { detail, bubbles: true }));
  }
}

if (!customElements.get("bedrock-calculator")) {
  customElements.define("bedrock-calculator", BedrockCalculator);
}
