/** Where a place is written in a document as people have it, with the references and compositions on the way to it. */
import { isObject } from '../load/parse-text.js';
import { decodeFragment, escapeToken, valueAt } from '../pointer.js';
import type { JsonObject, JsonValue } from '../schema.js';

/** A pointer, and whether it led all the way. */
export interface FoundPlace {
  readonly pointer: string;
  /** False where the document ends before: the pointer is then of what was there last. */
  readonly isWhole: boolean;
}

/** Keywords that stand before a name or a position, and mean nothing without it. */
const PAIRED = new Set([
  'properties',
  'prefixItems',
  'patternProperties',
  'anyOf',
  'oneOf',
  'allOf',
  'dependentSchemas',
]);

/** Other spellings of a keyword: a union of the one kind for that of the other, tuples and open objects of old drafts. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  anyOf: ['anyOf', 'oneOf'],
  oneOf: ['oneOf', 'anyOf'],
  prefixItems: ['prefixItems', 'items'],
  additionalProperties: ['additionalProperties', 'unevaluatedProperties'],
};

/** References and compositions in a row that are gone through before a document counts as a circle. */
const DEEPEST = 24;

/** Goes from `start` by tokens of the normalized form, through what the document writes in between. */
export function findPlace(document: JsonObject, start: string, tokens: readonly string[]): FoundPlace {
  let [taken, pointer] = [0, start];
  const walk = (value: JsonValue | undefined, at: string, from: number, depth: number): string | undefined => {
    if (value === undefined) return undefined;
    if (from > taken) [taken, pointer] = [from, at];
    if (from === tokens.length) return at;
    if (depth > DEEPEST || typeof value !== 'object' || value === null) return undefined;
    for (const [inside, path, count] of stepsFrom(value, tokens.slice(from))) {
      const found = walk(inside, at + path, from + count, 0);
      if (found !== undefined) return found;
    }
    for (const [inside, place] of behind(document, value, at)) {
      const found = walk(inside, place, from, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const found = walk(valueAt(document, start), start, 0, 0);
  return { pointer: found ?? pointer, isWhole: found !== undefined };
}

/** What a token or two lead to from a place, by which path, and how many they are. */
type Step = readonly [inside: JsonValue | undefined, path: string, count: number];

/** Where the next tokens lead from here. */
function stepsFrom(value: JsonValue, [keyword = '', name]: readonly string[]): readonly Step[] {
  return (SPELLINGS[keyword] ?? [keyword]).flatMap((spelling): Step[] => {
    const part = memberOf(value, spelling);
    const path = `/${escapeToken(spelling)}`;
    if (!PAIRED.has(keyword)) return [[part, path, 1]];
    if (part === undefined || name === undefined) return [];
    if (!/Of$/.test(spelling)) return [[memberOf(part, name), `${path}/${escapeToken(name)}`, 2]];
    // The normalized form has null apart from a union, and no union of one.
    const alternatives = Array.isArray(part) ? indexesWithoutNull(part as readonly JsonValue[]) : [];
    const index = alternatives.length > 1 || spelling === 'allOf' ? alternatives[Number(name)] : undefined;
    return index === undefined ? [] : [[memberOf(part, String(index)), `${path}/${index}`, 2]];
  });
}

/** What stands for a schema in another place: what it refers to, what it is composed of, its alternatives. */
function behind(
  document: JsonObject,
  value: JsonValue,
  at: string,
): readonly (readonly [inside: JsonValue | undefined, place: string])[] {
  if (!isObject(value)) return [];
  const reference = value['$ref'];
  const target =
    typeof reference === 'string' && reference.startsWith('#/') ? decodeFragment(reference.slice(1)) : undefined;
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((word) => {
    const list = value[word];
    return Array.isArray(list)
      ? indexesWithoutNull(list as readonly JsonValue[]).map(
          (index) => [memberOf(list as JsonValue, String(index)), `${at}/${word}/${index}`] as const,
        )
      : [];
  });
  return target === undefined ? parts : [[valueAt(document, target), target] as const, ...parts];
}

function indexesWithoutNull(list: readonly JsonValue[]): readonly number[] {
  const isNull = (item: JsonValue | undefined): boolean => isObject(item) && item['type'] === 'null';
  return [...list.keys()].filter((index) => !isNull(list[index]));
}

function memberOf(value: JsonValue, name: string): JsonValue | undefined {
  return valueAt(value, `/${escapeToken(name)}`);
}
