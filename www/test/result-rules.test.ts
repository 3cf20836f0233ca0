import assert from "node:assert/strict";
import { test } from "node:test";
import type { CustomerColumn } from "../src/engine/messages.ts";
import { answerInWords } from "../src/ui/result/Answer.tsx";
import { byPriority, planRows } from "../src/ui/result/GroupTable.tsx";
import { daysOf, ruleInWords, stretches } from "../src/ui/result/rules.ts";
import { shown } from "../src/ui/result/shown.ts";
import { customerInWords } from "../src/ui/result/CustomerSheet.tsx";
import { cardText, measureValue } from "../src/ui/result/StrategyCard.tsx";
import { rounded } from "../src/words/formats.ts";
import { plain } from "../src/words/sentence.ts";
import { LANGS, wordsFor } from "../src/words/words.ts";
import { seeded, shop } from "./fixture.ts";

test("stretches hold exactly the cells they were made from", () => {
  const random = seeded(3);
  for (let i = 0; i < 300; i++) {
    const cells: string[] = [];
    for (let r = 1; r <= 5; r++) for (let fm = 1; fm <= 5; fm++) if (random() < 0.4) cells.push(`${r}-${fm}`);
    const held = stretches(cells).flatMap(({ rLow, rHigh, fmLow, fmHigh }) => {
      const found: string[] = [];
      for (let r = rLow; r <= rHigh; r++) for (let fm = fmLow; fm <= fmHigh; fm++) found.push(`${r}-${fm}`);
      return found;
    });
    assert.deepEqual(held.sort(), cells.sort());
  }
});

test("a rectangle of the grid is one stretch", () => {
  assert.deepEqual(stretches(["2-3", "2-4", "1-3", "1-4"]), [{ rLow: 1, rHigh: 2, fmLow: 3, fmHigh: 4 }]);
});

// Breaks 17, 50, 93.5, 180 count from the day after the last one: score 5 is a recency of 1–17, so 0–16 days of silence.
test("scores of recency become days of silence without a gap or an overlap", () => {
  const breaks = [17, 50, 93.5, 180];
  assert.deepEqual(daysOf(breaks, 5, 5), [0, 16]);
  assert.deepEqual(daysOf(breaks, 4, 4), [17, 49]);
  assert.deepEqual(daysOf(breaks, 3, 3), [50, 92]);
  assert.deepEqual(daysOf(breaks, 2, 2), [93, 179]);
  assert.deepEqual(daysOf(breaks, 1, 1), [180, null]);
  assert.deepEqual(daysOf(breaks, 1, 2), [93, null]);
});

test("a forecast is told to three digits", () => {
  assert.deepEqual([182_349, 48_951, 999.4, 12.34, 0].map(rounded), [182_000, 49_000, 999, 12.34, 0]);
});

for (const lang of LANGS) {
  const { report } = shop(500);
  const here = shown(wordsFor(lang), report);

  test(`${lang}: the answer skips what it does not know and ends with a step`, () => {
    const said = answerInWords(here).map(plain);
    assert.equal(said.length, 3);
    for (const text of said) assert.doesNotMatch(text, /NaN|undefined|something_newer/);
  });

  test(`${lang}: the plan lists every group once, the most urgent first, in the screen and in the file`, () => {
    for (const model of report.segments) {
      const order = byPriority(model.groups).map(({ priority }) => priority);
      assert.deepEqual(order, [...order].sort((a, b) => a - b));
      const rows = planRows(here, model);
      assert.equal(rows.length, model.groups.length + 1);
      for (const row of rows) assert.equal(row.length, rows[0]?.length);
      for (const group of model.groups) assert.ok(ruleInWords(model.id, group, report.rfm, here.words).length > 5, group.id);
    }
  });

  test(`${lang}: a card as text holds each tactic and each measure with its value`, () => {
    const model = report.segments[1]!;
    for (const group of model.groups) {
      const text = cardText(here, model.id, group);
      const card = here.words.strategy.cards[group.strategy]!;
      for (const part of [card.goal, card.offer, card.cadence, card.avoid, ...card.tactics]) assert.ok(text.includes(part), part);
      assert.ok(text.includes(measureValue(here, "p_alive", group.measures["p_alive"] ?? null)));
      assert.doesNotMatch(text, /NaN|undefined/);
    }
  });

  test(`${lang}: one customer in words tells the habit and the silence against it`, () => {
    // 12 days over 231 days: a gap of 21; 64 days of silence are 3 gaps.
    const values: Partial<Record<CustomerColumn, string | number>> = {
      customer: "<b>7</b>", order_days: 12, first_purchase: "2011-01-01", last_purchase: "2011-08-20", days_since_last_purchase: 64, net: 840, segment: "at_risk", p_alive: 0.38, expected_purchases: 4.2, clv: 182.4, clv_low: 90, clv_high: 300,
    };
    const said = customerInWords(here, (column) => values[column] ?? null);
    assert.match(said[0] ?? "", /\b21\b/);
    assert.match(said[1] ?? "", /\b64\b/);
    assert.match(said[1] ?? "", /\b3\b/);
    assert.match(said[2] ?? "", /38/);
    const once = customerInWords(here, (column) => (column === "order_days" ? 1 : column === "p_alive" ? null : (values[column] ?? null)));
    assert.equal(once.length, 3);
    for (const text of [...said, ...once]) assert.doesNotMatch(text, /NaN|undefined|null|Infinity/);
  });
}
