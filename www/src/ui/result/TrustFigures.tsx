// The pictures of the trust panel. Each says its finding, what it shows, and holds the same numbers as a table.

import { cumsum, sum } from "d3-array";
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
  const { words, f } = useShown();
  const t = words.trust.tracking;
  const { tracking } = models;
  if (!tracking || tracking.week_end.length < 2) return null;
  const [actual, expected] = [[...cumsum(tracking.actual)], [...cumsum(tracking.expected)]];
  const from = tracking.holdout_from;
  const unseen = from === null ? null : { actual: sum(tracking.actual.slice(from)), forecast: sum(tracking.expected.slice(from)) };
  const table = { head: t.columns, rows: tracking.week_end.map((day, i) => [day, tracking.actual[i] ?? 0, tracking.expected[i] ?? 0, actual[i] ?? 0, expected[i] ?? 0]) };
  const common = { times: tracking.week_end.map((day) => day.slice(0, 7)), actualLabel: t.actual, expectedLabel: t.expected, shadedFrom: from, shadedLabel: t.holdout, format: f.count };
  return (
    <>
      <Figure finding={t.finding(unseen)} subtitle={t.subtitle} name="tracking" table={table} draw={(width) => <Lines {...common} width={width} actual={actual} expected={expected} label={t.subtitle} />} />
      <Figure finding={t.weeklyFinding} subtitle={t.weeklySubtitle} name="tracking-weekly" table={table} draw={(width) => <Lines {...common} width={width} actual={tracking.actual} expected={tracking.expected} label={t.weeklySubtitle} />} />
    </>
  );
}

export function DecileFigure({ models }: Props): JSX.Element | null {
  const { words, f } = useShown();
  const t = words.trust.deciles;
  const deciles = models.choice.candidates.find(({ fit }) => fit.model === models.fits[0]?.model)?.holdout.deciles ?? [];
  if (deciles.length === 0) return null;
  const made = deciles.map(({ customers, actual }) => customers * actual);
  return (
    <Figure
      finding={t.finding(made.at(-1) ?? 0, sum(made))}
      subtitle={t.subtitle}
      name="deciles"
      table={{ head: t.columns, rows: deciles.map(({ customers, forecast, actual }, i) => [i + 1, customers, forecast, actual]) }}
      draw={(width) => <Bars width={width} items={deciles.map(({ forecast, actual }, i) => ({ name: String(i + 1), value: actual, expected: forecast }))} axis={t.axis} label={t.subtitle} format={(n) => f.decimal(n, n < 10 ? 1 : 0)} />}
    />
  );
}

export function FrequencyFigure({ models }: Props): JSX.Element | null {
  const { words, f } = useShown();
  const t = words.trust.frequency;
  const rows = models.frequencies;
  if (rows.length === 0) return null;
  const name = ({ repeats, or_more }: (typeof rows)[number]) => (or_more ? t.orMore(repeats) : f.count(repeats));
  const once = rows.find(({ repeats }) => repeats === 0)?.actual ?? 0;
  return (
    <Figure
      finding={t.finding(once / Math.max(1, sum(rows, ({ actual }) => actual)))}
      subtitle={t.subtitle}
      name="frequency"
      table={{ head: t.columns, rows: rows.map((row) => [name(row), row.actual, Math.round(row.expected)]) }}
      draw={(width) => <Bars width={width} items={rows.map((row) => ({ name: name(row), value: row.actual, expected: row.expected }))} axis={t.axis} label={t.subtitle} format={f.count} />}
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
  // More purchases stand higher, as on every chart with an upward axis.
  const upward = <T,>(rows: readonly T[]): T[] => [...rows].reverse();
  const names = { rowNames: upward(map.repeats.map(f.count)), columnNames: map.days_since.map(f.count), rowAxis: t.rows, columnAxis: t.columns };
  const table = (values: readonly (readonly (number | null)[])[], format: (n: number) => string) => ({
    head: [t.rows, ...map.days_since.map((days) => words.result.days(days))],
    rows: map.repeats.map((count, i) => [f.count(count), ...(values[i] ?? []).map((value) => (value === null ? "–" : format(value)))]),
  });
  const purchases = (n: number) => f.decimal(n, n < 10 ? 1 : 0);
  const aliveSubtitle = t.aliveSubtitle(map.customer_age);
  const purchasesSubtitle = t.purchasesSubtitle(map.customer_age);
  return (
    <>
      <Figure finding={t.alive} subtitle={aliveSubtitle} name="p-alive" table={table(map.p_alive, f.percent)} draw={(width) => <Matrix {...names} width={width} values={upward(map.p_alive)} most={1} label={aliveSubtitle} format={(n) => f.count(n * 100)} />} />
      <Figure
        finding={t.purchases(words.result.ahead(report.options.horizon_days))}
        subtitle={purchasesSubtitle}
        name="expected-purchases"
        table={table(map.expected_purchases, purchases)}
        draw={(width) => <Matrix {...names} width={width} values={upward(map.expected_purchases)} most={Math.max(...map.expected_purchases.flat().map(Number), 1e-9)} label={purchasesSubtitle} format={purchases} />}
      />
    </>
  );
}
