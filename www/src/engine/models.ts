// What the models found, as src/report serializes it under `models`. Days and money as in report.ts; counts are
// expectations, so they have decimals.

import type { Said } from "./messages.ts";
import type { Interval } from "./report.ts";

export interface ModelReport {
  /** Id of the model in use: one of `candidates`. */
  chosen: string;
  /** Why this one: `best_holdout`, `best_likelihood` (no holdout possible), `typed`, `only_one`. */
  reason: Said;
  /** Every model that was fitted, best first. */
  candidates: Candidate[];
  /** The spend per purchase; null when the file's amounts allow none. */
  spend: SpendFit | null;
  /** Null when the history is too short to keep a part of it back. */
  holdout: Holdout | null;
  /** Actual and expected repeat purchases, week by week; null without. */
  tracking: Tracking | null;
  /** Customers by number of repeat purchases, in the time the model was fitted on. */
  frequencies: FrequencyRow[];
  /** What the model thinks of a customer, by repeat purchases and days of silence. */
  map: HabitMap | null;
  /** How expected value is spread over the customers; null without a spend model. */
  clv: ClvSpread | null;
  /** The whole base, over the horizon. */
  total: { expected_purchases: Interval; clv: Interval | null };
}

export interface Candidate {
  /** `bg_nbd`, `mbg_nbd`, `pareto_nbd`, `bg_cnbd_k`, `mbg_cnbd_k`, `bg_bb`, `nbd`, … */
  model: string;
  params: Parameter[];
  log_likelihood: number;
  aic: number;
  bic: number;
  converged: boolean;
  /** Null, or why there is no optimum inside: `nobody_leaves`, `too_little_history`, `everyone_buys_alike`, … */
  verdict: string | null;
  /** Against the part kept back; null without a holdout. */
  quality: Quality | null;
}

/** One parameter; names as in the papers (`r`, `alpha`, `a`, `b`, `s`, `beta`, `k`, `p`, `q`, `v`), time in days. */
export interface Parameter {
  name: string;
  value: number;
  /** Null where the optimum lies at a border. */
  standard_error: number | null;
}

export interface SpendFit {
  /** `gamma_gamma`, or `shrunken_mean` where that would fall apart. */
  model: string;
  params: Parameter[];
  /** Correlation of repeat count and mean repeat spend among repeat buyers: the model assumes none. */
  correlation: number | null;
  verdict: string | null;
}

/** A forecast of the holdout's repeat purchases against what happened. */
export interface Quality {
  actual: number;
  expected: number;
  /** Mean absolute and root mean squared error, in purchases per customer. */
  mae: number;
  rmse: number;
  /** Mean of forecast − actual, in purchases per customer. */
  bias: number;
}

export interface Holdout {
  /** First day kept back. */
  start: string;
  calibration_days: number;
  holdout_days: number;
  customers: number;
  /** "Everyone goes on as before": own rate so far × days. */
  naive: Quality;
  /** Tenths of the customers by forecast, lowest first; purchases per customer. */
  deciles: { customers: number; expected: number; actual: number }[];
}

/** Columns of equal length, one entry a week. */
export interface Tracking {
  /** Last day of each week, ISO. */
  week_end: string[];
  /** Repeat purchases of the week. */
  actual: number[];
  expected: number[];
  /** Index of the first week kept back; null without a holdout. */
  holdout_from: number | null;
}

export interface FrequencyRow {
  repeats: number;
  /** The last row holds this number and all above. */
  or_more: boolean;
  actual: number;
  expected: number;
}

/** Rows by `repeats`, columns by `days_since`; for a customer of the base's median age. */
export interface HabitMap {
  customer_age: number;
  repeats: number[];
  days_since: number[];
  p_alive: number[][];
  /** Over the horizon. */
  expected_purchases: number[][];
}

export interface ClvSpread {
  /** Bin edges, one more than bins; steps grow so that the long tail stays readable. */
  edges: number[];
  customers: number[];
  mean: number;
  median: number;
  /** Share of all expected value that the fifth with the highest value holds. */
  top20_share: number;
}
