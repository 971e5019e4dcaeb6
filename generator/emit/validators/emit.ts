/** Named schemas in, modules out: `validators/`, `schemas/` and `drift/` of one provider. */
import type { GeneratedFile } from '../emitter.js';
import type { NamedSchema } from '../../ir/ir.js';
import { printSchemas } from './print-schemas.js';
import { printValidators } from './print-module.js';
import { findRecursive } from './recursion.js';
import type { Package } from './scope.js';

/** What cannot be read off the schemas. */
export interface ValidatorOptions {
  readonly provider: string;
}

/** The files of a provider's validators. */
export function emitValidators(schemas: readonly NamedSchema[], { provider }: ValidatorOptions): readonly GeneratedFile[] {
  const definitions = new Map(schemas.map(({ name, schema }) => [name, schema]));
  const pack: Package = {
    provider,
    schemas: new Map(schemas.map((schema) => [schema.name, schema])),
    definitions,
    recursive: findRecursive(definitions),
  };
  const modules = [...new Set(schemas.map((schema) => schema.module))].sort();
  return modules.flatMap((module) => {
    const members = schemas.filter((schema) => schema.module === module);
    const file = (folder: string, content: string): GeneratedFile => ({ path: `src/${provider}/${folder}/${module}.ts`, content });
    return [
      file('validators', printValidators(pack, module, members)),
      file('schemas', printSchemas(pack, module, members)),
    ];
  });
}
