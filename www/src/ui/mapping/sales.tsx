// What counts: statuses with check boxes, one currency or rates, repeated rows.

import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Choices, InspectedTable } from "../../engine/messages.ts";
import { useWords } from "../language.ts";

export interface SalesProps {
  table: InspectedTable;
  choices: Choices;
  onChoose: (change: Partial<Choices>) => void;
}

export function StatusValues({ table, choices, onChoose }: SalesProps): JSX.Element | null {
  const { mapping } = useWords();
  const column = table.columns[choices.mapping.status ?? -1];
  if (table.status.length === 0 || !column) return null;
  const unsold = table.status.filter((each) => !each.is_sale).map((each) => each.value);
  const excluded = new Set(choices.status_excluded ?? unsold);
  const toggle = (value: string): void => {
    const next = new Set(excluded);
    if (!next.delete(value)) next.add(value);
    onChoose({ status_excluded: [...next] });
  };
  return (
    <fieldset class="question">
      <legend>{mapping.status.title}</legend>
      <p class="small second">{mapping.status.explain(column.name)}</p>
      <p class="row small">
        <button type="button" class="link" onClick={() => onChoose({ status_excluded: [] })}>
          {mapping.status.all}
        </button>
        <button type="button" class="link" onClick={() => onChoose({ status_excluded: unsold })}>
          {mapping.status.sales}
        </button>
      </p>
      <div class="values">
        {table.status.map(({ value, rows }) => (
          <label key={value} class="choice">
            <input type="checkbox" checked={!excluded.has(value)} onChange={() => toggle(value)} />
            <span>{mapping.status.value(value, rows)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Currencies({ table, choices, onChoose }: SalesProps): JSX.Element | null {
  const { mapping } = useWords();
  const group = useId();
  if (table.currencies.length < 2) return null;
  const byRates = choices.rates !== undefined;
  const most = table.currencies.reduce((a, b) => (b.rows > a.rows ? b : a));
  const kept = choices.currency ?? most.currency;
  /** The rates as typed; the goal is the one whose rate is 1. */
  const rates = choices.rates ?? {};
  const goal = table.currencies.find(({ currency }) => rates[currency] === "1")?.currency ?? kept;
  const only = (currency: string): void => onChoose({ currency, rates: undefined });
  const convertInto = (currency: string): void => onChoose({ currency: undefined, rates: { [currency]: "1" } });
  return (
    <fieldset class="question">
      <legend>{mapping.currency.title}</legend>
      <p class="small second">{mapping.currency.explain}</p>
      {table.currencies.map(({ currency, rows }) => (
        <label key={currency} class="choice">
          <input type="radio" name={group} checked={!byRates && currency === kept} onChange={() => only(currency)} />
          <span>{mapping.currency.keep(currency, rows)}</span>
        </label>
      ))}
      <label class="choice">
        <input type="radio" name={group} checked={byRates} onChange={() => convertInto(kept)} />
        <span>{mapping.currency.convert}</span>
      </label>
      {byRates && (
        <div class="rates">
          <label>
            {mapping.currency.into}{" "}
            <select value={goal} onChange={(event) => convertInto(event.currentTarget.value)}>
              {table.currencies.map(({ currency }) => (
                <option key={currency}>{currency}</option>
              ))}
            </select>
          </label>
          {table.currencies
            .filter(({ currency }) => currency !== goal)
            .map(({ currency }) => (
              <label key={currency}>
                {mapping.currency.rate(currency, goal)}{" "}
                <input
                  inputMode="decimal"
                  size={10}
                  value={rates[currency] ?? ""}
                  onChange={(event) => onChoose({ rates: withRate(rates, currency, event.currentTarget.value) })}
                />
              </label>
            ))}
          <p class="small second">{mapping.currency.needed}</p>
        </div>
      )}
    </fieldset>
  );
}

/** A rate is a positive decimal; anything else takes it away. */
function withRate(rates: Record<string, string>, currency: string, typed: string): Record<string, string> {
  const { [currency]: _, ...others } = rates;
  const text = typed.trim().replace(",", ".");
  return /^\d{1,12}(\.\d{1,12})?$/.test(text) && Number(text) > 0 ? { ...others, [currency]: text } : others;
}
