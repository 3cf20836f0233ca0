// What choices mean: roles, what is missing, what an answer changes.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Question } from "../src/engine/messages.ts";
import { allSure, answer, answered, assign, assigned, joining, matching, overridesOf, readingOf, refusalOf, using } from "../src/ui/mapping/logic.ts";
import { isTable } from "../src/ui/drop.tsx";
import { clear, column, inspection, noCustomer, table, unclear, wide } from "./fixtures.ts";

test("a clear file needs nothing but one button", () => {
  const seen = clear();
  const reading = readingOf(seen, seen.proposed);
  assert.deepEqual(reading.roles, ["order", "customer", "date", "amount", "ignore"]);
  assert.deepEqual(reading.missing, []);
  assert.ok(allSure(seen, reading));
});

test("a question or a low confidence is not sure", () => {
  const seen = unclear();
  assert.ok(readingOf(seen, seen.proposed).complete);
  assert.ok(!allSure(seen, readingOf(seen, seen.proposed)));
});

test("a missing customer is named and the file cannot run", () => {
  const seen = noCustomer();
  const reading = readingOf(seen, seen.proposed);
  assert.deepEqual(reading.missing, ["customer"]);
  assert.ok(!reading.complete);
});

test("a refusal stays until its cause is chosen away; others stay", () => {
  const seen = noCustomer();
  assert.equal(refusalOf(seen, readingOf(seen, seen.proposed))?.code, "no_customer_column");
  assert.equal(refusalOf(seen, readingOf(seen, { mapping: { ...seen.proposed.mapping, customer: 0 } })), null);
  const other = { ...seen, refusal: { ...seen.refusal!, code: "unclosed_quote" } };
  assert.equal(refusalOf(other, readingOf(other, { mapping: { customer: 0, date: 1, amount: 2 } }))?.code, "unclosed_quote");
});

test("quantity × price does for an amount, one of them alone does not", () => {
  const seen = unclear();
  assert.ok(!readingOf(seen, { mapping: { customer: 1, date: 2, quantity: 3 } }).complete);
  assert.ok(readingOf(seen, { mapping: { customer: 1, date: 2, quantity: 3, unit_price: 4 } }).complete);
});

test("the price of a list does for an amount, with or without a quantity", () => {
  const seen = inspection([
    table([column(0, "buyer", "customer"), column(1, "when", "date"), column(2, "price", "unit_price")], [["C1", "2024-01-02", ""]]),
    table([column(0, "thing", "product"), column(1, "price", "unit_price")], [["P1", "9.50"]], { name: "products.csv" }),
  ]);
  const listed = { mapping: { customer: 0, date: 1 }, joined: { unit_price: { table: 1, column: 1 } } };
  assert.ok(readingOf(seen, listed).complete);
  assert.ok(!readingOf(seen, { mapping: { customer: 0, date: 1, unit_price: 2 } }).complete);
});

test("a role has one column and a column one role", () => {
  assert.deepEqual(assign({ customer: 1, order: 0 }, 0, "customer"), { customer: 0 });
  assert.deepEqual(assign({ customer: 1, order: 0 }, 1, "ignore"), { order: 0 });
});

test("an amount replaces quantity × price, and both of those an amount", () => {
  assert.deepEqual(assign({ quantity: 3, unit_price: 4 }, 5, "amount"), { amount: 5 });
  assert.deepEqual(assign({ amount: 5 }, 3, "quantity"), { amount: 5, quantity: 3 });
  assert.deepEqual(assign({ amount: 5, quantity: 3 }, 4, "unit_price"), { quantity: 3, unit_price: 4 });
});

test("absent roles of the engine (null or undefined) are absent", () => {
  const seen = clear();
  const mapping = { ...seen.proposed.mapping, currency: null, status: undefined } as never;
  assert.deepEqual(readingOf(seen, { mapping }).missing, []);
  assert.deepEqual(assign(mapping, 4, "channel"), { ...seen.proposed.mapping, channel: 4 });
});

test("a role may come from a joined table, and a column of the first table takes it back", () => {
  const seen = inspection([
    table([column(0, "order_id", "order"), column(1, "value", "amount"), column(2, "when", "date")], [["1", "9.50", "2024-01-02"]], { name: "payments.csv" }),
    table([column(0, "order_id", "order"), column(1, "buyer", "customer")], [["1", "C1"]], { name: "orders.csv" }),
  ]);
  const choices = { mapping: { order: 0, amount: 1, date: 2 }, joined: { customer: { table: 1, column: 1 } } };
  const reading = readingOf(seen, choices);
  assert.deepEqual(reading.missing, []);
  assert.equal(reading.from.customer?.table.name, "orders.csv");
  assert.deepEqual(assigned(choices, 0, "customer"), { mapping: { customer: 0, amount: 1, date: 2 }, joined: {} });
});

test("an answer changes exactly its choice, and is read back", () => {
  const seen = unclear();
  const ask = (id: Question["id"]): Question => ({ id, table: 0, column: null, choices: [], proposed: "1" });
  const answers: [Question["id"], string][] = [
    ["customer", "7"], ["date", "2"], ["amount", "3"], ["amount", "quantity_x_price"], ["date_order", "month_day_year"],
    ["decimal_mark", ","], ["cents", "cents"], ["cents", "whole"], ["currency", "CHF"], ["table", "0"],
  ];
  for (const [id, choice] of answers) {
    const after = { ...seen.proposed, ...answer(ask(id), choice, seen.proposed, seen) };
    assert.equal(answered(ask(id), after, seen), choice, `${id} ${choice}`);
  }
});

test("the price of one may be said to be the sum, and back", () => {
  const seen = inspection([table([column(0, "pieces", "quantity"), column(1, "amount", "unit_price")], [["2", "9.50"]])]);
  const question: Question = { id: "amount", table: 0, column: 1, choices: [], proposed: "quantity_x_price" };
  const before = { mapping: { quantity: 0, unit_price: 1 } };
  const sum = { ...before, ...answer(question, "1", before, seen) };
  assert.deepEqual(sum.mapping, { amount: 1 });
  assert.equal(answered(question, sum, seen), "1");
  assert.deepEqual({ ...sum, ...answer(question, "quantity_x_price", sum, seen) }, before);
});

test("which kinds of rows count is one answer, whatever it leaves out", () => {
  const kinds = { column: 1, levels: [["Sale"], ["Sale Line"], ["Payment"]] };
  const seen = inspection([{ ...table([column(0, "who", "customer"), column(1, "kind", "ignore")], [["a", "Sale"]]), row_kinds: kinds }]);
  const question: Question = { id: "row_kinds", table: 0, column: 1, choices: ["0", "1", "2", "all"].map((id) => ({ id, facts: {} })), proposed: "0" };
  assert.equal(answered(question, seen.proposed, seen), "0");
  for (const [choice, excluded] of [["0", ["Sale Line", "Payment"]], ["1", ["Sale", "Payment"]], ["all", []]] as const) {
    const after = { ...seen.proposed, ...answer(question, choice, seen.proposed, seen) };
    assert.deepEqual(after.kinds_excluded, excluded);
    assert.equal(answered(question, after, seen), choice);
  }
});

test("another table brings its own roles, tables of its shape come along; joins bring and take their columns", () => {
  const lines = (name: string) => table([column(0, "who", "customer"), column(1, "day", "date"), column(2, "sum", "amount")], [["a", "2024-01-01", "1"]], { name });
  const people = table([column(0, "id", "customer"), column(1, "city", "ignore")], [["a", "Leeds"]], { name: "people.csv" });
  const seen = inspection([people, lines("2023.csv"), lines("2024.csv")]);
  const ask: Question = { id: "table", table: 0, column: null, choices: [], proposed: "0" };
  assert.deepEqual(answer(ask, "1", seen.proposed, seen), { used: [1, 2], mapping: { customer: 0, date: 1, amount: 2 }, joins: [], joined: {} });
  assert.deepEqual(using([1], { ...seen.proposed, used: [1, 2] }, seen), { used: [1] });
  const join = { table: 1, column: 0, to: 0, to_column: 0, matched: 1, sum: false };
  const joined = { ...seen, joins: [join], proposed: { mapping: {}, joined: { name: { table: 0, column: 1 } } } };
  assert.deepEqual(joining([], joined), { joins: [], joined: {} });
  assert.deepEqual(joining([join], joined), { joins: [join], joined: { name: { table: 0, column: 1 } } });
});

test("the shop, the till or both, and back", () => {
  const shop = table([column(0, "email", "customer"), column(1, "day", "date"), column(2, "sum", "amount")], [["a", "2024-01-01", "1"]], { name: "shop.csv" });
  const till = table([column(0, "sum", "amount"), column(1, "email", "customer"), column(2, "day", "date")], [["1", "a", "2024-01-01"]], { name: "till.csv" });
  const seen = { ...inspection([shop, till]), used: [0, 1] };
  const ask: Question = { id: "table", table: 0, column: null, choices: ["all", "0", "1"].map((id) => ({ id, facts: {} })), proposed: "all" };
  assert.equal(answered(ask, seen.proposed, seen), "all");
  const one = { ...seen.proposed, ...answer(ask, "1", seen.proposed, seen) };
  assert.deepEqual([one.used, one.mapping, answered(ask, one, seen)], [[1], { amount: 0, customer: 1, date: 2 }, "1"]);
  const both = { ...one, ...answer(ask, "all", one, seen) };
  assert.deepEqual([both.used, both.mapping, answered(ask, both, seen)], [[0, 1], seen.proposed.mapping, "all"]);
});

test("only encoding, delimiter and header need the file looked at again", () => {
  assert.deepEqual(overridesOf({ mapping: { customer: 1 }, encoding: "gbk", currency: "EUR", header: false }), { encoding: "gbk", header: false });
});

test("one of 5,000 columns is found by its name, its role and its values", () => {
  const seen = wide();
  const first = seen.tables[0]!;
  const { roles } = readingOf(seen, seen.proposed);
  const find = (text: string): number[] => matching(first, roles, text, (role) => role).map(({ index }) => index);
  assert.deepEqual(find("Q123 "), [123, ...Array.from({ length: 10 }, (_, i) => 1230 + i)]);
  assert.deepEqual(find("date"), [4000]);
  assert.equal(find("").length, 5000);
});

test("pasted text is a table when it has columns and rows", () => {
  assert.ok(isTable("customer\tdate\tamount\nA\t2024-01-01\t3"));
  assert.ok(isTable("a,b\r\n1,2\r\n"));
  assert.ok(!isTable("just, a sentence"));
  assert.ok(!isTable("two lines\nof prose"));
});
