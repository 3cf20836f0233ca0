// 嵌入别的网页时说的话。

import type { Embed } from "./embed.en.ts";
import type { Formats } from "./formats.ts";

export const embed = (_: Formats): Embed => ({
  someone: "外层网页",
  wish: {
    data_in: (who) => `${who} 想把一张表交给熟客。计算在本机完成，未经您同意不会交回任何内容。`,
    data_in_and_out: (who) => `${who} 想把一张表交给熟客，并在每次结果变化时取回分群结果。`,
    data_out: (who, what) => `${who} 请求取走${what}。交出之后，如何使用由对方决定。`,
  },
  what: {
    segments: "各类客户的汇总数字（不含客户名单）",
    customers: "客户名单及每位客户所属的类别",
    report: "完整报告（不含客户名单）",
    skipped: "未采用的行",
  },
  yes: "允许",
  no: "不允许",
  handOver: (who) => `把分群结果交给 ${who}`,
  handOverUnnamed: "把分群结果交给外层网页",
  handed: "已交出。",
});
