/** Reading members of a document that may be anything. */
import type { JsonValue } from '../schema.js';

/** A list, empty where it is none. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as JsonValue[]) : [];
}

/** A text without blanks at its ends, empty where it is none. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}
