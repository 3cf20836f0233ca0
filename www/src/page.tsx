// The page: the engine, the address and the theme around the application.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { App } from "./app/app.tsx";
import { memoryIn } from "./app/memory.ts";
import { hashOf, settingsFrom, type Settings } from "./app/settings.ts";
import { Engine } from "./engine/client.ts";
import { sampleFile } from "./samples/samples.ts";
import { address, fingerprint, start, storage, tell } from "./shell/inside.ts";
import { wordsFor } from "./words/words.ts";

const engine = new Engine();
const memory = memoryIn(storage);

export function Page(): JSX.Element {
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
    tell({ to: "title", title: wordsFor(settings.lang).common.title, lang: settings.lang });
  }, [settings]);

  const change = (part: Partial<Settings>): void => {
    const next = { ...settings, ...part };
    setSettings(next);
    address.keep(hashOf(next, location.hash));
  };
  return (
    <App
      engine={engine}
      memory={memory}
      settings={settings}
      onSettings={change}
      sample={async (id) => sampleFile(id, settings.lang)}
      policy={start.policy || null}
      fingerprint={fingerprint}
    />
  );
}
