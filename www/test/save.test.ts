// Downloads: what comes is handed to the browser under its name, what does not come breaks nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { saved, savedName } from "../src/ui/save.ts";

test("what comes is saved, and a refusal is no unhandled rejection", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const clicked: string[] = [];
  const anchor = { href: "", download: "", click: () => clicked.push(anchor.download) };
  Object.assign(globalThis, { document: { createElement: () => anchor } });
  await saved(Promise.resolve(new Blob(["a"])), "a.csv");
  await saved(Promise.reject(new Error("cancelled")), "b.csv");
  assert.deepEqual(clicked, ["a.csv"]);
});

test("a download is named after the file it comes from", () => {
  assert.equal(savedName("C:\\shop\\orders.csv", "skipped", "csv"), "orders-skipped.csv");
  assert.equal(savedName(undefined, "report", "json"), "regulars-report.json");
});
