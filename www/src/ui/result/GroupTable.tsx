// The product: one row per group, what it is, what it brings, and what to do about it. A row opens to the full card.

import { Fragment, type JSX } from "preact";
import { useState } from "preact/hooks";
import type { CustomerQuery, ExportWhat } from "../../engine/messages.ts";
import type { Group, SegmentModel } from "../../engine/report.ts";
import { channelsOf } from "../../words/catalogue.ts";
import { csvBlob, type Cell } from "./csv.ts";
import { Explain } from "./Explain.tsx";
import { groupName, ruleInWords } from "./rules.ts";
import { save, saved, savedName } from "../save.ts";
import { useShown, type Shown } from "./shown.ts";
import { measureValue, StrategyCard } from "./StrategyCard.tsx";

interface Props {
  model: SegmentModel;
  onModel(id: string): void;
  follow(to: string): void;
  onSettings(): void;
  exported(what: ExportWhat, query?: CustomerQuery): Promise<Blob>;
}

/** What to do first stands first; equal priorities keep the engine's order. */
export function byPriority(groups: readonly Group[]): Group[] {
  return groups.filter((group) => group.customers > 0).sort((a, b) => a.priority - b.priority);
}

export function GroupTable({ model, onModel, follow, onSettings, exported }: Props): JSX.Element {
  const shown = useShown();
  const { words, f, report, money, about } = shown;
  const g = words.result.groups;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const groups = byPriority(model.groups);
  const withClv = groups.some((group) => group.clv);
  const most = Math.max(...groups.map((group) => group.revenue_share), 0.0001);
  const columns = 7 + Number(withClv);
  const toggle = (id: string) => setOpen((now) => (now.has(id) ? new Set([...now].filter((one) => one !== id)) : new Set([...now, id])));
  const allOpen = groups.every((group) => open.has(group.id));

  const saveList = (group: Group): Promise<void> => {
    const query: CustomerQuery = { model: model.id, group: group.id, search: "", sort: withClv ? "clv" : "net", descending: true, offset: 0, limit: group.customers };
    return saved(exported("customers", query), savedName(report.input.files[0], group.id, "csv"));
  };

  return (
    <section class="groups" data-part="groups" tabIndex={-1} aria-labelledby="groups-title">
      <header class="part-head">
        <h2 id="groups-title">{g.title}</h2>
        <label>
          {g.model}{" "}
          <select value={model.id} onChange={(event) => onModel(event.currentTarget.value)}>
            {report.segments.map(({ id }) => (
              <option key={id} value={id}>
                {words.strategy.models[id]?.name ?? id}
              </option>
            ))}
          </select>
        </label>
      </header>
      <p class="second small">
        {words.strategy.models[model.id]?.note}
        {model.id === "lifecycle_4" && (
          <>
            {" "}
            {g.lapse(report.lapse)}{" "}
            <button type="button" class="link" onClick={onSettings}>
              {g.change}
            </button>
          </>
        )}
      </p>
      <table class="plan" role="table" aria-label={g.caption(words.strategy.models[model.id]?.name ?? model.id)}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">{g.columns.group}</th>
            <th role="columnheader" scope="col" class="number">{g.columns.customers}</th>
            <th role="columnheader" scope="col" class="number">{g.columns.revenue}</th>
            <th role="columnheader" scope="col" class="number"><Explain meaning={g.meanings.silent}>{g.columns.silent}</Explain></th>
            <th role="columnheader" scope="col" class="number"><Explain meaning={g.meanings.purchases}>{g.columns.purchases}</Explain></th>
            <th role="columnheader" scope="col" class="number"><Explain meaning={g.meanings.spend}>{g.columns.spend}</Explain></th>
            {withClv && <th role="columnheader" scope="col" class="number"><Explain meaning={g.meanings.expected}>{g.columns.expected}</Explain></th>}
            <th role="columnheader" scope="col">{g.columns.todo}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {groups.map((group) => {
            const name = groupName(model.id, group.id, words);
            const card = words.strategy.cards[group.strategy];
            const isOpen = open.has(group.id);
            return (
              <Fragment key={group.id}>
                <tr role="row" class={isOpen ? "open" : ""}>
                  <th role="rowheader" scope="row">
                    <span class="name">{name}</span>
                    <span class="meaning">{words.strategy.groups[model.id]?.[group.id]?.meaning}</span>
                    <span class="rule">{ruleInWords(model.id, group, report.rfm, words)}</span>
                  </th>
                  <td role="cell" class="number" data-label={g.columns.customers}>
                    <button type="button" class="link" onClick={() => follow(`list/${model.id}/${group.id}`)}>
                      {f.count(group.customers)}
                    </button>
                    <small>{f.percent(group.share)}</small>
                  </td>
                  <td role="cell" class="number" data-label={g.columns.revenue}>
                    {money(group.revenue)}
                    <small>{f.percent(group.revenue_share)}</small>
                    <Bar share={group.revenue_share / most} />
                  </td>
                  <td role="cell" class="number" data-label={g.columns.silent}>{f.count(group.mean_days_since_last_purchase)}</td>
                  <td role="cell" class="number" data-label={g.columns.purchases}>{f.decimal(group.mean_purchases, 1)}</td>
                  <td role="cell" class="number" data-label={g.columns.spend}>{money(group.mean_spend)}</td>
                  {withClv && (
                    <td role="cell" class="number" data-label={g.columns.expected}>
                      {group.clv ? about(group.clv.value) : "–"}
                      {group.clv && <small>{words.result.tiles.range(about(group.clv.low), about(group.clv.high))}</small>}
                    </td>
                  )}
                  <td role="cell" class="todo">
                    <button type="button" class="open-card" aria-expanded={isOpen} onClick={() => toggle(group.id)}>
                      <span class="rank">{g.priority[group.priority]}</span>
                      <strong>
                        {card?.goal} <span class="aside">{name}</span>
                      </strong>
                      <span class="mark" aria-hidden="true" />
                    </button>
                    <span class="first">{card?.tactics[0]}</span>
                  </td>
                </tr>
                {isOpen && (
                  <tr role="row" class="card-row">
                    <td role="cell" colSpan={columns}>
                      <StrategyCard model={model.id} group={group} onList={() => follow(`list/${model.id}/${group.id}`)} onSave={() => void saveList(group)} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {model.absent.length > 0 && (
        <ul class="absent">
          {model.absent.map(({ id, reason }) => {
            const make = words.strategy.absent[reason];
            return make && <li key={id}>{make(groupName(model.id, id, words))}</li>;
          })}
        </ul>
      )}
      <p class="acts">
        <button type="button" class="button" onClick={() => setOpen(allOpen ? new Set() : new Set(groups.map(({ id }) => id)))}>
          {allOpen ? g.closeAll : g.openAll}
        </button>
        <button type="button" class="button" onClick={() => save(csvBlob(planRows(shown, model)), savedName(report.input.files[0], g.file, "csv"))}>
          {g.csv}
        </button>
        <button type="button" class="button" onClick={() => void saved(exported("report"), savedName(report.input.files[0], "report", "json"))}>
          {g.json}
        </button>
        <button type="button" class="button" onClick={() => window.print()}>
          {g.print}
        </button>
      </p>
    </section>
  );
}

/** A share as a bar; the number stands beside it. */
function Bar({ share }: { share: number }): JSX.Element {
  return (
    <svg class="share-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect width={Math.round(share * 1000) / 10} height="4" />
    </svg>
  );
}

/** The table as rows of a file, in the reader's language, with the whole card of each group. */
export function planRows(shown: Shown, model: SegmentModel): Cell[][] {
  const { words, report } = shown;
  const { groups: g, card: c } = words.result;
  const head: Cell[] = [
    g.columns.group, "rule", g.columns.customers, "%", g.columns.revenue, "%", g.columns.silent, g.columns.purchases, g.columns.spend,
    g.columns.expected, "5 %", "95 %", c.goal, c.steps, c.channels, c.offer, c.measure, c.cadence, c.avoid,
  ];
  const rows = byPriority(model.groups).map((group): Cell[] => {
    const card = words.strategy.cards[group.strategy];
    const measures = Object.entries(group.measures).map(([id, value]) => c.colon(words.strategy.kpis[id]?.name ?? id, measureValue(shown, id, value)));
    return [
      groupName(model.id, group.id, words),
      ruleInWords(model.id, group, report.rfm, words),
      group.customers,
      percentNumber(group.share),
      Number(group.revenue),
      percentNumber(group.revenue_share),
      tidy(group.mean_days_since_last_purchase),
      tidy(group.mean_purchases),
      tidy(group.mean_spend),
      group.clv ? tidy(group.clv.value) : null,
      group.clv ? tidy(group.clv.low) : null,
      group.clv ? tidy(group.clv.high) : null,
      card?.goal ?? "",
      card?.tactics.join(" ") ?? "",
      channelsOf(group.strategy).map((id) => words.strategy.channels[id] ?? id).join(", "),
      card?.offer ?? "",
      measures.join("; "),
      card?.cadence ?? "",
      card?.avoid ?? "",
    ];
  });
  return [head, ...rows];
}

const tidy = (value: number): number => Math.round(value * 100) / 100;
const percentNumber = (share: number): number => Math.round(share * 1000) / 10;
