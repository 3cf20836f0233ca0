// The samples as the files a user would have dropped. They are made on the user's own machine when asked for: that
// costs the page a few kilobytes instead of hundreds.

import { gbk } from "./gbk.ts";
import { messyText } from "./messy.ts";
import type { SampleLang } from "./catalogue.ts";
import { shopLines, type Line } from "./shop.ts";

export type SampleId = "shop" | "messy";

export function sampleFile(id: SampleId, lang: SampleLang): File {
  if (id === "messy") return new File([gbk(messyText())], "订单导出 2025 (最终版).csv", { type: "text/csv" });
  const name = lang === "en" ? "clothing-shop-2024-2025.csv" : "服装店订单-2024-2025.csv";
  return new File([shopText(lang)], name, { type: "text/csv" });
}

const WORDS = {
  en: {
    header: ["order_id", "ordered_at", "customer_id", "customer", "product", "category", "quantity", "unit_price", "discount", "amount", "channel"],
    channels: ["web", "app", "store"],
  },
  "zh-CN": {
    header: ["订单编号", "下单时间", "客户编号", "客户姓名", "商品名称", "品类", "数量", "单价", "优惠金额", "实付金额", "渠道"],
    channels: ["官网", "小程序", "门店"],
  },
} as const;

/** The clean sample: one line per product sold or returned, nothing left to ask, RFC 4180. */
export function shopText(lang: SampleLang): string {
  const { header, channels } = WORDS[lang];
  const sold = shopLines(lang).filter((line) => line.status !== "cancelled");
  const rows = sold.map((line) =>
    [
      line.order, `${iso(line.day)} ${clock(line.minute)}`, customerId(line.customer), line.name, line.product.name[lang],
      line.product.category[lang], String(line.quantity), money(line.product.price), money(line.discount), money(amount(line)),
      channels[line.channel]!,
    ].map(field).join(","),
  );
  return `${[header.join(","), ...rows].join("\n")}\n`;
}

/** What the customer paid for a line; negative for a return. */
export const amount = (line: Line): number => line.product.price * line.quantity - line.discount;

/** Leading zeros on purpose: an id is a text. */
export const customerId = (n: number): string => String(10_001 + n * 7).padStart(7, "0");

export const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

export const money = (cents: number): string => `${cents < 0 ? "-" : ""}${Math.floor(Math.abs(cents) / 100)}.${two(Math.abs(cents) % 100)}`;

export const two = (n: number): string => String(n).padStart(2, "0");

const clock = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** Quoted where RFC 4180 asks for it. */
export const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
