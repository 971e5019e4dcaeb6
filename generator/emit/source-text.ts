/** Plain data as TypeScript source. */
import { propertyKey, quote } from '../ir/names.js';

/** A literal for data made of objects, lists, texts, numbers, booleans and undefined, in the order of the data. */
export function literalSource(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'string') return quote(value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(literalSource).join(', ')}]`;
  const entries = Object.entries(value).map(([key, member]) => `${propertyKey(key)}: ${literalSource(member)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
