// What the choices do, in one line, live; and the one button.

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Effect } from "../../engine/messages.ts";
import { said } from "../../words/by-id.ts";
import { useWords } from "../language.ts";
import { Say } from "../say.tsx";

export interface EffectBarProps {
  /** Nothing is missing for a run. */
  complete: boolean;
  effect: Effect | null;
  /** Everything is sure: the button takes the focus, so that Enter runs. */
  sure: boolean;
  onAnalyze: () => void;
}

export function EffectBar({ complete, effect, sure, onAnalyze }: EffectBarProps): JSX.Element {
  const { mapping } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (sure) button.current?.focus({ preventScroll: true });
  }, []);
  const ready = complete && effect?.rows_used !== 0;
  return (
    <div class="effect-bar">
      <p class="effect" id="effect" role="status">
        {complete ? effect ? <EffectLine effect={effect} /> : mapping.effect.counting : mapping.notYet}
      </p>
      <button
        ref={button}
        type="button"
        class="button main"
        aria-disabled={ready ? undefined : "true"}
        aria-describedby="effect"
        onClick={() => {
          if (ready) onAnalyze();
        }}
      >
        {mapping.analyze}
      </button>
    </div>
  );
}

function EffectLine({ effect }: { effect: Effect }): JSX.Element {
  const { mapping, reading, f } = useWords();
  const { rows_total, rows_used, all } = effect;
  if (rows_used === 0) return <>{mapping.effect.none}</>;
  const reasons = Object.entries(effect.rows_skipped)
    .filter(([, n]) => n > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([id, n]) => said(reading.skips.short, id, { n }, () => reading.skips.otherShort(n)));
  return (
    <>
      <Say text={all ? mapping.effect.all(rows_used, rows_total) : mapping.effect.sample(rows_used, rows_total)} />
      {reasons.length > 0 && f.gap + mapping.effect.because(reasons)}
    </>
  );
}
