// What went wrong, in words, with what to do. Unknown codes say so and keep the code, for whoever asks.

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { EngineError } from "../engine/messages.ts";
import type { Facts } from "../words/formats.ts";
import { said } from "../words/by-id.ts";
import { useWords } from "./language.ts";

export function ProblemBox({ error, onDismiss }: { error: EngineError; onDismiss?: () => void }): JSX.Element {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: "nearest" }), [error]);
  const { what, todo } = problemIn(words.problems, error);
  // The sentence names the file; the line below only adds what is nearer.
  const near = error.line !== null || error.column !== null;
  const place = near ? words.problems.place(error.file, error.line, error.column) : "";
  return (
    <div class="problem" role="alert" ref={box}>
      <p>
        <strong>{what}</strong>
        {words.f.gap + todo}
      </p>
      {(place !== "" || error.text) && (
        <p class="small second">
          {place}
          {error.text && (
            <>
              {place && " · "}
              {words.problems.found(error.text)}
            </>
          )}
        </p>
      )}
      {onDismiss && (
        <div class="row">
          <button type="button" class="link small" onClick={onDismiss}>
            {words.problems.dismiss}
          </button>
        </div>
      )}
    </div>
  );
}

/** The sentence of a refusal; also for places that only need the text. */
export function problemIn(words: ReturnType<typeof useWords>["problems"], error: EngineError): { what: string; todo: string } {
  const facts: Facts = {
    ...error.facts,
    ...(error.file === null ? {} : { file: error.file }),
    ...(error.line === null ? {} : { line: error.line }),
    ...(error.column === null ? {} : { column: error.column }),
    ...(error.text === null ? {} : { text: error.text }),
  };
  return said(words.byId, error.code, facts, (code) => words.unknown(code, error.text ?? ""));
}
