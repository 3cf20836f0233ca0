// What the models found, as src/report/models.rs serializes it under `models`. Days and money as in report.ts; counts are
// expectations, so they have decimals.

import type { Said } from "./messages.ts";
import type { Interval } from "./report.ts";

export interface ModelReport {
  /** Id of the model in use: `bg_nbd`, `mbg_nbd`, `pareto_nbd` … */
  chosen: string;
  /** Why this one: `best_on_holdout`, `history_too_short`, `holdout_empty`, `typed`. */
  reason: Said;
  /** The model in use, fitted to the whole history. */
  fit: Candidate;
  /** Every model that was compared, fitted to the calibration, best first; only the one in use without a holdout. */
  candidates: Candidate[];
  /** The spend per purchase; null when the file's amounts allow none. */
  spend: SpendFit | null;
  /** Null when the history is too short to keep a part of it back. */
  holdout: Holdout | null;
  /** Actual and expected repeat purchases, week by week from the first purchase day on. */
  tracking?: Tracking | null;
  /** Customers by number of repeat purchases. */
  frequencies?: Frequencies | null;
  /** What the model thinks of a customer, by repeat purchases and age at the last purchase. */
  map?: HabitMap | null;
  /** How expected value is spread over the customers; null without a spend model. */
  clv: ClvSpread | null;
  /** The whole base, over the horizon. */
  total: { expected_purchases: Interval; clv: Interval | null };
  /** What to know about the base. */
  flags: Said[];
}

export interface Candidate {
  model: string;
  params: Parameter[];
  log_likelihood: number;
  aic: number;
  bic: number;
  converged: boolean;
  /** `fine`, or what is odd about the base: `nobody_leaves`, `too_little_history` … */
  verdict: string;
  /** Against the part kept back; null without a holdout. */
  quality: Quality | null;
}

/** One parameter; names as in the papers (`r`, `alpha`, `a`, `b`, `s`, `beta`, `k`, `p`, `q`, `v`), time in days. */
export interface Parameter {
  name: string;
  value: number;
  /** Null where the data do not determine it. */
  standard_error: number | null;
}

export interface SpendFit {
  /** `gamma_gamma`, or `shrunken_mean` where that would fall apart. */
  model: string;
  params: Parameter[];
  /** Correlation of repeat count and mean repeat spend among repeat buyers: the model assumes none. */
  correlation: number | null;
  verdict: string;
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
  /** Tenths of the customers by the used model's forecast, lowest first; purchases per customer. */
  deciles: { customers: number; expected: number; actual: number }[];
}

/** One entry a week; week i ends on the first purchase day + 7 i + 6. */
export interface Tracking {
  actual: number[];
  expected: number[];
  actual_cumulative: number[];
  expected_cumulative: number[];
  /** First week of the holdout. */
  holdout_from: number | null;
}

/** Customers with 0, 1, 2 … repeat purchases; the last entry counts all with at least so many. */
export interface Frequencies {
  actual: number[];
  expected: number[];
}

/** Row by row, one row per repeat count, one column per age at the last purchase. */
export interface HabitMap {
  repeat_counts: number[];
  ages_at_last_purchase: number[];
  customer_age: number;
  p_alive: number[];
  /** Over the horizon. */
  expected_purchases: number[];
}

export interface ClvSpread {
  /** Bin edges, one more than bins: 0, then 1–2–5 steps. */
  edges: number[];
  customers: number[];
  mean: number;
  median: number;
  /** Share of all expected value that the fifth with the highest value holds. */
  top20_share: number;
}

/** What the retention models say of customers under contract (src/session/contract.rs). */
export interface Contracts {
  /** Names of the columns: tenure, whose unit is the period, and having left. */
  tenure: string;
  churned: string;
  rows_left_out: number;
  /** Every row was looked at, not a sample. */
  all: boolean;
  customers: number;
  left: number;
  /** The better of the two models, and the other one. */
  used: ContractFit;
  other: ContractFit;
}

/** `sbg` or `bdw`, fitted; as `regulars fit` prints it. */
export interface ContractFit {
  model: string;
  params: Record<string, number>;
  standard_errors: Record<string, number> | null;
  log_likelihood: number;
  converged: boolean;
  /** As in `Candidate`, or null. */
  verdict: string | null;
  customers: number;
  periods_seen: number;
  horizon_periods: number;
  /** One entry per period from 0: share seen still there (null beyond what was seen), share by the model, … */
  projection: { period: number; observed: number | null; survival: number; retention: number; residual_lifetime: number }[];
}
