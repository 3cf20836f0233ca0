// What stands on paper only: whose report, which period, which settings, made with which version.

import type { JSX } from "preact";
import { useShown } from "./shown.ts";

export function Cover(): JSX.Element {
  const { words, f, report } = useShown();
  const p = words.result.print;
  const { totals, input, lapse, options } = report;
  return (
    <header class="cover">
      <p>
        <strong>{words.common.brand}</strong> · {p.cover(f.period(totals.first_purchase_day, totals.last_purchase_day))}
      </p>
      <p>{p.rows(input.rows_used, input.rows_total, input.files.join(", "))}</p>
      <p>{p.settings(lapse.days, options.horizon_days, options.annual_discount_percent, options.margin_rate)}</p>
      <p>{p.made(report.version)}</p>
    </header>
  );
}
