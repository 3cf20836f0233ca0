// The models in full for those who know them: what each forecast, how well it fits, and its parameters with their errors.

import type { JSX } from "preact";
import type { Fit, ModelReport, Quality } from "../../engine/models.ts";
import { useShown } from "./shown.ts";

export function ModelNumbers({ models }: { models: ModelReport }): JSX.Element {
  const { words, f } = useShown();
  const t = words.trust.numbers;
  const nameOf = (model: string) => words.trust.models[model]?.name ?? model;
  const { choice, spend } = models;
  const used = models.fits[0];
  const rows: { fit: Fit; holdout: Quality | null }[] = choice.candidates.length > 0 ? choice.candidates : models.fits.map((fit) => ({ fit, holdout: null }));
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
            {rows.map(({ fit, holdout }) => (
              <tr key={fit.model} class={fit.model === used?.model ? "chosen" : ""}>
                <th scope="row">{nameOf(fit.model)}</th>
                <QualityCells quality={holdout} />
                <td class="number">{f.decimal(fit.log_likelihood, 1)}</td>
                <td class="number">{f.decimal(fit.aic, 1)}</td>
                <td class="number">{f.decimal(fit.bic, 1)}</td>
              </tr>
            ))}
            {choice.naive && (
              <tr>
                <th scope="row">{t.naive}</th>
                <QualityCells quality={choice.naive} />
                <td class="number">–</td>
                <td class="number">–</td>
                <td class="number">–</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {choice.naive && <p class="second small">{t.actual(choice.naive.actual)}</p>}
      {used && <Parameters title={t.parameters(nameOf(used.model))} names={used.names} values={used.params} errors={used.standard_errors} />}
      {spend.params && <Parameters title={`${t.spend}: ${nameOf(spend.model)}`} names={["p", "q", "v"]} values={spend.params} errors={spend.standard_errors} />}
      <ul class="second small">
        {[...new Set([...rows.map(({ fit }) => fit.model), spend.model])].map((model) => {
          const verdict = rows.find(({ fit }) => fit.model === model)?.fit.verdict;
          const about = [words.trust.models[model]?.meaning, verdict && (words.trust.verdicts[verdict] ?? verdict)];
          return words.trust.models[model] && <li key={model}>{words.result.card.colon(nameOf(model), words.result.sentences(about))}</li>;
        })}
        {spend.correlation && <li>{t.correlation(...spend.correlation)}</li>}
      </ul>
    </details>
  );
}

function QualityCells({ quality }: { quality: Quality | null }): JSX.Element {
  const { f } = useShown();
  const texts = quality
    ? [f.count(quality.forecast), quality.total_bias === null ? "–" : `${quality.total_bias < 0 ? "−" : "+"}${f.percent(Math.abs(quality.total_bias))}`, f.decimal(quality.mae, 3), f.decimal(quality.rmse, 3)]
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

interface ParametersProps {
  title: string;
  names: readonly string[];
  values: readonly number[];
  /** Null where the data do not determine them. */
  errors: readonly number[] | null;
}

function Parameters({ title, names, values, errors }: ParametersProps): JSX.Element {
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
            {names.map((name, i) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="number">{digits(f.decimal, values[i])}</td>
                <td class="number">{errors ? digits(f.decimal, errors[i]) : t.undetermined}</td>
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
function digits(decimal: (n: number, digits?: number) => string, value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return "–";
  const size = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return decimal(value, Math.min(12, Math.max(0, 3 - size)));
}
