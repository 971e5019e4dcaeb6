/** References between the two name spaces: `#/$defs/X` of schemas, `#/components/schemas/X` of documents. */
import { isObject } from './load/parse-text.js';
import type { JsonObject, JsonValue, Schema } from './schema.js';

/** A schema as a document's component would say it. */
export function toDocument(schema: Schema): JsonValue {
  return rewrite(schema as JsonValue, '#/$defs/', '#/components/schemas/');
}

function rewrite(value: JsonValue, from: string, to: string): JsonValue {
  if (Array.isArray(value)) return (value as JsonValue[]).map((item) => rewrite(item, from, to));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, member]): [string, JsonValue] => {
    if (key === '$ref' && typeof member === 'string' && member.startsWith(from))
      return [key, to + member.slice(from.length)];
    return [key, rewrite(member, from, to)];
  });
  return Object.fromEntries(entries);
}

/** Names that a schema refers to (`#/$defs/<Name>`), each once, in the order met. */
export function referencedNames(schema: Schema): readonly string[] {
  const names = new Set<string>();
  collect(schema as JsonValue, names);
  return [...names];
}

function collect(value: JsonValue, names: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value as JsonValue[]) if (typeof item === 'object') collect(item, names);
  }
  if (!isObject(value)) return;
  const reference: JsonObject[string] | undefined = value['$ref'];
  if (typeof reference === 'string' && reference.startsWith('#/$defs/')) names.add(reference.slice('#/$defs/'.length));
  for (const key in value) {
    const member = value[key];
    if (typeof member === 'object') collect(member, names);
  }
}
