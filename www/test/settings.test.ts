// The address holds settings and nothing else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf, settingsFrom } from "../src/app/settings.ts";

test("the first language comes from the browser, the address wins", () => {
  assert.equal(settingsFrom("", ["zh-Hans-CN", "en"]).lang, "zh-CN");
  assert.equal(settingsFrom("#lang=en", ["zh-CN"]).lang, "en");
  assert.equal(settingsFrom("#lang=tlh", ["zh-CN"]).lang, "zh-CN");
});

test("settings survive a round trip, defaults are left out", () => {
  const settings = { lang: "zh-CN", theme: "dark", view: "groups", model: "rfm_11" } as const;
  assert.deepEqual(settingsFrom(hashOf(settings, ""), []), settings);
  assert.equal(hashOf({ lang: "en", theme: "auto", view: null, model: "lifecycle_4" }, "#view=map"), "#lang=en");
});

test("what is no setting is ignored, and keys of others stay", () => {
  const odd = settingsFrom("#theme=neon&view=<img>&model=" + "x".repeat(50), ["en"]);
  assert.deepEqual(odd, { lang: "en", theme: "auto", view: null, model: "lifecycle_4" });
  assert.match(hashOf(odd, "#host=abc"), /host=abc/);
});
