/** The output folder on disk: what is there, and making it as planned. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { GeneratedFile } from '../emit/emitter.js';
import type { Change } from './plan.js';

/** What a build or an install leaves beside the generated files; never generated, never removed. */
const FOREIGN = new Set(['dist', 'node_modules', 'package-lock.json', 'tsconfig.tsbuildinfo']);

/** Texts of every file below a folder, CRLF read as LF; empty where the folder does not exist. */
export async function readOutput(folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = await filesBelow(folder, '');
  const texts = await Promise.all(paths.map(async (path) => (await readFile(join(folder, path), 'utf8')).replaceAll('\r\n', '\n')));
  return new Map(paths.map((path, index) => [path, texts[index] ?? '']));
}

/** Writes what is missing or differs and removes what is extra: each file to a temporary name first, the lock last. */
export async function applyChanges(folder: string, changes: readonly Change[], wanted: readonly GeneratedFile[]): Promise<void> {
  const byPath = new Map(wanted.map((file) => [file.path, file]));
  const isLock = (change: Change): boolean => change.path === 'hookwright.lock.json';
  for (const change of [...changes.filter((other) => !isLock(other)), ...changes.filter(isLock)]) {
    const path = join(folder, change.path);
    const file = byPath.get(change.path);
    if (change.kind === 'extra' || file === undefined) {
      await rm(path);
    } else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.partial`, file.content);
      await rename(`${path}.partial`, path);
    }
  }
  await removeEmptyFolders(folder);
}

async function filesBelow(folder: string, prefix: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  const nested = await Promise.all(
    entries
      .filter((entry) => prefix !== '' || !FOREIGN.has(entry.name))
      .map(async (entry) => {
        const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
        return entry.isDirectory() ? filesBelow(folder, path) : [path];
      }),
  );
  return nested.flat();
}

async function removeEmptyFolders(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true });
  const emptied = await Promise.all(
    entries.map(async (entry) => entry.isDirectory() && !FOREIGN.has(entry.name) && (await removeEmptyFolders(join(folder, entry.name)))),
  );
  await Promise.all(entries.filter((_, index) => emptied[index] === true).map((entry) => rm(join(folder, entry.name), { recursive: true })));
  return entries.length === emptied.filter(Boolean).length;
}
