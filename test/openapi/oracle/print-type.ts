/** Adapter to json-schema-to-typescript: one named schema in, its declaration out. No other file imports the library. */
import type { compile } from 'json-schema-to-typescript';

import { InternalError } from '../../../generator/diagnostics.js';
import type { NamedSchema } from '../../../generator/ir/ir.js';
import { toLibrarySchema } from './to-library-schema.js';

type Compile = typeof compile;

/**
 * Prints the declaration of one schema. Each is compiled on its own, with references as plain names: that is what keeps
 * names stable and unnumbered.
 */
export async function printDeclaration(named: NamedSchema, print: Compile): Promise<string> {
  const text = await print(toLibrarySchema(named.schema), named.name, {
    additionalProperties: false,
    bannerComment: '',
    declareExternallyReferenced: false,
    format: false,
    ignoreMinAndMaxItems: false,
    unknownAny: true,
  });
  const declaration = stripPadding(text);
  const expected = new RegExp(`^export (interface|type) ${named.name}\\b`, 'm');
  if (!expected.test(declaration) || declaration.match(/^export /gm)?.length !== 1) {
    throw new InternalError(`the type "${named.name}" did not print as one declaration`);
  }
  return declaration;
}

/** Loads the library, which is only needed when types are printed. */
export async function loadCompile(): Promise<Compile> {
  return (await import('json-schema-to-typescript')).compile;
}

/** The library's own notes (`This interface was referenced by …`, tuple bounds) are not ours. */
function stripPadding(text: string): string {
  return text
    .replaceAll(/^\s*\* (@minItems|@maxItems) \d+\n/gm, '')
    .replaceAll(/^\s*\/\*\*\n\s*\*\/\n/gm, '')
    .replaceAll(/\/\*\*\n\s*\* ([^\n]{1,96})\n\s*\*\//g, '/** $1 */')
    .trim();
}
