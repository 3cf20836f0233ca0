// Sentences looked up by the engine's ids.

import type { Facts } from "./formats.ts";

/** Sentences by id, as the engine sends ids. */
export type ById<S = string> = Readonly<Record<string, (facts: Facts) => S>>;

/** The sentence of an id; `otherwise` when the engine is newer than the words. */
export function said<S>(table: ById<S>, id: string, facts: Facts, otherwise: (id: string) => S): S {
  const make = Object.hasOwn(table, id) ? table[id] : undefined;
  return make ? make(facts) : otherwise(id);
}

/** A fact as a number (0 when missing): facts of refusals are texts. */
export function num(facts: Facts, name: string): number {
  const n = Number(facts[name]);
  return Number.isFinite(n) ? n : 0;
}

/** A fact as text (empty when missing). */
export const str = (facts: Facts, name: string): string => String(facts[name] ?? "");
