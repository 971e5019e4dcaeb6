/** The version to compare with: a package on a registry, a tarball, or the output folder at a git revision. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { separateDeclarations } from '../declaration-lists.js';
import { UsageError } from '../diagnostics.js';
import { LAYOUTS } from '../package-form.js';
import { sourcePath } from '../release/surface-diff.js';
import type { Sources } from '../release/surface-diff.js';

/** An earlier version of the package. */
export interface Published {
  readonly version: string;
  readonly sources: Sources;
  /** The git revision that it was read from, where the inputs are too. */
  readonly revision: string | undefined;
}

/** Files that decide a verdict. */
function isWanted(path: string): boolean {
  const isModule = Object.values(LAYOUTS).some(({ written }) => path.startsWith(`${written}/`)) && path.endsWith('.ts');
  return isModule || path === 'package.json' || path === 'hookwright.lock.json';
}

/** What `since` is unless somebody says otherwise: there need not be one yet. */
const NEWEST = 'latest';

/**
 * Reads what `since` names: a `.tgz` file, a git revision, or a version or tag on the registry. Undefined if the
 * newest version is asked for and the registry has no such package yet.
 */
export function loadPublished(
  since: string,
  name: string,
  out: string,
  registry: string | undefined,
): Published | undefined {
  if (since.endsWith('.tgz')) {
    if (!existsSync(since)) throw new UsageError(`there is no file ${since}`);
    return fromTarball(resolve(since));
  }
  const found = fromGit(since, out) ?? fromRegistry(`${name}@${since}`, registry);
  if (found === undefined && since !== NEWEST)
    throw new UsageError(
      `"${since}" is no .tgz file, no git revision, and no version or tag of ${name} on the registry`,
    );
  return found;
}

/** Runs a program of npm's; its output, or undefined where it failed. */
export function tryRun(program: string, parameters: readonly string[], cwd?: string): string | undefined {
  try {
    return execFileSync(program, [...parameters], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
    });
  } catch {
    return undefined;
  }
}

/** Where npm looks for packages, as parameters. */
export function registryOption(registry: string | undefined): readonly string[] {
  return registry === undefined ? [] : ['--registry', registry];
}

function fromTarball(tarball: string): Published {
  const folder = mkdtempSync(join(tmpdir(), 'hookwright-published-'));
  try {
    if (tryRun('tar', ['-xzf', tarball, '-C', folder]) === undefined)
      throw new UsageError(`${tarball} cannot be unpacked`);
    const [top] = readdirSync(folder);
    return published(readSources(join(folder, top ?? '')), undefined);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The package's sources in a folder. */
export function readSources(folder: string): Sources {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  return new Map(
    paths
      .filter(isWanted)
      .map((path) => [path, readFileSync(join(folder, path), 'utf8').replaceAll('\r\n', '\n')] as const)
      .map(([path, text]) => [sourcePath(path), separateDeclarations(text)] as const),
  );
}

function fromRegistry(spec: string, registry: string | undefined): Published | undefined {
  const options = registryOption(registry);
  if (!isOnRegistry(spec, options)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'hookwright-registry-'));
  try {
    const packed = tryRun('npm', ['pack', spec, '--json', '--pack-destination', folder, ...options]);
    const [file] = readdirSync(folder);
    if (packed === undefined || file === undefined) throw new UsageError(`${spec} cannot be fetched from the registry`);
    return fromTarball(join(folder, file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A registry that does not answer is not one that has no such package. */
function isOnRegistry(spec: string, options: readonly string[]): boolean {
  const { status, stdout } = spawnSync('npm', ['view', spec, 'version', '--json', ...options], { encoding: 'utf8' });
  if (status === 0) return stdout.trim() !== '';
  const code = /"code":\s*"(\w+)"/.exec(stdout)?.[1] ?? `npm view ended with ${status ?? 'a signal'}`;
  if (code === 'E404') return false;
  throw new UsageError(`the registry was asked for ${spec} and did not say (${code})`);
}

function fromGit(revision: string, out: string): Published | undefined {
  const verify = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const commit = tryRun('git', verify)?.trim();
  if (commit === undefined || commit === '') return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'hookwright-revision-'));
  const archive = join(folder, 'out.tar');
  try {
    const packed = tryRun('git', ['archive', '--format=tar', '-o', archive, commit, out]);
    if (packed === undefined) throw new UsageError(`there is no ${out} at ${revision}`);
    if (tryRun('tar', ['-xf', archive, '-C', folder]) === undefined)
      throw new UsageError(`git archive of ${revision} cannot be read`);
    return published(readSources(join(folder, out)), commit);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function published(sources: Sources, revision: string | undefined): Published {
  const { version } = JSON.parse(sources.get('package.json') ?? '{}') as { readonly version?: string };
  if (version === undefined) throw new UsageError('the earlier package has no package.json with a version');
  return { version, sources, revision };
}
