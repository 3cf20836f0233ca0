// The questions that the file leaves open, each with plain choices. The proposal is already chosen.

import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Choices, Inspection, Question, Said } from "../../engine/messages.ts";
import { said, type ById } from "../../words/by-id.ts";
import { useWords } from "../language.ts";
import { nameOf } from "../lookups.ts";
import { answer, answered } from "./logic.ts";

export interface QuestionsProps {
  inspection: Inspection;
  choices: Choices;
  onChoose: (change: Partial<Choices>) => void;
}

export function Questions({ inspection, choices, onChoose }: QuestionsProps): JSX.Element {
  // Statuses, currencies and joins have their own fields, which say more than a list of answers.
  const asked = inspection.questions.filter(({ id }) => id !== "status" && id !== "currency" && id !== "join");
  return (
    <>
      {asked.map((question, i) => (
        <Ask key={`${question.id} ${i}`} question={question} inspection={inspection} choices={choices} onChoose={onChoose} />
      ))}
    </>
  );
}

function Ask({ question, inspection, choices, onChoose }: QuestionsProps & { question: Question }): JSX.Element {
  const { reading } = useWords();
  const group = useId();
  const column = question.column === null ? "" : (inspection.tables[question.table]?.columns[question.column]?.name ?? "");
  const current = answered(question, choices, inspection);
  const why = question.id === "amount" && question.proposed === "quantity_x_price" ? "price_of_one" : question.id;
  const special =
    question.id === "table" && question.proposed === "all" ? "channels" : question.id === "refund" && question.column === null ? "refund_table" : null;
  return (
    <fieldset class="question">
      <legend>{said<string>(reading.questions, special ?? question.id, { column }, (id) => id)}</legend>
      <p class="small second">{nameOf(reading.questionWhy, special === "channels" ? special : why, "")}</p>
      {question.choices.map((choice) => (
        <label key={choice.id} class="choice">
          <input
            type="radio"
            name={group}
            checked={choice.id === current}
            onChange={() => onChoose(answer(question, choice.id, choices, inspection))}
          />
          <span>
            <ChoiceWords question={question} choice={choice} inspection={inspection} />
            {choice.id === question.proposed && <span class="small second">{reading.proposed}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function ChoiceWords({ question, choice, inspection }: { question: Question; choice: Said; inspection: Inspection }): JSX.Element {
  const words = useWords();
  const { reading, mapping } = words;
  const say = (key: string, facts = choice.facts): string => said<string>(reading.choices as ById, key, facts, () => choice.id);
  const columnFacts = (): Said["facts"] => {
    const column = inspection.tables[question.table]?.columns[Number(choice.id)];
    return { column: column?.name ?? choice.id, sample: column?.samples[0] ?? "", ...choice.facts };
  };
  switch (question.id) {
    case "customer":
    case "amount":
    case "date":
      return <>{choice.id === "quantity_x_price" ? say("quantity_x_price") : say("column", columnFacts())}</>;
    case "date_order":
      return <>{choice.facts["sample"] && choice.facts["reads_as"] ? say("date") : nameOf(mapping.dateOrders, choice.id)}</>;
    case "decimal_mark":
      return <>{say(`mark${choice.id}`)}</>;
    case "table":
      if (choice.id === "all") return <>{say("all_tables")}</>;
      return <>{say("table", { name: inspection.tables[Number(choice.id)]?.name ?? choice.id, ...choice.facts })}</>;
    case "unit":
      return <>{say(choice.id === "0" ? "as_it_stands" : "in_units")}</>;
    case "row_kinds":
      return <>{choice.id === "all" ? say("all_rows") : choice.facts["kinds"] ? say("kinds") : say("other_kinds")}</>;
    case "currency":
      return <>{say("currency", { currency: choice.id, ...choice.facts })}</>;
    default:
      return <>{say(choice.id)}</>;
  }
}
