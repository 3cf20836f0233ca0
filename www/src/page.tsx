// The page: the engine, the address and the theme around the application.

import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { App } from "./app/app.tsx";
import { memoryIn } from "./app/memory.ts";
import { hashOf, settingsFrom, type Settings } from "./app/settings.ts";
import { Engine } from "./engine/client.ts";
import { Host } from "./embed/host.ts";
import { HostBar } from "./embed/host-bar.tsx";
import { applyTokens } from "./embed/tokens.ts";
import { sampleFile } from "./samples/samples.ts";
import { address, fingerprint, hear, start, storage, tell } from "./shell/inside.ts";
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

  useEffect(() => {
    // On paper the page has another height; what the shell needs is known before.
    const observer = new ResizeObserver(([entry]) => entry && !matchMedia("print").matches && tell({ to: "height", pixels: Math.ceil(entry.contentRect.height) }));
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);

  const change = (part: Partial<Settings>): void => {
    const next = { ...settings, ...part };
    setSettings(next);
    address.keep(hashOf(next, location.hash));
  };
  const latest = useRef({ settings, change });
  latest.current = { settings, change };
  const [, draw] = useState({});
  const host = useMemo(() => (start.embedded ? hostWith(latest, () => draw({})) : null), []);

  const app = (
    <App
      engine={engine}
      memory={memory}
      settings={settings}
      onSettings={change}
      sample={sampleFile}
      policy={start.policy || null}
      fingerprint={fingerprint}
      {...(host ? { onController: (controller) => host.attach(controller), onState: (state) => host.heard(state) } : {})}
    />
  );
  if (!host) return app;
  return (
    <>
      <HostBar lang={settings.lang} state={host.state} onDecide={(yes) => host.decide(yes)} onHandOver={() => host.handOver()} />
      {app}
    </>
  );
}

/** The page around us may set what the address may set, and a few colours. */
function hostWith(latest: { current: { settings: Settings; change(part: Partial<Settings>): void } }, changed: () => void): Host {
  const host = new Host(
    {
      hosts: start.hosts,
      agreed: start.agreed,
      announce: (problem) => tell({ to: "ready", portNeeded: problem !== undefined }),
      send: (message, origin) => tell({ to: "host", origin, message: { ...message } }),
    },
    ({ lang, theme, view, model, tokens }) => {
      const { settings, change } = latest.current;
      const wished = new URLSearchParams(hashOf(settings, "").slice(1));
      for (const [key, value] of Object.entries({ lang, theme, view, model })) if (typeof value === "string") wished.set(key, value);
      change(settingsFrom(`#${wished}`, []));
      if (tokens) applyTokens(document.documentElement, tokens);
    },
    changed,
  );
  hear("host", ({ message, origin }, ports) => void host.protocol.take(message, origin, ports));
  const root = document.getElementById("app");
  if (root) new ResizeObserver(() => host.protocol.resize(Math.ceil(root.getBoundingClientRect().height))).observe(root);
  host.protocol.announce();
  return host;
}
