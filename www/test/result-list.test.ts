import assert from "node:assert/strict";
import { test } from "node:test";
import type { CustomerPage, CustomerQuery } from "../src/engine/messages.ts";
import { PAGE_ROWS, Pages, type ListQuery } from "../src/ui/result/pages.ts";
import { contentHeight, progressTo, ROW_HEIGHT, SAFE_HEIGHT, viewAt } from "../src/ui/result/windowing.ts";
import { seeded } from "./fixture.ts";

const VIEWPORT = 15 * ROW_HEIGHT;

for (const total of [1, 14, 15, 16, 4_000, 200_000, 1_000_000, 20_000_000]) {
  test(`${total} rows: both ends and any row can be reached`, () => {
    assert.ok(contentHeight(total) <= SAFE_HEIGHT);
    const top = viewAt(0, total, VIEWPORT);
    assert.equal(top.first, 0);
    assert.equal(top.shift, -0 + 0);
    const end = viewAt(1, total, VIEWPORT);
    assert.equal(end.first + end.count, total);
    const random = seeded(total);
    for (let i = 0; i < 200; i++) {
      const row = Math.floor(random() * total);
      const view = viewAt(progressTo(row, random(), total, VIEWPORT), total, VIEWPORT);
      const above = (row - view.first) * ROW_HEIGHT + view.shift;
      assert.ok(row >= view.first && row < view.first + view.count, `row ${row} is drawn`);
      assert.ok(above >= -0.01 && above + ROW_HEIGHT <= Math.max(VIEWPORT, total * ROW_HEIGHT) + 0.01, `row ${row} is whole`);
      assert.ok(view.count <= 17 && view.shift <= 0 && view.shift > -ROW_HEIGHT);
    }
  });
}

test("a row that is in view does not move the list", () => {
  assert.equal(progressTo(505, 0.5, 1_000, VIEWPORT), 0.5);
});

const QUERY: ListQuery = { model: null, group: null, search: "", sort: "net", descending: true };

/** An engine that answers when told to. */
function slowEngine(total: number) {
  const waiting: { query: CustomerQuery; answer(): void; refuse(): void }[] = [];
  const asked: number[] = [];
  const ask = (query: CustomerQuery) =>
    new Promise<CustomerPage>((resolve, reject) => {
      asked.push(query.offset / PAGE_ROWS);
      const customer = Array.from({ length: Math.min(query.limit, total - query.offset) }, (_, i) => `C${query.offset + i}`);
      waiting.push({ query, answer: () => resolve({ total, offset: query.offset, columns: { customer } }), refuse: () => reject(new Error("gone")) });
    });
  const answerAll = async () => {
    while (waiting.length > 0) {
      waiting.shift()?.answer();
      await new Promise((done) => setTimeout(done));
    }
  };
  return { ask, asked, waiting, answerAll };
}

test("pages in view come first, at most two questions are under way, and what is known is not asked again", async () => {
  const engine = slowEngine(100_000);
  const pages = new Pages(QUERY, engine.ask, () => {});
  pages.want(0, 15);
  assert.deepEqual(engine.asked, [0]);
  await engine.answerAll();
  assert.equal(pages.total, 100_000);
  assert.equal(pages.cell(7, "customer"), "C7");
  assert.equal(pages.cell(50_000, "customer"), undefined);
  engine.asked.length = 0;
  // A fast scroll: only the last place counts.
  for (const row of [10_000, 20_000, 30_000, 90_000]) pages.want(row, row + 15);
  assert.ok(engine.waiting.length <= 2);
  await engine.answerAll();
  assert.equal(pages.cell(90_003, "customer"), "C90003");
  assert.ok(!engine.asked.includes(150), "a page that was only passed is not read");
  engine.asked.length = 0;
  pages.want(90_000, 90_015);
  assert.deepEqual(engine.asked, []);
});

test("an old list says nothing any more, and a failure is told once", async () => {
  const engine = slowEngine(1_000);
  let changes = 0;
  const old = new Pages(QUERY, engine.ask, () => changes++);
  old.want(0, 15);
  old.close();
  await engine.answerAll();
  assert.equal(changes, 0);
  const failing = new Pages(QUERY, engine.ask, () => changes++);
  failing.want(0, 15);
  engine.waiting.shift()?.refuse();
  await new Promise((done) => setTimeout(done));
  assert.equal(failing.failed, true);
  assert.equal(changes, 1);
});
