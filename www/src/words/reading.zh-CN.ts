// 引擎对文件的说明：每列为何这样识别、要问什么、哪些行没有采用、有什么值得注意。

import type { Formats } from "./formats.ts";
import type { ReadingWords } from "./reading.en.ts";
import { num, str } from "./by-id.ts";

export const reading = (f: Formats): ReadingWords => {
  const n = (facts: Parameters<typeof num>[0]): string => f.count(num(facts, "n"));
  const withSample = (text: string, facts: Parameters<typeof str>[0]): string => (str(facts, "sample") ? `${text}：${str(facts, "sample")}` : text);
  return {
    reasons: {
      name: (facts) => `列名是“${str(facts, "name")}”`,
      no_role: () => "列名和内容都看不出用途",
    },
    reasonUnknown: "根据列名和内容判断",

    questions: {
      date_order: (facts) => `“${str(facts, "column")}”列里，前面的数字是日还是月？`,
      customer: () => "哪一列表示购买人？",
      amount: () => "哪一列是付款金额？",
      date: () => "以哪个日期作为购买日？",
      currency: () => "使用哪种货币？",
      status: () => "哪些订单算成交？",
      join: () => "这些文件需要关联吗？",
      cents: (facts) => `“${str(facts, "column")}”列的金额是以分为单位吗？`,
      decimal_mark: (facts) => `“${str(facts, "column")}”列里的逗号表示什么？`,
      table: () => "购买记录在哪张表里？",
    },
    questionWhy: {
      date_order: "这一列的每个日期两种读法都说得通，文件本身无法判断。",
      customer: "有不止一列可能是客户。如果误用了订单号或行号，每个人看起来都只买过一次。",
      amount: "有不止一列可能是金额。",
      date: "每行有多个日期，通常付款日最合适。",
      currency: "不同货币不会直接相加。",
      status: "否则已取消、未付款的订单也会算作成交。",
      join: "购买记录和客户信息在不同的文件里。",
      cents: "所有金额都是整数，有些系统以分为单位记账。",
      decimal_mark: "这些金额两种读法都说得通。",
      table: "有不止一张表可以读取。",
    },
    choices: {
      column: (facts) => `“${str(facts, "column")}”${str(facts, "sample") && `，例如 ${str(facts, "sample")}`}`,
      quantity_x_price: () => "数量 × 单价",
      date: (facts) => `${str(facts, "sample")} 是 ${f.day(str(facts, "reads_as"))}`,
      cents: (facts) => (str(facts, "sample") ? `是，${str(facts, "sample")} 表示 ${f.decimal(num(facts, "sample") / 100, 2)}` : "是，以分为单位"),
      whole: (facts) => (str(facts, "sample") ? `不是，${str(facts, "sample")} 就是 ${str(facts, "sample")}` : "不是，以元为单位"),
      "mark,": (facts) => withSample("小数点", facts),
      "mark.": (facts) => withSample("千位分隔符", facts),
      join: () => "是，关联起来",
      apart: () => "不用，只用第一份",
      table: (facts) => `${str(facts, "name")}${num(facts, "rows") > 0 ? `，${f.count(num(facts, "rows"))} 行` : ""}`,
      currency: (facts) => `${str(facts, "currency")}${num(facts, "rows") > 0 ? `，${f.count(num(facts, "rows"))} 行` : ""}`,
    },
    proposed: "建议",

    skips: {
      short: {
        bad_record: (facts) => `${n(facts)} 行无法读取`,
        not_a_row: (facts) => `${n(facts)} 行是标题或合计`,
        missing_customer_id: (facts) => `${n(facts)} 行没有客户`,
        bad_or_missing_date: (facts) => `${n(facts)} 行没有可读的日期`,
        bad_or_missing_amount: (facts) => `${n(facts)} 行没有可读的金额`,
        status_not_a_sale: (facts) => `${n(facts)} 行未成交`,
        other_currency: (facts) => `${n(facts)} 行是其他货币`,
        no_partner: (facts) => `${n(facts)} 行在另一份文件里找不到对应`,
        duplicate: (facts) => `${n(facts)} 行与其他行完全相同`,
      },
      otherShort: (count) => `${f.count(count)} 行因其他原因`,
      name: {
        bad_record: () => "记录损坏",
        not_a_row: () => "标题或合计行，不是购买",
        missing_customer_id: () => "没有客户",
        bad_or_missing_date: () => "日期缺失或无法识别",
        bad_or_missing_amount: () => "金额缺失或无法识别",
        status_not_a_sale: () => "按状态未成交",
        other_currency: () => "其他货币",
        no_partner: () => "另一份文件里没有对应",
        duplicate: () => "与其他行完全相同",
      },
      help: {
        bad_record: () => "这一行字段不够、引号没有闭合，或者含有不是文字的内容。",
        not_a_row: () => "重复出现的表头、小计或分隔行。",
        missing_customer_id: () => "不知道是谁买的，例如柜台散客。这样的购买无法跟踪到人。",
        bad_or_missing_date: () => "日期为空、不存在（如 2 月 30 日），或写法与同列其他日期不同。",
        bad_or_missing_amount: () => "金额为空，或不是数字。",
        status_not_a_sale: () => "您可以调整哪些状态算成交。",
        other_currency: () => "只汇总您选定的货币。",
        no_partner: () => "另一份文件里没有相同的关联值。",
        duplicate: () => "您选择了完全相同的行只算一次。",
      },
    },

    notes: {
      ids_trimmed: (facts) => `${f.count(num(facts, "rows"))} 行的客户前后有空格，已去除。`,
      rows_long: (facts) => `${f.count(num(facts, "rows"))} 行的字段比列多，多出的部分没有使用。`,
      rows_short: (facts) => `${f.count(num(facts, "rows"))} 行的字段比列少。`,
      exact_duplicates: (facts) => `有 ${f.count(num(facts, "rows"))} 行与其他行完全相同。同一天买两次同样的东西很常见，所以都计算在内；您可以在列设置中更改。`,
    },
    noteUnknown: (id) => `引擎备注：“${id}”。`,
  };
};
