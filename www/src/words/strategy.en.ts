// The strategy catalogue in English: groups, cards, channels and measures. Advice in our own words for the owner of a
// shop; numbers such as days or counts are starting points to be changed, not proven effects.

import type { ChannelId, KpiId, StrategyId } from "./catalogue.ts";
import type { Facts, Formats } from "./formats.ts";

/** What a card says. The first tactic is the first step. */
export interface CardText {
  goal: string;
  tactics: readonly string[];
  offer: string;
  cadence: string;
  avoid: string;
}

export interface GroupText {
  name: string;
  /** Who they are, in one line. */
  meaning: string;
}

/** A measure's name, and its definition for people who do not read formulas. */
export interface KpiText {
  name: string;
  meaning: string;
}

export const strategy = (f: Formats) => ({
  models: {
    lifecycle_4: {
      name: "Four groups by lifecycle",
      note: "By number of purchases and time since the last one. Good for a first look and for everyone who is not a marketer.",
    },
    rfm_11: {
      name: "Eleven groups by RFM",
      note: "By how recently, how often and for how much they bought, each scored 1–5 (5 is best). Finer, for targeted campaigns.",
    },
  } as Record<string, { name: string; note: string }>,

  groups: {
    lifecycle_4: {
      potential: { name: "Prospects", meaning: "Know you, but have not bought yet" },
      new: { name: "New", meaning: "Bought once, not long ago" },
      active: { name: "Active", meaning: "Came back, and are still coming" },
      lapsed: { name: "Churned", meaning: "Have not bought for longer than is usual here" },
    },
    rfm_11: {
      champions: { name: "Champions", meaning: "Bought just now, often, and for the most money" },
      loyal: { name: "Loyal", meaning: "Buy often and for much, and were here not long ago" },
      potential_loyalist: { name: "Potential loyalists", meaning: "Here recently, on the way to becoming regulars" },
      new: { name: "New", meaning: "Here just now, with little bought so far" },
      promising: { name: "Promising", meaning: "Here a little while ago, with little bought so far" },
      need_attention: { name: "Need attention", meaning: "In the middle on everything, and drifting" },
      about_to_sleep: { name: "About to sleep", meaning: "Bought little, and have become quiet" },
      at_risk: { name: "At risk", meaning: "Bought well, but not for a long time" },
      cant_lose: { name: "Can’t lose them", meaning: "Were among your best, and have stopped" },
      hibernating: { name: "Hibernating", meaning: "Bought little, a long time ago" },
      lost: { name: "Lost", meaning: "Bought least, and longest ago" },
    },
  } as Record<string, Record<string, GroupText>>,

  cards: {
    lc_potential: {
      goal: "Earn the first purchase",
      tactics: [
        "Make the first order easy: a free trial, a sample, or a small first-order discount.",
        "Answer the questions people have before they buy, each by what they looked at; do not send everyone the same message.",
        "Note for each channel what one new customer costs you, and move the budget to the cheaper ones.",
      ],
      offer: "Free trial, first-order voucher, a visit to the shop",
      cadence: "Look at the channels weekly; move the budget monthly",
      avoid: "Do not pay more for a first order than it earns, unless you know that they come back.",
    },
    lc_new: {
      goal: "A good first experience, and an early second order",
      tactics: [
        "Say thank you within a day of the first order, with a short guide to what they bought.",
        "Give a reason for the second order: a member benefit or a code that is valid for a few weeks.",
        "Answer quickly when something is wrong; the first complaint decides whether they return.",
      ],
      offer: "A code for the next order, or a gift for joining",
      cadence: "Days 1, 7 and 21 after the first order, or at the usual gap between two orders",
      avoid: "Do not discount deeply right after the first order: it teaches them to wait for the next voucher.",
    },
    lc_active: {
      goal: "Keep them coming, and a little more often",
      tactics: [
        "Recommend what fits their last purchases, at the time when they usually buy again.",
        "Give regulars something that others do not get: a member price, points, early access.",
        "Ask what could be better, and tell them what you changed.",
      ],
      offer: "Member price, points, a set that fits what they own",
      cadence: "By each customer’s own rhythm; usually every two to four weeks",
      avoid: "Do not give vouchers to people who buy anyway. Leave a tenth without the offer to see what it really brings.",
    },
    lc_lapsed: {
      goal: "Win back the valuable ones, let the others go",
      tactics: [
        "Write first to those who once spent most: a personal message with an offer that ends.",
        "Ask a few of them why they left, and repair that before you write to the rest.",
        "Show what is new or better since they were last here.",
      ],
      offer: "A personal offer with an end date",
      cadence: "Three contacts at most, one usual gap apart, then stop",
      avoid: "Do not spend on those who never bought much, and honour an unsubscribe at once.",
    },
    rfm_champions: {
      goal: "Protect and reward them, and let them speak for you",
      tactics: [
        "Thank them in person, and let them see new things first.",
        "Ask for a review or a recommendation; reward both sides of a referral.",
        "Show them your best products, not your cheapest.",
      ],
      offer: "Benefits instead of discounts: early access, exclusives, a gift",
      cadence: "Once a month; act at once when one of them leaves this group",
      avoid: "No discounts, and not too many messages: they buy without being pushed.",
    },
    rfm_loyal: {
      goal: "Raise the order value, and make them champions",
      tactics: [
        "Offer tiers or points whose next step is within reach.",
        "Recommend the better version or the matching set.",
        "Ask for their opinion, and show what came of it.",
      ],
      offer: "A gift from a certain order value on, a higher tier",
      cadence: "Every two to four weeks",
      avoid: "Do not set the threshold at or below what they spend anyway; 1.2 to 1.5 times their usual order is a start.",
    },
    rfm_potential_loyalist: {
      goal: "Turn two or three orders into a habit",
      tactics: [
        "Invite them to join, with a reason to place the third order.",
        "Recommend by what they bought, around their usual gap.",
      ],
      offer: "A gift for joining, a benefit on the next order",
      cadence: "When the usual gap between two orders has passed",
      avoid: "One request per message: join, or buy, or review – not all three.",
    },
    rfm_new: {
      goal: "Get the second order",
      tactics: [
        "Send a short welcome series: thanks, how to use it, whom to ask.",
        "Give a code for the next order that is valid for a few weeks.",
      ],
      offer: "A code for the next order",
      cadence: "Days 1, 7 and 21",
      avoid: "No deep discount at once, and do not call them lost before they have had time to return.",
    },
    rfm_promising: {
      goal: "Be remembered, and get them to try something else",
      tactics: [
        "Show other uses and other ranges, by what people like them bought next.",
        "Make trying a new kind of product cheap: a sample, a small set.",
      ],
      offer: "A sample, a set price",
      cadence: "Once or twice a month",
      avoid: "Do not spend more on one of them than a set share of what they are expected to bring.",
    },
    rfm_need_attention: {
      goal: "Catch their interest before they drift away",
      tactics: [
        "Remind them once, with something that fits what they liked, for a limited time.",
        "Ask two or three questions about how satisfied they are.",
      ],
      offer: "A small voucher with an end date",
      cadence: "Once, then wait one usual gap and look again",
      avoid: "Try it against a group that gets nothing: many of them return by themselves.",
    },
    rfm_about_to_sleep: {
      goal: "Wake them at low cost",
      tactics: [
        "Send an automatic reminder with what is popular and new.",
        "Tell them when points or a benefit are about to expire.",
      ],
      offer: "News and reminders that cost next to nothing",
      cadence: "Once a month, three times at most",
      avoid: "No calls and no paid advertising: it would cost more than they bring.",
    },
    rfm_at_risk: {
      goal: "Keep the valuable ones, soon",
      tactics: [
        "Write personally to those with the highest value first, and give a reason to return.",
        "Call a few, ask why they stayed away, and put it right.",
        "Solve the problem first; give the incentive afterwards.",
      ],
      offer: "Putting it right, then a personal offer with an end date",
      cadence: "A fresh list every week; after a contact wait one usual gap",
      avoid: "Do not spend more on one customer than the value you may still expect. Keep a group without the offer.",
    },
    rfm_cant_lose: {
      goal: "Win back former best customers, one by one",
      tactics: [
        "Have a person contact each of them, and listen.",
        "Give back the level and the benefits they had, or better ones.",
      ],
      offer: "A plan of their own, their former level restored",
      cadence: "Now: one personal contact, one follow-up",
      avoid: "No mass mail, and no price war with a rival’s offer.",
    },
    rfm_hibernating: {
      goal: "Try cheaply whether some come back",
      tactics: [
        "Invite them to a limited event around what they once bought.",
        "Ask whether the address and the interests are still right.",
      ],
      offer: "The ordinary promotion",
      cadence: "Once a quarter",
      avoid: "No paid advertising; honour an unsubscribe.",
    },
    rfm_lost: {
      goal: "Stop spending on them",
      tactics: [
        "Write once to say goodbye, with a door left open; then be silent.",
        "Look where they came from, and stop paying for channels that bring more like them.",
      ],
      offer: "None, or one farewell offer",
      cadence: "Once a year at most",
      avoid: "Spend no more than one message; delete their data when your privacy notice says so.",
    },
  } satisfies Record<StrategyId, CardText> as Record<string, CardText>,

  channels: {
    email: "E-mail",
    sms: "Text message",
    wecom: "WeChat / WhatsApp",
    social: "Social media",
    search: "Search",
    ads: "Retargeting ads",
    content: "Articles and videos",
    onsite: "In the shop or app",
    phone: "Phone call",
    event: "Events in the shop",
    service: "Customer service",
    survey: "Short survey",
    manager: "A person who looks after them",
    none: "No contact",
  } satisfies Record<ChannelId, string> as Record<string, string>,

  kpis: {
    first_purchase_conversion: { name: "First-purchase rate", meaning: "Of the people who showed interest, the share that bought. Needs a list of leads." },
    cac: { name: "Cost of a new customer", meaning: "What you spent on winning customers, divided by the customers won. Needs your costs." },
    clv_cac: { name: "Value to cost", meaning: "What a customer is expected to bring, divided by what winning one costs. Needs your costs." },
    second_purchase_rate: { name: "Second-purchase rate", meaning: "Of all customers who have had the time, the share that bought a second time before the limit of silence." },
    time_to_second: { name: "Days to the second purchase", meaning: "Of all customers who came back, half did so within this many days of their first purchase." },
    retention_rate: { name: "Retention rate", meaning: "Of all who bought in the span before the last one, the share that bought again in the last one; a span is as long as the limit of silence." },
    repeat_rate: { name: "Repeat rate", meaning: "The share that bought on two or more days." },
    purchase_frequency: { name: "Orders a year", meaning: "Orders per customer and year, counted from each customer’s first purchase." },
    aov: { name: "Average order value", meaning: "Revenue divided by orders." },
    clv: { name: "Expected value per customer", meaning: "What one customer of this group is expected to bring within the horizon, on average." },
    p_alive: { name: "Probability of still being a customer", meaning: "Estimated from each customer’s own rhythm of buying; the average of the group." },
    churn_rate: { name: "Churn rate", meaning: "The rest to the retention rate: of all who bought in the span before the last one, the share that did not return in the last one." },
    winback_rate: { name: "Win-back rate", meaning: "Of all silences longer than the limit, the share that a purchase ended." },
    segment_migration: { name: "Moved up", meaning: "The share that changed to a better group between two dates." },
    revenue_share: { name: "Share of revenue", meaning: "The group’s part of all revenue." },
    category_breadth: { name: "Kinds of product bought", meaning: "Different categories per customer. Needs a category column." },
    referral_rate: { name: "Referral rate", meaning: "The share that brought someone. Needs a column with the referral." },
    satisfaction: { name: "Satisfaction", meaning: "The average score of your survey. Needs a score column." },
    uplift: { name: "Real effect", meaning: "How many more bought than in a group left without the offer. Needs that group marked in a column." },
    campaign_roi: { name: "Return on the campaign", meaning: "Additional profit divided by cost. Needs your costs." },
    reach_cost: { name: "Cost per contact", meaning: "Cost of the campaign divided by the people reached. Needs your costs." },
  } satisfies Record<KpiId, KpiText> as Record<string, KpiText>,

  needs: {
    purchases: "not enough data yet",
    column: "needs another column",
    costs: "needs your costs",
  },

  /** Rules of the lifecycle groups, in words with their numbers. */
  rules: {
    potential: () => "No purchase yet",
    new: ({ days }: Facts) => `Bought on one day only, at most ${f.count(Number(days))} days ago`,
    active: ({ days }: Facts) => `Bought on two days or more, the last time at most ${f.count(Number(days))} days ago`,
    lapsed: ({ days }: Facts) => `No purchase for more than ${f.count(Number(days))} days`,
  } as Record<string, (facts: Facts) => string>,

  /** One stretch of the RFM grid: how long ago, and the middle of the scores for frequency and money. */
  stretch: (daysFrom: number, daysTo: number | null, fmLow: number, fmHigh: number) => {
    const when = daysTo === null
      ? `last bought more than ${f.count(daysFrom - 1)} days ago`
      : daysFrom <= 1
        ? `last bought at most ${f.count(daysTo)} days ago`
        : `last bought ${f.count(daysFrom)} to ${f.count(daysTo)} days ago`;
    const score = fmLow === fmHigh ? `${fmLow}` : `${fmLow}–${fmHigh}`;
    return `${when}, frequency and money ${score} of 5`;
  },
  stretches: (parts: string[]) => {
    const text = parts.join("; or ");
    return text.charAt(0).toUpperCase() + text.slice(1);
  },

  /** Why a group does not stand in the table. */
  absent: {
    lead_list: (name: string) => `${name} cannot be counted from purchases: people who never bought are not in the file. A list of leads would show them.`,
    empty: (name: string) => `${name}: nobody at the moment.`,
  } as Record<string, (name: string) => string>,
});

export type Strategy = ReturnType<typeof strategy>;
