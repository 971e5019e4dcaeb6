/** Colors for people at a terminal; pipes, files, and whoever says NO_COLOR get plain text. */
import type { Paint } from '../diff/print.js';

/** The paint for a stream. `hasColors` heeds NO_COLOR, FORCE_COLOR and what the terminal can do. */
export function paintFor(stream: {
  readonly isTTY?: boolean;
  readonly hasColors?: (() => boolean) | undefined;
}): Paint {
  if (stream.isTTY !== true || stream.hasColors?.() !== true) return (_, text) => text;
  return (grade, text) => `\u001b[${CODES[grade]}m${text}\u001b[39m`;
}

/** Red, yellow, green and gray, as a terminal is told them. */
const CODES = { breaking: 31, widening: 33, additive: 32, docs: 90 } as const;
