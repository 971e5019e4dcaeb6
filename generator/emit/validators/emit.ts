/** Named schemas in, modules out: `validators/`, `schemas/` and `drift/` of one provider. */
import type { GeneratedFile, PlannedFiles } from '../emitter.js';
import type { NamedSchema } from '../../ir/ir.js';
import { hashText } from '../../lock.js';
import { byCodeUnit } from '../../order.js';
import { keyOf, partOf } from './package-part.js';
import { printDriftModule } from './print-drift.js';
import { printSchemas } from './print-schemas.js';
import { printValidators } from './print-module.js';
import { createPackage, type Package } from './scope.js';
import { findShared } from './sharing.js';

/** What cannot be read off the schemas. */
export interface ValidatorOptions {
  readonly provider: string;
}

/** The files of a provider's validators. */
export function emitValidators(schemas: readonly NamedSchema[], options: ValidatorOptions): readonly GeneratedFile[] {
  const files: GeneratedFile[] = [];
  for (const { print } of planValidators(schemas, options)) files.push(...print());
  return files;
}

/** The same, module by module. A module is printed from its part of the package and nothing else, so that its key is complete. */
export function* planValidators(
  schemas: readonly NamedSchema[],
  { provider }: ValidatorOptions,
): Generator<PlannedFiles> {
  const pack = createPackage(provider, schemas);
  const names = hashText(JSON.stringify([...pack.names]));
  const modules = new Map<string, NamedSchema[]>();
  for (const schema of schemas) {
    if (schema.role !== 'data') continue;
    const members = modules.get(schema.module);
    if (members === undefined) modules.set(schema.module, [schema]);
    else members.push(schema);
  }
  for (const [module, members] of [...modules].sort(([left], [right]) => byCodeUnit(left, right))) {
    const part = partOf(pack, members);
    const path = (folder: string): string => pathOf(provider, folder, module);
    yield {
      key: keyOf(part, names, module, members),
      paths: [path('validators'), path('schemas'), path('drift')],
      print: () => printModules(part, module, members),
    };
  }
}

function* printModules(pack: Package, module: string, members: readonly NamedSchema[]): Generator<GeneratedFile> {
  const shared = findShared(members, pack.recursive);
  const file = (folder: string, content: string): GeneratedFile => ({
    path: pathOf(pack.provider, folder, module),
    content,
    isLaidOut: true,
  });
  yield file('validators', printValidators(pack, module, members, shared));
  yield file('schemas', printSchemas(pack, module, members));
  yield file('drift', printDriftModule(pack, module, members, shared));
}

function pathOf(provider: string, folder: string, module: string): string {
  return `src/${provider}/${folder}/${module}.ts`;
}
