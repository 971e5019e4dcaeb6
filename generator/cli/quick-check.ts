/**
 * The answer of `check` when nothing changed, from hashes alone: inputs, tools, sources and outputs are as the lock says.
 * It loads no library and never says that something is wrong: what it cannot vouch for is generated and compared.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { LOCK_PATH, readLock } from '../lock.js';
import type { Lock } from '../lock.js';
import { readForm } from '../package-form.js';
import type { PackageForm } from '../package-form.js';
import { createHasher } from '../write/disk.js';
import { FOREIGN } from '../write/foreign.js';
import { packageRoot, toolVersions } from './installation.js';

/** Folders that a check compares. */
export interface QuickCheckInput {
  readonly schemas: string;
  readonly out: string;
  readonly templates: string | undefined;
  readonly form?: PackageForm | undefined;
}

/** How many files are as generated, or undefined where only a full comparison can tell. A lock of a newer version is a `UsageError`. */
export function quickCheck(input: QuickCheckInput): number | undefined {
  try {
    return compareHashes(input);
  } catch (error) {
    // A file or folder that is not there is for the full comparison to report.
    if (error instanceof Error && 'syscall' in error) return undefined;
    throw error;
  }
}

function compareHashes(input: QuickCheckInput): number | undefined {
  const lock = soundLock(input.out);
  if (lock === undefined) return undefined;
  const root = packageRoot();
  const form = input.form ?? formIn(join(input.schemas, 'package.yaml'));
  if (form === undefined || !sameEntries(lock.tools, toolVersions(root, form))) return undefined;
  const read = createHasher();
  if (!sameEntries(lock.inputs, hashAll(inputPaths(input, root), read))) return undefined;
  const outputs = listFiles(input.out, () => true, FOREIGN).filter((path) => path !== LOCK_PATH);
  const hashes = hashAll(new Map(outputs.map((path) => [path, join(input.out, path)])), read);
  return sameEntries(lock.files, hashes) ? outputs.length + 1 : undefined;
}

/** The form that package.yaml asks for, as far as that can be told without reading YAML. */
function formIn(path: string): PackageForm | undefined {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (!text.includes('form')) return 'typescript';
  return readForm(/^form: *([a-z]+)\s*$/m.exec(text)?.[1] ?? '');
}

function soundLock(out: string): Lock | undefined {
  const path = join(out, LOCK_PATH);
  if (!existsSync(path)) return undefined;
  const found = readLock(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'));
  return found.kind === 'sound' ? found.lock : undefined;
}

/** The paths that the lock names, and where they are on disk; `test` compares them with what a generation reads. */
function inputPaths(input: QuickCheckInput, root: string): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  const add = (folder: string, label: string, wanted: (name: string) => boolean): void => {
    for (const path of listFiles(folder, wanted)) paths.set(`${label}/${path}`, join(folder, path));
  };
  for (const entry of readdirSync(input.schemas, { withFileTypes: true })) {
    const folder = join(input.schemas, entry.name);
    if (entry.isDirectory() && existsSync(join(folder, 'manifest.yaml')))
      add(folder, `schemas/${entry.name}`, (name) => /\.(ya?ml|json)$/.test(name));
  }
  add(resolve(input.templates ?? join(root, 'templates')), 'templates', (name) => name.endsWith('.hbs'));
  add(join(root, 'runtime/core'), 'runtime/core', (name) => name.endsWith('.ts'));
  const manifest = join(input.schemas, 'package.yaml');
  if (existsSync(manifest)) paths.set('schemas/package.yaml', manifest);
  return paths;
}

function listFiles(
  root: string,
  wanted: (name: string) => boolean,
  foreign: ReadonlySet<string> = new Set(),
): readonly string[] {
  const found: string[] = [];
  const walk = (prefix: string): void => {
    for (const entry of readdirSync(join(root, prefix), { withFileTypes: true })) {
      if (prefix === '' && foreign.has(entry.name)) continue;
      if (entry.isDirectory()) walk(`${prefix}${entry.name}/`);
      else if (wanted(entry.name)) found.push(prefix + entry.name);
    }
  };
  walk('');
  return found;
}

function hashAll(paths: ReadonlyMap<string, string>, hash: (path: string) => string): Readonly<Record<string, string>> {
  return Object.fromEntries([...paths].map(([label, path]) => [label, hash(path)]));
}

function sameEntries(left: Readonly<Record<string, string>>, right: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && left[name] === right[name])
  );
}
