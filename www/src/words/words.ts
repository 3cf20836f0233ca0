// The dictionary: every sentence for people, in every language. A part of the page has one file per language,
// `<part>.en.ts` and `<part>.zh-CN.ts`; each exports a function from formats to an object of texts and of functions
// from facts to texts. The English object's type is the interface: a key that Chinese lacks is a type error.

import { formatsFor, type Facts, type Formats, type Lang } from "./formats.ts";
import { common as commonEn } from "./common.en.ts";
import { common as commonZh } from "./common.zh-CN.ts";
import { landing as landingEn } from "./landing.en.ts";
import { landing as landingZh } from "./landing.zh-CN.ts";
import { result as resultEn } from "./result.en.ts";
import { result as resultZh } from "./result.zh-CN.ts";
import { strategy as strategyEn } from "./strategy.en.ts";
import { strategy as strategyZh } from "./strategy.zh-CN.ts";

export type { Facts, Formats, Lang } from "./formats.ts";

const en = (f: Formats) => ({ common: commonEn(f), landing: landingEn(f), result: resultEn(f), strategy: strategyEn(f) });

/** What every language must say. */
type Parts = ReturnType<typeof en>;

const zh = (f: Formats): Parts => ({ common: commonZh(f), landing: landingZh(f), result: resultZh(f), strategy: strategyZh(f) });

const languages: Record<Lang, (f: Formats) => Parts> = { en, "zh-CN": zh };

export interface Words extends Parts {
  readonly lang: Lang;
  readonly f: Formats;
}

export const LANGS: readonly Lang[] = ["zh-CN", "en"];

const made = new Map<Lang, Words>();

/** All words of a language. */
export function wordsFor(lang: Lang): Words {
  const known = made.get(lang);
  if (known) return known;
  const f = formatsFor(lang);
  const words: Words = { lang, f, ...languages[lang](f) };
  made.set(lang, words);
  return words;
}

/** The first of the wished-for languages that we speak. */
export function pickLang(wished: readonly string[]): Lang {
  for (const tag of wished) {
    if (/^zh\b/i.test(tag)) return "zh-CN";
    if (/^en\b/i.test(tag)) return "en";
  }
  return "en";
}

/** Sentences by id, as the engine sends ids. */
export type ById<S = string> = Readonly<Record<string, (facts: Facts) => S>>;

/** The sentence of an id; `otherwise` when the engine is newer than the words. */
export function said<S>(table: ById<S>, id: string, facts: Facts, otherwise: (id: string) => S): S {
  const make = Object.hasOwn(table, id) ? table[id] : undefined;
  return make ? make(facts) : otherwise(id);
}

/** A fact as a number (0 when missing): facts of refusals are texts. */
export function num(facts: Facts, name: string): number {
  const n = Number(facts[name]);
  return Number.isFinite(n) ? n : 0;
}

/** A fact as text (empty when missing). */
export const str = (facts: Facts, name: string): string => String(facts[name] ?? "");
