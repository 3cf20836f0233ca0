// The models in full for those who know them: what each forecast, how well it fits, and its parameters with their errors.

import type { JSX } from "preact";
import type { ModelReport, Parameter, Quality } from "../../engine/models.ts";
import { useShown } from "./shown.ts";

export function ModelNumbers({ models }: { models: ModelReport }): JSX.Element {
  const { words, f } = useShown();
  const t = words.trust.numbers;
  const nameOf = (model: string) => words.trust.models[model]?.name ?? model;
  const { candidates, holdout, spend, fit } = models;
  return (
    <details class="numbers">
      <summary>{t.title}</summary>
      <h3>{t.candidates}</h3>
      <div class="twin" tabIndex={0} role="region" aria-label={t.candidates}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.columns.model}</th>
              {[t.columns.forecast, t.columns.off, t.columns.mae, t.columns.rmse, t.columns.ll, t.columns.aic, t.columns.bic].map((name) => (
                <th key={name} scope="col" class="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {candidates.map((candidate) => (
              <tr key={candidate.model} class={candidate.model === models.chosen ? "chosen" : ""}>
                <th scope="row">{nameOf(candidate.model)}</th>
                <QualityCells quality={candidate.quality} />
                <td class="number">{f.decimal(candidate.log_likelihood, 1)}</td>
                <td class="number">{f.decimal(candidate.aic, 1)}</td>
                <td class="number">{f.decimal(candidate.bic, 1)}</td>
              </tr>
            ))}
            {holdout && (
              <tr>
                <th scope="row">{t.naive}</th>
                <QualityCells quality={holdout.naive} />
                <td class="number">–</td>
                <td class="number">–</td>
                <td class="number">–</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {holdout && <p class="second small">{t.actual(holdout.naive.actual)}</p>}
      <Parameters title={t.parameters(nameOf(fit.model))} params={fit.params} />
      {spend && spend.params.length > 0 && <Parameters title={`${t.spend}: ${nameOf(spend.model)}`} params={spend.params} />}
      <ul class="second small">
        {[...candidates, ...(spend ? [spend] : [])].map(({ model, verdict }) => (
          <li key={model}>{words.result.card.colon(nameOf(model), words.result.sentences([words.trust.models[model]?.meaning, words.trust.verdicts[verdict]]))}</li>
        ))}
        {spend?.correlation != null && <li>{t.correlation(spend.correlation)}</li>}
      </ul>
    </details>
  );
}

function QualityCells({ quality }: { quality: Quality | null }): JSX.Element {
  const { f } = useShown();
  const texts = quality
    ? [f.count(quality.expected), off(f.percent, quality), f.decimal(quality.mae, 3), f.decimal(quality.rmse, 3)]
    : ["–", "–", "–", "–"];
  return (
    <>
      {texts.map((text, i) => (
        <td key={i} class="number">
          {text}
        </td>
      ))}
    </>
  );
}

function off(percent: (share: number) => string, { expected, actual }: Quality): string {
  if (actual === 0) return "–";
  const share = expected / actual - 1;
  return `${share < 0 ? "−" : "+"}${percent(Math.abs(share))}`;
}

function Parameters({ title, params }: { title: string; params: readonly Parameter[] }): JSX.Element {
  const { words, f } = useShown();
  const t = words.trust.numbers;
  return (
    <>
      <h3>{title}</h3>
      <div class="twin" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.parameter}</th>
              <th scope="col" class="number">{t.value}</th>
              <th scope="col" class="number">{t.error}</th>
              <th scope="col">{t.meaning}</th>
            </tr>
          </thead>
          <tbody>
            {params.map(({ name, value, standard_error }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="number">{digits(f.decimal, value)}</td>
                <td class="number">{standard_error === null ? t.undetermined : digits(f.decimal, standard_error)}</td>
                <td>{words.trust.parameterMeaning[name] ?? ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Four significant digits, whatever the size. */
function digits(decimal: (n: number, digits?: number) => string, value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return decimal(value, Math.min(12, Math.max(0, 3 - size)));
}
