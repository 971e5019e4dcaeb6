/** When to try again, and after how long: full jitter, the provider's Retry-After, and a budget for the whole client. */
import type { Clock } from './time.js';

/** How often and how fast failed requests are repeated. */
export interface RetryPolicy {
  /** Tries in all, the first one included. Default: 3. */
  readonly tries: number;
  /** Upper bound of the first pause, in seconds; it doubles with every try. Default: 0.5. */
  readonly firstSeconds: number;
  /** Upper bound of a pause, in seconds; a longer Retry-After is not waited for. Default: 60. */
  readonly longestSeconds: number;
  /** Retries that a client may have ahead of its successes; each success gives a tenth of one back. Default: 20. */
  readonly budget: number;
}

/** What is used where a client says nothing else. */
export const defaultRetryPolicy: RetryPolicy = { tries: 3, firstSeconds: 0.5, longestSeconds: 60, budget: 20 };

/** Counts retries against successes, so that a provider in trouble is not hit three times as hard. */
export interface RetryBudget {
  take(): boolean;
  refund(): void;
}

/** A full budget. */
export function createRetryBudget(size: number): RetryBudget {
  let left = size;
  return {
    take: () => left >= 1 && (left -= 1) >= 0,
    refund() {
      left = Math.min(size, left + 0.1);
    },
  };
}

/** True for answers that another try may change. */
export function isRetryable(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501);
}

/** Seconds that a Retry-After header asks for: a number of seconds or a date; `undefined` where it is neither. */
export function retryAfterSeconds(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after') ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  // Date.parse reads far more than dates ("-5" is a year to it): insist on the day's name of an HTTP date.
  const date = Date.parse(/^[A-Za-z]{3,9},? /.test(text) ? text : '');
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}

/** Seconds to wait before the try after `tries` tries; `undefined` to give up. */
export function pauseSeconds(
  policy: RetryPolicy,
  tries: number,
  after: number | undefined,
  clock: Clock,
): number | undefined {
  if (tries >= policy.tries || (after ?? 0) > policy.longestSeconds) return undefined;
  const jitter = clock.random() * Math.min(policy.longestSeconds, policy.firstSeconds * 2 ** (tries - 1));
  // On top of Retry-After: all clients that were sent away at once must not come back at once.
  return after === undefined ? jitter : after + Math.min(jitter, policy.firstSeconds);
}
