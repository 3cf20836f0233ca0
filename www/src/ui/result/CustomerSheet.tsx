// One customer in words: the habit so far, the silence against it, what is to be expected, and what to do.

import type { JSX } from "preact";
import type { CustomerColumn } from "../../engine/messages.ts";
import { groupName } from "./rules.ts";
import { useShown, type Shown } from "./shown.ts";

/** The customer's values by column; null = not known. */
export type Customer = (column: CustomerColumn) => string | number | null;

export function CustomerSheet({ of, onClose }: { of: Customer; onClose(): void }): JSX.Element {
  const shown = useShown();
  const { words } = shown;
  return (
    <div class="customer" role="region" aria-label={words.result.customer.title(String(of("customer")))}>
      <h3>{words.result.customer.title(String(of("customer")))}</h3>
      {customerInWords(shown, of).map((text) => (
        <p key={text}>{text}</p>
      ))}
      <p class="acts">
        <button type="button" class="button" onClick={onClose}>
          {words.common.close}
        </button>
      </p>
    </div>
  );
}

export function customerInWords({ words, f, report, money, about }: Shown, of: Customer): string[] {
  const c = words.result.customer;
  const days = Number(of("order_days"));
  const silent = Number(of("days_since_last_purchase"));
  const [first, last] = [String(of("first_purchase")), String(of("last_purchase"))];
  const spent = money(of("net") ?? 0);
  const gap = days > 1 ? (Date.parse(last) - Date.parse(first)) / 86_400_000 / (days - 1) : null;
  const said = [gap === null ? c.once(f.day(first), spent) : c.habit(days, f.day(first), f.day(last), gap, spent), c.silence(silent, gap === null ? null : silent / Math.max(gap, 1))];
  const [alive, clv, low, high, next] = (["p_alive", "clv", "clv_low", "clv_high", "expected_purchases"] as const).map(of);
  if (typeof alive === "number" && typeof next === "number") {
    const horizon = words.result.ahead(report.options.horizon_days);
    const value = typeof clv === "number" ? { value: about(clv), range: typeof low === "number" && typeof high === "number" ? words.result.tiles.range(about(low), about(high)) : null } : null;
    said.push(c.outlook(alive, next, horizon, value));
  }
  const segment = String(of("segment") ?? "");
  const strategy = report.segments.find(({ id }) => id === "rfm_11")?.groups.find(({ id }) => id === segment)?.strategy;
  const card = strategy === undefined ? undefined : words.strategy.cards[strategy];
  if (card) said.push(c.todo(groupName("rfm_11", segment, words), card.goal, card.tactics[0] ?? ""));
  return said;
}
