// The wait: which phase, how far, and a way out that works at once.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Phase } from "../engine/messages.ts";
import { ScreenHeading } from "./heading.tsx";
import { useWords } from "./language.ts";

export interface ProgressProps {
  names: string[];
  /** Opening a file has one phase, an analysis four. */
  kind: "opening" | "running";
  phase: Phase;
  done: number;
  total: number;
  onCancel: () => void;
}

const PHASES: readonly Phase[] = ["read", "group", "model", "write"];

export function Progress({ names, kind, phase, done, total, onCancel }: ProgressProps): JSX.Element | null {
  const words = useWords();
  const { progress } = words.panels;
  const share = total > 0 ? Math.min(1, done / total) : null;
  const shown = useAfter(kind === "opening" ? 150 : 0);

  useEffect(() => {
    const escape = (event: KeyboardEvent): void => {
      if (event.key === "Escape") onCancel();
    };
    window.addEventListener("keydown", escape);
    return () => window.removeEventListener("keydown", escape);
  }, [onCancel]);

  const status = useSteps(phase, share, progress.status, progress.phases);

  if (!shown) return null;
  const at = PHASES.indexOf(phase);
  return (
    <div class="progress">
      <ScreenHeading>{kind === "opening" ? progress.opening(names) : progress.running(names)}</ScreenHeading>
      <div class="line" aria-hidden="true">
        <span>{progress.phases[phase]}</span>
        <span>{share === null ? "" : progress.percent(share)}</span>
      </div>
      <progress max={1} {...(share === null ? {} : { value: share })} aria-label={progress.phases[phase]} />
      <p class="aside" role="status">
        {status}
      </p>
      {kind === "running" && (
        <ol class="steps small">
          {PHASES.map((step, i) => (
            <li key={step} aria-current={step === phase ? "step" : undefined}>
              <span aria-hidden="true">{i < at ? "✓ " : i === at ? "→ " : "· "}</span>
              {progress.phases[step]}
            </li>
          ))}
        </ol>
      )}
      <div class="row">
        <button type="button" class="button" onClick={onCancel}>
          {progress.cancel}
        </button>
        <span class="small second">{progress.cancelHint}</span>
      </div>
    </div>
  );
}

/** What is read out: the phase, and then only each further fifth. */
function useSteps(phase: Phase, share: number | null, status: (phase: string, share: number | null) => string, names: Record<Phase, string>): string {
  const step = share === null ? null : Math.floor(share * 5) / 5;
  const last = useRef({ key: "", text: "" });
  const key = `${names[phase]} ${step}`;
  if (last.current.key !== key) last.current = { key, text: status(names[phase], step) };
  return last.current.text;
}

/** A wait that is over before one can read it is not shown. */
function useAfter(ms: number): boolean {
  const [over, setOver] = useState(ms === 0);
  useEffect(() => {
    if (over) return;
    const timer = setTimeout(() => setOver(true), ms);
    return () => clearTimeout(timer);
  }, []);
  return over;
}
