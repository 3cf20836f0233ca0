// The messy sample: what a shop's office really sends. Lines above the header, three ways to write a date, signs and
// thousands in the amounts, rows without a customer, a page header in the middle, a total at the end.

import { dice } from "./random.ts";
import { amount, customerId, field, iso, money, two } from "./samples.ts";
import { shopLines, type Line } from "./shop.ts";

const HEADER = ["序号", "订单号", "买家昵称", "付款时间", "宝贝标题", "数量", "买家实付金额", "订单状态", "收货地址", "备注"];

export function messyText(): string {
  const lines = shopLines("zh-CN", 240, 77).filter((line) => line.day >= 20089);
  const d = dice(4711);
  const rows: string[] = [];
  let total = 0;
  lines.forEach((line, at) => {
    total += amount(line);
    // Every page of the printout began with the header.
    if (at > 0 && at % 180 === 0) rows.push(HEADER.join(","));
    rows.push(row(line, at, d));
    if (at % 97 === 50) rows.push(rows.at(-1)!);
  });
  return [
    "某某服饰旗舰店 订单明细", "导出时间：2026-01-05 09:12　操作员：小李", "", HEADER.join(","), ...rows,
    `合计,,,,,,${field(`￥${thousands(total)}`)},,,`, "",
  ].join("\r\n");
}

function row(line: Line, at: number, d: ReturnType<typeof dice>): string {
  const trouble = d.below(100);
  const who = trouble === 0 ? "" : trouble === 1 ? " - " : `${line.name}${customerId(line.customer).slice(-4)}`;
  const paid = amount(line);
  return [
    String(at + 1), `${line.order}\t`, trouble === 2 ? ` ${who} ` : who, date(line, trouble), line.product.name["zh-CN"],
    String(line.quantity), trouble === 3 ? "待核对" : trouble < 30 ? `￥${thousands(paid)}` : money(paid),
    line.status === "completed" ? "交易成功" : line.status === "cancelled" ? "交易关闭" : "已退款",
    trouble % 10 === 7 ? "杭州市西湖区\n文三路 100 号" : "上海市徐汇区,漕溪北路", trouble === 9 ? "=HYPERLINK(\"http://example.com\")" : "",
  ].map(field).join(",");
}

function date(line: Line, trouble: number): string {
  const [year, month, day] = iso(line.day).split("-").map(Number) as [number, number, number];
  if (trouble === 4) return "";
  if (trouble === 5) return `${year}/2/30`;
  if (trouble < 60) return `${year}/${month}/${day}`;
  if (trouble < 80) return `${year}年${month}月${day}日`;
  return `${year}-${two(month)}-${two(day)} ${two(Math.floor(line.minute / 60))}:${two(line.minute % 60)}`;
}

/** `1,234.50` */
function thousands(cents: number): string {
  return money(cents).replace(/\B(?=(\d{3})+\.)/g, ",");
}
