/** Unions: which alternatives came, went, and changed. */
import type { Schema, SchemaObject } from '../schema.js';
import { basesOf, distribute, hasOwnMembers } from './compositions.js';
import { follow, kindsOf, referenceName, shapeText, valuesOf } from './effective.js';
import type { Definitions } from './effective.js';
import { insideAlternative, meetAll, tagOf } from './met.js';
import { below, diffSchemas, report } from './schemas.js';
import type { SchemaContext } from './schemas.js';
import { fitsReader, fitsSender, isCompatible, reportHidden, tryAll } from './trial.js';
import type { Trial } from './trial.js';

const NOTHING: Definitions = new Map();

/** Compares two unions; a schema that is none counts as a union of itself. */
export function diffAlternatives(before: SchemaObject, after: SchemaObject, context: SchemaContext): void {
  const from = alternatives(before, context.old);
  const to = alternatives(after, context.new);
  const left = from.list.filter((item) => !to.list.some((other) => same(item, other, context)));
  const right = to.list.filter((item) => !from.list.some((other) => same(other, item, context)));
  for (const item of from.list) if (!left.includes(item)) meetAll(item, insideAlternative(item, context, context.old));
  const sure = pair(left, right, context);
  const rest = without(left, sure);
  const trials = tryAll(rest, right, context);
  const pairs = [...sure, ...pairTrials(trials, sure)];
  for (const [old, next] of pairs)
    diffSchemas(old, next, below(insideAlternative(old, context, context.old), placeOf(next, to)));
  const gone = without(left, pairs);
  const fresh = without(right, pairs);
  for (const item of gone) {
    const home = trials.find((trial) => trial.old === item && fitsSender(trial));
    if (home === undefined) report(insideAlternative(item, context, context.old), 'alternative-removed', nameOf(item));
    else reportHidden(home, context);
  }
  const known = fresh.length === 0 ? [] : tryAll(left, fresh, context).filter(fitsReader);
  for (const item of fresh)
    if (!known.some(({ next }) => next === item))
      report(insideAlternative(item, context, context.new), 'alternative-added', nameOf(item));
}

/** Alternatives that no pair has. */
function without(list: readonly Schema[], pairs: readonly (readonly [Schema, Schema])[]): readonly Schema[] {
  const paired = new Set(pairs.flat());
  return list.filter((item) => !paired.has(item));
}

/** Objects that may stand for each other count as one that changed. */
function pairTrials(
  trials: readonly Trial[],
  sure: readonly (readonly [Schema, Schema])[],
): readonly (readonly [Schema, Schema])[] {
  const taken = new Set(sure.flat());
  return trials.flatMap((trial): (readonly [Schema, Schema])[] => {
    const { old, next } = trial;
    const isObject = [old, next].every((item) => typeof item === 'object' && item.properties !== undefined);
    if (!isObject || taken.has(old) || taken.has(next) || !isCompatible(trial)) return [];
    taken.add(old);
    taken.add(next);
    return [[old, next]];
  });
}

function placeOf(item: Schema, { word, list }: Alternatives): readonly string[] {
  return word === undefined ? [] : [word, String(list.indexOf(item))];
}

interface Alternatives {
  readonly word: 'anyOf' | 'oneOf' | undefined;
  readonly list: readonly Schema[];
}

function alternatives(schema: SchemaObject, definitions: Definitions): Alternatives {
  const whole = hasOwnMembers(schema) ? distribute(schema, definitions) : undefined;
  if (whole !== undefined) return { word: undefined, list: whole };
  if (schema.anyOf !== undefined) return { word: 'anyOf', list: schema.anyOf };
  return schema.oneOf === undefined ? { word: undefined, list: [schema] } : { word: 'oneOf', list: schema.oneOf };
}

function same(old: Schema, next: Schema, context: SchemaContext): boolean {
  const [left, right] = [referenceName(old), referenceName(next)];
  if (left !== undefined && right !== undefined) return (context.renamed.get(left) ?? left) === right;
  return left === right && shapeText(old) === shapeText(next);
}

/**
 * What went and what came are one alternative changed if they are told apart by the same constant, have members of the
 * same names, or are the only ones of their kind.
 */
function pair(
  left: readonly Schema[],
  right: readonly Schema[],
  context: SchemaContext,
): readonly (readonly [Schema, Schema])[] {
  const pairs: (readonly [Schema, Schema])[] = [];
  const free = new Set(right);
  for (const item of left) {
    const tag = tagOf(item, context.old);
    const byTag = [...free].find((other) => tag !== undefined && tagOf(other, context.new) === tag);
    const kind = kindText(item, context.old);
    const alike = (list: Iterable<Schema>, definitions: Definitions): readonly Schema[] =>
      [...list].filter((other) => kindText(other, definitions) === kind);
    const [only] = alike(free, context.new);
    const single = alike(left, context.old).length === 1 && alike(free, context.new).length === 1;
    const names = memberNames(item, context.old);
    const twins = [...free].filter((other) => names !== undefined && memberNames(other, context.new) === names);
    const isTwin = twins.length === 1 && left.filter((other) => memberNames(other, context.old) === names).length === 1;
    const match = byTag ?? (tag === undefined ? (isTwin ? twins[0] : single ? only : undefined) : undefined);
    if (match === undefined) continue;
    pairs.push([item, match]);
    free.delete(match);
  }
  return pairs;
}

/** The names of the members of an object that has no name itself. */
function memberNames(schema: Schema, definitions: Definitions): string | undefined {
  if (typeof schema !== 'object' || tagOf(schema, definitions) !== undefined) return undefined;
  const names = Object.keys(schema.properties ?? {});
  return names.length === 0 ? undefined : names.sort().join();
}

function kindText(schema: Schema, definitions: Definitions): string {
  const followed = follow(schema, definitions);
  return typeof followed === 'object' ? (kindsOf(followed)?.join() ?? '') : String(followed);
}

function nameOf(schema: Schema): string {
  const name = referenceName(schema);
  if (name !== undefined) return name;
  if (typeof schema !== 'object') return 'any value';
  const [base] = basesOf(schema, NOTHING);
  if (base !== undefined) return base;
  const values = valuesOf(schema);
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(', ');
  const members = Object.keys(schema.properties ?? {});
  const more = members.length > 4 ? ` and ${members.length - 3} more` : '';
  return members.length === 0
    ? (kindsOf(schema)?.join(' or ') ?? 'an unnamed alternative')
    : `an object of ${members.slice(0, more === '' ? 4 : 3).join(', ')}${more}`;
}
