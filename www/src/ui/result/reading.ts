// A model's parameters read as sentences that a shop owner can check against experience.

import type { ModelReport, Parameter } from "../../engine/models.ts";
import type { Shown } from "./shown.ts";

export function modelReading({ words, about }: Shown, models: ModelReport): string[] {
  const { reading } = words.trust;
  const p = named(models.fit.params);
  const spend = named(models.spend?.params ?? []);
  const said: string[] = [];
  // Mean of the purchase rate's gamma distribution is r ÷ alpha a day; with k, only each k-th event is a purchase.
  if (p.r && p.alpha) said.push(reading.rhythm((p.alpha / p.r) * (p.k ?? 1)));
  if (p.a !== undefined && p.b !== undefined && p.a + p.b > 0) said.push(reading.afterPurchase(p.a / (p.a + p.b)));
  // Pareto: share of exponential lifetimes with gamma-distributed rates that have ended after a year.
  if (p.s !== undefined && p.beta !== undefined) said.push(reading.leftInYear(1 - (p.beta / (p.beta + 365)) ** p.s));
  if (spend.p && spend.q && spend.v && spend.q > 1) said.push(reading.spend(about((spend.p * spend.v) / (spend.q - 1))));
  return said;
}

function named(params: readonly Parameter[]): Record<string, number | undefined> {
  return Object.fromEntries(params.map(({ name, value }) => [name, value]));
}
