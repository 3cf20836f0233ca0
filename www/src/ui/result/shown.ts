// What every piece of the result needs: the report in view, the words, and money in the report's currency.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Report } from "../../engine/report.ts";
import type { ModelReport } from "../../engine/models.ts";
import type { Formats, Words } from "../../words/words.ts";
import { useWords } from "../language.ts";

export const ReportInView = createContext<Report | null>(null);

export interface Shown {
  words: Words;
  f: Formats;
  report: Report;
  models: ModelReport | null;
  /** An amount in the report's currency. */
  money(amount: number | string): string;
  /** A forecast, to three digits: more would promise what it cannot keep. */
  about(amount: number): string;
}

export function useShown(): Shown {
  const words = useWords();
  const report = useContext(ReportInView);
  if (!report) throw new Error("a piece of the result stands outside of it");
  return shown(words, report);
}

/** The same without a component around it. */
export function shown(words: Words, report: Report): Shown {
  const money = (amount: number | string) => words.f.money(amount, report.totals.currency);
  const about = (amount: number) => words.f.about(amount, report.totals.currency);
  return { words, f: words.f, report, models: (report.models as ModelReport | null) ?? null, money, about };
}
