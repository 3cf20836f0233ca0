// The library: a table in, the report out, in a page, in a worker and in Node. Nothing is fetched and nothing is sent.

import type { Answers, Ask, Choices, CustomerPage, CustomerQuery, ExportWhat, Inspection, Phase } from "../src/engine/messages.ts";
import type { Options, Report } from "../src/engine/report.ts";
import { filesOf, mappingOf } from "../src/embed/given.ts";
import type { Given, Named } from "../src/embed/messages.ts";
import { Refusal, startEngine, type EnginePort } from "./engines.ts";

export { Refusal };
export { csvOfColumns, csvOfRows } from "../src/embed/given.ts";
export type { Choices, Column, CustomerColumn, CustomerPage, CustomerQuery, EngineError, ExportWhat, Inspection, Phase, Question, Role } from "../src/engine/messages.ts";
export type { Group, Indicators, Input as InputReport, Options, Report, Rfm, SegmentModel, Totals } from "../src/engine/report.ts";
export type { ModelReport } from "../src/engine/models.ts";
export type { Given, Named } from "../src/embed/messages.ts";

/** CSV text, bytes, a file or several of one layout, rows, or any of them by name (`{ columns: { … } }`). */
export type Input = string | ArrayBuffer | Uint8Array | Blob | File[] | (Record<string, unknown> | unknown[])[] | Given;

export interface AnalyzeOptions extends Options {
  /** Columns by name or by number from 0. What is not named is guessed. */
  mapping?: Named;
  /** How the file is read, where the guess is not to be taken. */
  choices?: Partial<Choices>;
}

export interface Control {
  signal?: AbortSignal;
  onProgress?: (phase: Phase, done: number, total: number) => void;
}

/**
 * Reads a table of purchases and returns the whole report.
 *
 * ```js
 * const report = await analyze("customer,date,amount\nA,2024-01-05,10\n…", { horizon_days: 180 });
 * ```
 *
 * Rejects with a `Refusal` (its `error.code` says why: `no_customer_column`, `no_usable_row` …) or, when the signal
 * aborts, with the signal's reason.
 */
export async function analyze(input: Input, options: AnalyzeOptions = {}, control: Control = {}): Promise<Report> {
  const analysis = await open(input, options, control);
  try {
    return await analysis.analyze(options, control);
  } finally {
    analysis.close();
  }
}

/** The steps behind `analyze`, for what asks more than once. Close it: it holds the engine's memory. */
export async function open(input: Input, options: AnalyzeOptions = {}, control: Control = {}): Promise<Analysis> {
  const files = filesOf(givenOf(input));
  const engine = await startEngine();
  try {
    const ask = asker(engine, control);
    let inspection = await ask({ type: "inspect", files, ...(options.choices ? { choices: options.choices } : {}) });
    let chosen: Partial<Choices> = options.choices ?? {};
    if (options.mapping) {
      // Once more under the named columns, so that their readings are looked at too.
      chosen = { ...chosen, mapping: mappingOf(inspection, options.mapping) };
      inspection = await ask({ type: "inspect", files, choices: chosen });
    }
    return new Analysis(engine, inspection, { ...inspection.proposed, ...chosen }, options.mapping !== undefined);
  } catch (error) {
    engine.cancel();
    throw error;
  }
}

export class Analysis {
  constructor(
    private readonly engine: EnginePort,
    /** What the file is: columns, readings, questions. */
    readonly inspection: Inspection,
    /** How it is read. */
    readonly choices: Choices,
    private readonly named: boolean,
  ) {}

  /** Reads everything; options that are no settings of the analysis are ignored. */
  async analyze(options: AnalyzeOptions = {}, control: Control = {}): Promise<Report> {
    // A refusal of the guess; columns that were named are judged by the analysis itself.
    if (this.inspection.refusal && !this.named) throw new Refusal(this.inspection.refusal);
    return asker(this.engine, control)({ type: "analyze", choices: this.choices, options: settingsOf(options) });
  }

  /** The report under other options; the file is not read again. */
  update(options: Options): Promise<Report> {
    return this.engine.ask({ type: "update", options: settingsOf(options) });
  }

  /** A part of the customer list, as columns. */
  customers(query: CustomerQuery): Promise<CustomerPage> {
    return this.engine.ask({ type: "customers", query });
  }

  /** A CSV, or the report as JSON. */
  export(what: ExportWhat, query?: CustomerQuery): Promise<Blob> {
    return this.engine.ask({ type: "export", what, lang: "en", ...(query ? { query } : {}) });
  }

  /** Frees the engine; whatever runs ends with the code `cancelled`. */
  close(): void {
    this.engine.cancel();
  }
}

function settingsOf({ mapping: _, choices: __, ...options }: AnalyzeOptions): Options {
  return options;
}

function givenOf(input: Input): Given {
  if (typeof input === "string") return { csv: input };
  if (input instanceof ArrayBuffer || input instanceof Uint8Array) return { bytes: input };
  if (input instanceof Blob) return { file: input };
  if (!Array.isArray(input)) return input;
  return input[0] instanceof Blob ? { files: input as File[] } : { rows: input as Record<string, unknown>[] };
}

/** Asks with the progress, and ends the engine when the signal says so. */
function asker(engine: EnginePort, { signal, onProgress }: Control) {
  return async <T extends Ask>(ask: T): Promise<Answers[T["type"]]> => {
    signal?.throwIfAborted();
    const stop = (): void => engine.cancel();
    signal?.addEventListener("abort", stop, { once: true });
    try {
      return await engine.ask(ask, onProgress);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
  };
}
