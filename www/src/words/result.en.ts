// The result: the answer in sentences, tiles, the groups table, the map, the customer list, print.
// Links lead to `groups`, `map`, `list/<model>/<group>`, `trust` … as Result.tsx reads them.

import type { Facts, Formats } from "./formats.ts";
import { link, sentence, strong, type Sentence } from "./sentence.ts";

/** A fact as a number; NaN when it is missing, so that `has` can tell. */
const n = (facts: Facts, name: string): number => (facts[name] === undefined ? NaN : Number(facts[name]));
const has = (facts: Facts, name: string): boolean => facts[name] !== undefined && facts[name] !== "";

export const result = (f: Formats) => {
  const cash = (facts: Facts, name: string) => f.about(Number(facts[name]), facts.currency ? String(facts.currency) : null);
  const customers = (count: number) => `${f.count(count)} ${f.plural(count, { one: "customer", other: "customers" })}`;
  const days = (count: number) => `${f.count(count)} ${f.plural(count, { one: "day", other: "days" })}`;
  /** The horizon as people say it. */
  const ahead = (horizon: number) => (horizon === 365 ? "over the next year" : `over the next ${days(horizon)}`);

  return {
    days,
    customers,
    ahead,
    /** Whole sentences, one after the other. */
    sentences: (parts: readonly (string | null | undefined)[]) => parts.filter(Boolean).join(" "),

    answer: {
      title: "The answer",
      sentences: {
        who: (facts: Facts): Sentence => {
          const period = `${f.day(String(facts.first_day))} to ${f.day(String(facts.last_day))}`;
          return has(facts, "top20_share")
            ? sentence`${link(customers(n(facts, "customers")), "list")} bought from ${period}. The best fifth of them bring ${link(f.percent(n(facts, "top20_share")), "trust/value")} of the revenue.`
            : sentence`${link(customers(n(facts, "customers")), "list")} bought from ${period}.`;
        },
        overdue: (facts: Facts): Sentence => {
          const count = n(facts, "customers");
          const who = link(`${f.count(count)} ${f.plural(count, { one: "regular is", other: "regulars are" })} overdue`, "list/rfm_11/at_risk");
          const rhythm = sentence`${who}: customers here usually buy again after ${days(n(facts, "median_gap_days"))}, and these have been silent for more than ${days(n(facts, "silent_days"))}.`;
          return has(facts, "value") ? [...rhythm, ` They are worth about `, strong(cash(facts, "value")), ` over the next year if they stay.`] : rhythm;
        },
        lapsed: (facts: Facts): Sentence =>
          sentence`${link(customers(n(facts, "customers")), "list/lifecycle_4/lapsed")} (${f.percent(n(facts, "share"))}) have not bought for more than ${days(n(facts, "days"))}, longer than almost any gap between two purchases in this file.`,
        returning: (facts: Facts): Sentence => sentence`${link(f.percent(n(facts, "share")), "tiles")} of the customers came back on a second day; the usual gap between two purchases is ${days(n(facts, "median_gap_days"))}.`,
        one_time: (facts: Facts): Sentence => sentence`${link(f.percent(n(facts, "share")), "tiles")} of the customers bought on one day only: the second purchase is where you can win most.`,
        expected: (facts: Facts): Sentence => {
          const range = has(facts, "low") ? ` (likely between ${cash(facts, "low")} and ${cash(facts, "high")})` : "";
          return sentence`The customers you have are expected to bring about ${link(cash(facts, "value"), "trust")}${range} ${ahead(has(facts, "horizon_days") ? n(facts, "horizon_days") : 365)}.`;
        },
        too_few: (facts: Facts): Sentence =>
          sentence`There are only ${strong(customers(n(facts, "customers")))} in this file: read the groups as a list of names, not as statistics.`,
      } as Record<string, (facts: Facts) => Sentence>,
      /** `group` is a name, `first` the first step of its strategy, `to` where its list is. */
      nextStep: (count: number, group: string, first: string, to: string): Sentence =>
        sentence`${strong("Next step:")} start with the ${link(`${customers(count)} in “${group}”`, to)}. ${first}`,
      showList: "Show the list",
      limitsTitle: "What this file cannot tell",
    },

    limits: {
      no_order_column: () => "There is no order number, so each row counts as an order.",
      no_currency: () => "The file names no currency; amounts are shown as they stand.",
      no_repeat_purchases: () => "Nobody bought on two days, so rhythm, lapse and forecasts cannot be learned from this file.",
      no_repeat_buyers: () => "Nobody bought on two days, so rhythm, lapse and forecasts cannot be learned from this file.",
      few_gaps: (facts: Facts) => `Only ${f.count(n(facts, "gaps"))} gaps between purchases were seen, so the limit of ${days(n(facts, "days"))} is a general one, not learned from your customers.`,
      short_history: (facts: Facts) => `The file covers ${days(n(facts, "days"))}. Forecasts become useful from about ${days(has(facts, "needed") ? n(facts, "needed") : 180)} on.`,
      no_holdout: () => "The history is too short to keep a part back for testing the forecast.",
      few_customers: (facts: Facts) =>
        has(facts, "needed")
          ? `${customers(n(facts, "customers"))}: at least ${f.count(n(facts, "needed"))} are needed for a forecast.`
          : `${customers(n(facts, "customers"))} are few, so the forecast leans on what is usual in retail until your own data can speak.`,
    } as Record<string, (facts: Facts) => string>,

    tiles: {
      title: "Key figures",
      customers: { name: "Customers", meaning: "Customers with at least one purchase above zero." },
      orders: { name: "Orders", meaning: "Orders with a positive sum. Without an order number in the file, each purchase row is an order." },
      net: { name: "Net revenue", meaning: "All amounts added up, with refunds and cancellations taken off." },
      average_order: { name: "Average order", meaning: "Net revenue of the customers, divided by their orders." },
      purchases: { name: "Orders each", meaning: "Orders divided by customers, over the whole period." },
      repeat: { name: "Repeat rate", meaning: "The share of customers who bought on two or more days." },
      top20: { name: "Best fifth’s share", meaning: "The part of the revenue that comes from the 20 % of customers who spent most." },
      expected: {
        name: "Expected next",
        meaning: (horizon: number, margin: boolean) =>
          `What your present customers are expected to bring ${ahead(horizon)}, ${margin ? "as profit after your margin" : "in revenue"}, with later money counted a little lower. The small line is the range in which it will lie nine times out of ten if people go on as they did.`,
      },
      range: (low: string, high: string) => `${low} to ${high}`,
    },

    groups: {
      title: "Who they are, and what to do",
      model: "Grouped by",
      caption: (model: string) => `Customer groups: ${model}`,
      lapse: (facts: { days: number; source: string; gaps: number }): string =>
        facts.source === "user"
          ? `“Silent too long” means more than ${days(facts.days)}, as you set it.`
          : facts.source === "gaps"
            ? `“Silent too long” means more than ${days(facts.days)}: 95 % of the ${f.count(facts.gaps)} gaps between two purchases in this file are shorter.`
            : `“Silent too long” means more than ${days(facts.days)}, a general value: too few customers came back to learn it from.`,
      change: "Change",
      columns: {
        group: "Group",
        customers: "Customers",
        revenue: "Revenue",
        silent: "Days since last purchase",
        purchases: "Orders each",
        spend: "Spent each",
        expected: "Expected next",
        todo: "What to do",
      },
      meanings: {
        silent: "Average days between the last purchase and the last day of the file.",
        purchases: "Average number of orders per customer of the group.",
        spend: "Average net spend per customer of the group, over the whole period.",
        expected: "What the group is expected to bring within the horizon, and the range in which that lies nine times out of ten.",
      },
      share: (share: number) => `${f.percent(share)} of customers`,
      revenueShare: (share: number) => `${f.percent(share)} of revenue`,
      each: (money: string) => `${money} each`,
      openAll: "Open all",
      closeAll: "Close all",
      total: "All",
      csv: "Save table (CSV)",
      json: "Save all numbers (JSON)",
      print: "Print",
      file: "groups",
      priority: ["", "Act first", "Then", "If there is time", "Low priority", "Leave"],
    },

    card: {
      goal: "Goal",
      why: "Why",
      /** The reason in this group's own numbers. */
      reason: (group: { purchases: string; spend: string; silent: string }) =>
        `On average they bought ${group.purchases === "1" ? "once" : `${group.purchases} times`} for ${group.spend} in all; the last purchase was ${group.silent} before the end of the file.`,
      steps: "What to do",
      channels: "Where",
      offer: "Offer",
      measure: "Measure",
      cadence: "When",
      avoid: "Careful",
      money: "At stake",
      stake: (value: string, range: string | null, each: string, horizon: number) =>
        `${value} expected ${ahead(horizon)}${range ? ` (likely ${range})` : ""}, about ${each} per customer: the most that all measures together may cost.`,
      atRisk: (value: string) => `About ${value} more would come if every one of them stayed.`,
      now: (value: string) => `now ${value}`,
      unknown: (why: string) => `not known: ${why}`,
      list: "Show the customers",
      save: "Save the list (CSV)",
      copy: "Copy as text",
      copied: "Copied",
      colon: (label: string, text: string) => `${label}: ${text}`,
    },

    map: {
      title: "Where they stand",
      finding: (facts: { group: string; share: number; revenueShare: number }) =>
        `“${facts.group}”: ${f.percent(facts.share)} of the customers, ${f.percent(facts.revenueShare)} of the revenue`,
      subtitle: "Customers by score. Up: bought more recently. Right: more often and for more. Choose a cell to see its group.",
      r: "Recently",
      fm: "Often and for much",
      cell: (r: number, fm: number, group: string, count: number, revenue: string) =>
        `${f.count(count)} ${group}: recency ${r} of 5, frequency and money ${fm} of 5, revenue ${revenue}.`,
      columns: ["Recency score", "Frequency and money score", "Group", "Customers", "Revenue"],
      breaksTitle: "Where one score ends and the next begins",
      breaks: {
        measure: "Score",
        r: "Days since last purchase",
        f: "Orders",
        m: "Spent",
        range: (low: string | null, high: string | null) => (low === null ? `up to ${high}` : high === null ? `over ${low}` : `over ${low}, up to ${high}`),
        none: "nobody",
        note: (day: string) => `Each score holds about a fifth of the customers; equal values always get the same score. Days are counted to ${day}, the last in the file. The second axis is the middle of the scores for frequency and money, halves rounded up.`,
      },
    },

    figure: {
      table: "As a table",
      save: "Save picture (SVG)",
    },

    list: {
      title: "Customers",
      everybody: "Everybody",
      group: "Group",
      search: "Find a customer number",
      shown: (count: number) => customers(count),
      none: "Nobody fits.",
      save: "Save this list (CSV)",
      loading: "Loading",
      failed: "The list could not be read. Try again.",
      again: "Try again",
      caption: (group: string) => `Customers: ${group}`,
      hint: "Arrow keys, Page Up and Page Down move through the rows; Enter opens one.",
      file: "customers",
      sortBy: (column: string) => `Sort by ${column}`,
      columns: {
        customer: { name: "Customer", meaning: "As written in the file." },
        last_purchase: { name: "Last bought", meaning: "Day of the last purchase." },
        first_purchase: { name: "First bought", meaning: "Day of the first purchase." },
        days_since_last_purchase: { name: "Days since", meaning: "Days from the last purchase to the end of the file." },
        orders: { name: "Orders", meaning: "Orders with a positive sum." },
        order_days: { name: "Days bought", meaning: "Different days with a purchase; models count days, not orders." },
        net: { name: "Spent", meaning: "All amounts, refunds taken off." },
        r: { name: "R", meaning: "Recency score: 5 = bought most recently." },
        f: { name: "F", meaning: "Frequency score: 5 = most orders." },
        m: { name: "M", meaning: "Money score: 5 = spent most." },
        segment: { name: "RFM group", meaning: "One of the eleven groups." },
        lifecycle: { name: "Stage", meaning: "One of the four lifecycle groups." },
        p_alive: { name: "Still here", meaning: "Probability of still being a customer, from this customer’s own rhythm." },
        expected_purchases: { name: "Purchases", meaning: "Expected purchases within the horizon." },
        expected_spend: { name: "Per purchase", meaning: "Expected spend per purchase." },
        clv: { name: "Value next", meaning: "What this customer is expected to bring within the horizon." },
        clv_low: { name: "from", meaning: "Nine times out of ten the value lies between these two." },
        clv_high: { name: "to", meaning: "Nine times out of ten the value lies between these two." },
      } as Record<string, { name: string; meaning: string }>,
    },

    customer: {
      title: (id: string) => `Customer ${id}`,
      once: (day: string, money: string) => `Bought on one day, ${day}, for ${money}.`,
      habit: (count: number, first: string, last: string, gap: number, money: string) =>
        `Bought on ${f.count(count)} days from ${first} to ${last}, on average every ${f.decimal(gap, gap < 10 ? 1 : 0)} days, for ${money} in all.`,
      silence: (silent: number, ratio: number | null) =>
        ratio === null || ratio < 1.5
          ? `The last purchase was ${days(silent)} before the end of the file.`
          : `The last purchase was ${days(silent)} before the end of the file: ${f.decimal(ratio, ratio < 10 ? 1 : 0)} times this customer’s usual gap.`,
      outlook: (alive: number, purchases: number, horizon: string, value: { value: string; range: string | null } | null) => {
        const start = `Still a customer with a probability of ${f.percent(alive)}; about ${f.decimal(purchases, 1)} more purchases are expected ${horizon}`;
        if (!value) return `${start}.`;
        return value.range ? `${start}, worth ${value.value} (likely ${value.range}).` : `${start}, worth ${value.value}.`;
      },
      todo: (group: string, goal: string, first: string) => `Group: ${group}. Goal: ${goal}. ${first}`,
    },

    print: {
      cover: (period: string) => `Customer report, ${period}`,
      settings: (lapse: number, horizon: number, discount: number, margin: number) =>
        `Silent too long: more than ${days(lapse)} · forecast ${ahead(horizon)} · ${f.decimal(discount, 1)} % discount a year · margin ${f.percent(margin)}`,
      made: (version: string) => `Made with Regulars ${version}, on this computer; nothing was sent.`,
      rows: (used: number, total: number, files: string) => `${files} · ${f.count(used)} of ${f.count(total)} rows used`,
    },
  };
};

export type Result = ReturnType<typeof result>;
