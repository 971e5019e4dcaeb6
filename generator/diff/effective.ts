/** Schemas as the comparison sees them: references followed, compositions flattened, null taken apart. */
import type { JsonValue, Kind, Schema, SchemaObject } from '../schema.js';

/** Named schemas of one version. */
export type Definitions = ReadonlyMap<string, Schema>;

/** Keywords that say nothing of what is valid. */
export const TEXTS: readonly string[] = [
  'description',
  'examples',
  'default',
  'deprecated',
  'readOnly',
  'writeOnly',
  'x-labels',
];

/** `#/$defs/X` gives X. */
export function referenceName(schema: Schema): string | undefined {
  return typeof schema === 'object' && schema.$ref !== undefined ? schema.$ref.slice('#/$defs/'.length) : undefined;
}

/** A schema with its own reference replaced by what it refers to; texts beside the reference win. */
export function follow(schema: Schema, definitions: Definitions): Schema {
  let current = schema;
  for (let depth = 0; depth < 20; depth += 1) {
    const name = referenceName(current);
    if (name === undefined || typeof current !== 'object') return current;
    const target = definitions.get(name) ?? true;
    const { $ref: _, ...siblings } = current;
    current =
      typeof target === 'boolean'
        ? Object.keys(siblings).length === 0
          ? target
          : siblings
        : { ...target, ...siblings };
  }
  return current;
}

/** A schema without null, and whether null was among its values. Undefined: it says nothing of kinds, so null is too. */
export function withoutNull(schema: SchemaObject): {
  readonly rest: SchemaObject;
  readonly nullable: boolean | undefined;
} {
  if (Array.isArray(schema.type)) {
    const kinds = (schema.type as readonly Kind[]).filter((kind) => kind !== 'null');
    if (kinds.length === schema.type.length) return { rest: schema, nullable: false };
    const values = schema.enum?.filter((value) => value !== null);
    const [kind] = kinds;
    const type: Kind | readonly Kind[] = kinds.length === 1 && kind !== undefined ? kind : kinds;
    const rest: SchemaObject = { ...schema, type, ...(values === undefined ? {} : { enum: values }) };
    return kinds.length === 0
      ? { rest: schema, nullable: false }
      : { rest, nullable: kinds.length < schema.type.length && (schema.enum?.includes(null) ?? true) };
  }
  const word = schema.anyOf === undefined ? 'oneOf' : 'anyOf';
  const list = schema[word];
  if (list !== undefined) return unionWithoutNull(schema, word, list);
  if (schema.type === undefined && schema.enum?.includes(null) === true && schema.enum.length > 1) {
    return { rest: { ...schema, enum: schema.enum.filter((value) => value !== null) }, nullable: true };
  }
  return { rest: schema, nullable: isUntyped(schema) ? undefined : false };
}

function unionWithoutNull(
  schema: SchemaObject,
  word: 'anyOf' | 'oneOf',
  list: readonly Schema[],
): ReturnType<typeof withoutNull> {
  const isNull = (item: Schema): boolean => typeof item === 'object' && (item.type === 'null' || item.const === null);
  const split = list
    .filter((item) => !isNull(item))
    .map((item) => (typeof item === 'object' && item.$ref === undefined ? withoutNull(item) : { rest: item }));
  const inside = split.some((item) => 'nullable' in item && item.nullable === true);
  const nullable = split.length < list.length || inside;
  const others = inside ? split.map(({ rest }) => rest) : list.filter((item) => !isNull(item));
  if (others.length === 0 || (!nullable && others.length > 1)) return { rest: schema, nullable: false };
  const [only] = others;
  const { [word]: _, ...siblings } = schema;
  if (others.length > 1) return { rest: { ...siblings, [word]: others }, nullable };
  if (typeof only !== 'object') return { rest: siblings, nullable };
  return { rest: { ...only, ...siblings }, nullable };
}

/** True where a schema admits every kind of value. */
export function isUntyped(schema: SchemaObject): boolean {
  return ['type', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', 'properties', 'prefixItems', '$ref', 'not'].every(
    (key) => !(key in schema),
  );
}

/** Kinds that a schema names or implies; undefined: any. */
export function kindsOf(schema: SchemaObject): readonly Kind[] | undefined {
  if (schema.type !== undefined) return typeof schema.type === 'string' ? [schema.type] : schema.type;
  const values = valuesOf(schema);
  if (values !== undefined) return [...new Set(values.map(kindOfValue))];
  return schema.properties === undefined ? (schema.prefixItems === undefined ? undefined : ['array']) : ['object'];
}

/** False where both schemas name their kinds and none of these is among them: keywords about it then mean nothing. */
export function concerns(before: SchemaObject, after: SchemaObject, ...kinds: readonly Kind[]): boolean {
  return [before, after].some((schema) => {
    const named = kindsOf(schema);
    return named === undefined || named.some((kind) => kinds.includes(kind));
  });
}

/** The only values allowed, if a schema lists them. */
export function valuesOf(schema: SchemaObject): readonly JsonValue[] | undefined {
  return schema.const === undefined ? schema.enum : [schema.const];
}

function kindOfValue(value: JsonValue): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' ? 'string' : 'object';
}

/** Schemas are never changed, and the same one is asked for again and again. */
const shapes = new WeakMap<SchemaObject, string>();

/** Canonical text of a schema without its texts, to tell whether two mean the same. */
export function shapeText(schema: Schema): string {
  if (typeof schema === 'boolean') return String(schema);
  const known = shapes.get(schema);
  if (known !== undefined) return known;
  const text = JSON.stringify(stripTexts(schema as JsonValue));
  shapes.set(schema, text);
  return text;
}

function stripTexts(value: JsonValue, inMap = false): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => stripTexts(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, JsonValue>>)
    .filter(([key]) => inMap || !TEXTS.includes(key))
    .map(([key, member]): [string, JsonValue] => [
      key,
      key === 'required' && Array.isArray(member) && !inMap
        ? [...(member as readonly string[])].sort()
        : stripTexts(
            member,
            !inMap && key.endsWith('roperties') && key !== 'additionalProperties' && key !== 'unevaluatedProperties',
          ),
    ]);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}
