// The part of the strategy catalogue that needs no language: the channels of a strategy and
// what a measure needs. Which measures a group has, the engine says (src/strategy). Its texts stand in strategy.en.ts and strategy.zh-CN.ts.

export type ChannelId =
  | "email" | "sms" | "wecom" | "social" | "search" | "ads" | "content" | "onsite" | "phone" | "event"
  | "service" | "survey" | "manager" | "none";

/** What a measure needs: the purchases alone, one more column, or costs that the user types. */
export type Needs = "purchases" | "column" | "costs";

/** How a measure's value is written. */
export type Kind = "share" | "days" | "count" | "money" | "ratio";

export const KPIS = {
  first_purchase_conversion: { needs: "column", kind: "share" },
  cac: { needs: "costs", kind: "money" },
  clv_cac: { needs: "costs", kind: "ratio" },
  second_purchase_rate: { needs: "purchases", kind: "share" },
  time_to_second: { needs: "purchases", kind: "days" },
  retention_rate: { needs: "purchases", kind: "share" },
  repeat_rate: { needs: "purchases", kind: "share" },
  purchase_frequency: { needs: "purchases", kind: "count" },
  aov: { needs: "purchases", kind: "money" },
  clv: { needs: "purchases", kind: "money" },
  p_alive: { needs: "purchases", kind: "share" },
  churn_rate: { needs: "purchases", kind: "share" },
  winback_rate: { needs: "purchases", kind: "share" },
  segment_migration: { needs: "purchases", kind: "share" },
  revenue_share: { needs: "purchases", kind: "share" },
  category_breadth: { needs: "column", kind: "count" },
  referral_rate: { needs: "column", kind: "share" },
  satisfaction: { needs: "column", kind: "count" },
  uplift: { needs: "column", kind: "share" },
  campaign_roi: { needs: "costs", kind: "ratio" },
  reach_cost: { needs: "costs", kind: "money" },
} as const satisfies Record<string, { needs: Needs; kind: Kind }>;

export type KpiId = keyof typeof KPIS;

export const STRATEGIES = {
  lc_potential: { channels: ["search", "content", "social", "event"] },
  lc_new: { channels: ["email", "sms", "wecom", "service"] },
  lc_active: { channels: ["email", "onsite", "wecom", "survey"] },
  lc_lapsed: { channels: ["email", "sms", "phone"] },
  rfm_champions: { channels: ["manager", "wecom", "email"] },
  rfm_loyal: { channels: ["email", "wecom", "onsite"] },
  rfm_potential_loyalist: { channels: ["email", "onsite", "wecom"] },
  rfm_new: { channels: ["email", "sms", "service"] },
  rfm_promising: { channels: ["email", "social", "onsite"] },
  rfm_need_attention: { channels: ["email", "wecom", "survey"] },
  rfm_about_to_sleep: { channels: ["email", "onsite"] },
  rfm_at_risk: { channels: ["phone", "email", "wecom"] },
  rfm_cant_lose: { channels: ["manager", "phone", "wecom"] },
  rfm_hibernating: { channels: ["email"] },
  rfm_lost: { channels: ["none", "email"] },
} as const satisfies Record<string, { channels: readonly ChannelId[] }>;

export type StrategyId = keyof typeof STRATEGIES;

/** The channels of a strategy; none when the engine is newer than the page. */
export function channelsOf(strategy: string): readonly ChannelId[] {
  return Object.hasOwn(STRATEGIES, strategy) ? STRATEGIES[strategy as StrategyId].channels : [];
}
