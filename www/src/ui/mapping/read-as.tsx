// How the file is read, one line for each thing that the analysis stands on: what, from which column, how sure and why.

import type { JSX } from "preact";
import type { Choices, Column, Role } from "../../engine/messages.ts";
import { said } from "../../words/by-id.ts";
import { useWords } from "../language.ts";
import { doubtful, KEY_ROLES, SURE, type Reading } from "./logic.ts";

export interface ReadAsProps {
  reading: Reading;
  choices: Choices;
  onShow: (column: number) => void;
  onRole: (column: number, role: Role) => void;
}

export function ReadAs({ reading, choices, onShow, onRole }: ReadAsProps): JSX.Element {
  const { mapping } = useWords();
  return (
    <table class="read-as">
      <caption class="aside">{mapping.readAs.title}</caption>
      <thead class="aside">
        <tr>
          <th scope="col">{mapping.readAs.role}</th>
          <th scope="col">{mapping.readAs.column}</th>
          <th scope="col">{mapping.readAs.why}</th>
        </tr>
      </thead>
      <tbody>
        {KEY_ROLES.map((role) => (
          <Line key={role} role={role} reading={reading} choices={choices} onShow={onShow} onRole={onRole} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ role, reading, choices, onShow, onRole }: ReadAsProps & { role: (typeof KEY_ROLES)[number] }): JSX.Element {
  const words = useWords();
  const { mapping } = words;
  const columns = columnsOf(role, reading, choices);
  const check = columns.some((column) => doubtful(column, reading.roles[column.index] ?? "ignore"));
  const missing = columns.length === 0 && role !== "order";
  return (
    <tr class={missing ? "missing" : check ? "check" : undefined}>
      <th scope="row">{mapping.roles[role]}</th>
      <td>
        {columns.length === 0
          ? role === "order" ? <span class="second">{mapping.readAs.noOrder}</span> : <Choose role={role} reading={reading} onRole={onRole} />
          : columns.map((column, i) => (
              <span key={column.index}>
                {i > 0 && " × "}
                <button type="button" class="link" aria-label={mapping.readAs.show(column.name)} onClick={() => onShow(column.index)}>
                  {column.name}
                </button>
              </span>
            ))}
      </td>
      <td class="small second">{missing ? mapping.missing[role as "customer" | "date" | "amount"] : <Why columns={columns} reading={reading} />}</td>
    </tr>
  );
}

/** The one thing to do where a needed column is missing. */
function Choose({ role, reading, onRole }: Pick<ReadAsProps, "reading" | "onRole"> & { role: Role }): JSX.Element {
  const { mapping } = useWords();
  return (
    <select aria-label={mapping.roles[role]} value="" onChange={(event) => onRole(Number(event.currentTarget.value), role)}>
      <option value="">{mapping.readAs.none}</option>
      {reading.table?.columns.map((column) => (
        <option key={column.index} value={column.index}>
          {column.samples[0] ? `${column.name} (${column.samples[0]})` : column.name}
        </option>
      ))}
    </select>
  );
}

function Why({ columns, reading }: { columns: Column[]; reading: Reading }): JSX.Element {
  const { mapping, reading: words } = useWords();
  const [column] = columns;
  if (!column) return <></>;
  const byHand = columns.some((each) => reading.roles[each.index] !== each.role);
  if (byHand) return <>{mapping.readAs.byHand}</>;
  const least = Math.min(...columns.map((each) => each.confidence));
  const level = least >= 0.95 ? "sure" : least >= SURE ? "likely" : "check";
  const reason = said(words.reasons, column.reason.id, column.reason.facts, () => words.reasonUnknown);
  return (
    <>
      <span class={`level ${level}`}>{mapping.confidence[level]}</span> · {reason}
    </>
  );
}

function columnsOf(role: (typeof KEY_ROLES)[number], { table }: Reading, { mapping }: Choices): Column[] {
  const byQuantity = role === "amount" && mapping.amount === undefined;
  const indices = byQuantity ? [mapping.quantity, mapping.unit_price] : [mapping[role]];
  return indices.flatMap((index) => (index === undefined ? [] : (table?.columns[index] ?? [])));
}
