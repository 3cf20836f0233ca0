// Questions about customers that more than one place asks.

import type { CustomerQuery } from "./messages.ts";

/** Everybody with a purchase, by value. */
export const EVERYBODY: CustomerQuery = {
  model: null, group: null, search: "", sort: "customer", descending: false, offset: 0, limit: 0,
};
