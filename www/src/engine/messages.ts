// What the page and the worker say to each other: one tagged union each way, answers matched by `id`.
// The command line speaks to the same session object, so these are also its shapes.

import type { Contracts } from "./models.ts";
import type { Options, Report } from "./report.ts";

/** What a column can mean; same ids as `Role` in src/ingest/plan.rs. */
export type Role =
  | "customer" | "order" | "date" | "amount" | "quantity" | "unit_price" | "currency" | "status"
  | "product" | "category" | "channel" | "email" | "phone" | "name"
  | "discount" | "shipping" | "tax" | "refund" | "ignore";

/** One reading for all dates of a column; same ids as `DateOrder`. */
export type DateOrder =
  | "year_month_day" | "year_day_month" | "day_month_year" | "month_day_year" | "slash_day_first" | "slash_month_first" | "excel_serial" | "epoch_seconds" | "epoch_millis";

/** An id with the facts its sentence needs; the words files make the sentence. */
export interface Said {
  id: string;
  facts: Record<string, string | number>;
}

/** A refusal, as src/error.rs serializes it. */
export interface EngineError {
  code: string;
  file: string | null;
  line: number | null;
  column: string | null;
  text: string | null;
  facts: Record<string, string>;
}

/** One column of a table as the engine sees it. */
export interface Column {
  index: number;
  name: string;
  role: Role;
  /** 0–1 for `role`. */
  confidence: number;
  reason: Said;
  kind: "empty" | "integer" | "decimal" | "date" | "text" | "mixed";
  /** Up to five different values as written. */
  samples: string[];
}

/** How the dates of the date column are read. */
export interface DateReading {
  order: DateOrder;
  /** 0–1; below 0.8 the page asks. */
  confidence: number;
  /** Both day-first and month-first fit every row seen. */
  ambiguous: boolean;
  /** Sampled values that do not fit the reading. */
  misfits: number;
  /** Sampled values that are read, but are written in another form than most. */
  mixed: number;
}

/** What one row's amount covers: the row; the order, on its first line only; the order, repeated on each of its lines. */
export type AmountLevel = "row" | "first_line" | "each_line";

/** A column of one of the inspected tables. */
export interface ColumnRef {
  table: number;
  column: number;
}

/** How the amounts are read. */
export interface AmountReading {
  decimal_mark: "." | ",";
  /** Amounts are hundredths (cents, 分). */
  cents: boolean;
  /** Amounts are in units of 10^power, as the header or a line above it says (3: thousands, 4: 万, 6: millions). */
  power: number;
  /** What one row's amount covers. */
  level: AmountLevel;
  confidence: number;
  /** Values that both decimal marks explain, but as different amounts, and too little tells which one holds. */
  ambiguous: boolean;
  /** Sampled values that only the other decimal mark explains; they are read with it. */
  mixed: number;
  misfits: number;
}

/** One value of the status column. */
export interface StatusValue {
  value: string;
  rows: number;
  /** Proposal: does a row with this status count as a sale? */
  is_sale: boolean;
}

/** Kinds of rows, of which several write down the money of the same orders; as `RowKinds` in src/ingest/plan.rs. */
export interface RowKinds {
  /** The column that names the kind. */
  column: number;
  /** Kinds by level: the row that sums an order up first. A last level without kinds is all the others. */
  levels: string[][];
}

/** One table found in what was dropped: a CSV file, a member of a zip, a sheet of a workbook. */
export interface InspectedTable {
  /** `orders.csv`, `exports.zip/2024.csv`, `shop.xlsx/Orders`. */
  name: string;
  container: "text" | "gzip" | "zip" | "xlsx" | "xls" | "ods" | "json" | "html" | "sql";
  encoding: string;
  encoding_confidence: number;
  delimiter: string;
  quote: string | null;
  /** First line of the header, from 1; null = no header. */
  header_line: number | null;
  first_record_line: number;
  columns: Column[];
  date: DateReading | null;
  amount: AmountReading | null;
  /** Codes or signs seen, with the sampled rows. */
  currencies: { currency: string; rows: number }[];
  status: StatusValue[];
  row_kinds: RowKinds | null;
  /** Rows that are refunds, though their money is not negative: a column and its texts. */
  returns: { column: number; values: string[] } | null;
  /** All its rows are refunds without a minus, as its name says. */
  all_returns: boolean;
  /** Up to 20 records, texts as written. */
  preview: string[][];
  /** Records in the sample, and whether the sample is the whole table. */
  sampled_rows: number;
  sampled_all: boolean;
  /** Things worth saying (repaired header, trimmed preamble …). */
  notes: Said[];
  /** Id of the preset whose shape this is (`shopify`, `taobao` …), if any. */
  preset: string | null;
}

/** A join that the keys propose: rows of `table` find their partner in `to`. */
export interface ProposedJoin {
  table: number;
  column: number;
  to: number;
  to_column: number;
  /** Share of sampled keys that find a partner, 0–1. */
  matched: number;
  /** Several rows of `to` share a key: their money is summed, nothing else is taken. */
  sum: boolean;
  /** `to` lists returned orders: rows that find a partner are left out. Proposed, never done unasked. */
  returns?: boolean;
}

/**
 * A question the page asks before it runs; `proposed` is the id of the choice taken without an answer. Ids of choices:
 * `customer`, `amount`, `date`: a column index as text, or `quantity_x_price`; `currency`: the currency as written;
 * `date_order`: a `DateOrder`; `decimal_mark`: `.` or `,`; `cents`: `cents` or `whole`; `join`: `join` or `apart`;
 * `row_kinds`: the place of a level in `InspectedTable.row_kinds`, or `all`; `unit`: a power of ten; `table`: a table index as text; `status`: no choices, the check boxes stand in `InspectedTable.status`.
 * Facts of a choice: `column` (name), `sample` and, for dates, `reads_as` (ISO day); `rows` where a count helps.
 */
export interface Question {
  id: "date_order" | "customer" | "amount" | "date" | "currency" | "status" | "join" | "cents" | "decimal_mark" | "table" | "refund" | "row_kinds" | "unit";
  table: number;
  column: number | null;
  choices: Said[];
  proposed: string;
}

/** Everything known before the first full pass. */
export interface Inspection {
  tables: InspectedTable[];
  /** Indices of the tables that are rows of one kind and are read one after the other. */
  used: number[];
  joins: ProposedJoin[];
  questions: Question[];
  /** What `analyze` does if nothing is changed. */
  proposed: Choices;
  /** Why it cannot run as it is (`no_customer_column` …), else null. */
  refusal: EngineError | null;
  /** Of files refused because they hold customers under contract: who stays how long. Else null. */
  contracts?: Contracts | null;
}

/** Column indices by role, in the first used table; absent = not used. */
export type Mapping = Partial<Record<Role, number>>;

/** How a table's text is laid out, as far as the user says so. */
export interface LayoutChoice {
  encoding?: string;
  delimiter?: string;
  /** The first record is a header or not. */
  header?: boolean;
}

/** What the user decided (or let stand). Absent = as proposed. */
export interface Choices {
  mapping: Mapping;
  /** Columns of joined tables by role; they win over `mapping`. */
  joined?: Partial<Record<Role, ColumnRef>>;
  date_order?: DateOrder;
  decimal_mark?: "." | ",";
  cents?: boolean;
  /** Amounts are in units of 10^power; 0 = as written. */
  power?: number;
  level?: AmountLevel;
  /** Overrides of single tables, by their names (re-inspects); they win over those for all tables. */
  layouts?: Record<string, LayoutChoice>;
  /** Override of the guessed encoding of all tables (re-inspects). */
  encoding?: string;
  /** Override of the guessed delimiter of all tables (re-inspects). */
  delimiter?: string;
  /** Override for all tables: the first record is a header or not (re-inspects). */
  header?: boolean;
  /** Status values that do not count as sales. Empty = all count. */
  status_excluded?: string[];
  /** Kinds of rows that do not count because their money stands in others. Empty = all count. */
  kinds_excluded?: string[];
  /** The one currency to keep, where several stand in the column. */
  currency?: string;
  /** Rates to one currency, instead of `currency`: amount × rate. Decimal text. */
  rates?: Record<string, string>;
  joins?: ProposedJoin[];
  drop_duplicates?: boolean;
  /** Take refunds off the amounts: absent, those on rows of their own (`returns`) are, those in a refund column are not. */
  subtract_refunds?: boolean;
  /** Tables to use, by index. */
  used?: number[];
}

/** What these choices do to the sampled rows. */
export interface Effect {
  rows_total: number;
  rows_used: number;
  rows_skipped: Record<string, number>;
  /** True when the sample is everything. */
  all: boolean;
}

/** Which customers, in which order. */
export interface CustomerQuery {
  /** Segment model id and group id; null = everybody with a purchase. */
  model: string | null;
  group: string | null;
  /** Part of a customer id, any case. */
  search: string;
  sort: CustomerColumn;
  descending: boolean;
  offset: number;
  limit: number;
}

export type CustomerColumn =
  | "customer" | "first_purchase" | "last_purchase" | "order_days" | "orders" | "net"
  | "days_since_last_purchase" | "r" | "f" | "m" | "lifecycle" | "segment"
  | "p_alive" | "expected_purchases" | "expected_spend" | "clv" | "clv_low" | "clv_high";

/** The visible part of a customer list, as columns. Days as ISO text, numbers as numbers. */
export interface CustomerPage {
  /** Customers that fit the query. */
  total: number;
  offset: number;
  columns: Partial<Record<CustomerColumn, (string | number | null)[]>>;
}

export type ExportWhat = "customers" | "segments" | "skipped" | "clean" | "report";

export type Phase = "inspect" | "read" | "group" | "model" | "write";

export type Ask =
  | { type: "inspect"; files: File[]; choices?: Partial<Choices> }
  | { type: "effect"; choices: Choices }
  | { type: "analyze"; choices: Choices; options: Options }
  | { type: "update"; options: Options }
  | { type: "customers"; query: CustomerQuery }
  | { type: "export"; what: ExportWhat; query?: CustomerQuery; lang: "en" | "zh-CN" };

/** What each ask is answered with. */
export interface Answers {
  inspect: Inspection;
  effect: Effect;
  analyze: Report;
  update: Report;
  customers: CustomerPage;
  /** CSV (UTF-8 with BOM) or JSON. */
  export: Blob;
}

/** The first message to a worker. Unpacked and compiled there, since the page's own thread would stand still. */
export type EngineSource = { packed: string } | { module: WebAssembly.Module };

/** Page → worker. */
export type Request = { id: number; ask: Ask };

/** Worker → page. A module that was compiled here starts the workers to come. */
export type Reply =
  | { module: WebAssembly.Module }
  | { id: number; type: "progress"; phase: Phase; done: number; total: number }
  | { id: number; type: "done"; answer: Answers[keyof Answers] }
  | { id: number; type: "error"; error: EngineError };
