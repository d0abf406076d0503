// A program that has trapped hears nothing any more: another instance takes its place. The build puts this behind the
// script that wasm-bindgen writes, and the name of the file in place of AGAIN.
addEventListener("error", ({ error }) => {
  if (error instanceof WebAssembly.RuntimeError) {
    import("./again/AGAIN").then((file) => file.again(import.meta.url));
  }
});
