/** Headers of requests beyond a single one that has the signature. */
import { refuse } from '../webhook-error.js';

/** The values of the first family of header names that is complete: names of two families never mix. */
export function readFamily({ headers }: Request, ...families: readonly (readonly string[])[]): readonly string[] {
  const isThere = (name: string): boolean => headers.has(name);
  const complete = families.find((names) => names.every(isThere));
  // The gap of a family that is there says more than the absence of another.
  const names = complete ?? families.find(([first = '']) => isThere(first)) ?? families[0] ?? [];
  return names.map((name) => headers.get(name)?.trim() ?? refuse('missing_header', `: ${name}`));
}

/** The text, if there is any. */
export function readId(text: string): string {
  return text === '' || text.length > 4096 ? refuse('malformed_header', ': id') : text;
}
