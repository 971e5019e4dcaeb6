/**
 * Makes a captured body fit to be kept: shape, kinds, formats, lengths and the equality of repeated values stay; what
 * could tell something about a person is replaced by invented values.
 */
import { anyFormat, formatsOf } from '../infer/formats.js';
import { keyForm } from '../infer/keys.js';
import { isToken, nameHint } from '../infer/values.js';
import { escapeToken } from '../pointer.js';
import type { JsonObject, JsonValue } from '../schema.js';
import { isCoordinateName, scrubNumber } from './scrub-number.js';
import { createTextScrubber } from './scrub-text.js';
import type { TextScrubber } from './scrub-text.js';
import type { Random } from './random.js';

export interface ScrubOptions {
  readonly random: Random;
  /** Texts that are known to be the vendor's words: event types, members of enumerations, slugs. */
  readonly vocabulary: ReadonlySet<string>;
  /** Replaces texts; shared with the headers of the capture, so that equal values stay equal. */
  readonly text?: TextScrubber;
}

/** The scrubber of one capture's texts. One shift in time for all of it, in whole days, so that nights stay nights. */
export function captureTexts(random: Random): TextScrubber {
  return createTextScrubber(random, -(30 + random(700)));
}

/** What was done to one value, without the value. */
export interface Replacement {
  readonly pointer: string;
  readonly rule: string;
}

export interface Scrubbed {
  readonly body: JsonValue;
  readonly replacements: readonly Replacement[];
  /** Places where it is not certain that nothing personal is left: a person must look. */
  readonly doubts: readonly Replacement[];
}

/** Scrubs one body. */
export function scrub(body: JsonValue, options: ScrubOptions): Scrubbed {
  const walk: Walk = {
    ...options,
    text: options.text ?? captureTexts(options.random),
    numbers: new Map(),
    replacements: [],
    doubts: [],
  };
  const scrubbed = scrubValue(body, { pointer: '', name: '' }, walk);
  return { body: scrubbed, replacements: walk.replacements, doubts: walk.doubts };
}

interface Walk extends ScrubOptions {
  readonly text: TextScrubber;
  readonly numbers: Map<string, number>;
  readonly replacements: Replacement[];
  readonly doubts: Replacement[];
}

interface Here {
  readonly pointer: string;
  readonly name: string;
}

function scrubValue(value: JsonValue, at: Here, walk: Walk): JsonValue {
  if (typeof value === 'string') return scrubText(value, at, walk);
  if (typeof value === 'number') return scrubOneNumber(value, at, walk);
  if (value === null || typeof value === 'boolean') return value;
  if (Array.isArray(value))
    return value.map((item: JsonValue, i) => scrubValue(item, { pointer: `${at.pointer}/${i}`, name: at.name }, walk));
  return scrubObject(value as JsonObject, at, walk);
}

function scrubObject(object: JsonObject, at: Here, walk: Walk): JsonObject {
  const entries = Object.keys(object).map((key): readonly [string, JsonValue] => {
    const pointer = `${at.pointer}/${escapeToken(key)}`;
    const inside = isCoordinateName(at.name) ? at.name : key;
    return [
      scrubKey(key, { pointer: at.pointer, name: key }, walk),
      scrubValue(object[key] ?? null, { pointer, name: inside }, walk),
    ];
  });
  return Object.fromEntries(entries);
}

/** Names of members stay; keys that are data are replaced in their form. */
function scrubKey(key: string, at: Here, walk: Walk): string {
  if (keyForm(key) !== undefined) {
    const { text } = walk.text(key, (other) => keyForm(other) === keyForm(key));
    walk.replacements.push({ pointer: at.pointer, rule: 'key that is data' });
    return text;
  }
  const plain = /^[A-Za-z_$+-][A-Za-z0-9_.$:+-]{0,63}$/.test(key) && !/\d{4}/.test(key);
  if (!plain && key !== '') walk.doubts.push({ pointer: at.pointer, rule: 'a key here does not look like a name' });
  return key;
}

function scrubText(text: string, at: Here, walk: Walk): string {
  if (text === '' || isVendorsWord(text, at, walk)) return text;
  const replaced = walk.text(text);
  walk.replacements.push({ pointer: at.pointer, rule: replaced.rule });
  if (!replaced.certain) walk.doubts.push({ pointer: at.pointer, rule: 'the format could not be kept' });
  return replaced.text;
}

/** Words of the vendor stay, because types depend on them; a word that is new is kept, but a person must look at it. */
function isVendorsWord(text: string, at: Here, walk: Walk): boolean {
  const hint = nameHint(at.name);
  if (hint === 'personal') return false;
  if (walk.vocabulary.has(text)) return true;
  if (hint !== 'category' || !isToken(text) || formatsOf(text, anyFormat) !== 0) return false;
  walk.doubts.push({ pointer: at.pointer, rule: 'a word that is not known from other samples was kept' });
  return true;
}

function scrubOneNumber(value: number, at: Here, walk: Walk): number {
  const { rule, make } = scrubNumber(value, at.name, walk.text.days);
  const known = walk.numbers.get(`${rule} ${value}`);
  const replaced = known ?? make(walk.random);
  walk.numbers.set(`${rule} ${value}`, replaced);
  if (replaced !== value) walk.replacements.push({ pointer: at.pointer, rule });
  return replaced;
}
