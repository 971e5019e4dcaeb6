/** Types that both versions refer to at the same place: a change in one shows in the other. */
import type { Schema } from '../schema.js';
import { soleReference } from './compositions.js';
import { follow, TEXTS, valuesOf, withoutNull } from './effective.js';
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

/**
 * The type that a reference of the old version and one of the new mean: the same name, another name for it in either
 * version (`User: { $ref: Account }`), or the name that it was given. Its changes are told where it is defined.
 */
export function sameType(was: string, is: string, context: SchemaContext): string | undefined {
  if ((context.renamed.get(was) ?? was) === is) return is;
  const names = namesOf(is, context.new);
  return namesOf(was, context.old)
    .map((name) => context.renamed.get(name) ?? name)
    .find((name) => context.new.has(name) && namesOf(name, context.new).some((other) => names.includes(other)));
}

/** A name, and the names of the types that it is nothing but another name for. */
export function namesOf(name: string, definitions: Definitions): readonly string[] {
  const names = [name];
  let next = aliasOf(name, definitions);
  while (next !== undefined && !names.includes(next)) {
    names.push(next);
    next = aliasOf(next, definitions);
  }
  return names;
}

function aliasOf(name: string, definitions: Definitions): string | undefined {
  const schema = definitions.get(name);
  if (typeof schema !== 'object') return undefined;
  // Beside a reference, a keyword that narrows makes another type of it.
  const isPlain = Object.keys(schema).every((key) => ['$ref', 'allOf', 'type', ...TEXTS].includes(key));
  return isPlain ? soleReference(schema) : undefined;
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
