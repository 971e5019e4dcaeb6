/** Turns the schemas of a package into a document of the dialect that a library asks for. */
import type { JsonSchema } from './standard.js';

/** Dialects that Standard JSON Schema names. */
export type JsonSchemaTarget = 'draft-2020-12' | 'draft-07' | 'openapi-3.0';

type Keywords = Record<string, unknown>;

interface Dialect {
  readonly address: string | undefined;
  readonly definitions: string;
  /** Keywords that the dialect has no words for. */
  readonly missing: readonly string[];
  readonly rewrite: (schema: Keywords) => Keywords;
}

/** A document whose root is the first of the definitions; throws where the dialect cannot say what they say. */
export function toDocument(definitions: { readonly [name: string]: JsonSchema }, target: string): Keywords {
  const dialect = dialects[target];
  if (dialect === undefined) throw new TypeError(`The JSON Schema target ${JSON.stringify(target)} is not supported.`);
  const [root = '', ...names] = Object.keys(definitions);
  const converted = Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [name, convert(schema, dialect)]),
  );
  const isUsed = JSON.stringify(converted).includes(`"#/${dialect.definitions}/${root}"`);
  const parts = Object.fromEntries((isUsed ? [root, ...names] : names).map((name) => [name, converted[name]]));
  const head = dialect.address === undefined ? {} : { $schema: dialect.address };
  return { ...head, ...converted[root], ...(Object.keys(parts).length === 0 ? {} : { [dialect.definitions]: parts }) };
}

const dialects: { readonly [target: string]: Dialect | undefined } = {
  'draft-2020-12': {
    ...{ address: 'https://json-schema.org/draft/2020-12/schema', definitions: '$defs', missing: [] },
    rewrite: (schema) => schema,
  },
  'draft-07': {
    ...{ address: 'http://json-schema.org/draft-07/schema#', definitions: 'definitions' },
    missing: ['unevaluatedProperties', 'unevaluatedItems', 'minContains', 'maxContains'],
    rewrite: toDraft07,
  },
  'openapi-3.0': {
    ...{ address: undefined, definitions: 'definitions' },
    missing: [
      ...['unevaluatedProperties', 'unevaluatedItems', 'contains', 'minContains', 'maxContains', 'prefixItems', 'if'],
      ...['patternProperties', 'propertyNames', 'dependentRequired', 'dependentSchemas'],
    ],
    rewrite: toOpenApi30,
  },
};

const lists = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const byName = new Set(['properties', 'patternProperties', 'dependentSchemas']);
const single = new Set([
  ...['items', 'contains', 'additionalProperties', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties'],
  ...['not', 'if', 'then', 'else'],
]);

function convert(schema: JsonSchema, dialect: Dialect): Keywords {
  if (typeof schema === 'boolean') return schema ? {} : { not: {} };
  const entries = Object.entries(schema).map(([keyword, value]) => {
    if (dialect.missing.includes(keyword)) throw new TypeError(`The JSON Schema target has no word for ${keyword}.`);
    return [keyword, convertKeyword(keyword, value, dialect)] as const;
  });
  return dialect.rewrite(Object.fromEntries(entries));
}

function convertKeyword(keyword: string, value: unknown, dialect: Dialect): unknown {
  const into = (part: unknown): Keywords => convert(part as JsonSchema, dialect);
  if (keyword === '$ref') return String(value).replace('$defs', dialect.definitions);
  const staysBoolean = keyword === 'additionalProperties' || dialect.address !== undefined;
  if (single.has(keyword)) return typeof value === 'boolean' && staysBoolean ? value : into(value);
  if (lists.has(keyword)) return (value as readonly unknown[]).map(into);
  if (!byName.has(keyword)) return value;
  return Object.fromEntries(Object.entries(value as Keywords).map(([name, part]) => [name, into(part)]));
}

function toDraft07({ prefixItems, dependentRequired, dependentSchemas, ...schema }: Keywords): Keywords {
  const { items, ...others } = schema;
  const list =
    prefixItems === undefined
      ? schema
      : { ...others, items: prefixItems, ...(items === undefined ? {} : { additionalItems: items }) };
  const dependencies = {
    ...(dependentRequired as Keywords | undefined),
    ...(dependentSchemas as Keywords | undefined),
  };
  return wrapReference(Object.keys(dependencies).length === 0 ? list : { ...list, dependencies });
}

function toOpenApi30({
  type,
  const: literal,
  exclusiveMinimum,
  exclusiveMaximum,
  examples,
  ...schema
}: Keywords): Keywords {
  const { minimum, maximum } = schema;
  const isLower = typeof exclusiveMinimum === 'number' && !(typeof minimum === 'number' && minimum > exclusiveMinimum);
  const isUpper = typeof exclusiveMaximum === 'number' && !(typeof maximum === 'number' && maximum < exclusiveMaximum);
  const lower = isLower ? { minimum: exclusiveMinimum, exclusiveMinimum: true } : {};
  const upper = isUpper ? { maximum: exclusiveMaximum, exclusiveMaximum: true } : {};
  const example = Array.isArray(examples) ? { example: examples[0] as unknown } : {};
  const value = literal === undefined ? {} : { enum: [literal] };
  return wrapReference(withType({ ...schema, ...lower, ...upper, ...value, ...example }, type));
}

/** Adds `type`, also a list or one with null, in the words of OpenAPI 3.0. */
function withType(schema: Keywords, type: unknown): Keywords {
  const kinds = (Array.isArray(type) ? (type as readonly unknown[]) : [type]).filter((kind) => kind !== undefined);
  const others = kinds.filter((kind) => kind !== 'null');
  const nullable = others.length < kinds.length ? { nullable: true } : {};
  const [only] = others;
  if (kinds.length === 0) return schema;
  if (only === undefined) return { enum: [null], ...schema, ...nullable };
  if (others.length === 1) return { type: only, ...schema, ...nullable };
  const anyOf = others.map((kind) => ({ type: kind as unknown, ...nullable }));
  return { ...schema, allOf: [...((schema['allOf'] as readonly unknown[] | undefined) ?? []), { anyOf }] };
}

/** A reference hides its siblings in both older dialects. */
function wrapReference({ $ref, ...schema }: Keywords): Keywords {
  if ($ref === undefined) return schema;
  if (Object.keys(schema).length === 0) return { $ref };
  const { allOf, ...others } = schema;
  return { ...others, allOf: [{ $ref }, ...((allOf as readonly unknown[] | undefined) ?? [])] };
}
