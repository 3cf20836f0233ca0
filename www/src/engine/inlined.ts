// What the build packed into the page. Nothing is fetched: it stands in the page's own source.

import { fromBase91 } from "./base91.ts";
import { unlzma } from "./lzma.ts";

/** The text of `<script type="text/plain" id="…">`. */
export function packed(id: string): string {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Error(`the page holds no ${id}`);
  return text;
}

/** The engine's bytes: where its tables of 16-bit numbers stand, all but them, and them as differences. */
export function unpackedEngine(text: string): Uint8Array<ArrayBuffer> {
  const [at = "0", ...parts] = text.split(" ");
  const [rest, tables] = parts.map((part) => unlzma(fromBase91(part)));
  if (!rest || !tables) throw new Error("the page's engine is damaged");
  for (let i = 2; i < tables.length; i++) tables[i]! += tables[i - 2]!;
  const engine = new Uint8Array(rest.length + tables.length);
  engine.set(rest.subarray(0, Number(at)));
  engine.set(tables, Number(at));
  engine.set(rest.subarray(Number(at)), Number(at) + tables.length);
  return engine;
}
