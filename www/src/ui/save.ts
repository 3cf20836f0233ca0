// Hands a file to the browser's download. In a frame without `allow-downloads` the browser drops it silently.

export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // The download has its own hold on the blob by then; the address must not keep it for good.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Saves what is on its way. Where it does not come, the page has said why. */
export async function saved(coming: Promise<Blob>, name: string): Promise<void> {
  const blob = await coming.catch(() => null);
  if (blob) save(blob, name);
}

/** `orders.csv` and `skipped` make `orders-skipped.csv`. */
export function savedName(file: string | undefined, what: string, extension: string): string {
  const base = (file ?? "regulars").replace(/^.*[\\/]/, "").replace(/\.[^.]{1,8}$/, "");
  return `${base}-${what}.${extension}`;
}
