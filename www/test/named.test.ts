// Columns named by hand, on the command line or by a page around us, in the place of proposed ones.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withNamed } from "../src/engine/mapping.ts";

const PRODUCT = { customer: 0, date: 1, quantity: 2, unit_price: 3 };

test("an amount replaces a product, and the other way round", () => {
  assert.deepEqual(withNamed(PRODUCT, { amount: 4 }), { customer: 0, date: 1, amount: 4 });
  assert.deepEqual(withNamed({ customer: 0, date: 1, amount: 4 }, { quantity: 2, unit_price: 3 }), PRODUCT);
  assert.deepEqual(withNamed({ customer: 0, amount: 4 }, { unit_price: 3 }), { customer: 0, unit_price: 3 });
  assert.deepEqual(withNamed(PRODUCT, { amount: 4, quantity: 5 }), { customer: 0, date: 1, amount: 4, quantity: 5 });
});

test("a column means one thing: what it was proposed for is without one", () => {
  assert.deepEqual(withNamed(PRODUCT, { order: 1 }), { customer: 0, quantity: 2, unit_price: 3, order: 1 });
  assert.deepEqual(withNamed(PRODUCT, {}), PRODUCT);
});
