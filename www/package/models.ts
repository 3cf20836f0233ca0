// `fit` and `score`: one model over a table of summaries, so that other tools' data can be held against ours.

import { readFileSync } from "node:fs";
import { fit, score } from "../pkg/regulars.js";
import { unreadable, UsageError } from "./refusals.ts";

/** Columns `x,t_x,T` and, where they stand, `customers` (a weight) and `m_x` (mean repeat spend). */
interface Summaries {
  x: Uint32Array;
  t_x: Float64Array;
  T: Float64Array;
  customers: Float64Array | undefined;
  m_x: Float64Array | undefined;
}

export function fitted(model: string, path: string): object {
  const { x, t_x, T, customers, m_x } = summaries(path);
  return fit(model, x, t_x, T, customers, m_x) as object;
}

/** One CSV line per row, 17 significant digits: enough to give back the same number. */
export function scored(model: string, params: Float64Array, at: Float64Array, path: string): string {
  const { x, t_x, T } = summaries(path);
  const answer = score(model, params, at, x, t_x, T) as {
    log_likelihood: number[];
    p_alive: number[];
    expected_purchases: number[][];
  };
  const header = ["x", "t_x", "T", "log_likelihood", "p_alive", ...Array.from(at, (t) => `expected_purchases_${t}`)];
  const lines = Array.from(x, (_, i) =>
    [
      x[i], t_x[i], T[i],
      ...[answer.log_likelihood[i], answer.p_alive[i], ...answer.expected_purchases.map((column) => column[i])].map(digits),
    ].join(","),
  );
  return `${[header.join(","), ...lines].join("\n")}\n`;
}

const digits = (value: number | undefined): string => (value ?? NaN).toPrecision(17);

function summaries(path: string): Summaries {
  const [header = "", ...lines] = read(path).replace(/^\ufeff/, "").split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  const names = header.split(",").map((name) => name.trim().replace(/^"|"$/g, ""));
  const column = (name: string): Float64Array | undefined => {
    const at = names.indexOf(name);
    if (at < 0) return undefined;
    return Float64Array.from(lines, (line, i) => number(line.split(",")[at], i + 2, name));
  };
  const needed = (name: string): Float64Array => {
    const values = column(name);
    if (!values) throw new UsageError(`${path} has no column ${name}; it needs x, t_x and T.`);
    return values;
  };
  const x = needed("x");
  const odd = x.findIndex((value) => !Number.isInteger(value) || value < 0 || value > 0xffff_ffff);
  if (odd >= 0) throw new UsageError(`x on line ${odd + 2} is not a count of purchases: ${x[odd]}`);
  return { x: Uint32Array.from(x), t_x: needed("t_x"), T: needed("T"), customers: column("customers"), m_x: column("m_x") };
}

function number(text: string | undefined, line: number, name: string): number {
  const value = Number(text?.trim().replace(/^"|"$/g, ""));
  if (!text?.trim() || Number.isNaN(value)) throw new UsageError(`${name} on line ${line} is not a number: ${text ?? ""}`);
  return value;
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw unreadable(path, error);
  }
}
