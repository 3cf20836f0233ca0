// The packed engine that the build puts into the page.

import { fromBase91 } from "./base91.ts";
import { unlzma } from "./lzma.ts";

/** The engine, unpacked and compiled once per page: workers share the module. Nothing is fetched: it stands in the page. */
export function engineModule(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compile(inlined("engine"));
  return compiled;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** The bytes of `<script type="text/plain" id="…">`. */
function inlined(id: string): Uint8Array<ArrayBuffer> {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Error(`the page holds no ${id}`);
  return unlzma(fromBase91(text));
}
