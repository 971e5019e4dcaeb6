/** The hash of a named schema, found once however often it is asked for. */
import type { NamedSchema } from './ir/ir.js';
import { hashText } from './lock.js';

const known = new WeakMap<NamedSchema, string>();

/** SHA-256 of all that is said of a schema, its name and its module among it. */
export function hashSchema(schema: NamedSchema): string {
  const found = known.get(schema) ?? hashText(JSON.stringify(schema));
  known.set(schema, found);
  return found;
}
