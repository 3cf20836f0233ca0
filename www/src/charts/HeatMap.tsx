// A grid of cells that hold every customer exactly once. Each cell says its number; colour only helps. Lines run between
// cells of different groups.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { shade } from "./scale.ts";

export interface HeatCell {
  /** 0 at the top. */
  row: number;
  /** 0 at the left. */
  column: number;
  /** What colour stands for. */
  value: number;
  label: string;
  /** The cell in a sentence, for those who do not see it. */
  spoken: string;
  group: string;
  groupName: string;
}

interface Props {
  width: number;
  cells: readonly HeatCell[];
  rowLabels: readonly string[];
  columnLabels: readonly string[];
  rowAxis: string;
  columnAxis: string;
  label: string;
  onChoose(cell: HeatCell): void;
  chosen: string | null;
}

const LEFT = 24;
const BOTTOM = 40;
const TOP = 18;

export function HeatMap({ width, cells, rowLabels, columnLabels, rowAxis, columnAxis, label, onChoose, chosen }: Props): JSX.Element {
  const root = useRef<SVGSVGElement>(null);
  const [focus, setFocus] = useState({ row: 0, column: 0 });
  const rows = rowLabels.length;
  const columns = columnLabels.length;
  const w = Math.floor((width - LEFT - 2) / columns);
  const h = Math.max(44, Math.min(60, Math.round(w * 0.6)));
  const height = TOP + rows * h + BOTTOM;
  const most = Math.max(1, ...cells.map((cell) => cell.value));
  const at = (row: number, column: number) => cells.find((cell) => cell.row === row && cell.column === column);
  const onKey = (event: KeyboardEvent) => {
    const moves: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const move = moves[event.key];
    const here = at(focus.row, focus.column);
    if (move) {
      event.preventDefault();
      const row = Math.min(Math.max(focus.row + move[0], 0), rows - 1);
      const column = Math.min(Math.max(focus.column + move[1], 0), columns - 1);
      setFocus({ row, column });
      root.current?.querySelector<SVGElement>(`[data-cell="${row}-${column}"]`)?.focus();
    } else if ((event.key === "Enter" || event.key === " ") && here) {
      event.preventDefault();
      onChoose(here);
    }
  };
  return (
    <svg ref={root} class="chart heat" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="grid" aria-label={label} onKeyDown={onKey}>
      <g role="row">
        <text class="axis" role="columnheader" aria-label={rowAxis} x={LEFT} y={10}>{`↑ ${rowAxis}`}</text>
        {columnLabels.map((text, column) => (
          <text key={text} class="axis" role="columnheader" aria-label={`${columnAxis} ${text}`} x={LEFT + column * w + w / 2} y={TOP + rows * h + 14} text-anchor="middle">
            {text}
          </text>
        ))}
      </g>
      {rowLabels.map((rowLabel, row) => (
        <g key={row} role="row">
          <text class="axis" role="rowheader" x={LEFT - 10} y={TOP + row * h + h / 2} text-anchor="end" dominant-baseline="central">
            {rowLabel}
          </text>
          {columnLabels.map((_, column) => {
            const cell = at(row, column);
            if (!cell) return null;
            const level = shade(cell.value, most);
            const [x, y] = [LEFT + column * w, TOP + row * h];
            const ink = level > 3 ? "high" : "low";
            return (
              <g
                key={column}
                role="gridcell"
                // Lower case: names of SVG attributes are told apart by case.
                tabindex={focus.row === row && focus.column === column ? 0 : -1}
                data-cell={`${row}-${column}`}
                aria-label={cell.spoken}
                aria-selected={chosen === cell.group}
                class={chosen === cell.group ? "cell chosen" : "cell"}
                onClick={() => onChoose(cell)}
                onFocus={() => setFocus({ row, column })}
              >
                <rect class={`seq-${level}`} x={x} y={y} width={w} height={h} />
                <text class={ink} x={x + w / 2} y={y + h * 0.34} text-anchor="middle" dominant-baseline="central">
                  {cell.label}
                </text>{" "}
                <Name text={cell.groupName} ink={ink} x={x + w / 2} y={y + h * 0.7} width={w} />
                <rect class="ring" x={x + 2} y={y + 2} width={w - 4} height={h - 4} />
              </g>
            );
          })}
        </g>
      ))}
      <path class="border" aria-hidden="true" d={borders(rows, columns, (row, column) => at(row, column)?.group, w, h)} />
      <text class="axis" aria-hidden="true" x={LEFT + columns * w} y={TOP + rows * h + 32} text-anchor="end">{`${columnAxis} →`}</text>
    </svg>
  );
}

/** A group's name in at most two lines. */
function Name({ text, ink, x, y, width }: { text: string; ink: string; x: number; y: number; width: number }): JSX.Element {
  const size = width < 90 ? 9.5 : 11;
  const glyph = /[\u2e80-\u9fff]/.test(text) ? size : size * 0.53;
  const fits = text.length * glyph <= width - 6;
  const cut = fits ? -1 : text.lastIndexOf(" ", Math.ceil(text.length * 0.65));
  const lines = cut > 0 ? [text.slice(0, cut), text.slice(cut + 1)] : [text];
  return (
    <text class={`group ${ink}`} x={x} y={y - (lines.length - 1) * size * 0.55} font-size={size} text-anchor="middle" dominant-baseline="central">
      {lines.map((line, i) => (
        <tspan key={line} x={x} dy={i === 0 ? 0 : size * 1.1}>
          {i < lines.length - 1 ? `${line} ` : line}
        </tspan>
      ))}
    </text>
  );
}

/** Lines between cells of different groups, and around the whole. */
function borders(rows: number, columns: number, group: (row: number, column: number) => string | undefined, w: number, h: number): string {
  let path = "";
  for (let row = 0; row <= rows; row++)
    for (let column = 0; column <= columns; column++) {
      const x = LEFT + column * w;
      const y = TOP + row * h;
      const here = group(row, column);
      if (column < columns && here !== group(row - 1, column)) path += `M${x} ${y}h${w}`;
      if (row < rows && here !== group(row, column - 1)) path += `M${x} ${y}v${h}`;
    }
  return path;
}
