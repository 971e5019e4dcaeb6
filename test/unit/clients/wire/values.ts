/** Made-up arguments for an operation: every parameter, and a body of every content type, in shapes its schema allows. */
import type { MediaIR, OperationIR } from '../../../../generator/ir/ir.js';
import type { Schema, SchemaObject } from '../../../../generator/schema.js';

/** Named schemas by reference. */
export type Schemas = ReadonlyMap<string, Schema>;

/** Texts that a careless client would break: reserved characters, blanks, an accent within Latin-1. */
const AWKWARD = ['a b&c=d', 'é/?#[1]', '50%+;x'];
const DEPTH = 5;

/** A value for each parameter; headers get texts that a header can hold. */
export function parameterValues(operation: OperationIR, schemas: Schemas): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    operation.parameters.map(({ name, schema, in: place }) => {
      const value = valueOf(schema, schemas, 0);
      return [name, (place === 'path' || place === 'header') && isEmpty(value) ? 'x' : value];
    }),
  );
}

/** A value for one content type of a body: bytes where the document says bytes, else plain data. */
export function bodyValue(media: MediaIR, schemas: Schemas): unknown {
  return valueOf(media.schema, schemas, 0);
}

function valueOf(given: Schema, schemas: Schemas, depth: number): unknown {
  const schema = resolve(given, schemas);
  if (schema.const !== undefined) return schema.const;
  const listed = schema.enum?.find((value) => value !== null) ?? schema['x-expect']?.enum?.[0];
  if (listed !== undefined) return listed;
  const branch = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].find(
    (each) => resolve(each, schemas).type !== 'null',
  );
  if (schema.allOf !== undefined || schema.properties !== undefined || kindOf(schema) === 'object')
    return objectOf(schema, branch, schemas, depth);
  if (branch !== undefined && depth < DEPTH) return valueOf(branch, schemas, depth + 1);
  switch (kindOf(schema)) {
    case 'array':
      return depth >= DEPTH
        ? []
        : (schema.prefixItems ?? [schema.items ?? true, schema.items ?? true]).map((item) =>
            valueOf(item, schemas, depth + 1),
          );
    case 'integer':
    case 'number':
      return schema.minimum ?? 7;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return schema.format === 'binary' ? new Blob(['\u0000bytes'], { type: 'application/x-test' }) : textOf(depth);
  }
}

function objectOf(schema: SchemaObject, branch: Schema | undefined, schemas: Schemas, depth: number): unknown {
  const parts = [schema, ...(schema.allOf ?? []).map((part) => resolve(part, schemas))];
  const members = new Map(parts.flatMap((part) => Object.entries(part.properties ?? {})));
  if (members.size === 0 && kindOf(schema) !== 'object') {
    const [first] = schema.allOf ?? [];
    return first === undefined || depth >= DEPTH ? {} : valueOf(first, schemas, depth + 1);
  }
  const required = new Set(parts.flatMap((part) => part.required ?? []));
  const names = [...members.keys()].filter((name) => required.has(name) || depth < 2);
  const own = Object.fromEntries(
    (depth >= DEPTH ? [] : names).map((name) => [name, valueOf(members.get(name) ?? true, schemas, depth + 1)]),
  );
  const rest = members.size === 0 && depth < DEPTH ? { 'k 1': 'v&1', k2: 2 } : {};
  const more = branch === undefined || depth >= DEPTH ? {} : valueOf(branch, schemas, depth + 1);
  return { ...rest, ...(typeof more === 'object' && !Array.isArray(more) ? more : {}), ...own };
}

function resolve(given: Schema, schemas: Schemas): SchemaObject {
  let schema = given;
  for (let hops = 0; hops < 32; hops += 1) {
    if (typeof schema === 'boolean') return {};
    if (schema.$ref === undefined) return schema;
    schema = schemas.get(schema.$ref.slice('#/$defs/'.length)) ?? true;
  }
  return {};
}

function kindOf(schema: SchemaObject): string | undefined {
  return [schema.type].flat().find((kind) => kind !== 'null') ?? [schema.type].flat()[0];
}

function textOf(depth: number): string {
  return AWKWARD[depth % AWKWARD.length] ?? 'x';
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}
