// A program that has trapped can't be trusted any more: another instance takes its place. The build puts this behind the
// script that wasm-bindgen writes, where `wasm` is what the program exports, and the name of the file in place of AGAIN.

/** Takes every call and does nothing: timers and listeners of the program that has trapped still call it. */
const silent = new Proxy(() => 0, { get: (_, name) => (typeof name === "symbol" ? undefined : silent), apply: () => 0 });

function trapped(error) {
  if (error instanceof WebAssembly.RuntimeError && wasm !== silent) {
    import("./again/AGAIN").then((file) => {
      if (file.again(import.meta.url)) {
        wasm = silent;
      }
    });
  }
}
addEventListener("error", ({ error }) => trapped(error));
// So does what the program waits for: there the browser catches it.
addEventListener("unhandledrejection", ({ reason }) => trapped(reason));
