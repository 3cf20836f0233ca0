// Every row is accounted for: how many were used, why others were not, where they stand, and all of them to take away.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ExportWhat } from "../engine/messages.ts";
import type { Input, SkipReason } from "../engine/report.ts";
import { said } from "../words/by-id.ts";
import { useWords } from "./language.ts";
import { Notes } from "./notes.tsx";
import { saved, savedName } from "./save.ts";
import { Say } from "./say.tsx";

/** Rows shown at first, and added at a time. */
const PAGE = 25;

export interface SkippedProps {
  input: Input;
  exported: (what: ExportWhat) => Promise<Blob>;
  onRemap: () => void;
  onClose: () => void;
}

export function SkippedPanel({ input, exported, onRemap, onClose }: SkippedProps): JSX.Element {
  const { panels, reading, common, f } = useWords();
  const { skipped } = panels;
  const [only, setOnly] = useState<SkipReason | null>(null);
  const [shown, setShown] = useState(PAGE);
  const [saving, setSaving] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);

  const reasons = Object.entries(input.rows_skipped).filter(([, n]) => n > 0).sort(([, a], [, b]) => b - a);
  const issues = only === null ? input.issues : input.issues.filter(({ reason }) => reason === only);
  const total = only === null ? input.rows_total - input.rows_used : (input.rows_skipped[only] ?? 0);
  const nameOf = (id: string): string => said<string>(reading.skips.name, id, {}, (other) => other);
  const manyFiles = input.files.length > 1;

  const take = async (what: "skipped" | "clean"): Promise<void> => {
    setSaving(true);
    await saved(exported(what), savedName(input.files[0], what, "csv"));
    setSaving(false);
  };

  return (
    <section id="rows-panel" class="rows-panel stack no-print" aria-labelledby="rows-title">
      <div class="panel-head">
        <h2 id="rows-title" ref={title} tabIndex={-1}>{skipped.title}</h2>
        <button type="button" class="button" onClick={onClose}>
          {common.close}
        </button>
      </div>
      <p>
        <Say text={skipped.summary(input.rows_used, input.rows_total)} />
        {input.blank_lines_ignored > 0 && f.gap + skipped.blank(input.blank_lines_ignored)}
      </p>

      {reasons.length > 0 && (
        <div class="scroll-x" tabIndex={0} role="region" aria-label={skipped.reason}>
          <table>
            <thead>
              <tr>
                <th scope="col">{skipped.reason}</th>
                <th scope="col" class="number">{skipped.rows}</th>
                <th scope="col" class="number">{skipped.share}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {reasons.map(([id, n]) => (
                <tr key={id}>
                  <th scope="row">
                    <button type="button" class="link" aria-pressed={only === id} onClick={() => setOnly(only === id ? null : (id as SkipReason))}>
                      {nameOf(id)}
                    </button>
                  </th>
                  <td class="number">{f.count(n)}</td>
                  <td class="number">{f.percent(n / input.rows_total)}</td>
                  <td class="small second">{said<string>(reading.skips.help, id, {}, () => "")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}

      {input.notes.length > 0 && (
        <div>
          <h3>{skipped.notes}</h3>
          <Notes notes={input.notes} />
        </div>
      )}

      {issues.length > 0 && (
        <div class="stack">
          <div class="row">
            <h3>
              {skipped.first}
              {only !== null && <> · {nameOf(only)}</>}
            </h3>
            {only !== null && (
              <button type="button" class="link small" onClick={() => setOnly(null)}>
                {skipped.all}
              </button>
            )}
            <span class="small second">{skipped.shown(Math.min(shown, issues.length), total)}</span>
          </div>
          <div class="scroll-x" tabIndex={0} role="region" aria-label={skipped.first}>
            <table class="small">
              <thead>
                <tr>
                  {manyFiles && <th scope="col">{skipped.file}</th>}
                  <th scope="col" class="number">{skipped.line}</th>
                  <th scope="col">{skipped.reason}</th>
                  <th scope="col">{skipped.text}</th>
                </tr>
              </thead>
              <tbody>
                {issues.slice(0, shown).map((issue) => (
                  <tr key={`${issue.file} ${issue.line}`}>
                    {manyFiles && <td>{input.files[issue.file] ?? ""}</td>}
                    <td class="number">{f.count(issue.line)}</td>
                    <td>{nameOf(issue.reason)}</td>
                    <td class="as-written">{issue.text}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {issues.length > shown && (
            <button type="button" class="button" onClick={() => setShown(shown + 4 * PAGE)}>
              {skipped.more(Math.min(4 * PAGE, issues.length - shown))}
            </button>
          )}
        </div>
      )}

      <div class="row">
        {reasons.length > 0 && (
          <button type="button" class="button" disabled={saving} onClick={() => void take("skipped")}>
            {skipped.download}
          </button>
        )}
        <button type="button" class="button" disabled={saving} title={skipped.cleanHint} onClick={() => void take("clean")}>
          {skipped.clean}
        </button>
        <button type="button" class="link" onClick={onRemap}>
          {skipped.change}
        </button>
        <span class="small second" role="status">
          {saving ? skipped.saving : ""}
        </span>
      </div>
    </section>
  );
}
