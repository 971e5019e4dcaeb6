/** The age of a delivery. */
import { refuse } from './webhook-error.js';

/** How old a delivery may be, and by which clock. */
export interface AgeOptions {
  /** The time of receipt, a date or milliseconds; default: now. */
  readonly now?: Date | number | undefined;
  /** Allowed age in seconds, both ways, in place of the webhook's own. */
  readonly toleranceSeconds?: number | undefined;
}

/** The time as a number; throws where it is too far from that of the receipt. All in seconds but the clock. */
export function checkAge(time: string, options: AgeOptions | undefined, usual: number = Infinity): number {
  const timestamp = Number(time);
  const tolerance = options?.toleranceSeconds ?? usual;
  // eslint-disable-next-line no-restricted-properties -- the clock, where none is passed
  const age = Math.floor(Number(options?.now ?? Date.now()) / 1000) - timestamp;
  // Written so that a clock or a tolerance that is not a number refuses.
  if (Math.abs(age) <= tolerance) return timestamp;
  return refuse('timestamp_out_of_tolerance', `: ${age} s old, up to ${tolerance}`);
}
