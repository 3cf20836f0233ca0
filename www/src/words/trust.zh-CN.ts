// “这些可信吗”：预测与实际、模型、客户价值，以及获客成本测算。

import type { Formats } from "./formats.ts";
import { sentence, strong, type Sentence } from "./sentence.ts";
import type { Off, Trust } from "./trust.en.ts";

export const trust = (f: Formats): Trust => {
  const days = (count: number) => `${f.count(count)} 天`;
  const off = ({ expected, actual }: Off): string => {
    const share = actual === 0 ? 0 : expected / actual - 1;
    if (Math.abs(share) < 0.005) return "几乎不差";
    return `${share > 0 ? "多" : "少"}了 ${f.percent(Math.abs(share))}`;
  };
  return {
    title: "这些可信吗？",
    none: "这些购买记录无法作预测，因此也没有可检验的内容。分群、打分和策略不受影响。",
    model: "预测模型",
    automatic: "由数据决定",
    settings: "预测期、折现率、毛利率……",

    tested: (q): Sentence => {
      const test = sentence`最后 ${days(q.days)}（${f.day(q.start)}起）留作检验，模型没有看过。预测会有 ${strong(f.count(q.expected))} 次购买，实际发生 ${strong(f.count(q.actual))} 次：${strong(off(q))}。`;
      return q.naive ? [...test, `如果按“大家照旧”来估，会${off(q.naive)}。`] : test;
    },
    untested: "历史太短，无法留出一段来检验，预测只能看个量级。",
    total: (value, low, high, ahead): Sentence =>
      sentence`现有客户${ahead}合计预计带来 ${strong(value)}，十次有九次落在 ${low} 到 ${high} 之间；前提是没有历史看不出的变化，例如价格、季节、活动、竞争对手。`,
    reasons: {
      best_on_holdout: () => "这个模型在检验中最接近实际。",
      history_too_short: () => "历史太短，无法比较模型，因此采用对历史要求最低的一个。",
      holdout_empty: () => "历史的最后一段没有人再次购买，无法比较模型。",
      typed: () => "这是您选择的模型。",
    },

    tracking: {
      weekly: "按周",
      finding: (q) => {
        if (!q || q.actual === 0) return "模型与历史走势一致";
        const share = q.expected / q.actual - 1;
        if (Math.abs(share) < 0.05) return "检验期内，实际与预测相符";
        return `检验期内，实际${share < 0 ? "高于" : "低于"}预测`;
      },
      subtitle: "累计复购次数：实际与模型。阴影部分留作检验，模型没有看过。",
      weeklyFinding: "季节表现为围绕预测的波动，预测本身不含季节",
      weeklySubtitle: "每周复购次数：实际与模型。",
      actual: "实际",
      expected: "模型",
      holdout: "检验",
      columns: ["截至", "实际", "模型", "实际累计", "模型累计"],
    },
    deciles: {
      finding: (share, right) =>
        right ? `预测买得最多的那十分之一，确实贡献了检验期 ${f.percent(share)} 的购买` : `预测买得最多的那十分之一，贡献了检验期 ${f.percent(share)} 的购买，另有一份更多`,
      subtitle: "按预测把客户分成十等份，看检验期人均购买次数。柱：实际；点：预测。",
      axis: "客户十等份，预测由低到高",
      columns: ["等份", "客户数", "预测", "实际"],
    },
    frequency: {
      finding: (zero) => `${f.percent(zero)} 的客户只在一个日子买过`,
      subtitle: "按复购次数统计的客户数。柱：实际；点：模型。",
      axis: "复购次数",
      orMore: (count) => `${f.count(count)}+`,
      columns: ["复购次数", "客户数", "模型"],
    },
    habit: {
      alive: (weighs) => (weighs ? "越是买得勤的客户，沉默越值得警惕" : "谁仍是客户"),
      aliveSubtitle: (age) => `首购在 ${days(age)}前的客户，现在仍是客户的概率。`,
      purchases: (horizon) => `一位客户${horizon}预计购买多少次`,
      purchasesSubtitle: (age) => `首购在 ${days(age)}前的客户，预计购买次数。`,
      rows: "复购次数",
      columns: "距上次购买天数",
    },
    value: {
      finding: (share) => `最有价值的五分之一客户，占未来价值的 ${f.percent(share)}`,
      subtitle: (mean, median) => `按预期价值统计的客户数。平均 ${mean}，一半客户低于 ${median}。`,
      axis: "每位客户的预期价值",
      from: (low) => `${low} 起`,
      columns: ["从", "到", "客户数"],
    },

    numbers: {
      title: "模型与数字",
      candidates: "模型比较",
      columns: { model: "模型", forecast: "预测", off: "偏差", mae: "每客误差", rmse: "均方根误差", ll: "对数似然", aic: "AIC", bic: "BIC" },
      naive: "大家照旧",
      actual: (count) => `检验期实际发生 ${f.count(count)} 次购买。“每客误差”是预测与实际的平均差距（次），“均方根误差”更看重大的偏差。对数似然越高越吻合；AIC、BIC 越低越好，参数多的模型会被扣分。`,
      parameters: (model) => `${model} 的参数`,
      parameter: "参数",
      value: "值",
      error: "标准误",
      meaning: "含义",
      undetermined: "无法确定",
      spend: "每次购买金额",
      correlation: (r) => `购买频次与每次金额的相关系数：${f.decimal(r, 2)}。金额模型假定两者无关。`,
    },
    reading: {
      rhythm: (every) => `仍在购买的普通客户，大约每 ${days(Math.round(every))}买一次。`,
      afterPurchase: (share) => `每次购买之后，约有 ${f.percent(share)} 的人不再回来。`,
      leftInYear: (share) => `新客户一年后约有 ${f.percent(share)} 已经离开。`,
      spend: (money) => `平均每次购买约 ${money}。`,
    },
    parameterMeaning: {
      r: "客户节奏的相似程度，越大越相似",
      alpha: "与 r 一起决定购买快慢，单位为天",
      a: "与 b 一起：购买后离开的概率 a ÷ (a + b)",
      b: "与 a 一起：购买后离开的概率",
      s: "客户离开倾向的相似程度，越大越相似",
      beta: "与 s 一起决定离开快慢，单位为天",
      k: "规律性：1 为随机，越大间隔越均匀",
      p: "同一客户各次金额的差异，越大差异越小",
      q: "不同客户之间金额的差异，越大差异越小",
      v: "决定金额水平，单位为货币",
    },
    models: {
      bg_nbd: { name: "BG/NBD", meaning: "客户可能在某次购买后离开。只买过一次的人，按定义都算仍在。" },
      mbg_nbd: { name: "MBG/NBD", meaning: "客户可能在任何一次购买后离开，包括第一次。" },
      pareto_nbd: { name: "Pareto/NBD", meaning: "客户可能在任何时候悄悄离开。" },
      bg_cnbd_k: { name: "BG/CNBD-k", meaning: "与 BG/NBD 相似，适合购买间隔均匀的客户。" },
      mbg_cnbd_k: { name: "MBG/CNBD-k", meaning: "与 MBG/NBD 相似，适合购买间隔均匀的客户。" },
      bg_bb: { name: "BG/BB", meaning: "适合固定场合：每次要么买，要么不买。" },
      nbd: { name: "NBD", meaning: "假定没有人离开，是好模型必须胜过的标尺。" },
      gamma_gamma: { name: "Gamma-Gamma", meaning: "每位客户有自己惯常的金额；购买次数少的，向总体平均靠拢。" },
      shrunken_mean: { name: "收缩均值", meaning: "每位客户的平均金额，购买次数越少，越向总体平均靠拢。" },
    },
    verdicts: {
      no_repeat_purchases: "没有人在第二个日子购买，看不出节奏。",
      nobody_leaves: "看起来没有人离开：历史中没有彻底停止购买的客户。",
      everyone_leaves_at_once: "离开的人似乎都在首购之后马上离开。",
      everyone_buys_alike: "大家的购买快慢看起来都一样。",
      everyone_leaves_alike: "大家离开的可能性看起来都一样。",
      too_little_history: "历史太短，分不清是离开还是暂停。",
      spend_never_varies: "每次购买的金额都相同。",
      everyone_spends_alike: "客户之间的消费金额没有差别。",
      too_few_repeat_spends: "再次购买的客户太少，看不出消费差异，因此采用平均值。",
      zero_spends: "有些客户再次到来但没有消费，不计入金额模型。",
      spend_follows_frequency: "买得勤的客户每次消费也不同，常用的金额模型不考虑这一点，两端客户的估值请谨慎看待。",
      spend_without_mean: "少数特别大的金额使平均消费不稳定，因此采用较稳妥的平均值。",
      no_spends: "没有大于零的金额，无法估计价值。",
    },

    formula: {
      title: "一位新客户最多可以花多少钱？",
      intro: "经典算法：一位平均客户，加上您填写的成本。文件里有的已经填好，都可以改。",
      fields: {
        average_order: { name: "客单价", hint: "来自您的文件" },
        orders_per_year: { name: "每年订单数", hint: "来自您的文件" },
        years: { name: "做客户的年数", hint: "由留存率推算，或自行估计" },
        margin: { name: "毛利率（%）", hint: "利润占销售额的比例" },
        acquisition: { name: "获客成本", hint: "广告与销售，每位客户" },
        activation: { name: "首单成本", hint: "首单优惠、开通，每位客户" },
        maintenance: { name: "每年维护成本", hint: "服务与触达，每位客户" },
        conversion: { name: "线索转化率（%）", hint: "表示过兴趣的人中下单的比例" },
      },
      results: "结果",
      perCustomer: { name: "每位客户净值", meaning: "毛利率 × 客单价 × 每年订单数 × 年数，减去维护成本 × 年数，再减去获客和首单成本。" },
      perLead: { name: "一条线索值多少", meaning: "每位客户净值乘以线索转化率：一条线索最多还可以再花这么多。" },
      ratio: { name: "价值成本比", meaning: "扣除维护后一位客户带来的价值，除以获客与首单成本。常说 3 比较健康，低于 1 就是亏损。" },
      payback: { name: "回本时间", meaning: "毛利覆盖获客与首单成本所需的月数。" },
      months: (count) => `${f.count(count)} 个月`,
      never: "不会回本",
      noCosts: "请填写成本",
      sensitivity: {
        finding: (names) => (names.length === 1 ? `“${names[0]}”对结果影响最大` : `${f.list(names)}对结果的影响相同`),
        subtitle: "只把一个数字减少或增加 10%，其余不变，每位客户净值的变化。",
        columns: ["数字", "减少 10%", "增加 10%"],
      },
      difference: (model, formula, ahead): Sentence =>
        sentence`公式得出每位客户 ${strong(formula)}，预测得出现有客户${ahead}人均 ${strong(model)}。两者回答的问题不同：公式看的是一位平均的新客户，在您假定的年数内、扣除成本之后；预测看的是每一位现有客户（包括沉默的），按各自节奏、只到预测期为止，并把以后的钱略打折扣。`,
      formulaOnly: (formula): Sentence => sentence`公式得出每位客户 ${strong(formula)}，针对一位平均的新客户，在您假定的年数内。`,
    },
  };
};
