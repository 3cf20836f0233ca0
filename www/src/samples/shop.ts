// A clothing shop over two years, line by line as its system would export it: people who join, buy at their own pace,
// stop, come back; seasons, sales and returns. Made by chance from one seed; nobody in it exists.

import { NAMES, PRODUCTS, type Product, type SampleLang } from "./catalogue.ts";
import { dice, type Dice } from "./random.ts";

/** One order line. Money in cents (分). */
export interface Line {
  order: string;
  /** Days since 1970-01-01, minutes since midnight. */
  day: number;
  minute: number;
  customer: number;
  name: string;
  product: Product;
  /** Negative for a return. */
  quantity: number;
  discount: number;
  status: "completed" | "cancelled" | "refunded";
  channel: number;
}

/** 2024-01-01 and the 731 days of the two years. */
export const FIRST_DAY = 19723;
export const DAYS = 731;

/** How likely a purchase is by month, in per cent of the yearly mean: sales in January and July, gifts in December. */
const SEASON = [115, 80, 95, 105, 100, 90, 110, 75, 95, 105, 130, 140];

/** Who a customer is: share of all in per mille, mean days between purchases, chance to stop after one, in per mille. */
const KINDS = [
  { share: 300, pace: 150, stop: 620 }, // came once, seldom again
  { share: 280, pace: 75, stop: 160 },
  { share: 190, pace: 45, stop: 90 },
  { share: 100, pace: 26, stop: 45 }, // regulars
  { share: 90, pace: 60, stop: 110 }, // away for most of a year, then back
  { share: 40, pace: 38, stop: 60 }, // buys for a season
];
const RETURNING = 4;
const SEASONAL = 5;

export function shopLines(lang: SampleLang, customers = 1200, seed = 20240101): Line[] {
  const d = dice(seed);
  const lines: Line[] = [];
  for (let customer = 0; customer < customers; customer++) {
    const name = d.pick(NAMES[lang].first) + NAMES[lang].between + d.pick(NAMES[lang].last);
    for (const day of purchaseDays(d)) order(d, lines, customer, name, day);
  }
  // Orders are numbered as they come in; returns keep the number of what they return.
  lines.sort((a, b) => a.day - b.day || a.minute - b.minute || a.customer - b.customer);
  number(lines);
  return lines;
}

/** Days on which one customer buys, by a chance on each day. */
function purchaseDays(d: Dice): number[] {
  const roll = d.below(1000);
  let upTo = 0;
  const kind = KINDS.findIndex(({ share }) => roll < (upTo += share));
  const { pace, stop } = KINDS[kind]!;
  // A growing shop: for some, the later of two days.
  const joined = d.chance(800_000) ? d.below(DAYS - 5) : Math.max(d.below(DAYS - 5), d.below(DAYS - 5));
  const own = pace * (60 + d.below(80));
  const away = kind === RETURNING ? joined + 40 + d.below(120) : Infinity;
  const days = [joined];
  for (let day = joined + 1; day < DAYS; day++) {
    if (day > away && day < away + 260) continue;
    const month = monthOf(day);
    if (kind === SEASONAL && (month + 2) % 12 > 3) continue;
    if (d.below(own * 100) >= SEASON[month]! * 100) continue;
    days.push(day);
    if (d.chance(stop * 1000)) break;
  }
  return days;
}

/** One to three lines, sometimes a discount, sometimes one comes back. */
function order(d: Dice, lines: Line[], customer: number, name: string, at: number): void {
  const month = monthOf(at);
  const fits = PRODUCTS.filter(({ months }) => months.includes(month));
  const day = FIRST_DAY + at;
  const minute = 8 * 60 + d.below(15 * 60);
  const channel = d.below(10) < 5 ? 0 : d.below(10) < 6 ? 1 : 2;
  const sale = month === 0 || month === 6 || month === 10;
  const cancelled = d.chance(18_000);
  const count = 1 + (d.chance(380_000) ? 1 : 0) + (d.chance(140_000) ? 1 : 0);
  for (let i = 0; i < count; i++) {
    const product = d.pick(fits);
    const quantity = d.chance(120_000) ? 2 : 1;
    const percent = sale && d.chance(550_000) ? 10 + 10 * d.below(3) : 0;
    const discount = Math.floor((product.price * quantity * percent) / 100);
    const line: Line = {
      order: `${customer}-${at}`, day, minute, customer, name, product, quantity, discount,
      status: cancelled ? "cancelled" : "completed", channel,
    };
    lines.push(line);
    const back = at + 3 + d.below(18);
    if (!cancelled && back < DAYS && d.chance(45_000)) {
      lines.push({
        ...line, day: FIRST_DAY + back, minute: 9 * 60 + d.below(9 * 60), quantity: -quantity, discount: -discount,
        status: "refunded",
      });
    }
  }
}

function number(lines: Line[]): void {
  const numbers = new Map<string, string>();
  for (const line of lines) {
    const known = numbers.get(line.order);
    const given = known ?? `R${String(100001 + numbers.size)}`;
    if (!known) numbers.set(line.order, given);
    line.order = given;
  }
}

/** Month 0–11 of each day of the two years. */
const MONTHS = Array.from({ length: DAYS }, (_, at) => new Date((FIRST_DAY + at) * 86_400_000).getUTCMonth());
const monthOf = (at: number): number => MONTHS[at]!;
