/** Enumerations, constants, and the values known so far. */
import type { JsonValue, SchemaObject } from '../schema.js';
import { valuesOf } from './effective.js';
import { report } from './schemas.js';
import type { SchemaContext } from './schemas.js';

/** Compares the values that two schemas list. */
export function diffValues(before: SchemaObject, after: SchemaObject, context: SchemaContext): void {
  const from = valuesOf(before);
  const to = valuesOf(after);
  if (from !== undefined && to !== undefined) diffLists(from, to, context);
  else if (from !== undefined) report(context, 'enumeration-opened', `was ${list(from)}`);
  else if (to !== undefined) report(context, 'enumeration-closed', `is ${list(to)}`);
  else diffKnown(before, after, context);
}

function diffLists(from: readonly JsonValue[], to: readonly JsonValue[], context: SchemaContext): void {
  const [added, removed] = [without(to, from), without(from, to)];
  if (from.length === 1 && to.length === 1 && added.length === 1)
    return report(context, 'constant-changed', `${list(from)} before, ${list(to)} now`);
  if (added.length > 0) report(context, 'enumeration-value-added', list(added));
  if (removed.length > 0) report(context, 'enumeration-value-removed', list(removed));
}

function diffKnown(before: SchemaObject, after: SchemaObject, context: SchemaContext): void {
  const from = before['x-expect']?.enum ?? [];
  const to = after['x-expect']?.enum ?? [];
  const [added, removed] = [without(to, from), without(from, to)];
  if (added.length > 0) report(context, 'known-value-added', list(added));
  if (removed.length > 0) report(context, 'known-value-removed', list(removed));
}

function without(values: readonly JsonValue[], others: readonly JsonValue[]): readonly JsonValue[] {
  const known = new Set(others.map((value) => JSON.stringify(value)));
  return values.filter((value) => !known.has(JSON.stringify(value)));
}

/** The first few values, as JSON. */
function list(values: readonly JsonValue[]): string {
  const shown = values.slice(0, 12).map((value) => JSON.stringify(value));
  return values.length > shown.length
    ? `${shown.join(', ')} and ${values.length - shown.length} more`
    : shown.join(', ');
}
