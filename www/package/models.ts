// `fit` and `score`: one model over a table of summaries, so that other tools' data can be held against ours.
// Contract models are fitted to tenures or to the survivors of a cohort.

import { fit, fitContract, score } from "../pkg/regulars.js";
import { asEngineError } from "../src/engine/session.ts";
import { TableError } from "./refusals.ts";
import { Table } from "./table.ts";

/** The models of customers under contract. */
const CONTRACTS = new Set(["sbg", "bdw"]);
/** What a table of summaries is. */
const SUMMARIES = "It needs the columns x, t_x and T.";
const TENURES = "It needs the columns tenure and churned, or period and survivors.";

export function fitted(model: string, path: string): object {
  const table = new Table(path);
  if (CONTRACTS.has(model)) return inFile(table, () => contract(model, table));
  const { x, t_x, T } = summaries(table);
  const customers = table.has("customers") ? table.numbers("customers", SUMMARIES) : undefined;
  // A one-time buyer has no mean repeat spend; only the spend model looks at the others'.
  const m_x = model === "gamma-gamma" ? table.numbers("m_x", "gamma-gamma needs m_x, the mean repeat spend.", true) : undefined;
  return inFile(table, () => fit(model, x, t_x, T, customers, m_x) as object);
}

/** One CSV line per row, 17 significant digits: enough to give back the same number. */
export function scored(model: string, params: Float64Array, at: Float64Array, path: string): string {
  const table = new Table(path);
  const { x, t_x, T } = summaries(table);
  const answer = inFile(table, () => score(model, params, at, x, t_x, T)) as {
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
function contract(model: string, table: Table): object {
  if (table.has("survivors")) {
    return fitContract(model, table.numbers("period", TENURES), undefined, table.numbers("survivors", TENURES)) as object;
  }
  const tenure = table.numbers("tenure", TENURES);
  const churned = table.texts(table.has("churned") ? "churned" : "churn", TENURES);
  const customers = table.has("customers") ? table.numbers("customers", TENURES) : undefined;
  return fitContract(model, tenure, Uint8Array.from(churned, (text, i) => yes(text, i, table)), customers) as object;
}

function yes(text: string, i: number, table: Table): number {
  if (/^(yes|y|true|t|1|churned|left)$/i.test(text)) return 1;
  if (/^(no|n|false|f|0|active|stayed)?$/i.test(text)) return 0;
  throw table.refusal(i, "churned", text, "is neither yes nor no", "Write yes for those who have left, no for those still there.");
}

function summaries(table: Table): { x: Uint32Array; t_x: Float64Array; T: Float64Array } {
  const x = table.numbers("x", SUMMARIES);
  const odd = x.findIndex((value) => !Number.isInteger(value) || value < 0 || value > 0xffff_ffff);
  if (odd >= 0) throw table.refusal(odd, "x", String(x[odd]), "is not a count of purchases", "x counts repeat purchases in whole numbers from 0.");
  return { x: Uint32Array.from(x), t_x: table.numbers("t_x", SUMMARIES), T: table.numbers("T", SUMMARIES) };
}

/** What the engine says of a row, with the file and its line. */
function inFile<T>(table: Table, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof TableError) throw thrown;
    const error = asEngineError(thrown);
    throw error.line === null ? error : { ...error, file: table.path, line: table.lineOf(error.line - 1) };
  }
}
