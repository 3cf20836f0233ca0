// What the models found, as the engine serializes it under `models` (src/models/analysis.rs and src/report). Days and
// money as in report.ts; counts are expectations, so they have decimals.

import type { Said } from "./messages.ts";
import type { Interval } from "./report.ts";

export interface ModelReport {
  choice: Choice;
  /** The fits on the whole base, the used one first. */
  fits: Fit[];
  spend: SpendFacts;
  /** What to know about the base. */
  flags: Said[];
  /** The whole base, over the horizon. */
  total: { expected_purchases: Interval; clv: Interval | null } | null;
  /** Actual and expected repeat purchases, week by week. */
  tracking: Tracking | null;
  /** Customers by number of repeat purchases, and what the used fit expects. */
  frequencies: FrequencyRow[];
  /** What the used model thinks of a customer, by repeat purchases and days of silence. */
  map: HabitMap | null;
  /** How expected value is spread over the customers; null without a spend model. */
  clv: ClvSpread | null;
}

export interface Choice {
  /** Id of the chosen model: `bg-nbd`, `mbg-nbd`, `pareto-nbd` … */
  model: string;
  /** `best_on_holdout`, `history_too_short`, `holdout_empty`, `chosen_by_user`. */
  reason: string;
  /** Fitted on the calibration and compared on the holdout, best first; empty without one. */
  candidates: { fit: Fit; holdout: Quality }[];
  /** "Everyone goes on as before": own rate so far × days. */
  naive: Quality | null;
  holdout_days: number | null;
}

export interface Fit {
  model: string;
  /** Names as in the papers (`r`, `alpha`, `a`, `b`, `s`, `beta`, `k`), time in days. */
  names: string[];
  params: number[];
  standard_errors: number[] | null;
  log_likelihood: number;
  aic: number;
  bic: number;
  converged: boolean;
  /** Null, or why there is no optimum inside: `nobody_leaves`, `too_little_history` … */
  verdict: string | null;
  /** Weak priors were used. */
  shrunk: boolean;
  customers: number;
}

export interface Quality {
  forecast: number;
  actual: number;
  /** forecast ÷ actual − 1; null if nothing happened. */
  total_bias: number | null;
  /** Mean absolute and root mean squared error, in purchases per customer. */
  mae: number;
  rmse: number;
  /** Tenths of the customers by forecast, lowest first; purchases per customer. */
  deciles: { customers: number; forecast: number; actual: number }[];
}

export interface SpendFacts {
  /** `gamma-gamma`, `shrunken-mean` or `none`. */
  model: string;
  /** p, q, v where fitted. */
  params: number[] | null;
  standard_errors: number[] | null;
  log_likelihood: number | null;
  customers: number;
  /** Correlation of repeat count and mean repeat spend with its 90 % interval. */
  correlation: [number, number, number] | null;
  population_mean: number | null;
  shrunk: boolean;
  flags: Said[];
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
  /** Null where a customer of that age cannot be. */
  p_alive: (number | null)[][];
  /** Over the horizon. */
  expected_purchases: (number | null)[][];
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
