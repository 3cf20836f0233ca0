// Two lines over time: what happened and what the model says, labelled at their ends; the part kept back is shaded.

import type { JSX } from "preact";
import { linear, roundLinear } from "./scale.ts";

interface Props {
  width: number;
  /** One text per point, for the axis. */
  times: readonly string[];
  actual: readonly number[];
  expected: readonly number[];
  actualLabel: string;
  expectedLabel: string;
  /** Index of the first shaded point. */
  shadedFrom: number | null;
  shadedLabel: string;
  label: string;
  format(value: number): string;
}

const MARGIN = { top: 20, right: 68, bottom: 24, left: 44 };
const HEIGHT = 240;
/** Pixels that two labels at the right edge need between them. */
const APART = 15;

export function Lines({ width, times, actual, expected, actualLabel, expectedLabel, shadedFrom, shadedLabel, label, format }: Props): JSX.Element {
  const last = times.length - 1;
  const x = linear([0, Math.max(1, last)], [MARGIN.left, width - MARGIN.right]);
  const y = roundLinear([0, Math.max(1, ...actual, ...expected)], [HEIGHT - MARGIN.bottom, MARGIN.top], 4);
  const path = (values: readonly number[]) => values.map((value, i) => `${i === 0 ? "M" : "L"}${round(x(i))},${round(y(value))}`).join("");
  // What happened may end before what is expected: it is labelled where it ends.
  const end = actual.length - 1;
  const level = y(actual[end] ?? 0);
  const away = level < y(expected[end] ?? 0) ? -APART : APART;
  const [atActual, atExpected] = end < last ? [level + away, y(expected[last] ?? 0)] : apart(level, y(expected[last] ?? 0));
  const ticks = y.ticks(4);
  const steps = Math.max(1, Math.min(5, Math.floor((width - MARGIN.left - MARGIN.right) / 110)));
  const marks = Array.from({ length: steps + 1 }, (_, i) => Math.round((last * i) / steps));
  return (
    <svg class="chart lines" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
      {shadedFrom !== null && (
        <>
          <rect class="shade" x={round(x(shadedFrom))} y={MARGIN.top} width={round(Math.max(0, x(last) - x(shadedFrom)))} height={HEIGHT - MARGIN.top - MARGIN.bottom} />
          <text class="axis" x={round(x(shadedFrom))} y={MARGIN.top - 7}>
            {shadedLabel}
          </text>
        </>
      )}
      {ticks.map((tick) => (
        <g key={tick}>
          <path class="grid" d={`M${MARGIN.left} ${round(y(tick))}H${width - MARGIN.right}`} />
          <text class="axis" x={MARGIN.left - 6} y={round(y(tick))} text-anchor="end" dominant-baseline="central">
            {format(tick)}
          </text>
        </g>
      ))}
      {marks.map((i, at) => (
        <text key={i} class="axis" x={round(x(i))} y={HEIGHT - 6} text-anchor={at === 0 ? "start" : at === steps ? "end" : "middle"}>
          {times[i]}
        </text>
      ))}
      <path class="expected" d={path(expected)} />
      <path class="actual" d={path(actual)} />
      <text class="actual" x={round(x(end)) + (end < last ? -10 : 6)} y={round(atActual)} dominant-baseline="central">
        {actualLabel}
      </text>
      <text class="expected" x={width - MARGIN.right + 6} y={round(atExpected)} dominant-baseline="central">
        {expectedLabel}
      </text>
    </svg>
  );
}

/** Two label places that do not overlap, as near as possible to where they belong. */
function apart(a: number, b: number): [number, number] {
  const missing = APART - Math.abs(a - b);
  if (missing <= 0) return [a, b];
  return a <= b ? [a - missing / 2, b + missing / 2] : [a + missing / 2, b - missing / 2];
}

/** Tenths of a pixel are finer than any screen; longer numbers only make the page heavy. */
export const round = (value: number): number => Math.round(value * 10) / 10;
