// Answers the page's questions, one at a time; all the work is in session.ts, which the command line shares.

import { decodeWith, initSync } from "../../pkg/regulars.js";
import { ownDecoders } from "./decoders.ts";
import { unpacked } from "./inlined.ts";
import type { Choices, EngineSource, Reply, Request } from "./messages.ts";
import { asEngineError, Session } from "./session.ts";

const post = (reply: Reply): void => self.postMessage(reply);

/** Questions wait for the one before: the engine is one state. */
let before: Promise<void> = Promise.resolve();
let session: Promise<Session> | undefined;
let asked = 0;

self.onmessage = ({ data }: MessageEvent<EngineSource | Request>) => {
  if ("ask" in data) {
    asked += 1;
    before = before.then(() => answer(data));
  } else {
    session = start(data);
    // A failure is the answer to each question.
    session.catch(() => undefined);
  }
};

async function start(source: EngineSource): Promise<Session> {
  const module = "module" in source ? source.module : await WebAssembly.compile(unpacked(source.packed));
  if ("packed" in source) post({ module });
  initSync({ module });
  decodeWith(ownDecoders);
  return new Session();
}

async function answer({ id, ask }: Request): Promise<void> {
  try {
    const started = await session;
    if (!started) throw new Error("asked before the engine came");
    const answer = await started.answer(ask, (phase, done, total) => post({ id, type: "progress", phase, done, total }));
    post({ id, type: "done", answer });
    if (ask.type === "effect") rehearse(started, ask.choices, REHEARSALS);
  } catch (error) {
    post({ id, type: "error", error: asEngineError(error) });
  }
}

/** Enough for a browser to make fast what reading the whole file needs; together about a quarter of a second. */
const REHEARSALS = 16;

/** While the user looks at the columns: the sampled rows are read again, until somebody asks for something. */
function rehearse(session: Session, choices: Choices, times: number): void {
  const last = asked;
  setTimeout(() => {
    if (asked !== last || times === 0) return;
    session.effect(choices);
    rehearse(session, choices, times - 1);
  });
}
