/** Types: one file for each module of a provider, and an index. */
import type { Diagnostic } from '../../diagnostics.js';
import { sorted } from '../../order.js';
import type { NamedSchema, ProviderIR } from '../../ir/ir.js';
import { referencedNames } from '../../references.js';
import type { EmitInput, EmitResult, Emitter, GeneratedFile } from '../emitter.js';
import { providerHeader } from '../header.js';
import { printDeclaration } from './print-declaration.js';

/** Prints `src/<provider>/types/*.ts`. */
export const typesEmitter: Emitter = { name: 'types', emit };

function emit({ provider }: EmitInput): EmitResult {
  if (provider.schemas.length === 0) return { files: [], diagnostics: [] };
  const modules = sorted(new Set(provider.schemas.map((schema) => schema.module)));
  const moduleOf = new Map(provider.schemas.map((schema) => [schema.name, schema.module]));
  const blob = moduleOf.has('Blob') ? 'globalThis.Blob' : 'Blob';
  const diagnostics: Diagnostic[] = [];
  const files = modules.map((module): GeneratedFile => {
    const own = provider.schemas.filter((schema) => schema.module === module);
    const declarations = own.map((schema) => {
      const printed = printDeclaration(schema, blob);
      diagnostics.push(...printed.diagnostics);
      return printed.text;
    });
    const content = `${providerHeader(provider.name)}${imports(own, module, moduleOf)}${declarations.join('\n\n')}\n`;
    return { path: `src/${provider.name}/types/${module}.ts`, content, declaresTypes: true };
  });
  return { files: [...files, indexFile(provider, modules)], diagnostics };
}

function imports(own: readonly NamedSchema[], module: string, moduleOf: ReadonlyMap<string, string>): string {
  const wanted = new Map<string, Set<string>>();
  for (const name of own.flatMap((schema) => referencedNames(schema.schema))) {
    const from = moduleOf.get(name);
    if (from !== undefined && from !== module) wanted.set(from, (wanted.get(from) ?? new Set<string>()).add(name));
  }
  const lines = sorted(wanted.keys()).map(
    (from) => `import type { ${sorted(wanted.get(from) ?? []).join(', ')} } from './${from}.js';\n`,
  );
  return lines.length === 0 ? '' : `${lines.join('')}\n`;
}

function indexFile(provider: ProviderIR, modules: readonly string[]): GeneratedFile {
  const lines = modules.map((module) => `export type * from './${module}.js';\n`);
  return { path: `src/${provider.name}/types/index.ts`, content: providerHeader(provider.name) + lines.join('') };
}
