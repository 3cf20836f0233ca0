// The one tree that the engine returns, as src/report serializes it. Amounts are exact decimal texts, days ISO texts,
// shares 0–1. Names as on the command line.

/** Settings; absent = default. Same fields as src/options.rs. */
export interface Options {
  lapse_days?: number | null;
  horizon_days?: number;
  annual_discount_percent?: number;
  margin_rate?: number;
  holdout_start?: string | null;
  model?: string | null;
}

/** Every row of the input, accounted for: total = used + Σ skipped. */
export interface Input {
  files: string[];
  rows_total: number;
  rows_used: number;
  rows_skipped: Partial<Record<SkipReason, number>>;
  blank_lines_ignored: number;
  exact_duplicate_rows: number | null;
  /** The first 1,000 rows not used. */
  issues: RowIssue[];
  /** Things to say about the reading (mixed date forms, trimmed ids …). */
  notes: { id: string; facts: Record<string, string | number> }[];
}

export type SkipReason =
  | "bad_record" | "not_a_row" | "missing_customer_id" | "bad_or_missing_date" | "bad_or_missing_amount"
  | "status_not_a_sale" | "other_level" | "other_currency" | "no_partner" | "duplicate";

export interface RowIssue {
  file: number;
  line: number;
  reason: SkipReason;
  text: string;
}

export interface Totals {
  customers_any_used_row: number;
  customers_with_a_purchase: number;
  customers_without_a_purchase: number;
  /** null without an order column. */
  orders_all: number | null;
  orders_net_positive: number | null;
  rows_negative: number;
  rows_zero: number;
  net_revenue: string;
  gross_positive_revenue: string;
  negative_revenue: string;
  first_row_date: string;
  last_row_date: string;
  first_purchase_day: string;
  last_purchase_day: string;
  repeat_buyers_by_days: number;
  currency: string | null;
  /** Digits behind the point of the file's amounts. */
  scale: number;
}

/** The tiles. Definitions in docs/METHODS.md. */
export interface Indicators {
  /** Orders with a positive sum; rows above zero where the file names no orders. */
  orders: number;
  /** Net revenue of customers with a purchase ÷ their positive orders. */
  average_order_value: number;
  /** Positive orders ÷ customers with a purchase. */
  purchases_per_customer: number;
  /** Share of customers with purchases on two or more days. */
  repeat_rate: number;
  /** Share of revenue of the top 20 % of customers by net. */
  top20_revenue_share: number;
  /** Median days between neighbouring purchase days of one customer, all customers pooled; null if nobody repeats. */
  median_gap_days: number | null;
}

export interface Rfm {
  as_of: string;
  recency_breaks_days: number[];
  frequency_breaks_orders: number[];
  monetary_breaks: number[];
  R_counts_1to5: number[];
  F_counts_1to5: number[];
  M_counts_1to5: number[];
  count_555: number;
  count_111: number;
  distinct_cells: number;
  /** 25 cells, r = 5…1 by rows, fm = 1…5 by columns. */
  grid: RfmCell[];
}

export interface RfmCell {
  r: number;
  fm: number;
  /** Segment id, e.g. `champions`. */
  segment: string;
  customers: number;
  revenue: string;
}

/**
 * A rule in numbers; the words file makes its sentence. Lifecycle groups: `order_days`, `days_since_last_purchase`.
 * RFM segments: one condition `{ field: "cells", op: "in", value: ["5-4", "5-5"] }`, each cell R-FM.
 */
export type Condition =
  | { field: "order_days" | "days_since_last_purchase"; op: "==" | ">=" | "<=" | ">" | "<"; value: number }
  | { field: "cells"; op: "in"; value: string[] };

export interface Group {
  /** `new`, `active`, `lapsed`, `potential`, or an RFM segment id. */
  id: string;
  rule: Condition[];
  /** Id of the strategy in the catalogue. */
  strategy: string;
  /** 1 = act first … 5 = leave. */
  priority: number;
  customers: number;
  share: number;
  revenue: string;
  revenue_share: number;
  mean_days_since_last_purchase: number;
  mean_purchases: number;
  mean_spend: number;
  /** Present value of the group's measures, by KPI id; null where the data cannot say. */
  measures: Record<string, number | null>;
  /** From the models; null without. For the whole group. */
  expected_purchases: number | null;
  clv: Interval | null;
  /** Expected future value at risk: Σ clv × (1 − p_alive) / p_alive-weighted; see METHODS.md. */
  at_risk: number | null;
}

export interface Interval {
  value: number;
  low: number;
  high: number;
}

export interface SegmentModel {
  id: "lifecycle_4" | "rfm_11";
  groups: Group[];
  /** Groups that this data cannot contain, e.g. `potential` without a lead list. */
  absent: { id: string; strategy: string; reason: string }[];
}

export interface Report {
  version: string;
  input: Input;
  totals: Totals;
  indicators: Indicators;
  rfm: Rfm;
  /** Days of silence after which a customer counts as lapsed, and where the number comes from. */
  lapse: { days: number; source: "gaps" | "default" | "user"; gaps: number };
  segments: SegmentModel[];
  /** Sentences that the numbers allow, in order; the words files compose them. */
  answer: { id: string; facts: Record<string, string | number> }[];
  /** What cannot be computed from this data, and what is missing for it. */
  limits: { id: string; facts: Record<string, string | number> }[];
  /** Fits, holdout, choice, verdicts; null where no model can be fitted. Shape: ModelReport in models.ts. */
  models: unknown;
  /** The options in force, defaults filled in. */
  options: Required<Options>;
}
