/** Receiving comes first: how long processing rests, so that senders have the machine. */
import { performance } from 'node:perf_hooks';

/** Between two batches. */
export interface Pace {
  /** Waits after a batch that took so many milliseconds. */
  readonly rest: (workedMs: number) => Promise<void>;
}

// However much arrives, processing has a twentieth of the time.
const longestRest = 19;
const shortestRestMs = 1;

/**
 * Rests so long that processing takes less than what receiving leaves, since deliveries come in bursts: where receiving keeps
 * the event loop busy for half of a rest, the next one is as long as the batch before it, and nine times as long for three quarters.
 */
export function createPace(isReceiving: () => boolean): Pace {
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
      const next = Math.min(longestRest, (utilization / Math.max(0.01, 1 - utilization)) ** 2);
      // Half of what is new: a single rest may be short.
      factor = (factor + next) / 2;
    },
  };
}
