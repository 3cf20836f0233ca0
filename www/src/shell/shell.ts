// The shell: the document that is opened. It starts the app in a sandboxed frame and carries for it what a sandbox cannot
// do itself: the address's settings, the title, a few kept settings, and messages of a host page. It holds no data, and it
// is short so that it can be read: nothing here follows a link, opens a window or sends anything but to the host page.

import { READY } from "../embed/messages.ts";
import { PREFIX, type Start, type ToApp, type ToShell } from "./messages.ts";

/** Longest hash, title, kept value, number of kept values and pixels on paper. */
const MOST = { hash: 2000, title: 120, value: 4000, values: 64, pixels: 100_000 };

// Before anything changes the tree: the page's own source, all but the app, which stands unchanged in its attribute.
const around = `<!doctype html>\n${sourceWithoutApp()}\n`;
const template = document.querySelector("template") as HTMLTemplateElement;
const frame = template.content.querySelector("iframe")?.cloneNode() as HTMLIFrameElement;
const given = document.documentElement.dataset;
const host = window.parent === window ? null : window.parent;

const start: Start = {
  hash: (location.hash || (given["settings"] ?? "")).slice(0, MOST.hash),
  hosts: new URLSearchParams(location.search).getAll("host"),
  embedded: host !== null,
  agreed: given["agreed"] !== undefined,
  policy: document.querySelector("meta[http-equiv]")?.getAttribute("content") ?? "",
  kept: kept(),
};
frame.name = JSON.stringify(start);
document.body.append(frame);

addEventListener("message", ({ source, origin, data, ports }) => {
  // Only two windows are heard: the app's, and the one that holds us.
  if (source === frame.contentWindow) serve(data as ToShell);
  else if (host && source === host) tell({ from: "host", origin, message: data }, [...ports]);
});
addEventListener("hashchange", () => tell({ from: "address", hash: location.hash.slice(0, MOST.hash) }));

/** The frame cannot navigate, so what stands in it is the app; its origin is opaque and has no name to send to. */
function tell(message: ToApp, ports: MessagePort[] = []): void {
  frame.contentWindow?.postMessage(message, "*", ports);
}

function serve(ask: ToShell): void {
  switch (ask.to) {
    case "address":
      return quietly(() => history.replaceState(null, "", `#${ask.hash.replace(/^#/, "").slice(0, MOST.hash)}`));
    case "title":
      document.title = ask.title.slice(0, MOST.title);
      document.documentElement.lang = ask.lang;
      frame.title = document.title;
      return;
    case "height":
      frame.style.setProperty("--tall", `${Math.min(Math.max(0, Number(ask.pixels)), MOST.pixels)}px`);
      return;
    case "keep":
      return quietly(() => keep(ask.key, ask.value));
    case "fingerprint":
      return void fingerprint().then((sha256) => tell({ from: "fingerprint", sha256 }));
    case "ready":
      return host?.postMessage(ask.portNeeded ? { ...READY, problem: "port_needed" } : READY, "*");
    case "host":
      // As text: in an object "*" could hide.
      if (String(ask.origin) !== "*") host?.postMessage(ask.message, String(ask.origin));
  }
}

function kept(): Start["kept"] {
  try {
    const ours = Object.entries({ ...localStorage }).filter(([key]) => key.startsWith(PREFIX));
    return Object.fromEntries(ours.slice(0, MOST.values));
  } catch {
    return null;
  }
}

function keep(key: string, value: string | null): void {
  if (!key.startsWith(PREFIX)) return;
  if (value === null) return localStorage.removeItem(key);
  const known = Object.keys(kept() ?? {});
  if (value.length <= MOST.value && (known.length < MOST.values || known.includes(key))) localStorage.setItem(key, value);
}

/** Storage and address may refuse: the app then keeps nothing, and works. */
function quietly(act: () => void): void {
  try {
    act();
  } catch {
    return;
  }
}

function sourceWithoutApp(): string {
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  copy.querySelector("template")?.content.querySelector("iframe")?.removeAttribute("srcdoc");
  return copy.outerHTML;
}

/**
 * SHA-256 of this file, or null where the browser offers no cryptography. The policy forbids the page to load itself, but
 * the parser's tree still holds every byte: the file is written the way browsers serialize, but for the quotes around the app (a browser
 * test compares).
 */
async function fingerprint(): Promise<string | null> {
  const app = (frame.getAttribute("srcdoc") ?? "").replaceAll("&", "&amp;").replaceAll("'", "&#39;");
  const end = "></iframe>";
  const at = around.indexOf(end);
  const source = `${around.slice(0, at)} srcdoc='${app}'${around.slice(at)}`;
  try {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(source));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return null;
  }
}
