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

function ModelSelect({ models, onOptions }: { models: ModelReport; onOptions: Props["onOptions"] }): JSX.Element {
  const { words, report } = useShown();
  const t = words.trust;
  return (
    <label>
      {t.model}{" "}
      <select value={report.options.model ?? ""} onChange={(event) => onOptions({ model: event.currentTarget.value || null })}>
        <option value="">{`${t.automatic} (${t.models[models.chosen]?.name ?? models.chosen})`}</option>
        {models.candidates.map(({ model }) => (
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
  const chosen = models.candidates.find(({ model }) => model === models.chosen);
  const { holdout } = models;
  const clv = models.total.clv;
  const reason = t.reasons[models.reason.id]?.(models.reason.facts) ?? "";
  return (
    <>
      <div class="findings">
        <p>
          {holdout && chosen?.quality ? <Say text={t.tested({ ...chosen.quality, days: holdout.holdout_days, start: holdout.start, naive: holdout.naive })} /> : t.untested}
        </p>
        <p>
          {words.result.sentences([reason, t.models[models.chosen]?.meaning, ...modelReading(shown, models)])}
        </p>
        {chosen?.verdict && <p>{t.verdicts[chosen.verdict] ?? chosen.verdict}</p>}
        {clv && (
          <p>
            <Say text={t.total(about(clv.value), about(clv.low), about(clv.high), words.result.ahead(report.options.horizon_days))} />
          </p>
        )}
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
