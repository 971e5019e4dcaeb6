/** One OpenAPI document through the whole pipeline, and its output through the compiler, all in memory. */
import { fileURLToPath } from 'node:url';

import { emitters } from '../../generator/emit/emitters.js';
import type { GeneratedFile } from '../../generator/emit/emitter.js';
import { packageFiles } from '../../generator/emit/package/package-files.js';
import { runtimeFiles } from '../../generator/emit/runtime-copy.js';
import type { Diagnostic } from '../../generator/diagnostics.js';
import type { ProviderIR } from '../../generator/ir/ir.js';
import { loadAssets } from '../../generator/load/assets.js';
import type { ProviderFolder, SourceFile } from '../../generator/load/folder.js';
import { parsePackageManifest } from '../../generator/manifest/package-manifest.js';
import { factsOf } from '../../generator/provider-record.js';
import { buildProvider } from '../../generator/provider.js';

/** What became of a document. `files` is empty where there are errors. */
export interface Outcome {
  readonly provider: ProviderIR | undefined;
  readonly files: readonly GeneratedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface FolderOptions {
  /** Lines of the manifest after `apis` (webhooks, names). */
  readonly manifest?: string;
  /** Further files of the folder: parts that the document refers to. */
  readonly files?: readonly SourceFile[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Line of the manifest for documents of others: names that collide are spelled out. */
export const SPELLED = "names: { '*': spelled }";

/** A provider folder that holds nothing but a document and the shortest manifest. */
export function folderOf(text: string, options: FolderOptions = {}): ProviderFolder {
  const path = text.trimStart().startsWith('{') ? 'openapi.json' : 'openapi.yaml';
  const manifest = [
    'title: Example',
    'apis:',
    '  main:',
    `    document: ${path}`,
    '    environments: { production: { url: https://api.example.com } }',
    options.manifest ?? '',
  ].join('\n');
  const files = [{ path: 'manifest.yaml', text: manifest }, { path, text }, ...(options.files ?? [])];
  return {
    provider: 'example',
    label: 'schemas/example',
    files: files.sort((left, right) => (left.path < right.path ? -1 : 1)),
  };
}

/** Generates the package of one document, unformatted: layout does not change what compiles. */
export async function generateDocument(text: string, options: FolderOptions = {}): Promise<Outcome> {
  const built = buildProvider(folderOf(text, options));
  const provider = built.value;
  if (provider === undefined) return { provider, files: [], diagnostics: built.diagnostics };
  const assets = await loadAssets(`${root}templates`, `${root}runtime/core`);
  const results = await Promise.all(emitters.map(async (emitter) => emitter.emit({ provider, assets })));
  const manifest = parsePackageManifest(
    { name: '@example/providers', description: 'An example.' },
    'schemas/package.yaml',
  );
  const files = [
    ...results.flatMap((result) => [
      ...result.files,
      ...[...(result.planned ?? [])].flatMap(({ print }) => [...print()]),
    ]),
    ...runtimeFiles(assets),
    ...packageFiles(manifest.value, [factsOf(provider)], assets),
  ];
  return { provider, files, diagnostics: [...built.diagnostics, ...results.flatMap((result) => result.diagnostics)] };
}
