// What the engine says about a file before and after the pass: why a column got its role, what it asks, why a row was
// not used, what is worth knowing. By id; facts come from the engine.

import type { Formats } from "./formats.ts";
import { num, str, type ById } from "./by-id.ts";

export const reading = (f: Formats) => {
  const rows = (n: number): string => `${f.count(n)} ${f.plural(n, { one: "row", other: "rows" })}`;
  return {
    reasons: {
      name_customer: () => "its name says customer",
      name_customer_repeats: () => "its name says customer, and customers come back in it",
      name_customer_one_per_order: () => "its name says customer, and each order has one",
      name_customer_never_repeats: () => "its name says customer, but nobody comes back: is it a new number for each order?",
      name_email: () => "an e-mail address stands for a customer where there is no number",
      content_repeats: () => "the column has no telling name; its values come back as customers do",
      name_order: () => "its name says order",
      name_order_one_date: () => "its name says order, and each has one date",
      content_unique: () => "the column has no telling name; its values never come twice",
      name_and_dates: () => "its name says date, and it holds dates",
      content_dates: () => "the column has no telling name; it holds dates",
      name_and_money: () => "its name says money, and it holds amounts",
      content_money: () => "the column has no telling name; it holds amounts",
      name_and_content: () => "its name and its contents agree",
      name: () => "its name says so",
      no_role: () => "nothing speaks for a use",
      empty: () => "it is empty",
    } satisfies ById,
    /** When the engine knows a reason that these words do not. */
    reasonUnknown: "by its name and contents",

    questions: {
      date_order: (facts) => `Which comes first in “${str(facts, "column")}”: the day or the month?`,
      customer: () => "Which column says who bought?",
      amount: () => "Which column says how much was paid?",
      date: () => "Which date counts as the day of the purchase?",
      currency: () => "Which currency should be used?",
      status: () => "Which orders count as sales?",
      join: () => "Do these files belong together?",
      cents: (facts) => `Are the amounts in “${str(facts, "column")}” cents?`,
      decimal_mark: (facts) => `What separates the decimals in “${str(facts, "column")}”?`,
      table: () => "Which table holds the purchases?",
      refund: (facts) => `“${str(facts, "column")}” holds refunds. Take them off the amounts?`,
    } satisfies ById,
    questionWhy: {
      date_order: "Every date in this column can be read both ways, so the file itself cannot tell.",
      customer: "More than one column could be the customer. An order number or a row number would make everybody a one-time buyer.",
      amount: "More than one column could be the amount.",
      date: "There are several dates in each row. The day of payment is usually the best.",
      currency: "Different currencies are never added up.",
      status: "Cancelled and unpaid orders would otherwise count as sales.",
      join: "The purchases and the customers stand in different files.",
      cents: "All amounts are whole numbers, as in systems that count in cents.",
      decimal_mark: "The amounts can be read both ways.",
      table: "There is more than one table that could be read.",
      refund: "Some exports keep the full amount and write what was given back beside it; in others the amount is what is left.",
    } as Record<string, string>,
    choices: {
      column: (facts) => `“${str(facts, "column")}”${str(facts, "sample") && ` – for example ${str(facts, "sample")}`}`,
      quantity_x_price: () => "quantity × unit price",
      date: (facts) => `${str(facts, "sample")} is ${f.day(str(facts, "reads_as"))}`,
      cents: (facts) => (str(facts, "sample") ? `cents: ${str(facts, "sample")} means ${f.decimal(num(facts, "sample") / 100, 2)}` : "cents"),
      whole: (facts) => (str(facts, "sample") ? `no: ${str(facts, "sample")} means ${str(facts, "sample")}` : "no, whole units"),
      "mark,": (facts) => `the comma${str(facts, "sample") && `: ${str(facts, "sample")} is ${f.decimal(num(facts, "reads_as"), 4)}`}`,
      "mark.": (facts) => `the point${str(facts, "sample") && `: ${str(facts, "sample")} is ${f.decimal(num(facts, "reads_as"), 4)}`}`,
      as_written: () => "no, the amounts stand as written",
      subtract: (facts) => `yes, in ${rows(num(facts, "rows"))} of those looked at`,
      join: () => "yes, connect them",
      apart: () => "no, use only the first",
      table: (facts) => `${str(facts, "name")}${num(facts, "rows") > 0 ? ` – ${rows(num(facts, "rows"))}` : ""}`,
      currency: (facts) => `${str(facts, "currency")}${num(facts, "rows") > 0 ? ` – ${rows(num(facts, "rows"))}` : ""}`,
    } satisfies ById,
    proposed: " (proposed)",

    skips: {
      /** In the effect line: "637 have no readable date". */
      short: {
        bad_record: (facts) => `${f.count(num(facts, "n"))} cannot be read`,
        not_a_row: (facts) => `${f.count(num(facts, "n"))} ${f.plural(num(facts, "n"), { one: "is a heading or a total", other: "are headings or totals" })}`,
        missing_customer_id: (facts) => `${f.count(num(facts, "n"))} ${f.plural(num(facts, "n"), { one: "names", other: "name" })} no customer`,
        bad_or_missing_date: (facts) => `${f.count(num(facts, "n"))} ${f.plural(num(facts, "n"), { one: "has", other: "have" })} no readable date`,
        bad_or_missing_amount: (facts) => `${f.count(num(facts, "n"))} ${f.plural(num(facts, "n"), { one: "has", other: "have" })} no readable amount`,
        status_not_a_sale: (facts) => `${f.count(num(facts, "n"))} ${f.plural(num(facts, "n"), { one: "is", other: "are" })} not a sale by status`,
        other_currency: (facts) => `${f.count(num(facts, "n"))} ${f.plural(num(facts, "n"), { one: "is", other: "are" })} in another currency`,
        no_partner: (facts) => `${f.count(num(facts, "n"))} ${f.plural(num(facts, "n"), { one: "finds", other: "find" })} no partner in the other file`,
        duplicate: (facts) => `${f.count(num(facts, "n"))} ${f.plural(num(facts, "n"), { one: "repeats a row", other: "repeat a row" })} exactly`,
      } satisfies ById,
      otherShort: (n: number) => `${f.count(n)} for another reason`,
      /** In the table of what was not used. */
      name: {
        bad_record: () => "Broken record",
        not_a_row: () => "Heading or total, not a purchase",
        missing_customer_id: () => "No customer",
        bad_or_missing_date: () => "No readable date",
        bad_or_missing_amount: () => "No readable amount",
        status_not_a_sale: () => "Not a sale by its status",
        other_currency: () => "Another currency",
        no_partner: () => "No partner in the other file",
        duplicate: () => "Exact repetition of another row",
      } satisfies ById,
      help: {
        bad_record: () => "The line has too few fields, a quote that never closes, or bytes that are not text.",
        not_a_row: () => "A repeated heading, a subtotal or a separator line.",
        missing_customer_id: () => "Nobody knows who bought, for example a guest at the till. Such sales cannot be followed over time.",
        bad_or_missing_date: () => "The date is empty, impossible (30 February) or written in another way than the rest of the column.",
        bad_or_missing_amount: () => "The amount is empty or not a number.",
        status_not_a_sale: () => "You can change which statuses count as sales.",
        other_currency: () => "Only the chosen currency is added up.",
        no_partner: () => "The other file has no row with the same key.",
        duplicate: () => "You chose to count exact repetitions once.",
      } satisfies ById,
    },

    notes: {
      preamble_skipped: (facts) => `${f.count(num(facts, "lines"))} ${f.plural(num(facts, "lines"), { one: "line", other: "lines" })} above the column names ${f.plural(num(facts, "lines"), { one: "was", other: "were" })} passed over.`,
      dates_mixed: (facts) => `In “${str(facts, "column")}”, ${rows(num(facts, "rows"))} of those looked at write the date in another form than most. They are read too; a spreadsheet may have changed them.`,
      ids_in_exponents: (facts) => `A spreadsheet has rounded customer numbers in “${str(facts, "column")}” (${rows(num(facts, "rows"))} like 1.38E+10), so different customers may have become one. Export again without opening the file in between.`,
      dates_turned: (facts) => `The first rows looked at could be read both ways; ${rows(num(facts, "rows"))} further down showed which of day and month comes first.`,
      decimal_mark_turned: (facts) => `The first rows looked at could be read both ways; ${rows(num(facts, "rows"))} further down showed what separates the decimals.`,
      dates_misfit: (facts) => `In “${str(facts, "column")}”, ${rows(num(facts, "rows"))} of those looked at hold no readable date.`,
      amounts_misfit: (facts) => `In “${str(facts, "column")}”, ${rows(num(facts, "rows"))} of those looked at hold no readable amount.`,
      total_on_first_line: (facts) => `“${str(facts, "column")}” is the total of an order and stands only on its first row; the rows below belong to it.`,
      total_on_each_line: (facts) => `“${str(facts, "column")}” is the total of an order, repeated on each of its rows; it is counted once for each order.`,
      twin_columns: (facts) => `There are two columns of one name. “${str(facts, "column")}” is used, “${str(facts, "other")}” is not.`,
      nobody_repeats: (facts) => `Nobody comes back in “${str(facts, "column")}”. If that is a new number for each order, choose another column for the customer.`,
      refunds_not_subtracted: (facts) => `“${str(facts, "column")}” holds refunds in ${rows(num(facts, "rows"))} of those looked at. They are not subtracted; choose an amount that has them taken off if there is one.`,
      only_won_deals: (facts) => `Only won deals count as purchases. Left out: ${str(facts, "values")} (${rows(num(facts, "rows"))} of those looked at).`,
      status_not_filtered: (facts) => `By their status, ${rows(num(facts, "rows"))} of those looked at may not be sales: ${str(facts, "values")}. They are counted unless you untick them.`,
      several_currencies: (facts) => `There are several currencies: ${str(facts, "currencies")}. They are never added up.`,
      currency_signs_ignored: (facts) => `Different currency signs stand in the amounts (${str(facts, "currencies")}). They are taken for one currency.`,
      file_left_out: (facts) => `${str(facts, "why")} It was left out.`,
      ids_trimmed: (facts) => `Blanks around the customer were cut off in ${rows(num(facts, "rows"))}.`,
      rows_long: (facts) => `${rows(num(facts, "rows"))} ${f.plural(num(facts, "rows"), { one: "has", other: "have" })} more fields than there are columns; the extra ones were not used.`,
      rows_short: (facts) => `${rows(num(facts, "rows"))} ${f.plural(num(facts, "rows"), { one: "has", other: "have" })} fewer fields than there are columns.`,
      exact_duplicates: (facts) =>
        `${rows(num(facts, "rows"))} ${f.plural(num(facts, "rows"), { one: "is an exact repetition", other: "are exact repetitions" })} of another row. They were counted, because two equal purchases on one day are usually real; you can change this with the columns.`,
    } satisfies ById,
    noteUnknown: (id: string) => `The engine noted “${id}”.`,
  };
};

export type ReadingWords = ReturnType<typeof reading>;
