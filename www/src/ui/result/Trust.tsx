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
  onOptions(change: Partial<Options>): void;
  onSettings(): void;
}

export function Trust({ onOptions, onSettings }: Props): JSX.Element {
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
      {models ? <Tested models={models} /> : <p>{t.none}</p>}
    </section>
  );
}

/** Ids that the engine can fit. */
const MODELS = ["bg-nbd", "mbg-nbd", "pareto-nbd"] as const;

function ModelSelect({ models, onOptions }: { models: ModelReport; onOptions: Props["onOptions"] }): JSX.Element {
  const { words, report } = useShown();
  const t = words.trust;
  return (
    <label>
      {t.model}{" "}
      <select value={report.options.model ?? ""} onChange={(event) => onOptions({ model: event.currentTarget.value || null })}>
        <option value="">{`${t.automatic} (${t.models[models.choice.model]?.name ?? models.choice.model})`}</option>
        {MODELS.map((model) => (
          <option key={model} value={model}>
            {t.models[model]?.name ?? model}
          </option>
        ))}
      </select>
    </label>
  );
}

function Tested({ models }: { models: ModelReport }): JSX.Element {
  const shown = useShown();
  const { words, report, about } = shown;
  const t = words.trust;
  const used = models.fits[0];
  const { choice } = models;
  // The judgement belongs to the model in use, which need not be the chosen one.
  const tested = choice.candidates.find(({ fit }) => fit.model === used?.model)?.holdout;
  const clv = models.total?.clv;
  const byUser = report.options.model !== null && report.options.model !== choice.model;
  const reason = t.reasons[byUser ? "chosen_by_user" : choice.reason]?.() ?? "";
  const flags = [...models.flags, ...models.spend.flags].flatMap(({ id, facts }) => (Object.hasOwn(t.flags, id) ? [t.flags[id]!(facts)] : (t.verdicts[id] ?? [])));
  const verdict = used?.verdict ? (t.verdicts[used.verdict] ?? used.verdict) : null;
  return (
    <>
      <div class="findings">
        <p>
          {tested && choice.holdout_days !== null ? (
            <Say text={t.tested({ ...tested, days: choice.holdout_days, start: dayBefore(report.totals.last_row_date, choice.holdout_days - 1), naive: choice.naive })} />
          ) : (
            t.untested
          )}
        </p>
        <p>{words.result.sentences([reason, used && t.models[used.model]?.meaning, ...modelReading(shown, models)])}</p>
        {clv && (
          <p>
            <Say text={t.total(about(clv.value), about(clv.low), about(clv.high), words.result.ahead(report.options.horizon_days))} />
          </p>
        )}
        {(verdict || flags.length > 0) && <p class="second">{words.result.sentences([verdict, ...flags, used?.shrunk ? t.shrunk : null])}</p>}
      </div>
      <div class="figures">
        <TrackingFigures models={models} />
        <DecileFigure models={models} />
        <FrequencyFigure models={models} />
        <ValueFigure models={models} />
        <HabitFigures models={models} />
      </div>
      <ModelNumbers models={models} />
    </>
  );
}

/** An ISO day some days earlier. */
function dayBefore(iso: string, days: number): string {
  return new Date(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
