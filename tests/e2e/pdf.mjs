// The text of a printed page.

import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/**
 * The text of each page of a PDF, in the order it is drawn, without white space: what is laid out in lines and columns on
 * the screen may break anywhere in print.
 *
 * @param {Uint8Array} pdf
 * @returns {Promise<string[]>}
 */
export async function pages(pdf) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const texts = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    texts.push(squeezed(items.map((item) => item.str).join("")));
  }
  return texts;
}

/** A text without white space. */
export function squeezed(text) {
  return text.replace(/\s+/g, "");
}
