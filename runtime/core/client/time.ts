/** Time and chance as a parameter, so that waiting can be tested without waiting. */

import { RequestError } from './errors.js';

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

async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pause = new Promise<void>((resolve) => {
    // Timers take at most a signed 32-bit number of milliseconds; longer ones would fire at once.
    timer = setTimeout(resolve, Math.min(milliseconds, 2_147_483_647));
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

/**
 * Runs the work with a signal of its own, which the caller's signal or the end of the time aborts; holds even where the
 * work ignores it. `operation` is what the error of a timeout names.
 */
export async function withTimeLimit<T>(
  clock: Clock,
  seconds: number,
  operation: string,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const finished = new AbortController();
  const either = AbortSignal.any([limit.signal, signal ?? limit.signal]);
  either.throwIfAborted();
  clock.sleep(seconds * 1000, finished.signal).then(
    () => limit.abort(new RequestError('timeout', operation)),
    () => undefined,
  );
  return abortable(work(either), either).finally(() => finished.abort());
}
