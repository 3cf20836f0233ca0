// Columns named by hand, by whoever drives the engine, in the place of proposed ones.

import type { Mapping, Role } from "./messages.ts";

/** The proposed columns with the named ones in their place; a column that is named for one role leaves any other. */
export function withNamed(proposed: Mapping, named: Mapping): Mapping {
  const mapping: Mapping = { ...proposed };
  // An amount that was named replaces a product that was proposed, and the other way round.
  if (named.amount !== undefined) {
    delete mapping.quantity;
    delete mapping.unit_price;
  } else if (named.quantity !== undefined || named.unit_price !== undefined) {
    delete mapping.amount;
  }
  for (const [role, column] of Object.entries(named) as [Role, number][]) {
    for (const other of Object.keys(mapping) as Role[]) if (mapping[other] === column) delete mapping[other];
    mapping[role] = column;
  }
  return mapping;
}
