// The samples must be what their stories say, and the same file each time.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { sampleFile } from "../src/samples/samples.ts";
import { DAYS, FIRST_DAY, shopLines } from "../src/samples/shop.ts";

const bytes = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());
const hash = (data: Uint8Array): string => createHash("sha256").update(data).digest("hex");

test("a sample is the same file each time", async () => {
  for (const id of ["shop", "messy"] as const) {
    assert.equal(hash(await bytes(sampleFile(id, "en"))), hash(await bytes(sampleFile(id, "en"))));
  }
});

test("both languages tell the same story", () => {
  const story = (lang: "en" | "zh-CN") => shopLines(lang).map(({ order, day, quantity, discount }) => [order, day, quantity, discount]);
  assert.equal(story("en").length, story("zh-CN").length);
});

test("the shop has everybody in it: new, regular, lapsing, lost, returning", () => {
  const days = new Map<number, number[]>();
  for (const { customer, day, quantity } of shopLines("en")) {
    if (quantity > 0) days.set(customer, [...(days.get(customer) ?? []), day]);
  }
  assert.equal(days.size, 1200);
  const end = FIRST_DAY + DAYS;
  const gaps = (list: number[]) => list.slice(1).map((day, i) => day - list[i]!);
  const people = [...days.values()];
  const count = (is: (list: number[]) => boolean) => people.filter(is).length;
  const since = (list: number[]) => end - list.at(-1)!;
  assert.ok(count((list) => list[0]! > end - 60) > 50, "new");
  assert.ok(count((list) => new Set(list).size >= 8 && since(list) < 60) > 60, "regular");
  assert.ok(count((list) => new Set(list).size >= 4 && since(list) > 90 && since(list) < 240) > 40, "lapsing");
  assert.ok(count((list) => since(list) > 365) > 150, "lost");
  assert.ok(count((list) => Math.max(0, ...gaps(list)) > 250 && since(list) < 200) > 20, "returning");
});

test("the messy file is GBK with all of its troubles", async () => {
  const data = await bytes(sampleFile("messy", "zh-CN"));
  assert.throws(() => new TextDecoder("utf-8", { fatal: true }).decode(data));
  const text = new TextDecoder("gbk", { fatal: true }).decode(data);
  for (const trouble of ["导出时间", "序号,订单号", "年", "/2/30", "待核对", "￥1,", "合计", "=HYPERLINK", "文三路"]) {
    assert.ok(text.includes(trouble), trouble);
  }
});
