/** A clock that stands still until everything else has come to rest, then jumps to the next pause that ends. */
import type { Clock } from '../../../../runtime/core/client/time.js';

export interface FakeClock extends Clock {
  /** Lets time pass until the promise is settled. */
  run<T>(promise: Promise<T>): Promise<T>;
  /** Milliseconds of the pauses that were waited for to the end, in order. */
  readonly pauses: readonly number[];
}

interface Sleeper {
  readonly until: number;
  readonly milliseconds: number;
  readonly wake: () => void;
}

export function createFakeClock(start = 1_800_000_000_000, random = 1): FakeClock {
  let now = start;
  const pauses: number[] = [];
  const sleepers = new Set<Sleeper>();

  async function run<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    promise.then(
      () => (settled = true),
      () => (settled = true),
    );
    for (let step = 0; step < 100_000; step += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      // It is set by the two callbacks above.
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition
      if (settled) return promise;
      const [next] = [...sleepers].sort((left, right) => left.until - right.until);
      if (next === undefined) continue;
      now = Math.max(now, next.until);
      sleepers.delete(next);
      pauses.push(next.milliseconds);
      next.wake();
    }
    throw new Error('nothing left to wait for');
  }

  return {
    pauses,
    run,
    now: () => now,
    random: () => random,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { until: now + milliseconds, milliseconds, wake: resolve };
        const stop = (): void => {
          sleepers.delete(sleeper);
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the real clock does
          reject(signal?.reason);
        };
        if (signal?.aborted === true) stop();
        else sleepers.add(sleeper);
        signal?.addEventListener('abort', stop, { once: true });
      }),
  };
}
