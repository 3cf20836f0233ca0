// How the file was opened, tucked away: right nearly always, and changeable when not.

import type { JSX } from "preact";
import type { AmountLevel, Choices, InspectedTable, LayoutChoice } from "../../engine/messages.ts";
import { useWords } from "../language.ts";
import { nameOf } from "../lookups.ts";

const LEVELS = ["row", "first_line", "each_line"] as const;
const DELIMITERS = [",", ";", "\t", "|"] as const;
const DATE_ORDERS = ["year_month_day", "year_day_month", "day_month_year", "month_day_year", "slash_day_first", "slash_month_first", "excel_serial", "epoch_seconds", "epoch_millis"] as const;

export interface LayoutProps {
  table: InspectedTable;
  choices: Choices;
  /** The file is being looked at again. */
  reading: boolean;
  onChoose: (change: Partial<Choices>) => void;
  onReread: (change: LayoutChoice) => void;
}

export function LayoutFields({ table, choices, reading, onChoose, onReread }: LayoutProps): JSX.Element {
  const { mapping } = useWords();
  const { layout } = mapping;
  // A workbook has neither an encoding nor a delimiter of its own.
  const isText = table.container === "text" || table.container === "gzip" || table.container === "zip";
  const delimiterName = nameOf(layout.delimiters, table.delimiter, layout.otherDelimiter(table.delimiter));
  const header = table.header_line === null ? layout.noHeader : layout.headerAt(table.header_line);
  const encodings = Object.keys(mapping.encodings);
  const encoding = table.encoding.toLowerCase();
  return (
    <details class="layout">
      <summary>
        {layout.title}{" "}
        <span class="small second">
          {layout.summary(isText ? nameOf(mapping.encodings, encoding, table.encoding) : table.container, isText ? delimiterName : null, header)}
        </span>
      </summary>
      <p class="small second" role="status">
        {reading ? layout.rereading : ""}
      </p>
      <div class="fields">
        {isText && (
          <label>
            <span>{layout.encoding}</span>
            <select value={encoding} disabled={reading} onChange={(event) => onReread({ encoding: event.currentTarget.value })}>
              {!encodings.includes(encoding) && <option value={encoding}>{table.encoding}</option>}
              {encodings.map((id) => (
                <option key={id} value={id}>
                  {nameOf(mapping.encodings, id)}
                </option>
              ))}
            </select>
            <span class="small second">{layout.encodingGuess(table.encoding_confidence)}</span>
          </label>
        )}
        {isText && (
          <label>
            <span>{layout.delimiter}</span>
            <select value={table.delimiter} disabled={reading} onChange={(event) => onReread({ delimiter: event.currentTarget.value })}>
              {!(DELIMITERS as readonly string[]).includes(table.delimiter) && <option value={table.delimiter}>{delimiterName}</option>}
              {DELIMITERS.map((mark) => (
                <option key={mark} value={mark}>
                  {nameOf(layout.delimiters, mark)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          <span>{layout.header}</span>
          <select value={table.header_line === null ? "no" : "yes"} disabled={reading} onChange={(event) => onReread({ header: event.currentTarget.value === "yes" })}>
            <option value="yes">{layout.headerYes}</option>
            <option value="no">{layout.headerNo}</option>
          </select>
        </label>
        <label>
          <span>{layout.dateOrder}</span>
          <select
            value={choices.date_order ?? table.date?.order ?? ""}
            onChange={(event) => onChoose({ date_order: event.currentTarget.value as NonNullable<Choices["date_order"]> })}
          >
            {!choices.date_order && !table.date && <option value="">{layout.asGuessed}</option>}
            {DATE_ORDERS.map((order) => (
              <option key={order} value={order}>
                {mapping.dateOrders[order]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{layout.decimalMark}</span>
          <select
            value={choices.decimal_mark ?? table.amount?.decimal_mark ?? "."}
            onChange={(event) => onChoose({ decimal_mark: event.currentTarget.value === "," ? "," : "." })}
          >
            <option value=".">{layout.point}</option>
            <option value=",">{layout.comma}</option>
          </select>
        </label>
        <label>
          <span>{layout.cents}</span>
          <select
            value={(choices.cents ?? table.amount?.cents ?? false) ? "cents" : "whole"}
            onChange={(event) => onChoose({ cents: event.currentTarget.value === "cents" })}
          >
            <option value="whole">{layout.wholeUnits}</option>
            <option value="cents">{layout.centUnits}</option>
          </select>
        </label>
        {choices.mapping.order !== undefined && (
          <label>
            <span>{layout.level}</span>
            <select
              value={choices.level ?? table.amount?.level ?? "row"}
              onChange={(event) => onChoose({ level: event.currentTarget.value as AmountLevel })}
            >
              {LEVELS.map((level) => (
                <option key={level} value={level}>
                  {layout.levels[level]}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <label class="choice">
        <input type="checkbox" checked={choices.drop_duplicates ?? false} onChange={(event) => onChoose({ drop_duplicates: event.currentTarget.checked })} />
        <span>{layout.duplicates}</span>
      </label>
    </details>
  );
}
