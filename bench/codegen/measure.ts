/** One process, timed: wall and CPU seconds and the peak of its memory, as the system counts them. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Measured {
  readonly status: number | null;
  readonly wall: number;
  readonly cpu: number;
  /** Peak of the largest process, in megabytes. */
  readonly megabytes: number;
  /** What it printed, for those that fail. */
  readonly output: string;
}

/** Runs Node on a program; needs GNU time. */
export function measure(folder: string, args: readonly string[], seconds: number): Measured {
  const result = spawnSync('/usr/bin/time', ['-f', '\n@@ %e %U %S %M', process.execPath, ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: seconds * 1000,
    maxBuffer: 64_000_000,
  });
  const [, wall = '0', user = '0', system = '0', peak = '0'] =
    /@@ ([\d.]+) ([\d.]+) ([\d.]+) (\d+)/.exec(result.stderr) ?? [];
  return {
    status: result.status,
    wall: Number(wall),
    cpu: Number(user) + Number(system),
    megabytes: Math.round(Number(peak) / 1024),
    output: `${result.stdout}\n${result.stderr}`.trim(),
  };
}

/** Files, lines and megabytes of the TypeScript and JavaScript below a folder. */
export function sizeOf(folder: string): { readonly files: number; readonly lines: number; readonly megabytes: number } {
  if (!existsSync(folder)) return { files: 0, lines: 0, megabytes: 0 };
  const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  return {
    files: texts.length,
    lines: texts.reduce((sum, text) => sum + text.split('\n').length - 1, 0),
    megabytes: texts.reduce((sum, text) => sum + text.length, 0) / 1e6,
  };
}
