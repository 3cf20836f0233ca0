// Refusals on the command line: the page's own sentences, as one JSON object.

import type { EngineError } from "../src/engine/messages.ts";
import { asEngineError } from "../src/engine/session.ts";
import { formatsFor } from "../src/words/formats.ts";
import { problems } from "../src/words/problems.en.ts";

/** The command was not understood. */
export class UsageError extends Error {}

/** What standard error gets: the refusal with its sentence and what to do about it. */
export function explain(thrown: unknown): { code: string; message: string; hint: string; [fact: string]: unknown } {
  if (thrown instanceof UsageError) {
    return { code: "usage", message: thrown.message, hint: "regulars --help lists the commands." };
  }
  const { code, file, line, column, text, facts } = asEngineError(thrown);
  const words = problems(formatsFor("en"));
  const all = { ...facts, file: file ?? "", line: line ?? 0, column: column ?? "", text: text ?? "" };
  const sentence = Object.hasOwn(words.byId, code) ? words.byId[code] : undefined;
  const { what, todo } = sentence ? sentence(all) : words.unknown(code, text ?? "");
  return { code, message: what, hint: todo, file, line, column, text, facts };
}

/** A file that is not there, is locked or is no file. */
export function unreadable(file: string, error: unknown): EngineError {
  return { code: "file_unreadable", file, line: null, column: null, text: String(error), facts: {} };
}
