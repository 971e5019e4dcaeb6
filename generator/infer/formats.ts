/** Which formats texts have, as bit masks over the predicates that validators and drift use too. */
import { formats } from '../../runtime/core/validation/format-table.js';

/** The formats that are looked for, the more telling one first: where several match, the first is stated. */
const names = ['uuid', 'date-time', 'date', 'duration', 'email', 'ipv4', 'ipv6', 'uri', 'uri-template'] as const;

type Name = (typeof names)[number];

/** No text that fails this has any of the formats: most texts are words. */
const any = /^\d|^[\da-f]{8}-|^P[\dT]|[@:]/i;

// Texts with a colon are common (`sleep:created`); only addresses on a host are taken for links.
const link = /^[a-z][a-z0-9+.-]*:\/\/[^\s/]/i;

/** Quick tests that a text of the format always passes; they keep the predicates off most texts. */
const quick: Readonly<Record<Name, (text: string) => boolean>> = {
  uuid: (text) => /^[0-9a-f]{8}-/i.test(text),
  'date-time': (text) => /^\d{4}-\d\d-\d\d[Tt ]/.test(text),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text),
  duration: (text) => /^P[0-9T]/.test(text),
  email: (text) => text.includes('@') && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text),
  ipv4: (text) => /^\d{1,3}(\.\d{1,3}){3}$/.test(text),
  ipv6: (text) => /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text),
  uri: (text) => link.test(text) && !text.includes('{'),
  'uri-template': (text) => link.test(text),
};

const tests = names.map((name, i) => ({ bit: 1 << i, quick: quick[name], matches: formats[name] ?? (() => false) }));

/** The mask before any text was seen. */
export const anyFormat = -1;

/** The formats of `mask` that the text has too. */
export function formatsOf(text: string, mask: number): number {
  if (mask === 0 || (mask === anyFormat && !any.test(text))) return 0;
  let kept = 0;
  for (const test of tests) if ((mask & test.bit) !== 0 && test.quick(text) && test.matches(text)) kept |= test.bit;
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
