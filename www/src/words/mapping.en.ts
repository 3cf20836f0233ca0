// The mapping screen: how the file reads, and what that does.

import type { Role } from "../engine/messages.ts";
import type { Contracts } from "../engine/models.ts";
import type { Formats } from "./formats.ts";
import { sentence, strong, type Sentence } from "./sentence.ts";

export const mapping = (f: Formats) => {
  const rows = (n: number): string => `${f.count(n)} ${f.plural(n, { one: "row", other: "rows" })}`;
  const roles: Record<Role, string> = {
    customer: "Customer", order: "Order number", date: "Date", amount: "Amount", quantity: "Quantity", unit_price: "Unit price",
    currency: "Currency", status: "Status", product: "Product", category: "Category", channel: "Channel", email: "E-mail",
    phone: "Phone", name: "Name", discount: "Discount", shipping: "Shipping", tax: "Tax", refund: "Refund", ignore: "Not used",
  };
  return {
    title: "Does this read your file right?",
    allSure: "Every column you need was recognised. If it looks right to you, go ahead.",
    doubts: (n: number) => `${f.count(n)} ${f.plural(n, { one: "column is", other: "columns are" })} worth a look before you go ahead.`,
    remembered: "The columns are set as you set them last time for this layout.",
    forgetLayout: "Use the fresh guess instead",
    preset: (name: string) => `This has the shape of an export from ${name}.`,
    presets: {
      jiandaoyun: "JianDaoYun", taobao: "Taobao / Tmall", tmall: "Tmall", jd: "JD.com", shopify: "Shopify", woocommerce: "WooCommerce",
      stripe: "Stripe", square: "Square", zoho: "Zoho", fxiaoke: "FXiaoke", feishu: "Feishu / Lark Base", airtable: "Airtable",
      olist: "Olist", magento: "Magento", amazon: "Amazon", ebay: "eBay", etsy: "Etsy", youzan: "Youzan", pinduoduo: "Pinduoduo",
      douyin: "Douyin", wechat: "WeChat Store", lightspeed: "Lightspeed", paypal: "PayPal", shopee: "Shopee", lazada: "Lazada", stripe_api: "Stripe", stripe_invoices: "Stripe",
    } as Record<string, string>,
    add: "Add another file",

    roles,
    roleOf: (column: string) => `What “${column}” means`,
    readAs: {
      title: "How it is read",
      role: "What",
      column: "Column",
      why: "Why",
      none: "no column yet",
      noOrder: "no column: each row counts as one order",
      product: (quantity: string, price: string) => `“${quantity}” × “${price}”`,
      byHand: "chosen by you",
      joined: (column: string, table: string) => `“${column}” in ${table}`,
      show: (column: string) => `Show “${column}” in the table below`,
    },
    confidence: { sure: "sure", likely: "likely", check: "please check" },
    missing: {
      customer: "Choose the column that says who bought: a customer number, an e-mail, a phone number or a name. An order number is not a customer.",
      date: "Choose the column that says when it was bought.",
      amount: "Choose the column that says how much was paid, or a quantity and a unit price.",
    },

    preview: {
      title: "The first rows",
      caption: (table: string) => `First rows of ${table}, with the meaning of each column above it`,
      search: (n: number) => `Find one of ${f.count(n)} columns`,
      usedOnly: "Only the columns in use",
      found: (n: number, total: number) => `${f.count(n)} of ${f.count(total)} columns`,
      nothing: "No column has that in its name or its first values.",
      empty: "empty",
      scroll: "Table of the first rows; scroll sideways for more columns",
    },

    effect: {
      counting: "Counting …",
      all: (used: number, total: number): Sentence =>
        used === total ? sentence`${strong(`All ${rows(total)}`)} will be used.` : sentence`${strong(`${f.count(used)} of ${rows(total)}`)} will be used.`,
      sample: (used: number, total: number): Sentence =>
        used === total
          ? sentence`All of the ${strong(rows(total))} looked at so far will be used.`
          : sentence`Of the ${rows(total)} looked at so far, ${strong(f.count(used))} will be used.`,
      /** Why the others are not; `reasons` are phrases of `skips.short`. */
      because: (reasons: string[]) => `Not used: ${f.list(reasons)}.`,
      none: "With these choices no row can be used. Look at the columns for customer, date and amount.",
    },
    analyze: "Analyse",
    remember: "Remember these columns for files of the same layout (on this device; no data, only column positions)",
    notYet: "Something is still missing – see above.",

    layout: {
      title: "How the file was opened",
      summary: (encoding: string, delimiter: string | null, header: string) => f.list([encoding, delimiter ?? "", header].filter((part) => part !== "")),
      encoding: "Encoding",
      encodingGuess: (confidence: number): string => (confidence < 0.8 ? "a guess – do names and cities look right in the rows above?" : ""),
      delimiter: "Columns are separated by",
      delimiters: { ",": "comma (,)", ";": "semicolon (;)", "\t": "tab", "|": "bar (|)", ":": "colon (:)", " ": "blank" } as Record<string, string>,
      otherDelimiter: (delimiter: string) => `“${delimiter}”`,
      header: "Column names",
      headerAt: (line: number) => `column names on line ${f.count(line)}`,
      noHeader: "no column names",
      headerYes: "in the first line of the table",
      headerNo: "none: every line is data",
      dateOrder: "Dates are written as",
      decimalMark: "Decimals are written with a",
      point: "point: 1,234.50",
      comma: "comma: 1.234,50",
      cents: "Amounts are in",
      wholeUnits: "whole units: 12.50",
      centUnits: "cents: 1250 means 12.50",
      level: "An amount stands for",
      levels: {
        row: "its own row",
        first_line: "the whole order, on its first row only",
        each_line: "the whole order, repeated on each of its rows",
      },
      asGuessed: "as recognised",
      duplicates: "Count rows that are exactly the same only once",
      rereading: "Looking at the file again …",
    },
    dateOrders: {
      year_month_day: "year – month – day: 2024-03-12",
      year_day_month: "year – day – month: 2024-31-12",
      day_month_year: "day – month – year: 12.03.2024",
      month_day_year: "month – day – year: 03/12/2024",
      slash_day_first: "day first with /, month first with -: 31/12/2024, 12-31-2024",
      slash_month_first: "month first with /, day first with -: 12/31/2024, 31-12-2024",
      excel_serial: "spreadsheet day numbers: 45363",
      epoch_seconds: "seconds since 1970: 1710201600",
      epoch_millis: "milliseconds since 1970: 1710201600000",
    },
    encodings: {
      "utf-8": "Unicode (UTF-8)", "utf-16le": "Unicode (UTF-16 LE)", "utf-16be": "Unicode (UTF-16 BE)", gb18030: "Simplified Chinese (GB18030, GBK)",
      gbk: "Simplified Chinese (GBK)", big5: "Traditional Chinese (Big5)", shift_jis: "Japanese (Shift-JIS)", "euc-jp": "Japanese (EUC-JP)",
      "euc-kr": "Korean (EUC-KR)", "windows-1252": "Western European (Windows-1252)", "windows-1250": "Central European (Windows-1250)",
      "windows-1251": "Cyrillic (Windows-1251)", "koi8-r": "Cyrillic (KOI8-R)", "windows-1253": "Greek (Windows-1253)",
      "windows-1254": "Turkish (Windows-1254)", "windows-1255": "Hebrew (Windows-1255)", "windows-1256": "Arabic (Windows-1256)",
      "windows-874": "Thai (Windows-874)", "iso-8859-2": "Central European (ISO 8859-2)", macintosh: "Mac Roman", cp437: "DOS (437)", cp850: "DOS (850)",
    } as Record<string, string>,

    tables: {
      title: "Files and sheets",
      same: (n: number) => `${f.count(n)} tables are read one after the other.`,
      use: (name: string, rowCount: number, all: boolean) => (all ? `${name} – ${rows(rowCount)}` : `${name} – more than ${rows(rowCount)}`),
      atLeastOne: "At least one table is needed.",
    },
    joins: {
      title: "Files that belong together",
      returns: (to: string, matched: number) => `Leave out the returned orders that ${to} lists: ${f.percent(matched)} of the rows looked at.`,
      found: (table: string, column: string, to: string, toColumn: string, matched: number) =>
        `“${column}” in ${table} finds its partner in “${toColumn}” of ${to} in ${f.percent(matched)} of the rows looked at.`,
    },
    status: {
      title: "Which orders count as sales?",
      explain: (column: string) => `Ticked values of “${column}” are used; the others are left out and counted as “not a sale”.`,
      all: "All of them",
      sales: "Only those that look like sales",
      value: (value: string, n: number) => `${value === "" ? "(empty)" : value} – ${rows(n)}`,
    },
    currency: {
      title: "Several currencies",
      explain: "Different currencies are never added up.",
      keep: (currency: string, n: number) => `Use only ${currency} (${rows(n)})`,
      convert: "Convert all into one with rates that I type in",
      into: "into",
      rate: (from: string, to: string) => `1 ${from} in ${to}`,
      needed: "A rate is needed for each currency; rows without one are left out.",
    },
    contracts: {
      title: "How long customers stay",
      lead: ({ customers, left, used }: Contracts): Sentence => {
        const { periods_seen: seen, horizon_periods: ahead, projection } = used;
        return sentence`Of ${f.count(customers)} customers ${strong(f.count(left))} have left. Who has been there for ${f.count(seen)} periods is expected to stay another ${strong(f.decimal(projection[seen]?.residual_lifetime ?? 0))} of the ${f.count(ahead)} after them.`;
      },
      leftOut: (n: number) => `${rows(n)} without a tenure or a yes or no ${f.plural(n, { one: "is", other: "are" })} left out.`,
      sample: "This is from a sample of the file.",
      finding: (share: number, periods: number) => `${f.percent(share)} of new customers are still there after ${f.count(periods)} periods`,
      subtitle: (tenure: string) => `Share still there, by periods of “${tenure}”: what was seen, and the model’s projection as far again.`,
      seen: "seen",
      projected: "projected",
      ahead: "not seen yet",
      columns: (ahead: number) => ["Period", "Seen", "Model", "Stay through it", `Further periods, of ${f.count(ahead)}`],
      models: {
        sbg: "Model: sBG. Each customer has a chance of their own to leave, the same in every period.",
        bdw: "Model: BdW. Each customer has a chance of their own to leave, which grows (c above 1) or fades with time.",
      } as Record<string, string>,
      letters: { alpha: "α", beta: "β" } as Record<string, string>,
    },
    notes: "Good to know",
  };
};

export type MappingWords = ReturnType<typeof mapping>;
