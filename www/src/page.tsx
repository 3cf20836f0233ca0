// The page: the engine, the address and the theme around the application.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { App } from "./app/app.tsx";
import { memoryIn } from "./app/memory.ts";
import { ownPolicy, sha256 } from "./app/self.ts";
import { hashOf, settingsFrom, type Settings } from "./app/settings.ts";
import { Engine } from "./engine/client.ts";
import { inlinedFile } from "./engine/inlined.ts";
import { wordsFor } from "./words/words.ts";

const engine = new Engine();
const memory = memoryIn(() => localStorage);

/** `source`: the page's own text, taken before anything was drawn. */
export function Page({ source }: { source: string }): JSX.Element {
  const [settings, setSettings] = useState(() => settingsFrom(location.hash, navigator.languages));

  useEffect(() => {
    const read = (): void => setSettings(settingsFrom(location.hash, navigator.languages));
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  useEffect(() => {
    const root = document.documentElement;
    root.lang = settings.lang;
    root.dataset["theme"] = settings.theme;
    document.title = wordsFor(settings.lang).common.title;
  }, [settings]);

  const change = (part: Partial<Settings>): void => {
    const next = { ...settings, ...part };
    setSettings(next);
    keepInAddress(hashOf(next, location.hash));
  };
  return (
    <App
      engine={engine}
      memory={memory}
      settings={settings}
      onSettings={change}
      sample={(id) => inlinedFile(`sample-${id}`, `${id}.csv`)}
      policy={ownPolicy()}
      fingerprint={() => sha256(source)}
    />
  );
}

/** A frame without an address of its own refuses; the settings then live as long as the page. */
function keepInAddress(hash: string): void {
  try {
    history.replaceState(null, "", hash);
  } catch {
    return;
  }
}
