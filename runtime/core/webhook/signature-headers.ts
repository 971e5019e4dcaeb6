/** Reads the headers that a signature is made of. */
import { type HeadersInput, readHeader } from './delivery.js';
import { WebhookError } from './webhook-error.js';

// Bounds the work that a stranger can ask for.
const longestHeader = 4096;
const mostDigests = 16;

/** The values of the first family of header names that is complete: names of two families never mix. */
export function readFamily(headers: HeadersInput, families: readonly (readonly string[])[]): readonly string[] {
  let missing: string | undefined;
  for (const names of families) {
    const values = names.map((name) => readHeader(headers, name));
    if (values.some((value = '') => value.length > longestHeader)) {
      throw malformedHeader(`A header is over ${longestHeader} long.`);
    }
    const gap = values.indexOf(undefined);
    if (gap < 0) return values as readonly string[];
    // The gap of a family that is there says more than the absence of another.
    if (missing === undefined || gap > 0) missing = names[gap];
  }
  throw new WebhookError('missing_header', `The header ${missing} is missing.`);
}

/** What follows the label in those of the parts between commas that begin with it. */
export function readAfter(header: string, label: string): readonly string[] {
  const parts = header.split(',').map((part) => part.trim());
  return parts.filter((part) => part.startsWith(label)).map((part) => part.slice(label.length));
}

/** `v1,<digest>` between blanks: the digests; more of them in a row, where headers were joined by commas. */
export function readVersions(header: string, version: string): readonly string[] {
  return header.split(' ').flatMap((token) => {
    const parts = token.split(',');
    return parts.filter((_, at) => at % 2 === 1 && parts[at - 1] === version);
  });
}

/** The time, if it is decimal seconds; the only one in the header, as two would leave open which was signed. */
export function readSeconds(texts: readonly (string | undefined)[]): string {
  const text = texts.join();
  if (!/^\d{1,15}$/.test(text)) throw malformedHeader('The time is not one number of seconds.');
  return text;
}

/** The text, if there is any. */
export function readId(text = ''): string {
  if (text === '') throw malformedHeader('The header of the id is empty.');
  return text;
}

/** The texts that have the form of a digest; at least one. */
export function readDigests(texts: readonly string[], form: RegExp): readonly string[] {
  const whole = texts.filter((text) => form.test(text));
  if (whole.length === 0 || texts.length > mostDigests) {
    throw malformedHeader(`The header holds no whole signature of this scheme, or more than ${mostDigests}.`);
  }
  return whole;
}

function malformedHeader(message: string): WebhookError {
  return new WebhookError('malformed_header', message);
}
