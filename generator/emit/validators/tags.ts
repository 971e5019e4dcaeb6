/** Finds the member by whose value the alternatives of a union are told apart. */
import type { JsonValue, Schema, SchemaObject } from '../../schema.js';
import { type Definitions, referencedName } from './analysis.js';

/** A member that every alternative requires, with values that no two alternatives share. */
export interface Tag {
  readonly member: string;
  /** For each alternative, its values. */
  readonly values: readonly (readonly JsonValue[])[];
}

/** The tag of a union, if it has one. */
export function findTag(branches: readonly Schema[], definitions: Definitions): Tag | undefined {
  if (branches.length < 2) return undefined;
  const candidates = branches.map((branch) => literalMembers(branch, definitions, 0));
  for (const member of candidates[0]?.keys() ?? []) {
    const values = candidates.map((members) => members.get(member));
    if (values.every((list) => list !== undefined) && areDistinct(values)) return { member, values };
  }
  return undefined;
}

function areDistinct(lists: readonly (readonly JsonValue[])[]): boolean {
  const all = lists.flat();
  return new Set(all).size === all.length;
}

/** Required members of an object whose values are known scalars. */
function literalMembers(
  schema: Schema,
  definitions: Definitions,
  depth: number,
): ReadonlyMap<string, readonly JsonValue[]> {
  const found = new Map<string, readonly JsonValue[]>();
  if (typeof schema === 'boolean' || depth > 8) return found;
  const parts = [...(schema.allOf ?? [])];
  if (schema.$ref !== undefined) parts.push(definitions.get(referencedName(schema.$ref)) ?? true);
  for (const part of parts) {
    for (const [name, values] of literalMembers(part, definitions, depth + 1)) found.set(name, values);
  }
  for (const [name, part] of Object.entries(isObjectSchema(schema) ? (schema.properties ?? {}) : {})) {
    const values = schema.required?.includes(name) ? literals(part, definitions, 0) : undefined;
    if (values !== undefined) found.set(name, values);
  }
  return found;
}

function literals(schema: Schema, definitions: Definitions, depth: number): readonly JsonValue[] | undefined {
  if (typeof schema === 'boolean' || depth > 8) return undefined;
  const values = schema.const !== undefined ? [schema.const] : schema.enum;
  if (values === undefined && schema.$ref !== undefined) {
    return literals(definitions.get(referencedName(schema.$ref)) ?? true, definitions, depth + 1);
  }
  return values?.every((value) => typeof value !== 'object') ? values : undefined;
}

/** Members count only where other kinds are refused. */
function isObjectSchema(schema: SchemaObject): boolean {
  return schema.type === 'object';
}
