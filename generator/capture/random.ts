/** Seeded randomness for scrubbing: tests give a fixed seed, the command a fresh one. */

/** Whole numbers from 0 up to, but not including, a limit. */
export type Random = (limit: number) => number;

/** A generator of numbers (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 0x100000000) * limit);
  };
}
