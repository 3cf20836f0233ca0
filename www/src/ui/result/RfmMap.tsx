// Where the customers stand on the RFM grid, and where one score ends and the next begins.

import type { JSX } from "preact";
import { Figure } from "../../charts/Figure.tsx";
import { HeatMap, type HeatCell } from "../../charts/HeatMap.tsx";
import { groupName } from "./rules.ts";
import { useShown, type Shown } from "./shown.ts";

interface Props {
  chosen: string | null;
  onChoose(group: string): void;
}

export function RfmMap({ chosen, onChoose }: Props): JSX.Element {
  const shown = useShown();
  const { words, f, report, money } = shown;
  const m = words.result.map;
  const groups = report.segments.find((model) => model.id === "rfm_11")?.groups ?? [];
  const best = groups.reduce((a, b) => (b.revenue_share > a.revenue_share ? b : a), groups[0]!);
  const cells = report.rfm.grid.map((cell): HeatCell => {
    const name = groupName("rfm_11", cell.segment, words);
    return {
      row: 5 - cell.r,
      column: cell.fm - 1,
      value: cell.customers,
      label: f.count(cell.customers),
      spoken: m.cell(cell.r, cell.fm, name, cell.customers, money(cell.revenue)),
      group: cell.segment,
      groupName: name,
    };
  });
  const finding = best
    ? m.finding({ group: groupName("rfm_11", best.id, words), share: best.share, revenueShare: best.revenue_share })
    : m.title;
  return (
    <section class="map" data-part="map" tabIndex={-1} aria-labelledby="map-title">
      <h2 id="map-title">{m.title}</h2>
      <Figure
        finding={finding}
        subtitle={m.subtitle}
        name="rfm-map"
        table={{
          head: m.columns,
          rows: report.rfm.grid.map((cell) => [cell.r, cell.fm, groupName("rfm_11", cell.segment, words), cell.customers, money(cell.revenue)]),
        }}
        draw={(width) => (
          <HeatMap
            width={width}
            cells={cells}
            rowLabels={["5", "4", "3", "2", "1"]}
            columnLabels={["1", "2", "3", "4", "5"]}
            rowAxis={m.r}
            columnAxis={m.fm}
            label={m.subtitle}
            chosen={chosen}
            onChoose={(cell) => onChoose(cell.group)}
          />
        )}
      >
        <Breaks shown={shown} />
      </Figure>
    </section>
  );
}

function Breaks({ shown }: { shown: Shown }): JSX.Element {
  const { words, f, report, money } = shown;
  const b = words.result.map.breaks;
  const { rfm } = report;
  const rows: { name: string; cells: string[] }[] = [
    { name: b.r, cells: ranges(rfm.recency_breaks_days.map((days) => Math.floor(days) - 1), f.count).reverse() },
    { name: b.f, cells: ranges(rfm.frequency_breaks_orders, (n) => f.decimal(n, 1)) },
    { name: b.m, cells: ranges(rfm.monetary_breaks, (n) => money(n)) },
  ];
  function ranges(breaks: readonly number[], format: (n: number) => string): string[] {
    return Array.from({ length: 5 }, (_, i) => {
      const low = i === 0 ? null : (breaks[i - 1] ?? null);
      const high = i === 4 ? null : (breaks[i] ?? null);
      // Two equal breaks leave no room between them: nobody can have that score.
      if (low !== null && low === high) return b.none;
      return b.range(low === null ? null : format(low), high === null ? null : format(high));
    });
  }
  return (
    <details class="breaks">
      <summary>{words.result.map.breaksTitle}</summary>
      <div class="twin" tabIndex={0} role="region" aria-label={words.result.map.breaksTitle}>
        <table>
          <thead>
            <tr>
              <th scope="col">{b.measure}</th>
              {[1, 2, 3, 4, 5].map((score) => (
                <th key={score} scope="col" class="number">{score}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, cells }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((text, i) => (
                  <td key={i} class="number">{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="second small">{b.note(f.day(report.totals.last_row_date))}</p>
    </details>
  );
}
