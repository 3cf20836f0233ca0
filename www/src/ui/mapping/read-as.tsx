// How the file is read, one line for each thing that the analysis stands on: what, from which column, how sure and why.

import type { JSX } from "preact";
import type { Role } from "../../engine/messages.ts";
import { said } from "../../words/by-id.ts";
import { useWords } from "../language.ts";
import { doubtful, KEY_ROLES, SURE, type Reading, type Source } from "./logic.ts";

export interface ReadAsProps {
  reading: Reading;
  onShow: (column: number) => void;
  onRole: (column: number, role: Role) => void;
}

export function ReadAs(props: ReadAsProps): JSX.Element {
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
          <Line key={role} role={role} {...props} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ role, reading, onShow, onRole }: ReadAsProps & { role: (typeof KEY_ROLES)[number] }): JSX.Element {
  const { mapping } = useWords();
  const sources = sourcesOf(role, reading);
  const check = sources.some((source) => !source.joined && doubtful(source.column, reading.roles[source.column.index] ?? "ignore"));
  if (role !== "order" && sources.length === 0)
    return (
      <tr class="missing">
        <th scope="row">{mapping.roles[role]}</th>
        <td>
          <Choose role={role} reading={reading} onRole={onRole} />
        </td>
        <td class="small">{mapping.missing[role]}</td>
      </tr>
    );
  return (
    <tr class={check ? "check" : undefined}>
      <th scope="row">{mapping.roles[role]}</th>
      <td>
        {sources.length === 0 && <span class="second">{mapping.readAs.noOrder}</span>}
        {sources.map(({ table, column, joined }, i) => (
          <span key={i}>
            {i > 0 && " × "}
            {joined ? (
              mapping.readAs.joined(column.name, table.name)
            ) : (
              <button type="button" class="link" aria-label={mapping.readAs.show(column.name)} onClick={() => onShow(column.index)}>
                {column.name}
              </button>
            )}
          </span>
        ))}
      </td>
      <td class="small second">
        <Why sources={sources} reading={reading} />
      </td>
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

function Why({ sources, reading }: { sources: Source[]; reading: Reading }): JSX.Element {
  const { mapping, reading: words } = useWords();
  const [first] = sources;
  if (!first) return <></>;
  const byHand = sources.some(({ column, joined }) => !joined && reading.roles[column.index] !== column.role);
  if (byHand) return <>{mapping.readAs.byHand}</>;
  const least = Math.min(...sources.map(({ column }) => column.confidence));
  const level = least >= 0.95 ? "sure" : least >= SURE ? "likely" : "check";
  const { id, facts } = first.column.reason;
  return (
    <>
      <span class={`level ${level}`}>{mapping.confidence[level]}</span> · {said(words.reasons, id, facts, () => words.reasonUnknown)}
    </>
  );
}

function sourcesOf(role: (typeof KEY_ROLES)[number], { from }: Reading): Source[] {
  const roles: Role[] = role === "amount" && !from.amount ? ["quantity", "unit_price"] : [role];
  return roles.flatMap((each) => from[each] ?? []);
}
