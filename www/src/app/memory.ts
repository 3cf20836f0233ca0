// The last choice per header layout, where the browser lets us keep it. No name, no row, no header text is kept:
// only column numbers and readings, under a fingerprint of the header. Storage may be refused; then nothing is kept.

import type { Choices, Inspection } from "../engine/messages.ts";

const PREFIX = "regulars.layout.";
/** Layouts remembered at most. */
export const MOST = 50;

/** Choices that mean the same for any file with the same columns. */
type Kept = Pick<Choices, "mapping" | "date_order" | "decimal_mark" | "cents">;

export interface Memory {
  recall(inspection: Inspection): Kept | null;
  keep(inspection: Inspection, choices: Choices): void;
  /** Layouts remembered. */
  count(): number;
  forget(): void;
  /** Whether the browser lets us keep anything. */
  allowed(): boolean;
}

export function memoryIn(storage: () => Storage): Memory {
  const safely = <T>(otherwise: T, use: (storage: Storage) => T): T => {
    try {
      return use(storage());
    } catch {
      return otherwise;
    }
  };
  const keys = (store: Storage): string[] =>
    Array.from({ length: store.length }, (_, i) => store.key(i) ?? "").filter((key) => key.startsWith(PREFIX));

  return {
    recall: (inspection) =>
      safely<Kept | null>(null, (store) => {
        const text = store.getItem(keyOf(inspection));
        return text === null ? null : checked(JSON.parse(text), inspection);
      }),
    keep: (inspection, { mapping, date_order, decimal_mark, cents }) =>
      safely(undefined, (store) => {
        const own = keyOf(inspection);
        const others = keys(store)
          .filter((key) => key !== own)
          .map((key) => ({ key, turn: turnOf(store.getItem(key)) }))
          .sort((a, b) => a.turn - b.turn);
        for (const { key } of others.slice(0, Math.max(0, others.length + 1 - MOST))) store.removeItem(key);
        // A browser lists its keys in an order of its own: which layout is the oldest only a number can say.
        const turn = (others.at(-1)?.turn ?? 0) + 1;
        store.setItem(own, JSON.stringify({ mapping, date_order, decimal_mark, cents, turn } satisfies Kept & { turn: number }));
      }),
    count: () => safely(0, (store) => keys(store).length),
    forget: () => safely(undefined, (store) => keys(store).forEach((key) => store.removeItem(key))),
    allowed: () => safely(false, (store) => typeof store.length === "number"),
  };
}

/** The running number under which a layout was kept; 0 for one from before there were numbers. */
const turnOf = (text: string | null): number => Number(/"turn":(\d{1,15})}$/.exec(text ?? "")?.[1] ?? 0);

/** Nothing from storage is trusted: what does not fit this table is not used. */
function checked(kept: unknown, inspection: Inspection): Kept | null {
  if (typeof kept !== "object" || kept === null) return null;
  const { mapping, date_order, decimal_mark, cents } = kept as Kept;
  if (typeof mapping !== "object" || mapping === null) return null;
  const columns = inspection.tables[inspection.used[0] ?? 0]?.columns.length ?? 0;
  const fits = Object.values(mapping).every((index) => Number.isInteger(index) && index >= 0 && index < columns);
  if (!fits) return null;
  return {
    mapping,
    ...(date_order === undefined ? {} : { date_order }),
    ...(decimal_mark === "." || decimal_mark === "," ? { decimal_mark } : {}),
    ...(typeof cents === "boolean" ? { cents } : {}),
  };
}

function keyOf(inspection: Inspection): string {
  const table = inspection.tables[inspection.used[0] ?? 0];
  return PREFIX + fingerprint((table?.columns ?? []).map((column) => column.name).join("\u001f"));
}

/** 53 bits of the text (cyrb53, public domain): enough to tell layouts apart, not meant to hide anything. */
function fingerprint(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
