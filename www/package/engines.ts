// Where the engine runs: in a worker when there is a page to keep free, else right here.

import { decodeWith, initSync } from "../pkg/regulars.js";
import { Engine, Refusal } from "../src/engine/client.ts";
import { ownDecoders, type Decoders } from "../src/engine/decoders.ts";
import type { Answers, Ask, Phase } from "../src/engine/messages.ts";
import { asEngineError, Session } from "../src/engine/session.ts";

export { Refusal };

export interface EnginePort {
  ask<T extends Ask>(ask: T, progress?: (phase: Phase, done: number, total: number) => void): Promise<Answers[T["type"]]>;
  /** Ends whatever runs, at once; the engine forgets everything. */
  cancel(): void;
}

export async function startEngine(): Promise<EnginePort> {
  const module = await compiledEngine();
  if (typeof document !== "undefined" && typeof Worker !== "undefined") {
    const engine = new Engine(() => ({ module }));
    try {
      engine.warm();
      return engine;
    } catch {
      // A page whose policy allows no worker from a Blob is served in its own thread.
    }
  }
  initSync({ module });
  decodeWith(await decoders());
  return new Here();
}

async function decoders(): Promise<Decoders> {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return process?.versions?.node ? (await import("./node.ts")).decoders() : ownDecoders;
}

/** Compiled once, whoever asks. The engine comes when it is needed: what only writes CSV does not load it. */
function compiledEngine(): Promise<WebAssembly.Module> {
  compiled ??= import("./engine.ts").then(({ compile }) => compile());
  return compiled;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** The engine in this thread. An end is noticed between two pieces of the file. */
class Here implements EnginePort {
  #session = new Session();
  #ended = new AbortController();

  async ask<T extends Ask>(ask: T, progress?: (phase: Phase, done: number, total: number) => void): Promise<Answers[T["type"]]> {
    const { signal } = this.#ended;
    try {
      const answer = await this.#session.answer(ask, (...step) => {
        signal.throwIfAborted();
        progress?.(...step);
      });
      signal.throwIfAborted();
      return answer as Answers[T["type"]];
    } catch (error) {
      throw new Refusal(signal.aborted ? { code: "cancelled", file: null, line: null, column: null, text: null, facts: {} } : asEngineError(error));
    }
  }

  cancel(): void {
    this.#ended.abort();
    this.#ended = new AbortController();
    this.#session = new Session();
  }
}
