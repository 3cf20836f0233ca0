// `fit` and `score`: one model over a table of summaries, so that other tools' data can be held against ours.
// Contract models are fitted to tenures or to the survivors of a cohort.

import { readFileSync } from "node:fs";
import { fit, fitContract, score } from "../pkg/regulars.js";
import { unreadable, UsageError } from "./refusals.ts";

/** Columns `x,t_x,T` and, where they stand, `customers` (a weight) and `m_x` (mean repeat spend). */
interface Summaries {
  x: Uint32Array;
  t_x: Float64Array;
  T: Float64Array;
  customers: Float64Array | undefined;
  m_x: Float64Array | undefined;
}

/** The models of customers under contract. */
const CONTRACTS = new Set(["sbg", "bdw"]);

export function fitted(model: string, path: string): object {
  if (CONTRACTS.has(model)) return contract(model, path);
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

/** Columns `tenure` (whole periods) and `churned` (yes or no), or `period` and `survivors` of one cohort; `customers` is a weight. */
function contract(model: string, path: string): object {
  const { texts, column } = table(path);
  const survivors = column("survivors");
  if (survivors) {
    const period = column("period");
    if (!period) throw new UsageError(`${path} has no column period; it needs period and survivors.`);
    return fitContract(model, period, undefined, survivors) as object;
  }
  const tenure = column("tenure");
  const churned = texts("churned") ?? texts("churn");
  if (!tenure || !churned) throw new UsageError(`${path} needs the columns tenure and churned, or period and survivors.`);
  return fitContract(model, tenure, Uint8Array.from(churned, yes), column("customers")) as object;
}

function yes(text: string, i: number): number {
  if (/^(yes|y|true|t|1|churned|left)$/i.test(text)) return 1;
  if (/^(no|n|false|f|0|active|stayed)?$/i.test(text)) return 0;
  throw new UsageError(`churned on line ${i + 2} is neither yes nor no: ${text}`);
}

function summaries(path: string): Summaries {
  const { column } = table(path);
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

/** The columns of a plain CSV by name, upper and lower case alike where the name is a word. */
function table(path: string): { texts: (name: string) => string[] | undefined; column: (name: string) => Float64Array | undefined } {
  const [header = "", ...lines] = read(path).replace(/^\ufeff/, "").split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  const bare = (text: string | undefined): string => text?.trim().replace(/^"|"$/g, "") ?? "";
  const names = header.split(",").map(bare);
  const texts = (name: string): string[] | undefined => {
    // t_x and T are told apart by case only; words are not.
    const at = name.length > 3 ? names.findIndex((one) => one.toLowerCase() === name) : names.indexOf(name);
    return at < 0 ? undefined : lines.map((line) => bare(line.split(",")[at]));
  };
  const column = (name: string): Float64Array | undefined => {
    const values = texts(name);
    return values && Float64Array.from(values, (text, i) => number(text, i + 2, name));
  };
  return { texts, column };
}

function number(text: string, line: number, name: string): number {
  const value = Number(text);
  if (text === "" || Number.isNaN(value)) throw new UsageError(`${name} on line ${line} is not a number: ${text}`);
  return value;
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw unreadable(path, error);
  }
}
