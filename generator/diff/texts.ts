/** Annotations of a schema: what they say changed, what they allow did not. */
import type { JsonValue, SchemaObject } from '../schema.js';
import { isSame } from './same.js';
import { report } from './schemas.js';
import type { SchemaContext } from './schemas.js';

/** Compares description, deprecation, defaults, examples and the read-only and write-only marks. */
export function diffTexts(before: SchemaObject, after: SchemaObject, context: SchemaContext): void {
  const differs = (key: keyof SchemaObject): boolean => !isSame(before[key], after[key]);
  if (differs('description') || differs('examples') || differs('x-labels')) report(context, 'described');
  if (differs('default'))
    report(context, 'default-changed', `${valueText(before.default)} before, ${valueText(after.default)} now`);
  if (before.deprecated !== true && after.deprecated === true) report(context, 'deprecated');
  if (before.deprecated === true && after.deprecated !== true) report(context, 'reactivated');
  if (before.readOnly !== true && after.readOnly === true) report(context, 'became-read-only');
  if (before.readOnly === true && after.readOnly !== true) report(context, 'became-writable');
  if (before.writeOnly !== true && after.writeOnly === true) report(context, 'became-write-only');
  if (before.writeOnly === true && after.writeOnly !== true) report(context, 'became-readable');
}

function valueText(value: JsonValue | undefined): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}
