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

/** Milliseconds since 1970, by the machine. Apart from the clock, which brings pauses along. */
export function systemTime(): number {
  // eslint-disable-next-line no-restricted-properties -- here and in the next line a client takes time and chance
  return Date.now();
}

/** The machine's clock. */
// eslint-disable-next-line no-restricted-properties -- as above
export const systemClock: Clock = { now: systemTime, sleep, random: () => Math.random() };

// Timers take at most a signed 32-bit number of milliseconds; longer ones would fire at once.
const LONGEST_TIMER = 2 ** 31 - 1;

async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pause = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(milliseconds, LONGEST_TIMER));
  });
  return abortable(pause, signal).finally(() => clearTimeout(timer));
}

/** The promise, or a rejection with the signal's reason, whichever is first. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    // The caller's own reason, whatever it is.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** What ends a piece of work early: a time limit, or the caller's signal. */
export interface TimeLimit {
  readonly clock: Clock;
  readonly seconds: number;
  readonly signal: AbortSignal | undefined;
  /** What the work fails with when the time is over. */
  readonly error: () => Error;
}

/** Runs the work with a signal of its own; holds even where the work ignores the signal. */
export async function withTimeLimit<T>(
  { clock, seconds, signal, error }: TimeLimit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const finished = new AbortController();
  const either = AbortSignal.any(signal === undefined ? [limit.signal] : [signal, limit.signal]);
  either.throwIfAborted();
  clock.sleep(seconds * 1000, finished.signal).then(
    () => limit.abort(error()),
    () => undefined,
  );
  return abortable(work(either), either).finally(() => finished.abort());
}
