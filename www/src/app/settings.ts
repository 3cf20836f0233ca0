// Settings in the address: `#lang=zh-CN&theme=dark&view=groups&model=rfm_11`. Never anything from a file.

import { pickLang, type Lang } from "../words/words.ts";

export type Theme = "auto" | "light" | "dark";

export interface Settings {
  lang: Lang;
  theme: Theme;
  /** Part of the result in view; null = from the top. */
  view: string | null;
  /** Segment model in view. */
  model: string;
}

/** An id as the page makes them; anything else from the address is ignored. */
const ID = /^[a-z0-9_]{1,40}$/;

export function settingsFrom(hash: string, languages: readonly string[]): Settings {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const theme = given.get("theme");
  const view = given.get("view");
  const model = given.get("model");
  return {
    lang: pickLang([given.get("lang") ?? "", ...languages]),
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    view: view !== null && ID.test(view) ? view : null,
    model: model !== null && ID.test(model) ? model : "lifecycle_4",
  };
}

/** The hash for these settings; keys of others that were there stay. */
export function hashOf({ lang, theme, view, model }: Settings, before: string): string {
  const hash = new URLSearchParams(before.replace(/^#/, ""));
  hash.set("lang", lang);
  const put = (key: string, value: string | null): void => (value === null ? hash.delete(key) : hash.set(key, value));
  put("theme", theme === "auto" ? null : theme);
  put("view", view);
  put("model", model === "lifecycle_4" ? null : model);
  return `#${hash}`;
}
