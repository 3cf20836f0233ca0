// A plain CSV of numbers, as `fit` and `score` take it.

import { readFileSync } from "node:fs";
import { TableError, unreadable } from "./refusals.ts";

export class Table {
  readonly #names: string[];
  readonly #rows: string[][];
  /** Line in the file of each row, from 1. */
  readonly #lines: number[] = [];

  constructor(readonly path: string) {
    const bare = (text: string): string => text.trim().replace(/^"|"$/g, "").trim();
    const rows: string[][] = [];
    for (const [at, line] of read(path).replace(/^\ufeff/, "").split(/\r\n|\n|\r/).entries()) {
      if (line.trim() === "") continue;
      rows.push(line.split(",").map(bare));
      this.#lines.push(at + 1);
    }
    this.#lines.shift();
    this.#names = rows.shift() ?? [];
    this.#rows = rows;
  }

  /** The line in the file, from 1, of a row, from 0. */
  lineOf(row: number): number | null {
    return this.#lines[row] ?? null;
  }

  has(name: string): boolean {
    return this.#places(name).length > 0;
  }

  /** A column as written. */
  texts(name: string, needed: string): string[] {
    const places = this.#places(name);
    const [at] = places;
    const wrong = at === undefined ? "no" : places.length > 1 ? "more than one" : undefined;
    if (at === undefined || wrong) {
      const message = `${this.path} has ${wrong} column ${name}.`;
      throw new TableError(message, `${needed} Columns are separated by commas and named in the first line.`, {
        file: this.path, line: null, column: name, text: null,
      });
    }
    return this.#rows.map((row) => row[at] ?? "");
  }

  /** A column of decimal numbers; where gaps are allowed, what is missing is NaN. */
  numbers(name: string, needed: string, gaps = false): Float64Array {
    const missing = (text: string): boolean => gaps && /^(nan|na|null)?$/i.test(text);
    return Float64Array.from(this.texts(name, needed), (text, row) => {
      if (missing(text)) return NaN;
      if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
      throw this.refusal(row, name, text, text === "" ? "is missing" : "is not a number", "Numbers are written like 12, 0.5 or 1e-3.");
    });
  }

  refusal(row: number, column: string, text: string, what: string, hint: string): TableError {
    const line = this.lineOf(row);
    const message = `${column} on line ${line} ${what}${text === "" ? "" : `: ${text}`}.`;
    return new TableError(message, hint, { file: this.path, line, column, text });
  }

  #places(name: string): number[] {
    // t_x and T are told apart by case only; words are not.
    const same = name.length > 3 ? (one: string) => one.toLowerCase() === name : (one: string) => one === name;
    return this.#names.flatMap((one, at) => (same(one) ? [at] : []));
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw unreadable(path, error);
  }
}
