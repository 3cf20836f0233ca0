// Answers the page's questions, one at a time; all the work is in session.ts, which the command line shares.

import { initSync } from "../../pkg/regulars.js";
import type { Reply, Request } from "./messages.ts";
import { asEngineError, Session } from "./session.ts";

const post = (reply: Reply): void => self.postMessage(reply);

/** Questions wait for the one before: the engine is one state. */
let before: Promise<void> = Promise.resolve();
let session: Session | undefined;

self.onmessage = ({ data }: MessageEvent<{ module: WebAssembly.Module } | Request>) => {
  if ("module" in data) {
    initSync({ module: data.module });
    session = new Session();
  } else {
    before = before.then(() => answer(data));
  }
};

async function answer({ id, ask }: Request): Promise<void> {
  try {
    if (!session) throw new Error("asked before the engine came");
    const answer = await session.answer(ask, (phase, done, total) => post({ id, type: "progress", phase, done, total }));
    post({ id, type: "done", answer });
  } catch (error) {
    post({ id, type: "error", error: asEngineError(error) });
  }
}
