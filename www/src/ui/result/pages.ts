// The parts of a customer list that are on this side: fetched around the view, kept for a while, dropped when far.

import type { CustomerColumn, CustomerPage, CustomerQuery } from "../../engine/messages.ts";

export const PAGE_ROWS = 200;
/** Pages kept; 64 × 200 rows are a few hundred kilobytes. */
const KEPT = 64;
/** Questions under way at once: a fast scroll must not queue up pages that nobody looks at any more. */
const AT_ONCE = 2;

export type Ask = (query: CustomerQuery) => Promise<CustomerPage>;
export type ListQuery = Omit<CustomerQuery, "offset" | "limit">;

export class Pages {
  /** Rows of the whole list; null until the first page is here. */
  total: number | null = null;
  failed = false;
  #pages = new Map<number, CustomerPage>();
  #wanted: number[] = [];
  #underWay = new Set<number>();
  #closed = false;

  constructor(
    readonly query: ListQuery,
    private readonly ask: Ask,
    private readonly changed: () => void,
  ) {}

  /** Whether a row can be drawn with its values. */
  has(row: number): boolean {
    return this.#pages.has(Math.floor(row / PAGE_ROWS));
  }

  /** One value; undefined while its page is on the way. */
  cell(row: number, column: CustomerColumn): string | number | null | undefined {
    const page = this.#pages.get(Math.floor(row / PAGE_ROWS));
    if (!page) return undefined;
    return page.columns[column]?.[row - page.offset] ?? null;
  }

  /** Asks for what the rows `first` to `last` need, those in view before their neighbours. */
  want(first: number, last: number): void {
    const low = Math.max(0, Math.floor(first / PAGE_ROWS));
    const high = Math.max(low, Math.floor(last / PAGE_ROWS));
    this.#wanted = [];
    for (let page = low; page <= high; page++) this.#wanted.push(page);
    this.#wanted.push(high + 1);
    if (low > 0) this.#wanted.push(low - 1);
    this.#next();
  }

  /** Whatever is still on the way is of no use any more. */
  close(): void {
    this.#closed = true;
  }

  #next(): void {
    if (this.#closed || this.failed) return;
    for (const page of this.#wanted) {
      if (this.#underWay.size >= AT_ONCE) return;
      if (this.#pages.has(page) || this.#underWay.has(page)) continue;
      if (this.total !== null && page * PAGE_ROWS >= this.total) continue;
      // Before the total is known only the first question is worth asking.
      if (this.total === null && this.#underWay.size > 0) return;
      void this.#load(page);
    }
  }

  async #load(page: number): Promise<void> {
    this.#underWay.add(page);
    try {
      const answer = await this.ask({ ...this.query, offset: page * PAGE_ROWS, limit: PAGE_ROWS });
      this.total = answer.total;
      this.#pages.set(page, answer);
      const [oldest] = this.#pages.keys();
      if (this.#pages.size > KEPT && oldest !== undefined) this.#pages.delete(oldest);
    } catch {
      this.failed = true;
    }
    this.#underWay.delete(page);
    if (this.#closed) return;
    this.changed();
    this.#next();
  }
}
