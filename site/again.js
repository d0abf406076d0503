// The page after its program has trapped: another instance takes over, with what was typed. The page fetches this file
// when that happens, which should be never.

/** How often a page may begin anew: a fault that comes back at once isn't mended by this. */
const MOST = 5;

let times = 0;
let isBusy = false;
/** The text that was given to the program again last: one that makes it trap is given once. */
let given = null;

/** Starts the script at this address again, unless it has been started often enough; says whether it does. */
export function again(address) {
  if (isBusy || times === MOST) {
    return false;
  }
  isBusy = true;
  times += 1;
  begin(address).finally(() => (isBusy = false));
  return true;
}

/** Another instance, with the scenario as it was last and the text of the field in use. */
async function begin(address) {
  // What is typed while another instance is on its way goes into this field still.
  const used = document.activeElement;
  // The page writes its scenario to its address after a pause.
  if (globalThis.pending) {
    history.replaceState(null, "", `#${globalThis.pending}`);
  }
  const script = new URL(address);
  script.search = `again=${times}`;
  const { default: init } = await import(script.href);
  const standing = new Promise((stands) => addEventListener("calculator-started", stands, { once: true }));
  await init({ module_or_path: document.querySelector("link[rel=preload]").href });
  await standing;
  const { id, value, selectionStart, selectionEnd } = used;
  const field = id && document.getElementById(id);
  if (field) {
    field.focus();
    if (typeof value === "string" && field.value !== value) {
      field.value = value;
      field.setSelectionRange?.(selectionStart, selectionEnd);
      const text = `${id}=${value}`;
      if (text !== given) {
        given = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  }
}
