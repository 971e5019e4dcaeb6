/** Comparisons that JSON Schema asks for: equality of values, duplicates, lengths in characters, decimal multiples. */
import { isArray, isObject, type JsonRecord } from './kinds.js';

/** Equality of JSON values; a loop, so that depth does not matter. */
export function equals(left: unknown, right: unknown): boolean {
  const pending: unknown[] = [left, right];
  while (pending.length > 0) {
    const b = pending.pop();
    const a = pending.pop();
    if (a === b) continue;
    if (Array.isArray(a) && Array.isArray(b)) {
      if (a.length !== b.length) return false;
      for (let index = 0; index < a.length; index++) pending.push(a[index], b[index]);
    } else if (!isObject(a) || !isObject(b) || !pushMembers(a, b, pending)) {
      return false;
    }
  }
  return true;
}

/** True where no two items are equal; linear but for arrays of up to eight items. */
export function hasUniqueItems(items: readonly unknown[]): boolean {
  if (items.length > 8) return hasDistinctKeys(items);
  for (let index = 1; index < items.length; index++) {
    for (let other = 0; other < index; other++) if (equals(items[index], items[other])) return false;
  }
  return true;
}

/** True where the text has at least this many characters (code points). */
export function hasMinLength(text: string, minimum: number): boolean {
  return text.length >= minimum && (text.length >= 2 * minimum || countCharacters(text) >= minimum);
}

/** True where the text has at most this many characters (code points). */
export function hasMaxLength(text: string, maximum: number): boolean {
  return text.length <= maximum || (text.length <= 2 * maximum && countCharacters(text) <= maximum);
}

/** True where the number is a multiple as people write it: 0.3 is a multiple of 0.1. */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (value % divisor === 0) return true;
  if (Number.isInteger(value) && Number.isInteger(divisor)) return false;
  const [digits, exponent] = toDecimal(value);
  const [divisorDigits, divisorExponent] = toDecimal(divisor);
  const scale = Math.min(exponent, divisorExponent);
  return (digits * 10n ** BigInt(exponent - scale)) % (divisorDigits * 10n ** BigInt(divisorExponent - scale)) === 0n;
}

function pushMembers(a: JsonRecord, b: JsonRecord, pending: unknown[]): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  for (const name of names) {
    if (!Object.hasOwn(b, name)) return false;
    pending.push(a[name], b[name]);
  }
  return true;
}

function hasDistinctKeys(items: readonly unknown[]): boolean {
  const scalars = new Set<unknown>();
  const keys = new Set<string>();
  for (const item of items) {
    if (typeof item === 'object' && item !== null) keys.add(toKey(item));
    else scalars.add(item);
  }
  return scalars.size + keys.size === items.length;
}

/** Stands on the stack for text between values. */
interface Mark {
  readonly text: string;
}

/** A text that equal values share and no others do; a loop, so that depth does not matter. */
function toKey(value: unknown): string {
  let key = '';
  const pending: unknown[] = [value];
  const marks = new Set<unknown>();
  const mark = (text: string): void => {
    const next: Mark = { text };
    marks.add(next);
    pending.push(next);
  };
  while (pending.length > 0) {
    const part = pending.pop();
    if (marks.has(part)) key += (part as Mark).text;
    else if (typeof part === 'string') key += `${JSON.stringify(part)},`;
    else if (typeof part !== 'object' || part === null) key += `${String(part)},`;
    else if (isArray(part)) {
      key += '[';
      mark(']');
      for (let index = part.length - 1; index >= 0; index--) pending.push(part[index]);
    } else {
      key += '{';
      mark('}');
      for (const name of Object.keys(part).sort()) {
        pending.push((part as JsonRecord)[name]);
        mark(`${JSON.stringify(name)}:`);
      }
    }
  }
  return key;
}

function countCharacters(text: string): number {
  let count = text.length;
  for (let index = 1; index < text.length; index++) {
    if ((text.charCodeAt(index) & 0xfc00) === 0xdc00 && (text.charCodeAt(index - 1) & 0xfc00) === 0xd800) count--;
  }
  return count;
}

/** Digits and power of ten of the shortest decimal that reads back as the number. */
function toDecimal(value: number): [digits: bigint, exponent: number] {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}
