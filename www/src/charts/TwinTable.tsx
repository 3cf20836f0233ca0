// A chart's numbers as a table.

import type { JSX } from "preact";
import { useWords } from "../ui/language.ts";

/** A head row and rows; texts stand left, numbers right. */
export interface Twin {
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

export function TwinTable({ table, caption }: { table: Twin; caption: string }): JSX.Element {
  const { f } = useWords();
  const side = (column: number) => (typeof table.rows[0]?.[column] === "number" ? "number" : "");
  return (
    <div class="twin" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <thead>
          <tr>
            {table.head.map((text, i) => (
              <th key={text} scope="col" class={side(i)}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i}>
              {row.map((value, column) => (
                <td key={column} class={side(column)}>
                  {typeof value === "number" ? f.decimal(value, 2) : value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
