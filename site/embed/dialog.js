// The dialog of the button "Embed": what to put into another page, with a preview. The page fetches this file when the
// button is first pressed.
import "./bedrock-calculator.js";

const SCRIPT = new URL("./bedrock-calculator.js", import.meta.url).href;
const FRAME = new URL("./index.html", import.meta.url).href;
const STYLE = new URL("./DIALOG_STYLE", import.meta.url).href;
const VIEWS = {
  full: "Everything",
  compact: "Total, savings chart and workloads",
  result: "Total and savings chart",
  chart: "The savings chart alone",
};
const THEMES = { auto: "Auto", light: "Light", dark: "Dark" };
/** Room for each view in a frame that can't follow its content. */
const HEIGHTS = { full: 1400, compact: 1000, result: 420, chart: 320 };

/** An element with attributes and what is in it. Texts are texts. */
function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const quoted = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** The options that differ from what they are without. */
function chosen({ view, theme, readOnly }) {
  const options = {};
  if (view.value !== "full") {
    options.view = view.value;
  }
  if (theme.value !== "auto") {
    options.theme = theme.value;
  }
  if (readOnly.checked) {
    options["read-only"] = "";
  }
  return options;
}

function snippets(options, fragment) {
  const attributes = Object.entries({ ...options, scenario: fragment });
  const written = attributes.map(([name, value]) => (value ? ` ${name}="${quoted(value)}"` : ` ${name}`)).join("");
  const query = new URLSearchParams(options).toString();
  const address = `${FRAME}${query && `?${query}`}#${fragment}`;
  const height = HEIGHTS[options.view ?? "full"];
  const [page, shown] = [`${location.href.split("#")[0]}#${fragment}`, picture()];
  const fallback = "The calculator appears here.";
  return {
    script:
      `<script type="module" src="${quoted(SCRIPT)}"></` +
      `script>\n<bedrock-calculator${written}>${fallback}</bedrock-calculator>`,
    frame:
      `<iframe src="${quoted(address)}" title="Bedrock cost calculator" loading="lazy" sandbox="allow-scripts" ` +
      `width="100%" height="${height}"></iframe>`,
    link: page,
    picture:
      `<a href="${quoted(page)}"><img src="data:image/svg+xml,${encodeURIComponent(shown.svg)}" width="${shown.width}" height="${shown.height}" ` +
      `alt="${quoted(shown.words)}"></a>`,
  };
}

/** What a shape's look depends on, as attributes that a picture without a style sheet keeps. */
const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor"];

/** Gives a copy the looks that the original has from the style sheets. */
function dress(original, copy) {
  const look = getComputedStyle(original);
  copy.removeAttribute("class");
  LOOKS.forEach((name) => copy.setAttribute(name, look.getPropertyValue(name)));
  [...original.children].forEach((child, at) => dress(child, copy.children[at]));
}

/** What the page shows now, as a picture that stands alone: the total, the ladder, the date of the prices. */
function picture() {
  const text = (selector) => document.querySelector(selector)?.textContent.trim() ?? "";
  const amount = document.getElementById("hero")?.dataset.month;
  const total = amount ? `${amount} a month` : "No total yet";
  const said = `Amazon Bedrock, an estimate. ${text(".as-of")}. Not an AWS quote.`;
  const plot = document.querySelector("#chart-ladder svg.plot");
  const [width, drawn] = plot ? ["width", "height"].map((name) => Math.ceil(plot.getAttribute(name))) : [640, 0];
  const [paper, ink] = ["backgroundColor", "color"].map((name) => getComputedStyle(document.getElementById("hero") ?? document.body)[name]);
  const made = (name, attributes, ...children) => {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => shape.setAttribute(key, value));
    shape.append(...children);
    return shape;
  };
  const height = drawn + 84;
  const svg = made("svg", { width: width + 32, height, viewBox: `0 0 ${width + 32} ${height}`, "font-family": "system-ui, sans-serif", fill: ink });
  svg.append(
    made("rect", { width: width + 32, height, fill: paper }),
    made("text", { x: 16, y: 30, "font-size": 18, "font-weight": 600 }, total),
    made("text", { x: 16, y: height - 14, "font-size": 12 }, said),
  );
  if (plot) {
    const copy = plot.cloneNode(true);
    dress(plot, copy);
    copy.setAttribute("x", 16);
    copy.setAttribute("y", 44);
    svg.append(copy);
  }
  const words = [`Amazon Bedrock: ${total}`, text(".as-of"), text("#chart-ladder figcaption h2"), text("#chart-ladder desc")];
  return { svg: new XMLSerializer().serializeToString(svg), width: width + 32, height, words: `${words.filter(Boolean).join(". ")}.` };
}

function list(id, label, choices) {
  const options = Object.entries(choices).map(([value, name]) => el("option", { value }, name));
  const select = el("select", { id }, ...options);
  return [select, el("div", { class: "field" }, el("label", { for: id }, label), el("div", { class: "select" }, select))];
}

/** A text to copy: its name, what it is for, the text, and a button that copies it. */
function copied(id, label, hint, status) {
  const area = el("textarea", { id, readonly: "", rows: id === "embed-link" ? 3 : 6, spellcheck: "false" });
  area.setAttribute("aria-describedby", `${id}-hint`);
  const button = el("button", { type: "button", class: "btn small", "aria-label": `Copy: ${label}` }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(area.value);
      status.textContent = `Copied: ${label}.`;
    } catch {
      area.focus();
      area.select();
      status.textContent = "The browser doesn’t let the page copy. The text is selected: copy it by hand.";
    }
  });
  const title = el("div", { class: "embed-title" }, el("label", { for: id }, label), button);
  return [area, el("div", {}, title, area, el("p", { class: "muted", id: `${id}-hint` }, hint))];
}

/** The link of what the page shows; where the address has none yet, that of what it opens with. */
function fragmentNow() {
  return /^#v\d/.test(location.hash) ? location.hash.slice(1) : "DEFAULT_SCENARIO";
}

let dialog;

/** Loads the style once; without it the dialog is plain but whole. */
function styled() {
  return new Promise((done) => {
    const link = el("link", { rel: "stylesheet", href: STYLE });
    link.addEventListener("load", done);
    link.addEventListener("error", done);
    document.head.append(link);
  });
}

function made() {
  const status = el("p", { role: "status", class: "muted" });
  const [view, viewField] = list("embed-view", "What it shows", VIEWS);
  const [theme, themeField] = list("embed-theme", "Theme", THEMES);
  const readOnly = el("input", { id: "embed-read-only", type: "checkbox" });
  const readOnlyField = el("label", { class: "embed-check" }, readOnly, " Readers can’t change it");
  const [script, scriptField] = copied("embed-script", "Script", "Follows its content’s height and tells the page of changes.", status);
  const [frame, frameField] = copied(
    "embed-frame",
    "Frame",
    "For sites that take out scripts. Its height is fixed: change it to fit.",
    status,
  );
  const [link, linkField] = copied("embed-link", "Link", "For sites that take out frames too.", status);
  const [image, imageField] = copied(
    "embed-picture",
    "Link with a picture",
    "The picture stays as it is now and says the date of its rates; the link opens the calculator.",
    status,
  );
  const preview = el("bedrock-calculator", { title: "Preview of the embed" }, "The preview is on its way.");
  // It stands where the preview will be; a preview that never comes has one cause that a host can mend.
  setTimeout(() => {
    preview.textContent =
      "There is no preview yet. If there is never one, this host doesn’t let sandboxed frames read its files: it must send the header Access-Control-Allow-Origin: *, as docs/hosting.md says.";
  }, 5000);
  const close = el("button", { type: "button", class: "btn small" }, "Close");
  const box = el(
    "dialog",
    { class: "dialog embed-dialog", "aria-labelledby": "embed-heading" },
    el("div", { class: "embed-title" }, el("h2", { id: "embed-heading" }, "Embed"), close),
    el("p", { class: "muted" }, "Puts this scenario into another page. Where the calculator is hosted must allow it: docs/embed.md names the header."),
    el("div", { class: "embed-options" }, viewField, themeField, readOnlyField),
    el("div", { class: "embed-columns" }, el("div", { class: "stack" }, scriptField, frameField, linkField, imageField, status), preview),
  );
  const write = () => {
    const options = chosen({ view, theme, readOnly });
    const texts = snippets(options, fragmentNow());
    [script.value, frame.value, link.value, image.value] = [texts.script, texts.frame, texts.link, texts.picture];
    for (const name of ["view", "theme", "read-only"]) {
      if (name in options) {
        preview.setAttribute(name, options[name]);
      } else {
        preview.removeAttribute(name);
      }
    }
    preview.setAttribute("scenario", fragmentNow());
  };
  [view, theme, readOnly].forEach((field) => field.addEventListener("change", write));
  close.addEventListener("click", () => box.close());
  // Undo and the like are the page's, which is behind the dialog.
  ["keydown", "input", "change", "click"].forEach((type) => box.addEventListener(type, (event) => event.stopPropagation()));
  view.value = "result";
  return { box, write };
}

/** Opens the dialog for the scenario that the page shows now. */
export async function open() {
  if (!dialog) {
    dialog = made();
    await styled();
  }
  dialog.write();
  if (!dialog.box.isConnected) {
    document.body.append(dialog.box);
  }
  if (!dialog.box.open) {
    dialog.box.showModal();
  }
  // The page writes what was typed just before to its address after a pause.
  setTimeout(dialog.write, 500);
}
