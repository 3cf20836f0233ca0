// One screen between the file and the result: questions on top, how it is read, the first rows, the effect, one button.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Opened } from "../../app/state.ts";
import type { Choices, Effect, LayoutChoice, Role } from "../../engine/messages.ts";
import { useFileDialog } from "../drop.tsx";
import { ScreenHeading } from "../heading.tsx";
import { useWords } from "../language.ts";
import { nameOf } from "../lookups.ts";
import { Notes } from "../notes.tsx";
import { ProblemBox } from "../problem.tsx";
import { ContractPanel } from "./contracts.tsx";
import { EffectBar } from "./effect.tsx";
import { LayoutFields } from "./layout.tsx";
import { allSure, assigned, doubtful, readingOf, refusalOf } from "./logic.ts";
import { Preview } from "./preview.tsx";
import { Questions } from "./questions.tsx";
import { ReadAs } from "./read-as.tsx";
import { Currencies, StatusValues } from "./sales.tsx";
import { Joins, Tables } from "./tables.tsx";

export interface MappingProps {
  opened: Opened;
  effect: Effect | null;
  /** The file is being looked at again. */
  rereading: boolean;
  /** Whether the browser lets us remember anything. */
  canRemember: boolean;
  onChoose: (change: Partial<Choices>) => void;
  onReread: (change: LayoutChoice) => void;
  onForgetLayout: () => void;
  onAdd: (files: File[]) => void;
  onAnalyze: (remember: boolean) => void;
}

export function MappingScreen(props: MappingProps): JSX.Element {
  const { opened, effect, onChoose } = props;
  const { inspection, choices } = opened;
  const words = useWords();
  const { mapping, f } = words;
  const reading = useMemo(() => readingOf(inspection, choices), [inspection, choices]);
  const sure = useMemo(() => allSure(inspection, reading), [inspection, reading]);
  const [wanted, setWanted] = useState<{ column: number; times: number } | null>(null);
  const [remember, setRemember] = useState(true);
  const { input, choose } = useFileDialog(props.onAdd);
  const { table } = reading;
  if (!table) return <></>;

  const onRole = (column: number, role: Role): void => onChoose(assigned(choices, column, role));

  const doubts = table.columns.filter((column) => doubtful(column, reading.roles[column.index] ?? "ignore")).length;
  const refusal = refusalOf(inspection, reading);
  const preset = table.preset === null ? "" : mapping.preset(nameOf(mapping.presets, table.preset));
  const state = opened.remembered ? mapping.remembered : sure ? mapping.allSure : doubts > 0 ? mapping.doubts(doubts) : "";
  return (
    <div class="mapping">
      <div class="stack">
        <ScreenHeading focus={!sure}>{mapping.title}</ScreenHeading>
        {refusal && <ProblemBox error={refusal} />}
        {refusal && inspection.contracts && <ContractPanel contracts={inspection.contracts} />}
        <p class="lead">
          {[preset, state].filter((text) => text !== "").join(f.gap)}
          {opened.remembered && f.gap}
          {opened.remembered && (
            <button type="button" class="link" onClick={props.onForgetLayout}>
              {mapping.forgetLayout}
            </button>
          )}
        </p>
      </div>

      <div class="questions">
        <Questions inspection={inspection} choices={choices} onChoose={onChoose} />
        <Currencies table={table} choices={choices} onChoose={onChoose} />
        <StatusValues table={table} choices={choices} onChoose={onChoose} />
        <Joins inspection={inspection} choices={choices} onChoose={onChoose} />
      </div>
      <ReadAs reading={reading} onShow={(column) => setWanted({ column, times: (wanted?.times ?? 0) + 1 })} onRole={onRole} />
      <Preview key={table.name} table={table} roles={reading.roles} wanted={wanted} onRole={onRole} />
      <EffectBar complete={reading.complete && refusal === null} effect={effect} sure={sure} onAnalyze={() => props.onAnalyze(remember && opened.changed && props.canRemember)} />

      <div class="mapping-more stack">
        {opened.changed && props.canRemember && (
          <label class="choice small">
            <input type="checkbox" checked={remember} onChange={() => setRemember(!remember)} />
            <span>{mapping.remember}</span>
          </label>
        )}
        {table.notes.length > 0 && (
          <div>
            <h2 class="minor">{mapping.notes}</h2>
            <Notes notes={table.notes} />
          </div>
        )}
        <Tables inspection={inspection} choices={choices} onChoose={onChoose} />
        <LayoutFields table={table} choices={choices} reading={props.rereading} onChoose={onChoose} onReread={props.onReread} />
        <p>
          <button type="button" class="link" onClick={choose}>
            {mapping.add}
          </button>
          {input}
        </p>
      </div>
    </div>
  );
}
