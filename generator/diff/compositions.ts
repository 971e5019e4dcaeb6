/** Compositions as the one schema that they amount to, where there is one: `allOf` of objects, unions of fixed values. */
import type { JsonValue, Kind, Schema, SchemaObject } from '../schema.js';
import { follow, kindsOf, referenceName, TEXTS, valuesOf, withoutNull } from './effective.js';
import type { Definitions } from './effective.js';

const OBJECT_WORDS = new Set(['type', 'properties', 'required', 'additionalProperties', '$ref', 'allOf', ...TEXTS]);
const VALUE_WORDS = new Set(['type', 'const', 'enum', ...TEXTS]);

/** The name of the one type that a schema is: a reference, or an `allOf` of nothing but one. */
export function soleReference(schema: SchemaObject): string | undefined {
  if (schema.$ref !== undefined) return referenceName(schema);
  const { allOf, type, ...rest } = schema;
  const [only] = allOf ?? [];
  const isPlain = (type === undefined || type === 'object') && Object.keys(rest).every((key) => TEXTS.includes(key));
  return only !== undefined && allOf?.length === 1 && isPlain ? referenceName(only) : undefined;
}

/** The named types that an `allOf` composes, and those that compose them. */
export function basesOf(schema: SchemaObject, definitions: Definitions, depth = 0): readonly string[] {
  if (schema.allOf === undefined || depth > 8) return [];
  return schema.allOf.flatMap((part) => {
    const name = referenceName(part);
    const target = name === undefined ? undefined : definitions.get(name);
    const further = typeof target === 'object' ? basesOf(target, definitions, depth + 1) : [];
    return name === undefined ? further : [name, ...further];
  });
}

/** An `allOf` of plain objects as the one object that it describes; any other schema as it is. */
export function flatten(schema: SchemaObject, definitions: Definitions, depth = 0): SchemaObject {
  if (schema.allOf === undefined || depth > 8) return schema;
  const parts: SchemaObject[] = [];
  for (const part of schema.allOf) {
    const followed = follow(part, definitions);
    if (typeof followed !== 'object') return schema;
    const flat = flatten(followed, definitions, depth + 1);
    if (flat.allOf !== undefined || !Object.keys(flat).every((key) => OBJECT_WORDS.has(key))) return schema;
    parts.push(flat);
  }
  const { allOf: _, ...own } = schema;
  if (!Object.keys(own).every((key) => OBJECT_WORDS.has(key))) return schema;
  return [...parts, own].reduce<SchemaObject>(join, {});
}

/** True for a union beside members of its own, which every alternative has too. One that has a name stays by it. */
export function hasOwnMembers(schema: SchemaObject): boolean {
  const union = schema.anyOf ?? schema.oneOf ?? [];
  const own = [...Object.keys(schema.properties ?? {}), ...(schema.required ?? [])];
  return own.length > 0 && union.length > 0 && union.every((item) => referenceName(item) === undefined);
}

/** The alternatives of such a union, each with the members that stand beside it; undefined where they do not combine. */
export function distribute(schema: SchemaObject, definitions: Definitions): readonly SchemaObject[] | undefined {
  const { anyOf, oneOf, ...own } = schema;
  const parts = [...(anyOf ?? oneOf ?? [])].map((item) => {
    const followed = follow(item, definitions);
    return typeof followed === 'object' ? flatten(followed, definitions) : undefined;
  });
  const isPlain = (part: SchemaObject | undefined): part is SchemaObject =>
    part !== undefined && part.allOf === undefined && Object.keys(part).every((key) => OBJECT_WORDS.has(key));
  return (anyOf !== undefined && oneOf !== undefined) || !isPlain(own) || !parts.every(isPlain)
    ? undefined
    : parts.map((part) => join(own, part));
}

/** A union of one alternative beside members as the one object that it describes; any other schema as it is. */
export function foldSingle(schema: SchemaObject, definitions: Definitions): SchemaObject {
  if (!hasOwnMembers(schema)) return schema;
  const [only, ...others] = distribute(schema, definitions) ?? [];
  return only !== undefined && others.length === 0 ? only : schema;
}

/** A union whose alternatives are all fixed values as one enumeration; any other schema as it is. */
export function foldValues(schema: SchemaObject, definitions: Definitions): SchemaObject {
  const word = schema.anyOf === undefined ? 'oneOf' : 'anyOf';
  const { [word]: alternatives, ...rest } = schema;
  if (alternatives === undefined || alternatives.length < 2) return schema;
  const values: JsonValue[] = [];
  for (const alternative of alternatives) {
    const followed = follow(alternative, definitions);
    const listed = typeof followed === 'object' ? valuesOf(followed) : undefined;
    if (listed === undefined || !Object.keys(followed).every((key) => VALUE_WORDS.has(key))) return schema;
    values.push(...listed);
  }
  return schema.enum === undefined && schema.const === undefined ? { ...rest, enum: values } : schema;
}

function join(left: SchemaObject, right: SchemaObject): SchemaObject {
  const properties: Record<string, Schema> = { ...left.properties };
  for (const [name, member] of Object.entries(right.properties ?? {})) {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    properties[name] = known === undefined ? member : intersect(known, member);
  }
  const required = [...new Set([...(left.required ?? []), ...(right.required ?? [])])];
  const { properties: _, required: __, ...rest } = { ...left, ...right };
  return {
    ...rest,
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(required.length === 0 ? {} : { required }),
  };
}

/** Two schemas of one member as one where they do not contradict each other, as a base and what narrows it. */
function intersect(left: Schema, right: Schema): Schema {
  if (JSON.stringify(left) === JSON.stringify(right) || left === true) return right;
  if (typeof left !== 'object' || typeof right !== 'object') return right === true ? left : false;
  const [one, other] = [withoutNull(left), withoutNull(right)];
  // Null stays only where both admit it, so it is taken off the side that the other narrows.
  if (one.nullable === true && other.nullable === false) return intersect(one.rest, right);
  if (other.nullable === true && one.nullable === false) return intersect(left, other.rest);
  return narrowValues(left, right) ?? narrowValues(right, left) ?? merge(left, right);
}

/** A side that lists values narrows one that only names kinds. */
function narrowValues(wide: SchemaObject, narrow: SchemaObject): SchemaObject | undefined {
  const values = valuesOf(narrow);
  const kinds = kindsOf(wide);
  const isPlain = (schema: SchemaObject): boolean => Object.keys(schema).every((key) => VALUE_WORDS.has(key));
  if (values === undefined || kinds === undefined || !isPlain(wide) || !isPlain(narrow)) return undefined;
  const known = valuesOf(wide)?.map((value) => JSON.stringify(value));
  const kept = values.filter(
    (value) => kinds.some((kind) => isOfKind(value, kind)) && known?.includes(JSON.stringify(value)) !== false,
  );
  const { type: _, enum: __, const: ___, ...texts } = { ...wide, ...narrow };
  return { ...texts, enum: kept };
}

function isOfKind(value: JsonValue, kind: Kind): boolean {
  const [own] = kindsOf({ const: value }) ?? [];
  return own === kind || (own === 'integer' && kind === 'number');
}

function merge(left: SchemaObject, right: SchemaObject): SchemaObject {
  const clash = Object.keys(right).some(
    (key) =>
      key in left &&
      !TEXTS.includes(key) &&
      JSON.stringify(left[key as keyof SchemaObject]) !== JSON.stringify(right[key as keyof SchemaObject]),
  );
  return clash || left.$ref !== undefined || right.$ref !== undefined
    ? { allOf: [left, right] }
    : { ...left, ...right };
}
