// Starts the calculator that is one file. The build puts this behind the script that wasm-bindgen writes, in the page
// itself, and the program in place of PROGRAM: gzip, then base64. Nothing is requested.
const packed = Uint8Array.from(atob("PROGRAM"), (letter) => letter.charCodeAt(0));
const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
await __wbg_init({ module_or_path: await new Response(unpacked).arrayBuffer() });
dispatchEvent(new CustomEvent("TrunkApplicationStarted"));
