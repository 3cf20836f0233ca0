// Which rows of a long list are in view. Rows have one height, so it is arithmetic. Browsers cap the height of an
// element (some near 17 million pixels): above a safe height the scroll bar is scaled, so a place in the list is kept as
// progress, 0 at the top and 1 at the bottom, not as pixels.

export const ROW_HEIGHT = 32;
/** Below every browser's cap, with room for zoom. */
export const SAFE_HEIGHT = 6_000_000;

export interface View {
  /** Index of the first row in view. */
  first: number;
  /** Rows to draw. */
  count: number;
  /** Pixels by which the first row stands above the upper edge, 0 or less. */
  shift: number;
}

/** Height of the scrolled content. */
export function contentHeight(total: number): number {
  return Math.min(total * ROW_HEIGHT, SAFE_HEIGHT);
}

export function viewAt(progress: number, total: number, viewport: number): View {
  const position = Math.min(Math.max(progress, 0), 1) * Math.max(0, total * ROW_HEIGHT - viewport);
  const first = Math.min(Math.floor(position / ROW_HEIGHT), Math.max(0, total - 1));
  const count = Math.min(Math.ceil(viewport / ROW_HEIGHT) + 1, total - first);
  return { first, count, shift: first * ROW_HEIGHT - position };
}

/** The progress at which `row` is wholly in view, moving as little as possible. */
export function progressTo(row: number, progress: number, total: number, viewport: number): number {
  const reach = total * ROW_HEIGHT - viewport;
  if (reach <= 0) return 0;
  const position = progress * reach;
  const top = row * ROW_HEIGHT;
  if (top < position) return top / reach;
  const bottom = top + ROW_HEIGHT - viewport;
  return bottom > position ? bottom / reach : progress;
}
