// What the page hands to everything after the run. The result never touches the engine: it gets data and calls back.

import type { CustomerPage, CustomerQuery, ExportWhat } from "../../engine/messages.ts";
import type { Options, Report } from "../../engine/report.ts";

/** The page's part in the result; words come from `useWords()`. */
export interface ResultProps {
  report: Report;
  /** Options were changed and the new report is on its way; the old one stays shown until it is whole. */
  busy: boolean;
  /** Segment model in view (`lifecycle_4`, `rfm_11`); kept in the address as `model`. */
  model: string;
  onModel(id: string): void;
  /** Part in view, kept in the address as `view`; null = from the top. */
  view: string | null;
  onView(id: string | null): void;
  /** Changes options: re-runs only what depends on them. */
  onOptions(change: Partial<Options>): void;
  customers(query: CustomerQuery): Promise<CustomerPage>;
  exported(what: ExportWhat, query?: CustomerQuery): Promise<Blob>;
  /** Opens the settings panel of the frame. */
  onSettings(): void;
}
