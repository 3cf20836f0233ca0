// The engine as the page sees it; the worker's client fits, and so does a stand-in in a test.

import type { Answers, Ask, EngineError, Phase } from "../engine/messages.ts";

export interface EnginePort {
  ask<T extends Ask>(ask: T, progress?: (phase: Phase, done: number, total: number) => void): Promise<Answers[T["type"]]>;
  /** Ends whatever runs, at once; the engine forgets everything. */
  cancel(): void;
  /** Starts it ahead of the first question. */
  warm(): void;
}

/** Whatever was thrown, as the refusal the page can put into words. */
export function asProblem(thrown: unknown): EngineError {
  const error = (thrown as { error?: EngineError } | null)?.error;
  if (error && typeof error.code === "string") return error;
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return { code: "unexpected", file: null, line: null, column: null, text: text.slice(0, 200), facts: {} };
}
