/** Two versions of a schema in, what differs out, from the outside to the inside. */
import type { Schema, SchemaObject } from '../schema.js';
import type { Expansion, SchemaChange } from './change.js';
import { basesOf, flatten, foldSingle, foldValues, hasOwnMembers, soleReference } from './compositions.js';
import { follow, isUntyped, kindsOf, shapeText, withoutNull } from './effective.js';
import type { Definitions } from './effective.js';
import type { ChangeKind } from './kinds.js';
import { diffMembers } from './members.js';
import { diffAlternatives } from './alternatives.js';
import { meet, meetAll, sameType } from './met.js';
import { diffBounds } from './bounds.js';
import { isSame } from './same.js';
import { diffTexts } from './texts.js';
import { diffValues } from './values.js';

/** What a comparison knows beside the two schemas. */
export interface SchemaContext {
  readonly old: Definitions;
  readonly new: Definitions;
  /** Old names of types to new ones, where a type was renamed. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly tokens: readonly string[];
  /** False below keywords that the printed types leave out. */
  readonly printed: boolean;
  /** Pairs of references on the way, so that recursive types end. */
  readonly open: ReadonlySet<string>;
  /** Named types opened on the way, see `Expansion`. */
  readonly within: readonly Expansion[];
  readonly report: (change: SchemaChange) => void;
  /** True inside an alternative that nothing tells apart: what breaks it may fit another one. */
  readonly weak?: boolean;
  /** Told of each type that both versions refer to at the same place, where the printed types show it. */
  readonly met?: (name: string, weak: boolean) => void;
}

/** The context one or more tokens further in. */
export function below(context: SchemaContext, tokens: readonly string[], printed = true): SchemaContext {
  return { ...context, tokens: [...context.tokens, ...tokens], printed: context.printed && printed };
}

/** Reports a change at the context's place. */
export function report(context: SchemaContext, kind: ChangeKind, detail = ''): void {
  context.report({
    kind,
    tokens: context.tokens,
    detail,
    printed: context.printed,
    weak: context.weak === true,
    within: context.within,
  });
}

/** Compares two schemas; types that have a name on both sides are compared where they are defined, not here. */
export function diffSchemas(before: Schema, after: Schema, context: SchemaContext): void {
  // What is equal refers to types that both versions have under one name: one that was renamed is in one of them alone.
  if (!isComposed(before) && isSame(before, after)) return meetAll(before, context);
  if (before === false) return report(context, 'value-permitted');
  if (after === false) return report(context, 'value-forbidden');
  const [left, right] = [before === true ? {} : before, after === true ? {} : after];
  const [from, to] = [withoutNull(left), withoutNull(right)];
  const [was, is] = [soleReference(from.rest), soleReference(to.rest)];
  const both = was === undefined || is === undefined ? undefined : sameType(was, is, context);
  if (both !== undefined) {
    meet(both, context);
    diffTexts(left, right, context);
    diffNull(from.nullable, to.nullable, context);
  } else if (was === undefined && is === undefined) {
    diffObjects(left, right, context);
  } else {
    diffReferences(left, right, [was, is], context);
  }
}

/** What an equal composition comes to depends on the types that it composes. */
function isComposed(schema: Schema): schema is SchemaObject {
  return typeof schema === 'object' && schema.allOf !== undefined && soleReference(schema) === undefined;
}

/** A reference on one side only, or references to types that have nothing to do with each other. */
function diffReferences(
  before: SchemaObject,
  after: SchemaObject,
  names: readonly [string | undefined, string | undefined],
  context: SchemaContext,
): void {
  const [was, is] = names;
  const key = `${was ?? shapeText(before)} ${is ?? shapeText(after)}`;
  if (context.open.has(key) || context.open.size > 12) return;
  let found = 0;
  const counted = (change: SchemaChange): void => {
    found += 1;
    context.report(change);
  };
  const named = is ?? (was === undefined ? undefined : (context.renamed.get(was) ?? was));
  const within = opened(context, named === undefined ? [] : [named], 'reference');
  diffObjects(before, after, { ...context, within, open: new Set([...context.open, key]), report: counted });
  if (found === 0 && was !== undefined && is !== undefined) report(context, 'reference-changed', `${was} is now ${is}`);
}

function opened(context: SchemaContext, names: readonly string[], as: Expansion['as']): readonly Expansion[] {
  return names.length === 0
    ? context.within
    : [...context.within, ...names.map((name): Expansion => ({ name, at: context.tokens.length, as }))];
}

function diffNull(before: boolean | undefined, after: boolean | undefined, context: SchemaContext): void {
  if (before !== true && after === true) report(context, 'became-nullable');
  if (before === true && after !== true) report(context, 'became-not-nullable');
}

function diffObjects(before: SchemaObject, after: SchemaObject, outer: SchemaContext): void {
  const within = opened(outer, basesOf(after, outer.new), 'base');
  const context = within === outer.within ? outer : { ...outer, within };
  const [left, right] = [settle(before, context.old), settle(after, context.new)];
  diffTexts(left.rest, right.rest, context);
  const [from, to] = [left.rest, right.rest];
  if (isUntyped(from) || isUntyped(to)) {
    if (isUntyped(from) && isUntyped(to)) diffInside(from, to, context);
    else if (isUntyped(from)) report(context, 'kind-removed', `any value before, ${kindText(to)} now`);
    else report(context, 'kind-added', `${kindText(from)} before, any value now`);
    return;
  }
  diffNull(left.nullable, right.nullable, context);
  if (isUnion(from) || isUnion(to)) {
    diffAlternatives(from, to, context);
    if (isUnion(from) && isUnion(to) && !hasOwnMembers(from) && !hasOwnMembers(to)) diffInside(from, to, context);
  } else if (diffKinds(from, to, context)) {
    diffInside(from, to, context);
  }
}

/** A schema with references followed and compositions flattened, null taken out at every step. */
function settle(
  schema: SchemaObject,
  definitions: Definitions,
): { readonly rest: SchemaObject; readonly nullable: boolean } {
  let nullable = false;
  let rest = schema;
  for (let depth = 0; depth < 8; depth += 1) {
    const step = withoutNull(rest);
    nullable ||= step.nullable === true;
    const followed = follow(step.rest, definitions);
    const flat = typeof followed === 'object' ? flatten(followed, definitions) : {};
    const next = foldSingle(foldValues(flat, definitions), definitions);
    if (next === rest) break;
    rest = next;
  }
  return { rest, nullable };
}

function isUnion(schema: SchemaObject): boolean {
  return schema.anyOf !== undefined || schema.oneOf !== undefined;
}

/** False where the kinds have nothing in common, so that what is inside cannot be compared. */
function diffKinds(before: SchemaObject, after: SchemaObject, context: SchemaContext): boolean {
  const from = kindsOf(before);
  const to = kindsOf(after);
  if (from === undefined || to === undefined) return true;
  const has = (kinds: readonly string[], kind: string): boolean =>
    kinds.includes(kind) || (kind === 'integer' && kinds.includes('number'));
  const added = to.filter((kind) => !has(from, kind) && !(kind === 'number' && from.includes('integer')));
  const removed = from.filter((kind) => !has(to, kind) && !(kind === 'number' && to.includes('integer')));
  const detail = `${kindText(before)} before, ${kindText(after)} now`;
  if (added.length > 0 && removed.length > 0) report(context, 'kind-changed', detail);
  else if (added.length > 0) report(context, 'kind-added', detail);
  else if (removed.length > 0) report(context, 'kind-removed', detail);
  const listed = (schema: SchemaObject): boolean => schema.enum !== undefined || schema.const !== undefined;
  if (from.includes('integer') && to.includes('number') && !from.includes('number') && !listed(before))
    report(context, 'number-widened');
  if (from.includes('number') && to.includes('integer') && !to.includes('number') && !listed(after))
    report(context, 'number-narrowed');
  return from.some((kind) => has(to, kind) || (kind === 'number' && to.includes('integer')));
}

function diffInside(before: SchemaObject, after: SchemaObject, context: SchemaContext): void {
  diffValues(before, after, context);
  diffBounds(before, after, context);
  diffMembers(before, after, context);
}

function kindText(schema: SchemaObject): string {
  return kindsOf(schema)?.join(' or ') ?? (isUnion(schema) ? 'one of several' : 'an object');
}
