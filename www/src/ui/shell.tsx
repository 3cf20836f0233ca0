// The frame around every screen: skip link, the bar on top, the problem of the moment, the screen.

import type { ComponentChildren, JSX } from "preact";
import type { Theme } from "../app/settings.ts";
import type { Lang } from "../words/words.ts";
import { useWords } from "./language.ts";
import { Menu, type MenuItem } from "./menu.tsx";

/** What the bar says about the open file. */
export interface FileLine {
  names: string[];
  /** After the run. */
  rows: { used: number; total: number; open: boolean; toggle: () => void } | null;
}

export interface ShellProps {
  lang: Lang;
  theme: Theme;
  file: FileLine | null;
  /** Only a result can be printed. */
  print: (() => void) | null;
  onLang: (lang: Lang) => void;
  onTheme: (theme: Theme) => void;
  onNew: () => void;
  onForget: () => void;
  onSettings: (() => void) | null;
  onPrivacy: () => void;
  children: ComponentChildren;
}

export function Shell(props: ShellProps): JSX.Element {
  const { common } = useWords();
  const other: Lang = props.lang === "en" ? "zh-CN" : "en";
  const themes: MenuItem[] = (["auto", "light", "dark"] as const).map((theme) => ({
    label: common.theme[theme],
    checked: theme === props.theme,
    run: () => props.onTheme(theme),
  }));
  const more: MenuItem[] = [];
  if (props.file) more.push({ label: common.menu.newFile, run: props.onNew });
  if (props.onSettings) more.push({ label: common.menu.settings, run: props.onSettings });
  if (props.print) more.push({ label: common.menu.print, run: props.print });
  more.push({ label: common.menu.privacy, run: props.onPrivacy });
  more.push({ label: common.menu.forget, run: props.onForget, apart: true });

  return (
    <>
      <a
        class="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById("content")?.focus();
        }}
      >
        {common.skipLink}
      </a>
      <header class="bar">
        <div class="sheet">
          <span class="brand">
            {common.brand} <span class="second">{common.brandOther}</span>
          </span>
          {props.file ? <FileOf file={props.file} /> : <span class="bar-file" />}
          <div class="bar-tools">
            <button type="button" class="tool" lang={other} aria-label={common.language.switchToLabel} onClick={() => props.onLang(other)}>
              {common.language.switchTo}
            </button>
            <Menu label="◐" title={common.theme.title} items={themes} />
            {props.print && (
              <button type="button" class="tool wide-only" onClick={props.print}>
                {common.menu.print}
              </button>
            )}
            <Menu label="⋯" title={common.menu.title} items={more} />
          </div>
        </div>
      </header>
      <main id="content" class="sheet" tabIndex={-1}>
        {props.children}
      </main>
    </>
  );
}

function FileOf({ file }: { file: FileLine }): JSX.Element {
  const { common, f } = useWords();
  const names = file.names.length > 2 ? `${file.names[0]} + ${f.count(file.names.length - 1)}` : file.names.join(", ");
  return (
    <div class="bar-file">
      <span class="file-name" title={file.names.join("\n")}>
        {names}
      </span>
      {file.rows && (
        <>
          {" · "}
          <button type="button" class="link" id="rows-toggle" aria-expanded={file.rows.open} aria-controls="rows-panel" onClick={file.rows.toggle}>
            {common.rowsUsed(file.rows.used, file.rows.total)} <span aria-hidden="true">{file.rows.open ? "▴" : "▾"}</span>
          </button>
        </>
      )}
    </div>
  );
}
