// Refusals on the command line: the page's own sentences, as one JSON object.

import type { EngineError } from "../src/engine/messages.ts";
import { asEngineError } from "../src/engine/session.ts";
import { formatsFor } from "../src/words/formats.ts";
import { problems } from "../src/words/problems.en.ts";

/** Where the page's sentence speaks of what a command line does not have. */
const OWN: Record<string, (refusal: EngineError) => { what: string; todo: string }> = {
  file_unreadable: ({ file, text }) => ({
    what: `${file === "" || file === null ? "The file" : file} ${why(text ?? "")}.`,
    todo: "Check the path, and that the file may be read.",
  }),
  bad_column: ({ column, file, facts }) => ({
    what: `There is no column “${column ?? ""}”${file === null ? "" : ` in ${file}`}.`,
    todo: `A column is named by its header or its number (from 1): ${facts.columns ?? ""}.`,
  }),
  bad_option: ({ text }) => ({
    what: `A setting cannot be used${text === null ? "" : `: ${text.replace(/^Error: /, "")}`}.`,
    todo: "Correct it in the options file.",
  }),
  unknown_encoding: ({ text }) => ({
    what: `The encoding “${text ?? ""}” is not known here.`,
    todo: "Name it as browsers do: utf-8, gb18030, shift_jis, windows-1252.",
  }),
};

/** Why the system did not give us a file. */
function why(error: string): string {
  if (error.includes("ENOENT")) return "is not there";
  if (error.includes("EISDIR") || error.includes("a folder")) return "is a folder, not a file";
  if (error.includes("EACCES") || error.includes("EPERM")) return "may not be read by this user";
  return "could not be read to its end";
}

/** The command was not understood. */
export class UsageError extends Error {}

/** A table for `fit` or `score` that cannot be read as one. */
export class TableError extends Error {
  constructor(
    message: string,
    readonly hint: string,
    readonly facts: { file: string; line: number | null; column: string | null; text: string | null },
  ) {
    super(message);
  }
}

/** What standard error gets: the refusal with its sentence and what to do about it. */
export function explain(thrown: unknown): { code: string; message: string; hint: string; [fact: string]: unknown } {
  if (thrown instanceof UsageError) {
    return { code: "usage", message: thrown.message, hint: "regulars --help lists the commands." };
  }
  if (thrown instanceof TableError) {
    return { code: "bad_table", message: thrown.message, hint: thrown.hint, ...thrown.facts };
  }
  const { code, file, line, column, text, facts } = asEngineError(thrown);
  const own = Object.hasOwn(OWN, code) ? OWN[code] : undefined;
  if (own) {
    const { what, todo } = own({ code, file, line, column, text, facts });
    return { code, message: what, hint: todo, file, line, column, text, facts };
  }
  const words = problems(formatsFor("en"));
  const all = { ...facts, file: file ?? "", line: line ?? 0, column: column ?? facts.column ?? "", text: text ?? "" };
  const sentence = Object.hasOwn(words.byId, code) ? words.byId[code] : undefined;
  const { what, todo } = sentence ? sentence(all) : words.unknown(code, text ?? "");
  // Of customers under contract another command has the answer.
  const contract = facts.tenure === undefined ? "" : ` \`regulars inspect ${file ?? "FILE"}\` has it, as contracts: the models, retention and residual lifetime.`;
  return { code, message: what, hint: todo + contract, file, line, column, text, facts };
}

/** A file that is not there, is locked or is no file. */
export function unreadable(file: string, error: unknown): EngineError {
  return { code: "file_unreadable", file, line: null, column: null, text: String(error), facts: {} };
}

/** A column that was named by hand and is not in the table. */
export function notInTable(column: string, file: string | null, columns: string[]): EngineError {
  const some = columns.length > 20 ? [...columns.slice(0, 20), "…"] : columns;
  return { code: "bad_column", file, line: null, column, text: null, facts: { columns: some.join(", ") } };
}
