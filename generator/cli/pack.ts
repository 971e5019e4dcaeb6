/** The package as it would be published: compiled and packed in a folder of its own, then tried as a user would. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { UsageError } from '../diagnostics.js';
import { packageRoot } from './installation.js';

/** One check of the tarball. `skipped`: the program for it is not installed. */
export interface PackCheck {
  readonly name: 'compile' | 'pack' | 'publint' | 'attw' | 'smoke test';
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly detail: string;
}

export interface Packed {
  readonly tarball: string | undefined;
  readonly checks: readonly PackCheck[];
  /** Removes the folder. */
  readonly remove: () => void;
}

/** Copies the output folder, sets the version, compiles, packs, and checks the tarball. */
export function packAndCheck(out: string, version: string): Packed {
  const folder = mkdtempSync(join(tmpdir(), 'hookwright-pack-'));
  const copy = join(folder, 'package');
  const skipped = new Set(['dist', 'node_modules', 'tsconfig.tsbuildinfo'].map((name) => join(out, name)));
  cpSync(out, copy, { recursive: true, filter: (path) => !skipped.has(path) });
  const manifest = join(copy, 'package.json');
  const content = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, unknown>>;
  writeFileSync(manifest, `${JSON.stringify({ ...content, version }, undefined, 2)}\n`);
  const checks: PackCheck[] = [];
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const compiled = compile(copy);
  checks.push(compiled);
  if (compiled.outcome === 'failed') return { tarball: undefined, checks, remove };
  const packed = spawnSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: copy,
    encoding: 'utf8',
  });
  checks.push(toCheck('pack', packed));
  if (packed.status !== 0) return { tarball: undefined, checks, remove };
  const [file] = JSON.parse(packed.stdout) as readonly { readonly filename: string }[];
  const tarball = join(folder, (file?.filename ?? '').replace('@', '').replace('/', '-'));
  checks.push(publint(tarball), typesAreRight(tarball), smoke(tarball, join(folder, 'user'), content));
  return { tarball, checks, remove };
}

function compile(folder: string): PackCheck {
  // A package of JavaScript is compiled already.
  if (!existsSync(join(folder, 'tsconfig.json'))) return { name: 'compile', outcome: 'passed', detail: 'as generated' };
  const compiler = program('typescript', 'bin/tsc');
  if (compiler === undefined) throw new UsageError('typescript is not installed');
  const types = join(packageRoot(), 'node_modules/@types');
  return toCheck(
    'compile',
    spawnSync(process.execPath, [compiler, '-p', folder, '--typeRoots', types], { encoding: 'utf8' }),
  );
}

function publint(tarball: string): PackCheck {
  const path = program('publint', 'src/cli.js');
  if (path === undefined) return absent('publint');
  return toCheck('publint', spawnSync(process.execPath, [path, 'run', tarball, '--strict'], { encoding: 'utf8' }));
}

function typesAreRight(tarball: string): PackCheck {
  const path = program('@arethetypeswrong/cli', 'dist/index.js');
  if (path === undefined) return absent('attw');
  const parameters = [path, tarball, '--profile', 'esm-only', '--format', 'ascii'];
  return toCheck('attw', spawnSync(process.execPath, parameters, { encoding: 'utf8' }));
}

/** An empty project that installs the tarball and imports every entry point. */
function smoke(tarball: string, folder: string, manifest: Readonly<Record<string, unknown>>): PackCheck {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }));
  const install = ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball];
  const installed = spawnSync('npm', install, { cwd: folder, encoding: 'utf8' });
  if (installed.status !== 0) return toCheck('smoke test', installed);
  const name = String(manifest['name']);
  const subpaths = Object.keys(manifest['exports'] ?? {}).filter((path) => path !== './package.json');
  const lines = subpaths.map((path) => {
    const specifier = JSON.stringify(`${name}${path.slice(1)}`);
    return `if (typeof (await import(${specifier})) !== 'object') throw new Error(${specifier});`;
  });
  writeFileSync(join(folder, 'smoke.js'), lines.join('\n'));
  const ran = spawnSync(process.execPath, ['smoke.js'], { cwd: folder, encoding: 'utf8' });
  const check = toCheck('smoke test', ran);
  return check.outcome === 'passed' ? { ...check, detail: `${subpaths.length} entry points` } : check;
}

/** A file of an installed package, found as Node would from the program's own folder. */
function program(name: string, path: string): string | undefined {
  const folders = createRequire(join(packageRoot(), 'package.json')).resolve.paths(name) ?? [];
  return folders
    .map((folder) => join(folder, name, path))
    .find((file) => existsSync(dirname(file)) && existsSync(file));
}

function absent(name: 'publint' | 'attw'): PackCheck {
  return { name, outcome: 'skipped', detail: 'not installed' };
}

function toCheck(
  name: PackCheck['name'],
  result: { readonly status: number | null; readonly stdout: string; readonly stderr: string },
): PackCheck {
  if (result.status === 0) return { name, outcome: 'passed', detail: '' };
  return { name, outcome: 'failed', detail: `${result.stdout}${result.stderr}`.trim().slice(0, 4000) };
}
