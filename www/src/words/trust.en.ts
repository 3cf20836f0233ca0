// "Can I trust this?": the forecast against what happened, the models, the value of customers.

import type { Formats } from "./formats.ts";
import { sentence, strong, type Sentence } from "./sentence.ts";

/** How far a forecast was off: "2 % too many". */
export interface Off {
  expected: number;
  actual: number;
}

export const trust = (f: Formats) => {
  const days = (count: number) => `${f.count(count)} ${f.plural(count, { one: "day", other: "days" })}`;
  const off = ({ expected, actual }: Off): string => {
    const share = actual === 0 ? 0 : expected / actual - 1;
    if (Math.abs(share) < 0.005) return "right to the per cent";
    return `${f.percent(Math.abs(share))} too ${share > 0 ? "many" : "few"}`;
  };
  return {
    title: "Can I trust this?",
    none: "No forecast could be made from these purchases, so there is none to test. Groups, scores and the plan do not need one.",
    model: "Forecast by",
    automatic: "Chosen by the data",
    settings: "Horizon, discount, margin …",

    tested: (q: Off & { days: number; start: string; naive: Off | null }): Sentence => {
      const test = sentence`The last ${days(q.days)} (from ${f.day(q.start)}) were kept back as a test. The forecast expected ${strong(f.count(q.expected))} purchases in them; ${strong(f.count(q.actual))} happened: ${strong(off(q))}.`;
      return q.naive ? [...test, ` “Everyone goes on as before” would have come out ${off(q.naive)}.`] : test;
    },
    untested: "The history is too short to keep a part of it back, so the forecast could not be tested. Read it as an order of magnitude.",
    total: (value: string, low: string, high: string, ahead: string): Sentence =>
      sentence`All present customers together are expected to bring ${strong(value)} ${ahead}, and nine times out of ten between ${low} and ${high}, as long as nothing changes that the past does not show: prices, seasons, campaigns, competitors.`,
    reasons: {
      best_on_holdout: () => "This model came closest in the test.",
      history_too_short: () => "The history is too short to compare models, so the one that asks least of it is used.",
      holdout_empty: () => "Nobody bought again in the last part of the history, so models could not be compared.",
      typed: () => "You chose this model.",
    } as Record<string, () => string>,

    tracking: {
      weekly: "Week by week",
      finding: (q: Off | null) => {
        if (!q || q.actual === 0) return "The model follows the history";
        const share = q.expected / q.actual - 1;
        if (Math.abs(share) < 0.05) return "In the test, about as much happened as the model expected";
        return `In the test, ${share < 0 ? "more" : "less"} happened than the model expected`;
      },
      subtitle: "Repeat purchases since the beginning: what happened and what the model says. Shaded: kept back, unseen by the model.",
      weeklyFinding: "Seasons show as waves around the forecast, which knows none",
      weeklySubtitle: "Repeat purchases per week: what happened and what the model says.",
      actual: "happened",
      expected: "model",
      holdout: "test",
      columns: ["Week to", "Happened", "Model", "Happened, sum", "Model, sum"],
    },
    deciles: {
      finding: (share: number, right: boolean) =>
        right ? `Those forecast to buy most really did: the top tenth made ${f.percent(share)} of the test’s purchases` : `The tenth forecast to buy most made ${f.percent(share)} of the test’s purchases, another tenth more`,
      subtitle: "Customers in tenths by forecast, purchases per customer in the test. Bars: what happened. Dots: the forecast.",
      axis: "tenths of the customers, lowest forecast first",
      columns: ["Tenth", "Customers", "Forecast", "Happened"],
    },
    frequency: {
      finding: (zero: number) => `${f.percent(zero)} bought on one day only`,
      subtitle: "Customers by number of repeat purchases. Bars: what happened. Dots: what the model says.",
      axis: "repeat purchases",
      orMore: (count: number) => `${f.count(count)}+`,
      columns: ["Repeat purchases", "Customers", "Model"],
    },
    habit: {
      alive: (weighs: boolean): string => (weighs ? "Silence weighs more for those who used to buy often" : "Who is still a customer"),
      aliveSubtitle: (age: number) => `Probability of still being a customer, for someone who first bought ${days(age)} ago.`,
      purchases: (horizon: string) => `What a customer is expected to buy ${horizon}`,
      purchasesSubtitle: (age: number) => `Expected purchases, for someone who first bought ${days(age)} ago.`,
      rows: "repeat purchases",
      columns: "days since the last purchase",
    },
    value: {
      finding: (share: number) => `The most valuable fifth holds ${f.percent(share)} of what is to come`,
      subtitle: (mean: string, median: string) => `Customers by expected value. Mean ${mean}, half of them below ${median}.`,
      axis: "expected value per customer",
      from: (low: string) => `from ${low}`,
      columns: ["From", "To", "Customers"],
    },

    numbers: {
      title: "The models and their numbers",
      candidates: "Models compared",
      columns: { model: "Model", forecast: "Forecast", off: "Off by", mae: "Error per customer", rmse: "Root mean square", ll: "Log-likelihood", aic: "AIC", bic: "BIC" },
      naive: "Everyone goes on as before",
      actual: (count: number) => `Happened in the test: ${f.count(count)} purchases. “Error per customer” is the mean distance between forecast and truth, in purchases; “root mean square” counts large misses more. Log-likelihood: higher fits better. AIC and BIC: lower is better, with more parameters held against a model.`,
      parameters: (model: string) => `Parameters of ${model}`,
      parameter: "Parameter",
      value: "Value",
      error: "Standard error",
      meaning: "Meaning",
      undetermined: "not determined",
      spend: "Spend per purchase",
      correlation: (r: number) => `Correlation of buying often and spending much per purchase: ${f.decimal(r, 2)}. The spend model assumes none.`,
    },
    /** The parameters read as sentences. */
    reading: {
      rhythm: (every: number) => `An average customer who is still here buys about every ${days(Math.round(every))}.`,
      afterPurchase: (share: number) => `After a purchase, about ${f.percent(share)} do not come back.`,
      leftInYear: (share: number) => `Of new customers, about ${f.percent(share)} have left after a year.`,
      spend: (money: string) => `An average purchase is about ${money}.`,
    },
    parameterMeaning: {
      r: "How alike the customers’ rhythms are: large = all alike",
      alpha: "Sets the pace together with r, in days",
      a: "With b: the chance of leaving after a purchase, a ÷ (a + b)",
      b: "With a: the chance of leaving after a purchase",
      s: "How alike the customers are in leaving: large = all alike",
      beta: "Sets how fast they leave together with s, in days",
      k: "Regularity: 1 = at random, more = at even intervals",
      p: "How much one customer’s purchases vary: large = hardly",
      q: "How much customers differ in spend: large = hardly",
      v: "Sets the level of spend, in money",
    } as Record<string, string>,
    models: {
      bg_nbd: { name: "BG/NBD", meaning: "Customers may leave right after a purchase. Whoever bought only once counts as still here by definition." },
      mbg_nbd: { name: "MBG/NBD", meaning: "Customers may leave after any purchase, the first one included." },
      pareto_nbd: { name: "Pareto/NBD", meaning: "Customers may leave silently at any time." },
      bg_cnbd_k: { name: "BG/CNBD-k", meaning: "Like BG/NBD, for customers who buy at even intervals." },
      mbg_cnbd_k: { name: "MBG/CNBD-k", meaning: "Like MBG/NBD, for customers who buy at even intervals." },
      bg_bb: { name: "BG/BB", meaning: "For fixed occasions: each time a customer buys or does not." },
      nbd: { name: "NBD", meaning: "Nobody ever leaves: a yardstick that a good model must beat." },
      gamma_gamma: { name: "Gamma-Gamma", meaning: "Each customer has a usual spend; few purchases are pulled towards the average of all." },
      shrunken_mean: { name: "Shrunken mean", meaning: "Each customer’s average, pulled towards the average of all the more, the fewer purchases there are." },
    } as Record<string, { name: string; meaning: string }>,
    verdicts: {
      no_repeat_purchases: "Nobody bought on a second day: there is no rhythm to learn.",
      nobody_leaves: "Nobody seems to leave: the history shows no one who stopped for good.",
      everyone_leaves_at_once: "Those who leave seem to do so right after the first purchase.",
      everyone_buys_alike: "Everyone seems to buy at the same pace.",
      everyone_leaves_alike: "Everyone seems equally likely to leave.",
      too_little_history: "The history is too short to tell leaving from a pause.",
      spend_never_varies: "Every purchase costs the same.",
      everyone_spends_alike: "Customers do not differ in what they spend.",
      too_few_repeat_spends: "Too few customers came back to learn how much they differ in spend; the average is used.",
      zero_spends: "Some customers came back without spending anything; they are left out of the spend model.",
      spend_follows_frequency: "Those who buy often also spend differently per purchase, which the usual spend model does not allow for; take the values of the extremes with care.",
      spend_without_mean: "A few very large amounts make the average spend uncertain; a careful average is used instead.",
      no_spends: "No amount above zero: no value can be expected from this file.",
    } as Record<string, string>,

    formula: {
      title: "What may a new customer cost?",
      intro: "The classic calculation: one average customer, with the costs that you type. What your file knows is filled in; change any of it.",
      fields: {
        average_order: { name: "Average order", hint: "from your file" },
        orders_per_year: { name: "Orders per year", hint: "from your file" },
        years: { name: "Years as a customer", hint: "from your retention rate, or a guess" },
        margin: { name: "Margin (%)", hint: "profit share of revenue" },
        acquisition: { name: "Winning a customer", hint: "advertising and sales, per customer" },
        activation: { name: "First order", hint: "welcome offer, set-up, per customer" },
        maintenance: { name: "Keeping, per year", hint: "service and mailings, per customer" },
        conversion: { name: "Leads that buy (%)", hint: "of those who showed interest" },
      },
      results: "Result",
      perCustomer: { name: "Left per customer", meaning: "Margin × average order × orders per year × years, minus keeping × years, minus winning and first order." },
      perLead: { name: "Worth of a lead", meaning: "What is left per customer, times the share of leads that buy: the most a lead may cost on top." },
      ratio: { name: "Value to cost", meaning: "What a customer brings after keeping, divided by what winning one and the first order cost. Three is often called healthy; below one you lose." },
      payback: { name: "Paid back after", meaning: "Months until the margin has covered what winning the customer and the first order cost." },
      months: (count: number) => `${f.count(count)} ${f.plural(count, { one: "month", other: "months" })}`,
      never: "never",
      noCosts: "type a cost",
      sensitivity: {
        finding: (names: string[]) => (names.length === 1 ? `“${names[0]}” moves the result most` : `${f.list(names)} move the result alike`),
        subtitle: "What is left per customer if one number is 10 % lower or higher and all others stay.",
        columns: ["Number", "10 % lower", "10 % higher"],
      },
      difference: (model: string, formula: string, ahead: string): Sentence =>
        sentence`The formula says ${strong(formula)} per customer; the forecast says ${strong(model)} per present customer ${ahead}. They answer different questions: the formula follows one average new customer over the years you assume, after your costs; the forecast takes each present customer with their own rhythm, the silent ones included, to the horizon only, and counts later money a little lower.`,
      formulaOnly: (formula: string): Sentence => sentence`The formula says ${strong(formula)} per customer, for one average new customer over the years you assume.`,
    },
  };
};

export type Trust = ReturnType<typeof trust>;
