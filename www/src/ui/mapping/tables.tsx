// Several tables: which are read, and which belong together.

import type { JSX } from "preact";
import type { Choices, Inspection, ProposedJoin } from "../../engine/messages.ts";
import { useWords } from "../language.ts";
import { joining, using } from "./logic.ts";

export interface TablesProps {
  inspection: Inspection;
  choices: Choices;
  onChoose: (change: Partial<Choices>) => void;
}

export function Tables({ inspection, choices, onChoose }: TablesProps): JSX.Element | null {
  const { mapping, f } = useWords();
  const { tables } = inspection;
  if (tables.length < 2) return null;
  const used = new Set(choices.used ?? inspection.used);
  const toggle = (index: number): void => {
    // The first one says how all are read: the engine's order stays.
    const order = [...new Set([...inspection.used, ...tables.keys()])];
    const next = order.filter((i) => (i === index ? !used.has(i) : used.has(i)));
    if (next.length > 0) onChoose(using(next, choices, inspection));
  };
  const list = tables.map(({ name, sampled_rows, sampled_all }, i) => (
    <label key={i} class="choice">
      <input type="checkbox" checked={used.has(i)} aria-describedby={used.size === 1 && used.has(i) ? "one-table" : undefined} onChange={() => toggle(i)} />
      <span>{mapping.tables.use(name, sampled_rows, sampled_all)}</span>
    </label>
  ));
  return (
    <details class="question" open={tables.length <= 6}>
      <summary>
        <strong>{mapping.tables.title}</strong> <span class="small second">({f.count(tables.length)})</span>
      </summary>
      {used.size > 1 && <p class="small second">{mapping.tables.same(used.size)}</p>}
      <div class="values">{list}</div>
      {used.size === 1 && (
        <p id="one-table" class="small second">
          {mapping.tables.atLeastOne}
        </p>
      )}
    </details>
  );
}

export function Joins({ inspection, choices, onChoose }: TablesProps): JSX.Element | null {
  const { mapping } = useWords();
  if (inspection.joins.length === 0) return null;
  const joins = choices.joins ?? inspection.proposed.joins ?? [];
  const same = (a: ProposedJoin, b: ProposedJoin): boolean => a.table === b.table && a.column === b.column && a.to === b.to && a.to_column === b.to_column;
  const toggle = (join: ProposedJoin): void => {
    const on = joins.some((each) => same(each, join));
    onChoose(joining(inspection.joins.filter((each) => (same(each, join) ? !on : joins.some((kept) => same(kept, each)))), inspection));
  };
  const nameOf = (table: number): string => inspection.tables[table]?.name ?? "";
  const columnOf = (table: number, column: number): string => inspection.tables[table]?.columns[column]?.name ?? "";
  return (
    <fieldset class="question">
      <legend>{mapping.joins.title}</legend>
      {inspection.joins.map((join, i) => (
        <label key={i} class="choice">
          <input type="checkbox" checked={joins.some((each) => same(each, join))} onChange={() => toggle(join)} />
          <span>
            {join.returns === true
              ? mapping.joins.returns(nameOf(join.to), join.matched)
              : mapping.joins.found(nameOf(join.table), columnOf(join.table, join.column), nameOf(join.to), columnOf(join.to, join.to_column), join.matched)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
