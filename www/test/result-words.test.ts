// Every id that the engine can send has words in both languages, and no sentence shows a hole.

import assert from "node:assert/strict";
import { test } from "node:test";
import { channelsOf, KPIS, STRATEGIES } from "../src/words/catalogue.ts";
import { plain } from "../src/words/sentence.ts";
import { LANGS, wordsFor } from "../src/words/words.ts";
import { all, rust } from "./source.ts";

for (const lang of LANGS) {
  const words = wordsFor(lang);

  test(`${lang}: every strategy of the engine has a card, and every card a strategy`, () => {
    const ids = all(rust("src/strategy"), /"((?:lc|rfm|q)_[a-z_]+)"/g);
    assert.ok(ids.length >= 15);
    assert.deepEqual(ids.sort(), Object.keys(STRATEGIES).sort());
    for (const id of ids) {
      const card = words.strategy.cards[id];
      assert.ok(card, id);
      assert.ok(card.tactics.length >= 2, id);
      for (const text of [card.goal, card.offer, card.cadence, card.avoid, ...card.tactics]) assert.ok(text.trim().length > 1, id);
      assert.ok(channelsOf(id).length > 0, id);
      for (const channel of channelsOf(id)) assert.ok(words.strategy.channels[channel], channel);
    }
  });

  test(`${lang}: every measure of the engine has a name, a meaning and a unit`, () => {
    const text = rust("src/strategy");
    const measures = all(text, /"([a-z0-9_]+)"/g).filter((id) => !/^(lc|rfm|q)_/.test(id));
    assert.ok(measures.length >= 10);
    for (const id of measures) {
      assert.ok(words.strategy.kpis[id]?.name, id);
      assert.ok(words.strategy.kpis[id]?.meaning, id);
      assert.ok(Object.hasOwn(KPIS, id), id);
    }
  });

  test(`${lang}: every group has a name and a meaning`, () => {
    const ids = all(rust("src/segments"), /=> "([a-z_]+)"/g);
    assert.ok(ids.length >= 13);
    const named = words.strategy.groups;
    for (const id of ids) assert.ok(named["rfm_11"]?.[id] ?? named["lifecycle_4"]?.[id], id);
  });

  test(`${lang}: everything that the report says has a sentence`, () => {
    const ids = all(rust("src/report"), /Said::new\(\s*"([a-z_0-9]+)"/g);
    assert.ok(ids.length >= 5);
    const spoken = { ...words.result.answer.sentences, ...words.result.limits, next_step: true };
    const elsewhere = new Set(noteIds());
    for (const id of ids) assert.ok(elsewhere.has(id) || Object.hasOwn(spoken, id), id);
  });

  test(`${lang}: every verdict of a model has words`, () => {
    const text = rust("src/models").replaceAll(/Error::new\(\s*"[a-z_]+"/g, "");
    const verdicts = all(text, /"((?:no|nobody|everyone|too|spend)_[a-z_]+)"/g);
    assert.ok(verdicts.length >= 6);
    for (const id of verdicts) assert.ok(words.trust.verdicts[id], id);
    for (const id of all(text, /Flag::new\(\s*"([a-z_]+)"/g)) assert.ok(words.result.limits[id] ?? words.trust.verdicts[id], id);
    for (const id of all(text, /reason: "([a-z_]+)"|fallback\("([a-z_]+)"\)/g)) assert.ok(id === "" || words.trust.reasons[id], id);
  });

  test(`${lang}: sentences have no holes`, () => {
    const facts = {
      customers: 612, first_day: "2010-12-01", last_day: "2011-12-09", top20_share: 0.74, median_gap_days: 38, silent_days: 90, value: 182000,
      share: 0.34, days: 120, low: 1, high: 2, horizon_days: 365, gaps: 7, needed: 20, correlation: 0.3, currency: "GBP",
    };
    const sentences = Object.entries(words.result.answer.sentences).map(([id, make]) => [id, plain(make(facts))]);
    const limits = Object.entries(words.result.limits).map(([id, make]) => [id, make(facts)]);
    for (const [id, text] of [...sentences, ...limits]) assert.doesNotMatch(text ?? "", /NaN|undefined|null|\[object/, id);
  });
}

test("both languages say the same things", () => {
  const [first, second] = LANGS.map(wordsFor);
  for (const part of ["result", "strategy", "trust"] as const) assert.deepEqual(keys(first?.[part]), keys(second?.[part]), part);
});

/** Ids of notes about the reading, which the mapping's words hold. */
function noteIds(): string[] {
  return all(rust("src/report"), /note\(\s*"([a-z_0-9]+)"/g);
}

function keys(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`)).sort();
}
