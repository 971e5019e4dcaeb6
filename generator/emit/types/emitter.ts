/** Types: one file for each module of a provider, and an index. */
import { sorted } from '../../order.js';
import type { NamedSchema, ProviderIR } from '../../ir/ir.js';
import { referencedNames } from '../../references.js';
import { docComment } from '../doc-comment.js';
import type { EmitInput, EmitResult, Emitter, GeneratedFile } from '../emitter.js';
import { providerHeader } from '../header.js';
import { loadCompile, printDeclaration } from './print-type.js';

/** Prints `src/<provider>/types/*.ts`. */
export const typesEmitter: Emitter = { name: 'types', emit };

async function emit({ provider }: EmitInput): Promise<EmitResult> {
  if (provider.schemas.length === 0) return { files: [], diagnostics: [] };
  const compile = await loadCompile();
  const modules = sorted(new Set(provider.schemas.map((schema) => schema.module)));
  const moduleOf = new Map(provider.schemas.map((schema) => [schema.name, schema.module]));
  const files = await Promise.all(
    modules.map(async (module): Promise<GeneratedFile> => {
      const own = provider.schemas.filter((schema) => schema.module === module);
      const declarations = await Promise.all(own.map(async (schema) => withProvenance(schema, await printDeclaration(schema, compile))));
      const content = `${providerHeader(provider.name)}${imports(own, module, moduleOf)}${declarations.join('\n\n')}\n`;
      return { path: `src/${provider.name}/types/${module}.ts`, content };
    }),
  );
  return { files: [...files, indexFile(provider, modules)], diagnostics: [] };
}

function imports(own: readonly NamedSchema[], module: string, moduleOf: ReadonlyMap<string, string>): string {
  const wanted = new Map<string, Set<string>>();
  for (const name of own.flatMap((schema) => referencedNames(schema.schema))) {
    const from = moduleOf.get(name);
    if (from !== undefined && from !== module) wanted.set(from, (wanted.get(from) ?? new Set<string>()).add(name));
  }
  const lines = sorted(wanted.keys()).map((from) => `import type { ${sorted(wanted.get(from) ?? []).join(', ')} } from './${from}.js';\n`);
  return lines.length === 0 ? '' : `${lines.join('')}\n`;
}

/** Says once per type where it comes from; the library prints the description, so the note joins that comment. */
function withProvenance(schema: NamedSchema, declaration: string): string {
  const description = typeof schema.schema === 'object' ? (schema.schema.description ?? '') : '';
  const start = declaration.search(/^export /m);
  const tags = typeof schema.schema === 'object' && schema.schema.deprecated === true ? ['@deprecated'] : [];
  const origin = provenance(schema);
  return docComment([description, origin.paragraph], [...origin.tags, ...tags]) + declaration.slice(start);
}

function provenance({ origin }: NamedSchema): { readonly paragraph: string; readonly tags: readonly string[] } {
  switch (origin.kind) {
    case 'declared':
      return { paragraph: '', tags: [`@see ${origin.document}#${origin.pointer}`] };
    case 'operation':
      return { paragraph: '', tags: [`@see ${origin.document}#${origin.pointer}`] };
    case 'inferred':
      return { paragraph: `Inferred from samples of ${folderText(origin.folders)}.`, tags: [] };
  }
}

/** Folders rather than counts, so that one more sample does not touch every type. */
function folderText(folders: readonly string[]): string {
  const shown = folders.slice(0, 3).join(', ');
  return folders.length > 3 ? `${shown} and others` : shown;
}

function indexFile(provider: ProviderIR, modules: readonly string[]): GeneratedFile {
  const lines = modules.map((module) => `export type * from './${module}.js';\n`);
  return { path: `src/${provider.name}/types/index.ts`, content: providerHeader(provider.name) + lines.join('') };
}
