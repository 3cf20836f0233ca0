// The second script inside the app's frame: unpacks the app's styles and script, which stand in the page as text, and
// starts them. The policy pins both by the hash of what comes out, so that nothing else can run in their place.

import { fromBase91 } from "../engine/base91.ts";
import { packed } from "../engine/inlined.ts";
import { decoder } from "../engine/lzma.ts";

/** Bytes unpacked before the browser gets its turn: a few milliseconds even on a slow machine. */
const SLICE = 24_000;

void start();

async function start(): Promise<void> {
  const { out, advance } = decoder(fromBase91(packed("app-text")));
  for (let until = SLICE; !advance(until); until += SLICE) await turn();
  const [styles = "", code = ""] = new TextDecoder().decode(out).split("\0");
  const style = document.createElement("style");
  style.textContent = styles;
  document.head.append(style);
  const script = document.createElement("script");
  script.text = trusted(code);
  await turn();
  document.body.append(script);
}

/** The next task; a timer would wait four milliseconds after the fifth time. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(port1.close());
    port2.postMessage(null);
  });
}

/** Trusted Types ask who answers for a text that becomes a script; the policy's hash still decides. */
function trusted(script: string): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  return types ? types.createPolicy("regulars-app", { createScript: () => script }).createScript("") : script;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScript(): string }): { createScript(text: string): string };
}
