import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createRateLimiter } from '../../../runtime/core/client/rate-limiter.js';
import { createFakeClock } from '../../unit/runtime/client/fake-clock.js';

const limits = fc.array(
  fc.record({ requests: fc.integer({ min: 1, max: 5 }), seconds: fc.integer({ min: 1, max: 60 }) }),
  { minLength: 1, maxLength: 3 },
);
const arrivals = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 12 });

test('whenever calls come, no window ever holds more than its limit, and nobody overtakes', async () => {
  await fc.assert(
    fc.asyncProperty(limits, arrivals, async (windows, gaps) => {
      const clock = createFakeClock(0);
      const limiter = createRateLimiter(windows, clock);
      const starts: { readonly at: number; readonly index: number }[] = [];
      let arrival = 0;
      const calls = gaps.map(async (gap, index) => {
        await clock.sleep((arrival += gap));
        await limiter.acquire();
        starts.push({ at: clock.now(), index });
      });
      await clock.run(Promise.all(calls));
      expect(starts.map(({ index }) => index)).toEqual(gaps.map((_gap, index) => index));
      for (const { requests, seconds } of windows) {
        for (const { at } of starts)
          expect(starts.filter((start) => start.at >= at && start.at < at + seconds * 1000).length).toBeLessThanOrEqual(
            requests,
          );
      }
    }),
    { numRuns: 60 },
  );
});
