// The pictures of the trust panel. Each says its finding, what it shows, and holds the same numbers as a table.

import { sum } from "d3-array";
import type { JSX } from "preact";
import { Bars } from "../../charts/Bars.tsx";
import { Figure } from "../../charts/Figure.tsx";
import { Lines } from "../../charts/Lines.tsx";
import { Matrix } from "../../charts/Matrix.tsx";
import type { ModelReport } from "../../engine/models.ts";
import { useShown } from "./shown.ts";

export interface Props {
  models: ModelReport;
}

export function TrackingFigures({ models }: Props): JSX.Element | null {
  const { words, f, report } = useShown();
  const t = words.trust.tracking;
  const { tracking } = models;
  if (!tracking || tracking.actual.length < 2) return null;
  const { actual, expected, actual_cumulative, expected_cumulative, holdout_from: from } = tracking;
  const start = Date.parse(`${report.totals.first_purchase_day}T00:00:00Z`);
  const weeks = actual.map((_, i) => new Date(start + (7 * i + 6) * 86_400_000).toISOString().slice(0, 10));
  const unseen = from === null ? null : { actual: sum(actual.slice(from)), expected: sum(expected.slice(from)) };
  const table = { head: t.columns, rows: weeks.map((day, i) => [day, actual[i] ?? 0, expected[i] ?? 0, actual_cumulative[i] ?? 0, expected_cumulative[i] ?? 0]) };
  const common = { times: weeks.map((day) => day.slice(0, 7)), actualLabel: t.actual, expectedLabel: t.expected, shadedFrom: from, shadedLabel: t.holdout, format: f.count };
  return (
    <>
      <Figure finding={t.finding(unseen)} subtitle={t.subtitle} name="tracking" table={table} draw={(width) => <Lines {...common} width={width} actual={actual_cumulative} expected={expected_cumulative} label={t.subtitle} />} />
      <Figure finding={t.weeklyFinding} subtitle={t.weeklySubtitle} name="tracking-weekly" table={table} draw={(width) => <Lines {...common} width={width} actual={actual} expected={expected} label={t.weeklySubtitle} />} />
    </>
  );
}

export function DecileFigure({ models }: Props): JSX.Element | null {
  const { words, f } = useShown();
  const t = words.trust.deciles;
  const deciles = models.holdout?.deciles ?? [];
  if (deciles.length === 0) return null;
  const made = deciles.map(({ customers, actual }) => customers * actual);
  return (
    <Figure
      finding={t.finding((made.at(-1) ?? 0) / Math.max(1, sum(made)), deciles.every(({ actual }) => actual <= (deciles.at(-1)?.actual ?? 0)))}
      subtitle={t.subtitle}
      name="deciles"
      table={{ head: t.columns, rows: deciles.map(({ customers, expected, actual }, i) => [i + 1, customers, expected, actual]) }}
      draw={(width) => <Bars width={width} items={deciles.map(({ expected, actual }, i) => ({ name: String(i + 1), value: actual, expected }))} axis={t.axis} label={t.subtitle} format={(n) => f.decimal(n, n < 10 ? 1 : 0)} />}
    />
  );
}

export function FrequencyFigure({ models }: Props): JSX.Element | null {
  const { words, f } = useShown();
  const t = words.trust.frequency;
  const { frequencies } = models;
  if (!frequencies || frequencies.actual.length === 0) return null;
  const { actual, expected } = frequencies;
  const rows = actual.map((value, i) => ({ name: i === actual.length - 1 ? t.orMore(i) : f.count(i), value, expected: expected[i] ?? 0 }));
  return (
    <Figure
      finding={t.finding((actual[0] ?? 0) / Math.max(1, sum(actual)))}
      subtitle={t.subtitle}
      name="frequency"
      table={{ head: t.columns, rows: rows.map((row) => [row.name, row.value, Math.round(row.expected)]) }}
      draw={(width) => <Bars width={width} items={rows} axis={t.axis} label={t.subtitle} format={f.count} />}
    />
  );
}

export function ValueFigure({ models }: Props): JSX.Element | null {
  const { words, f, about } = useShown();
  const t = words.trust.value;
  const { clv } = models;
  if (!clv) return null;
  const subtitle = t.subtitle(about(clv.mean), about(clv.median));
  const bins = clv.customers.map((customers, i) => ({ customers, low: clv.edges[i] ?? 0, high: clv.edges[i + 1] ?? 0 }));
  return (
    <div data-part="trust/value" tabIndex={-1}>
      <Figure
        finding={t.finding(clv.top20_share)}
        subtitle={subtitle}
        name="expected-value"
        table={{ head: t.columns, rows: bins.map(({ customers, low, high }) => [about(low), about(high), customers]) }}
        draw={(width) => <Bars width={width} items={bins.map(({ customers, low }) => ({ name: f.decimal(low, low < 10 ? 1 : 0), value: customers }))} axis={t.axis} label={subtitle} format={f.count} />}
      />
    </div>
  );
}

export function HabitFigures({ models }: Props): JSX.Element | null {
  const { words, f, report } = useShown();
  const t = words.trust.habit;
  const { map } = models;
  if (!map) return null;
  const columns = map.ages_at_last_purchase.length;
  // Rows from the top: more purchases stand higher. Columns from the left: longer silence to the right, as customers drift.
  const grid = (flat: readonly number[]): (number | null)[][] =>
    map.repeat_counts.map((count, row) => {
      const values = flat.slice(row * columns, (row + 1) * columns).reverse();
      // Who never came back bought last on the first day: silence is the whole age, and the other cells are nobody.
      return count === 0 ? values.map((value, i) => (i === columns - 1 ? value : null)) : values;
    });
  const silence = [...map.ages_at_last_purchase].reverse().map((age) => f.count(map.customer_age - age));
  const counts = map.repeat_counts.map((count) => f.count(count));
  // The table holds every row and column; the picture as many as can be read.
  const [seenRows, seenColumns] = [few(map.repeat_counts.length, 11), few(columns, 13)];
  const seen = (values: readonly (readonly (number | null)[])[]) => [...seenRows].reverse().map((row) => seenColumns.map((column) => values[row]?.[column] ?? null));
  const names = { rowNames: [...seenRows].reverse().map((row) => counts[row] ?? ""), columnNames: seenColumns.map((column) => silence[column] ?? ""), rowAxis: t.rows, columnAxis: t.columns };
  const table = (values: readonly (readonly (number | null)[])[], format: (n: number) => string) => ({
    head: [t.rows, ...silence],
    rows: values.map((row, i) => [counts[i] ?? "", ...row.map((value) => (value === null ? "–" : format(value)))]),
  });
  const purchases = (n: number) => f.decimal(n, n < 10 ? 1 : 0);
  const [alive, bought] = [grid(map.p_alive), grid(map.expected_purchases)];
  // In the middle of the silence: does the most frequent buyer's count for less than that of who came back once?
  const middle = Math.floor(columns / 2);
  const weighs = (alive.at(-1)?.[middle] ?? 1) < (alive[1]?.[middle] ?? 0);
  const aliveSubtitle = t.aliveSubtitle(map.customer_age);
  const purchasesSubtitle = t.purchasesSubtitle(map.customer_age);
  return (
    <>
      <Figure finding={t.alive(weighs)} subtitle={aliveSubtitle} name="p-alive" table={table(alive, f.percent)} draw={(width) => <Matrix {...names} width={width} values={seen(alive)} most={1} label={aliveSubtitle} format={(n) => f.count(n * 100)} />} />
      <Figure
        finding={t.purchases(words.result.ahead(report.options.horizon_days))}
        subtitle={purchasesSubtitle}
        name="expected-purchases"
        table={table(bought, purchases)}
        draw={(width) => <Matrix {...names} width={width} values={seen(bought)} most={Math.max(...map.expected_purchases, 1e-9)} label={purchasesSubtitle} format={purchases} />}
      />
    </>
  );
}

/** At most so many indices of `count`, the first and the last among them, in even steps. */
function few(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  const step = Math.ceil((count - 1) / (most - 1));
  const indices = Array.from({ length: Math.floor((count - 1) / step) + 1 }, (_, i) => i * step);
  return indices.at(-1) === count - 1 ? indices : [...indices, count - 1];
}
