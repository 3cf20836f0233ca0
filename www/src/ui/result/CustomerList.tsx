// The customers of a group: a window over columns that stay in the engine. Only the rows in view exist as elements.

import type { JSX } from "preact";
import { useEffect, useId, useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import type { CustomerColumn, CustomerPage, CustomerQuery, ExportWhat } from "../../engine/messages.ts";
import { CustomerSheet } from "./CustomerSheet.tsx";
import { Pages, type ListQuery } from "./pages.ts";
import { groupName } from "./rules.ts";
import { saved, savedName } from "../save.ts";
import { useShown, type Shown } from "./shown.ts";
import { contentHeight, progressTo, ROW_HEIGHT, viewAt } from "./windowing.ts";

/** Whose list: a group of a model, or everybody. */
export interface Choice {
  model: string | null;
  group: string | null;
}

interface Props {
  choice: Choice;
  onChoice(choice: Choice): void;
  customers(query: CustomerQuery): Promise<CustomerPage>;
  exported(what: ExportWhat, query?: CustomerQuery): Promise<Blob>;
}

interface Column {
  id: CustomerColumn;
  width: number;
  number: boolean;
}

const BASE: readonly Column[] = [
  { id: "customer", width: 116, number: false },
  { id: "last_purchase", width: 104, number: false },
  { id: "days_since_last_purchase", width: 88, number: true },
  { id: "orders", width: 68, number: true },
  { id: "net", width: 100, number: true },
  { id: "r", width: 38, number: true },
  { id: "f", width: 38, number: true },
  { id: "m", width: 38, number: true },
  { id: "segment", width: 124, number: false },
];

const FORECAST: readonly Column[] = [
  { id: "p_alive", width: 92, number: true },
  { id: "expected_purchases", width: 104, number: true },
  { id: "clv", width: 104, number: true },
  { id: "clv_low", width: 76, number: true },
  { id: "clv_high", width: 76, number: true },
];

/** Rows in view without scrolling; the list is part of a page, not a page of its own. */
const ROWS_IN_VIEW = 15;

export function CustomerList({ choice, onChoice, customers, exported }: Props): JSX.Element {
  const shown = useShown();
  const { words, report } = shown;
  const l = words.result.list;
  const columns = useMemo(() => (report.models ? [...BASE, ...FORECAST] : BASE), [report]);
  const [search, setSearch] = useState("");
  const [sort, setSort] = useState<{ by: CustomerColumn; descending: boolean }>({ by: report.models ? "clv" : "net", descending: true });
  const [, redraw] = useReducer<number, void>((n) => n + 1, 0);
  const [progress, setProgress] = useState(0);
  const [active, setActive] = useState(0);
  const [tries, setTries] = useState(0);
  const [opened, setOpened] = useState<number | null>(null);
  const [told, setTold] = useState<CustomerColumn | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const before = useRef<Pages | null>(null);
  const id = useId();

  const query: ListQuery = { model: choice.model, group: choice.group, search, sort: sort.by, descending: sort.descending };
  const key = JSON.stringify(query);
  const asked = useMemo(() => new Pages(query, customers, () => redraw()), [key, report, tries]);
  // The old rows stay until the new list has begun, so that a sort does not blink.
  const pages = asked.total === null && !asked.failed && before.current ? before.current : asked;
  useEffect(() => {
    if (asked.total !== null) before.current = asked;
  });
  useEffect(() => () => asked.close(), [asked]);
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    setProgress(0);
    setActive(0);
    setOpened(null);
  }, [key]);

  const total = pages.total ?? 0;
  const viewport = Math.min(ROWS_IN_VIEW, Math.max(total, 1)) * ROW_HEIGHT;
  const view = viewAt(progress, total, viewport);
  useLayoutEffect(() => {
    asked.want(asked.total === null ? 0 : view.first, asked.total === null ? 0 : view.first + view.count);
  });

  const move = (wished: number) => {
    const row = Math.min(Math.max(wished, 0), Math.max(total - 1, 0));
    setActive(row);
    const to = progressTo(row, progress, total, viewport);
    const box = scroller.current;
    if (!box || to === progress) return;
    // Drawn with the key and not with the scroll event a frame later: until then the list would call itself settled.
    setProgress(to);
    box.scrollTop = to * (box.scrollHeight - box.clientHeight);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "Enter" && total > 0) return setOpened(active);
    if (event.key === "Escape") return setOpened(null);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: ROWS_IN_VIEW - 1, PageUp: 1 - ROWS_IN_VIEW, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(step === Infinity ? total - 1 : step === -Infinity ? 0 : active + step);
  };

  const name = choice.model && choice.group ? groupName(choice.model, choice.group, words) : l.everybody;
  const template = columns.map(({ width }) => `minmax(${width}px, ${width}fr)`).join(" ");
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const rows = Array.from({ length: view.count }, (_, i) => view.first + i);
  const busy = pages !== asked || pages.total === null || !rows.every((row) => pages.has(row));

  return (
    <section class="list" data-part="list" tabIndex={-1} aria-labelledby="list-title">
      <header class="part-head">
        <h2 id="list-title">{l.title}</h2>
        <label>
          {l.group}{" "}
          <select value={choice.group ? `${choice.model}/${choice.group}` : ""} onChange={(event) => onChoice(choiceOf(event.currentTarget.value))}>
            <option value="">{l.everybody}</option>
            {report.segments.map((model) => (
              <optgroup key={model.id} label={words.strategy.models[model.id]?.name ?? model.id}>
                {model.groups.filter((group) => group.customers > 0).map((group) => (
                  <option key={group.id} value={`${model.id}/${group.id}`}>
                    {groupName(model.id, group.id, words)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <label>
          {l.search} <input type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} autocomplete="off" spellcheck={false} />
        </label>
        <span role="status" class="second small">
          {pages.failed ? "" : pages.total === null ? l.loading : total === 0 ? l.none : l.shown(total)}
        </span>
      </header>
      {asked.failed ? (
        <p role="alert">
          {l.failed}{" "}
          <button type="button" class="button" onClick={() => setTries(tries + 1)}>
            {l.again}
          </button>
        </p>
      ) : (
        <div
          class="scroller"
          ref={scroller}
          role="grid"
          tabIndex={0}
          aria-label={l.caption(name)}
          aria-describedby={`${id}-hint`}
          aria-rowcount={total + 1}
          aria-colcount={columns.length}
          aria-activedescendant={total > 0 && active >= view.first && active < view.first + view.count ? `${id}-${active}` : undefined}
          aria-busy={busy}
          style={{ maxHeight: `${viewport + ROW_HEIGHT + 18}px` }}
          onScroll={({ currentTarget: box }) => setProgress(box.scrollTop / Math.max(1, box.scrollHeight - box.clientHeight))}
          onKeyDown={onKey}
        >
          <div class="content" role="presentation" style={{ height: `${contentHeight(total) + ROW_HEIGHT}px`, minWidth: `${width}px` }}>
            <div class="window" role="presentation" style={{ height: `${viewport + ROW_HEIGHT}px` }}>
              <div class="head line" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
                {columns.map((column) => (
                  <Head key={column.id} column={column} sort={sort} onSort={setSort} onTell={setTold} shown={shown} />
                ))}
              </div>
              <div class="rows" role="presentation">
                <div role="presentation" style={{ transform: `translateY(${view.shift}px)` }}>
                  {rows.map((row, at) => (
                    // Elements stay where they are and take other texts: making new ones costs most of a frame.
                    <div key={at} id={`${id}-${row}`} role="row" aria-rowindex={row + 2} aria-selected={row === active} class={row === active ? "line active" : "line"} style={{ gridTemplateColumns: template }} onClick={() => (setActive(row), setOpened(row))}>
                      {columns.map((column, i) => (
                        <span key={column.id} role={i === 0 ? "rowheader" : "gridcell"} class={column.number ? "number" : ""}>
                          {cellText(shown, column.id, pages.cell(row, column.id))}
                        </span>
                      ))}
                    </div>
                  ))}
                </div>
              </div>
            </div>
          </div>
        </div>
      )}
      {/* There before its text: a region that comes together with it is not read out. */}
      <div aria-live="polite">
        {opened !== null && pages.cell(opened, "customer") !== undefined && <CustomerSheet of={(column) => pages.cell(opened, column) ?? null} onClose={() => setOpened(null)} />}
      </div>
      <p id={`${id}-hint`} class="second small hint">
        {told ? words.result.card.colon(l.columns[told]?.name ?? told, l.columns[told]?.meaning ?? "") : l.hint}
      </p>
      <p class="acts">
        <button type="button" class="button" disabled={total === 0} onClick={() => void saved(exported("customers", { ...query, offset: 0, limit: total }), savedName(report.input.files[0], choice.group ?? l.file, "csv"))}>
          {l.save}
        </button>
      </p>
    </section>
  );
}

function choiceOf(value: string): Choice {
  const cut = value.indexOf("/");
  return cut < 0 ? { model: null, group: null } : { model: value.slice(0, cut), group: value.slice(cut + 1) };
}

type Sort = { by: CustomerColumn; descending: boolean };

function Head({ column, sort, onSort, onTell, shown }: { column: Column; sort: Sort; onSort(sort: Sort): void; onTell(column: CustomerColumn | null): void; shown: Shown }): JSX.Element {
  const name = shown.words.result.list.columns[column.id]?.name ?? column.id;
  const own = sort.by === column.id;
  const next: Sort = { by: column.id, descending: own ? !sort.descending : column.number };
  return (
    <span role="columnheader" class={column.number ? "number" : ""} aria-sort={own ? (sort.descending ? "descending" : "ascending") : "none"}>
      <button
        type="button"
        aria-label={shown.words.result.list.sortBy(name)}
        onClick={() => onSort(next)}
        onFocus={() => onTell(column.id)}
        onBlur={() => onTell(null)}
        onMouseEnter={() => onTell(column.id)}
        onMouseLeave={() => onTell(null)}
      >
        {own && <span aria-hidden="true">{sort.descending ? "↓ " : "↑ "}</span>}
        {name}
      </button>
    </span>
  );
}

/** A cell as text; whatever an id contains, it is only text. */
function cellText({ words, f }: Shown, column: CustomerColumn, value: string | number | null | undefined): string {
  if (value === undefined) return "…";
  if (value === null) return "–";
  switch (column) {
    case "segment":
      return groupName("rfm_11", String(value), words);
    case "lifecycle":
      return groupName("lifecycle_4", String(value), words);
    case "p_alive":
      return f.percent(Number(value));
    case "expected_purchases":
      return f.decimal(Number(value), 1);
    case "net":
      return f.money(value, null, 2);
    case "clv":
    case "clv_low":
    case "clv_high":
    case "expected_spend":
      return f.money(value, null, 0);
    default:
      return typeof value === "number" ? f.count(value) : value;
  }
}
