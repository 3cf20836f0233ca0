// From dropped files to the report: the page's steps, without a page. Holds what the engine has lost after a cancel or a
// crash (files, choices, options) and gives it back before the next question.

import { carried, relaid } from "../ui/mapping/carry.ts";
import { overridesOf, readingOf } from "../ui/mapping/logic.ts";
import type { Answers, Ask, Choices, CustomerPage, CustomerQuery, EngineError, ExportWhat, Inspection, LayoutChoice } from "../engine/messages.ts";
import type { Options } from "../engine/report.ts";
import type { Lang } from "../words/words.ts";
import { asProblem, type EnginePort } from "./engine-port.ts";
import type { Memory } from "./memory.ts";
import type { Opened, Screen, State, Work } from "./state.ts";

/** How much of the user's work the engine holds in its memory. */
type Held = "nothing" | "inspected" | "analyzed";

const START: Work = { phase: "inspect", done: 0, total: 0 };

export class Controller {
  state: State = { screen: { at: "landing" }, options: {}, problem: null };
  #held: Held = "nothing";
  /** Counts the steps that make older answers worthless. */
  #step = 0;
  #effectWanted = false;
  #effectRuns = false;
  #updateRuns = false;

  constructor(
    private readonly engine: EnginePort,
    private readonly memory: Memory,
    private readonly changed: (state: State) => void,
    private readonly lang: () => Lang,
  ) {}

  /** Looks at new files; whatever was open is left. */
  async open(files: File[]): Promise<void> {
    if (files.length === 0) return;
    this.#stop();
    await this.#inspect(files, null);
  }

  /** Opens a file of our own and goes on to its result as proposed: nobody has to answer for a sample. */
  async openSample(file: File): Promise<void> {
    this.#stop();
    const opened = await this.#inspect([file], null, true);
    if (opened) await this.#run(opened);
  }

  /** The same files and more of them. */
  async add(files: File[]): Promise<void> {
    const { screen } = this.state;
    if (screen.at !== "mapping") return this.open(files);
    await this.open([...screen.opened.files, ...files]);
  }

  /** Changes how the columns are read and counts the effect. */
  choose(change: Partial<Choices>): void {
    const { screen } = this.state;
    if (screen.at !== "mapping") return;
    const opened = { ...screen.opened, choices: { ...screen.opened.choices, ...change }, changed: true };
    this.#show({ ...screen, opened, effect: null });
    void this.#countEffect();
  }

  /** Sets the remembered choices aside. */
  useProposed(): void {
    const { screen } = this.state;
    if (screen.at !== "mapping") return;
    const { inspection } = screen.opened;
    this.#show({ ...screen, opened: { ...screen.opened, choices: inspection.proposed, remembered: false, changed: false }, effect: null });
    void this.#countEffect();
  }

  /** Changes how the table on screen is read (encoding, delimiter, header), which means looking at it again. */
  async reread(change: LayoutChoice): Promise<void> {
    const { screen } = this.state;
    if (screen.at !== "mapping") return;
    this.#show({ ...screen, reading: true });
    const { opened } = screen;
    await this.#inspect(opened.files, { ...overridesOf(opened.choices), layouts: relaid(opened, change) });
  }

  async analyze(remember: boolean): Promise<void> {
    const { screen } = this.state;
    if (screen.at !== "mapping") return;
    const { opened } = screen;
    if (remember) this.memory.keep(opened.inspection, opened.choices);
    await this.#run(opened);
  }

  async #run(opened: Opened): Promise<void> {
    const { options } = this.state;
    const step = ++this.#step;
    this.#show({ at: "running", opened, work: { ...START, phase: "read" } });
    try {
      const report = await this.#asked({ type: "analyze", choices: opened.choices, options }, opened, (work) => {
        if (step === this.#step) this.#show({ at: "running", opened, work });
      });
      if (step === this.#step) this.#show({ at: "result", opened, report, busy: false });
    } catch (thrown) {
      if (step === this.#step) this.#backToMapping(opened, asProblem(thrown));
    }
  }

  /** Back to the columns, with everything as it was. */
  remap(): void {
    const { screen } = this.state;
    if (screen.at !== "result") return;
    this.#step++;
    this.#backToMapping(screen.opened, null);
  }

  /** Changes options; on a result this re-runs only what depends on them. The latest wish wins. */
  async setOptions(change: Partial<Options>): Promise<void> {
    this.#set({ ...this.state, options: { ...this.state.options, ...change } });
    if (this.#updateRuns || this.state.screen.at !== "result") return;
    this.#updateRuns = true;
    let asked: Options | undefined;
    while (this.state.screen.at === "result" && asked !== this.state.options) {
      const step = this.#step;
      const { screen } = this.state;
      asked = this.state.options;
      this.#show({ ...screen, busy: true });
      try {
        const report = await this.#asked({ type: "update", options: asked }, screen.opened);
        if (step !== this.#step) break;
        this.#show({ ...screen, report, busy: this.state.options !== asked });
      } catch (thrown) {
        if (step !== this.#step) break;
        this.#show({ ...screen, busy: false }, asProblem(thrown));
      }
    }
    this.#updateRuns = false;
  }

  customers(query: CustomerQuery): Promise<CustomerPage> {
    return this.#fromResult({ type: "customers", query });
  }

  exported(what: ExportWhat, query?: CustomerQuery): Promise<Blob> {
    return this.#fromResult(query ? { type: "export", what, query, lang: this.lang() } : { type: "export", what, lang: this.lang() });
  }

  /** Ends what runs, at once. The files and the choices stay. */
  cancel(): void {
    const { screen } = this.state;
    this.#stop();
    if (screen.at === "running") this.#backToMapping(screen.opened, null);
    else if (screen.at === "opening") this.#show({ at: "landing" });
  }

  /** Leaves the files; nothing of them stays in the page or in the engine. */
  close(): void {
    this.#stop();
    this.engine.cancel();
    this.#held = "nothing";
    this.#show({ at: "landing" });
  }

  /** `close`, and also what this device remembered. */
  forget(): void {
    this.memory.forget();
    this.state = { ...this.state, options: {} };
    this.close();
  }

  /** Says what went wrong outside the engine (nothing in the clipboard, a download refused). */
  say(problem: EngineError | null): void {
    this.#set({ ...this.state, problem });
  }

  #stop(): void {
    this.#step++;
    const { at } = this.state.screen;
    if (at !== "opening" && at !== "running" && !this.#effectRuns && !this.#updateRuns) return;
    this.engine.cancel();
    this.#held = "nothing";
  }

  /** Looks at files and shows their columns; `straight` leaves the columns out and returns what would have been shown. */
  async #inspect(files: File[], overrides: Partial<Choices> | null, straight = false): Promise<Opened | undefined> {
    const step = ++this.#step;
    const names = files.map((file) => file.name);
    const before = this.state.screen;
    if (!overrides) this.#show({ at: "opening", names, work: START });
    try {
      const ask: Ask & { type: "inspect" } = overrides ? { type: "inspect", files, choices: overrides } : { type: "inspect", files };
      const inspection = await this.engine.ask(ask, (phase, done, total) => {
        if (step === this.#step && !overrides) this.#show({ at: "opening", names, work: { phase, done, total } });
      });
      if (step !== this.#step) return undefined;
      this.#held = "inspected";
      const kept = overrides && before.at === "mapping" ? { ...overrides, ...carried(before.opened, inspection) } : overrides;
      return this.#opened(files, inspection, kept, straight);
    } catch (thrown) {
      if (step !== this.#step) return undefined;
      this.#held = "nothing";
      const problem = asProblem(thrown);
      if (overrides && before.at === "mapping") this.#show({ ...before, reading: false }, problem);
      else this.#show({ at: "landing" }, problem);
      return undefined;
    }
  }

  #opened(files: File[], inspection: Inspection, overrides: Partial<Choices> | null, straight: boolean): Opened | undefined {
    // Without a row there is nothing to choose between.
    if (!inspection.tables.some((table) => table.preview.length > 0)) {
      this.#show({ at: "landing" }, inspection.refusal ?? { ...asProblem(null), code: "no_table", text: null });
      return undefined;
    }
    const known = overrides ? null : this.memory.recall(inspection);
    const choices = { ...inspection.proposed, ...overrides, ...known };
    const opened: Opened = { files, inspection, choices, remembered: known !== null, changed: overrides !== null };
    if (straight) return opened;
    this.#show({ at: "mapping", opened, effect: null, reading: false });
    void this.#countEffect();
    return undefined;
  }

  #backToMapping(opened: Opened, problem: EngineError | null): void {
    this.#show({ at: "mapping", opened, effect: null, reading: false }, problem?.code === "cancelled" ? null : problem);
    void this.#countEffect();
  }

  /** One count at a time, always of the newest choices. */
  async #countEffect(): Promise<void> {
    this.#effectWanted = true;
    if (this.#effectRuns) return;
    this.#effectRuns = true;
    while (this.#effectWanted && this.state.screen.at === "mapping") {
      this.#effectWanted = false;
      const { opened } = this.state.screen;
      if (!readingOf(opened.inspection, opened.choices).complete) break;
      const step = this.#step;
      try {
        const effect = await this.#asked({ type: "effect", choices: opened.choices }, opened);
        const { screen } = this.state;
        if (step === this.#step && screen.at === "mapping" && screen.opened.choices === opened.choices)
          this.#show({ ...screen, effect }, this.state.problem);
      } catch (thrown) {
        if (step !== this.#step) continue;
        this.say(asProblem(thrown));
        break;
      }
    }
    this.#effectRuns = false;
  }

  async #fromResult<T extends Ask>(ask: T): Promise<Answers[T["type"]]> {
    const { screen } = this.state;
    if (screen.at !== "result") throw new Error("no result");
    try {
      return await this.#asked(ask, screen.opened);
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.code !== "cancelled") this.say(problem);
      throw thrown;
    }
  }

  /** Asks the engine; one that has lost the files without a word (it died while nothing ran) gets them back once. */
  async #asked<T extends Ask>(ask: T, opened: Opened, tell?: (work: Work) => void): Promise<Answers[T["type"]]> {
    for (let again = false; ; again = true) {
      try {
        return await this.#caughtUp(ask, opened, tell);
      } catch (thrown) {
        const problem = asProblem(thrown);
        const lost = problem.code === "not_inspected" || problem.code === "nothing_loaded";
        if (lost || problem.code === "worker_died" || problem.code === "cancelled") this.#held = "nothing";
        if (!lost) throw thrown;
        // Only the end of its worker makes an engine forget what it was just given.
        if (again) throw { error: { ...problem, code: "worker_died" } };
      }
    }
  }

  /** Asks the engine, after giving it back what a cancel or a crash has taken from it. */
  async #caughtUp<T extends Ask>(ask: T, opened: Opened, tell?: (work: Work) => void): Promise<Answers[T["type"]]> {
    const progress = tell && ((phase: Work["phase"], done: number, total: number) => tell({ phase, done, total }));
    if (this.#held === "nothing") {
      await this.engine.ask({ type: "inspect", files: opened.files, choices: overridesOf(opened.choices) }, progress);
      this.#held = "inspected";
    }
    if (this.#held === "inspected" && ask.type !== "effect" && ask.type !== "analyze") {
      await this.engine.ask({ type: "analyze", choices: opened.choices, options: this.state.options }, progress);
      this.#held = "analyzed";
    }
    const answer = await this.engine.ask(ask, progress);
    if (ask.type === "analyze") this.#held = "analyzed";
    return answer;
  }

  #show(screen: Screen, problem: EngineError | null = null): void {
    this.#set({ ...this.state, screen, problem });
  }

  #set(state: State): void {
    this.state = state;
    this.changed(state);
  }
}
