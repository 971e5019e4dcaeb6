/** Values of `const` and `enum` as literal types. */
import { propertyKey, quote } from '../../ir/names.js';
import type { JsonValue, Kind } from '../../schema.js';

/** The literal type of a value: `'a'`, `1`, `[1, 2]`, `{ a: null }`. */
export function literalType(value: JsonValue): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => literalType(item)).join(', ')}]`;
  const members = Object.entries(value).map(([key, member]) => `${propertyKey(key)}: ${literalType(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join('; ')} }`;
}

/** True where a value is of one of these kinds. */
export function isOfKind(value: JsonValue, kinds: readonly Kind[]): boolean {
  if (value === null) return kinds.includes('null');
  if (Array.isArray(value)) return kinds.includes('array');
  if (typeof value === 'number')
    return kinds.includes('number') || (kinds.includes('integer') && Number.isInteger(value));
  return kinds.includes(typeof value as Kind);
}
