// Made-up inspections for the tests of the page: what the engine could have said about a file.

import type { Column, Inspection, InspectedTable, Question, Role } from "../src/engine/messages.ts";

export function column(index: number, name: string, role: Role, confidence = 0.97, samples: string[] = []): Column {
  const kind = role === "date" ? "date" : role === "amount" || role === "quantity" || role === "unit_price" ? "decimal" : "text";
  return { index, name, role, confidence, reason: { id: "name", facts: { name } }, kind, samples };
}

export function table(columns: Column[], preview: string[][], more: Partial<InspectedTable> = {}): InspectedTable {
  return {
    name: "orders.csv", container: "text", encoding: "utf-8", encoding_confidence: 1, delimiter: ",", quote: "\"", header_line: 1,
    first_record_line: 2, columns, date: { order: "year_month_day", confidence: 0.99, ambiguous: false, misfits: 0, mixed: 0 },
    amount: { decimal_mark: ".", cents: false, power: 0, level: "row", confidence: 0.99, ambiguous: false, mixed: 0, misfits: 0 }, currencies: [], status: [], row_kinds: null, returns: null, all_returns: false, preview,
    sampled_rows: preview.length, sampled_all: true, notes: [], preset: null, ...more,
  };
}

export function inspection(tables: InspectedTable[], questions: Question[] = [], more: Partial<Inspection> = {}): Inspection {
  const mapping = Object.fromEntries((tables[0]?.columns ?? []).filter(({ role }) => role !== "ignore").map(({ role, index }) => [role, index]));
  return { tables, used: [0], joins: [], questions, proposed: { mapping }, refusal: null, ...more };
}

/** A file in which everything is clear. */
export const clear = (): Inspection =>
  inspection([
    table(
      [column(0, "order_id", "order"), column(1, "customer_id", "customer"), column(2, "paid_at", "date"), column(3, "total", "amount"), column(4, "city", "ignore", 0.5)],
      Array.from({ length: 12 }, (_, i) => [`A-${1000 + i}`, `C${100 + (i % 5)}`, `2024-03-${String(i + 1).padStart(2, "0")}`, (19.9 + i * 3.5).toFixed(2), i % 3 ? "Leeds" : ""]),
    ),
  ]);

/** A file that leaves several things open. */
export const unclear = (): Inspection =>
  inspection(
    [
      table(
        [
          column(0, "Nr", "order", 0.9), column(1, "Kunde", "customer", 0.71), column(2, "Datum", "date", 0.6), column(3, "Menge", "quantity", 0.93),
          column(4, "Einzelpreis <img src=x onerror=alert(1)>", "unit_price", 0.9), column(5, "Währung", "currency"), column(6, "Status", "status"),
          column(7, "Artikel", "product", 0.8), column(8, "Bemerkung zur Lieferung an die Filiale im Hof", "ignore", 0.5),
        ],
        Array.from({ length: 14 }, (_, i) => [
          `${4711 + i}`, `K-${(i * 7) % 5}`, `0${(i % 9) + 1}.0${((i * 3) % 9) + 1}.2024`, `${(i % 4) + 1}`, `${12 + i},50`, i % 4 ? "EUR" : "CHF",
          ["bezahlt", "storniert", "offen"][i % 3] ?? "", "Hemd, weiß", i === 3 ? "=cmd|' /C calc'!A0" : "",
        ]),
        {
          encoding: "windows-1252", encoding_confidence: 0.7, delimiter: ";", sampled_rows: 2000, sampled_all: false, header_line: 4,
          date: { order: "day_month_year", confidence: 0.55, ambiguous: true, misfits: 0, mixed: 0 },
          currencies: [{ currency: "EUR", rows: 1498 }, { currency: "CHF", rows: 502 }],
          status: [{ value: "bezahlt", rows: 1300, is_sale: true }, { value: "storniert", rows: 400, is_sale: false }, { value: "offen", rows: 300, is_sale: false }],
          notes: [{ id: "ids_trimmed", facts: { rows: 14 } }], preset: "shopify",
        },
      ),
    ],
    [
      {
        id: "date_order", table: 0, column: 2, proposed: "day_month_year",
        choices: [
          { id: "day_month_year", facts: { column: "Datum", sample: "03.04.2024", reads_as: "2024-04-03" } },
          { id: "month_day_year", facts: { column: "Datum", sample: "03.04.2024", reads_as: "2024-03-04" } },
        ],
      },
      {
        id: "customer", table: 0, column: 1, proposed: "1",
        choices: [{ id: "1", facts: { column: "Kunde", sample: "K-0" } }, { id: "0", facts: { column: "Nr", sample: "4711" } }],
      },
      { id: "currency", table: 0, column: 5, proposed: "EUR", choices: [] },
      { id: "status", table: 0, column: 6, proposed: "", choices: [] },
    ],
  );

/** As wide as files get. */
export const wide = (columns = 5000): Inspection =>
  inspection([
    table(
      Array.from({ length: columns }, (_, i) => column(i, i === 7 ? "customer" : i === 4000 ? "when" : i === 4999 ? "amount" : `q${i}`, i === 7 ? "customer" : i === 4000 ? "date" : i === 4999 ? "amount" : "ignore")),
      Array.from({ length: 12 }, (_, row) => Array.from({ length: columns }, (_, i) => `${row}.${i}`)),
    ),
  ]);

export const noCustomer = (): Inspection =>
  inspection(
    [table([column(0, "订单号", "order"), column(1, "下单时间", "date"), column(2, "实付金额", "amount")], [["20240101", "2024-01-01", "99.00"], ["20240102", "2024-01-02", "¥1,299.00"]])],
    [],
    { refusal: { code: "no_customer_column", file: "orders.csv", line: null, column: null, text: null, facts: {} } },
  );
