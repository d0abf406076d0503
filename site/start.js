// Starts the program once the shell has been drawn: until then the network is the shell's. The build puts this in the place of
// Trunk's script, with the names of the files. A page in the background isn't drawn, so this doesn't wait for long.
await new Promise((start) => {
  new PerformanceObserver(start).observe({ type: "paint", buffered: true });
  setTimeout(start, 500);
});
document.head.append(document.getElementById("program").content);
const bindings = await import("SITE_SCRIPT");
const wasm = await bindings.default({ module_or_path: "SITE_PROGRAM" });
window.wasmBindings = bindings;
dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
