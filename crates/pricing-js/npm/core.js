// The core as WebAssembly: started when it is first asked, started anew should it ever stop.

import * as glue from "./glue.js";
import { wasm } from "./wasm.js";

let compiled;
let running;
/** What ran last, and may have stopped halfway. */
let last;

function start() {
  // Growing by nothing detaches the memory, so that no view of it is used again.
  last?.memory.grow(0);
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0)));
  last = new WebAssembly.Instance(compiled, { "./pricing_js_bg.js": glue }).exports;
  glue.__wbg_set_wasm(last);
  last.__wbindgen_start();
  running = last;
}

/** Calls a function of the core. */
export function ask(name, ...given) {
  try {
    if (running === undefined) {
      start();
    }
    const answer = glue[name](...given);
    if (answer !== undefined) {
      return answer;
    }
    throw new Error("no answer could be written");
  } catch (error) {
    // Not even a call: there may be no room left on the stack.
    running = undefined;
    return { ok: false, errors: [{ code: "internal", path: "", message: `the core stopped: ${words(error)}` }] };
  }
}

function words(error) {
  return error instanceof Error ? error.message : "for no reason given";
}
