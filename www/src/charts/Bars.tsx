// Bars for what is, dots for what the model says: histograms of any kind. Bars carry their number where there is room.

import type { JSX } from "preact";
import { round } from "./Lines.tsx";
import { bands, linear } from "./scale.ts";

export interface BarItem {
  /** Under the bar. */
  name: string;
  value: number;
  /** A dot at this height. */
  expected?: number;
}

interface Props {
  width: number;
  items: readonly BarItem[];
  /** What the names under the bars are. */
  axis: string;
  label: string;
  format(value: number): string;
  height?: number;
}

const MARGIN = { top: 22, bottom: 40, side: 4 };

export function Bars({ width, items, axis, label, format, height = 220 }: Props): JSX.Element {
  const x = bands(items.length, [MARGIN.side, width - MARGIN.side], 0.18);
  const most = Math.max(1e-9, ...items.map(({ value, expected = 0 }) => Math.max(value, expected)));
  const y = linear([0, most], [height - MARGIN.bottom, MARGIN.top]);
  const band = x.width;
  // About seven pixels a digit; a number wider than its bar would touch its neighbour.
  const room = Math.max(...items.map(({ value }) => format(value).length)) * 7 <= x.step;
  const every = Math.ceil((Math.max(...items.map(({ name }) => name.length)) * 7 + 6) / x.step);
  return (
    <svg class="chart bars" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {items.map(({ name, value, expected }, i) => {
        const left = x.at(i);
        const middle = round(left + band / 2);
        const top = Math.min(y(value), expected === undefined ? Infinity : y(expected) - 4);
        return (
          <g key={i}>
            <rect class="column" x={round(left)} y={round(y(value))} width={round(band)} height={round(y(0) - y(value))} />
            {expected !== undefined && <circle class="dot" cx={middle} cy={round(y(expected))} r={4} />}
            {room && (
              <text x={middle} y={round(top - 7)} text-anchor="middle">
                {format(value)}
              </text>
            )}
            {i % every === 0 && (
              <text class="axis" x={middle} y={height - MARGIN.bottom + 15} text-anchor="middle">
                {name}
              </text>
            )}
          </g>
        );
      })}
      <path class="base" d={`M${MARGIN.side} ${round(y(0))}H${width - MARGIN.side}`} />
      <text class="axis" x={width - MARGIN.side} y={height - 5} text-anchor="end">{`${axis} →`}</text>
    </svg>
  );
}
