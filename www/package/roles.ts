// The roles that a column can be given by name.

import type { Role } from "../src/engine/messages.ts";

/** Every role once: the compiler misses one that is not here. */
const NAMES: Record<Role, true> = {
  customer: true, order: true, date: true, amount: true, quantity: true, unit_price: true, currency: true, status: true,
  product: true, category: true, channel: true, email: true, phone: true, name: true, discount: true, shipping: true,
  tax: true, refund: true, ignore: true,
};

export const ROLES = Object.keys(NAMES) as Role[];
