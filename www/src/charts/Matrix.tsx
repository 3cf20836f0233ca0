// A value by two others, as a grid of shades with the number in each cell.

import type { JSX } from "preact";
import { shade } from "./scale.ts";

interface Props {
  width: number;
  /** `values[row][column]`, rows from the top; null = no such case, left empty. */
  values: readonly (readonly (number | null)[])[];
  rowNames: readonly string[];
  columnNames: readonly string[];
  rowAxis: string;
  columnAxis: string;
  /** What the darkest shade stands for. */
  most: number;
  label: string;
  format(value: number): string;
}

const LEFT = 30;
const TOP = 18;
const CELL = 26;

export function Matrix({ width, values, rowNames, columnNames, rowAxis, columnAxis, most, label, format }: Props): JSX.Element {
  const w = Math.floor((width - LEFT - 2) / columnNames.length);
  const bottom = TOP + rowNames.length * CELL;
  const height = bottom + 38;
  const longest = Math.max(...values.flat().map((value) => (value === null ? 0 : format(value).length)));
  const size = Math.min(12, (w - 3) / (longest * 0.6));
  return (
    <svg class="chart matrix" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <text class="axis" x={LEFT} y={10}>{`↑ ${rowAxis}`}</text>
      {values.map((row, r) => (
        <g key={r}>
          <text class="axis" x={LEFT - 6} y={TOP + r * CELL + CELL / 2} text-anchor="end" dominant-baseline="central">
            {rowNames[r]}
          </text>
          {row.map((value, c) => {
            if (value === null) return null;
            const level = shade(value, most);
            return (
              <g key={c}>
                <rect class={`seq-${level}`} x={LEFT + c * w} y={TOP + r * CELL} width={w} height={CELL} />
                {size >= 7.5 && (
                  <text class={level > 3 ? "high" : "low"} font-size={size} x={LEFT + c * w + w / 2} y={TOP + r * CELL + CELL / 2} text-anchor="middle" dominant-baseline="central">
                    {format(value)}
                  </text>
                )}
              </g>
            );
          })}
        </g>
      ))}
      {columnNames.map((name, c) => (
        <text key={name} class="axis" x={LEFT + c * w + w / 2} y={bottom + 14} text-anchor="middle">
          {c % Math.ceil(26 / w) === 0 ? name : ""}
        </text>
      ))}
      <text class="axis" x={LEFT + columnNames.length * w} y={bottom + 32} text-anchor="end">{`${columnAxis} →`}</text>
    </svg>
  );
}
