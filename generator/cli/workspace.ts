/** Everything a command reads from disk, in one place: provider folders, package.yaml, templates, runtime, versions. */
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

import { hasErrors, InputError, UsageError } from '../diagnostics.js';
import type { Diagnostic } from '../diagnostics.js';
import type { Assets } from '../emit/emitter.js';
import { loadAssets } from '../load/assets.js';
import { bytesOf, loadProviderFolders } from '../load/folder.js';
import type { ProviderFolder, SourceFile } from '../load/folder.js';
import { parseYaml } from '../load/parse-text.js';
import { addRemoteFiles } from '../load/remote.js';
import { hashText } from '../lock.js';
import { parsePackageManifest } from '../manifest/package-manifest.js';
import { nearest } from '../manifest/reader.js';
import type { PackageForm } from '../package-form.js';
import type { GenerateInput } from '../pipeline.js';
import { packageRoot, toolVersions } from './installation.js';

export { packageRoot };

/** Options that every command has. */
export interface GlobalOptions {
  readonly schemas: string;
  readonly out: string;
  readonly templates: string | undefined;
  readonly provider: readonly string[] | undefined;
  /** What the package is made of; undefined: what package.yaml says. */
  readonly form?: PackageForm | undefined;
  /** Fetch what documents refer to by https address. */
  readonly allowRemote?: boolean;
  /** Trust nothing that an earlier run left. */
  readonly force: boolean;
  readonly json: boolean;
  readonly verbose: boolean;
}

/** Reads all inputs of a generation; what cannot be read is an `InputError` with everything that was found. */
export async function loadInputs(options: GlobalOptions): Promise<GenerateInput> {
  const root = packageRoot();
  const folders = await loadFolders(options);
  const assets = await loadAssets(resolve(options.templates ?? join(root, 'templates')), join(root, 'runtime/core'));
  const label = labelOf(options.schemas);
  const packageText = await readFile(join(options.schemas, 'package.yaml'), 'utf8').catch(() => undefined);
  const yaml = packageText === undefined ? undefined : parseYaml(packageText, `${label}/package.yaml`);
  const manifest = parsePackageManifest(yaml?.value, `${label}/package.yaml`);
  const problems = [...(yaml?.diagnostics ?? []), ...manifest.diagnostics];
  if (hasErrors(problems)) throw new InputError(problems);
  const form = options.form ?? manifest.value.form;
  return {
    folders,
    manifest: { ...manifest.value, form },
    assets,
    tools: toolVersions(root, form),
    inputs: hashInputs(folders, assets, packageText),
  };
}

/** Reads provider folders; `--provider` picks some of them. */
export async function loadFolders(options: GlobalOptions): Promise<readonly ProviderFolder[]> {
  const loaded = await loadProviderFolders(resolve(options.schemas), labelOf(options.schemas));
  if (hasErrors(loaded.diagnostics)) throw new InputError(loaded.diagnostics);
  if (options.provider === undefined) return fetchParts(options, loaded.value);
  const names = loaded.value.map((folder) => folder.provider);
  for (const wanted of options.provider) {
    if (names.includes(wanted)) continue;
    const near = nearest(wanted, names);
    throw new UsageError(
      `there is no provider "${wanted}" in ${labelOf(options.schemas)}; ${near === undefined ? `known: ${names.join(', ')}` : `did you mean "${near}"?`}`,
    );
  }
  return fetchParts(
    options,
    loaded.value.filter((folder) => options.provider?.includes(folder.provider)),
  );
}

async function fetchParts(
  options: GlobalOptions,
  folders: readonly ProviderFolder[],
): Promise<readonly ProviderFolder[]> {
  if (options.allowRemote !== true) return folders;
  // What speaks to the network is loaded where it is asked for, and nowhere else.
  const { fetchText } = await import('../load/remote-fetch.js');
  const results = await Promise.all(folders.map((folder) => addRemoteFiles(folder, fetchText)));
  const problems = results.flatMap((result) => result.diagnostics);
  if (hasErrors(problems)) throw new InputError(problems);
  return results.map((result) => result.value);
}

/** Warnings and notes for a person; errors end the command as an `InputError`. */
export function requireNoErrors(diagnostics: readonly Diagnostic[]): void {
  if (hasErrors(diagnostics)) throw new InputError(diagnostics);
}

/** How messages name the schemas folder: relative to where the command runs, whatever the machine. */
function labelOf(schemas: string): string {
  const path = relative(process.cwd(), resolve(schemas)).replaceAll('\\', '/');
  return path === ''
    ? '.'
    : path.startsWith('..')
      ? (schemas.replaceAll('\\', '/').replace(/\/$/, '').split('/').slice(-1)[0] ?? schemas)
      : path;
}

function hashInputs(
  folders: readonly ProviderFolder[],
  assets: Assets,
  packageText: string | undefined,
): Readonly<Record<string, string>> {
  const hashes = [
    ...folders.flatMap((folder) =>
      folder.files.map((file) => [`schemas/${folder.provider}/${file.path}`, hashSource(file)] as const),
    ),
    ...Object.entries(assets.templates).map(([path, text]) => [`templates/${path}`, hashLines(text)] as const),
    ...Object.entries(assets.runtime).map(([path, text]) => [`runtime/core/${path}`, hashLines(text)] as const),
    ...(packageText === undefined ? [] : [['schemas/package.yaml', hashLines(packageText)] as const]),
  ];
  return Object.fromEntries(hashes);
}

/** From its bytes, where these have the line ends that count. */
function hashSource(file: SourceFile): string {
  const bytes = bytesOf(file);
  return bytes === undefined || bytes.includes('\r\n') ? hashLines(file.text) : hash('sha256', bytes, 'hex');
}

function hashLines(text: string): string {
  return hashText(text.replaceAll('\r\n', '\n'));
}
