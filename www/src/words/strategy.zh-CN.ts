// 策略目录的中文文字：分群、策略卡、渠道、指标。面向店主；天数、次数等只是起点，可自行调整，并非已证实的效果。

import type { Facts, Formats } from "./formats.ts";
import type { Strategy } from "./strategy.en.ts";

export const strategy = (f: Formats): Strategy => ({
  models: {
    lifecycle_4: { name: "生命周期四类", note: "按购买次数和距上次购买的时间划分，适合先看全貌，不需要营销背景。" },
    rfm_11: { name: "RFM 十一类", note: "按最近一次购买、购买频次、消费金额各打 1–5 分（5 分最好），划分更细，适合有针对性的活动。" },
  },

  groups: {
    lifecycle_4: {
      potential: { name: "潜在客户", meaning: "知道您，但还没有买过" },
      new: { name: "新客户", meaning: "买过一次，而且就在不久前" },
      active: { name: "活跃客户", meaning: "买过不止一次，最近还在买" },
      lapsed: { name: "流失客户", meaning: "没来的时间，已超过本店的正常间隔" },
    },
    rfm_11: {
      champions: { name: "核心客户", meaning: "刚买过，买得勤，花得也最多" },
      loyal: { name: "忠实客户", meaning: "买得勤、花得多，前不久还来过" },
      potential_loyalist: { name: "潜力客户", meaning: "最近来过，正在成为常客" },
      new: { name: "新客户", meaning: "刚刚来过，买得还不多" },
      promising: { name: "待培养客户", meaning: "前一阵来过，买得还不多" },
      need_attention: { name: "需要关注", meaning: "各方面都居中，正在疏远" },
      about_to_sleep: { name: "即将沉睡", meaning: "买得不多，已经有些安静" },
      at_risk: { name: "有流失风险", meaning: "以前买得不错，但很久没来了" },
      cant_lose: { name: "不能失去", meaning: "曾经是最好的客户，如今不来了" },
      hibernating: { name: "沉睡客户", meaning: "买得不多，而且很久没来" },
      lost: { name: "已流失", meaning: "买得最少，离开得最久" },
    },
  },

  cards: {
    lc_potential: {
      goal: "促成首次购买",
      tactics: [
        "降低第一单的门槛：免费试用、试用装，或小额首单优惠。",
        "按对方看过的内容解答下单前的疑问，不要所有人发同一条。",
        "记录每个渠道获得一位新客花了多少钱，把预算挪到更划算的渠道。",
      ],
      offer: "免费试用、首单券、到店体验",
      cadence: "每周看渠道，每月调预算",
      avoid: "首单补贴不要超过首单毛利，除非您确知他们会再来。",
    },
    lc_new: {
      goal: "让首次体验满意，尽早有第二单",
      tactics: [
        "首单后一天内道谢，附上所购商品的简短使用说明。",
        "给第二单一个理由：会员权益，或几周内有效的优惠码。",
        "有问题及时回应，第一次投诉怎么处理，决定他们还来不来。",
      ],
      offer: "下一单优惠码、入会礼",
      cadence: "首单后第 1、7、21 天，或按本店常见的复购间隔",
      avoid: "首单后不要马上大幅打折，那是在教客户等下一张券。",
    },
    lc_active: {
      goal: "保持复购，再勤一点",
      tactics: [
        "在他们通常再次购买的时候，推荐与上次所购相配的商品。",
        "给常客别人没有的东西：会员价、积分、优先购买。",
        "问问哪里可以更好，并告诉他们您改了什么。",
      ],
      offer: "会员价、积分、与已购商品搭配的套装",
      cadence: "跟随每位客户自己的节奏，一般两到四周一次",
      avoid: "本来就会买的人不必送券。留出一成不发，才看得出优惠真正带来多少。",
    },
    lc_lapsed: {
      goal: "召回有价值的，其余放手",
      tactics: [
        "先联系曾经花得最多的：一条写给本人的消息，加一份有期限的优惠。",
        "先问几位为什么离开，改好了再联系其他人。",
        "告诉他们，离开之后店里有了哪些新品和改进。",
      ],
      offer: "有截止日期的专属优惠",
      cadence: "最多三次，每次相隔一个常见复购间隔，之后停止",
      avoid: "从来买得不多的不要投入；退订须立即生效。",
    },
    rfm_champions: {
      goal: "保护、奖励，请他们为您说话",
      tactics: [
        "当面或一对一道谢，新品让他们先看到。",
        "请他们评价或推荐，推荐人和被推荐人都有奖励。",
        "推荐最好的商品，而不是最便宜的。",
      ],
      offer: "给权益而不是折扣：优先购买、专属商品、赠礼",
      cadence: "每月一次；有人掉出这一类，立即跟进",
      avoid: "不要打折，也不要频繁打扰，他们不用催也会买。",
    },
    rfm_loyal: {
      goal: "提高客单价，培养成核心客户",
      tactics: [
        "设会员等级或积分，让下一级看得见、够得着。",
        "推荐升级款或配套商品。",
        "征求意见，并让他们看到结果。",
      ],
      offer: "满额赠礼、等级升级",
      cadence: "每两到四周一次",
      avoid: "门槛不要低于他们平时的消费；可从平时客单价的 1.2–1.5 倍试起。",
    },
    rfm_potential_loyalist: {
      goal: "把两三次购买变成习惯",
      tactics: ["邀请入会，并给第三单一个理由。", "在常见复购间隔前后，按购买记录推荐。"],
      offer: "入会礼、下一单优惠",
      cadence: "到了常见的复购间隔时触发",
      avoid: "一条消息只提一个请求：入会、下单或评价，不要三件一起。",
    },
    rfm_new: {
      goal: "促成第二单",
      tactics: ["发一组简短的欢迎消息：道谢、怎么用、有事找谁。", "给一个几周内有效的下一单优惠码。"],
      offer: "下一单优惠码",
      cadence: "第 1、7、21 天",
      avoid: "不要马上大幅打折；还没到该回来的时候，不要判为流失。",
    },
    rfm_promising: {
      goal: "让他们记得您，试试别的商品",
      tactics: ["参考相似客户后来买了什么，介绍其他用途和品类。", "降低尝试新品类的成本：试用装、小套装。"],
      offer: "试用装、组合价",
      cadence: "每月一到两次",
      avoid: "单客投入不要超过预期价值的一个固定比例。",
    },
    rfm_need_attention: {
      goal: "趁还没走远，重新引起兴趣",
      tactics: ["按以往喜好提醒一次，限时有效。", "用两三个问题了解满意度。"],
      offer: "有期限的小额券",
      cadence: "一次，等一个常见复购间隔后再看",
      avoid: "先与不发券的一组对照：很多人自己就会回来。",
    },
    rfm_about_to_sleep: {
      goal: "低成本唤醒",
      tactics: ["自动发送热销和新品提醒。", "积分或权益快到期时告知。"],
      offer: "几乎不花钱的新品消息和到期提醒",
      cadence: "每月一次，最多三次",
      avoid: "不打电话，不投付费广告，成本会高于回报。",
    },
    rfm_at_risk: {
      goal: "尽快留住有价值的客户",
      tactics: [
        "从价值最高的开始，一对一联系，给出值得回来的理由。",
        "电话回访几位，问清为什么不来，并补救。",
        "先解决问题，再给优惠。",
      ],
      offer: "先补救，再给有期限的专属优惠",
      cadence: "名单每周刷新；联系一次后，等一个常见复购间隔",
      avoid: "单客投入不要超过还能期待的价值；留一组不发优惠作对照。",
    },
    rfm_cant_lose: {
      goal: "一对一挽回曾经最好的客户",
      tactics: ["由专人逐个联系，先听他们说。", "恢复原来的等级和权益，或给得更好。"],
      offer: "专属方案、恢复等级",
      cadence: "立即：一次人工联系，一次跟进",
      avoid: "不要群发，也不要跟着对手打价格战。",
    },
    rfm_hibernating: {
      goal: "低成本试探，看谁会回来",
      tactics: ["邀请参加与曾购商品有关的限时活动。", "确认联系方式和兴趣是否还准确。"],
      offer: "常规促销",
      cadence: "每季度一次",
      avoid: "不投付费广告；尊重退订。",
    },
    rfm_lost: {
      goal: "停止投入",
      tactics: ["发一次告别消息，留一扇门，之后不再打扰。", "看看他们从哪里来，不再为带来同类客户的渠道付费。"],
      offer: "没有，或仅一次告别优惠",
      cadence: "每年最多一次",
      avoid: "花费不超过一次触达；按隐私政策到期删除资料。",
    },
  },

  channels: {
    email: "邮件",
    sms: "短信",
    wecom: "企业微信 / 微信",
    social: "社交媒体",
    search: "搜索",
    ads: "再营销广告",
    content: "图文与视频",
    onsite: "店内或应用内",
    phone: "电话",
    event: "到店活动",
    service: "客服",
    survey: "小问卷",
    manager: "专人服务",
    none: "不主动联系",
  },

  kpis: {
    first_purchase_conversion: { name: "首购转化率", meaning: "表示过兴趣的人中，下了单的比例。需要线索名单。" },
    cac: { name: "获客成本", meaning: "获客花费除以获得的新客数。需要填写成本。" },
    clv_cac: { name: "价值成本比", meaning: "一位客户预计带来的价值，除以获客成本。需要填写成本。" },
    second_purchase_rate: { name: "二购率", meaning: "在全部已有足够时间的客户中，没超过流失天数就第二次购买的比例。" },
    time_to_second: { name: "首购到二购天数", meaning: "全部再次购买的客户中，有一半在首购后这么多天内回来。" },
    retention_rate: { name: "留存率", meaning: "上一个周期买过的全部客户中，最近一个周期又买的比例；一个周期与流失天数等长。" },
    repeat_rate: { name: "复购率", meaning: "在两个或更多日子买过的客户比例。" },
    purchase_frequency: { name: "每年订单数", meaning: "从每位客户首购算起，平均每人每年的订单数。" },
    aov: { name: "客单价", meaning: "销售额除以订单数。" },
    clv: { name: "人均预期价值", meaning: "这一类客户平均每人在预测期内预计带来的价值。" },
    p_alive: { name: "仍是客户的概率", meaning: "按每位客户自己的购买节奏估算，取本类平均。" },
    churn_rate: { name: "流失率", meaning: "与留存率相对：上一个周期买过的全部客户中，最近一个周期没有再买的比例。" },
    winback_rate: { name: "召回率", meaning: "全部超过流失天数的沉默中，以再次购买结束的比例。" },
    segment_migration: { name: "升级比例", meaning: "两个日期之间，升到更好一类的比例。" },
    revenue_share: { name: "销售额占比", meaning: "这一类占全部销售额的比例。" },
    category_breadth: { name: "购买品类数", meaning: "每位客户买过的不同品类数。需要品类列。" },
    referral_rate: { name: "推荐率", meaning: "带来过新客的客户比例。需要推荐信息列。" },
    satisfaction: { name: "满意度", meaning: "问卷评分的平均值。需要评分列。" },
    uplift: { name: "真实增益", meaning: "与不发优惠的对照组相比，多买了多少。需要标明对照组的列。" },
    campaign_roi: { name: "活动回报率", meaning: "新增利润除以成本。需要填写成本。" },
    reach_cost: { name: "单客触达成本", meaning: "活动花费除以触达人数。需要填写成本。" },
  },

  needs: { purchases: "数据还不够", column: "需要另一列数据", costs: "需要填写成本" },

  rules: {
    potential: () => "尚未购买",
    new: ({ days }: Facts) => `只在一个日子买过，且在最近 ${f.count(Number(days))} 天内`,
    active: ({ days }: Facts) => `在两个或更多日子买过，最近一次在 ${f.count(Number(days))} 天内`,
    lapsed: ({ days }: Facts) => `超过 ${f.count(Number(days))} 天没有购买`,
  },

  stretch: (daysFrom, daysTo, fmLow, fmHigh) => {
    const when = daysTo === null
      ? `距上次购买超过 ${f.count(daysFrom - 1)} 天`
      : daysFrom <= 1
        ? `最近 ${f.count(daysTo)} 天内买过`
        : `距上次购买 ${f.count(daysFrom)}–${f.count(daysTo)} 天`;
    const score = fmLow === fmHigh ? `${fmLow}` : `${fmLow}–${fmHigh}`;
    return `${when}，频次与金额 ${score} 分（满分 5）`;
  },
  stretches: (parts) => parts.join("；或 "),

  absent: {
    lead_list: (name) => `${name}无法从购买记录中统计：没买过的人不在文件里。有线索名单才能看到。`,
    empty: (name) => `${name}：目前没有人。`,
  },
});
