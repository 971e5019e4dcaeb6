/**
 * Which schemas that contain themselves may look at one value several times: alternatives that overlap, or parts of one
 * schema that all lead on. Level by level the work would double, so their guards remember what they have answered.
 */
import type { Schema, SchemaObject } from '../../schema.js';
import { areDisjoint, type Definitions, references, subschemas } from './analysis.js';
import { findTag } from './tags.js';

/** Names of recursive schemas whose guards have to remember answers. */
export function findRevisited(
  recursive: ReadonlySet<string>,
  edges: ReadonlyMap<string, readonly string[]>,
  definitions: Definitions,
): ReadonlySet<string> {
  const found = new Set<string>();
  const users = reversed(edges);
  for (const name of recursive) {
    if (found.has(name) || !revisits(definitions.get(name) ?? true, recursive, definitions)) continue;
    const before = reachable(name, users);
    for (const other of reachable(name, edges)) if (recursive.has(other) && before.has(other)) found.add(other);
  }
  return found;
}

function reversed(edges: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const [user, used] of edges) {
    for (const name of used) {
      const known = users.get(name);
      if (known === undefined) users.set(name, [user]);
      else known.push(user);
    }
  }
  return users;
}

function reachable(start: string, edges: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [start];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    for (const next of edges.get(name) ?? []) {
      if (!found.has(next)) pending.push(next);
      found.add(next);
    }
  }
  return found;
}

function revisits(schema: Schema, recursive: ReadonlySet<string>, definitions: Definitions): boolean {
  if (typeof schema === 'boolean') return false;
  const leadsOn = (part: Schema): boolean => references(part).some((name) => recursive.has(name));
  if (visits(schema, definitions).filter((parts) => parts.some(leadsOn)).length > 1) return true;
  return subschemas(schema).some((part) => revisits(part, recursive, definitions));
}

/** Subschemas in groups: those of one group never apply to the same value, those of two groups may. */
function visits(schema: SchemaObject, definitions: Definitions): readonly (readonly Schema[])[] {
  const { $ref, not, if: condition, then: consequence, else: alternative, contains, propertyNames } = schema;
  const { items, additionalProperties, unevaluatedItems, unevaluatedProperties } = schema;
  const defined = (...parts: readonly (Schema | undefined)[]): readonly Schema[] =>
    parts.filter((part) => part !== undefined);
  const evaluated = defined(unevaluatedItems, unevaluatedProperties);
  return [
    ...($ref === undefined ? [] : [[{ $ref }]]),
    ...(schema.allOf ?? []).map((part) => [part]),
    ...alternatives(schema.anyOf ?? [], definitions),
    ...alternatives(schema.oneOf ?? [], definitions),
    ...Object.values(schema.dependentSchemas ?? {}).map((part) => [part]),
    ...Object.values(schema.patternProperties ?? {}).map((part) => [part]),
    [...Object.values(schema.properties ?? {}), ...defined(additionalProperties)],
    [...(schema.prefixItems ?? []), ...defined(items)],
    ...[defined(not), defined(condition), defined(consequence, alternative), defined(contains), defined(propertyNames)],
    // What was evaluated is found out by asking the other keywords once more.
    ...(evaluated.length === 0 ? [] : [evaluated, subschemas(schema)]),
  ];
}

function alternatives(branches: readonly Schema[], definitions: Definitions): readonly (readonly Schema[])[] {
  const isOneOnly = areDisjoint(branches, definitions) || findTag(branches, definitions) !== undefined;
  return isOneOnly ? [branches] : branches.map((branch) => [branch]);
}
