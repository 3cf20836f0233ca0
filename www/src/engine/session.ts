// One analysis from files to answers; the worker and the command line both drive this.

import type { Answers, Ask, EngineError, Phase } from "./messages.ts";

export class Session {
  async answer(ask: Ask, _progress: (phase: Phase, done: number, total: number) => void): Promise<Answers[Ask["type"]]> {
    throw { code: "not_built_yet", file: null, line: null, column: null, text: ask.type, facts: {} } satisfies EngineError;
  }
}

/** Whatever was thrown, as the plain object that survives a message. */
export function asEngineError(thrown: unknown): EngineError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "facts" in thrown) return thrown as EngineError;
  return { code: "worker_died", file: null, line: null, column: null, text: String(thrown), facts: {} };
}
