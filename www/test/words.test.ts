// Every sentence exists in every language, for any facts, and none is left in the other language.

import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, type Sentence } from "../src/words/sentence.ts";
import { LANGS, num, pickLang, said, str, wordsFor } from "../src/words/words.ts";

/** Facts of every name that an engine might send. */
const FACTS = new Proxy({}, { get: () => "7", getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: "7" }) });

/** All texts below a node, functions called with plausible arguments; by path. */
function texts(node: unknown, path: string, found: Map<string, string[]>): Map<string, string[]> {
  const put = (text: string): void => void found.set(path, [...(found.get(path) ?? []), text]);
  if (typeof node === "string") put(node);
  else if (typeof node === "function") {
    found.set(path, found.get(path) ?? []);
    for (const args of [[FACTS, "x"], [1, 1, 1], [3, 7, true], ["x", 3, true], ["x", "x", "x", "x", 0.5], [["a", "b"], null, "x"], [null, 3, "x"], ["x", null, null]]) {
      // Called with too few, a sentence would show a hole that the types never let happen.
      if (args.length < (node as () => void).length) continue;
      try {
        texts((node as (...args: unknown[]) => unknown)(...args), path, found);
      } catch (error) {
        // Wrong kinds of arguments for this one; the types keep such calls out of the page.
        if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
      }
    }
  } else if (Array.isArray(node)) {
    if (node.every((part) => typeof part === "string" || "strong" in part || "link" in part)) put(plain(node as Sentence));
  } else if (node !== null && typeof node === "object") {
    for (const [key, value] of Object.entries(node)) texts(value, `${path}.${key}`, found);
  }
  return found;
}

const PARTS = ["common", "landing", "mapping", "reading", "problems", "panels"] as const;
const all = new Map(LANGS.map((lang) => [lang, new Map(PARTS.map((part) => [part, texts(wordsFor(lang)[part], part, new Map())]))]));

for (const part of PARTS) {
  test(`${part}: both languages say the same things`, () => {
    const [zh, en] = LANGS.map((lang) => [...(all.get(lang)?.get(part)?.keys() ?? [])].sort());
    assert.deepEqual(zh, en);
    assert.ok((en?.length ?? 0) > 3);
  });

  test(`${part}: no sentence shows a hole`, () => {
    for (const [lang, parts] of all)
      for (const [path, list] of parts.get(part) ?? [])
        for (const text of list) assert.doesNotMatch(text, /undefined|\[object/, `${lang} ${path}`);
  });
}

test("Chinese sentences are Chinese: full-width punctuation, no English words left over", () => {
  for (const part of PARTS)
    for (const [path, list] of all.get("zh-CN")?.get(part) ?? [])
      for (const text of list) {
        assert.doesNotMatch(text, /\p{Script=Han} ?[,;:!?](?!\/)/u, `${path}: ${text}`);
        assert.doesNotMatch(text, /\b(the|your|rows?|columns?|file)\b/, `${path}: ${text}`);
        assert.doesNotMatch(text, /你/, `${path}: ${text}`);
      }
});

test("nothing exclaims", () => {
  for (const parts of all.values()) for (const part of parts.values()) for (const list of part.values()) for (const text of list) assert.doesNotMatch(text, /[!！]$/);
});

test("an id without words degrades to what the caller says", () => {
  const { reading } = wordsFor("en");
  assert.equal(said<string>(reading.skips.name, "toString", {}, (id) => `? ${id}`), "? toString");
  assert.equal(said<string>(reading.skips.name, "duplicate", {}, (id) => id), "Repetition of another row");
});

test("facts are read as numbers and texts, missing ones as nothing", () => {
  assert.equal(num({ rows: "12" }, "rows"), 12);
  assert.equal(num({}, "rows"), 0);
  assert.equal(num({ rows: "many" }, "rows"), 0);
  assert.equal(str({}, "column"), "");
});

test("the first language that we speak is taken", () => {
  assert.equal(pickLang(["", "de-DE", "zh-TW", "en"]), "zh-CN");
  assert.equal(pickLang(["fr", "en-US", "zh"]), "en");
  assert.equal(pickLang(["ja"]), "en");
  assert.equal(pickLang([]), "en");
});

test("numbers, money and days follow the language", () => {
  const en = wordsFor("en").f;
  const zh = wordsFor("zh-CN").f;
  assert.equal(en.count(541909), "541,909");
  assert.equal(en.day("2011-12-09"), "9 December 2011");
  assert.equal(zh.day("2011-12-09"), "2011年12月9日");
  assert.equal(en.list(["a", "b", "c"]), "a, b and c");
  assert.equal(zh.plural(1, { one: "row", other: "rows" }), "rows");
});
