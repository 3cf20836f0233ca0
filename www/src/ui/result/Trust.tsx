// Can I trust this? The forecast against what happened, in sentences first, then in pictures, then in numbers.

import type { JSX } from "preact";
import type { ModelReport } from "../../engine/models.ts";
import type { Options } from "../../engine/report.ts";
import { Say } from "../say.tsx";
import { useShown } from "./shown.ts";
import { ModelNumbers } from "./ModelNumbers.tsx";
import { modelReading } from "./reading.ts";
import { DecileFigure, FrequencyFigure, HabitFigures, TrackingFigures, ValueFigure } from "./TrustFigures.tsx";

interface Props {
  /** How many of the figures are to be drawn yet. */
  figures: number;
  onOptions(change: Partial<Options>): void;
  onSettings(): void;
}

const FIGURES = [TrackingFigures, DecileFigure, FrequencyFigure, HabitFigures, ValueFigure];
export const FIGURE_COUNT = FIGURES.length;

export function Trust({ figures, onOptions, onSettings }: Props): JSX.Element {
  const { words, models } = useShown();
  const t = words.trust;
  return (
    <section class="trust" data-part="trust" tabIndex={-1} aria-labelledby="trust-title">
      <header class="part-head">
        <h2 id="trust-title">{t.title}</h2>
        {models && (
          <>
            <ModelSelect models={models} onOptions={onOptions} />
            <button type="button" class="link" onClick={onSettings}>
              {t.settings}
            </button>
          </>
        )}
      </header>
      {models ? <Tested models={models} figures={figures} /> : <p>{t.none}</p>}
    </section>
  );
}

/** Those that can always be fitted; others stand among the candidates where they fit the data. */
const MODELS = ["bg_nbd", "mbg_nbd", "pareto_nbd"] as const;

function ModelSelect({ models, onOptions }: { models: ModelReport; onOptions: Props["onOptions"] }): JSX.Element {
  const { words, report } = useShown();
  const t = words.trust;
  const best = report.options.model === null ? models.chosen : models.candidates.length > 1 ? models.candidates[0]?.model : undefined;
  const automatic = best ? `${t.automatic} (${t.models[best]?.name ?? best})` : t.automatic;
  return (
    <label>
      {t.model}{" "}
      <select value={report.options.model ?? ""} onChange={(event) => onOptions({ model: event.currentTarget.value || null })}>
        <option value="">{automatic}</option>
        {[...new Set([...MODELS, ...models.candidates.map(({ model }) => model)])].map((model) => (
          <option key={model} value={model}>
            {t.models[model]?.name ?? model}
          </option>
        ))}
      </select>
    </label>
  );
}

function Tested({ models, figures }: { models: ModelReport; figures: number }): JSX.Element {
  const shown = useShown();
  const { words, report, about } = shown;
  const t = words.trust;
  const { fit, holdout } = models;
  // The judgement of the model in use, fitted to the calibration; it need not be the best one.
  const tested = models.candidates.find(({ model }) => model === models.chosen)?.quality;
  const clv = models.total.clv;
  const reason = t.reasons[models.reason.id]?.() ?? "";
  const odd = [fit.verdict, models.spend?.verdict ?? "fine"].flatMap((id) => t.verdicts[id] ?? []);
  return (
    <>
      <div class="findings">
        <p>
          {tested && holdout ? <Say text={t.tested({ ...tested, days: holdout.holdout_days, start: holdout.start, naive: holdout.naive })} /> : t.untested}
        </p>
        <p>{words.result.sentences([reason, t.models[models.chosen]?.meaning, ...modelReading(shown, models)])}</p>
        {clv && (
          <p>
            <Say text={t.total(about(clv.value), about(clv.low), about(clv.high), words.result.ahead(report.options.horizon_days))} />
          </p>
        )}
        {odd.length > 0 && <p class="second">{words.result.sentences(odd)}</p>}
      </div>
      <div class="figures">
        {FIGURES.slice(0, figures).map((Figures, i) => (
          <Figures key={i} models={models} />
        ))}
      </div>
      <ModelNumbers models={models} />
    </>
  );
}
