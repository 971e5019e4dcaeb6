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

/** Begins to watch; what it returns says which part of the time since then the event loop was busy. */
export type Watch = () => () => number;

// However much arrives, processing has a twentieth of the time.
const longestRest = 19;

// Receiving that keeps the event loop busy for less leaves room enough; one that does for more has all that it may have.
const calm = 0.2;
const busy = 0.4;

// What was busy a moment ago will be so again: senders who wait for their answers come in bursts.
const forgetMs = 500;

/**
 * Rests as long as the batch took where receiving hardly keeps the event loop busy, and nineteen times as long where it does, or
 * where it began just now: senders who wait for each answer leave pauses, and what fills these keeps their next deliveries waiting.
 * How far it may fall behind is bounded by the lag.
 * Where senders wait nevertheless, since the database is busy, it rests for as long as it may.
 * A batch that was not full is followed by a rest in which the next one can fill.
 */
export function createPace(
  { isReceiving, isPressed, gatherMs, lagSeconds }: Pressure,
  watch: Watch = watchEventLoop,
): Pace {
  let load = 1;
  return {
    async rest({ workedMs, isFull, lagMs }) {
      // What came during the batch is seen only now.
      await new Promise((resolve) => setImmediate(resolve));
      if (!isReceiving()) {
        load = 1;
        return;
      }
      const share = isPressed() ? 1 : Math.min(1, Math.max(0, (load - calm) / (busy - calm)));
      const factor = lagMs > lagSeconds * 1000 ? 1 : 1 + share * (longestRest - 1);
      const restMs = Math.max(isFull ? 1 : gatherMs, workedMs * factor);
      const busyOf = watch();
      await new Promise((resolve) => setTimeout(resolve, restMs));
      const now = busyOf();
      load = Math.max(now, load + (now - load) * Math.min(1, restMs / forgetMs));
    },
  };
}

/** Turns that work in progress leaves to what else waits for the event loop. */
export interface Turns {
  /** Leaves a turn if the work went on for long since the last one. */
  readonly leave: () => Promise<void>;
  /** How long the turns took. */
  readonly leftMs: () => number;
}

// Senders wait for so long and for one commit, not for a batch.
const turnMs = 2;

/** Begins to work. */
export function createTurns(clock: () => number = () => performance.now()): Turns {
  let since = clock();
  let leftMs = 0;
  return {
    async leave() {
      const now = clock();
      if (now - since < turnMs) return;
      await new Promise((resolve) => setImmediate(resolve));
      since = clock();
      leftMs += since - now;
    },
    leftMs: () => leftMs,
  };
}

function watchEventLoop(): () => number {
  const before = performance.eventLoopUtilization();
  return () => performance.eventLoopUtilization(before).utilization;
}
