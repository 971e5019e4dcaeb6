/** Receiving comes first: how long processing rests, so that senders have the machine. */
import { performance } from 'node:perf_hooks';

/** Between two batches. */
export interface Pace {
  /** Waits after a batch; at most so long as processing may be behind. */
  readonly rest: (batch: Batch) => Promise<void>;
}

/** A batch that is done. */
export interface Batch {
  readonly workedMs: number;
  /** There was more to do than it could take. */
  readonly isFull: boolean;
  /** How long its first delivery had waited. */
  readonly lagMs: number;
}

/** How receiving fares, and how far processing may fall behind it. */
export interface Pressure {
  readonly isReceiving: () => boolean;
  readonly isPressed: () => boolean;
  /** While deliveries come in, those of so long are processed together. */
  readonly gatherMs: number;
  /** Processing that is further behind takes half of the time. */
  readonly lagSeconds: number;
}

// However much arrives, processing has a twentieth of the time.
const longestRest = 19;
const shortestRestMs = 1;

/**
 * Rests so long that processing takes less than what receiving leaves, since deliveries come in bursts and each waits for a batch
 * under way: where receiving keeps the event loop busy for a quarter of a rest, the next one is as long as the batch before it, three
 * times as long for three tenths, and as long as may be for more than four: senders who wait for each answer leave pauses, and what
 * fills these keeps their next deliveries waiting. How far it may fall behind is bounded by the lag.
 * Where senders wait nevertheless, since the database is busy, it rests for as long as it may.
 * A batch that was not full is followed by a rest in which the next one can fill.
 */
export function createPace({ isReceiving, isPressed, gatherMs, lagSeconds }: Pressure): Pace {
  let factor = 0;
  return {
    async rest({ workedMs, isFull, lagMs }) {
      if (!isReceiving()) {
        factor = 0;
        return new Promise((resolve) => setImmediate(resolve));
      }
      const before = performance.eventLoopUtilization();
      const longest = lagMs > lagSeconds * 1000 ? 1 : longestRest;
      const least = isFull ? shortestRestMs : gatherMs;
      await new Promise((resolve) => setTimeout(resolve, Math.max(least, workedMs * Math.min(longest, factor))));
      const { utilization } = performance.eventLoopUtilization(before);
      const busy = ((3 * utilization) / Math.max(0.01, 1 - utilization)) ** 4;
      const next = isPressed() ? longestRest : Math.min(longestRest, busy);
      // Half of what is new: a single rest may be short.
      factor = (factor + next) / 2;
    },
  };
}
