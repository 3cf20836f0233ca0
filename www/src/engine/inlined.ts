// What the build packed into the page. Nothing is fetched: it stands in the page's own source.

import { fromBase91 } from "./base91.ts";
import { unlzma } from "./lzma.ts";

/** The text of `<script type="text/plain" id="…">`. */
export function packed(id: string): string {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Error(`the page holds no ${id}`);
  return text;
}

/** The bytes that such a text stands for. */
export const unpacked = (text: string): Uint8Array<ArrayBuffer> => unlzma(fromBase91(text));
