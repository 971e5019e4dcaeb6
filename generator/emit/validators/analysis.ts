/** Questions about schemas that decide how they are printed. */
import { assertNever } from '../../diagnostics.js';
import type { JsonValue, Kind, Schema, SchemaObject } from '../../schema.js';

/** Named schemas by name. */
export type Definitions = ReadonlyMap<string, Schema>;

/** The kinds that tell values apart; an integer is a number. */
export type BroadKind = Exclude<Kind, 'integer'>;

const refPrefix = '#/$defs/';

/** The name that a reference means. */
export function referencedName(ref: string): string {
  return ref.slice(refPrefix.length);
}

/** True where every value matches. */
export function isOpen(schema: Schema): boolean {
  return typeof schema === 'boolean' ? schema : isOpenBut(schema);
}

/** True where every value matches as far as other keywords than these go. */
export function isOpenBut(schema: SchemaObject, ...keywords: readonly (keyof SchemaObject)[]): boolean {
  for (const keyword in schema) {
    if (assertions.has(keyword) && !keywords.includes(keyword as keyof SchemaObject)) return false;
  }
  return true;
}

/** The schema less some keywords. */
export function without(schema: SchemaObject, ...keywords: readonly (keyof SchemaObject)[]): SchemaObject {
  return Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => !keywords.includes(keyword as keyof SchemaObject)),
  );
}

/** The types of a schema as a list; undefined: any. */
export function typesOf(schema: SchemaObject): readonly Kind[] | undefined {
  if (schema.type === undefined) return undefined;
  return typeof schema.type === 'string' ? [schema.type] : schema.type;
}

/** Subschemas that apply to the same value, with or without condition. */
export function inPlaceSchemas(schema: SchemaObject): readonly Schema[] {
  return hasKeywordOf(schema, inPlaceKeywords) ? allInPlace(schema) : NONE;
}

/** Every direct subschema. */
export function subschemas(schema: Schema): readonly Schema[] {
  if (typeof schema === 'boolean' || !hasKeywordOf(schema, holdingKeywords)) return NONE;
  const { items, contains, additionalProperties, propertyNames, unevaluatedItems, unevaluatedProperties } = schema;
  const single = [items, contains, additionalProperties, propertyNames, unevaluatedItems, unevaluatedProperties];
  return [
    ...inPlaceSchemas(schema),
    ...single.filter((part) => part !== undefined),
    ...(schema.prefixItems ?? []),
    ...Object.values(schema.properties ?? {}),
    ...Object.values(schema.patternProperties ?? {}),
  ];
}

function allInPlace(schema: SchemaObject): readonly Schema[] {
  const single = [schema.not, schema.if, schema.then, schema.else].filter((part) => part !== undefined);
  return [
    ...(schema.allOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...single,
    ...Object.values(schema.dependentSchemas ?? {}),
  ];
}

/** Most schemas have two or three keywords and hold no other: to look at what is there is faster than to ask for each. */
function hasKeywordOf(schema: SchemaObject, keywords: ReadonlySet<string>): boolean {
  for (const keyword in schema) if (keywords.has(keyword)) return true;
  return false;
}

const NONE: readonly Schema[] = [];

const inPlaceKeywords: ReadonlySet<string> = new Set([
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas'],
]);

const holdingKeywords: ReadonlySet<string> = new Set([
  ...['items', 'contains', 'additionalProperties', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties'],
  ...['prefixItems', 'properties', 'patternProperties', ...inPlaceKeywords],
]);

/** Levels of objects and arrays in a schema, literals included; a loop, so that it answers at any depth. */
export function levelsOf(schema: Schema): number {
  let level = 0;
  let parts: readonly object[] = typeof schema === 'object' ? [schema] : [];
  for (; parts.length > 0; level += 1) {
    const inside: object[] = [];
    for (const part of parts) addChildren(part, inside);
    parts = inside;
  }
  return level;
}

function addChildren(part: object, children: object[]): void {
  if (Array.isArray(part)) {
    for (const child of part as readonly unknown[])
      if (typeof child === 'object' && child !== null) children.push(child);
    return;
  }
  for (const key in part) {
    const child: unknown = part[key as keyof typeof part];
    if (typeof child === 'object' && child !== null) children.push(child);
  }
}

interface References {
  readonly names: readonly string[];
  readonly items: readonly string[];
}

/** Asked for the same schema by several emitters. */
const knownReferences = new WeakMap<SchemaObject, References>();

/** Names that a schema refers to, in order of appearance, and those of them that are for the items of lists. */
export function scanReferences(schema: Schema): References {
  if (typeof schema === 'boolean') return { names: [], items: [] };
  const found = knownReferences.get(schema) ?? findReferences(schema);
  knownReferences.set(schema, found);
  return found;
}

function findReferences(schema: SchemaObject): References {
  const names = new Set<string>();
  const items: string[] = [];
  const pending: Schema[] = [schema];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'boolean') continue;
    if (next.$ref !== undefined) names.add(referencedName(next.$ref));
    const parts = subschemas(next);
    if (parts.length === 0) continue;
    if (typeof next.items === 'object' && next.items.$ref !== undefined) items.push(referencedName(next.items.$ref));
    pending.push(...parts);
  }
  return { names: [...names], items };
}

/** Names that a schema refers to, in order of appearance. */
export function references(schema: Schema): readonly string[] {
  return scanReferences(schema).names;
}

/** Kinds that a schema lets through at most; undefined: any. */
export function kindsOf(schema: Schema, definitions: Definitions, depth = 0): ReadonlySet<BroadKind> | undefined {
  if (schema === false) return new Set();
  if (schema === true || depth > 20) return undefined;
  const bounds: (ReadonlySet<BroadKind> | undefined)[] = (schema.allOf ?? []).map((part) =>
    kindsOf(part, definitions, depth + 1),
  );
  if (schema.type !== undefined) bounds.push(new Set(typesOf(schema)?.map(broaden)));
  if (schema.const !== undefined) bounds.push(new Set([kindOfValue(schema.const)]));
  if (schema.enum !== undefined) bounds.push(new Set(schema.enum.map(kindOfValue)));
  if (schema.$ref !== undefined) {
    bounds.push(kindsOf(definitions.get(referencedName(schema.$ref)) ?? true, definitions, depth + 1));
  }
  for (const branches of [schema.anyOf, schema.oneOf]) {
    if (branches !== undefined) bounds.push(union(branches.map((part) => kindsOf(part, definitions, depth + 1))));
  }
  return intersection(bounds);
}

/** True where no two of the schemas can match one value, by kind alone. */
export function areDisjoint(schemas: readonly Schema[], definitions: Definitions): boolean {
  const seen = new Set<BroadKind>();
  for (const schema of schemas) {
    const kinds = kindsOf(schema, definitions);
    if (kinds === undefined || [...kinds].some((kind) => seen.has(kind))) return false;
    for (const kind of kinds) seen.add(kind);
  }
  return true;
}

/** The kind of a JSON value. */
export function kindOfValue(value: JsonValue): BroadKind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'object':
      return typeof value as 'string' | 'number' | 'boolean' | 'object';
    default:
      return assertNever(value);
  }
}

/** A kind without the difference between integers and other numbers. */
export function broaden(kind: Kind): BroadKind {
  return kind === 'integer' ? 'number' : kind;
}

function union(parts: readonly (ReadonlySet<BroadKind> | undefined)[]): ReadonlySet<BroadKind> | undefined {
  const kinds = new Set<BroadKind>();
  for (const part of parts) {
    if (part === undefined) return undefined;
    for (const kind of part) kinds.add(kind);
  }
  return kinds;
}

function intersection(parts: readonly (ReadonlySet<BroadKind> | undefined)[]): ReadonlySet<BroadKind> | undefined {
  const [first, ...others] = parts.filter((part) => part !== undefined);
  if (first === undefined) return undefined;
  return new Set([...first].filter((kind) => others.every((other) => other.has(kind))));
}

const assertions: ReadonlySet<string> = new Set([
  ...['$ref', 'type', 'enum', 'const', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['prefixItems', 'items', 'minItems', 'maxItems', 'uniqueItems', 'contains', 'unevaluatedItems'],
  ...['properties', 'required', 'additionalProperties', 'patternProperties', 'propertyNames'],
  ...['minProperties', 'maxProperties', 'dependentRequired', 'dependentSchemas', 'unevaluatedProperties'],
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if'],
]);
