// One analysis from files to answers. The worker and the command line both drive this; it drives the engine, which
// says which bytes it wants and is fed them.

import { Session as Exported } from "../../pkg/regulars.js";
import type { Contracts } from "./models.ts";
import { EVERYBODY } from "./queries.ts";
import type {
  Answers, Ask, Choices, CustomerPage, CustomerQuery, Effect, EngineError, Inspection, Phase,
} from "./messages.ts";
import type { Options, Report } from "./report.ts";
import { fileSource, type Reader, type Source } from "./sources.ts";

export type OnProgress = (phase: Phase, done: number, total: number) => void;
/** Rows not used, the table as it is, or the table with no cell that a spreadsheet would run. */
type Written = "skipped" | "clean" | "clean_safe";
/** Takes bytes of an output, in order. */
export type Sink = (bytes: Uint8Array) => void;

/** What the engine exports (src/wasm), with the types of what it returns. Everything throws `EngineError`. */
interface Engine {
  addSource(name: string, size: number): void;
  /** The bytes to feed next; nothing when the task at hand has all it needs. */
  want(): { source: number; from: number; to: number; free(): void } | undefined;
  feed(bytes: Uint8Array): void;
  progress(): { phase: Phase; done: number; total: number };
  inspect(choices: Partial<Choices>): void;
  inspection(): Inspection;
  contracts(): Contracts | null;
  effect(choices: Choices): Effect;
  analyze(choices: Choices): void;
  report(options: Options): Report;
  customers(query: CustomerQuery): CustomerPage;
  customersCsv(query: CustomerQuery, from: number, limit: number): Uint8Array;
  write(what: Written): void;
  takeOutput(): Uint8Array;
  free(): void;
}

/** Often enough for a moving bar, seldom enough to cost nothing. */
const PROGRESS_MS = 100;
/** Customers per piece of an export. */
const EXPORT_ROWS = 50_000;

export class Session {
  #engine: Engine | undefined;
  #sources: Source[] = [];
  #report: Report | undefined;

  /** One of the page's questions. */
  async answer(ask: Ask, progress: OnProgress): Promise<Answers[Ask["type"]]> {
    switch (ask.type) {
      case "inspect":
        return this.inspect(ask.files.map((file) => fileSource(file)), ask.choices ?? {}, progress);
      case "effect":
        return this.effect(ask.choices);
      case "analyze":
        return this.analyze(ask.choices, ask.options, progress);
      case "update":
        return this.update(ask.options);
      case "customers":
        return this.customers(ask.query);
      case "export":
        return this.export(ask, progress);
    }
  }

  /** Looks at samples of new files, or at the same ones again under other choices. */
  async inspect(sources: Source[], choices: Partial<Choices>, progress: OnProgress): Promise<Inspection> {
    this.#engine?.free();
    const engine = (this.#engine = new Exported() as unknown as Engine);
    this.#sources = sources;
    this.#report = undefined;
    for (const source of sources) engine.addSource(source.name, source.size);
    engine.inspect(choices);
    await this.#feed(engine, progress);
    return { ...engine.inspection(), contracts: engine.contracts() };
  }

  effect(choices: Choices): Effect {
    return this.#opened().effect(choices);
  }

  /** Reads everything and computes the report. */
  async analyze(choices: Choices, options: Options, progress: OnProgress): Promise<Report> {
    const engine = this.#opened();
    engine.analyze(choices);
    await this.#feed(engine, progress);
    progress("model", 0, 1);
    return this.update(options);
  }

  /** The report under other options; nothing is read again. */
  update(options: Options): Report {
    return (this.#report = this.#opened().report(options));
  }

  customers(query: CustomerQuery): CustomerPage {
    return this.#opened().customers(query);
  }

  /** CSV of the customers of a query, in pieces; the first begins with the header. */
  writeCustomers(query: CustomerQuery, sink: Sink): void {
    const engine = this.#opened();
    const { total } = this.customers({ ...query, offset: 0, limit: 0 });
    for (let from = 0; from === 0 || from < total; from += EXPORT_ROWS) {
      sink(engine.customersCsv(query, from, EXPORT_ROWS));
    }
  }

  /** Reads the files again and writes them as plain CSV. */
  async write(what: Written, sink: Sink, progress: OnProgress): Promise<void> {
    const engine = this.#opened();
    engine.write(what);
    await this.#feed(engine, progress, sink);
  }

  async export(ask: Extract<Ask, { type: "export" }>, progress: OnProgress): Promise<Blob> {
    if (ask.what === "report") {
      return new Blob([JSON.stringify(this.#report, null, 1)], { type: "application/json" });
    }
    // The mark makes spreadsheets read UTF-8.
    const parts: BlobPart[] = ["\ufeff"];
    const sink: Sink = (bytes) => parts.push(bytes.slice());
    if (ask.what === "customers") this.writeCustomers(ask.query ?? EVERYBODY, sink);
    else if (ask.what === "skipped") await this.write("skipped", sink, progress);
    // What a person saves is opened in a spreadsheet; the command line hands the bytes to a program.
    else if (ask.what === "clean") await this.write("clean_safe", sink, progress);
    else throw new Error(`nothing writes ${ask.what}`);
    return new Blob(parts, { type: "text/csv;charset=utf-8" });
  }

  /** Gives the engine what it wants until it wants nothing more. */
  async #feed(engine: Engine, progress: OnProgress, sink?: Sink): Promise<void> {
    let reader: { of: number; at: number; bytes: Reader } | undefined;
    // The first piece is said at once: what was asked for is under way.
    let said = -Infinity;
    try {
      for (let want = wanted(engine); want; want = wanted(engine)) {
        if (reader?.of !== want.source || reader.at !== want.from) {
          reader?.bytes.close();
          reader = { of: want.source, at: want.from, bytes: this.#open(want.source, want.from) };
        }
        const bytes = await this.#read(reader.of, reader.bytes, want.to - want.from);
        engine.feed(bytes);
        reader.at += bytes.length;
        if (sink) sink(engine.takeOutput());
        const now = performance.now();
        if (now - said >= PROGRESS_MS) {
          said = now;
          const { phase, done, total } = engine.progress();
          progress(phase, done, total);
        }
      }
      if (sink) sink(engine.takeOutput());
    } finally {
      reader?.bytes.close();
    }
  }

  #open(source: number, from: number): Reader {
    const opened = this.#sources[source];
    if (!opened) throw new Error(`the engine wants source ${source}`);
    return opened.open(from);
  }

  /** A file that was moved, changed or locked since it was dropped cannot be read any more. */
  async #read(source: number, reader: Reader, max: number): Promise<Uint8Array> {
    const bytes = await reader.read(max).catch((error: unknown) => {
      throw refusal("file_unreadable", String(error), this.#sources[source]?.name);
    });
    if (bytes.length === 0) throw refusal("file_unreadable", null, this.#sources[source]?.name);
    return bytes;
  }

  #opened(): Engine {
    if (!this.#engine) throw refusal("not_inspected");
    return this.#engine;
  }
}

/** A copy that needs no freeing. */
function wanted(engine: Engine): { source: number; from: number; to: number } | undefined {
  const want = engine.want();
  if (!want) return undefined;
  const { source, from, to } = want;
  want.free();
  return { source, from, to };
}

function refusal(code: string, text: string | null = null, file: string | null = null): EngineError {
  return { code, file, line: null, column: null, text, facts: {} };
}

/** Whatever was thrown, as the plain object that survives a message. */
export function asEngineError(thrown: unknown): EngineError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "facts" in thrown) {
    return thrown as EngineError;
  }
  // A trap: the engine's memory cannot be trusted any more.
  return refusal("worker_died", String(thrown));
}
