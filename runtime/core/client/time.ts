/** Time and chance as a parameter, so that waiting can be tested without waiting. */

/** Where a client takes the time, its pauses and its random numbers from. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits; rejects with the signal's reason as soon as it is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 up to 1. */
  random(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now(), sleep, random: () => Math.random() };

// Timers take at most a signed 32-bit number of milliseconds; longer ones would fire at once.
const LONGEST_TIMER = 2 ** 31 - 1;

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, Math.min(milliseconds, LONGEST_TIMER));
    function done(): void {
      signal?.removeEventListener('abort', stop);
      resolve();
    }
    function stop(): void {
      clearTimeout(timer);
      reject(signal?.reason);
    }
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

/** The promise, or a rejection with the signal's reason, whichever is first. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** What ends a piece of work early: a time limit, or the caller's signal. */
export interface TimeLimit {
  readonly seconds: number;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** The error when the time is over. */
  readonly error: () => Error;
}

/** Runs the work with a signal of its own; holds even where the work ignores the signal. */
export async function withTimeLimit<T>(limit: TimeLimit, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = new AbortController();
  const forward = (): void => controller.abort(limit.signal?.reason);
  if (limit.signal?.aborted === true) forward();
  else limit.signal?.addEventListener('abort', forward, { once: true });
  if (Number.isFinite(limit.seconds)) {
    limit.clock.sleep(limit.seconds * 1000, timer.signal).then(() => controller.abort(limit.error()), () => undefined);
  }
  try {
    controller.signal.throwIfAborted();
    return await abortable(work(controller.signal), controller.signal);
  } finally {
    timer.abort();
    limit.signal?.removeEventListener('abort', forward);
  }
}
