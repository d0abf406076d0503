// Bills of AWS, handed to the core piece by piece.

import { ask } from "./core.js";

const PIECE = 1 << 20;
const MOST_FILES = 1_000;

export function readBill(files) {
  if (!Array.isArray(files)) {
    return refusal("wrong-type", "", "a list of files expected");
  }
  if (files.length > MOST_FILES) {
    return refusal("too-large", "", `at most ${MOST_FILES} files at a time`);
  }
  const given = [];
  for (let index = 0; index < files.length; index += 1) {
    try {
      const { name, bytes } = files[index];
      if (typeof name !== "string") {
        return refusal("wrong-type", `[${index}].name`, "the name of the file expected");
      }
      if (!ArrayBuffer.isView(bytes)) {
        return refusal("wrong-type", `[${index}].bytes`, "the bytes of the file expected, as a Uint8Array");
      }
      given.push({ name: name.slice(0, 1_000), bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) });
    } catch {
      return refusal("unreadable", `[${index}]`, "reading this file threw an error");
    }
  }
  return read(given);
}

function read(files) {
  let answer = ask("bill_start");
  for (const [index, { name, bytes }] of files.entries()) {
    answer = answer === true ? ask("bill_file", name) : answer;
    for (let start = 0; start < bytes.length && answer === true; start += PIECE) {
      answer = ask("bill_bytes", bytes.subarray(start, start + PIECE), index);
    }
    // A piece of nothing ends the file.
    answer = answer === true ? ask("bill_bytes", new Uint8Array(), index) : answer;
  }
  return answer === true ? ask("bill_finish") : answer;
}

function refusal(code, path, message) {
  return { ok: false, errors: [{ code, path, message }] };
}
