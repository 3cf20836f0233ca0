// Numbers, days, money, lists and plurals in one language: everything that Intl knows better than we do.

export type Lang = "en" | "zh-CN";

/** Facts of a sentence, as the engine sends them. */
export type Facts = Readonly<Record<string, string | number>>;

export interface Formats {
  readonly lang: Lang;
  /** 541,909 */
  count(n: number): string;
  /** Up to so many digits behind the point: 3.4 */
  decimal(n: number, digits?: number): string;
  /** Share 0–1 as per cent; without decimals unless small: 74 %, 0.4 %. */
  percent(share: number): string;
  /** Money to the unit above 1,000, with two digits below. Takes exact decimal text. `currency`: code, sign or null. */
  money(amount: number | string, currency: string | null, digits?: number): string;
  /** A forecast, to three digits: more would promise what it cannot keep. */
  about(amount: number, currency: string | null): string;
  /** ISO day as a day: 9 December 2011, 2011年12月9日 */
  day(iso: string): string;
  /** Two ISO days as one period. */
  period(first: string, last: string): string;
  /** 1.2 MB */
  bytes(n: number): string;
  /** What stands between two sentences. */
  readonly gap: string;
  /** a, b and c */
  list(items: readonly string[]): string;
  /** a, b or c */
  either(items: readonly string[]): string;
  /** Picks the form for n; languages without plurals give `other` only. */
  plural(n: number, forms: { one?: string; other: string }): string;
}

export function formatsFor(lang: Lang): Formats {
  // "en" alone would mean month before day; the page writes 9 December 2011.
  const locale = lang === "en" ? "en-GB" : "zh-CN";
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const days = new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" });
  const and = new Intl.ListFormat(locale, { type: "conjunction" });
  const or = new Intl.ListFormat(locale, { type: "disjunction" });
  const rules = new Intl.PluralRules(locale);

  return {
    lang,
    count: (n) => whole.format(n),
    decimal: (n, digits = 1) => numbers(locale, { maximumFractionDigits: digits }).format(n),
    percent(share) {
      const small = share !== 0 && Math.abs(share) < 0.0095;
      return numbers(locale, { style: "percent", maximumFractionDigits: small ? 1 : 0 }).format(share);
    },
    money: (amount, currency, digits) => money(locale, amount, currency, digits),
    about: (amount, currency) => money(locale, rounded(amount), currency, Math.abs(amount) >= 10 ? 0 : undefined),
    day: (iso) => days.format(noon(iso)),
    period: (first, last) => days.formatRange(noon(first), noon(last)),
    bytes(n) {
      const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
      const step = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(n, 1)) / 3)));
      const unit = units[step] ?? "byte";
      const format = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: step > 1 ? 1 : 0 } as const;
      return new Intl.NumberFormat(locale, format).format(n / 1000 ** step);
    },
    gap: lang === "en" ? " " : "",
    list: (items) => and.format(items),
    either: (items) => or.format(items),
    plural: (n, forms) => (rules.select(n) === "one" ? (forms.one ?? forms.other) : forms.other),
  };
}

/** Days are calendar days as written: noon UTC, so that no time zone can move them. */
function noon(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T12:00:00Z`);
}

/** Signs that files use where a code is meant. ¥ stands for two currencies and stays a sign. */
const CODE_OF_SIGN: Readonly<Record<string, string>> = { "£": "GBP", "€": "EUR", "$": "USD", "₹": "INR", "₩": "KRW", R$: "BRL" };

function money(locale: string, amount: number | string, currency: string | null, wished?: number): string {
  const size = Math.abs(Number(amount));
  const digits = wished ?? (size >= 1000 || size === 0 ? 0 : 2);
  const plain = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  // Intl reads decimal text exactly; the type says so only for templates.
  const value = amount as number;
  const code = currency === null ? null : (CODE_OF_SIGN[currency] ?? currency);
  if (code !== null && /^[A-Z]{3}$/.test(code))
    return numbers(locale, { style: "currency", currency: code, currencyDisplay: "narrowSymbol", ...plain }).format(value);
  const number = numbers(locale, plain).format(value);
  if (code === null) return number;
  return /^[¥￥]$/.test(code) ? `¥${number}` : `${number} ${code}`;
}

const made = new Map<string, Intl.NumberFormat>();

/** Making a formatter costs a hundred times what using it costs; a customer list needs hundreds a frame. */
function numbers(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  let format = made.get(key);
  if (!format) made.set(key, (format = new Intl.NumberFormat(locale, options)));
  return format;
}

/** To three digits. */
export function rounded(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
  return step >= 1 ? Math.round(value / step) * step : value;
}
