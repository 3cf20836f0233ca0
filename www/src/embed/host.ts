// The page around us, as the application sees it: its messages become steps of the controller, its wishes become questions
// to the user.

import type { Controller } from "../app/controller.ts";
import { asProblem } from "../app/engine-port.ts";
import type { State } from "../app/state.ts";
import type { CustomerQuery, Phase } from "../engine/messages.ts";
import type { Report } from "../engine/report.ts";
import { EVERYBODY } from "../engine/queries.ts";
import { allSure, readingOf } from "../ui/mapping/logic.ts";
import { filesOf, mappingOf } from "./given.ts";
import type { Ask } from "./messages.ts";
import { Protocol, type Board, type Surroundings, type Wish } from "./protocol.ts";

type Configure = Extract<Ask, { type: "configure" }>;
type Load = Extract<Ask, { type: "load" }>;

/** What the bar above the page shows. */
export interface HostState {
  wish: Wish | null;
  /** Who could get the groups now, for the user's own button: undefined = nobody, null = somebody without a name. */
  offer: string | null | undefined;
}

export class Host implements Board {
  state: HostState = { wish: null, offer: undefined };
  readonly protocol: Protocol;
  #controller: Controller | undefined;
  /** The files that the host gave last, by identity. */
  #files: File[] | undefined;
  #report: Report | null = null;
  #waiting = new Set<(state: State) => void>();
  /** Ends the wait for a report, where the user has not yet said how to read the columns. */
  #abandon: (() => void) | undefined;
  #decide: ((yes: boolean) => void) | undefined;

  constructor(
    around: Omit<Surroundings, "consent">,
    private readonly onConfigure: (ask: Configure) => void,
    private readonly changed: () => void,
  ) {
    this.protocol = new Protocol(this, { ...around, consent: (wish) => this.#consent(wish) });
  }

  attach(controller: Controller): void {
    this.#controller = controller;
  }

  /** The application changed. */
  heard(state: State): void {
    for (const waiting of [...this.#waiting]) waiting(state);
    const report = state.screen.at === "result" ? state.screen.report : null;
    if (report === this.#report) return;
    this.#report = report;
    this.protocol.changed(report, report !== null && filesIn(state) === this.#files);
    this.#show({ offer: report ? this.protocol.connected : undefined });
  }

  decide(yes: boolean): void {
    this.#decide?.(yes);
  }

  handOver(): void {
    this.protocol.handOver();
  }

  configure(ask: Configure): void {
    this.onConfigure(ask);
  }

  async load(ask: Load, progress: (phase: Phase, done: number, total: number) => void): Promise<Report> {
    const controller = this.#needed();
    const files = (this.#files = filesOf(ask));
    const told = this.#listen((state) => {
      const { screen } = state;
      if (screen.at === "opening" || screen.at === "running") progress(screen.work.phase, screen.work.done, screen.work.total);
    });
    try {
      await controller.open(files);
      const inspected = this.#mapping(files);
      const { encoding, delimiter, header } = ask.choices ?? {};
      if (encoding !== undefined || delimiter !== undefined || header !== undefined) {
        await controller.reread({ ...(encoding !== undefined && { encoding }), ...(delimiter !== undefined && { delimiter }), ...(header !== undefined && { header }) });
      }
      const { inspection } = this.#mapping(files) ?? inspected;
      const mapping = ask.mapping && mappingOf(inspection, ask.mapping);
      if (mapping || ask.choices) controller.choose({ ...ask.choices, ...(mapping ? { mapping } : {}) });
      if (ask.options) await controller.setOptions(ask.options);
      const { choices } = this.#mapping(files);
      const result = this.#result(files);
      // What is doubtful is asked here, where the user sees the rows.
      if (mapping || allSure(inspection, readingOf(inspection, choices))) void controller.analyze(false);
      return await result;
    } finally {
      told();
    }
  }

  cancel(): void {
    this.#controller?.cancel();
    this.#abandon?.();
  }

  clear(): void {
    this.#controller?.close();
  }

  report(): Report | null {
    return this.#report;
  }

  async get({ what, format, model, group }: Extract<Ask, { type: "get" }>): Promise<{ format: "json" | "csv"; content: unknown }> {
    const controller = this.#needed();
    if (what === "report") return { format: "json", content: this.#report && withoutRows(this.#report) };
    const query: CustomerQuery = { ...EVERYBODY, model: textOr(model), group: textOr(group) };
    if (what === "customers" && format !== "csv") {
      const { columns, total } = await controller.customers({ ...query, limit: MOST_CUSTOMERS });
      return { format: "json", content: { total, columns } };
    }
    const blob = await controller.exported(what === "customers" ? "customers" : "skipped", query);
    return { format: "csv", content: await blob.text() };
  }

  #needed(): Controller {
    if (!this.#controller) throw { code: "nothing_loaded" };
    return this.#controller;
  }

  /** The columns' screen with these files, or whatever stands against it. */
  #mapping(files: File[]): Extract<State["screen"], { at: "mapping" }>["opened"] {
    const { screen, problem } = this.#needed().state;
    if (screen.at === "mapping" && screen.opened.files === files) return screen.opened;
    throw problem ?? { code: "cancelled" };
  }

  /** The report of these files, whenever the user has said what there is to say. */
  #result(files: File[]): Promise<Report> {
    return new Promise((resolve, reject) => {
      let ran = false;
      const end = (): void => reject({ ...asProblem(null), code: "cancelled" });
      const stop = this.#listen((state) => {
        const { screen, problem } = state;
        ran ||= screen.at === "running";
        if (screen.at === "result" && screen.opened.files === files) resolve(screen.report);
        else if (problem) reject(problem);
        // Other files, or back at the columns of these: somebody ended it.
        else if (filesIn(state) !== files || (ran && screen.at === "mapping")) end();
        else return;
        stop();
      });
      this.#abandon = () => {
        stop();
        end();
      };
    });
  }

  #listen(take: (state: State) => void): () => void {
    this.#waiting.add(take);
    return () => void this.#waiting.delete(take);
  }

  #consent(wish: Wish): Promise<boolean> {
    return new Promise((resolve) => {
      this.#decide = (yes) => {
        this.#decide = undefined;
        this.#show({ wish: null });
        resolve(yes);
      };
      this.#show({ wish });
    });
  }

  #show(part: Partial<HostState>): void {
    this.state = { ...this.state, ...part };
    this.changed();
  }
}

/** More customers than a message should hold; a CSV has no such limit. */
const MOST_CUSTOMERS = 100_000;

/** Rows that were not used hold names as they stand in the file: they are asked for by name, as `skipped`. */
const withoutRows = (report: Report): Report => ({ ...report, input: { ...report.input, issues: [] } });

const textOr = (value: unknown): string | null => (typeof value === "string" ? value : null);

function filesIn({ screen }: State): File[] | undefined {
  return screen.at === "landing" || screen.at === "opening" ? undefined : screen.opened.files;
}
