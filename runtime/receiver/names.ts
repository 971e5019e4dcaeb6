/** Texts of senders that become keys: every store has to take them, and nobody may fill an index with one. */
import { createHash } from 'node:crypto';

const longest = 255;

// NUL, and halves of characters.
const refused = /\0|\p{Surrogate}/u;
const allRefused = /\0|\p{Surrogate}/gu;

/** The text, or its hash where it is long or holds what a store refuses. The same text always becomes the same key. */
export function toKey(text: string): string {
  if (text.length <= longest && !refused.test(text)) return text;
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** A text to show, cut, without what a store refuses. */
export function toNote(text: string, length: number): string {
  return text.slice(0, length).replaceAll(allRefused, '\ufffd');
}

/** What may be said of an error: its name and code, since a message may quote values. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}
