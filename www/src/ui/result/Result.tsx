// Everything after the run, in the order in which an owner asks: what is the answer, who are they and what to do, where
// do they stand, which ones exactly, and can I trust this.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Answer } from "./Answer.tsx";
import { Cover } from "./Cover.tsx";
import { CustomerList, type Choice } from "./CustomerList.tsx";
import { Formula } from "./Formula.tsx";
import { GroupTable } from "./GroupTable.tsx";
import type { ResultProps } from "./props.ts";
import { RfmMap } from "./RfmMap.tsx";
import { ReportInView } from "./shown.ts";
import { Tiles } from "./Tiles.tsx";
import { FIGURE_COUNT, Trust } from "./Trust.tsx";
import { useInTurn } from "./useInTurn.ts";

/** What is drawn after the first screen, in this order: map, list, the text of the trust panel, its figures, the formula. */
const [MAP, LIST, TRUST, FIGURES] = [2, 3, 4, 5];
const FORMULA = FIGURES + FIGURE_COUNT;

export function Result(props: ResultProps): JSX.Element {
  const { report, busy, view, onView } = props;
  const root = useRef<HTMLDivElement>(null);
  const newest = useRef(onView);
  newest.current = onView;
  const [choice, setChoice] = useState<Choice>({ model: null, group: null });
  const model = report.segments.find(({ id }) => id === props.model) ?? report.segments[0];

  const show = (part: string) => {
    const target = root.current?.querySelector<HTMLElement>(`[data-part="${CSS.escape(part)}"]`);
    target?.scrollIntoView({ block: "start" });
    target?.focus({ preventScroll: true });
  };
  /** `groups`, `list`, `list/<model>/<group>`, `trust/value` … */
  const follow = (to: string) => {
    const [part = "", ...rest] = to.split("/");
    if (part === "list") setChoice({ model: rest[0] ?? null, group: rest[1] ?? null });
    onView(part);
    show(part === "list" || rest.length === 0 ? part : to);
  };
  const drawn = useInTurn(FORMULA);
  useEffect(() => {
    if (view && drawn === FORMULA) show(view);
  }, [drawn]);
  // The next file begins with its answer again.
  useEffect(() => () => newest.current(null), []);

  // The browser's own print command prints the frame around us, cut wherever a sheet ends.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      window.print();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    <ReportInView.Provider value={report}>
      <div class={busy ? "result stale" : "result"} ref={root} aria-busy={busy || drawn < FORMULA}>
        <Cover />
        <Answer follow={follow} />
        <Tiles />
        {model && (
          <GroupTable model={model} onModel={props.onModel} follow={follow} onSettings={props.onSettings} exported={props.exported} />
        )}
        {drawn >= MAP && <RfmMap chosen={choice.model === "rfm_11" ? choice.group : null} onChoose={(group) => follow(`list/rfm_11/${group}`)} />}
        {drawn >= LIST && <CustomerList choice={choice} onChoice={setChoice} customers={props.customers} exported={props.exported} />}
        {drawn >= TRUST && <Trust figures={drawn - TRUST} onOptions={props.onOptions} onSettings={props.onSettings} />}
        {drawn >= FORMULA && <Formula />}
      </div>
    </ReportInView.Provider>
  );
}
