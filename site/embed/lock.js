// Read-only: what a reader does can't change the scenario, by pointer or keyboard. Fields stay to be read, focused and
// copied from. The host can still set another scenario.

/** Where the scenario can be changed: the inputs, the header, what is said above the page, and buttons of the answer. */
const CHANGES = ".side, .top, .page-notices, .toast, [role=tabpanel] .btn, [role=tabpanel] .link";
/** What may be pressed there: it only shows. */
const SHOWS = "a, summary, [aria-expanded]:not([aria-haspopup])";

let isLocked = false;

/** Locks every field there is now, or unlocks what was locked. */
function lock(is) {
  isLocked = is;
  document.documentElement.toggleAttribute("data-read-only", is);
  holdFields();
}

/** Fields come and go with the scenario: this runs after each change of the document. */
function holdFields() {
  if (!isLocked) {
    for (const field of document.querySelectorAll("[data-held]")) {
      field.removeAttribute("data-held");
      field.disabled = field.readOnly = false;
    }
    return;
  }
  for (const field of document.querySelectorAll("input, select, textarea, button")) {
    const isFree = field.hasAttribute("data-held") || field.readOnly || field.disabled || !field.closest(CHANGES);
    if (!isFree && !field.matches(SHOWS)) {
      field.setAttribute("data-held", "");
      // A text that is read-only can still be focused and copied. Nothing else has such a state.
      field[field.matches("textarea, input[type=text]") ? "readOnly" : "disabled"] = true;
    }
  }
}

/** The second lock: the app doesn't hear of what is done to a field, even to one that came a moment ago. */
function hush(event) {
  if (!isLocked || !(event.target instanceof Element)) {
    return;
  }
  const { type, key, target } = event;
  const undoes = type === "keydown" && (event.ctrlKey || event.metaKey) && /^[zy]$/i.test(key);
  if (undoes || (target.closest(CHANGES) && !target.closest(SHOWS))) {
    event.stopImmediatePropagation();
    if (undoes || type === "beforeinput") {
      event.preventDefault();
    }
  }
}

for (const type of ["beforeinput", "input", "change", "keydown", "mousedown", "pointerdown", "click", "focusin", "drop", "paste"]) {
  addEventListener(type, hush, true);
}
