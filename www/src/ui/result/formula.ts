// The formula for the value of an average customer, as textbooks and the seed texts of this project give it:
//   per customer = margin × average order × orders per year × years − maintenance × years − acquisition − activation
//   per lead     = conversion × per customer

export interface FormulaInput {
  average_order: number;
  orders_per_year: number;
  years: number;
  /** 0–1. */
  margin: number;
  acquisition: number;
  activation: number;
  /** Per year. */
  maintenance: number;
  /** 0–1. */
  conversion: number;
}

export type FormulaField = keyof FormulaInput;

export interface FormulaResult {
  per_customer: number;
  per_lead: number;
  /** Value after maintenance ÷ cost of acquisition and activation; null without such costs. */
  ratio: number | null;
  /** Whole months until they are earned back; null = never, 0 = nothing to earn back. */
  payback_months: number | null;
}

export function formula(input: FormulaInput): FormulaResult {
  const earnedPerYear = input.margin * input.average_order * input.orders_per_year - input.maintenance;
  const earned = earnedPerYear * input.years;
  const spent = input.acquisition + input.activation;
  const months = spent === 0 ? 0 : earnedPerYear > 0 ? Math.ceil((spent / earnedPerYear) * 12 - 1e-9) : null;
  return {
    per_customer: earned - spent,
    per_lead: input.conversion * (earned - spent),
    ratio: spent > 0 ? earned / spent : null,
    // Money that only comes back after the customer has gone never comes back.
    payback_months: months !== null && months > input.years * 12 ? null : months,
  };
}

/** One field a tenth lower and higher, all others as they are; the largest effect first, fields without effect left out. */
export function sensitivity(input: FormulaInput): { field: FormulaField; lower: number; higher: number }[] {
  const base = formula(input).per_customer;
  return (Object.keys(input) as FormulaField[])
    .map((field) => {
      const at = (factor: number) => formula({ ...input, [field]: input[field] * factor }).per_customer;
      return { field, lower: at(0.9), higher: at(1.1) };
    })
    .filter(({ lower, higher }) => lower !== base || higher !== base)
    .sort((a, b) => Math.abs(b.higher - b.lower) - Math.abs(a.higher - a.lower));
}
