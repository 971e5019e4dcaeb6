/** Which alternative of a union became which: what went and what came are often one that changed. */
import type { Schema } from '../schema.js';
import { flatten } from './compositions.js';
import { follow, kindsOf } from './effective.js';
import type { Definitions } from './effective.js';
import { tagOf } from './met.js';
import type { SchemaContext } from './schemas.js';
import { isCompatible } from './trial.js';
import type { Trial } from './trial.js';

/** An alternative in both versions. */
export type AlternativePair = readonly [old: Schema, next: Schema];

/** Told apart by the same constant, or objects with members of the same names. */
export function pairSurely(
  left: readonly Schema[],
  right: readonly Schema[],
  context: SchemaContext,
): readonly AlternativePair[] {
  const free = new Set(right);
  return left.flatMap((item): AlternativePair[] => {
    const tag = tagOf(item, context.old);
    const match =
      tag === undefined
        ? twinOf(item, left, free, context)
        : [...free].find((other) => tagOf(other, context.new) === tag);
    if (match === undefined) return [];
    free.delete(match);
    return [[item, match]];
  });
}

/** Tried against each other, with nothing that breaks for anybody. */
export function pairTrials(trials: readonly Trial[], sure: readonly AlternativePair[]): readonly AlternativePair[] {
  const taken = new Set(sure.flat());
  return trials.flatMap((trial): AlternativePair[] => {
    const { old, next } = trial;
    if (taken.has(old) || taken.has(next) || !isCompatible(trial)) return [];
    taken.add(old);
    taken.add(next);
    return [[old, next]];
  });
}

/** The only ones of their kind that are left, and told apart by nothing. */
export function pairLast(
  left: readonly Schema[],
  right: readonly Schema[],
  context: SchemaContext,
): readonly AlternativePair[] {
  return left.flatMap((item): AlternativePair[] => {
    const kind = kindText(item, context.old);
    const [only, ...others] = right.filter((other) => kindText(other, context.new) === kind);
    const isOnly = left.filter((other) => kindText(other, context.old) === kind).length === 1;
    const isSure = isOnly && others.length === 0 && tagOf(item, context.old) === undefined;
    return only !== undefined && isSure ? [[item, only]] : [];
  });
}

function twinOf(
  item: Schema,
  left: readonly Schema[],
  free: ReadonlySet<Schema>,
  context: SchemaContext,
): Schema | undefined {
  const names = memberNames(item, context.old);
  if (names === undefined) return undefined;
  const [twin, ...others] = [...free].filter((other) => memberNames(other, context.new) === names);
  const isOnly = left.filter((other) => memberNames(other, context.old) === names).length === 1;
  return isOnly && others.length === 0 ? twin : undefined;
}

/** The names of the members of an object that has no name itself. */
function memberNames(schema: Schema, definitions: Definitions): string | undefined {
  if (typeof schema !== 'object' || tagOf(schema, definitions) !== undefined) return undefined;
  const names = Object.keys(flatten(schema, definitions).properties ?? {});
  return names.length === 0 ? undefined : names.sort().join();
}

/** The kinds that an alternative admits, by name; empty where it names none. */
export function kindText(schema: Schema, definitions: Definitions): string {
  const followed = follow(schema, definitions);
  return typeof followed === 'object' ? (kindsOf(flatten(followed, definitions))?.join() ?? '') : String(followed);
}
