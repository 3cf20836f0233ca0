// What a tenth more or less of each number does to the result: the longest bar is the number that matters most.

import type { JSX } from "preact";
import { round } from "./Lines.tsx";
import { linear } from "./scale.ts";

export interface Swing {
  name: string;
  /** The result with the number a tenth lower, and a tenth higher. */
  lower: number;
  higher: number;
}

interface Props {
  width: number;
  base: number;
  swings: readonly Swing[];
  label: string;
  format(value: number): string;
}

const ROW = 40;
const SIDE = 120;

export function Tornado({ width, base, swings, label, format }: Props): JSX.Element {
  const reach = Math.max(1e-9, ...swings.flatMap(({ lower, higher }) => [Math.abs(lower - base), Math.abs(higher - base)]));
  const x = linear([base - reach, base + reach], [SIDE, width - SIDE]);
  const height = swings.length * ROW + 8;
  return (
    <svg class="chart tornado" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {swings.map(({ name, lower, higher }, i) => {
        const top = i * ROW;
        return (
          <g key={name}>
            <text class="axis" x={round(x(base))} y={top + 12} text-anchor="middle">
              {name}
            </text>
            <Half from={x(base)} to={x(lower)} top={top + 18} kind="less" text={`−10 %: ${format(lower)}`} />
            <Half from={x(base)} to={x(higher)} top={top + 18} kind="more" text={`+10 %: ${format(higher)}`} />
            <path class="base" d={`M${round(x(base))} ${top + 16}v18`} />
          </g>
        );
      })}
    </svg>
  );
}

function Half({ from, to, top, kind, text }: { from: number; to: number; top: number; kind: string; text: string }): JSX.Element {
  const left = Math.min(from, to);
  // Equal results still stand on their own sides.
  const before = to < from || (to === from && kind === "less");
  return (
    <>
      <rect class={kind} x={round(left)} y={top} width={round(Math.abs(to - from))} height={14} />
      <text class="axis" x={round(before ? to - 5 : to + 5)} y={top + 7} text-anchor={before ? "end" : "start"} dominant-baseline="central">
        {text}
      </text>
    </>
  );
}
