// The first rows, with the meaning of each column above it. Only the columns in view are in the document, so that 5,000
// of them scroll like five.

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Column, InspectedTable, Role } from "../../engine/messages.ts";
import { said } from "../../words/by-id.ts";
import { useWords } from "../language.ts";
import { doubtful, matching, ROLES } from "./logic.ts";

/** Width of a column in pixels: one width for all, so that the window is arithmetic. */
const WIDTH = 184;
/** Columns kept ready on either side of the view. */
const MARGIN = 2;
/** Rows shown: enough to see what a column holds. */
const ROWS = 10;
/** From here on the page offers a search over the columns, and from there on it begins with those in use. */
const MANY = 12;
const TOO_MANY = 60;

export interface PreviewProps {
  table: InspectedTable;
  roles: Role[];
  /** Column to bring into view, with a counter so that asking twice works. */
  wanted: { column: number; times: number } | null;
  onRole: (column: number, role: Role) => void;
}

export function Preview({ table, roles, wanted, onRole }: PreviewProps): JSX.Element {
  const words = useWords();
  const { mapping, f } = words;
  const [search, setSearch] = useState("");
  const [usedOnly, setUsedOnly] = useState(table.columns.length > TOO_MANY && roles.some((role) => role !== "ignore"));
  const box = useRef<HTMLDivElement>(null);

  const columns = useMemo(() => {
    const found = matching(table, roles, search, (role) => mapping.roles[role]);
    return usedOnly ? found.filter((column) => roles[column.index] !== "ignore") : found;
  }, [table, roles, search, usedOnly, mapping]);
  const { first, last } = useWindow(box, columns.length);

  useEffect(() => {
    if (!wanted) return;
    setSearch("");
    setUsedOnly(false);
    // After the search is cleared every column stands at its own index.
    requestAnimationFrame(() => {
      box.current?.scrollTo({ left: Math.max(0, wanted.column * WIDTH - WIDTH) });
      requestAnimationFrame(() => box.current?.querySelector<HTMLSelectElement>(`[data-column="${wanted.column}"]`)?.focus());
    });
  }, [wanted]);

  const many = table.columns.length > MANY;
  const shown = columns.slice(first, last);
  const before = first * WIDTH;
  const after = (columns.length - last) * WIDTH;
  return (
    <section class="preview stack" aria-labelledby="preview-title">
      <div class="row">
        <h2 id="preview-title">{mapping.preview.title}</h2>
        {many && (
          <>
            <input
              type="search"
              value={search}
              placeholder={mapping.preview.search(table.columns.length)}
              aria-label={mapping.preview.search(table.columns.length)}
              onInput={(event) => setSearch(event.currentTarget.value)}
            />
            <label class="choice small">
              <input type="checkbox" checked={usedOnly} onChange={() => setUsedOnly(!usedOnly)} />
              {mapping.preview.usedOnly}
            </label>
            <span class="small second" role="status">
              {columns.length < table.columns.length && mapping.preview.found(columns.length, table.columns.length)}
            </span>
          </>
        )}
      </div>
      {columns.length === 0 ? (
        <p class="second">{mapping.preview.nothing}</p>
      ) : (
        <div class="preview-box" ref={box} tabIndex={0} role="region" aria-label={mapping.preview.scroll}>
          <table style={{ width: `${columns.length * WIDTH}px` }} aria-colcount={columns.length}>
            <caption class="aside">{mapping.preview.caption(table.name)}</caption>
            <thead>
              <tr>
                {before > 0 && <td class="gap" style={{ width: `${before}px` }} />}
                {shown.map((column, i) => (
                  <Head
                    key={column.index}
                    column={column}
                    role={roles[column.index] ?? "ignore"}
                    position={first + i + 1}
                    onRole={(role) => onRole(column.index, role)}
                  />
                ))}
                {after > 0 && <td class="gap" style={{ width: `${after}px` }} />}
              </tr>
            </thead>
            <tbody>
              {table.preview.slice(0, ROWS).map((cells, row) => (
                <tr key={row}>
                  {before > 0 && <td class="gap" />}
                  {shown.map((column) => {
                    const text = cells[column.index] ?? "";
                    const unused = roles[column.index] === "ignore";
                    return (
                      <td key={column.index} class={`${unused ? "unused" : ""} ${isNumeric(column, roles[column.index] ?? "ignore") ? "number" : ""}`} title={text.length > 20 ? text : undefined}>
                        {text === "" ? <span class="empty" aria-label={mapping.preview.empty}>–</span> : text}
                      </td>
                    );
                  })}
                  {after > 0 && <td class="gap" />}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="aside" role="status">
        {many && search !== "" ? f.count(columns.length) : ""}
      </p>
    </section>
  );
}

interface HeadProps {
  column: Column;
  role: Role;
  position: number;
  onRole: (role: Role) => void;
}

function Head({ column, role, position, onRole }: HeadProps): JSX.Element {
  const { mapping, reading } = useWords();
  const check = doubtful(column, role);
  const byHand = role !== column.role && role !== "ignore";
  const reason = said(reading.reasons, column.reason.id, column.reason.facts, () => reading.reasonUnknown);
  return (
    <th scope="col" aria-colindex={position} class={`${role === "ignore" ? "unused" : "used"} ${check ? "check" : ""}`}>
      <select
        data-column={column.index}
        value={role}
        aria-label={mapping.roleOf(column.name)}
        title={role === "ignore" ? undefined : reason}
        onChange={(event) => onRole(event.currentTarget.value as Role)}
      >
        {ROLES.map((each) => (
          <option key={each} value={each}>
            {mapping.roles[each]}
          </option>
        ))}
      </select>
      <span class="name" title={column.name}>
        {column.name}
      </span>
      <span class="why small">
        {byHand ? mapping.readAs.byHand : check ? mapping.confidence.check : ""}
      </span>
    </th>
  );
}

/** Numbers to compare stand to the right; ids that happen to be digits do not. */
const COUNTED: ReadonlySet<Role> = new Set(["amount", "quantity", "unit_price", "discount", "shipping", "tax", "refund"]);

function isNumeric(column: Column, role: Role): boolean {
  return column.kind === "decimal" || (column.kind === "integer" && COUNTED.has(role));
}

/** First and last column (exclusive) that the box shows, give or take. */
function useWindow(box: { current: HTMLDivElement | null }, count: number): { first: number; last: number } {
  const [view, setView] = useState({ left: 0, width: 1280 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = (): void => {
      const { scrollLeft: left, clientWidth: width } = element;
      // In steps of one column: a scroll by a pixel draws nothing anew.
      setView((old) => (Math.floor(old.left / WIDTH) === Math.floor(left / WIDTH) && old.width === width ? old : { left, width }));
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      resized.disconnect();
    };
  }, [count === 0]);
  const first = Math.max(0, Math.min(Math.floor(view.left / WIDTH) - MARGIN, count - 1));
  const last = Math.min(count, Math.ceil((view.left + view.width) / WIDTH) + MARGIN);
  return { first, last };
}
