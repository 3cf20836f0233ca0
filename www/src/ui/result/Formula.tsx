// What a new customer may cost: the textbook formula over numbers from the file and costs that the user types, beside
// the forecast, with the difference explained.

import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { Figure } from "../../charts/Figure.tsx";
import { Tornado } from "../../charts/Tornado.tsx";
import type { Report } from "../../engine/report.ts";
import { Say } from "../say.tsx";
import { Explain } from "./Explain.tsx";
import { formula, sensitivity, type FormulaField, type FormulaInput } from "./formula.ts";
import { useShown } from "./shown.ts";

/** Shares are typed as per cent. */
const PERCENT: ReadonlySet<FormulaField> = new Set(["margin", "conversion"]);
const FIELDS: readonly FormulaField[] = ["average_order", "orders_per_year", "years", "margin", "acquisition", "activation", "maintenance", "conversion"];

export function Formula(): JSX.Element {
  const { words, f, report, models, money, about } = useShown();
  const t = words.trust.formula;
  const [typed, setTyped] = useState<Partial<Record<FormulaField, string>>>({});
  const known = fromFile(report);
  const input = { ...known };
  for (const field of FIELDS) {
    const value = numberOf(typed[field]);
    if (value !== null) input[field] = PERCENT.has(field) ? value / 100 : value;
  }
  const result = formula(input);
  const swings = sensitivity(input);
  const clv = models?.total.clv;
  const perPresent = clv ? clv.value / Math.max(1, report.totals.customers_with_a_purchase) : null;
  const difference = perPresent === null
    ? t.formulaOnly(money(round2(result.per_customer)))
    : t.difference(about(perPresent), money(round2(result.per_customer)), words.result.ahead(report.options.horizon_days));
  const size = (swing: (typeof swings)[number]) => Math.abs(swing.higher - swing.lower);
  const largest = swings.filter((swing) => size(swing) > size(swings[0]!) * 0.999);
  return (
    <section class="formula" data-part="formula" tabIndex={-1} aria-labelledby="formula-title">
      <h2 id="formula-title">{t.title}</h2>
      <p>{t.intro}</p>
      <div class="calculator">
        <form onSubmit={(event) => event.preventDefault()}>
          {FIELDS.map((field) => (
            <Field
              key={field}
              name={t.fields[field].name}
              hint={t.fields[field].hint}
              value={typed[field] ?? shownNumber(PERCENT.has(field) ? known[field] * 100 : known[field])}
              onValue={(value) => setTyped({ ...typed, [field]: value })}
            />
          ))}
        </form>
        <dl class="outcome" aria-live="polite">
          <Outcome {...t.perCustomer} value={money(round2(result.per_customer))} />
          <Outcome {...t.perLead} value={money(round2(result.per_lead))} />
          <Outcome {...t.ratio} value={result.ratio === null ? t.noCosts : f.decimal(result.ratio, 1)} />
          <Outcome {...t.payback} value={result.payback_months === null ? t.never : result.payback_months === 0 ? t.noCosts : t.months(result.payback_months)} />
        </dl>
      </div>
      <p class="difference">
        <Say text={difference} />
      </p>
      {largest.length > 0 && (
        <Figure
          finding={t.sensitivity.finding(largest.map(({ field }) => t.fields[field].name))}
          subtitle={t.sensitivity.subtitle}
          name="sensitivity"
          table={{ head: t.sensitivity.columns, rows: swings.map(({ field, lower, higher }) => [t.fields[field].name, money(round2(lower)), money(round2(higher))]) }}
          draw={(width) => (
            <Tornado
              width={width}
              base={result.per_customer}
              swings={swings.map(({ field, lower, higher }) => ({ name: t.fields[field].name, lower, higher }))}
              label={t.sensitivity.subtitle}
              format={(value) => money(round2(value))}
            />
          )}
        />
      )}
    </section>
  );
}

/** What the purchases say; costs are for the user to type. */
export function fromFile(report: Report): FormulaInput {
  const { indicators, totals, lapse, options, segments } = report;
  const days = (Date.parse(totals.last_purchase_day) - Date.parse(totals.first_purchase_day)) / 86_400_000 + 1;
  const measures = segments.flatMap((model) => model.groups.map((group) => group.measures));
  const kept = measures.map((m) => m.retention_rate).find((rate) => typeof rate === "number");
  // Spans until the average customer is gone, if each span keeps the same share; ten years are long enough to promise.
  const years = kept && kept < 1 ? Math.min(10, lapse.days / 365 / (1 - kept)) : 1;
  return {
    average_order: round2(indicators.average_order_value),
    orders_per_year: round2(indicators.purchases_per_customer / Math.max(1, days / 365)),
    years: Math.round(years * 10) / 10,
    margin: options.margin_rate,
    acquisition: 0,
    activation: 0,
    maintenance: 0,
    conversion: 1,
  };
}

interface FieldProps {
  name: string;
  hint: string;
  value: string;
  onValue(value: string): void;
}

function Field({ name, hint, value, onValue }: FieldProps): JSX.Element {
  const id = useId();
  const bad = numberOf(value) === null;
  return (
    <div class="cost">
      <label for={id}>{name}</label>
      <input id={id} inputMode="decimal" autocomplete="off" value={value} aria-describedby={`${id}-hint`} aria-invalid={bad} onInput={(event) => onValue(event.currentTarget.value)} />
      <small id={`${id}-hint`}>{hint}</small>
    </div>
  );
}

function Outcome({ name, meaning, value }: { name: string; meaning: string; value: string }): JSX.Element {
  return (
    <div>
      <dt>
        <Explain meaning={meaning}>{name}</Explain>
      </dt>
      <dd>{value}</dd>
    </div>
  );
}

/** A typed number, full-width digits and a decimal comma included; null while it is none. */
export function numberOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const plain = text.normalize("NFKC").replaceAll(/[\s%]/g, "").replace(/,(?=\d{1,2}$)/, ".").replaceAll(",", "");
  if (!/^\d*\.?\d+$|^\d+\.$/.test(plain)) return null;
  return Number(plain);
}

const round2 = (value: number): number => Math.round(value * 100) / 100;
const shownNumber = (value: number): string => String(round2(value));
