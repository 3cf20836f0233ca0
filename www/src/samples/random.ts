// The samples' dice. Integers only: the same numbers in every browser, so a sample is the same file everywhere.

export interface Dice {
  /** 0 … n-1. */
  below(n: number): number;
  /** True `share` times in a million. */
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** Marsaglia's xorshift32. */
export function dice(seed: number): Dice {
  let state = seed | 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const below = (n: number): number => next() % n;
  return { below, chance: (share) => below(1_000_000) < share, pick: (from) => from[below(from.length)]! };
}
