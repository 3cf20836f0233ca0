// The answer first: a few sentences made from the numbers, each number leading to what it was made from.

import type { JSX } from "preact";
import type { Report } from "../../engine/report.ts";
import type { Facts, Words } from "../../words/words.ts";
import type { Sentence } from "../../words/sentence.ts";
import { ScreenHeading } from "../heading.tsx";
import { Say } from "../say.tsx";
import { groupName } from "./rules.ts";
import { useShown, type Shown } from "./shown.ts";

export function Answer({ follow }: { follow: (to: string) => void }): JSX.Element {
  const shown = useShown();
  const { words } = shown;
  const limits = limitsInWords(shown);
  return (
    <section class="answer" data-part="answer">
      <div class="aside">
        <ScreenHeading>{words.result.answer.title}</ScreenHeading>
      </div>
      {answerInWords(shown).map((sentence, i) => (
        <p key={i}>
          <Say text={sentence} onLink={follow} />
        </p>
      ))}
      {limits.length > 0 && (
        <div class="limits">
          <h2>{words.result.answer.limitsTitle}</h2>
          <ul>
            {limits.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** The sentences that the words know; an id of a newer engine is left out rather than shown raw. */
export function answerInWords(shown: Shown): Sentence[] {
  const { words, report } = shown;
  const currency = report.totals.currency ?? "";
  // Four sentences are read, five are skimmed; how many came back stands in the tiles too.
  const short = report.answer.length > 3 ? report.answer.filter(({ id }) => id !== "returning") : report.answer;
  const said = short.flatMap(({ id, facts }): Sentence[] => {
    if (id === "next_step") return nextStep(shown, facts);
    const table = words.result.answer.sentences;
    const make = Object.hasOwn(table, id) ? table[id] : undefined;
    return make ? [make({ currency, ...facts })] : [];
  });
  const closed = report.answer.some(({ id }) => id === "next_step" || id === "too_few");
  return closed ? said : [...said, ...nextStep(shown, { group: mostUrgent(report) })];
}

/** Former best customers first, then those about to follow them, then whatever stands first in the plan. */
function mostUrgent(report: Report): string {
  const groups = report.segments.find(({ id }) => id === "rfm_11")?.groups.filter(({ customers }) => customers > 0) ?? [];
  const found = ["cant_lose", "at_risk"].find((id) => groups.some((group) => group.id === id));
  return found ?? groups[0]?.id ?? "";
}

function nextStep({ words, report }: Shown, facts: Facts): Sentence[] {
  const id = String(facts.group);
  const model = report.segments.find((m) => (facts.model ? m.id === facts.model : m.groups.some((g) => g.id === id)));
  const group = model?.groups.find((g) => g.id === id);
  if (!model || !group) return [];
  const first = words.strategy.cards[group.strategy]?.tactics[0] ?? "";
  const count = facts.customers === undefined ? group.customers : Number(facts.customers);
  return [words.result.answer.nextStep(count, groupName(model.id, id, words), first, `list/${model.id}/${id}`)];
}

function limitsInWords({ words, report }: Shown): string[] {
  const table: Words["result"]["limits"] = words.result.limits;
  return report.limits.flatMap(({ id, facts }) => (Object.hasOwn(table, id) ? [table[id]!(facts)] : []));
}
