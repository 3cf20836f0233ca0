// What the choices on the mapping screen mean, without a screen: which column has which role, what is still missing, what
// an answer changes.

import type { Choices, Column, ColumnRef, EngineError, Inspection, InspectedTable, Mapping, ProposedJoin, Question, Role } from "../../engine/messages.ts";

/** In the order in which the menu above a column offers them. */
export const ROLES: readonly Role[] = [
  "ignore", "customer", "date", "amount", "order", "quantity", "unit_price", "currency", "status",
  "product", "category", "channel", "discount", "shipping", "tax", "refund", "email", "phone", "name",
];

/** Roles that the analysis stands on, in the order in which the page names them. */
export const KEY_ROLES = ["customer", "date", "amount", "order"] as const;

/** Below this the page asks to have a look (the same limit as the engine's questions). */
export const SURE = 0.8;

/** A column and the table it stands in. */
export interface Source {
  table: InspectedTable;
  column: Column;
  joined: boolean;
}

/** What the choices make of the first used table. */
export interface Reading {
  table: InspectedTable | undefined;
  /** Role of each column of the table under these choices. */
  roles: Role[];
  /** Where each role is taken from; a joined table's column wins. */
  from: Partial<Record<Role, Source>>;
  /** Roles that still need a column. */
  missing: ("customer" | "date" | "amount")[];
  complete: boolean;
}

export function readingOf(inspection: Inspection, choices: Choices): Reading {
  const table = inspection.tables[(choices.used ?? inspection.used)[0] ?? 0];
  const roles: Role[] = (table?.columns ?? []).map(() => "ignore");
  const from: Reading["from"] = {};
  for (const [role, index] of Object.entries(choices.mapping) as [Role, number | null | undefined][]) {
    const column = typeof index === "number" ? table?.columns[index] : undefined;
    if (!table || !column || role in (choices.joined ?? {})) continue;
    roles[column.index] = role;
    from[role] = { table, column, joined: false };
  }
  for (const [role, place] of Object.entries(choices.joined ?? {}) as [Role, ColumnRef | null | undefined][]) {
    const other = place ? inspection.tables[place.table] : undefined;
    const column = place ? other?.columns[place.column] : undefined;
    if (other && column) from[role] = { table: other, column, joined: true };
  }
  const missing: Reading["missing"] = [];
  if (!from.customer) missing.push("customer");
  if (!from.date) missing.push("date");
  // A price list says what a piece costs; a row without a quantity is one.
  const priced = from.quantity ?? from.unit_price?.joined;
  if (!from.amount && !(priced && from.unit_price)) missing.push("amount");
  return { table, roles, from, missing, complete: table !== undefined && missing.length === 0 };
}

/**
 * The mapping after a column is given a role: a role has one column, a column one role. An amount replaces
 * quantity × price, and both of those together replace an amount.
 */
export function assign(mapping: Mapping, column: number, role: Role): Mapping {
  const next: Mapping = {};
  for (const [other, index] of Object.entries(mapping)) if (typeof index === "number" && index !== column) next[other as Role] = index;
  if (role === "ignore") return next;
  next[role] = column;
  if (role === "amount") {
    delete next.quantity;
    delete next.unit_price;
  } else if ((role === "quantity" || role === "unit_price") && next.quantity !== undefined && next.unit_price !== undefined) {
    delete next.amount;
  }
  return next;
}

/** The choices after a column of the shown table is given a role: it takes the role from a joined table, too. */
export function assigned(choices: Choices, column: number, role: Role): Partial<Choices> {
  const mapping = assign(choices.mapping, column, role);
  if (!choices.joined || !(role in choices.joined)) return { mapping };
  const { [role]: _, ...joined } = choices.joined;
  return { mapping, joined };
}

/** What an answer to a question changes. Ids of choices: see `Question` in messages.ts. */
export function answer(question: Question, choice: string, choices: Choices, inspection: Inspection): Partial<Choices> {
  switch (question.id) {
    case "customer":
    case "date":
      return assigned(choices, Number(choice), question.id);
    case "amount":
      return choice === "quantity_x_price"
        ? { mapping: byQuantity(choices.mapping, inspection.tables[question.table]) }
        : assigned(choices, Number(choice), "amount");
    case "date_order":
      return { date_order: choice as NonNullable<Choices["date_order"]> };
    case "decimal_mark":
      return { decimal_mark: choice === "," ? "," : "." };
    case "cents":
      return { cents: choice === "cents" };
    case "refund":
      return { subtract_refunds: choice === "subtract" };
    case "currency":
      return { currency: choice };
    case "unit":
      return { power: Number(choice) };
    case "row_kinds":
      return { kinds_excluded: kindsOutside(choice, inspection.tables[question.table]) };
    case "join":
      return joining(choice === "join" ? inspection.joins : [], inspection);
    case "table":
      if (choice === "all") return { used: inspection.used, mapping: inspection.proposed.mapping, joins: inspection.proposed.joins ?? [], joined: {} };
      return using(tablesLike(Number(choice), inspection), choices, inspection);
    case "status":
      return {};
  }
}

/** Reads these tables: where the first of them is of another shape, its own roles are taken. */
export function using(used: number[], choices: Choices, inspection: Inspection): Partial<Choices> {
  const before = (choices.used ?? inspection.used)[0] ?? 0;
  const first = used[0] ?? before;
  if (shapeOf(first, inspection) === shapeOf(before, inspection)) return { used };
  const mapping: Mapping = {};
  for (const { role, index } of inspection.tables[first]?.columns ?? []) if (role !== "ignore") mapping[role] ??= index;
  return { used, mapping, joins: [], joined: {} };
}

/** Uses these joins: roles that come from a table no longer joined go, those proposed for one that is come back. */
export function joining(joins: ProposedJoin[], inspection: Inspection): Partial<Choices> {
  const reached = new Set(joins.flatMap(({ table, to }) => [table, to]));
  const proposed = Object.entries(inspection.proposed.joined ?? {}).filter(([, place]) => reached.has(place.table));
  return { joins, joined: Object.fromEntries(proposed) };
}

/** All tables with the columns of this one. */
function tablesLike(index: number, inspection: Inspection): number[] {
  const shape = shapeOf(index, inspection);
  return [index, ...inspection.tables.keys()].filter((other, i, all) => shapeOf(other, inspection) === shape && all.indexOf(other) === i);
}

function shapeOf(index: number, { tables }: Inspection): string {
  return (tables[index]?.columns ?? []).map(({ name }) => name).join("\u001f");
}

/** The kinds of rows that do not count if those of this level do; none of them for `all`. */
function kindsOutside(level: string, table: InspectedTable | undefined): string[] {
  return level === "all" ? [] : (table?.row_kinds?.levels ?? []).filter((_, at) => String(at) !== level).flat();
}

/** Which choice of a question the choices stand for now. */
export function answered(question: Question, choices: Choices, inspection: Inspection): string {
  switch (question.id) {
    case "customer":
    case "date":
      return String(choices.mapping[question.id] ?? question.proposed);
    case "amount": {
      const { amount, quantity, unit_price } = choices.mapping;
      if (amount !== undefined) return String(amount);
      return quantity !== undefined && unit_price !== undefined ? "quantity_x_price" : question.proposed;
    }
    case "date_order":
    case "decimal_mark":
    case "currency":
      return choices[question.id] ?? question.proposed;
    case "unit":
      return choices.power === undefined ? question.proposed : String(choices.power);
    case "row_kinds": {
      if (choices.kinds_excluded === undefined) return question.proposed;
      const wanted = choices.kinds_excluded.join("\u001f");
      const same = (id: string): boolean => kindsOutside(id, inspection.tables[question.table]).join("\u001f") === wanted;
      return question.choices.find(({ id }) => same(id))?.id ?? question.proposed;
    }
    case "cents":
      return choices.cents === undefined ? question.proposed : choices.cents ? "cents" : "whole";
    case "refund":
      return choices.subtract_refunds === undefined ? question.proposed : choices.subtract_refunds ? "subtract" : "as_written";
    case "join":
      return choices.joins === undefined ? question.proposed : choices.joins.length > 0 ? "join" : "apart";
    case "table": {
      const { used } = choices;
      const all = question.choices.some(({ id }) => id === "all") && used?.length === inspection.used.length;
      return used === undefined || all ? question.proposed : String(used[0]);
    }
    case "status":
      return question.proposed;
  }
}

/** The part of the choices that needs the files looked at again. */
export function overridesOf({ layouts, encoding, delimiter, header }: Choices): Pick<Partial<Choices>, "layouts" | "encoding" | "delimiter" | "header"> {
  return {
    ...(layouts === undefined ? {} : { layouts }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(header === undefined ? {} : { header }),
  };
}

/** Roles whose mistake would change the figures. */
const FIGURES: ReadonlySet<Role> = new Set([...KEY_ROLES, "quantity", "unit_price", "currency", "status"]);

/** Is this guess worth a look? What is ignored or only described does no harm. */
export function doubtful(column: Column, role: Role): boolean {
  return FIGURES.has(role) && role === column.role && column.confidence < SURE;
}

/** The refusals that choosing a column takes away. */
const CURED_BY: Readonly<Record<string, Reading["missing"][number]>> = {
  no_customer_column: "customer",
  no_date_column: "date",
  dates_without_year: "date",
  dates_without_day: "date",
  no_amount_column: "amount",
};

/** The engine's refusal, as far as the choices have not taken away its cause. */
export function refusalOf(inspection: Inspection, reading: Reading): EngineError | null {
  const { refusal } = inspection;
  if (refusal === null) return null;
  const cure = Object.hasOwn(CURED_BY, refusal.code) ? CURED_BY[refusal.code] : undefined;
  return cure === undefined || reading.missing.includes(cure) ? refusal : null;
}

/** Nothing to ask and nothing doubtful: one button is enough. */
export function allSure(inspection: Inspection, reading: Reading): boolean {
  const doubts = reading.table?.columns.some((column) => doubtful(column, reading.roles[column.index] ?? "ignore"));
  return reading.complete && inspection.questions.length === 0 && inspection.refusal === null && !doubts;
}

/** Columns to show: all, or those whose name, role or samples hold the text. */
export function matching(table: InspectedTable, roles: readonly Role[], search: string, roleName: (role: Role) => string): Column[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === "") return table.columns;
  return table.columns.filter((column) =>
    [column.name, roleName(roles[column.index] ?? "ignore"), ...column.samples].some((text) => text.toLowerCase().includes(wanted)),
  );
}

function byQuantity(mapping: Mapping, table: InspectedTable | undefined): Mapping {
  const columnOf = (role: Role): number | undefined => mapping[role] ?? table?.columns.find((column) => column.role === role)?.index;
  const next = { ...mapping };
  delete next.amount;
  const quantity = columnOf("quantity");
  const price = columnOf("unit_price");
  if (quantity !== undefined) next.quantity = quantity;
  if (price !== undefined) next.unit_price = price;
  return next;
}
