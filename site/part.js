// Loads the part of the program that isn't in the first load. The build puts this behind the script that wasm-bindgen
// writes, where `wasm` is what the program exports; where it doesn't, the program is whole.
globalThis.loadPart = (loaded, failed) =>
  fetch(new URL("PART", import.meta.url))
    .then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject()))
    .then((bytes) => WebAssembly.instantiate(bytes, { a: wasm }))
    .then(loaded, failed);
