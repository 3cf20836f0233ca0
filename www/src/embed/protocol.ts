// The frame's side of the protocol: who is heard, what they may have, and in which order. Knows no window and no page; a
// test plays both.

import type { Phase } from "../engine/messages.ts";
import type { Report } from "../engine/report.ts";
import { NotGiven } from "./given.ts";
import { APP, ASKS, READY, VERSION, type Ask, type Given, type Summary, type Tell, type What } from "./messages.ts";

/** What the protocol has the page do. */
export interface Board {
  configure(ask: Extract<Ask, { type: "configure" }>): void;
  /** Resolves with the report, however long the user takes for the columns. Rejects with an object that has a `code`. */
  load(ask: Given & Extract<Ask, { type: "load" }>, progress: (phase: Phase, done: number, total: number) => void): Promise<Report>;
  cancel(): void;
  clear(): void;
  /** The report in view, or null. */
  report(): Report | null;
  get(ask: Extract<Ask, { type: "get" }>): Promise<{ format: "json" | "csv"; content: unknown }>;
}

/** What the user is asked. */
export interface Wish {
  kind: "data_in" | "data_in_and_out" | "data_out";
  /** Origin of the host; null where it has none (a page from disk or in a sandbox). */
  origin: string | null;
  what: What | null;
}

export interface Surroundings {
  /** Origins that may hand data in without a question. */
  hosts: readonly string[];
  /** The host's own script runs this document: what it gave and what comes of it is its own. */
  agreed: boolean;
  /** Has the shell say `ready` to whoever holds the frame. */
  announce(problem?: "port_needed"): void;
  /** Sends to an origin. */
  send(message: Tell, origin: string): void;
  /** Asks the user; true only after a click. */
  consent(wish: Wish): Promise<boolean>;
}

type Body<T> = T extends unknown ? Omit<T, "app" | "v"> : never;

/** The codes whose text for programmers stands here. */
const SAID: Record<string, string> = {
  unknown_type: `types are ${ASKS.join(", ")}`,
  bad_message: "the message is not as docs/EMBED.md says",
  busy: "the user is being asked already",
  refused: "the user said no",
  nothing_loaded: "nothing is loaded",
};

export class Protocol {
  /** Where answers go: a port of the host's, or its origin. */
  #port: MessagePort | undefined;
  #origin: string | undefined;
  #in: boolean;
  #out: boolean;
  #exportAsked = false;
  #asking = false;
  /** The report in view comes from what the host gave. */
  #given = false;
  /** Its report goes out as the answer. */
  #loading = false;

  constructor(
    private readonly board: Board,
    private readonly around: Surroundings,
  ) {
    this.#in = this.#out = around.agreed;
  }

  /** The first message; again for a host that missed it. */
  announce(problem?: "port_needed"): void {
    if (this.#port) this.#port.postMessage(READY);
    else this.around.announce(problem);
  }

  /** A message that the shell has from the window around us. `origin` is as the browser says it. */
  async take(message: unknown, origin: string, ports: readonly MessagePort[]): Promise<void> {
    if (!isOurs(message)) return;
    const [port] = ports;
    if (port) {
      this.#port?.close();
      this.#port = port;
      port.onmessage = ({ data }) => void this.#answer(data, origin);
    }
    // An opaque origin cannot be sent to: without a port only the first message goes out.
    if (!this.#port && origin === "null") return this.announce("port_needed");
    this.#origin = origin;
    await this.#answer(message, origin);
  }

  /** Height of the content, so that the host can make room. */
  resize(height: number): void {
    this.#say({ type: "resize", height });
  }

  /**
   * Another report is in view, or none. It goes out where that was agreed, and never when it comes of a file that the
   * user opened (`given` is false then).
   */
  changed(report: Report | null, given: boolean): void {
    this.#given = given;
    if (report && given && this.#out && !this.#loading) this.#hand(report, undefined);
  }

  /** The user's own button: hands the groups over. */
  handOver(): void {
    const report = this.board.report();
    if (report) this.#hand(report, undefined);
  }

  get connected(): string | null | undefined {
    return this.#port || this.#origin ? nameOf(this.#origin) : undefined;
  }

  async #answer(message: unknown, origin: string): Promise<void> {
    if (!isOurs(message)) return;
    const id = typeof message.id === "string" || typeof message.id === "number" ? message.id : undefined;
    try {
      await this.#serve(message as unknown as Ask, id, origin);
    } catch (thrown) {
      const code = (thrown as { code?: unknown } | null)?.code;
      this.#fail(typeof code === "string" ? code : "bad_message", id, thrown instanceof NotGiven ? thrown.message : undefined);
    }
  }

  async #serve(ask: Ask, id: Ask["id"], origin: string): Promise<void> {
    switch (ask.type) {
      case "hello":
        return this.announce();
      case "configure":
        this.#exportAsked ||= ask.allowExport === true;
        this.board.configure(ask);
        return this.#say({ type: "ok", ...answering(id) });
      case "load":
        return this.#load(ask, id, origin);
      case "cancel":
        this.board.cancel();
        return this.#say({ type: "ok", ...answering(id) });
      case "get":
        return this.#get(ask, id, origin);
      case "clear":
        this.board.clear();
        return this.#say({ type: "ok", ...answering(id) });
      default:
        return this.#fail("unknown_type", id);
    }
  }

  async #load(ask: Extract<Ask, { type: "load" }>, id: Ask["id"], origin: string): Promise<void> {
    const listed = this.around.hosts.includes(origin);
    const wantsOut = this.#exportAsked && !this.#out;
    if (!this.#in && (!listed || wantsOut)) {
      const wish = { kind: wantsOut ? "data_in_and_out" : "data_in", origin: nameOf(origin), what: null } as const;
      const yes = await this.#consent(wish, id);
      if (yes === undefined) return;
      if (!yes && !listed) return this.#fail("refused", id);
      if (yes) this.#out ||= wantsOut;
      this.#in = true;
    }
    this.#loading = true;
    const progress = (phase: Phase, done: number, total: number): void => {
      this.#say({ type: "progress", phase, done, total, ...answering(id) });
    };
    const report = await this.board.load(ask, progress).finally(() => (this.#loading = false));
    if (this.#out) this.#hand(report, id);
    else this.#say({ type: "ok", ...answering(id) });
  }

  async #get(ask: Extract<Ask, { type: "get" }>, id: Ask["id"], origin: string): Promise<void> {
    const what = (["segments", "customers", "report", "skipped"] as const).find((one) => one === ask.what);
    if (!what) return this.#fail("bad_message", id);
    if (!this.board.report()) return this.#fail("nothing_loaded", id);
    if (!(this.#out && this.#given)) {
      const yes = await this.#consent({ kind: "data_out", origin: nameOf(origin), what }, id);
      if (yes === undefined) return;
      if (!yes) return this.#fail("refused", id);
    }
    const report = this.board.report();
    if (!report) return this.#fail("nothing_loaded", id);
    if (what === "segments") return this.#hand(report, id);
    this.#say({ type: "result", what, ...(await this.board.get(ask)), ...answering(id) });
  }

  /** Undefined when another question is open. */
  async #consent(wish: Wish, id: Ask["id"]): Promise<boolean | undefined> {
    if (this.#asking) {
      this.#fail("busy", id);
      return undefined;
    }
    this.#asking = true;
    try {
      return await this.around.consent(wish);
    } finally {
      this.#asking = false;
    }
  }

  #hand(report: Report, id: Ask["id"]): void {
    const { rows_total, rows_used, rows_skipped, notes } = report.input;
    this.#say({ type: "issues", rows_total, rows_used, rows_skipped: rows_skipped as Record<string, number>, notes, ...answering(id) });
    this.#say({ type: "result", what: "segments", content: summaryOf(report), ...answering(id) });
  }

  #fail(code: string, id: Ask["id"], message = SAID[code] ?? code): void {
    this.#say({ type: "error", code, message, ...answering(id) });
  }

  #say(body: Body<Tell>): void {
    const message = { app: APP, v: VERSION, ...body } as Tell;
    if (this.#port) this.#port.postMessage(message);
    else if (this.#origin) this.around.send(message, this.#origin);
  }
}

function isOurs(message: unknown): message is { app: string; type: string; id?: unknown } {
  const given = message as { app?: unknown; type?: unknown } | null;
  return typeof given === "object" && given?.app === APP && typeof given.type === "string";
}

const answering = (id: Ask["id"]): { id?: string | number } => (id === undefined ? {} : { id });

const nameOf = (origin: string | undefined): string | null => (origin === undefined || origin === "null" ? null : origin);

function summaryOf({ totals, indicators, segments, options }: Report): Summary {
  const groups = segments.map((model) => ({
    model: model.id,
    groups: model.groups.map(({ rule: _rule, measures: _measures, ...group }) => group),
  }));
  return { totals, indicators, segments: groups, options };
}
