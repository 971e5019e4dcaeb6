/** The provider's rate limits, kept on our side: so many calls in any window of so many seconds. */
import { abortable, systemClock } from './time.js';
import type { Clock } from './time.js';

/** At most `requests` in any `seconds`. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** Lets calls through. Write one of your own to share a limit over processes. */
export interface RateLimiter {
  /** Resolves when the next request may start, in the order of asking; rejects when the signal is aborted. */
  acquire(signal?: AbortSignal): Promise<void>;
  /** The provider asked for a pause: nothing starts for so many seconds. */
  pause?(seconds: number): void;
}

/** A limiter for this process that keeps all limits at once. Hand it to several clients to share it. */
export function createRateLimiter(limits: readonly RateLimit[], clock: Clock = systemClock): RateLimiter {
  const longest = Math.max(0, ...limits.map((limit) => limit.requests));
  let starts: number[] = [];
  let notBefore = 0;
  let tail: Promise<unknown> = Promise.resolve();

  function nextStart(): number {
    return limits.reduce((latest, limit) => {
      const oldest = starts[starts.length - limit.requests];
      return oldest === undefined ? latest : Math.max(latest, oldest + limit.seconds * 1000);
    }, notBefore);
  }

  async function turn(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    for (let wait = nextStart() - clock.now(); wait > 0; wait = nextStart() - clock.now())
      await clock.sleep(wait, signal);
    starts.push(clock.now());
    // Cut rarely: shifting 10,000 numbers at every call would cost more than the call.
    if (starts.length > 2 * longest) starts = starts.slice(-longest);
  }

  return {
    acquire(signal) {
      const mine = tail.then(() => turn(signal));
      tail = mine.catch(() => undefined);
      return abortable(mine, signal);
    },
    pause(seconds) {
      notBefore = Math.max(notBefore, clock.now() + seconds * 1000);
    },
  };
}
