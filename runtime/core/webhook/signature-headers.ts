/** Reads the headers that a signature is made of. */
import { type HeadersInput, readHeader } from './delivery.js';
import { refuse } from './webhook-error.js';

/** The values of the first family of header names that is complete: names of two families never mix. */
export function readFamily(headers: HeadersInput, families: readonly (readonly string[])[]): readonly string[] {
  const isThere = (name: string): boolean => readHeader(headers, name) !== undefined;
  const complete = families.find((names) => names.every(isThere));
  // The gap of a family that is there says more than the absence of another.
  return readHeaders(headers, complete ?? families.find(([first = '']) => isThere(first)) ?? families[0] ?? []);
}

/** The values of these headers, all of which have to be there. */
export function readHeaders(headers: HeadersInput, names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const value = readHeader(headers, name) ?? refuse('missing_header', `: ${name}`);
    // Bounds the work that a stranger can ask for, as does the count of digests.
    return value.length > 4096 ? refuse('malformed_header', ': length') : value;
  });
}

/** What the group of the pattern matches, each time. */
export function readAll(header: string, pattern: RegExp): readonly string[] {
  return [...header.matchAll(pattern)].map(([, text = '']) => text.trim());
}

/** The time, if it is decimal seconds; the only one in the header, as two would leave open which was signed. */
export function readSeconds(texts: readonly (string | undefined)[]): string {
  const text = texts.join();
  return /^\d{1,15}$/.test(text) ? text : refuse('malformed_header', ': time');
}

/** The text, if there is any. */
export function readId(text = ''): string {
  return text === '' ? refuse('malformed_header', ': id') : text;
}

/** The digests that the pattern finds; at least one, and none that is cut off or runs on. */
export function readDigests(header: string, pattern: RegExp): readonly string[] {
  const digests = readAll(header, pattern);
  return digests.length > 0 && digests.length < 17 ? digests : refuse('malformed_header', ': signature');
}
