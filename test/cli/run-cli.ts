/** Runs the command line as a user does, in a folder of the test's own. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { root } from '../support/provider-folder.js';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `hookwright` with these arguments; `cwd` is the user's folder. */
export function runCli(cwd: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}): CliResult {
  const loader = ['--import', join(root, 'node_modules/tsx/dist/loader.mjs')];
  const result = spawnSync(process.execPath, [...loader, join(root, 'generator/cli.ts'), ...argv], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 60_000,
  });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** A folder with `schemas/<provider>/…` from texts; objects are written as JSON, which is YAML. */
export function userFolder(files: Readonly<Record<string, string | object>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'hookwright-'));
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, 'schemas', path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** A copy of this repository's schemas in a folder of its own. */
export function copyOfSchemas(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hookwright-'));
  cpSync(join(root, 'schemas'), join(folder, 'schemas'), { recursive: true });
  return folder;
}
