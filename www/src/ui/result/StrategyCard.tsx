// One group's strategy in full: why, what to do, where, with what, how to measure it today, when, and what not to do.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Group } from "../../engine/report.ts";
import { channelsOf, KPIS, type KpiId } from "../../words/catalogue.ts";
import { copyText } from "./copy.ts";
import { Explain } from "./Explain.tsx";
import { groupName } from "./rules.ts";
import { useShown, type Shown } from "./shown.ts";

interface Props {
  model: string;
  group: Group;
  onList(): void;
  onSave(): void;
}

export function StrategyCard({ model, group, onList, onSave }: Props): JSX.Element | null {
  const shown = useShown();
  const { words } = shown;
  const [copied, setCopied] = useState(false);
  const c = words.result.card;
  const card = words.strategy.cards[group.strategy];
  if (!card) return null;
  const copy = async () => {
    setCopied(await copyText(cardText(shown, model, group)));
  };
  return (
    <article class="card">
      <div class="does">
        <p class="why">{reason(shown, group)}</p>
        <h3>{c.steps}</h3>
        <ol>
          {card.tactics.map((tactic) => (
            <li key={tactic}>{tactic}</li>
          ))}
        </ol>
        <p class="avoid">
          <strong>{c.avoid}</strong> {card.avoid}
        </p>
      </div>
      <dl class="how">
        <Row label={c.channels}>{channels(shown, group.strategy)}</Row>
        <Row label={c.offer}>{card.offer}</Row>
        <Row label={c.cadence}>{card.cadence}</Row>
        <Row label={c.measure}>
          <ul class="measures">
            {Object.entries(group.measures).map(([id, value]) => {
              const kpi = words.strategy.kpis[id];
              return (
                kpi && (
                  <li key={id}>
                    <Explain meaning={kpi.meaning}>{kpi.name}</Explain> <span class="now">{measureValue(shown, id, value)}</span>
                  </li>
                )
              );
            })}
          </ul>
        </Row>
        {group.clv && <Row label={c.money}>{stake(shown, group)}</Row>}
      </dl>
      <p class="acts">
        <button type="button" class="button" onClick={onList}>
          {c.list}
        </button>
        <button type="button" class="button" onClick={onSave}>
          {c.save}
        </button>
        <button type="button" class="button" onClick={() => void copy()}>
          {c.copy}
        </button>
        <span role="status">{copied ? c.copied : ""}</span>
      </p>
    </article>
  );
}

function Row({ label, children }: { label: string; children: JSX.Element | string }): JSX.Element {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function reason({ words, f, money }: Shown, group: Group): string {
  return words.result.card.reason({
    purchases: f.decimal(group.mean_purchases, 1),
    spend: money(group.mean_spend),
    silent: words.result.days(Math.round(group.mean_days_since_last_purchase)),
  });
}

function channels({ words }: Shown, strategy: string): string {
  return channelsOf(strategy).map((id) => words.strategy.channels[id] ?? id).join(" · ");
}

function stake({ words, about, report }: Shown, group: Group): string {
  const { clv, customers, at_risk } = group;
  if (!clv || customers === 0) return "";
  const c = words.result.card;
  const range = words.result.tiles.range(about(clv.low), about(clv.high));
  const text = c.stake(about(clv.value), range, about(clv.value / customers), report.options.horizon_days);
  return at_risk ? words.result.sentences([text, c.atRisk(about(at_risk))]) : text;
}

/** "now 38 %", or why it is not known. */
export function measureValue({ words, f, money }: Shown, id: string, value: number | null): string {
  const c = words.result.card;
  const kpi = Object.hasOwn(KPIS, id) ? KPIS[id as KpiId] : undefined;
  if (value === null || !kpi) return c.unknown(words.strategy.needs[kpi?.needs ?? "purchases"]);
  switch (kpi.kind) {
    case "share":
      return c.now(f.percent(value));
    case "days":
      return c.now(words.result.days(Math.round(value)));
    case "money":
      return c.now(money(value));
    case "count":
    case "ratio":
      return c.now(f.decimal(value, 1));
  }
}

/** The card as plain text, for a mail or a task list. */
export function cardText(shown: Shown, model: string, group: Group): string {
  const { words, f } = shown;
  const c = words.result.card;
  const card = words.strategy.cards[group.strategy];
  if (!card) return "";
  const line = (label: string, text: string) => c.colon(label, text);
  const measures = Object.entries(group.measures).flatMap(([id, value]) => {
    const kpi = words.strategy.kpis[id];
    return kpi ? [`- ${c.colon(kpi.name, measureValue(shown, id, value))}`] : [];
  });
  return [
    `${groupName(model, group.id, words)} – ${words.result.customers(group.customers)} (${f.percent(group.share)})`,
    line(c.goal, card.goal),
    line(c.why, reason(shown, group)),
    `${c.steps}:`,
    ...card.tactics.map((tactic, i) => `${i + 1}. ${tactic}`),
    line(c.channels, channels(shown, group.strategy)),
    line(c.offer, card.offer),
    line(c.cadence, card.cadence),
    `${c.measure}:`,
    ...measures,
    line(c.avoid, card.avoid),
    ...(group.clv ? [line(c.money, stake(shown, group))] : []),
  ].join("\n");
}
