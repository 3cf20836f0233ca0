// From values to places: a straight line between two pairs, bands side by side, steps of shade. The round numbers are
// d3-array's; d3-scale, built on it, brings colours, dates and number formats along: 30 KB of script for nothing here.

import { nice, ticks } from "d3-array";

type Pair = readonly [number, number];

export interface Linear {
  (value: number): number;
  /** About so many round values within the domain. */
  ticks(count: number): number[];
}

/** A domain of one value stands at the range's start. */
export function linear([from, to]: Pair, [start, end]: Pair): Linear {
  const per = to === from ? 0 : (end - start) / (to - from);
  return Object.assign((value: number) => start + (value - from) * per, { ticks: (count: number) => ticks(from, to, count) });
}

/** The same, from a round value to a round value, about `count` steps apart. */
export function roundLinear([from, to]: Pair, range: Pair, count: number): Linear {
  return linear(nice(from, to, count) as unknown as Pair, range);
}

/** `count` bands with gaps between and around them, as a share of the way from one band to the next. */
export function bands(count: number, [start, end]: Pair, gap: number): { step: number; width: number; at(i: number): number } {
  const step = (end - start) / Math.max(1, count + gap);
  return { step, width: step * (1 - gap), at: (i) => start + step * (i + gap) };
}

/** Shades of the sequential scale in tokens.css. */
const SHADES = 7;

/** The shade for a value between 0 and `most`. */
export function shade(value: number, most: number): number {
  return most > 0 ? Math.min(SHADES - 1, Math.max(0, Math.floor((value / most) * SHADES))) : 0;
}
