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
import type { SharedParts } from './sharing.js';

/** The files of a module, by their folder. */
export type ValidatorFolder = 'validators' | 'schemas' | 'drift';

const ALL: readonly ValidatorFolder[] = ['validators', 'schemas', 'drift'];

/** What cannot be read off the schemas. */
export interface ValidatorOptions {
  readonly provider: string;
}

/** The plan of a module, of whose files each can be asked for alone. */
export interface ValidatorPlan extends PlannedFiles {
  readonly key: string;
  readonly print: (folders?: readonly ValidatorFolder[]) => Iterable<GeneratedFile>;
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
): Generator<ValidatorPlan> {
  const pack = createPackage(provider, schemas);
  let known: string | undefined;
  const names = (): string => (known ??= hashText(JSON.stringify([...pack.names])));
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
      get key() {
        return keyOf(part, names(), module, members);
      },
      paths: [path('validators'), path('schemas'), path('drift')],
      print: (folders = ALL) => printModules(part, module, members, folders),
    };
  }
}

function* printModules(
  pack: Package,
  module: string,
  members: readonly NamedSchema[],
  folders: readonly ValidatorFolder[],
): Generator<GeneratedFile> {
  let found: SharedParts | undefined;
  const shared = (): SharedParts => (found ??= findShared(members, pack.recursive));
  const printers: Readonly<Record<ValidatorFolder, () => string>> = {
    validators: () => printValidators(pack, module, members, shared()),
    schemas: () => printSchemas(pack, module, members),
    drift: () => printDriftModule(pack, module, members, shared()),
  };
  for (const folder of folders)
    yield { path: pathOf(pack.provider, folder, module), content: printers[folder](), isLaidOut: true };
}

function pathOf(provider: string, folder: string, module: string): string {
  return `src/${provider}/${folder}/${module}.ts`;
}
