// The frame protocol, version 1: what a page that embeds Regulars and the frame say to each other. Plain JSON (files and
// bytes besides), every message with `app`, `v` and `type`; answers carry the `id` of what they answer. docs/EMBED.md.

import type { Choices, Phase, Role, Said } from "../engine/messages.ts";
import type { Group, Options, Report } from "../engine/report.ts";
import type { Lang } from "../words/words.ts";

export const APP = "regulars";
export const VERSION = 1;

/** Sizes above these are refused with `too_large`. */
export const LIMITS = { bytes: 256 * 1024 * 1024, rows: 1_000_000, columns: 500, files: 20 } as const;

/** Types a host may send; anything else is answered with `unknown_type`. */
export const ASKS = ["hello", "configure", "load", "cancel", "get", "clear"] as const;

/** The first words, to anybody. Constants alone: nothing in them can come from data. */
export const READY = {
  app: APP,
  v: VERSION,
  type: "ready",
  version: "0.1.0",
  languages: ["en", "zh-CN"] satisfies Lang[],
  limits: LIMITS,
  asks: ASKS,
} as const;

interface Envelope {
  app: typeof APP;
  v: typeof VERSION;
  id?: string | number;
}

/** A table in one of four shapes. Exactly one of the first five fields. */
export interface Given {
  csv?: string;
  bytes?: ArrayBuffer | Uint8Array;
  file?: File | Blob;
  files?: File[];
  /** Objects with the same keys, or arrays (then `header` names the columns). */
  rows?: (Record<string, unknown> | unknown[])[];
  /** Arrays of one length by column name. */
  columns?: Record<string, ArrayLike<unknown>>;
  header?: string[];
  /** What the table is called on the page. */
  name?: string;
}

/** Which column means what: by name, or by number from 0. */
export type Named = Partial<Record<Role, string | number>>;

/** Colours and fonts a host may set; anything that is not a colour or a list of font names is ignored. */
export interface Tokens {
  accent?: string;
  paper?: string;
  ink?: string;
  font?: string;
}

export type Ask = Envelope &
  (
    | { type: "hello" }
    | { type: "configure"; lang?: string; theme?: string; view?: string; model?: string; tokens?: Tokens; allowExport?: boolean }
    | (Given & { type: "load"; mapping?: Named; choices?: Partial<Choices>; options?: Options })
    | { type: "cancel" }
    | { type: "get"; what: What; format?: "json" | "csv"; model?: string; group?: string }
    | { type: "clear" }
  );

export type What = "segments" | "customers" | "report" | "skipped";

export type Code =
  | "unknown_type" | "bad_message" | "too_large" | "busy" | "refused" | "cancelled" | "nothing_loaded" | "not_analyzed";

export type Tell = Envelope &
  (
    /** `problem` says why the host is not heard. */
    | (typeof READY & { problem?: "port_needed" })
    | { type: "ok" }
    | { type: "resize"; height: number }
    | { type: "progress"; phase: Phase; done: number; total: number }
    /** After `load` and after changes by the user, where the user agreed; and as the answer to `get`. */
    | { type: "result"; what: "segments"; content: Summary }
    | { type: "result"; what: Exclude<What, "segments">; format: "json" | "csv"; content: unknown }
    | { type: "issues"; rows_total: number; rows_used: number; rows_skipped: Record<string, number>; notes: Said[] }
    | { type: "error"; code: Code | string; message: string }
  );

/** What goes back to the host: groups, no customer. */
export interface Summary {
  totals: Report["totals"];
  indicators: Report["indicators"];
  segments: { model: string; groups: Omit<Group, "rule" | "measures">[] }[];
  options: Report["options"];
}
