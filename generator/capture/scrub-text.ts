/** Replaces texts, each by one of the same form and length class; the same text always by the same. */
import { anyFormat, formatsOf, statedFormat } from '../infer/formats.js';
import { isToken } from '../infer/values.js';
import type { Random } from './random.js';
import { shiftTimes } from './shift-times.js';

/** What a text became. `certain` is false where the form could not be kept. */
export interface ReplacedText {
  readonly text: string;
  readonly rule: string;
  readonly certain: boolean;
}

/** Replaces texts of one capture. */
export interface TextScrubber {
  (text: string, keepsForm?: (other: string) => boolean): ReplacedText;
  /** The capture's shift in time, in whole days. */
  readonly days: number;
}

/** A scrubber with its own memory of what was replaced by what. */
export function createTextScrubber(random: Random, days: number): TextScrubber {
  const known = new Map<string, ReplacedText>();
  const used = new Set<string>();
  const replace = (text: string, keepsForm: (other: string) => boolean = () => true): ReplacedText => {
    const before = known.get(text);
    if (before !== undefined && keepsForm(before.text)) return before;
    const mask = formatsOf(text, anyFormat);
    const rule = ruleOf(text, mask);
    let replaced: ReplacedText = { text: scramble(text, random), rule, certain: false };
    for (let tries = 0; tries < 40 && !replaced.certain; tries++) {
      const other = rewrite(text, rule, days, random);
      const fits =
        other !== text &&
        !used.has(other) &&
        formatsOf(other, anyFormat) === mask &&
        isToken(other) === isToken(text) &&
        keepsForm(other);
      if (fits) replaced = { text: other, rule, certain: true };
    }
    known.set(text, replaced);
    used.add(replaced.text);
    return replaced;
  };
  return Object.assign(replace, { days });
}

function ruleOf(text: string, mask: number): string {
  const format = statedFormat(mask);
  if (format !== undefined) return format;
  if (shiftTimes(text, 1) !== undefined) return 'time';
  if (/^[-+]?\d+([.,]\d+)?$/.test(text)) return 'digits';
  return /\s/.test(text.trim()) ? 'free text' : 'identifier or name';
}

function rewrite(text: string, rule: string, days: number, random: Random): string {
  switch (rule) {
    case 'date-time':
    case 'date':
    case 'time':
      return shiftTimes(text, days) ?? scramble(text, random);
    case 'email':
      return `${letters(Math.max(4, text.lastIndexOf('@')), random)}@example.com`;
    case 'ipv4':
      return `192.0.2.${1 + random(254)}`;
    case 'ipv6':
      return `2001:db8::${(1 + random(0xfffe)).toString(16)}`;
    case 'uri':
    case 'uri-template':
      return rewriteLink(text, random);
    case 'uuid':
      return scramble(text, random, 'abcdef');
    default:
      return scramble(text, random);
  }
}

/** The scheme stays; the host becomes a reserved one; letters and digits of the rest become others. */
function rewriteLink(text: string, random: Random): string {
  const [, scheme = 'https', , rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#{]*)(.*)$/is.exec(text) ?? [];
  return `${scheme}://${letters(6, random)}.example.com${scramble(rest.replaceAll('%', ''), random)}`;
}

const digit = /\d/;
const lower = 'abcdefghijklmnopqrstuvwxyz';

/** Every letter becomes another letter of its case, every digit another digit; hexadecimal texts stay hexadecimal. */
function scramble(text: string, random: Random, alphabet?: string): string {
  const isHex = /^(?=.*\d)(?=.*[a-f])[0-9a-f-]{8,}$/i.test(text);
  const from = alphabet ?? (isHex ? 'abcdef' : lower);
  return Array.from(text)
    .map((character, i) => otherCharacter(character, i, from, random))
    .join('');
}

function otherCharacter(character: string, index: number, alphabet: string, random: Random): string {
  if (digit.test(character)) {
    // A leading zero would change the form of a number.
    const low = index === 0 && character !== '0' ? 1 : 0;
    return String(other(Number(character) - low, 10 - low, random) + low);
  }
  if (!/\p{L}/u.test(character)) return character;
  const small = character.toLowerCase();
  const at = alphabet.indexOf(small);
  const letter = alphabet[at < 0 ? random(alphabet.length) : other(at, alphabet.length, random)] ?? 'x';
  return character === small ? letter : letter.toUpperCase();
}

/** A number below the limit that is not the one given. */
function other(value: number, limit: number, random: Random): number {
  return (value + 1 + random(limit - 1)) % limit;
}

function letters(count: number, random: Random): string {
  return Array.from({ length: Math.min(count, 24) }, () => lower[random(lower.length)] ?? 'x').join('');
}
