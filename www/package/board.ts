// <regulars-board>: the whole page inside another page, in a frame of its own, with its data kept from the page around it
// and that page's styles kept from it. Importing this defines nothing; define.ts does.

import type { Choices, Phase, Said } from "../src/engine/messages.ts";
import type { Options, Report } from "../src/engine/report.ts";
import { APP, VERSION, type Given, type Named, type Summary, type Tell, type Tokens, type What } from "../src/embed/messages.ts";
import page from "../../dist/regulars.html";

export type { Given, Named, Report, Summary };

export interface BoardLoad extends Given {
  mapping?: Named;
  choices?: Partial<Choices>;
  options?: Options;
}

/** What the events carry in `detail`. */
export interface BoardEvents {
  ready: { version: string; languages: string[] };
  progress: { phase: Phase; done: number; total: number };
  result: Summary;
  issues: { rows_total: number; rows_used: number; rows_skipped: Record<string, number>; notes: Said[] };
  error: { code: string; message: string };
}

/** A refusal of the frame; `code` as in docs/EMBED.md. */
export class BoardError extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }
}

// Node has no elements; importing there must not fail.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;
const SETTINGS = ["lang", "theme", "view", "model"] as const;
const STYLE = `
  :host { display: block; }
  :host([hidden]) { display: none; }
  iframe { display: block; width: 100%; border: 0; height: var(--regulars-height, var(--content, 40rem)); }
  slot { display: block; }
  .there slot { display: none; }
  iframe { visibility: hidden; position: absolute; }
  .there iframe { visibility: visible; position: static; }
`;

interface Waiting {
  take(message: Tell): boolean;
  reject(error: BoardError): void;
}

export class RegularsBoard extends Base {
  static readonly observedAttributes = SETTINGS;

  #frame: HTMLIFrameElement | undefined;
  #port: MessagePort | undefined;
  #next = 1;
  #waiting = new Map<number, Waiting>();
  #isReady = resolvers<void>();

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const box = document.createElement("div");
    this.#frame = document.createElement("iframe");
    this.#frame.part.add("frame");
    this.#frame.title = this.getAttribute("title") ?? "Regulars";
    this.#frame.setAttribute("sandbox", "allow-scripts allow-downloads allow-modals");
    this.#frame.referrerPolicy = "no-referrer";
    const src = this.getAttribute("src");
    if (src !== null) this.#frame.src = src;
    else this.#frame.srcdoc = this.#ownPage();
    box.append(document.createElement("slot"), this.#frame);
    root.replaceChildren(box);
    addEventListener("message", this.#hear);
  }

  disconnectedCallback(): void {
    removeEventListener("message", this.#hear);
    this.#port?.close();
    this.#port = undefined;
    for (const { reject } of this.#waiting.values()) reject(new BoardError("cancelled", "the board was removed"));
    this.#waiting.clear();
    this.#isReady = resolvers<void>();
  }

  attributeChangedCallback(): void {
    if (this.#port) this.#configure();
  }

  /** Resolves when the frame listens. */
  get ready(): Promise<void> {
    return this.#isReady.promise;
  }

  /** Hands a table in. What is doubtful about its columns the user is asked; resolves with the report. */
  async load(given: BoardLoad): Promise<Report> {
    await this.ready;
    await this.#ask({ type: "load", ...given }, ({ type }) => type === "ok" || type === "result");
    const answer = await this.get("report");
    return answer as Report;
  }

  /** `segments`, `customers`, `report` or `skipped`. With `src` the user is asked each time. */
  async get(what: What, more: { format?: "json" | "csv"; model?: string; group?: string } = {}): Promise<unknown> {
    await this.ready;
    const answer = await this.#ask({ type: "get", what, ...more }, ({ type }) => type === "result");
    return answer.type === "result" ? answer.content : undefined;
  }

  /** Ends what runs. */
  async cancel(): Promise<void> {
    await this.#ask({ type: "cancel" }, ({ type }) => type === "ok");
  }

  /** Forgets the table. */
  async clear(): Promise<void> {
    await this.#ask({ type: "clear" }, ({ type }) => type === "ok");
  }

  /** The page with the settings in it, and with the mark that its host wrote it. */
  #ownPage(): string {
    const settings = new URLSearchParams(SETTINGS.flatMap((name) => (this.hasAttribute(name) ? [[name, this.getAttribute(name) ?? ""]] : [])));
    const safe = settings.toString().replace(/[^\w.%&=+-]/g, "").replaceAll("&", "&amp;");
    return page.replace("<html ", () => `<html data-agreed data-settings="#${safe}" `);
  }

  #hear = ({ source, data }: MessageEvent): void => {
    // The frame's first word; after it everything goes through a port that nobody else holds.
    if (source !== this.#frame?.contentWindow || this.#port || data?.app !== APP || data.type !== "ready") return;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data: message }: MessageEvent<Tell>) => this.#take(message);
    this.#frame?.contentWindow?.postMessage({ app: APP, v: VERSION, type: "hello" }, "*", [port2]);
  };

  #take(message: Tell): void {
    if (message.type === "ready") this.#configure();
    if (message.type === "resize") this.#frame?.style.setProperty("--content", `${message.height}px`);
    const { app: _, v: __, type, id, ...detail } = message;
    const waiting = typeof id === "number" ? this.#waiting.get(id) : undefined;
    if (waiting && message.type === "error") {
      this.#waiting.delete(id as number);
      waiting.reject(new BoardError(message.code, message.message));
    } else if (waiting?.take(message)) {
      this.#waiting.delete(id as number);
    }
    if (type === "ready") this.#ready(detail);
    else if (type === "result") message.type === "result" && message.what === "segments" && this.#tell("result", message.content);
    else if (type === "progress" || type === "issues" || type === "error") this.#tell(type, detail);
  }

  #ready(detail: object): void {
    this.shadowRoot?.firstElementChild?.classList.add("there");
    this.#isReady.resolve();
    this.#tell("ready", detail);
  }

  #tell(type: keyof BoardEvents, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #configure(): void {
    const settings = Object.fromEntries(SETTINGS.flatMap((name) => (this.hasAttribute(name) ? [[name, this.getAttribute(name)]] : [])));
    const style = getComputedStyle(this);
    const tokens: Tokens = {};
    for (const name of ["accent", "paper", "ink", "font"] as const) {
      const value = style.getPropertyValue(`--regulars-${name}`).trim();
      if (value !== "") tokens[name] = value;
    }
    this.#port?.postMessage({ app: APP, v: VERSION, type: "configure", ...settings, tokens });
  }

  #ask(message: Record<string, unknown>, done: (message: Tell) => boolean): Promise<Tell> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {
        take: (answer) => {
          if (done(answer)) resolve(answer);
          return done(answer);
        },
        reject,
      });
      this.#port?.postMessage({ app: APP, v: VERSION, id, ...message });
    });
  }
}

interface Resolvers<T> {
  promise: Promise<T>;
  resolve(value: T): void;
}

function resolvers<T>(): Resolvers<T> {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}

declare global {
  interface HTMLElementTagNameMap {
    "regulars-board": RegularsBoard;
  }
}
