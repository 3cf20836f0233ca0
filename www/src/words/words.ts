// The dictionary: every sentence for people, in every language. A part of the page has one file per language,
// `<part>.en.ts` and `<part>.zh-CN.ts`; each exports a function from formats to an object of texts and of functions
// from facts to texts. The English object's type is the interface: a key that Chinese lacks is a type error.

import { formatsFor, type Formats, type Lang } from "./formats.ts";
import { common as commonEn } from "./common.en.ts";
import { common as commonZh } from "./common.zh-CN.ts";
import { embed as embedEn } from "./embed.en.ts";
import { embed as embedZh } from "./embed.zh-CN.ts";
import { landing as landingEn } from "./landing.en.ts";
import { landing as landingZh } from "./landing.zh-CN.ts";
import { result as resultEn } from "./result.en.ts";
import { result as resultZh } from "./result.zh-CN.ts";
import { strategy as strategyEn } from "./strategy.en.ts";
import { strategy as strategyZh } from "./strategy.zh-CN.ts";
import { mapping as mappingEn } from "./mapping.en.ts";
import { mapping as mappingZh } from "./mapping.zh-CN.ts";
import { reading as readingEn } from "./reading.en.ts";
import { reading as readingZh } from "./reading.zh-CN.ts";
import { problems as problemsEn } from "./problems.en.ts";
import { problems as problemsZh } from "./problems.zh-CN.ts";
import { panels as panelsEn } from "./panels.en.ts";
import { panels as panelsZh } from "./panels.zh-CN.ts";
import { trust as trustEn } from "./trust.en.ts";
import { trust as trustZh } from "./trust.zh-CN.ts";

export { num, said, str, type ById } from "./by-id.ts";
export type { Facts, Formats, Lang } from "./formats.ts";

const en = (f: Formats) => ({
  common: commonEn(f),
  embed: embedEn(f),
  landing: landingEn(),
  mapping: mappingEn(f),
  reading: readingEn(f),
  problems: problemsEn(f),
  panels: panelsEn(f),
  result: resultEn(f),
  strategy: strategyEn(f),
  trust: trustEn(f),
});

/** What every language must say. */
type Parts = ReturnType<typeof en>;

const zh = (f: Formats): Parts => ({
  common: commonZh(f),
  embed: embedZh(f),
  landing: landingZh(),
  mapping: mappingZh(f),
  reading: readingZh(f),
  problems: problemsZh(f),
  panels: panelsZh(f),
  result: resultZh(f),
  strategy: strategyZh(f),
  trust: trustZh(f),
});

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
