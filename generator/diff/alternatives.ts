/** Unions: which alternatives came, went, and changed. */
import type { Schema, SchemaObject } from '../schema.js';
import { basesOf } from './compositions.js';
import { follow, kindsOf, referenceName, shapeText, valuesOf } from './effective.js';
import type { Definitions } from './effective.js';
import { below, diffSchemas, meetAll, report } from './schemas.js';
import type { SchemaContext } from './schemas.js';

const NOTHING: Definitions = new Map();

/** Compares two unions; a schema that is none counts as a union of itself. */
export function diffAlternatives(before: SchemaObject, after: SchemaObject, context: SchemaContext): void {
  const from = alternatives(before);
  const to = alternatives(after);
  const left = from.list.filter((item) => !to.list.some((other) => same(item, other, context)));
  const right = to.list.filter((item) => !from.list.some((other) => same(other, item, context)));
  for (const item of from.list) if (!left.includes(item)) meetAll(item, context);
  const pairs = pair(left, right, context);
  for (const [old, next] of pairs)
    diffSchemas(old, next, below(context, to.word === undefined ? [] : [to.word, String(to.list.indexOf(next))]));
  const paired = new Set(pairs.flat());
  for (const item of left) if (!paired.has(item)) report(context, 'alternative-removed', nameOf(item));
  for (const item of right) if (!paired.has(item)) report(context, 'alternative-added', nameOf(item));
}

interface Alternatives {
  readonly word: 'anyOf' | 'oneOf' | undefined;
  readonly list: readonly Schema[];
}

function alternatives(schema: SchemaObject): Alternatives {
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

/** The constants of an object's members, which is how alternatives are told apart. */
function tagOf(schema: Schema, definitions: Definitions): string | undefined {
  const followed = follow(schema, definitions);
  if (typeof followed !== 'object') return undefined;
  const constants = Object.entries(followed.properties ?? {}).flatMap(([name, member]) => {
    const values = typeof member === 'object' ? valuesOf(member) : undefined;
    return values?.length === 1 ? [`${name}=${JSON.stringify(values[0])}`] : [];
  });
  return constants.length === 0 ? undefined : constants.sort().join();
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
