// Takes the place of the browser's `fetch` in the page's program. What is loaded on demand is many small pieces, and several
// come in one file: a request for each piece would hold the page up.

/**
 * Each file, with the pieces in it and their lengths in bytes, in their order: `file piece length piece length ...`. A piece with a
 * number is there as its distance from the one before. The build puts them here.
 */
const files = FILES_AND_PIECES;

const places = new Map();
for (const line of files) {
  const [file, ...pieces] = line.split(" ");
  let number = 0;
  let start = 0;
  while (pieces.length) {
    const piece = pieces.shift();
    const length = +pieces.shift();
    const name = isNaN(piece) ? piece : `chunk_${(number += +piece)}`;
    places.set(`${name}.wasm`, { file, start, length });
    start += length;
  }
}

/** Files that were asked for, each with what it holds as soon as that is here. */
const asked = new Map();
/** Files that didn't come: asked for again, they come from the network. */
const missed = new Set();
/** What every piece begins with, and no other text or page: a zero and "asm", as a number with its first byte last. */
const BEGINNING = 0x6d736100;

/** Asks for a file. A network that wants a sign-in first answers with a page of its own, and says that all is well. */
async function received(file) {
  const answer = await globalThis.fetch(new URL(file, import.meta.url), { cache: missed.has(file) ? "reload" : "default" });
  const bytes = await answer.arrayBuffer();
  // What is shorter than four bytes throws here.
  if (new Uint32Array(bytes, 0, 1)[0] !== BEGINNING) {
    throw new Error(file);
  }
  return bytes;
}

function whole(file) {
  if (!asked.has(file)) {
    const answer = received(file);
    asked.set(file, answer);
    // What didn't come can be asked for again.
    answer.catch(() => {
      asked.delete(file);
      missed.add(file);
    });
  }
  return asked.get(file);
}

/** A piece of the program as its bytes; anything else as the browser fetches it. */
export async function fetch(address) {
  const place = places.get(String(address).split("/").pop());
  return place ? new Uint8Array(await whole(place.file), place.start, place.length) : globalThis.fetch(address);
}

/** Takes what `fetch` gives. */
async function instantiateStreaming(source, imports) {
  const found = await source;
  const { WebAssembly } = globalThis;
  return found instanceof Uint8Array ? WebAssembly.instantiate(found, imports) : WebAssembly.instantiateStreaming(found, imports);
}
export { instantiateStreaming as "WebAssembly.instantiateStreaming" };
