// Looking at one table in another way: the other tables and the choices made by hand stay.

import assert from "node:assert/strict";
import { test } from "node:test";
import { carried, relaid } from "../src/ui/mapping/carry.ts";
import { column, inspection, table } from "./fixtures.ts";

const rows = [["1", "ann", "2024-01-02", "5"]];
const lines = (name: string, more = {}) =>
  table([column(0, "order", "order"), column(1, "who", "customer"), column(2, "day", "date"), column(3, "sum", "amount"), column(4, "city", "ignore")], rows, { name, ...more });

test("an override is for the table on screen, and for those read with it that were taken for the same", () => {
  const seen = inspection([lines("a.csv"), lines("b.csv"), lines("c.csv", { encoding: "gbk" }), lines("people.csv")], [], { used: [0, 1, 2] });
  const { proposed } = seen;
  assert.deepEqual(relaid({ inspection: seen, choices: proposed }, { encoding: "big5" }), { "a.csv": { encoding: "big5" }, "b.csv": { encoding: "big5" } });
  const alone = { ...proposed, used: [0], layouts: { "people.csv": { header: false }, "a.csv": { delimiter: ";" } } };
  assert.deepEqual(relaid({ inspection: seen, choices: alone }, { header: false }), {
    "people.csv": { header: false }, "a.csv": { delimiter: ";", header: false },
  });
});

test("roles given and taken by hand stay with their columns", () => {
  const before = inspection([lines("a.csv")]);
  // The city is the channel, nothing is the order, the customer stands where the order stood.
  const choices = { mapping: { customer: 0, date: 2, amount: 3, channel: 4 }, date_order: "day_month_year" as const, drop_duplicates: true };
  const same = carried({ inspection: before, choices }, inspection([lines("a.csv", { encoding: "gbk" })]));
  assert.deepEqual(same, { mapping: { customer: 0, date: 2, amount: 3, channel: 4 }, date_order: "day_month_year", drop_duplicates: true });
  // Without a header the names are others; the columns are the same.
  const bare = table([1, 2, 3, 4, 5].map((n, i) => column(i, `column ${n}`, (["order", "customer", "date", "amount", "ignore"] as const)[i]!)), rows, { name: "a.csv", header_line: null });
  assert.deepEqual(carried({ inspection: before, choices }, inspection([bare])).mapping, { customer: 0, date: 2, amount: 3, channel: 4 });
});

test("what can no longer be meant goes", () => {
  const before = inspection([lines("a.csv", { status: [{ value: "paid", rows: 1, is_sale: true }], currencies: [{ currency: "EUR", rows: 1 }] })]);
  const choices = { mapping: { ...before.proposed.mapping, channel: 4 }, status_excluded: ["paid"], currency: "EUR" };
  // Another delimiter: one column only.
  const broken = inspection([table([column(0, "order;who;day;sum;city", "ignore")], [["1;ann"]], { name: "a.csv" })]);
  assert.deepEqual(carried({ inspection: before, choices }, broken), { mapping: {} });
  // What was only proposed is proposed anew.
  assert.deepEqual(carried({ inspection: before, choices: before.proposed }, broken), { mapping: {} });
});

test("tables chosen by hand are found again by their names", () => {
  const before = inspection([lines("a.csv"), lines("b.csv"), lines("c.csv")]);
  const after = inspection([lines("b.csv"), lines("c.csv")]);
  assert.deepEqual(carried({ inspection: before, choices: { ...before.proposed, used: [1, 2] } }, after).used, [0, 1]);
  assert.equal(carried({ inspection: before, choices: { ...before.proposed, used: [0] } }, after).used, undefined);
});
