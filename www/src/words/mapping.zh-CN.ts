// 核对列含义的画面。

import type { Formats } from "./formats.ts";
import type { MappingWords } from "./mapping.en.ts";
import { sentence, strong } from "./sentence.ts";

export const mapping = (f: Formats): MappingWords => {
  const rows = (n: number): string => `${f.count(n)} 行`;
  return {
    title: "文件这样理解对吗？",
    allSure: "需要的列都已识别。如果看着没有问题，就可以开始分析。",
    doubts: (n) => `有 ${f.count(n)} 列拿不太准，开始前请看一眼。`,
    remembered: "已按您上次对同样表头的设置填好。",
    forgetLayout: "改用重新识别的结果",
    preset: (name) => `看起来是${name}的导出文件。`,
    presets: {
      jiandaoyun: "简道云", taobao: "淘宝 / 天猫", tmall: "天猫", jd: "京东", shopify: " Shopify ", woocommerce: " WooCommerce ",
      stripe: " Stripe ", square: " Square ", zoho: " Zoho ", fxiaoke: "纷享销客", feishu: "飞书多维表格", airtable: " Airtable ",
      olist: " Olist ", magento: " Magento ", amazon: "亚马逊", ebay: " eBay ", etsy: " Etsy ", youzan: "有赞", pinduoduo: "拼多多",
      douyin: "抖音", wechat: "微信小店", lightspeed: " Lightspeed ", paypal: " PayPal ", shopee: " Shopee ", lazada: " Lazada ", stripe_api: " Stripe ", stripe_invoices: " Stripe ",
    },
    add: "再加一份文件",

    roles: {
      customer: "客户", order: "订单号", date: "日期", amount: "金额", quantity: "数量", unit_price: "单价", currency: "币种",
      status: "状态", product: "商品", category: "品类", channel: "渠道", email: "邮箱", phone: "手机号", name: "姓名",
      discount: "优惠", shipping: "运费", tax: "税费", refund: "退款", ignore: "不使用",
    },
    roleOf: (column) => `“${column}”列的含义`,
    readAs: {
      title: "识别结果",
      role: "内容",
      column: "取自哪一列",
      why: "依据",
      none: "还没有指定",
      noOrder: "没有这一列：每行算一笔订单",
      product: (quantity, price) => `“${quantity}” × “${price}”`,
      byHand: "由您指定",
      joined: (column, table) => `${table} 的“${column}”`,
      show: (column) => `在下方表格中查看“${column}”列`,
    },
    confidence: { sure: "确定", likely: "很可能", check: "请核对" },
    missing: {
      customer: "请指定哪一列表示购买人：客户编号、邮箱、手机号或姓名都可以。订单号不能当作客户。",
      date: "请指定哪一列是购买日期。",
      amount: "请指定哪一列是付款金额，或者同时指定数量和单价。",
    },

    preview: {
      title: "开头几行",
      caption: (table) => `${table} 的开头几行，每列上方是它的含义`,
      search: (n) => `在 ${f.count(n)} 列中查找`,
      usedOnly: "只看用到的列",
      found: (n, total) => `共 ${f.count(total)} 列，显示 ${f.count(n)} 列`,
      nothing: "没有哪一列的列名或前几个值包含这些文字。",
      empty: "空",
      scroll: "开头几行的表格，可左右滚动查看更多列",
    },

    effect: {
      counting: "正在统计……",
      all: (used, total) =>
        used === total ? sentence`${strong(`全部 ${rows(total)}`)}都会采用。` : sentence`共 ${rows(total)}，会采用 ${strong(rows(used))}。`,
      sample: (used, total) =>
        used === total
          ? sentence`目前看过的 ${strong(rows(total))}都会采用。`
          : sentence`目前看过 ${rows(total)}，会采用 ${strong(rows(used))}。`,
      because: (reasons) => `不采用的：${reasons.join("；")}。`,
      none: "按目前的设置没有一行可用，请检查客户、日期和金额这几列。",
    },
    analyze: "开始分析",
    remember: "记住这份表头的设置，下次自动填好（只存在本机，只记列的位置，不含任何数据）",
    notYet: "还缺少必需的内容，请看上方说明。",

    layout: {
      title: "文件的打开方式",
      summary: (encoding, delimiter, header) => [encoding, delimiter ?? "", header].filter((part) => part !== "").join("，"),
      encoding: "文字编码",
      encodingGuess: (confidence) => (confidence < 0.8 ? "不太确定，请看上方的人名、地名是否显示正常" : ""),
      delimiter: "列之间的分隔符",
      delimiters: { ",": "逗号（,）", ";": "分号（;）", "\t": "制表符", "|": "竖线（|）", ":": "冒号（:）", " ": "空格" },
      otherDelimiter: (delimiter) => `“${delimiter}”`,
      header: "列名",
      headerAt: (line) => `列名在第 ${f.count(line)} 行`,
      noHeader: "没有列名",
      headerYes: "表格第一行是列名",
      headerNo: "没有列名，每一行都是数据",
      dateOrder: "日期写法",
      decimalMark: "小数点写法",
      point: "点号：1,234.50",
      comma: "逗号：1.234,50",
      cents: "金额单位",
      wholeUnits: "元：12.50",
      centUnits: "分：1250 表示 12.50",
      level: "每个金额表示",
      levels: {
        row: "这一行的金额",
        first_line: "整笔订单的金额，只写在第一行",
        each_line: "整笔订单的金额，每行都重复写",
      },
      asGuessed: "按识别结果",
      duplicates: "完全相同的行只算一次",
      rereading: "正在重新读取……",
    },
    dateOrders: {
      year_month_day: "年-月-日：2024-03-12",
      year_day_month: "年-日-月：2024-31-12",
      day_month_year: "日-月-年：12.03.2024",
      month_day_year: "月-日-年：03/12/2024",
      slash_day_first: "带 / 的日在前，带 - 的月在前：31/12/2024、12-31-2024",
      slash_month_first: "带 / 的月在前，带 - 的日在前：12/31/2024、31-12-2024",
      excel_serial: "表格日期序号：45363",
      epoch_seconds: "1970 年起的秒数：1710201600",
      epoch_millis: "1970 年起的毫秒数：1710201600000",
    },
    encodings: {
      "utf-8": "Unicode（UTF-8）", "utf-16le": "Unicode（UTF-16 LE）", "utf-16be": "Unicode（UTF-16 BE）", gb18030: "简体中文（GB18030、GBK）",
      gbk: "简体中文（GBK）", big5: "繁体中文（Big5）", shift_jis: "日文（Shift-JIS）", "euc-jp": "日文（EUC-JP）", "euc-kr": "韩文（EUC-KR）",
      "windows-1252": "西欧（Windows-1252）", "windows-1250": "中欧（Windows-1250）", "windows-1251": "西里尔文（Windows-1251）",
      "koi8-r": "西里尔文（KOI8-R）", "windows-1253": "希腊文（Windows-1253）", "windows-1254": "土耳其文（Windows-1254）",
      "windows-1255": "希伯来文（Windows-1255）", "windows-1256": "阿拉伯文（Windows-1256）", "windows-874": "泰文（Windows-874）",
      "iso-8859-2": "中欧（ISO 8859-2）", macintosh: "Mac Roman", cp437: "DOS（437）", cp850: "DOS（850）",
    },

    tables: {
      title: "文件与工作表",
      same: (n) => `会依次读取 ${f.count(n)} 张表。`,
      use: (name, rowCount, all) => (all ? `${name}，${rows(rowCount)}` : `${name}，超过 ${rows(rowCount)}`),
      atLeastOne: "至少需要一张表。",
    },
    joins: {
      title: "可以关联的文件",
      returns: (to, matched) => `不计入 ${to} 里列出的退货订单，占已看过的行的 ${f.percent(matched)}。`,
      found: (table, column, to, toColumn, matched) =>
        `${table} 的“${column}”能在 ${to} 的“${toColumn}”中找到对应，已看过的行中匹配率为 ${f.percent(matched)}。`,
    },
    status: {
      title: "哪些订单算成交？",
      explain: (column) => `采用“${column}”中勾选的值，其余的会排除，并计为“未成交”。`,
      all: "全部算",
      sales: "只算看起来已成交的",
      value: (value, n) => `${value === "" ? "（空）" : value}，${rows(n)}`,
    },
    currency: {
      title: "文件里有多种货币",
      explain: "不同货币不会直接相加。",
      keep: (currency, n) => `只用 ${currency}（${rows(n)}）`,
      convert: "按我填写的汇率折算成一种货币",
      into: "折算成",
      rate: (from, to) => `1 ${from} 折合 ${to}`,
      needed: "每种货币都需要汇率；没有汇率的行不会采用。",
    },
    contracts: {
      title: "客户能留多久",
      lead: ({ customers, left, used }) => {
        const { periods_seen: seen, horizon_periods: ahead, projection } = used;
        return sentence`共 ${f.count(customers)} 位客户，其中 ${strong(f.count(left))} 位已流失。已留存 ${f.count(seen)} 期的客户，在其后 ${f.count(ahead)} 期中预计还会再留 ${strong(f.decimal(projection[seen]?.residual_lifetime ?? 0))} 期。`;
      },
      leftOut: (n) => `${rows(n)}没有在网期数或是否流失，未采用。`,
      sample: "以上取自文件的抽样。",
      finding: (share, periods) => `新客户中有 ${f.percent(share)} 在 ${f.count(periods)} 期后仍在`,
      subtitle: (tenure) => `按“${tenure}”的期数，仍在的客户占比：实际所见，以及模型向后推算的同样长度。`,
      seen: "实际",
      projected: "推算",
      ahead: "尚未发生",
      columns: (ahead) => ["期数", "实际", "模型", "当期留存率", `再留期数（其后 ${f.count(ahead)} 期内）`],
      models: {
        sbg: "模型：sBG。每位客户各有自己的流失概率，每期相同。",
        bdw: "模型：BdW。每位客户各有自己的流失概率，随时间上升（c 大于 1）或下降。",
      },
      letters: { alpha: "α", beta: "β" },
    },
    notes: "补充说明",
  };
};
