/** The output folder on disk: what is there, and making it as planned. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { UsageError } from '../diagnostics.js';
import type { GeneratedFile } from '../emit/emitter.js';
import { LOCK_PATH } from '../lock.js';
import { FOREIGN } from './foreign.js';
import type { Change } from './plan.js';

/** The lock of a run that has begun to write; it is there after a crash, and tells files of that run from edited ones. */
export const PENDING_LOCK_PATH = `${LOCK_PATH}.partial`;

/** Hashes of every file below a folder, CRLF read as LF; empty where the folder does not exist. No text is kept. */
export async function hashOutput(folder: string): Promise<ReadonlyMap<string, string>> {
  const hash = createHasher();
  return new Map((await filesBelow(folder, '')).map((path) => [path, hash(join(folder, path))]));
}

/** A function that hashes files, CRLF read as LF, through one buffer: memory stays at the size of the largest. */
export function createHasher(): (path: string) => string {
  let buffer = Buffer.allocUnsafeSlow(1 << 20);
  return (path) => {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      if (size > buffer.length) buffer = Buffer.allocUnsafeSlow(size);
      let length = 0;
      for (let read = 1; read > 0 && length < size; length += read)
        read = readSync(file, buffer, length, size - length, length);
      const bytes = buffer.subarray(0, length);
      const text = bytes.includes('\r\n') ? bytes.toString('utf8').replaceAll('\r\n', '\n') : bytes;
      return createHash('sha256').update(text).digest('hex');
    } finally {
      closeSync(file);
    }
  };
}

/** The text of one file below a folder, CRLF read as LF; undefined where it does not exist. */
export function readText(folder: string, path: string): string | undefined {
  try {
    return readFileSync(join(folder, path), 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}

/**
 * Writes what is missing or differs and removes what is extra: the new lock under its temporary name first, then each
 * file by way of a temporary name, then the lock's own name. A crash in between leaves a folder that the next run mends.
 */
export async function applyChanges(
  folder: string,
  changes: readonly Change[],
  wanted: readonly GeneratedFile[],
): Promise<void> {
  const texts = new Map(wanted.map((file) => [file.path, file.content]));
  const lock = texts.get(LOCK_PATH);
  const files = changes.filter((change) => change.path !== LOCK_PATH && change.path !== PENDING_LOCK_PATH);
  if (changes.length === 0) return;
  try {
    await mkdir(folder, { recursive: true });
    if (lock !== undefined) await writeFile(join(folder, PENDING_LOCK_PATH), lock);
    const made = new Set<string>();
    for (const change of files) applyChange(folder, change, texts.get(change.path), made);
    if (lock !== undefined) await rename(join(folder, PENDING_LOCK_PATH), join(folder, LOCK_PATH));
    await removeEmptyFolders(folder);
  } catch (error) {
    throw unwritable(error, folder);
  }
}

/** Without promises: nothing else is left to do, and each of them would wait for a thread four times a file. */
function applyChange(folder: string, change: Change, text: string | undefined, made: Set<string>): void {
  const path = join(folder, change.path);
  if (change.kind === 'extra' || text === undefined) {
    // A leftover temporary file may just have been put to use.
    rmSync(path, { force: true });
    return;
  }
  const parent = dirname(path);
  if (!made.has(parent)) mkdirSync(parent, { recursive: true });
  made.add(parent);
  writeFileSync(`${path}.partial`, text);
  renameSync(`${path}.partial`, path);
}

/** A disk that refuses is for the user to mend; anything else is ours. */
function unwritable(error: unknown, folder: string): unknown {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space left',
    ENOTDIR: 'a file is where a folder should be',
    EEXIST: 'a file is where a folder should be',
    EISDIR: 'a folder is where a file should be',
    ENOENT: 'another run changes it at the same time',
  };
  const reason = code === undefined ? undefined : reasons[code];
  if (reason === undefined) return error;
  return new UsageError(
    `${folder} cannot be written: ${reason}; part of it may have been written, generate again once that is mended`,
  );
}

async function filesBelow(folder: string, prefix: string): Promise<readonly string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unwritable(error, folder);
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
    entries.map(
      async (entry) =>
        entry.isDirectory() && !FOREIGN.has(entry.name) && (await removeEmptyFolders(join(folder, entry.name))),
    ),
  );
  await Promise.all(
    entries
      .filter((_, index) => emptied[index] === true)
      .map((entry) => rm(join(folder, entry.name), { recursive: true })),
  );
  return entries.length === emptied.filter(Boolean).length;
}
