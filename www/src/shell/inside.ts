// The app's side of the shell: what a page has from its browser and a sandboxed frame must ask for.

import { PREFIX, type Start, type ToApp, type ToShell } from "./messages.ts";

const NOTHING: Start = { hash: "", hosts: [], embedded: false, agreed: false, policy: "", kept: null };

/** What the shell said before we began. Read once: nothing else must find it in the frame's name. */
export const start: Start = read();

function read(): Start {
  try {
    const given = JSON.parse(window.name) as Partial<Start>;
    window.name = "";
    return { ...NOTHING, ...given };
  } catch {
    return NOTHING;
  }
}

export function tell(message: ToShell): void {
  // The shell's origin is that of its host or a disk; it holds us, so nobody else can be the parent.
  window.parent.postMessage(message, "*");
}

type Heard<From extends ToApp["from"]> = Extract<ToApp, { from: From }>;

/** Calls back for each message of a kind from the shell, and from nobody else. */
export function hear<From extends ToApp["from"]>(from: From, take: (message: Heard<From>, ports: readonly MessagePort[]) => void): () => void {
  const listen = ({ source, data, ports }: MessageEvent<ToApp>): void => {
    if (source === window.parent && data.from === from) take(data as Heard<From>, ports);
  };
  addEventListener("message", listen);
  return () => removeEventListener("message", listen);
}

/** The settings in the address bar. */
export const address = {
  keep: (hash: string): void => tell({ to: "address", hash }),
};
hear("address", ({ hash }) => {
  location.hash = hash;
});

/** SHA-256 of the whole file, computed by the shell from its source. */
export function fingerprint(): Promise<string | null> {
  return new Promise((resolve) => {
    const stop = hear("fingerprint", ({ sha256 }) => {
      stop();
      resolve(sha256);
    });
    tell({ to: "fingerprint" });
  });
}

/** The shell's storage, with our keys only; throws where the browser keeps nothing, as `localStorage` does. */
export function storage(): Storage {
  if (start.kept === null) throw new DOMException("nothing is kept here", "SecurityError");
  return store;
}

const values = new Map(Object.entries(start.kept ?? {}));
const store: Storage = {
  get length() {
    return values.size;
  },
  key: (index) => [...values.keys()][index] ?? null,
  getItem: (key) => values.get(key) ?? null,
  setItem(key, value) {
    values.set(key, value);
    tell({ to: "keep", key, value });
  },
  removeItem(key) {
    values.delete(key);
    tell({ to: "keep", key, value: null });
  },
  clear() {
    for (const key of [...values.keys()]) if (key.startsWith(PREFIX)) store.removeItem(key);
  },
};

// A link to a place in the page would be resolved against the shell's address and leave the frame.
addEventListener("click", (event) => {
  const link = event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement);
  const href = link?.getAttribute("href");
  if (!href?.startsWith("#")) return;
  event.preventDefault();
  const place = document.getElementById(decodeURIComponent(href.slice(1)));
  place?.scrollIntoView();
  place?.focus();
});
