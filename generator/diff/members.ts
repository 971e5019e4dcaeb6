/** What is inside a schema: members of objects, items of lists, and conditions on both. */
import type { Schema, SchemaObject } from '../schema.js';
import { concerns, shapeText, withoutNull } from './effective.js';
import { below, diffSchemas, report } from './schemas.js';
import type { SchemaContext } from './schemas.js';

const CONDITIONS = [
  'not',
  'if',
  'then',
  'else',
  'contains',
  'minContains',
  'maxContains',
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedItems',
  'unevaluatedProperties',
  'allOf',
] as const;

/** Compares members, items and conditions of two schemas of one kind. */
export function diffMembers(before: SchemaObject, after: SchemaObject, context: SchemaContext): void {
  const hasMembers = concerns(before, after, 'object');
  if (hasMembers && isMap(before) && after.properties !== undefined)
    return report(context, 'kind-changed', 'a map before, listed members now');
  if (hasMembers && before.properties !== undefined && isMap(after))
    return report(context, 'kind-changed', 'listed members before, a map now');
  if (hasMembers) diffProperties(before, after, context);
  if (hasMembers) diffAdditional(before, after, context);
  if (concerns(before, after, 'array')) diffItems(before, after, context);
  const conditions = CONDITIONS.filter(
    (key) => before[key] !== after[key] && shapeText({ [key]: before[key] }) !== shapeText({ [key]: after[key] }),
  );
  if (conditions.length > 0) report(context, 'condition-changed', conditions.join(', '));
}

/** True for an object with any keys and one kind of value. */
function isMap(schema: SchemaObject): boolean {
  return schema.properties === undefined && typeof schema.additionalProperties === 'object';
}

function diffProperties(before: SchemaObject, after: SchemaObject, context: SchemaContext): void {
  const from = before.properties ?? {};
  const to = after.properties ?? {};
  const needed = (schema: SchemaObject, name: string): boolean => schema.required?.includes(name) === true;
  const removed = Object.keys(from).filter((name) => !Object.hasOwn(to, name));
  const added = Object.keys(to).filter((name) => !Object.hasOwn(from, name));
  const renames = findRenames(removed, added, from, to);
  for (const [name, next] of renames) {
    report(below(context, ['properties', name]), 'member-renamed', `is now "${next}"`);
    diffSchemas(from[name] ?? true, to[next] ?? true, below(context, ['properties', next]));
  }
  for (const name of removed) if (!renames.has(name)) report(below(context, ['properties', name]), 'member-removed');
  const taken = new Set(renames.values());
  for (const name of added) {
    if (!taken.has(name))
      report(
        below(context, ['properties', name]),
        needed(after, name) ? 'member-added-required' : 'member-added-optional',
      );
  }
  for (const name of Object.keys(from)) {
    const [left, right] = [from[name], Object.hasOwn(to, name) ? to[name] : undefined];
    if (left === undefined || right === undefined) continue;
    const inside = below(context, ['properties', name]);
    if (!needed(before, name) && needed(after, name)) report(inside, 'member-became-required');
    if (needed(before, name) && !needed(after, name)) report(inside, 'member-became-optional');
    diffSchemas(left, right, inside);
  }
}

/** A member that went and one that came count as one if they have the same shape and a name that says so. */
function findRenames(
  removed: readonly string[],
  added: readonly string[],
  from: Readonly<Record<string, Schema>>,
  to: Readonly<Record<string, Schema>>,
): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  const free = new Set(added);
  for (const name of removed) {
    const shape = plainShape(from[name] ?? true);
    const candidates = [...free].filter((other) => plainShape(to[other] ?? true) === shape && similar(name, other));
    const [only] = candidates;
    if (only === undefined || candidates.length > 1) continue;
    renames.set(name, only);
    free.delete(only);
  }
  return renames;
}

/** The shape apart from whether it may be null. */
function plainShape(schema: Schema): string {
  return shapeText(typeof schema === 'object' ? withoutNull(schema).rest : schema);
}

/** One name is a word of the other (`level`, `activity_level`), or they differ by two characters at most. */
function similar(left: string, right: string): boolean {
  const words = (name: string): readonly string[] =>
    name
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .split(/[^a-z0-9]+/);
  const [one, two] = [words(left), words(right)];
  const contained = (part: readonly string[], whole: readonly string[]): boolean =>
    part.every((word) => whole.includes(word));
  return (
    contained(one, two) || contained(two, one) || distance(left, right) <= Math.min(2, Math.floor(left.length / 4))
  );
}

/** Edit distance (Levenshtein). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const cost = left[i - 1] === right[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** Types show what is behind unlisted members only where no member is listed. */
function diffAdditional(before: SchemaObject, after: SchemaObject, context: SchemaContext): void {
  const [from, to] = [before.additionalProperties ?? true, after.additionalProperties ?? true];
  const printed = before.properties === undefined && after.properties === undefined;
  if (from === false && to !== false) report(context, 'unknown-members-allowed');
  else if (to === false && from !== false) report(context, 'unknown-members-refused');
  else diffSchemas(from, to, below(context, ['additionalProperties'], printed));
  const [left, right] = [before.patternProperties ?? {}, after.patternProperties ?? {}];
  for (const pattern of new Set([...Object.keys(left), ...Object.keys(right)])) {
    diffSchemas(left[pattern] ?? true, right[pattern] ?? true, below(context, ['patternProperties', pattern], false));
  }
}

function diffItems(before: SchemaObject, after: SchemaObject, context: SchemaContext): void {
  const [from, to] = [before.prefixItems ?? [], after.prefixItems ?? []];
  if (from.length !== to.length)
    return report(context, 'tuple-changed', `${positionsText(from)} before, ${positionsText(to)} now`);
  from.forEach((item, index) => diffSchemas(item, to[index] ?? true, below(context, ['prefixItems', String(index)])));
  diffSchemas(before.items ?? true, after.items ?? true, below(context, ['items']));
}

function positionsText({ length }: readonly Schema[]): string {
  return length === 0 ? 'items of one kind' : `${length} ${length === 1 ? 'position' : 'positions'}`;
}
