// Things worth knowing about a file that was read all the same.

import type { JSX } from "preact";
import type { Said } from "../engine/messages.ts";
import { said } from "../words/by-id.ts";
import type { Words } from "../words/words.ts";
import { useWords } from "./language.ts";

export function Notes({ notes }: { notes: readonly Said[] }): JSX.Element {
  const words = useWords();
  return (
    <ul class="notes">
      {notes.map((note, i) => (
        <li key={i}>{noteIn(words, note)}</li>
      ))}
    </ul>
  );
}

/** A note's sentence. One that carries the code of a refusal says why in the refusal's own words. */
export function noteIn({ reading, problems }: Words, { id, facts }: Said): string {
  const code = facts["code"];
  const why = typeof code === "string" ? said(problems.byId, code, facts, (other) => problems.unknown(other, "")).what : "";
  return said<string>(reading.notes, id, { ...facts, why }, reading.noteUnknown);
}
