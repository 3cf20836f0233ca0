// A file of customers under contract holds no purchases; what it does say: who stays how long.

import type { JSX } from "preact";
import { Figure } from "../../charts/Figure.tsx";
import { Lines } from "../../charts/Lines.tsx";
import type { Contracts } from "../../engine/models.ts";
import { useWords } from "../language.ts";
import { Say } from "../say.tsx";

export function ContractPanel({ contracts }: { contracts: Contracts }): JSX.Element {
  const { mapping, trust, f } = useWords();
  const t = mapping.contracts;
  const { used, tenure } = contracts;
  const seen = used.periods_seen;
  const errors = used.standard_errors;
  const at = used.projection[seen];
  const observed = used.projection.flatMap((one) => (one.observed === null ? [] : [one.observed]));
  const rows = used.projection.map((one) => [one.period, one.observed === null ? "" : f.percent(one.observed), f.percent(one.survival), f.percent(one.retention), f.decimal(one.residual_lifetime)]);
  const subtitle = t.subtitle(tenure);
  const verdict = used.verdict === null ? undefined : trust.verdicts[used.verdict];
  return (
    <section class="contracts stack" aria-labelledby="contracts">
      <h2 id="contracts">{t.title}</h2>
      <p>
        <Say text={t.lead(contracts)} />
        {verdict && f.gap + verdict}
        {contracts.rows_left_out > 0 && f.gap + t.leftOut(contracts.rows_left_out)}
        {!contracts.all && f.gap + t.sample}
      </p>
      <Figure
        finding={t.finding(at?.survival ?? 0, seen)}
        subtitle={subtitle}
        name="retention"
        table={{ head: t.columns(used.horizon_periods), rows }}
        draw={(width) => (
          <Lines
            width={width} label={subtitle} format={f.percent} times={used.projection.map(({ period }) => f.count(period))}
            actual={observed} expected={used.projection.map(({ survival }) => survival)} actualLabel={t.seen} expectedLabel={t.projected}
            shadedFrom={seen} shadedLabel={t.ahead}
          />
        )}
      />
      <p class="small second">
        {t.models[used.model]}
        {errors && `${f.gap}${Object.entries(used.params).map(([name, value]) => `${t.letters[name] ?? name} ${f.decimal(value, 3)} ± ${f.decimal(errors[name] ?? 0, 3)}`).join(", ")}`}
      </p>
    </section>
  );
}
