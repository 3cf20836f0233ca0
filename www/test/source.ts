// The engine's source as text: its ids must have words.

import { readdirSync, readFileSync } from "node:fs";

// The bundled test stands in www/pkg/test.
const root = new URL("../../../", import.meta.url);

export function rust(folder: string): string {
  const at = new URL(`${folder}/`, root);
  return readdirSync(at, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".rs")).map((name) => withoutTests(readFileSync(new URL(name, at), "utf8"))).join("\n");
}

function withoutTests(text: string): string {
  const cut = text.indexOf("#[cfg(test)]\nmod ");
  return cut < 0 ? text : text.slice(0, cut);
}

export function all(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ""))];
}
