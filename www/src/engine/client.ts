// The page's side of the worker: promises by id, progress, and a cancel that works at once.

import { packed } from "./inlined.ts";
import type { Answers, Ask, EngineError, EngineSource, Phase, Reply, Request } from "./messages.ts";
import workerSource from "../../pkg/worker.txt";

export type Progress = (phase: Phase, done: number, total: number) => void;

/** A refusal of the engine, or the end of its worker; `error.code` says which. */
export class Refusal extends Error {
  constructor(readonly error: EngineError) {
    super(error.code);
  }
}

/** Codes that the client itself gives: the user ended it; the worker died. */
export type ClientCode = "cancelled" | "worker_died";

interface Waiting {
  resolve(answer: never): void;
  reject(reason: Refusal): void;
  progress: Progress | undefined;
}

export class Engine {
  #worker: Worker | undefined;
  #waiting = new Map<number, Waiting>();
  #next = 1;
  /** What the next worker is started with: the module, once the first worker has compiled it. */
  #source: EngineSource | undefined;

  /** `source`: where the engine comes from; by default it stands in the page. */
  constructor(private readonly source: () => EngineSource = () => ({ packed: packed("engine") })) {}

  /** Asks the worker, which is started by the first question. After an end a fresh one answers, which knows nothing. */
  async ask<T extends Ask>(ask: T, progress?: Progress): Promise<Answers[T["type"]]> {
    this.warm();
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting["resolve"], reject, progress });
      this.#worker?.postMessage({ id, ask } satisfies Request);
    });
  }

  /** Starts the worker ahead of the first question, so that the user does not wait for it. */
  warm(): void {
    if (this.#worker) return;
    this.#source ??= this.source();
    this.#start(this.#source);
  }

  /** Ends whatever runs, at once, by ending the worker. All that it held is gone. */
  cancel(): void {
    this.#end("cancelled");
  }

  #start(source: EngineSource): void {
    const worker = (this.#worker = new Worker(workerUrl() as string));
    worker.onmessage = ({ data }: MessageEvent<Reply>) => this.#take(data);
    // A trap or a lack of memory inside the worker; nothing it holds can be trusted any more.
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#end("worker_died", event.message);
    };
    worker.postMessage(source);
  }

  #take(reply: Reply): void {
    if ("module" in reply) {
      this.#source = reply;
      return;
    }
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    if (reply.type === "progress") return waiting.progress?.(reply.phase, reply.done, reply.total);
    this.#waiting.delete(reply.id);
    // Taking a large answer over and drawing it are two tasks: each is short.
    if (reply.type === "done") setTimeout(() => waiting.resolve(reply.answer as never));
    else waiting.reject(new Refusal(reply.error));
    // A trap leaves the engine's memory in an unknown state.
    if (reply.type === "error" && reply.error.code === "worker_died") this.#end("worker_died");
  }

  #end(code: ClientCode, text: string | null = null): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const ended = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of ended) reject(new Refusal(clientError(code, text)));
  }
}

function clientError(code: ClientCode, text: string | null = null): EngineError {
  return { code, file: null, line: null, column: null, text, facts: {} };
}

/**
 * A Trusted Types policy that blesses one URL, that of the worker's own source. (The page's other one blesses the app's
 * script: shell/unpack.ts.) A worker from a Blob inherits the page's content-security policy; a worker loaded by URL
 * would not.
 */
function workerUrl(): TrustedScriptURL | string {
  blessed ??= bless();
  return blessed;
}

let blessed: TrustedScriptURL | string | undefined;

function bless(): TrustedScriptURL | string {
  const url = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (!types) return url;
  return types.createPolicy("regulars", { createScriptURL: () => url }).createScriptURL("");
}

interface TrustedScriptURL {
  toString(): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(text: string): string }): {
    createScriptURL(text: string): TrustedScriptURL;
  };
}
