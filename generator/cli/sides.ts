/** One side of a comparison: a document, a provider folder, a folder of them, or any of these at a git revision. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

import { hasErrors, InputError, UsageError } from '../diagnostics.js';
import { documentProvider, isUnreadable } from '../diff/document.js';
import type { ComparedProvider } from '../diff/places.js';
import { loadProviderFolders } from '../load/folder.js';
import type { ProviderFolder } from '../load/folder.js';
import { isObject, parseYaml } from '../load/parse-text.js';
import { sortedBy } from '../order.js';
import { buildProvider } from '../provider.js';
import type { JsonObject, JsonValue } from '../schema.js';

/** Providers of one side by name; a lone document has the name `document`. */
export type Side = ReadonlyMap<string, ComparedProvider>;

/**
 * Reads one side. `where` is a path, or `<revision>` or `<revision>:<path>` of git; `schemas` is what a revision alone
 * stands for.
 */
export async function loadSide(where: string, schemas: string): Promise<Side> {
  if (existsSync(where)) {
    if (statSync(where).isDirectory()) return loadFolder(where);
    const text = readFileSync(where, 'utf8');
    return sideOfDocument(parseDocument(text, where), where, text);
  }
  const [revision, path] = splitRevision(where);
  const target = path ?? schemas;
  const files = filesAt(revision, target);
  const single = files.find((file) => file.path === '');
  if (single !== undefined) return sideOfDocument(parseDocument(single.text, where), target, single.text);
  return buildFolders(foldersFrom(files, target));
}

/** Parses a document: JSON by its own parser, which is far faster, anything else as YAML. */
export function parseDocument(text: string, file: string): JsonObject {
  if (text.trimStart().startsWith('{')) {
    try {
      const value = JSON.parse(text) as JsonValue;
      if (isObject(value)) return value;
    } catch {
      // YAML reports the line.
    }
  }
  const parsed = parseYaml(text, file);
  if (hasErrors(parsed.diagnostics)) throw new InputError(parsed.diagnostics);
  if (isObject(parsed.value)) return parsed.value;
  throw new InputError([
    { code: 'document-invalid', severity: 'error', message: 'expected an OpenAPI document', at: { file } },
  ]);
}

/** The provider of one document, with the text that it was read from where there is one. */
export function sideOfDocument(document: JsonObject, file: string, text?: string): Side {
  const label = labelOf(file);
  const built = documentProvider(document, label);
  if (isUnreadable(built.diagnostics)) throw new InputError(built.diagnostics);
  return new Map([['document', { ...built.value, text: (name) => (name === label ? text : undefined) }]]);
}

/** A document as reports name it: by its place below this folder, so that an annotation finds it, or by its name. */
function labelOf(file: string): string {
  const place = relative(process.cwd(), resolve(file)).replaceAll('\\', '/');
  return place.startsWith('..') || place === '' ? basename(file) : place;
}

async function loadFolder(folder: string): Promise<Side> {
  const single = existsSync(join(folder, 'manifest.yaml'));
  const root = single ? dirname(resolve(folder)) : folder;
  const loaded = await loadProviderFolders(root, basename(resolve(root)));
  if (hasErrors(loaded.diagnostics)) throw new InputError(loaded.diagnostics);
  return buildFolders(
    single ? loaded.value.filter(({ provider }) => provider === basename(resolve(folder))) : loaded.value,
  );
}

/** Builds every provider; what cannot be built ends the comparison. */
export function buildFolders(folders: readonly ProviderFolder[]): Side {
  const built = folders.map((folder) => ({ folder, result: buildProvider(folder) }));
  const diagnostics = built.flatMap(({ result }) => result.diagnostics);
  if (hasErrors(diagnostics)) throw new InputError(diagnostics);
  return new Map(
    built.flatMap(({ folder, result }) =>
      result.value === undefined
        ? []
        : [[folder.provider, { ...result.value, source: sourceOf(folder), text: textsOf(folder) }] as const],
    ),
  );
}

/** Files of a folder as data, each read when something in it is asked for. */
function sourceOf(folder: ProviderFolder): (file: string) => JsonObject | undefined {
  const read = new Map<string, JsonValue | undefined>();
  const textOf = textsOf(folder);
  return (name) => {
    if (!read.has(name)) {
      const text = textOf(name);
      read.set(name, text === undefined ? undefined : parseYaml(text, name).value);
    }
    const value = read.get(name);
    return isObject(value) ? value : undefined;
  };
}

function textsOf({ label, files }: ProviderFolder): (file: string) => string | undefined {
  return (name) => files.find(({ path }) => `${label}/${path}` === name)?.text;
}

function splitRevision(where: string): readonly [string, string | undefined] {
  const colon = where.indexOf(':');
  return colon === -1 ? [where, undefined] : [where.slice(0, colon), where.slice(colon + 1)];
}

interface FileAt {
  /** Path below the target; empty where the target is a file. */
  readonly path: string;
  readonly text: string;
}

/** Texts of a path at a revision. The revision is checked first, so that nothing given can be read as an option. */
function filesAt(revision: string, target: string): readonly FileAt[] {
  const commit = git(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
    `"${revision}" is neither a path nor a git revision`,
  ).trim();
  const prefix = target.replace(/\/$/, '');
  const listing = git(['ls-tree', '-r', '-z', '--name-only', commit, '--', prefix], `git cannot list ${target}`);
  const paths = listing
    .split('\0')
    .filter((path) => path === prefix || (path.startsWith(`${prefix}/`) && /\.(ya?ml|json)$/.test(path)));
  if (paths.length === 0) throw new UsageError(`there is no "${target}" at ${revision}`);
  return paths.map((path) => ({
    path: path.slice(prefix.length + 1),
    text: git(['cat-file', 'blob', `${commit}:./${path}`], `git cannot read ${path}`),
  }));
}

function git(parameters: readonly string[], problem: string): string {
  try {
    return execFileSync('git', [...parameters], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch {
    throw new UsageError(problem);
  }
}

function foldersFrom(files: readonly FileAt[], target: string): readonly ProviderFolder[] {
  const single = files.some((file) => file.path === 'manifest.yaml');
  const own = single ? files.map((file) => ({ ...file, path: `${basename(target)}/${file.path}` })) : files;
  const names = own.flatMap((file) =>
    /^[^/]+\/manifest\.yaml$/.test(file.path) ? [file.path.split('/')[0] ?? ''] : [],
  );
  if (names.length === 0) throw new UsageError(`${target} has no provider folder: none holds a manifest.yaml`);
  return names.map((provider) => ({
    provider,
    label: `schemas/${provider}`,
    files: sortedBy(
      own
        .filter((file) => file.path.startsWith(`${provider}/`))
        .map((file) => ({ path: file.path.slice(provider.length + 1), text: file.text })),
      (file) => file.path,
    ),
  }));
}
