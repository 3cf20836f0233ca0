// The key figures, each with a definition that needs no formula.

import type { JSX } from "preact";
import { Explain } from "./Explain.tsx";
import { useShown, type Shown } from "./shown.ts";

interface Tile {
  id: string;
  name: string;
  meaning: string;
  value: string;
  /** The range in which the value lies, where it is a forecast. */
  range?: string;
}

export function Tiles(): JSX.Element {
  const shown = useShown();
  return (
    <section class="tiles" data-part="tiles" tabIndex={-1} aria-label={shown.words.result.tiles.title}>
      <dl>
        {tiles(shown).map((tile) => (
          <div key={tile.id}>
            <dt>
              <Explain meaning={tile.meaning}>{tile.name}</Explain>
            </dt>
            <dd>
              {tile.value}
              {tile.range && <small>{tile.range}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function tiles({ words, f, report, models, money, about }: Shown): Tile[] {
  const t = words.result.tiles;
  const { totals, indicators, options } = report;
  const list: Tile[] = [
    { id: "customers", ...t.customers, value: f.count(totals.customers_with_a_purchase) },
    { id: "orders", ...t.orders, value: f.count(indicators.orders) },
    { id: "net", ...t.net, value: money(totals.net_revenue) },
    { id: "average_order", ...t.average_order, value: money(indicators.average_order_value) },
    { id: "purchases", ...t.purchases, value: f.decimal(indicators.purchases_per_customer, 1) },
    { id: "repeat", ...t.repeat, value: f.percent(indicators.repeat_rate) },
    { id: "top20", ...t.top20, value: f.percent(indicators.top20_revenue_share) },
  ];
  const clv = models?.total.clv;
  if (clv)
    list.push({
      id: "expected",
      name: t.expected.name,
      meaning: t.expected.meaning(options.horizon_days, options.margin_rate !== 1),
      value: about(clv.value),
      range: t.range(about(clv.low), about(clv.high)),
    });
  return list;
}
