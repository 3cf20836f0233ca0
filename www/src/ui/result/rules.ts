// A group's rule in words. The engine sends conditions in numbers; cells of the RFM grid are told as stretches of days
// and scores, so that nobody needs to know what "4-3" means.

import type { Condition, Group, Rfm } from "../../engine/report.ts";
import type { Words } from "../../words/words.ts";

/** A rectangle of the grid: recency scores and frequency-and-money scores, both ends included. */
export interface Stretch {
  rLow: number;
  rHigh: number;
  fmLow: number;
  fmHigh: number;
}

/** Few rectangles that hold exactly these cells (`"R-FM"`): runs along each row, then equal runs of rows in a row. */
export function stretches(cells: readonly string[]): Stretch[] {
  const found: Stretch[] = [];
  for (let r = 5; r >= 1; r--) {
    const columns = cells.filter((cell) => cell.startsWith(`${r}-`)).map((cell) => Number(cell.slice(2))).sort((a, b) => a - b);
    for (const run of runs(columns)) {
      const above = found.find((s) => s.rLow === r + 1 && s.fmLow === run[0] && s.fmHigh === run[1]);
      if (above) above.rLow = r;
      else found.push({ rLow: r, rHigh: r, fmLow: run[0], fmHigh: run[1] });
    }
  }
  return found;
}

function runs(sorted: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const n of sorted) {
    const last = found.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else found.push([n, n]);
  }
  return found;
}

/**
 * First and last day of silence for a run of recency scores; null = no end. The breaks rise, score 5 is the lowest fifth.
 * Scores count from the day after the last one in the file, silence to the last one: a day less.
 */
export function daysOf(breaks: readonly number[], rLow: number, rHigh: number): [number, number | null] {
  const from = rHigh === 5 ? 0 : Math.floor(breaks[4 - rHigh] ?? 0);
  const to = rLow === 1 ? null : Math.floor(breaks[5 - rLow] ?? 0) - 1;
  return [from, to];
}

export function ruleInWords(model: string, group: Group, rfm: Rfm, words: Words): string {
  const { strategy } = words;
  const cells = group.rule.find((c): c is Extract<Condition, { field: "cells" }> => c.field === "cells");
  if (cells) {
    const told = stretches(cells.value).map((s) => {
      const [from, to] = daysOf(rfm.recency_breaks_days, s.rLow, s.rHigh);
      return strategy.stretch(from, to, s.fmLow, s.fmHigh);
    });
    return strategy.stretches(told);
  }
  const limit = group.rule.find((c) => c.field === "days_since_last_purchase");
  const make = model === "lifecycle_4" && Object.hasOwn(strategy.rules, group.id) ? strategy.rules[group.id] : undefined;
  return make ? make({ days: Number(limit?.value ?? 0) }) : "";
}

/** A group's name; its id when the engine is newer than the words. */
export function groupName(model: string, id: string, words: Words): string {
  return words.strategy.groups[model]?.[id]?.name ?? id;
}
