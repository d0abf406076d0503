// Starts the program once the shell has been drawn: until then the network is the shell's. The build puts this in the place of
// Trunk's script, with the names of the files. A page in the background isn't drawn, so this doesn't wait for long.
await new Promise((drawn) => {
  new PerformanceObserver(drawn).observe({ type: "paint", buffered: true });
  setTimeout(drawn, 500);
});
document.head.append(document.getElementById("program").content);
const { default: start } = await import("SITE_SCRIPT");
await start({ module_or_path: "SITE_PROGRAM" });
