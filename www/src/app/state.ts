// What the page can be showing. One screen at a time; nothing on it is ever half a result.

import type { Choices, Effect, EngineError, Inspection, Phase } from "../engine/messages.ts";
import type { Options, Report } from "../engine/report.ts";

/** How far the running question is. */
export interface Work {
  phase: Phase;
  done: number;
  total: number;
}

/** Files whose beginning was looked at, and how they will be read. */
export interface Opened {
  files: File[];
  inspection: Inspection;
  choices: Choices;
  /** The choices come from an earlier visit. */
  remembered: boolean;
  /** The user changed something by hand. */
  changed: boolean;
}

export type Screen =
  | { at: "landing" }
  | { at: "opening"; names: string[]; work: Work }
  /** `effect` is that of the choices shown, or null while it is being counted. */
  | { at: "mapping"; opened: Opened; effect: Effect | null; reading: boolean }
  | { at: "running"; opened: Opened; work: Work }
  | { at: "result"; opened: Opened; report: Report; busy: boolean };

export interface State {
  screen: Screen;
  options: Options;
  /** What went wrong last; shown where the user is, until the next step. */
  problem: EngineError | null;
}
