// Tables as CSV for spreadsheets: RFC 4180, UTF-8 with a byte order mark, and no cell that a spreadsheet would run.

export type Cell = string | number | null;

/** Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers. As src/csv.rs. */
export function neutral(text: string): string {
  const formula = /^[=+\-@＝＋－＠\t\r\n]/.test(text) && !/^[+\-＋－](-*|[.,'%$€£¥￥\u00a0\u202f]*\d[\d.,'%$€£¥￥\u00a0\u202f]*(e[+-]?\d+)?)$/i.test(text);
  return formula ? `'${text}` : text;
}

function cell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = neutral(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvText(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

export function csvBlob(rows: readonly (readonly Cell[])[]): Blob {
  return new Blob(["\ufeff", csvText(rows)], { type: "text/csv;charset=utf-8" });
}
