/** From a provider to a module that can be compiled and called, without the disk. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { clientsEmitter } from '../../../generator/emit/clients/emitter.js';
import type { Diagnostic } from '../../../generator/diagnostics.js';
import type { GeneratedFile } from '../../../generator/emit/emitter.js';
import { runtimeFiles } from '../../../generator/emit/runtime-copy.js';
import { typesEmitter } from '../../../generator/emit/types/emitter.js';
import type { ProviderIR } from '../../../generator/ir/ir.js';
import { loadAssets } from '../../../generator/load/assets.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const assets = await loadAssets(`${root}templates`, `${root}runtime/core`);

/** What the emitter makes of a provider; what it only plans is printed last. */
export async function emitClients(
  provider: ProviderIR,
): Promise<{ readonly files: readonly GeneratedFile[]; readonly diagnostics: readonly Diagnostic[] }> {
  const { files, planned = [], diagnostics } = await clientsEmitter.emit({ provider, assets });
  return { files: [...files, ...[...planned].flatMap(({ print }) => [...print()])], diagnostics };
}

/** The client, the types, the runtime, and validators that accept everything; path to text. */
export async function packageOf(provider: ProviderIR): Promise<ReadonlyMap<string, string>> {
  const clients = await emitClients(provider);
  const types = await typesEmitter.emit({ provider, assets });
  const runtime = runtimeFiles(assets).filter(({ path }) => /^src\/runtime\/(?:client|validation)\//.test(path));
  return new Map(
    [...clients.files, ...types.files, ...runtime, ...validatorStubs(provider)].map(({ path, content }) => [
      path,
      content,
    ]),
  );
}

/** Bundles an entry text that may import from `./acme/...`; gives the code. */
export async function bundle(files: ReadonlyMap<string, string>, entry: string, minify = false): Promise<string> {
  const result = await build({
    stdin: { contents: entry, resolveDir: '/src', sourcefile: '/src/entry.ts', loader: 'ts' },
    bundle: true,
    logLevel: 'error',
    format: 'esm',
    write: false,
    minify,
    platform: 'neutral',
    target: 'es2022',
    plugins: [
      {
        name: 'memory',
        setup(plugin) {
          plugin.onResolve({ filter: /.*/ }, ({ path, importer }) => ({
            namespace: 'memory',
            path: new URL(path.replace(/\.js$/, '.ts'), `file://${importer}`).pathname,
            sideEffects: false,
          }));
          plugin.onLoad({ filter: /.*/, namespace: 'memory' }, ({ path }) => ({
            contents: files.get(path.slice(1)) ?? '',
            loader: 'ts',
          }));
        },
      },
    ],
  });
  return result.outputFiles[0]?.text ?? '';
}

/** Loads a bundle as a module. */
export async function load(code: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as Readonly<
    Record<string, unknown>
  >;
}

/** The project's own text, for tests that read it. */
export function sourceText(path: string): string {
  return readFileSync(`${root}${path}`, 'utf8');
}

function validatorStubs(provider: ProviderIR): readonly { readonly path: string; readonly content: string }[] {
  const modules = [...new Set(provider.schemas.map((schema) => schema.module))];
  return modules.flatMap((module) => {
    const names = provider.schemas
      .filter((schema) => schema.module === module && schema.role === 'data')
      .map((schema) => schema.name);
    const validators = names.map(
      (name) => `export function validate${name}(value: unknown): { value: unknown } { return { value }; }`,
    );
    const drift = names.map(
      (name) => `export function find${name}Drift(value: unknown): readonly unknown[] { return [value].slice(1); }`,
    );
    const schemas = names.map(
      (name) => `export function describe${name}(): { readonly [name: string]: unknown } { return { ${name}: {} }; }`,
    );
    return [
      { path: `src/${provider.name}/validators/${module}.ts`, content: `${validators.join('\n')}\nexport {};\n` },
      { path: `src/${provider.name}/drift/${module}.ts`, content: `${drift.join('\n')}\nexport {};\n` },
      { path: `src/${provider.name}/schemas/${module}.ts`, content: `${schemas.join('\n')}\nexport {};\n` },
    ];
  });
}
