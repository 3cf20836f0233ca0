// The application: one controller, one screen at a time, in one language. The page mounts it and so does the element.

import type { JSX } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Language } from "../ui/language.ts";
import { Landing, type SampleId } from "../ui/landing.tsx";
import { MappingScreen } from "../ui/mapping/mapping.tsx";
import { PageTarget } from "../ui/drop.tsx";
import { PrivacyDialog } from "../ui/privacy.tsx";
import { ProblemBox } from "../ui/problem.tsx";
import { Progress } from "../ui/progress.tsx";
import { Result } from "../ui/result/Result.tsx";
import { SettingsDialog } from "../ui/settings.tsx";
import { Shell, type FileLine } from "../ui/shell.tsx";
import { SkippedPanel } from "../ui/skipped.tsx";
import { wordsFor, type Lang } from "../words/words.ts";
import { Controller } from "./controller.ts";
import { asProblem, type EnginePort } from "./engine-port.ts";
import type { Memory } from "./memory.ts";
import type { Settings } from "./settings.ts";
import type { State } from "./state.ts";

export interface AppProps {
  engine: EnginePort;
  memory: Memory;
  settings: Settings;
  onSettings: (change: Partial<Settings>) => void;
  /** A bundled sample as the file a user would have dropped. */
  sample: (id: SampleId, lang: Lang) => File;
  policy: string | null;
  /** SHA-256 of the page's own source, computed when asked for. */
  fingerprint: () => Promise<string | null>;
  /** For a page around us: gets the controller once, and hears of each change. */
  onController?: (controller: Controller) => void;
  onState?: (state: State) => void;
}

type Panel = "privacy" | "settings" | null;

export function App(props: AppProps): JSX.Element {
  const { settings, onSettings, memory } = props;
  const words = wordsFor(settings.lang);
  const lang = useRef(settings.lang);
  lang.current = settings.lang;

  const [, draw] = useState({});
  const controller = useMemo(() => {
    const changed = (state: State): void => {
      draw({});
      props.onState?.(state);
    };
    const made = new Controller(props.engine, memory, changed, () => lang.current);
    props.onController?.(made);
    return made;
  }, []);
  const { screen, options, problem } = controller.state;
  const [panel, setPanel] = useState<Panel>(null);
  const [rowsOpen, setRowsOpen] = useState(false);
  const [dragging, setDragging] = useState(false);
  const [hash, setHash] = useState<string | null | undefined>();
  const landed = useRef(false);

  const open = useCallback((files: File[]) => void controller.open(files), []);
  const openSample = useCallback((id: SampleId) => {
    const file = props.sample(id, lang.current);
    // The messy one is there to show how a file is read; the other to show what comes out.
    void (id === "messy" ? controller.open([file]) : controller.openSample(file));
  }, []);

  // The engine starts while the user is still reading.
  useEffect(() => {
    try {
      props.engine.warm();
    } catch {
      // Said when a file asks for it.
    }
  }, []);
  useEffect(() => {
    landed.current = true;
    setRowsOpen(false);
    window.scrollTo(0, 0);
  }, [screen.at]);
  useEffect(() => {
    if (panel === "privacy" && hash === undefined) void props.fingerprint().then(setHash);
  }, [panel]);

  const names = screen.at === "landing" ? [] : screen.at === "opening" ? screen.names : screen.opened.files.map((file) => file.name);
  const file: FileLine | null =
    screen.at === "landing"
      ? null
      : {
          names,
          rows:
            screen.at === "result"
              ? { used: screen.report.input.rows_used, total: screen.report.input.rows_total, open: rowsOpen, toggle: () => setRowsOpen(!rowsOpen) }
              : null,
        };

  return (
    <Language.Provider value={words}>
      <div class={dragging ? "page dragging" : "page"} lang={settings.lang}>
        <Shell
          lang={settings.lang}
          theme={settings.theme}
          file={file}
          print={screen.at === "result" ? () => window.print() : null}
          onLang={(next) => onSettings({ lang: next })}
          onTheme={(theme) => onSettings({ theme })}
          onNew={() => controller.close()}
          onForget={() => controller.forget()}
          onSettings={screen.at === "result" || screen.at === "mapping" ? () => setPanel("settings") : null}
          onPrivacy={() => setPanel("privacy")}
        >
          {problem && <ProblemBox error={problem} onDismiss={() => controller.say(null)} />}
          {screen.at === "landing" && (
            <Landing returned={landed.current} onFiles={open} onSample={openSample} onPrivacy={() => setPanel("privacy")} />
          )}
          {(screen.at === "opening" || screen.at === "running") && (
            <Progress key={screen.at} names={names} kind={screen.at} {...screen.work} onCancel={() => controller.cancel()} />
          )}
          {screen.at === "mapping" && (
            <MappingScreen
              opened={screen.opened}
              effect={screen.effect}
              rereading={screen.reading}
              canRemember={memory.allowed()}
              onChoose={(change) => controller.choose(change)}
              onReread={(change) => void controller.reread(change)}
              onForgetLayout={() => controller.useProposed()}
              onAdd={(files) => void controller.add(files)}
              onAnalyze={(remember) => void controller.analyze(remember)}
            />
          )}
          {screen.at === "result" && (
            <>
              {rowsOpen && (
                <SkippedPanel
                  input={screen.report.input}
                  exported={(what) => controller.exported(what)}
                  onRemap={() => controller.remap()}
                  onClose={() => {
                    setRowsOpen(false);
                    document.getElementById("rows-toggle")?.focus();
                  }}
                />
              )}
              <Result
                report={screen.report}
                busy={screen.busy}
                model={settings.model}
                onModel={(model) => onSettings({ model })}
                view={settings.view}
                onView={(view) => onSettings({ view })}
                onOptions={(change) => void controller.setOptions(change)}
                customers={(query) => controller.customers(query)}
                exported={(what, query) => controller.exported(what, query)}
                onSettings={() => setPanel("settings")}
              />
            </>
          )}
        </Shell>
        <PageTarget
          veil={screen.at !== "landing"}
          onFiles={open}
          onNoTable={() => controller.say({ ...asProblem(null), code: "paste_not_a_table", text: null })}
          onDragging={setDragging}
        />
        {panel === "settings" && (
          <SettingsDialog
            options={options}
            report={screen.at === "result" ? screen.report : null}
            busy={screen.at === "result" && screen.busy}
            onOptions={(change) => void controller.setOptions(change)}
            onClose={() => setPanel(null)}
          />
        )}
        {panel === "privacy" && (
          <PrivacyDialog
            facts={{ policy: props.policy, hash, layouts: memory.allowed() ? memory.count() : null }}
            onForget={() => controller.forget()}
            onClose={() => setPanel(null)}
          />
        )}
      </div>
    </Language.Provider>
  );
}
