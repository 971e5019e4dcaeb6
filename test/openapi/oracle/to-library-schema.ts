/** A normalized schema in, the form that json-schema-to-typescript prints best out: references as `tsType`, no bounds. */
import { InternalError } from '../../../generator/diagnostics.js';
import { quote } from '../../../generator/ir/names.js';
import type { JsonValue, Schema, SchemaObject } from '../../../generator/schema.js';

/** The library's input; it reads draft-04 and a key of its own, `tsType`. */
export interface LibrarySchema {
  readonly [key: string]: unknown;
}

const annotations = new Set(['description', 'title', 'examples', 'default', 'deprecated', 'x-expect', 'x-labels']);

/** Translates a schema; what types cannot say (bounds, patterns, conditions) is left to the validator. */
export function toLibrarySchema(schema: Schema): LibrarySchema {
  if (schema === true) return {};
  if (schema === false) return { tsType: 'never' };
  return { ...shapeOf(schema), ...describing(schema) };
}

function shapeOf(schema: SchemaObject): LibrarySchema {
  const expected = schema['x-expect']?.enum;
  if (schema.$ref !== undefined) return { tsType: schema.$ref.slice('#/$defs/'.length) };
  if (schema.const !== undefined) return { tsType: literal(schema.const) };
  if (schema.enum !== undefined) return { tsType: `(${schema.enum.map(literal).join(' | ')})` };
  if (expected !== undefined && expected.length > 0) return { tsType: `(${openEnumeration(schema, expected)})` };
  if (schema.type === 'string' && schema.format === 'binary') return { tsType: 'Blob' };
  if (schema.prefixItems !== undefined) return tuple(schema);
  // The library makes an object of a schema that only describes.
  if (Object.keys(schema).every((key) => annotations.has(key))) return { tsType: 'unknown' };
  return { ...objectShape(schema), ...arrayShape(schema), ...typeOf(schema), ...composition(schema) };
}

function typeOf(schema: SchemaObject): LibrarySchema {
  if (schema.type === undefined) return schema.properties === undefined ? {} : { type: 'object' };
  if (
    schema.type === 'object' &&
    schema.properties === undefined &&
    schema.additionalProperties === undefined &&
    !composed(schema)
  ) {
    return { tsType: '{ [key: string]: unknown }' };
  }
  return { type: schema.type };
}

function objectShape(schema: SchemaObject): LibrarySchema {
  const { properties, additionalProperties } = schema;
  const shape: Record<string, unknown> = {};
  if (properties !== undefined) {
    shape['properties'] = Object.fromEntries(
      Object.entries(properties).map(([name, member]) => [name, toLibrarySchema(member)]),
    );
    shape['required'] = (schema.required ?? []).filter((name) => Object.hasOwn(properties, name));
  }
  // Unknown members are allowed at run time and invisible in types; only a real map gets an index signature.
  const values = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  if (properties === undefined && values !== undefined) shape['additionalProperties'] = toLibrarySchema(values);
  if (properties === undefined && additionalProperties === true) shape['additionalProperties'] = true;
  const [pattern] = Object.values(schema.patternProperties ?? {});
  if (properties === undefined && values === undefined && pattern !== undefined)
    shape['additionalProperties'] = toLibrarySchema(pattern);
  return shape;
}

function arrayShape(schema: SchemaObject): LibrarySchema {
  return schema.items === undefined ? {} : { items: toLibrarySchema(schema.items) };
}

function tuple(schema: SchemaObject): LibrarySchema {
  const rest =
    schema.items === undefined || schema.items === true
      ? {}
      : schema.items === false
        ? false
        : toLibrarySchema(schema.items);
  const items = (schema.prefixItems ?? []).map(toLibrarySchema);
  return { type: 'array', items, minItems: schema.minItems ?? 0, additionalItems: rest };
}

function composition(schema: SchemaObject): LibrarySchema {
  const shape: Record<string, unknown> = {};
  if (schema.allOf !== undefined) shape['allOf'] = schema.allOf.filter(hasShape).map(toLibrarySchema);
  if (schema.anyOf !== undefined) shape['anyOf'] = schema.anyOf.map(toLibrarySchema);
  if (schema.oneOf !== undefined) shape['oneOf'] = schema.oneOf.map(toLibrarySchema);
  return shape;
}

function composed(schema: SchemaObject): boolean {
  return schema.allOf !== undefined || schema.anyOf !== undefined || schema.oneOf !== undefined;
}

/** Members of `allOf` that only add conditions (`required`, `not`, `if`) say nothing that a type can repeat. */
function hasShape(schema: Schema): boolean {
  if (typeof schema === 'boolean') return !schema;
  return [
    '$ref',
    'type',
    'properties',
    'items',
    'enum',
    'const',
    'allOf',
    'anyOf',
    'oneOf',
    'additionalProperties',
  ].some((key) => key in schema);
}

/** `'a' | 'b' | (string & {})`: the known values in completion, any value in truth. */
function openEnumeration(schema: SchemaObject, expected: readonly JsonValue[]): string {
  const kinds = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['string']);
  const open = kinds.flatMap((kind) => {
    if (kind === 'string') return ['(string & {})'];
    if (kind === 'integer' || kind === 'number') return ['(number & {})'];
    return kind === 'null' ? ['null'] : ['unknown'];
  });
  const known = expected.filter((value) => value !== null).map(literal);
  return [...new Set([...known, ...open])].join(' | ');
}

function literal(value: JsonValue): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'number':
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : objectLiteral(value);
    default:
      throw new InternalError('a schema holds a value that is not JSON');
  }
}

function objectLiteral(value: Exclude<JsonValue, null | boolean | number | string>): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, member]) => `${quote(key)}: ${literal(member)}`)
    .join('; ')} }`;
}

function describing(schema: SchemaObject): LibrarySchema {
  const lines = [schema.description ?? '', labelText(schema)].filter((line) => line !== '');
  if (schema.deprecated === true) lines.push('@deprecated');
  return lines.length === 0 ? {} : { description: lines.join('\n').replaceAll('*/', '*\\/') };
}

function labelText(schema: SchemaObject): string {
  const labels = Object.entries(schema['x-labels'] ?? {});
  return labels.length === 0 ? '' : `${labels.map(([value, label]) => `${value} ${label}`).join(', ')}.`;
}
