// Looking at a file in another way: for which tables that is meant, and which of the user's choices still make sense after it.

import type { Choices, InspectedTable, Inspection, LayoutChoice, Mapping, Role } from "../../engine/messages.ts";
import { assign, readingOf } from "./logic.ts";

/** What was looked at, and what was chosen for it. */
interface Before {
  inspection: Inspection;
  choices: Choices;
}

/**
 * The layouts after one is chosen for the table on screen. Files read as its continuation that were taken for the same
 * thing come along: twelve months in one encoding are one wrong guess, not twelve.
 */
export function relaid({ inspection, choices }: Before, change: LayoutChoice): Record<string, LayoutChoice> {
  const { table } = readingOf(inspection, choices);
  const layouts = { ...choices.layouts };
  const alike = (other: InspectedTable): boolean =>
    (change.encoding === undefined || other.encoding === table?.encoding) &&
    (change.delimiter === undefined || other.delimiter === table?.delimiter) &&
    (change.header === undefined || (other.header_line === null) === (table?.header_line === null));
  for (const index of choices.used ?? inspection.used) {
    const other = inspection.tables[index];
    if (other && alike(other)) layouts[other.name] = { ...layouts[other.name], ...change };
  }
  return layouts;
}

/** What the user chose before a new look, as far as it can still be meant. */
export function carried(before: Before, inspection: Inspection): Partial<Choices> {
  const { proposed } = before.inspection;
  const { choices } = before;
  const byHand = <K extends keyof Choices>(key: K): boolean => choices[key] !== undefined && !same(choices[key], proposed[key]);
  const kept: Partial<Choices> = {};
  const names = (choices.used ?? []).map((index) => before.inspection.tables[index]?.name);
  const used = names.map((name) => inspection.tables.findIndex((table) => table.name === name));
  if (byHand("used") && !same(choices.used, before.inspection.used) && !used.includes(-1)) kept.used = used;
  const old = readingOf(before.inspection, choices).table;
  const { table } = readingOf(inspection, { ...inspection.proposed, ...kept });
  if (!old || !table) return kept;
  kept.mapping = remapped(choices.mapping, old.name === table.name ? proposed.mapping : {}, old, table, inspection.proposed.mapping);
  for (const key of ["date_order", "decimal_mark", "cents", "power", "level", "rates", "subtract_refunds", "drop_duplicates"] as const) {
    if (byHand(key)) Object.assign(kept, { [key]: choices[key] });
  }
  if (byHand("status_excluded")) {
    const there = choices.status_excluded?.filter((value) => table.status.some((status) => status.value === value));
    if (there && there.length === choices.status_excluded?.length) kept.status_excluded = there;
  }
  if (byHand("kinds_excluded") && same(old.row_kinds, table.row_kinds)) kept.kinds_excluded = choices.kinds_excluded ?? [];
  if (byHand("currency") && table.currencies.some(({ currency }) => currency === choices.currency)) kept.currency = choices.currency ?? "";
  const shapes = (seen: Inspection): string[][] => seen.tables.map(({ name, columns }) => [name, ...columns.map((column) => column.name)]);
  if (same(shapes(before.inspection), shapes(inspection))) {
    if (byHand("joins")) kept.joins = choices.joins ?? [];
    if (byHand("joined")) kept.joined = choices.joined ?? {};
  }
  return kept;
}

/** The new proposal with the roles that were given and taken by hand. */
function remapped(chosen: Mapping, proposed: Mapping, old: InspectedTable, table: InspectedTable, next: Mapping): Mapping {
  let mapping: Mapping = { ...next };
  const place = (index: number): number | undefined => {
    const name = old.columns[index]?.name;
    const named = table.columns.find((column) => column.name === name)?.index;
    // Another encoding or no header: other names, the same columns.
    return named ?? (old.columns.length === table.columns.length ? index : undefined);
  };
  for (const [role, index] of Object.entries(proposed) as [Role, number][]) {
    if (chosen[role] === undefined && mapping[role] === place(index)) delete mapping[role];
  }
  for (const [role, index] of Object.entries(chosen) as [Role, number][]) {
    const column = proposed[role] === index ? undefined : place(index);
    if (column !== undefined) mapping = assign(mapping, column, role);
  }
  return mapping;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
