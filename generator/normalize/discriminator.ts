/**
 * A discriminator's mapping becomes what schemas can say: each branch of the union has the value on the wire as a
 * constant. Without a mapping the branches' own constants count; the name of a schema is never taken for a value.
 */
import { isObject } from '../load/parse-text.js';
import { escapeToken } from '../pointer.js';
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
  const key = ['oneOf', 'anyOf'].find((name) => Array.isArray(raw[name]) && Array.isArray(schema[name]));
  if (key === undefined || member === undefined || values.size === 0) return inherited;
  const branches = raw[key] as readonly JsonValue[];
  const narrowed = (inherited[key] as readonly JsonValue[]).map((branch, index) => {
    const own = branches[index];
    const reference = isObject(own) ? own['$ref'] : undefined;
    const target = isObject(branch) ? branch['$ref'] : undefined;
    if (typeof reference !== 'string' || typeof target !== 'string') return branch;
    const wire = values.get(target) ?? [];
    return narrows(wire, literals(context.lookup(reference), member, context))
      ? { allOf: [branch, constantMember(member, wire)] }
      : branch;
  });
  return { ...inherited, [key]: narrowed };
}

/** Values of a mapping that lead to no schema of the document. */
export function danglingMappings(discriminator: JsonValue | undefined, context: DiscriminatorContext): string[] {
  return mappingEntries(discriminator).flatMap(([value, reference]) =>
    context.lookup(reference) === undefined ? [value] : [],
  );
}

/** A schema that builds on one with a mapping, which names it, has the value that the mapping gives it. */
function narrowHeir(raw: JsonObject, schema: JsonObject, context: DiscriminatorContext): JsonObject {
  const discriminator = inheritedDiscriminator(raw, context, 0);
  const member = propertyName(discriminator);
  if (member === undefined) return schema;
  // What builds on the schema in turn is one of its values too, under the value of its own.
  const wire = mappingEntries(discriminator).flatMap(([value, reference]) =>
    buildsOn(settled(reference, context), raw, context, 0) ? [value] : [],
  );
  if (!narrows(wire, literals(raw, member, context))) return schema;
  return { ...schema, allOf: [...(schema['allOf'] as readonly JsonValue[]), constantMember(member, wire)] };
}

/** The discriminator of the nearest schema that a schema builds on. */
function inheritedDiscriminator(raw: JsonObject, context: DiscriminatorContext, depth: number): JsonValue | undefined {
  for (const base of depth > 8 ? [] : basesOf(raw, context)) {
    const found =
      base['discriminator'] !== undefined && base['oneOf'] === undefined
        ? base['discriminator']
        : inheritedDiscriminator(base, context, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function buildsOn(
  schema: JsonValue | undefined,
  raw: JsonObject,
  context: DiscriminatorContext,
  depth: number,
): boolean {
  if (schema === raw) return true;
  if (!isObject(schema) || depth > 8) return false;
  return basesOf(schema, context).some((base) => buildsOn(base, raw, context, depth + 1));
}

/** What the references in `allOf` mean. */
function basesOf(schema: JsonObject, context: DiscriminatorContext): readonly JsonObject[] {
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly JsonValue[]) : [];
  return parts.flatMap((part) => {
    const reference = isObject(part) ? part['$ref'] : undefined;
    const base = typeof reference === 'string' ? settled(reference, context) : undefined;
    return isObject(base) ? [base] : [];
  });
}

/** What a reference means, behind components that are only references themselves. */
function settled(reference: string, context: DiscriminatorContext): JsonValue | undefined {
  let current = context.lookup(reference);
  for (let hops = 0; hops < 8; hops += 1) {
    if (!isObject(current) || typeof current['$ref'] !== 'string' || Object.keys(current).length > 1) return current;
    current = context.lookup(current['$ref']);
  }
  return current;
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

/** Mappings name a schema by reference or by its bare name. */
function mappingEntries(discriminator: JsonValue | undefined): readonly (readonly [string, string])[] {
  const mapping = isObject(discriminator) ? discriminator['mapping'] : undefined;
  if (!isObject(mapping)) return [];
  return Object.entries(mapping).flatMap(([value, name]) =>
    typeof name === 'string' ? [[value, name.includes('#') ? name : componentReference(name)] as const] : [],
  );
}

function componentReference(name: string): string {
  return `#/components/schemas/${encodeURIComponent(escapeToken(name))}`;
}

function constantMember(member: string, values: readonly string[]): JsonObject {
  const [only] = values;
  const schema: JsonObject = values.length === 1 && only !== undefined ? { const: only } : { enum: values };
  return { type: 'object', properties: { [member]: schema }, required: [member] };
}

/**
 * True where the values of a mapping say more than a schema does itself. Where the two have nothing in common, the schema
 * is believed: nothing could be both.
 */
function narrows(wire: readonly string[], own: readonly JsonValue[] | undefined): boolean {
  if (wire.length === 0) return false;
  if (own === undefined) return true;
  const common = own.filter((value) => typeof value === 'string' && wire.includes(value));
  return common.length > 0 && common.length < own.length;
}

/** The values that a schema itself allows a member; looks through references and `allOf`. Undefined where it leaves that open. */
function literals(
  schema: JsonValue | undefined,
  member: string,
  context: DiscriminatorContext,
  depth = 0,
): readonly JsonValue[] | undefined {
  if (!isObject(schema) || depth > 8) return undefined;
  const { $ref, properties, allOf } = schema;
  const inside = [
    ...(typeof $ref === 'string' ? [context.lookup($ref)] : []),
    ...(Array.isArray(allOf) ? (allOf as readonly JsonValue[]) : []),
  ].map((part) => literals(part, member, context, depth + 1));
  const own =
    isObject(properties) && Object.hasOwn(properties, member) ? literalsOf(properties[member], context) : undefined;
  return [own, ...inside].reduce(
    (all, some) =>
      all === undefined || some === undefined ? (all ?? some) : all.filter((value) => some.includes(value)),
    undefined,
  );
}

/** The values of an enumeration or a constant, which may be a component. */
function literalsOf(schema: JsonValue | undefined, context: DiscriminatorContext): readonly JsonValue[] | undefined {
  if (!isObject(schema)) return undefined;
  if (schema['const'] !== undefined) return [schema['const']];
  if (Array.isArray(schema['enum'])) return schema['enum'] as readonly JsonValue[];
  const target = typeof schema['$ref'] === 'string' ? settled(schema['$ref'], context) : undefined;
  return isObject(target) && target['$ref'] === undefined ? literalsOf(target, context) : undefined;
}
