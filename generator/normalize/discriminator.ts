/**
 * A discriminator's mapping becomes what schemas can say: each branch of the union has the value on the wire as a
 * constant. Without a mapping the branches' own constants count; the name of a schema is never taken for a value.
 */
import { isObject } from '../load/parse-text.js';
import type { JsonObject, JsonValue } from '../schema.js';

/** What is asked of the document around a schema. */
export interface DiscriminatorContext {
  /** `#/$defs/<Name>` for a reference of the document. */
  resolve(reference: string): string | undefined;
  /** What a reference of the document means, as written. */
  lookup(reference: string): JsonValue | undefined;
}

/** `schema` with its union narrowed; `raw` is the schema as written, whose branches are references of the document. */
export function applyDiscriminator(raw: JsonObject, schema: JsonObject, context: DiscriminatorContext): JsonObject {
  const inherited = narrowHeir(raw, schema, context);
  const values = mappingOf(raw['discriminator'], context);
  const member = propertyName(raw['discriminator']);
  const key = ['oneOf', 'anyOf'].find((name) => Array.isArray(raw[name]));
  if (key === undefined || member === undefined || values.size === 0) return inherited;
  const branches = raw[key] as readonly JsonValue[];
  const narrowed = (inherited[key] as readonly JsonValue[]).map((branch, index) => {
    const own = branches[index];
    const reference = isObject(own) ? own['$ref'] : undefined;
    const target = isObject(branch) ? branch['$ref'] : undefined;
    if (
      typeof reference !== 'string' ||
      typeof target !== 'string' ||
      hasConstant(context.lookup(reference), member, context)
    )
      return branch;
    const wire = values.get(target);
    return wire === undefined ? branch : { allOf: [branch, constantMember(member, wire)] };
  });
  return { ...inherited, [key]: narrowed };
}

/** A schema that builds on one with a mapping, which names it, has the value that the mapping gives it. */
function narrowHeir(raw: JsonObject, schema: JsonObject, context: DiscriminatorContext): JsonObject {
  const bases = Array.isArray(raw['allOf']) ? (raw['allOf'] as readonly JsonValue[]) : [];
  for (const base of bases) {
    const reference = isObject(base) ? base['$ref'] : undefined;
    const target = typeof reference === 'string' ? context.lookup(reference) : undefined;
    if (!isObject(target) || target['discriminator'] === undefined || target['oneOf'] !== undefined) continue;
    const member = propertyName(target['discriminator']);
    const wire = wireValues(target['discriminator'], context, (candidate) => candidate === raw);
    if (member === undefined || wire.length === 0 || hasConstant(raw, member, context)) continue;
    return { ...schema, allOf: [...(schema['allOf'] as readonly JsonValue[]), constantMember(member, wire)] };
  }
  return schema;
}

function propertyName(discriminator: JsonValue | undefined): string | undefined {
  const name = isObject(discriminator) ? discriminator['propertyName'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** Wire values by the exported reference of their schema. */
function mappingOf(
  discriminator: JsonValue | undefined,
  context: DiscriminatorContext,
): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const [value, reference] of mappingEntries(discriminator)) {
    const target = context.lookup(reference) === undefined ? undefined : context.resolve(reference);
    if (target !== undefined) values.set(target, [...(values.get(target) ?? []), value]);
  }
  return values;
}

function wireValues(
  discriminator: JsonValue,
  context: DiscriminatorContext,
  matches: (target: JsonValue) => boolean,
): readonly string[] {
  return mappingEntries(discriminator).flatMap(([value, reference]) => {
    const target = context.lookup(reference);
    return target !== undefined && matches(target) ? [value] : [];
  });
}

/** Mappings name a schema by reference or by its bare name. */
function mappingEntries(discriminator: JsonValue | undefined): readonly (readonly [string, string])[] {
  const mapping = isObject(discriminator) ? discriminator['mapping'] : undefined;
  if (!isObject(mapping)) return [];
  return Object.entries(mapping).flatMap(([value, name]) =>
    typeof name === 'string' ? [[value, name.includes('#') ? name : `#/components/schemas/${name}`] as const] : [],
  );
}

function constantMember(member: string, values: readonly string[]): JsonObject {
  const [only] = values;
  const schema: JsonObject = values.length === 1 && only !== undefined ? { const: only } : { enum: values };
  return { type: 'object', properties: { [member]: schema }, required: [member] };
}

/** True where a schema says itself which values the member has; looks through references and `allOf`. */
function hasConstant(schema: JsonValue | undefined, member: string, context: DiscriminatorContext, depth = 0): boolean {
  if (!isObject(schema) || depth > 8) return false;
  if (typeof schema['$ref'] === 'string')
    return hasConstant(context.lookup(schema['$ref']), member, context, depth + 1);
  const properties = schema['properties'];
  const own = isObject(properties) && Object.hasOwn(properties, member) ? properties[member] : undefined;
  if (isObject(own) && (own['const'] !== undefined || own['enum'] !== undefined)) return true;
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly JsonValue[]) : [];
  return parts.some((part) => hasConstant(part, member, context, depth + 1));
}
