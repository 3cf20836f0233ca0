// 结果页：几句话的结论、关键数字、分群策略表、分布图、客户名单、打印。

import type { Facts, Formats } from "./formats.ts";
import type { Result } from "./result.en.ts";
import { link, sentence, strong, type Sentence } from "./sentence.ts";

const n = (facts: Facts, name: string): number => (facts[name] === undefined ? NaN : Number(facts[name]));
const has = (facts: Facts, name: string): boolean => facts[name] !== undefined && facts[name] !== "";

export const result = (f: Formats): Result => {
  const cash = (facts: Facts, name: string) => f.about(Number(facts[name]), facts.currency ? String(facts.currency) : null);
  const customers = (count: number) => `${f.count(count)} 位客户`;
  const days = (count: number) => `${f.count(count)} 天`;
  const ahead = (horizon: number) => (horizon === 365 ? "未来一年" : `未来 ${days(horizon)}`);

  return {
    days,
    customers,
    ahead,
    sentences: (parts) => parts.filter(Boolean).join(""),

    answer: {
      title: "结论",
      sentences: {
        who: (facts: Facts): Sentence => {
          const period = `${f.day(String(facts.first_day))}至${f.day(String(facts.last_day))}`;
          return has(facts, "top20_share")
            ? sentence`${period}，共有 ${link(customers(n(facts, "customers")), "list")}购买。其中最好的五分之一贡献了 ${link(f.percent(n(facts, "top20_share")), "trust/value")} 的销售额。`
            : sentence`${period}，共有 ${link(customers(n(facts, "customers")), "list")}购买。`;
        },
        overdue: (facts: Facts): Sentence => {
          const who = link(`${f.count(n(facts, "customers"))} 位老客户该来没来`, "list/rfm_11/at_risk");
          const rhythm = sentence`${who}：本店客户通常隔 ${days(n(facts, "median_gap_days"))}再次购买，而他们已超过 ${days(n(facts, "silent_days"))}没有动静。`;
          return has(facts, "value") ? [...rhythm, `如果留得住，未来一年约值 `, strong(cash(facts, "value")), `。`] : rhythm;
        },
        lapsed: (facts: Facts): Sentence =>
          sentence`${link(customers(n(facts, "customers")), "list/lifecycle_4/lapsed")}（${f.percent(n(facts, "share"))}）超过 ${days(n(facts, "days"))}没有购买，这几乎比文件中任何两次购买的间隔都长。`,
        returning: (facts: Facts): Sentence => sentence`${link(f.percent(n(facts, "share")), "tiles")} 的客户在另一天再次购买，两次购买通常相隔 ${days(n(facts, "median_gap_days"))}。`,
        one_time: (facts: Facts): Sentence => sentence`${link(f.percent(n(facts, "share")), "tiles")} 的客户只在一个日子买过：促成第二次购买，空间最大。`,
        expected: (facts: Facts): Sentence => {
          const range = has(facts, "low") ? `（大概在 ${cash(facts, "low")} 到 ${cash(facts, "high")} 之间）` : "";
          return sentence`现有客户${ahead(has(facts, "horizon_days") ? n(facts, "horizon_days") : 365)}预计带来约 ${link(cash(facts, "value"), "trust")}${range}。`;
        },
        too_few: (facts: Facts): Sentence => sentence`文件中只有 ${strong(customers(n(facts, "customers")))}，请把分群当作名单来看，不要当作统计结论。`,
      },
      nextStep: (count, group, first, to) => sentence`${strong("下一步：")}先从${link(`“${group}”的 ${customers(count)}`, to)}开始。${first}`,
      showList: "查看名单",
      limitsTitle: "这份文件说明不了的",
    },

    limits: {
      no_order_column: () => "文件里没有订单号，所以每一行算作一个订单。",
      no_currency: () => "文件没有注明币种，金额按原样显示。",
      no_repeat_purchases: () => "没有人在两个日子购买过，因此无法得出购买节奏、流失界限和预测。",
      no_repeat_buyers: () => "没有人在两个日子购买过，因此无法得出购买节奏、流失界限和预测。",
      few_gaps: (facts: Facts) => `只看到 ${f.count(n(facts, "gaps"))} 个购买间隔，所以 ${days(n(facts, "days"))}的界限是通用值，并非从您的客户得出。`,
      short_history: (facts: Facts) => `文件只覆盖 ${days(n(facts, "days"))}，大约 ${days(has(facts, "needed") ? n(facts, "needed") : 180)}以上的预测才有参考价值。`,
      no_holdout: () => "历史太短，无法留出一段来检验预测。",
      few_customers: (facts: Facts) =>
        has(facts, "needed")
          ? `只有 ${customers(n(facts, "customers"))}，至少 ${f.count(n(facts, "needed"))} 位才能预测。`
          : `只有 ${customers(n(facts, "customers"))}，预测会参考零售业的一般情况，直到您自己的数据足够说明问题。`,
    },

    tiles: {
      title: "关键数字",
      customers: { name: "客户数", meaning: "至少有一次金额大于零的购买的客户。" },
      orders: { name: "订单数", meaning: "合计金额为正的订单。文件没有订单号时，每一行购买算一个订单。" },
      net: { name: "净销售额", meaning: "所有金额之和，已扣除退款和取消。" },
      average_order: { name: "客单价", meaning: "客户的净销售额除以订单数。" },
      purchases: { name: "人均订单数", meaning: "整个期间的订单数除以客户数。" },
      repeat: { name: "复购率", meaning: "在两个或更多日子买过的客户比例。" },
      top20: { name: "前 20% 客户占比", meaning: "花费最多的 20% 客户贡献的销售额比例。" },
      expected: {
        name: "预期价值",
        meaning: (horizon, margin) => `现有客户${ahead(horizon)}预计带来的${margin ? "利润（已乘毛利率）" : "销售额"}，越晚到手的钱略打折扣。下方小字是区间：若客户行为不变，十次有九次落在其中。`,
      },
      range: (low, high) => `${low} – ${high}`,
    },

    groups: {
      title: "他们是谁，该怎么做",
      model: "划分方式",
      caption: (model) => `客户分群：${model}`,
      lapse: (facts) =>
        facts.source === "user"
          ? `流失界限：超过 ${days(facts.days)}没有购买，由您设定。`
          : facts.source === "gaps"
            ? `流失界限：超过 ${days(facts.days)}没有购买；文件中 ${f.count(facts.gaps)} 个购买间隔有 95% 比这短。`
            : `流失界限：超过 ${days(facts.days)}没有购买。再次购买的客户太少，这里用的是通用值。`,
      change: "修改",
      columns: {
        group: "分群",
        customers: "客户",
        revenue: "销售额",
        silent: "距上次购买天数",
        purchases: "人均订单",
        spend: "人均消费",
        expected: "预期价值",
        todo: "该做什么",
      },
      meanings: {
        silent: "从上次购买到文件最后一天的平均天数。",
        purchases: "本类客户平均每人的订单数。",
        spend: "本类客户整个期间平均每人的净消费。",
        expected: "本类客户在预测期内预计带来的价值，以及十次有九次会落入的区间。",
      },
      share: (share) => `占客户 ${f.percent(share)}`,
      revenueShare: (share) => `占销售额 ${f.percent(share)}`,
      each: (money) => `人均 ${money}`,
      openAll: "全部展开",
      closeAll: "全部收起",
      total: "合计",
      csv: "保存表格（CSV）",
      json: "保存全部数字（JSON）",
      print: "打印",
      file: "客户分群",
      priority: ["", "最先做", "其次", "有余力再做", "不急", "可放手"],
    },

    card: {
      goal: "目标",
      why: "为什么",
      reason: (group) => `平均每人下单 ${group.purchases} 次、共消费 ${group.spend}；上次购买平均在文件截止前 ${group.silent}。`,
      steps: "怎么做",
      channels: "渠道",
      offer: "给什么",
      measure: "看什么指标",
      cadence: "节奏",
      avoid: "注意",
      money: "涉及金额",
      stake: (value, range, each, horizon) => `${ahead(horizon)}预计带来 ${value}${range ? `（大概 ${range}）` : ""}，人均约 ${each}：各项投入合计不应超过它。`,
      atRisk: (value) => `如果他们全都留下，还会多出约 ${value}。`,
      now: (value) => `现在 ${value}`,
      unknown: (why) => `暂无：${why}`,
      list: "查看这些客户",
      save: "保存名单（CSV）",
      copy: "复制文字",
      copied: "已复制",
      colon: (label, text) => `${label}：${text}`,
    },

    map: {
      title: "他们的分布",
      finding: (facts) => `“${facts.group}”占客户 ${f.percent(facts.share)}，占销售额 ${f.percent(facts.revenueShare)}`,
      subtitle: "按得分统计的客户数。越靠上，最近买过；越靠右，买得越勤、花得越多。点选格子查看所在分群。",
      r: "最近购买",
      fm: "购买频次与金额",
      cell: (r, fm, group, count, revenue) => `${f.count(count)} ${group}：最近购买 ${r} 分，频次与金额 ${fm} 分，销售额 ${revenue}。`,
      columns: ["最近购买得分", "频次与金额得分", "分群", "客户数", "销售额"],
      breaksTitle: "各分数的界限",
      breaks: {
        measure: "得分",
        r: "距上次购买天数",
        f: "订单数",
        m: "消费金额",
        range: (low, high) => (low === null ? `不超过 ${high}` : high === null ? `超过 ${low}` : `超过 ${low}，不超过 ${high}`),
        none: "无",
        note: (day) => `每个分数大约占五分之一的客户，数值相同者得分相同。天数算到文件最后一天 ${day}。第二条轴是频次与金额两项得分的平均，遇半分进一。`,
      },
    },

    figure: { table: "看表格", save: "保存图片（SVG）" },

    list: {
      title: "客户名单",
      everybody: "全部客户",
      group: "分群",
      search: "查找客户编号",
      shown: (count) => customers(count),
      none: "没有符合的客户。",
      save: "保存名单（CSV）",
      loading: "读取中",
      failed: "名单没有读出来，请再试一次。",
      again: "再试一次",
      caption: (group) => `客户名单：${group}`,
      hint: "用方向键、Page Up、Page Down 浏览，回车查看一位客户。",
      file: "客户名单",
      sortBy: (column) => `按${column}排序`,
      columns: {
        customer: { name: "客户", meaning: "与文件中写法一致。" },
        last_purchase: { name: "上次购买", meaning: "最近一次购买的日子。" },
        first_purchase: { name: "首次购买", meaning: "第一次购买的日子。" },
        days_since_last_purchase: { name: "距今天数", meaning: "从上次购买到文件最后一天的天数。" },
        orders: { name: "订单数", meaning: "合计金额为正的订单。" },
        order_days: { name: "购买天数", meaning: "有购买的不同日子；模型按日子计，不按订单计。" },
        net: { name: "消费额", meaning: "所有金额之和，已扣除退款。" },
        r: { name: "R", meaning: "最近购买得分：5 分 = 最近买过。" },
        f: { name: "F", meaning: "频次得分：5 分 = 订单最多。" },
        m: { name: "M", meaning: "金额得分：5 分 = 花得最多。" },
        segment: { name: "RFM 分群", meaning: "十一类之一。" },
        lifecycle: { name: "阶段", meaning: "生命周期四类之一。" },
        p_alive: { name: "仍是客户", meaning: "按这位客户自己的购买节奏估算，仍是客户的概率。" },
        expected_purchases: { name: "预计购买", meaning: "预测期内预计购买的次数。" },
        expected_spend: { name: "每次金额", meaning: "预计每次购买的金额。" },
        clv: { name: "预期价值", meaning: "这位客户在预测期内预计带来的价值。" },
        clv_low: { name: "下限", meaning: "十次有九次，价值落在上下限之间。" },
        clv_high: { name: "上限", meaning: "十次有九次，价值落在上下限之间。" },
      },
    },

    customer: {
      title: (id) => `客户 ${id}`,
      once: (day, money) => `只在${day}买过，消费 ${money}。`,
      habit: (count, first, last, gap, money) => `${first}至${last}在 ${f.count(count)} 个日子购买，平均每 ${f.decimal(gap, gap < 10 ? 1 : 0)} 天一次，共消费 ${money}。`,
      silence: (silent, ratio) =>
        ratio === null || ratio < 1.5
          ? `上次购买在文件截止前 ${days(silent)}。`
          : `上次购买在文件截止前 ${days(silent)}，是这位客户平常间隔的 ${f.decimal(ratio, ratio < 10 ? 1 : 0)} 倍。`,
      outlook: (alive, purchases, horizon, value) => {
        const start = `仍是客户的概率为 ${f.percent(alive)}，${horizon}预计还会购买约 ${f.decimal(purchases, 1)} 次`;
        if (!value) return `${start}。`;
        return value.range ? `${start}，价值 ${value.value}（大概 ${value.range}）。` : `${start}，价值 ${value.value}。`;
      },
      todo: (group, goal, first) => `分群：${group}。目标：${goal}。${first}`,
    },

    print: {
      cover: (period) => `客户报告，${period}`,
      settings: (lapse, horizon, discount, margin) =>
        `流失界限：超过 ${days(lapse)} · 预测期：${ahead(horizon)} · 年折现率 ${f.decimal(discount, 1)}% · 毛利率 ${f.percent(margin)}`,
      made: (version) => `由熟客 Regulars ${version} 在本机生成，数据未曾外发。`,
      rows: (used, total, files) => `${files} · 共 ${f.count(total)} 行，采用 ${f.count(used)} 行`,
    },
  };
};
