// The numbers that a shop owner may want to change. Each change goes out at once; the file is not read again.

import type { ComponentChildren, JSX } from "preact";
import { useId, useState } from "preact/hooks";
import type { Options, Report } from "../engine/report.ts";
import { Dialog } from "./dialog.tsx";
import { useWords } from "./language.ts";

/** Models of repeat purchases that can be asked for (src/models/candidates.rs). */
const MODELS = ["bg_nbd", "mbg_nbd", "pareto_nbd", "bg_cnbd_k", "mbg_cnbd_k", "nbd"] as const;

export interface SettingsProps {
  /** What the user has set; absent = default. */
  options: Options;
  /** The report shown, if there is one: its options are the ones in force. */
  report: Report | null;
  busy: boolean;
  onOptions: (change: Partial<Options>) => void;
  onClose: () => void;
}

export function SettingsDialog({ options, report, busy, onOptions, onClose }: SettingsProps): JSX.Element {
  const { panels, trust } = useWords();
  const { settings } = panels;
  const inForce = report?.options;
  const fromData = report && report.lapse.source !== "user" ? report.lapse.days : null;
  const percent = (share: number | undefined, otherwise: number): number => Math.round((share ?? otherwise) * 10000) / 100;
  return (
    <Dialog title={settings.title} onClose={onClose}>
      <form class="settings" onSubmit={(event) => event.preventDefault()}>
        <p class="small second" role="status">
          {busy ? settings.busy : settings.explain}
        </p>
        <NumberField
          label={settings.horizon} hint={settings.horizonHint} unit={settings.days} low={1} high={3650} step={1}
          value={options.horizon_days ?? inForce?.horizon_days ?? 365}
          onValue={(value) => value !== null && onOptions({ horizon_days: value })}
        />
        <NumberField
          label={settings.discount} hint={settings.discountHint} unit={settings.perYear} low={0} high={100} step={0.1}
          value={options.annual_discount_percent ?? inForce?.annual_discount_percent ?? 10}
          onValue={(value) => value !== null && onOptions({ annual_discount_percent: value })}
        />
        <NumberField
          label={settings.margin} hint={settings.marginHint} unit={settings.ofPrice} low={1} high={100} step={0.1}
          value={percent(options.margin_rate ?? inForce?.margin_rate, 1)}
          onValue={(value) => value !== null && onOptions({ margin_rate: value / 100 })}
        />
        <NumberField
          label={settings.lapse} hint={settings.lapseHint(fromData)} unit={settings.days} low={1} high={3650} step={1} optional
          value={options.lapse_days ?? null}
          onValue={(value) => onOptions({ lapse_days: value })}
        />
        <Field label={settings.holdout} hint={settings.holdoutHint}>
          {(id, hint) => (
            <input
              id={id} type="date" aria-describedby={hint} value={options.holdout_start ?? ""}
              min={report?.totals.first_purchase_day} max={report?.totals.last_purchase_day}
              onChange={(event) => onOptions({ holdout_start: event.currentTarget.value || null })}
            />
          )}
        </Field>
        <Field label={settings.model} hint={options.model ? (trust.models[options.model]?.meaning ?? "") : settings.modelHint}>
          {(id, hint) => (
            <select id={id} aria-describedby={hint} value={options.model ?? ""} onChange={(event) => onOptions({ model: event.currentTarget.value || null })}>
              <option value="">{settings.modelAuto}</option>
              {MODELS.map((model) => (
                <option key={model} value={model}>
                  {trust.models[model]?.name ?? model}
                </option>
              ))}
            </select>
          )}
        </Field>
        <p>
          <button
            type="button" class="link"
            onClick={() =>
              onOptions({ horizon_days: undefined, annual_discount_percent: undefined, margin_rate: undefined, lapse_days: null, holdout_start: null, model: null })
            }
          >
            {settings.reset}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

interface FieldProps {
  label: string;
  hint: string;
  problem?: string;
  children: (id: string, hint: string) => ComponentChildren;
}

function Field({ label, hint, problem, children }: FieldProps): JSX.Element {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <span class="value">{children(id, `${id}-hint`)}</span>
      <p id={`${id}-hint`} class="small second">
        {hint} {problem && <strong class="wrong">{problem}</strong>}
      </p>
    </div>
  );
}

interface NumberFieldProps {
  label: string;
  hint: string;
  unit: string;
  low: number;
  high: number;
  step: number;
  /** May be left empty. */
  optional?: boolean;
  value: number | null;
  onValue: (value: number | null) => void;
}

function NumberField({ label, hint, unit, low, high, step, optional, value, onValue }: NumberFieldProps): JSX.Element {
  const { panels } = useWords();
  const [wrong, setWrong] = useState(false);
  const typed = (text: string): void => {
    const number = Number(text);
    const empty = text.trim() === "";
    const bad = empty ? !optional : !Number.isFinite(number) || number < low || number > high || (step === 1 && !Number.isInteger(number));
    setWrong(bad);
    if (!bad) onValue(empty ? null : number);
  };
  return (
    <Field label={label} hint={hint} {...(wrong ? { problem: panels.settings.between(low, high) } : {})}>
      {(id, described) => (
        <>
          <input
            id={id} type="number" min={low} max={high} step={step} value={value ?? ""}
            aria-describedby={described} aria-invalid={wrong}
            onChange={(event) => typed(event.currentTarget.value)}
          />{" "}
          <span class="small second">{unit}</span>
        </>
      )}
    </Field>
  );
}
