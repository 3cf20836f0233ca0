// What the page can say about itself: the policy in its source, and the fingerprint of that source.

/** The content-security policy of the page's own <meta>, or null. */
export function ownPolicy(): string | null {
  const meta = document.querySelector('meta[http-equiv="Content-Security-Policy" i]');
  return meta?.getAttribute("content")?.trim() || null;
}

/**
 * The page's source, byte for byte. A policy without connections forbids the page to load itself, but the parser's tree
 * still holds every byte: index.html is written the way browsers serialize, and this runs before anything changes the
 * tree (a browser test compares it with the file).
 */
export function ownSource(): string {
  return `<!doctype html>\n${document.documentElement.outerHTML}\n`;
}

/** SHA-256 as hexadecimal text; null where the browser offers no cryptography (pages from plain http). */
export async function sha256(text: string): Promise<string | null> {
  try {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return null;
  }
}
