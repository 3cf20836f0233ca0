// The engine leaves old encodings to the browser's own decoders. Do they read what the standard says, and what Node's part
// of the package, made from the standard's tables by another hand (encoding_rs), reads?

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { ROOT } from "./door.mjs";
import { BROWSERS, launchOne } from "./two-browsers.mjs";

const LABELS = [
  "gb18030", "gbk", "big5", "shift_jis", "euc-jp", "euc-kr", "iso-2022-jp", "utf-16le", "utf-16be", "windows-1250", "windows-1251",
  "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258", "windows-874",
  "iso-8859-2", "iso-8859-5", "iso-8859-7", "iso-8859-15", "koi8-r", "koi8-u", "ibm866", "macintosh", "x-mac-cyrillic",
];
/**
 * The characters that the standard moved out of the private area when GB 18030 did, in 2022: a browser has the one or the other
 * list, and no shop writes them.
 */
const MOVED = /[\u{1e3f}\u{20ac}\u{9fb4}-\u{9fbb}\u{fe10}-\u{fe19}\u{e5e5}\u{e7c7}\u{e78d}-\u{e796}\u{e81e}\u{e826}\u{e82b}-\u{e82c}\u{e832}\u{e843}\u{e854}\u{e864}]/gu;

/** Romanised syllables of Hong Kong, two characters to a pair of bytes, which Chromium gets wrong. */
const ROMANISED = [0x62, 0x64, 0xa3, 0xa5];

/** Each byte, each pair of bytes, and the second half of what GB 18030 writes in four, a line each. */
function everything() {
  const bytes = [];
  for (let one = 0x20; one < 0x100; one++) bytes.push(one, 0x0a);
  for (let lead = 0x81; lead < 0xff; lead++) {
    // The first of three in EUC-JP: Chromium reads the next good pair wrong behind a bad one of these.
    if (lead === 0x8f) continue;
    for (let trail = 0x40; trail < 0xff; trail++) if (lead !== 0x88 || !ROMANISED.includes(trail)) bytes.push(lead, trail, 0x0a);
  }
  for (let third = 0x81; third < 0xff; third += 5) for (let last = 0x30; last < 0x3a; last++) bytes.push(0x81, 0x36, third, last, 0x0a);
  // Three bytes of EUC-JP, and the shifts of ISO-2022-JP.
  for (let lead = 0xa1; lead < 0xff; lead++) bytes.push(0x8f, lead, 0xb3, 0x0a);
  bytes.push(0x1b, 0x24, 0x42, 0x30, 0x21, 0x1b, 0x28, 0x42, 0x0a);
  return Uint8Array.from(bytes);
}

/** The page's own module, as a script. */
function decoders() {
  const { buildSync } = createRequire(join(ROOT, "www/package.json"))("esbuild");
  const entry = join(ROOT, "www/src/engine/decoders.ts");
  return buildSync({ entryPoints: [entry], bundle: true, format: "iife", globalName: "decoders", write: false }).outputFiles[0].text;
}

for (const browser of BROWSERS) {
  test(`${browser.name} reads old encodings as the standard says`, { timeout: 120_000 }, async () => {
    const { Decoder, initSync } = await import(pathToFileURL(join(ROOT, "www/pkg/encodings.js")));
    initSync({ module: readFileSync(join(ROOT, "dist/npm/encodings.wasm")) });
    const bytes = everything();
    const running = await launchOne(browser);
    try {
      const page = await running.newPage();
      const base64 = Buffer.from(bytes).toString("base64");
      const read = await page.evaluate((script, text, labels) => {
        const { ownDecoders } = new Function(`${script}; return decoders`)();
        const all = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
        return labels.map((label) => {
          const decode = ownDecoders(label);
          // In pieces that cut characters.
          let decoded = "";
          for (let from = 0; from < all.length; from += 997) decoded += decode(all.subarray(from, from + 997), false);
          return decoded + decode(new Uint8Array(), true);
        });
      }, decoders(), base64, LABELS);
      LABELS.forEach((label, i) => {
        const standard = Decoder.of(label).decode(bytes, true).replace(MOVED, "?").split("\n");
        const own = read[i].replace(MOVED, "?").split("\n");
        const other = standard.map((line, at) => [line, own[at], at]).filter(([a, b]) => a !== b);
        assert.deepEqual(other.slice(0, 5), [], `${label}: ${other.length} lines differ`);
        assert.equal(own.length, standard.length);
      });
    } finally {
      await running.close();
    }
  });
}
