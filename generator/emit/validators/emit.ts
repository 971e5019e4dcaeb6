/** Named schemas in, modules out: `validators/`, `schemas/` and `drift/` of one provider. */
import type { GeneratedFile } from '../emitter.js';
import type { NamedSchema } from '../../ir/ir.js';
import { printDriftModule } from './print-drift.js';
import { printSchemas } from './print-schemas.js';
import { printValidators } from './print-module.js';
import { createPackage } from './scope.js';
import { findShared } from './sharing.js';

/** What cannot be read off the schemas. */
export interface ValidatorOptions {
  readonly provider: string;
}

/** The files of a provider's validators. */
export function emitValidators(
  schemas: readonly NamedSchema[],
  { provider }: ValidatorOptions,
): readonly GeneratedFile[] {
  const pack = createPackage(provider, schemas);
  const data = schemas.filter((schema) => schema.role === 'data');
  const modules = [...new Set(data.map((schema) => schema.module))].sort();
  return modules.flatMap((module) => {
    const members = data.filter((schema) => schema.module === module);
    const shared = findShared(members, pack.recursive);
    const file = (folder: string, content: string): GeneratedFile => ({
      path: `src/${provider}/${folder}/${module}.ts`,
      content,
      isLaidOut: true,
    });
    return [
      file('validators', printValidators(pack, module, members, shared)),
      file('schemas', printSchemas(pack, module, members)),
      file('drift', printDriftModule(pack, module, members, shared)),
    ];
  });
}
