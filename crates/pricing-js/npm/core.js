// The core as WebAssembly: started when it is first asked, started anew should it ever stop.

import * as glue from "./glue.js";
import { wasm } from "./wasm.js";

let compiled;
let running;

function start() {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(wasm), (letter) => letter.charCodeAt(0)));
  running = new WebAssembly.Instance(compiled, { "./pricing_js_bg.js": glue }).exports;
  glue.__wbg_set_wasm(running);
  running.__wbindgen_start();
}

function stop() {
  // Growing by nothing detaches the memory, so that no view of it is used again.
  running?.memory.grow(0);
  running = undefined;
}

/** Calls a function of the core. Its answer is JSON. */
export function ask(name, argument) {
  try {
    if (running === undefined) {
      start();
    }
    return JSON.parse(glue[name](argument));
  } catch (error) {
    try {
      stop();
    } catch {
      running = undefined;
    }
    return { ok: false, errors: [{ code: "internal", path: "", message: `the core stopped: ${words(error)}` }] };
  }
}

function words(error) {
  return error instanceof Error ? error.message : "for no reason given";
}
