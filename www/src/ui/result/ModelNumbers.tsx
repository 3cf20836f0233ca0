// The models in full for those who know them: what each forecast, how well it fits, and its parameters with their errors.

import type { JSX } from "preact";
import type { Candidate, ModelReport, Parameter, Quality } from "../../engine/models.ts";
import type { Off } from "../../words/trust.en.ts";
import { useShown } from "./shown.ts";

export function ModelNumbers({ models }: { models: ModelReport }): JSX.Element {
  const { words, f } = useShown();
  const t = words.trust.numbers;
  const nameOf = (model: string) => words.trust.models[model]?.name ?? model;
  const chosen = models.candidates.find(({ model }) => model === models.chosen);
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
            {models.candidates.map((candidate) => (
              <CandidateRow key={candidate.model} candidate={candidate} name={nameOf(candidate.model)} />
            ))}
            {models.holdout && (
              <tr>
                <th scope="row">{t.naive}</th>
                <QualityCells quality={models.holdout.naive} />
                <td class="number">–</td>
                <td class="number">–</td>
                <td class="number">–</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {models.holdout && <p class="second small">{t.actual(models.holdout.naive.actual)}</p>}
      {chosen && <Parameters title={t.parameters(nameOf(chosen.model))} params={chosen.params} />}
      {models.spend && (
        <>
          <Parameters title={`${t.spend}: ${nameOf(models.spend.model)}`} params={models.spend.params} />
          <p class="second small">
            {words.result.sentences([
              words.trust.models[models.spend.model]?.meaning,
              models.spend.verdict && words.trust.verdicts[models.spend.verdict],
              models.spend.correlation === null ? null : t.correlation(models.spend.correlation),
            ])}
          </p>
        </>
      )}
      <ul class="second small">
        {models.candidates.map(({ model, verdict }) => (
          <li key={model}>
            {words.result.card.colon(nameOf(model), words.result.sentences([words.trust.models[model]?.meaning, verdict && (words.trust.verdicts[verdict] ?? verdict)]))}
          </li>
        ))}
      </ul>
    </details>
  );

  function CandidateRow({ candidate, name }: { candidate: Candidate; name: string }): JSX.Element {
    return (
      <tr class={candidate.model === models.chosen ? "chosen" : ""}>
        <th scope="row">{name}</th>
        <QualityCells quality={candidate.quality} />
        <td class="number">{f.decimal(candidate.log_likelihood, 1)}</td>
        <td class="number">{f.decimal(candidate.aic, 1)}</td>
        <td class="number">{f.decimal(candidate.bic, 1)}</td>
      </tr>
    );
  }
}

function QualityCells({ quality }: { quality: Quality | null }): JSX.Element {
  const { f } = useShown();
  if (!quality)
    return (
      <>
        {[0, 1, 2, 3].map((i) => (
          <td key={i} class="number">
            –
          </td>
        ))}
      </>
    );
  return (
    <>
      <td class="number">{f.count(quality.expected)}</td>
      <td class="number">{signed(f.percent, quality)}</td>
      <td class="number">{f.decimal(quality.mae, 3)}</td>
      <td class="number">{f.decimal(quality.rmse, 3)}</td>
    </>
  );
}

function signed(percent: (share: number) => string, { expected, actual }: Off): string {
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
                <td class="number">{standard_error === null ? t.border : digits(f.decimal, standard_error)}</td>
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
  const size = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return decimal(value, Math.min(12, Math.max(0, 3 - size)));
}
