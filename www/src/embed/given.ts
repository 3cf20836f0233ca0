// Tables in the shapes a host has them, as the files and choices the engine takes.

import { withNamed } from "../engine/mapping.ts";
import type { Inspection, Mapping } from "../engine/messages.ts";
import { LIMITS, type Given, type Named } from "./messages.ts";

/** Why a table cannot be taken; `code` is one of the protocol's. */
export class NotGiven extends Error {
  constructor(readonly code: "bad_message" | "too_large", message: string) {
    super(message);
  }
}

/** The files that a message or a call holds. */
export function filesOf(given: Given): File[] {
  const name = typeof given.name === "string" && given.name !== "" ? given.name.slice(0, 200) : "table.csv";
  const files = given.files ?? [fileOf(given, name)];
  if (!Array.isArray(files) || files.length === 0) throw new NotGiven("bad_message", "files must be a list of files");
  if (files.length > LIMITS.files) throw new NotGiven("too_large", `more than ${LIMITS.files} files`);
  return files.map((file: unknown) => asFile(file, name));
}

/** A Blob has no name, and a table is known by its own. */
function asFile(file: unknown, name: string): File {
  if (!(file instanceof Blob)) throw new NotGiven("bad_message", "files must be a list of files");
  return file instanceof File ? file : new File([file], name);
}

function fileOf({ csv, bytes, file, rows, columns, header }: Given, name: string): File {
  if (typeof csv === "string") return within(csv, name);
  if (file instanceof Blob) return asFile(file, name);
  if (bytes instanceof ArrayBuffer || ArrayBuffer.isView(bytes)) return within(bytes as BlobPart, name);
  if (Array.isArray(rows)) return within(csvOfRows(rows, header), name);
  if (typeof columns === "object" && columns !== null) return within(csvOfColumns(columns), name);
  throw new NotGiven("bad_message", "give one of csv, bytes, file, files, rows, columns");
}

/** A message stays in memory as a whole; a file does not, and has no limit. */
function within(content: BlobPart, name: string): File {
  const file = new File([content], name);
  limitBytes(file.size);
  return file;
}

function limitBytes(size: number): void {
  if (size > LIMITS.bytes) throw new NotGiven("too_large", `more than ${LIMITS.bytes} bytes; hand over a File instead`);
}

/**
 * Rows as CSV. Objects: the columns are the keys of all of them, in the order they first appear; what JSON nests is
 * flattened one level (`{"customer":{"id":7}}` → `customer.id`), as form tools nest people and departments.
 */
export function csvOfRows(rows: readonly unknown[], header?: readonly string[]): string {
  limitRows(rows.length);
  if (rows.every(Array.isArray)) {
    const width = Math.max(0, ...rows.slice(0, 1000).map((row) => (row as unknown[]).length));
    limitColumns(header?.length ?? width);
    const names = header ?? Array.from({ length: width }, (_, i) => `column ${i + 1}`);
    return csvOf(names, rows as unknown[][]);
  }
  const places = new Map<string, number>();
  const lines = rows.map((row) => {
    if (typeof row !== "object" || row === null) throw new NotGiven("bad_message", "a row must be an object or a list");
    const line: unknown[] = [];
    for (const [name, value] of Object.entries(lifted(row)).flatMap(flat)) {
      let place = places.get(name);
      if (place === undefined) {
        place = places.size;
        limitColumns(place + 1);
        places.set(name, place);
      }
      line[place] = value;
    }
    return line;
  });
  return csvOf([...places.keys()], lines);
}

export function csvOfColumns(columns: Record<string, ArrayLike<unknown>>): string {
  const names = Object.keys(columns);
  limitColumns(names.length);
  const lists = names.map((name) => {
    const list = columns[name];
    if (list === undefined || typeof list === "string" || typeof list.length !== "number") {
      throw new NotGiven("bad_message", "a column must be a list");
    }
    return list;
  });
  const length = lists[0]?.length ?? 0;
  if (lists.some((list) => list.length !== length)) throw new NotGiven("bad_message", "columns must have one length");
  limitRows(length);
  return csvOf(names, Array.from({ length }, (_, row) => lists.map((list) => list[row])));
}

function limitRows(count: number): void {
  if (count > LIMITS.rows) throw new NotGiven("too_large", `more than ${LIMITS.rows} rows; hand over a File instead`);
}

function limitColumns(count: number): void {
  if (count > LIMITS.columns) throw new NotGiven("too_large", `more than ${LIMITS.columns} columns`);
}

/** Airtable and Feishu keep what the user typed under `fields`, beside their own ids. */
function lifted(row: object): object {
  const { fields, ...own } = row as { fields?: unknown };
  return typeof fields === "object" && fields !== null && !Array.isArray(fields) ? { ...own, ...fields } : row;
}

function flat([name, value]: [string, unknown]): [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Date) return [[name, value]];
  return Object.entries(value).map(([inner, one]) => [`${name}.${inner}`, one]);
}

/** RFC 4180, lines end with CRLF; a row shorter than the header is filled up. */
function csvOf(names: readonly string[], rows: readonly unknown[][]): string {
  const lines = [names.map(cell).join(",")];
  let length = 0;
  for (const row of rows) {
    const line = names.map((_, i) => cell(row[i])).join(",");
    // A letter is a byte at least: what is too long here need not be put together, which a text of that length might not survive.
    limitBytes((length += line.length));
    lines.push(line);
  }
  return `${lines.join("\r\n")}\r\n`;
}

function cell(value: unknown): string {
  const text = textOf(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString();
  if (Array.isArray(value)) return value.map(textOf).join(";");
  if (typeof value === "object") return labelOf(value as Record<string, unknown>);
  return String(value);
}

/** People, choices and rich texts of form tools are objects; what the user sees of them is one of these. */
function labelOf(value: Record<string, unknown>): string {
  const label = value["text"] ?? value["name"] ?? value["label"] ?? value["value"];
  return typeof label === "string" || typeof label === "number" ? String(label) : JSON.stringify(value);
}

/** The proposed columns with the named ones in their place. */
export function mappingOf(inspection: Inspection, named: Named): Mapping {
  const columns = inspection.tables[inspection.used[0] ?? 0]?.columns ?? [];
  const found = Object.entries(named).map(([role, wanted]) => {
    const column = columns.find((one) => one.name === wanted) ?? columns.find((one) => one.index === wanted);
    if (!column) throw new NotGiven("bad_message", `there is no column ${String(wanted).slice(0, 100)} for ${role}`);
    return [role, column.index];
  });
  return withNamed(inspection.proposed.mapping, Object.fromEntries(found));
}
