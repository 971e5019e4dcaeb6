/** Unions: which alternatives came, went, and changed. */
import type { Schema, SchemaObject } from '../schema.js';
import { basesOf, distribute, hasOwnMembers } from './compositions.js';
import { kindsOf, referenceName, shapeText, valuesOf } from './effective.js';
import type { Definitions } from './effective.js';
import { insideAlternative, meetAll, sameType, tagOf } from './met.js';
import { kindText, pairLast, pairSurely, pairTrials } from './pair-alternatives.js';
import type { AlternativePair } from './pair-alternatives.js';
import { below, diffSchemas, report } from './schemas.js';
import type { SchemaContext } from './schemas.js';
import { fitsReader, fitsSender, meetTried, reportHidden, tryAll } from './trial.js';

const NOTHING: Definitions = new Map();

/** Compares two unions; a schema that is none counts as a union of itself. */
export function diffAlternatives(before: SchemaObject, after: SchemaObject, context: SchemaContext): void {
  const from = alternatives(before, context.old);
  const to = alternatives(after, context.new);
  const left = from.list.filter((item) => !to.list.some((other) => same(item, other, context)));
  const right = to.list.filter((item) => !from.list.some((other) => same(other, item, context)));
  for (const item of from.list) if (!left.includes(item)) meetAll(item, insideAlternative(item, context, context.old));
  const sure = pairSurely(left, right, context);
  const trials = tryAll(without(left, sure), right, context);
  const tried = [...sure, ...pairTrials(trials, sure)];
  const pairs = [...tried, ...pairLast(without(left, tried), without(right, tried), context)];
  for (const [old, next] of pairs)
    diffSchemas(old, next, below(insideAlternative(old, context, context.old), placeOf(next, to)));
  const gone = without(left, pairs);
  const fresh = without(right, pairs);
  for (const item of gone) {
    const home = trials.find((trial) => trial.old === item && fitsSender(trial));
    if (home === undefined) {
      report(alone(item, context, 'old', to.list), 'alternative-removed', nameOf(item));
    } else {
      reportHidden(home, context);
      meetTried(home, context);
    }
  }
  const known = fresh.length === 0 ? [] : tryAll(left, fresh, context).filter(fitsReader);
  for (const trial of known) meetTried(trial, context);
  for (const item of fresh)
    if (!known.some(({ next }) => next === item))
      report(alone(item, context, 'new', from.list), 'alternative-added', nameOf(item));
}

/** One that a constant tells apart surely stands alone, unless the other side has an object that nothing tells apart. */
function alone(item: Schema, context: SchemaContext, side: 'old' | 'new', others: readonly Schema[]): SchemaContext {
  const definitions = side === 'old' ? context.new : context.old;
  const isOpen = others.some((other) => /^$|object/.test(kindText(other, definitions)) && !tagOf(other, definitions));
  return isOpen ? { ...context, weak: true } : insideAlternative(item, context, context[side]);
}

/** Alternatives that no pair has. */
function without(list: readonly Schema[], pairs: readonly AlternativePair[]): readonly Schema[] {
  const paired = new Set(pairs.flat());
  return list.filter((item) => !paired.has(item));
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
  if (schema.anyOf !== undefined) return unnested({ word: 'anyOf', list: schema.anyOf });
  if (schema.oneOf !== undefined) return unnested({ word: 'oneOf', list: schema.oneOf });
  return { word: undefined, list: [schema] };
}

/** Unions inside a union as one; what is told of them has no place of its own then. */
function unnested({ word, list }: Alternatives): Alternatives {
  const isPlain = (item: Schema): item is SchemaObject =>
    typeof item === 'object' && Object.keys(item).length === 1 && (item.anyOf ?? item.oneOf) !== undefined;
  if (!list.some(isPlain)) return { word, list };
  const flat = list.flatMap((item) => (isPlain(item) ? (item.anyOf ?? item.oneOf ?? []) : [item]));
  return unnested({ word: undefined, list: flat });
}

function same(old: Schema, next: Schema, context: SchemaContext): boolean {
  const [left, right] = [referenceName(old), referenceName(next)];
  if (left !== undefined && right !== undefined) return sameType(left, right, context) !== undefined;
  return left === right && shapeText(old) === shapeText(next);
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
