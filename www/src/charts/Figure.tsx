// The frame of every chart: the finding as title, what is shown as subtitle, a table with the same numbers, the picture
// as a file.

import type { ComponentChildren, JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { useWords } from "../ui/language.ts";
import { save } from "../ui/save.ts";
import { pictureOf } from "./picture.ts";
import { TwinTable, type Twin } from "./TwinTable.tsx";
import { useWidth } from "./useWidth.ts";

interface Props {
  finding: string;
  subtitle: string;
  table: Twin;
  /** File name of the picture, without ending. */
  name: string;
  /** Widest useful width in pixels. */
  widest?: number;
  draw(width: number): JSX.Element;
  children?: ComponentChildren;
}

export function Figure({ finding, subtitle, table, name, widest = 720, draw, children }: Props): JSX.Element {
  const w = useWords().result.figure;
  const [asTable, setAsTable] = useState(false);
  const [box, width] = useWidth<HTMLDivElement>();
  const heading = useId();
  const figure = useRef<HTMLElement>(null);
  const savePicture = () => {
    const svg = figure.current?.querySelector<SVGSVGElement>("svg.chart");
    if (svg) save(pictureOf(svg), `${name}.svg`);
  };
  return (
    <figure ref={figure}>
      <figcaption>
        <h3 id={heading}>{finding}</h3>
        <p>{subtitle}</p>
      </figcaption>
      <div ref={box} class="canvas">
        {asTable ? <TwinTable table={table} caption={subtitle} /> : draw(Math.min(width, widest))}
      </div>
      {children}
      <p class="acts">
        <button type="button" class="button" aria-describedby={heading} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {w.table}
        </button>
        {!asTable && (
          <button type="button" class="button" aria-describedby={heading} onClick={savePicture}>
            {w.save}
          </button>
        )}
      </p>
    </figure>
  );
}
