/** What a power cut leaves: files rebuilt from the operations that a preloaded library wrote down. */
import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

interface Operation {
  readonly kind: string;
  readonly name: string;
  readonly offset: number;
  readonly data: Buffer;
}

/** Counts of a rebuild. */
export interface Rebuilt {
  readonly operations: number;
  readonly syncs: number;
  readonly lost: number;
  /** Writes to the database itself that were not synced: a checkpoint was under way. */
  readonly copying: number;
}

/** Compiles the library; its path. */
export function compileShim(folder: string): string {
  const path = join(folder, 'power-cut-shim.so');
  const source = 'test/receiver/faults/power-cut-shim.c';
  execFileSync('gcc', ['-O2', '-Wall', '-shared', '-fPIC', '-o', path, source, '-ldl', '-lpthread'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return path;
}

/**
 * Writes the files as a power cut leaves them. Of what was not synced, each write survives if `survives` says so, and
 * may be torn: only its first sectors are there.
 */
export function rebuild(log: string, into: string, survives: () => boolean, tearAt: () => number): Rebuilt {
  const operations = readOperations(readFileSync(log));
  const safeBefore = findSafe(operations);
  const files = new Map<string, number>();
  let lost = 0;
  let copying = 0;
  mkdirSync(into, { recursive: true });
  operations.forEach(({ kind, name, offset, data }, index) => {
    if (kind === 's' || kind === 'S') return;
    const isSafe = index < (safeBefore.get(name) ?? -1);
    if (!isSafe && kind === 'W' && name.endsWith('.db')) copying += 1;
    if (kind === 'U') {
      forget(files, into, name);
      return;
    }
    if (!isSafe && !survives()) {
      lost += 1;
      return;
    }
    const file = files.get(name) ?? openSync(join(into, name), 'w+');
    files.set(name, file);
    if (kind === 'T') ftruncateSync(file, offset);
    else writeSync(file, data, 0, isSafe ? data.length : Math.min(data.length, tearAt()), offset);
  });
  for (const file of files.values()) closeSync(file);
  return { operations: operations.length, syncs: operations.filter(({ kind }) => kind === 'S').length, lost, copying };
}

/** By file: the start of its last sync that ended. What is of before that is on the disk. */
function findSafe(operations: readonly Operation[]): ReadonlyMap<string, number> {
  const starts = new Map<string, number[]>();
  const safe = new Map<string, number>();
  operations.forEach(({ kind, name }, index) => {
    const open = starts.get(name) ?? [];
    starts.set(name, open);
    if (kind === 's') open.push(index);
    // Two threads may sync a file at once; the earlier start is the careful reading.
    if (kind === 'S') safe.set(name, Math.max(safe.get(name) ?? -1, open.shift() ?? -1));
  });
  return safe;
}

function forget(files: Map<string, number>, folder: string, name: string): void {
  const file = files.get(name);
  if (file !== undefined) closeSync(file);
  files.delete(name);
  rmSync(join(folder, name), { force: true });
}

/** The log may end in the middle of an entry. */
function readOperations(log: Buffer): readonly Operation[] {
  const operations: Operation[] = [];
  const headLength = 24;
  for (let at = 0; at + headLength <= log.length;) {
    const kind = String.fromCharCode(log.readUInt8(at));
    const nameEnd = at + headLength + log.readUInt32LE(at + 4);
    const offset = Number(log.readBigUInt64LE(at + 8));
    const end = nameEnd + Number(log.readBigUInt64LE(at + 16));
    if (end > log.length) break;
    const name = log.toString('utf8', at + headLength, nameEnd);
    operations.push({ kind, name, offset, data: log.subarray(nameEnd, end) });
    at = end;
  }
  return operations;
}
