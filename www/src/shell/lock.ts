// The first script inside the app's frame. The frame's policy stops every request and its sandbox every navigation and
// window; this takes away what neither of the two governs, before any other script runs. What was tried against it, and
// in which browsers: docs/PRIVACY.md.

// Packets to any address, which no policy stops. No new window or frame of our origin exists that has them still.
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport"]) take(globalThis, name);

// <link rel=preconnect> and dns-prefetch reach out without asking the policy: there is no way to make a <link>, nor any
// other element that reaches out by itself and that the app has no use for.
const REFUSED = new Set(["link", "meta", "base", "iframe", "frame", "object", "embed", "portal", "fencedframe"]);
guard(Document.prototype, "createElement");
guard(Document.prototype, "createElementNS");
take(DOMImplementation.prototype, "createDocument");
for (const name of ["customElements", "DOMParser", "XSLTProcessor"]) take(globalThis, name);
// The same for elements made from text: everything that parses goes, reading stays.
for (const owner of [Element.prototype, ShadowRoot.prototype, Document, Document.prototype, Range.prototype]) {
  for (const name of Object.getOwnPropertyNames(owner)) {
    if (/HTML|^write|^execCommand$|createContextualFragment/.test(name)) stopParsing(owner, name);
  }
}

// The settings stand in the shell's address; the app reads them from its own.
try {
  location.hash = String(JSON.parse(window.name).hash);
} catch {
  // Opened without its shell: as without settings.
}

function take(owner: object, name: string): void {
  Reflect.deleteProperty(owner, name);
}

function guard(owner: Document, name: "createElement" | "createElementNS"): void {
  const make = owner[name] as (...args: unknown[]) => Element;
  const guarded = function (this: Document, ...args: unknown[]): Element {
    const made = make.apply(this, args);
    if (REFUSED.has(made.localName.toLowerCase())) throw new TypeError(`no <${made.localName}> here`);
    return made;
  };
  Object.defineProperty(owner, name, { value: guarded });
}

function stopParsing(owner: object, name: string): void {
  const { get, value } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
  // Copying the selection is the one command in use.
  const copy = value as ((command: string) => boolean) | undefined;
  if (name === "execCommand") Object.defineProperty(owner, name, { value(this: Document) { return copy?.call(this, "copy") ?? false; } });
  else if (get) Object.defineProperty(owner, name, { get, set: undefined });
  else take(owner, name);
}
