/** The installed program: where its folder is, and the versions and sources that decide the bytes of the output. Loads no library. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { InternalError } from '../diagnostics.js';
import { sorted } from '../order.js';
import type { PackageForm } from '../package-form.js';

/** Tools whose versions are part of the output's bytes. */
const TOOLS: Readonly<Record<PackageForm, readonly string[]>> = {
  typescript: ['handlebars', 'openapi-typescript', 'oxfmt'],
  javascript: ['handlebars', 'openapi-typescript', 'oxc-transform', 'oxfmt'],
};

/** Folders of the generator that read, compare and write but never decide a byte. */
const WITHOUT_INFLUENCE = ['capture', 'cli', 'diff', 'drift', 'release', 'upstream', 'write'] as const;

const FINGERPRINT_FILE = 'fingerprint.txt';

/** The sources as they were when this process first asked: it runs those, whatever is edited meanwhile. */
const fingerprints = new Map<string, string>();

/** The folder of this package: the nearest one above that has templates and the runtime's source. */
export function packageRoot(): string {
  for (let folder = import.meta.dirname; dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, 'templates')) && existsSync(join(folder, 'runtime/core'))) return folder;
  }
  throw new InternalError('the templates of this package are not where they should be');
}

/** Versions by name for the lock, which tell a package's form too; `sources` is a hash of the generator's own code. */
export function toolVersions(root: string, form: PackageForm): Readonly<Record<string, string>> {
  const require = createRequire(join(root, 'package.json'));
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  const versions = TOOLS[form].map((name) => [name, versionOf(require, name)] as const);
  return Object.fromEntries([['hookwright', own.version], ['sources', sourcesFingerprint(root)], ...versions]);
}

/** The form of a package, from the tools in its lock. */
export function formOf(tools: Readonly<Record<string, string>>): PackageForm {
  return 'oxc-transform' in tools ? 'javascript' : 'typescript';
}

/** Files of the generator that decide bytes, by path below `generator/`, in code-unit order. */
export function decidingSources(root: string): readonly string[] {
  return sorted(
    readdirSync(join(root, 'generator'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(join(root, 'generator').length + 1)
          .replaceAll('\\', '/'),
      )
      .filter((path) => path !== 'cli.ts' && !WITHOUT_INFLUENCE.some((folder) => path.startsWith(`${folder}/`))),
  );
}

/** SHA-256 over names and texts of the deciding sources. */
export function computeFingerprint(root: string): string {
  const hash = createHash('sha256');
  for (const path of decidingSources(root)) {
    hash
      .update(`${path}\n`)
      .update(readFileSync(join(root, 'generator', path), 'utf8').replaceAll('\r\n', '\n'))
      .update('\n');
  }
  return hash.digest('hex');
}

/** Where the build keeps the fingerprint of the sources that it compiled. */
export function fingerprintPath(root: string): string {
  return join(root, 'dist', FINGERPRINT_FILE);
}

/** Run from its sources the program hashes them; compiled it reads what the build wrote down. */
function sourcesFingerprint(root: string): string {
  const known = fingerprints.get(root);
  const found = known ?? readFingerprint(root);
  fingerprints.set(root, found);
  return found;
}

function readFingerprint(root: string): string {
  if (import.meta.filename.endsWith('.ts')) return computeFingerprint(root);
  try {
    return readFileSync(fingerprintPath(root), 'utf8').trim();
  } catch {
    throw new InternalError(`dist/${FINGERPRINT_FILE} is missing: build the program with npm run build`);
  }
}

/** Some packages hide their package.json; it is found in the folders where they would be installed. */
function versionOf(require: NodeJS.Require, name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    const path = join(folder, name, 'package.json');
    if (existsSync(path)) return (JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }).version;
  }
  throw new InternalError(`the package ${name} is not installed`);
}
