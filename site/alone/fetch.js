// Takes the place of the browser's `fetch` in the calculator that is one file: the files of the program stand in the page, and
// nothing is requested.

/** Each file by its name: gzip, then base64. The build puts them here. */
const files = FILES_OF_THE_PROGRAM;

/** Answers as a server would. */
export async function fetch(address) {
  const packed = Uint8Array.from(atob(files[new URL(address).pathname.slice(1)]), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(unpacked, { headers: { "content-type": "application/wasm" } });
}
