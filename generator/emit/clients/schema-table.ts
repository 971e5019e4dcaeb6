/** Named schemas by reference. */
import type { NamedSchema } from '../../ir/ir.js';
import type { Schema, SchemaObject } from '../../schema.js';

/** Named schemas by name. */
export type SchemaTable = ReadonlyMap<string, NamedSchema>;

const PREFIX = '#/$defs/';

/** The name that a schema refers to, if it does nothing else. */
export function referenceName(schema: Schema): string | undefined {
  const reference = typeof schema === 'object' ? schema.$ref : undefined;
  return reference?.startsWith(PREFIX) === true ? reference.slice(PREFIX.length) : undefined;
}

/** The schema itself, behind however many references; `{}` for `true`, for what is missing and for circles of names. */
export function resolveSchema(schema: Schema | undefined, schemas: SchemaTable): SchemaObject {
  let current = schema;
  for (let hops = 0; hops <= schemas.size; hops += 1) {
    if (typeof current !== 'object') return {};
    const name = referenceName(current);
    if (name === undefined) return current;
    current = schemas.get(name)?.schema;
  }
  return {};
}

/** Where a member's schema is, searched through references, `allOf` and the branches of unions. */
export interface FoundMember {
  readonly schema: Schema;
  /** Name of the innermost named schema that holds the member, if there is one on the way. */
  readonly owner: string | undefined;
}

/** The member of an object schema. */
export function findMember(schema: Schema, member: string, schemas: SchemaTable, depth = 0): FoundMember | undefined {
  const owner = referenceName(schema);
  const resolved = resolveSchema(schema, schemas);
  const own =
    resolved.properties !== undefined && Object.hasOwn(resolved.properties, member)
      ? resolved.properties[member]
      : undefined;
  if (own !== undefined) return { schema: own, owner };
  if (depth > 8) return undefined;
  for (const branch of [...(resolved.allOf ?? []), ...(resolved.anyOf ?? []), ...(resolved.oneOf ?? [])]) {
    const found = findMember(branch, member, schemas, depth + 1);
    // A part of an allOf is a part of the owner; a branch of a union has to be named to be used.
    if (found !== undefined)
      return {
        schema: found.schema,
        owner: resolved.allOf?.includes(branch) === true ? owner : (found.owner ?? undefined),
      };
  }
  return undefined;
}

/** The branch of a union that is not null, where there is only one. */
export function withoutNull(schema: Schema, schemas: SchemaTable): Schema {
  const resolved = resolveSchema(schema, schemas);
  const branches = (resolved.anyOf ?? resolved.oneOf ?? []).filter(
    (branch) => resolveSchema(branch, schemas).type !== 'null',
  );
  return branches.length === 1 && branches[0] !== undefined ? branches[0] : schema;
}
