// Starts the program once the shell has been drawn, and the next frame begun: until then the network is the shell's. The build puts
// this in the place of Trunk's script, with the names of the files. A page that nobody sees isn't drawn, and some browsers don't tell.
await new Promise((drawn) => {
  const tells = !document.hidden && PerformanceObserver.supportedEntryTypes.includes("paint");
  const next = () => requestAnimationFrame(() => setTimeout(drawn));
  new PerformanceObserver(next).observe({ type: "paint", buffered: true });
  setTimeout(drawn, tells ? 1000 : 0);
});
document.head.append(document.getElementById("program").content);
// A page that is opened with a link shows nothing before it is read.
if (location.hash) {
  document.head.append(document.getElementById("links").content);
}
const { default: start } = await import("SITE_SCRIPT");
await start({ module_or_path: "SITE_PROGRAM" });
