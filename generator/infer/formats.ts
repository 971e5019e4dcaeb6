/** Which formats texts have, as bit masks over the predicates that validators and drift use too. */
import { formats } from '../../runtime/core/validation/format-table.js';

/** The formats that are looked for, the more telling one first: where several match, the first is stated. */
const names = ['uuid', 'date-time', 'date', 'duration', 'email', 'ipv4', 'ipv6', 'uri', 'uri-template'] as const;

/** Quick tests that a text of the format always passes; they keep the predicates off most texts. */
const quick: Readonly<Record<(typeof names)[number], RegExp>> = {
  uuid: /^[0-9a-f]{8}-/i,
  'date-time': /^\d{4}-\d\d-\d\d[Tt ]/,
  date: /^\d{4}-\d\d-\d\d$/,
  duration: /^P[0-9T]/,
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  ipv4: /^\d{1,3}(\.\d{1,3}){3}$/,
  ipv6: /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/i,
  // Texts with a colon are common (`sleep:created`); only addresses on a host are taken for links.
  uri: /^[a-z][a-z0-9+.-]*:\/\/[^\s/]/i,
  'uri-template': /^[a-z][a-z0-9+.-]*:\/\/[^\s/]/i,
};

/** The mask before any text was seen. */
export const anyFormat = -1;

/** The formats of `mask` that the text has too. */
export function formatsOf(text: string, mask: number): number {
  if (mask === 0) return 0;
  let kept = 0;
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    if (name === undefined || (mask & (1 << i)) === 0) continue;
    if (quick[name].test(text) && formats[name]?.(text) === true) kept |= 1 << i;
  }
  return kept;
}

/** The format to state, if all texts had one. */
export function statedFormat(mask: number): string | undefined {
  return mask === anyFormat ? undefined : names.find((_, i) => (mask & (1 << i)) !== 0);
}

/** The names in a mask, for reports and files. */
export function formatNames(mask: number): readonly string[] {
  return mask === anyFormat ? [] : names.filter((_, i) => (mask & (1 << i)) !== 0);
}

/** The mask of names read from a file; names that are no longer looked for are dropped. */
export function formatMask(read: readonly string[]): number {
  return names.reduce((mask, name, i) => (read.includes(name) ? mask | (1 << i) : mask), 0);
}
