/** Receiving comes first: how long processing rests, so that senders have the machine. */
import { performance } from 'node:perf_hooks';

/** Between two batches. */
export interface Pace {
  /** Waits after a batch that took so many milliseconds. */
  readonly rest: (workedMs: number) => Promise<void>;
}

/** How receiving fares. */
export interface Pressure {
  readonly isReceiving: () => boolean;
  readonly isPressed: () => boolean;
}

// However much arrives, processing has a twentieth of the time.
const longestRest = 19;
const shortestRestMs = 1;

/**
 * Rests so long that processing takes less than what receiving leaves, since deliveries come in bursts and each waits for a batch
 * under way: where receiving keeps the event loop busy for half of a rest, the next one is as long as the batch before it, three
 * times as long for six tenths, and as long as may be for three quarters.
 * Where senders wait nevertheless, since the database is busy, it rests for as long as it may.
 */
export function createPace({ isReceiving, isPressed }: Pressure): Pace {
  let factor = 0;
  return {
    async rest(workedMs) {
      if (!isReceiving()) {
        factor = 0;
        return new Promise((resolve) => setImmediate(resolve));
      }
      const before = performance.eventLoopUtilization();
      await new Promise((resolve) => setTimeout(resolve, Math.max(shortestRestMs, workedMs * factor)));
      const { utilization } = performance.eventLoopUtilization(before);
      const busy = (utilization / Math.max(0.01, 1 - utilization)) ** 3;
      const next = isPressed() ? longestRest : Math.min(longestRest, busy);
      // Half of what is new: a single rest may be short.
      factor = (factor + next) / 2;
    },
  };
}
