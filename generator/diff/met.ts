/** Types that both versions refer to at the same place: a change in one shows in the other. */
import type { Schema } from '../schema.js';
import { soleReference } from './compositions.js';
import { follow, valuesOf, withoutNull } from './effective.js';
import type { Definitions } from './effective.js';
import type { SchemaContext } from './schemas.js';

/** Tells of a type that both versions refer to. */
export function meet(name: string, context: SchemaContext): void {
  if (context.printed) context.met?.(name, context.weak === true);
}

/** Tells of every type that an equal schema refers to, as far as types show it. */
export function meetAll(schema: Schema, context: SchemaContext): void {
  if (context.met === undefined || typeof schema !== 'object') return;
  const { rest } = withoutNull(schema);
  const name = soleReference(rest);
  if (name !== undefined) return meet(name, context);
  const union = rest.anyOf ?? rest.oneOf ?? [];
  for (const item of union) meetAll(item, insideAlternative(item, context, context.old));
  const open =
    rest.properties === undefined && rest.additionalProperties !== undefined ? [rest.additionalProperties] : [];
  const parts = [...Object.values(rest.properties ?? {}), ...(rest.prefixItems ?? []), ...(rest.allOf ?? []), ...open];
  for (const part of parts) meetAll(part, context);
  if (rest.items !== undefined) meetAll(rest.items, context);
}

/** Only in an alternative that a constant tells apart does what breaks it surely break the whole. */
export function insideAlternative(item: Schema, context: SchemaContext, definitions: Definitions): SchemaContext {
  return tagOf(item, definitions) === undefined ? { ...context, weak: true } : context;
}

/** The constants of an object's members, which is how alternatives are told apart. */
export function tagOf(schema: Schema, definitions: Definitions): string | undefined {
  const followed = follow(schema, definitions);
  if (typeof followed !== 'object') return undefined;
  const constants = Object.entries(followed.properties ?? {}).flatMap(([name, member]) => {
    const values = typeof member === 'object' ? valuesOf(member) : undefined;
    return values?.length === 1 ? [`${name}=${JSON.stringify(values[0])}`] : [];
  });
  return constants.length === 0 ? undefined : constants.sort().join();
}
