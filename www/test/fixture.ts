// A made-up shop for tests of the page: seeded customers, and the report that the engine would give for them. The numbers
// are consistent with each other; they are not the engine's and prove nothing about it.

import type { CustomerColumn, CustomerPage, CustomerQuery } from "../src/engine/messages.ts";
import type { Candidate, ModelReport, Quality } from "../src/engine/models.ts";
import type { Group, Report, RfmCell, SegmentModel } from "../src/engine/report.ts";

interface Customer {
  customer: string;
  first: number;
  last: number;
  orders: number;
  net: number;
  silent: number;
  r: number;
  f: number;
  m: number;
  fm: number;
  lifecycle: string;
  segment: string;
  p_alive: number;
  expected_purchases: number;
  clv: number;
}

const PERIOD = 730;
const LAPSE = 120;
const GRID = [
  ["new", "potential_loyalist", "potential_loyalist", "champions", "champions"],
  ["promising", "potential_loyalist", "potential_loyalist", "loyal", "loyal"],
  ["about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal"],
  ["hibernating", "hibernating", "at_risk", "at_risk", "cant_lose"],
  ["lost", "hibernating", "at_risk", "at_risk", "cant_lose"],
] as const;
const PRIORITY: Record<string, number> = { champions: 1, loyal: 1, potential_loyalist: 1, new: 1, promising: 3, need_attention: 2, about_to_sleep: 3, at_risk: 1, cant_lose: 1, hibernating: 4, lost: 5 };

export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const iso = (day: number): string => new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10);

function people(count: number, random: () => number): Customer[] {
  const list: Customer[] = [];
  for (let i = 0; i < count; i++) {
    const first = Math.floor(random() * (PERIOD - 5));
    const rate = -Math.log(1 - random()) / 70;
    const leaves = 0.05 + random() * 0.35;
    const spend = 20 + 60 * -Math.log(1 - random());
    let [last, orders, day, net] = [first, 1, first, spend];
    while (random() > leaves) {
      day += Math.ceil(-Math.log(1 - random()) / rate);
      if (day >= PERIOD) break;
      last = day;
      orders++;
      net += spend * (0.6 + 0.8 * random());
    }
    const silent = PERIOD - last;
    const p = orders === 1 ? 0.5 * Math.exp(-silent / 200) : 1 / (1 + 0.15 * Math.exp((silent - (last - first) / orders) / 90));
    const expected = p * 365 * (orders / (PERIOD - first + 60));
    list.push({
      customer: i === 0 ? "<img src=x onerror=alert(1)>" : i === 1 ? '=HYPERLINK("http://x")' : `C${String(10_000 + i)}`,
      first, last, orders, net: Math.round(net * 100) / 100, silent,
      r: 0, f: 0, m: 0, fm: 0, lifecycle: silent > LAPSE ? "lapsed" : orders === 1 ? "new" : "active", segment: "",
      p_alive: p, expected_purchases: expected, clv: expected * spend,
    });
  }
  return list;
}

function breaks(values: number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return [0.2, 0.4, 0.6, 0.8].map((q) => {
    const at = q * (sorted.length - 1);
    const low = sorted[Math.floor(at)]!;
    return low + (sorted[Math.ceil(at)]! - low) * (at - Math.floor(at));
  });
}
const score = (value: number, cuts: number[]): number => 1 + cuts.filter((cut) => value > cut).length;
const sum = <T>(list: readonly T[], of: (one: T) => number): number => list.reduce((total, one) => total + of(one), 0);

export interface Shop {
  report: Report;
  customers(query: CustomerQuery): Promise<CustomerPage>;
}

export function shop(count = 4000, options: { models?: boolean } = {}): Shop {
  const random = seeded(7);
  const all = people(count, random);
  const cuts = { r: breaks(all.map((c) => c.silent + 1)), f: breaks(all.map((c) => c.orders)), m: breaks(all.map((c) => c.net)) };
  for (const c of all) {
    c.r = 6 - score(c.silent + 1, cuts.r);
    c.f = score(c.orders, cuts.f);
    c.m = score(c.net, cuts.m);
    c.fm = Math.ceil((c.f + c.m) / 2);
    c.segment = GRID[5 - c.r]![c.fm - 1]!;
  }
  const net = sum(all, (c) => c.net);
  const clv = sum(all, (c) => c.clv);
  const models = options.models === false ? null : modelReport(all, clv);
  const group = (id: string, strategy: string, priority: number, rule: Group["rule"], list: Customer[], measures: Group["measures"]): Group => {
    const value = sum(list, (c) => c.clv);
    return {
      id, rule, strategy, priority,
      customers: list.length,
      share: list.length / all.length,
      revenue: sum(list, (c) => c.net).toFixed(2),
      revenue_share: sum(list, (c) => c.net) / net,
      mean_days_since_last_purchase: sum(list, (c) => c.silent) / list.length,
      mean_purchases: sum(list, (c) => c.orders) / list.length,
      mean_spend: sum(list, (c) => c.net) / list.length,
      measures,
      expected_purchases: models && sum(list, (c) => c.expected_purchases),
      clv: models && { value, low: value * 0.88, high: value * 1.13 },
      at_risk: models && sum(list, (c) => (c.clv * (1 - c.p_alive)) / Math.max(c.p_alive, 0.05)),
    };
  };
  const mean = (list: Customer[], of: (c: Customer) => number) => sum(list, of) / list.length;
  const stage = (id: string) => all.filter((c) => c.lifecycle === id);
  const repeat = all.filter((c) => c.orders > 1).length / all.length;
  const silent = (op: "<=" | ">") => ({ field: "days_since_last_purchase", op, value: LAPSE }) as const;
  const lifecycle: SegmentModel = {
    id: "lifecycle_4",
    groups: [
      group("new", "lc_new", 1, [{ field: "order_days", op: "==", value: 1 }, silent("<=")], stage("new"), { second_purchase_rate: repeat, time_to_second: 34, satisfaction: null }),
      group("active", "lc_active", 2, [{ field: "order_days", op: ">=", value: 2 }, silent("<=")], stage("active"), { retention_rate: 0.62, repeat_rate: 1, purchase_frequency: mean(stage("active"), (c) => c.orders), clv: mean(stage("active"), (c) => c.clv) }),
      group("lapsed", "lc_lapsed", 3, [silent(">")], stage("lapsed"), { winback_rate: 0.07, campaign_roi: null, reach_cost: null }),
    ],
    absent: [{ id: "potential", strategy: "lc_potential", reason: "lead_list" }],
  };
  const cellsOf = (id: string) => GRID.flatMap((row, i) => row.flatMap((cell, j) => (cell === id ? [`${5 - i}-${j + 1}`] : [])));
  const segments = [...new Set(GRID.flat())].map((id) => {
    const list = all.filter((c) => c.segment === id);
    return group(id, `rfm_${id}`, PRIORITY[id]!, [{ field: "cells", op: "in", value: cellsOf(id) }], list, { p_alive: mean(list, (c) => c.p_alive), repeat_rate: mean(list, (c) => Number(c.orders > 1)), uplift: null });
  });
  const grid: RfmCell[] = GRID.flatMap((row, i) => row.map((segment, j) => {
    const list = all.filter((c) => c.r === 5 - i && c.fm === j + 1);
    return { r: 5 - i, fm: j + 1, segment, customers: list.length, revenue: sum(list, (c) => c.net).toFixed(2) };
  }));
  const per = (of: (c: Customer) => number) => [1, 2, 3, 4, 5].map((s) => all.filter((c) => of(c) === s).length);
  const bySpend = [...all].sort((a, b) => b.net - a.net);
  const top20 = sum(bySpend.slice(0, Math.ceil(all.length / 5)), (c) => c.net) / net;
  const orders = sum(all, (c) => c.orders);
  const overdue = all.filter((c) => c.segment === "at_risk" || c.segment === "cant_lose");

  const report: Report = {
    version: "0.1.0",
    input: { files: ["orders.csv"], rows_total: orders + 212, rows_used: orders, rows_skipped: { missing_customer_id: 200, bad_or_missing_date: 12 }, blank_lines_ignored: 0, exact_duplicate_rows: 3, issues: [], notes: [] },
    totals: {
      customers_any_used_row: all.length, customers_with_a_purchase: all.length, customers_without_a_purchase: 0,
      orders_all: orders, orders_net_positive: orders, rows_negative: 0, rows_zero: 0,
      net_revenue: net.toFixed(2), gross_positive_revenue: net.toFixed(2), negative_revenue: "0",
      first_row_date: iso(0), last_row_date: iso(PERIOD - 1), first_purchase_day: iso(0), last_purchase_day: iso(PERIOD - 1),
      repeat_buyers_by_days: all.filter((c) => c.orders > 1).length, currency: "GBP", scale: 2,
    },
    indicators: { orders, average_order_value: net / orders, purchases_per_customer: orders / all.length, repeat_rate: repeat, top20_revenue_share: top20, median_gap_days: 34 },
    rfm: {
      as_of: iso(PERIOD), recency_breaks_days: cuts.r, frequency_breaks_orders: cuts.f, monetary_breaks: cuts.m,
      R_counts_1to5: per((c) => c.r), F_counts_1to5: per((c) => c.f), M_counts_1to5: per((c) => c.m),
      count_555: all.filter((c) => c.r + c.f + c.m === 15).length, count_111: all.filter((c) => c.r + c.f + c.m === 3).length, distinct_cells: 80, grid,
    },
    lapse: { days: LAPSE, source: "gaps", gaps: orders - all.length },
    segments: [lifecycle, { id: "rfm_11", groups: segments, absent: [] }],
    answer: [
      { id: "who", facts: { customers: all.length, first_day: iso(0), last_day: iso(PERIOD - 1), top20_share: top20 } },
      { id: "overdue", facts: { customers: overdue.length, median_gap_days: 34, silent_days: LAPSE, value: sum(overdue, (c) => c.clv) } },
      { id: "next_step", facts: { customers: segments.find((s) => s.id === "cant_lose")!.customers, group: "cant_lose" } },
      { id: "something_newer", facts: {} },
    ],
    limits: [{ id: "no_order_column", facts: {} }],
    models,
    options: { lapse_days: null, horizon_days: 365, annual_discount_percent: 10, margin_rate: 1, holdout_start: null, model: null },
  };
  return { report, customers: listOf(all) };
}

/** Keeps the order of the last list, as the engine does. */
function listOf(all: readonly Customer[]): Shop["customers"] {
  let last: { key: string; fit: Customer[] } | null = null;
  return async (query) => {
    const key = JSON.stringify([query.model, query.group, query.search, query.sort, query.descending]);
    if (last?.key !== key) last = { key, fit: ordered(all, query) };
    return pageOf(last.fit, query);
  };
}

const value = (c: Customer, column: CustomerColumn): string | number | null => {
  switch (column) {
    case "first_purchase": return iso(c.first);
    case "last_purchase": return iso(c.last);
    case "order_days": return c.orders;
    case "days_since_last_purchase": return c.silent;
    case "clv_low": return c.clv * 0.6;
    case "clv_high": return c.clv * 1.5;
    case "expected_spend": return c.net / c.orders;
    default: return c[column];
  }
};

function ordered(all: readonly Customer[], query: CustomerQuery): Customer[] {
  const fit = all.filter((c) =>
    (query.group === null || (query.model === "rfm_11" ? c.segment : c.lifecycle) === query.group) &&
    (query.search === "" || c.customer.toLowerCase().includes(query.search.toLowerCase())));
  const sign = query.descending ? -1 : 1;
  fit.sort((a, b) => {
    const [x, y] = [value(a, query.sort)!, value(b, query.sort)!];
    return sign * (x < y ? -1 : x > y ? 1 : 0);
  });
  return fit;
}

function pageOf(fit: readonly Customer[], query: CustomerQuery): CustomerPage {
  const part = fit.slice(query.offset, query.offset + query.limit);
  const columns: CustomerColumn[] = ["customer", "first_purchase", "last_purchase", "order_days", "orders", "net", "days_since_last_purchase", "r", "f", "m", "lifecycle", "segment", "p_alive", "expected_purchases", "expected_spend", "clv", "clv_low", "clv_high"];
  return { total: fit.length, offset: query.offset, columns: Object.fromEntries(columns.map((column) => [column, part.map((c) => value(c, column))])) };
}

function modelReport(all: readonly Customer[], clv: number): ModelReport {
  const weeks = 104;
  const random = seeded(11);
  const expected = Array.from({ length: weeks }, (_, i) => 130 * (1 - Math.exp(-i / 22)));
  const actual = expected.map((e, i) => Math.max(0, Math.round(e * (1 + 0.12 * Math.sin(i / 8)) + (random() - 0.5) * 18)));
  const summed = (list: readonly number[]): number[] => list.map((_, i) => sum(list.slice(0, i + 1), (n) => n));
  const counts = Array.from({ length: 8 }, (_, k) => all.filter((c) => (k < 7 ? c.orders - 1 === k : c.orders - 1 >= k)).length);
  const values = all.map((c) => c.clv).sort((a, b) => b - a);
  const edges = [0, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
  const repeats = [0, 1, 2, 3, 4, 6, 8, 12, 16, 24];
  const age = 420;
  const ages = Array.from({ length: 12 }, (_, i) => (age * i) / 11);
  const alive = (x: number, silent: number) => (x === 0 ? 0.6 * Math.exp(-silent / 260) : 1 / (1 + 0.12 * Math.exp((silent * (x + 1)) / 420)));
  const cells = (of: (x: number, silent: number) => number): number[] => repeats.flatMap((x) => ages.map((at) => of(x, x === 0 ? age : age - at)));
  const quality = (factor: number, mae: number) => ({ actual: 3180, expected: 3180 * factor, mae, rmse: mae * 1.9, bias: (3180 * (factor - 1)) / all.length });
  const fitted = (model: string, names: string, numbers: number[], errors: (number | null)[], log_likelihood: number, verdict: string, how: Quality): Candidate => ({
    model,
    params: names.split(" ").map((name, i) => ({ name, value: numbers[i]!, standard_error: errors[i] ?? null })),
    log_likelihood, aic: 8 - 2 * log_likelihood, bic: 31 - 2 * log_likelihood, converged: verdict === "fine", verdict, quality: how,
  });
  const pareto = fitted("pareto_nbd", "r alpha s beta", [0.553, 74.04, 0.606, 81.64], [0.048, 8.2, 0.172, 41.8], -9595, "fine", quality(1.021, 0.72));
  const bg = fitted("bg_nbd", "r alpha a b", [0.243, 30.9, 0.793, 2.426], [0.0126, 2.65, 0.185, 0.705], -9582.4, "fine", quality(0.93, 0.75));
  const mbg = fitted("mbg_nbd", "r alpha a b", [0.525, 43.2, 0.891, 1.614], [0.04, 3.1, 0.2, null], -9590.1, "nobody_leaves", quality(0.95, 0.74));
  return {
    chosen: "pareto_nbd",
    reason: { id: "best_on_holdout", facts: {} },
    fit: { ...pareto, quality: null },
    candidates: [pareto, mbg, bg],
    spend: { model: "gamma_gamma", params: [{ name: "p", value: 6.25, standard_error: 0.9 }, { name: "q", value: 3.74, standard_error: 0.3 }, { name: "v", value: 15.44, standard_error: 2.8 }], correlation: 0.06, verdict: "fine" },
    holdout: { start: iso(548), calibration_days: 548, holdout_days: 182, customers: all.length - 700, naive: quality(1.31, 0.98), deciles: Array.from({ length: 10 }, (_, i) => ({ customers: 330, expected: 0.05 + 0.045 * i * i, actual: 0.07 + 0.042 * i * i + 0.05 * Math.sin(i) })) },
    tracking: { actual, expected, actual_cumulative: summed(actual), expected_cumulative: summed(expected), holdout_from: 78 },
    frequencies: { actual: counts, expected: counts.map((n, k) => n * (1 + 0.08 * Math.cos(k * 2))) },
    map: { customer_age: age, repeat_counts: repeats, ages_at_last_purchase: ages, p_alive: cells(alive), expected_purchases: cells((x, silent) => alive(x, silent) * (x + 0.5) * 0.7) },
    clv: { edges, customers: edges.slice(1).map((high, i) => values.filter((v) => v >= edges[i]! && v < high).length), mean: clv / all.length, median: values[Math.floor(values.length / 2)]!, top20_share: sum(values.slice(0, Math.ceil(values.length / 5)), (v) => v) / clv },
    total: { expected_purchases: { value: sum(all, (c) => c.expected_purchases), low: sum(all, (c) => c.expected_purchases) * 0.94, high: sum(all, (c) => c.expected_purchases) * 1.06 }, clv: { value: clv, low: clv * 0.93, high: clv * 1.08 } },
    flags: [],
  };
}
