import assert from "node:assert/strict";
import { test } from "node:test";
import { numberOf } from "../src/ui/result/Formula.tsx";
import { formula, sensitivity, type FormulaInput } from "../src/ui/result/formula.ts";

// By hand: 0.4 × 50 × 6 = 120 a year, less 20 = 100; three years 300; less 60 + 15 = 225. Leads: 5 % of it = 11.25.
// Value to cost 300 ÷ 75 = 4. Payback: 75 ÷ (100 ÷ 12) = 9 months.
const INPUT: FormulaInput = { average_order: 50, orders_per_year: 6, years: 3, margin: 0.4, acquisition: 60, activation: 15, maintenance: 20, conversion: 0.05 };

test("the formula gives what a pencil gives", () => {
  assert.deepEqual(formula(INPUT), { per_customer: 225, per_lead: 11.25, ratio: 4, payback_months: 9 });
});

test("what comes back too late never comes back", () => {
  assert.equal(formula({ ...INPUT, years: 0.5 }).payback_months, null);
  assert.equal(formula({ ...INPUT, maintenance: 200 }).payback_months, null);
  assert.equal(formula({ ...INPUT, acquisition: 0, activation: 0 }).ratio, null);
});

// A tenth more of the price brings 0.4 × 5 × 6 × 3 = 36; a tenth more years 10 × 3 = 30; costs 6, 1.5 and 6.
test("the number that matters most stands first, and a lead's conversion does not touch a customer", () => {
  const swings = sensitivity(INPUT);
  assert.deepEqual(swings.map(({ field }) => field).slice(0, 3).sort(), ["average_order", "margin", "orders_per_year"]);
  assert.ok(!swings.some(({ field }) => field === "conversion"));
  const price = swings.find(({ field }) => field === "average_order")!;
  assert.ok(Math.abs(price.higher - 261) < 1e-9 && Math.abs(price.lower - 189) < 1e-9);
});

test("numbers are read as people type them", () => {
  assert.deepEqual(["12", "1,234.5", "12,5", "１２", " 40 %", "", "abc", "-3", "1e5", "1,234"].map(numberOf), [12, 1234.5, 12.5, 12, 40, null, null, null, null, 1234]);
});
