/** When a failed job is tried again. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { failJob, type Job } from '../../runtime/receiver/jobs.js';

const rule = { tries: 6, firstSeconds: 2, longestSeconds: 20 };
const now = 1_780_000_000_000;

/** How long a job rests after so many tries, and whether it is given up. */
function after(attempts: number, random: number): { readonly ms: number; readonly isDead: boolean } {
  const job: Job = { id: 1, deliveryId: 1, kind: 'fetch', payload: {}, attempts, lease: '', isSuspect: false };
  const [, , until, dead] = failJob(job, 'Error', rule, now, () => random).values;
  return { ms: Number(until) - now, isDead: dead === 1 };
}

it('rests double as long after each try, up to the longest, and any share of that, so that not all come back at once', () => {
  expect([1, 2, 3, 4, 5].map((attempts) => after(attempts, 1).ms)).toEqual([2000, 4000, 8000, 16_000, 20_000]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
      expect(after(attempts, random).ms).toBe(Math.round(after(attempts, 1).ms * random));
    }),
  );
});

it('is given up after its tries', () => {
  expect([5, 6, 7].map((attempts) => after(attempts, 0.5).isDead)).toEqual([false, true, true]);
});
