/** What is in the output folder and was not written by the generator is somebody's work. */
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { acmeManifest } from '../support/provider-folder.js';
import { runCli, userFolder } from './run-cli.js';

let folder = '';
beforeEach(() => {
  folder = userFolder({
    'acme/manifest.yaml': acmeManifest(),
    'acme/samples/note.added/plain.json': { kind: 'note.added', id: 'n-1' },
  });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const at = (path: string): string => join(folder, path);

describe('a folder that is not the output of an earlier run', () => {
  it.each<[string, string]>([
    ['the provider folders themselves', 'schemas'],
    ['a folder inside of them', 'schemas/acme/generated'],
    ['the project', '.'],
    ['the project, by another name', 'link'],
  ])('%s: nothing is written, nothing removed', (_name, out) => {
    writeFileSync(at('notes.md'), 'mine\n');
    symlinkSync(folder, at('link'));
    const { code, stderr } = runCli(folder, ['generate', '--out', out]);
    expect(code).toBe(2);
    expect(stderr).toContain('a folder of its own');
    expect(stderr).not.toContain('    at ');
    expect(readFileSync(at('notes.md'), 'utf8')).toBe('mine\n');
    for (const path of ['schemas/acme/manifest.yaml', 'schemas/acme/samples/note.added/plain.json'])
      expect(existsSync(at(path))).toBe(true);
    expect(existsSync(at('package.json')) || existsSync(at('schemas/package.json'))).toBe(false);
  });

  it('with files of somebody: they stay, and the message names one', () => {
    mkdirSync(at('generated/app'), { recursive: true });
    writeFileSync(at('generated/app/main.ts'), 'export {};\n');
    const { code, stderr } = runCli(folder, ['generate', '--force']);
    expect(code).toBe(2);
    expect(stderr).toContain('generated holds "app", which hookwright did not write');
    expect(readFileSync(at('generated/app/main.ts'), 'utf8')).toBe('export {};\n');
    expect(existsSync(at('generated/package.json'))).toBe(false);
  });

  it('empty, or with what belongs to git and npm: it is written to', () => {
    for (const name of ['.git', 'node_modules']) mkdirSync(at(`generated/${name}`), { recursive: true });
    writeFileSync(at('generated/.git/HEAD'), 'ref: refs/heads/main\n');
    for (const name of ['.gitignore', '.npmrc', '.gitattributes']) writeFileSync(at(`generated/${name}`), '\n');
    for (const command of ['generate', 'check', 'generate']) expect(runCli(folder, [command]).code).toBe(0);
    for (const name of ['.git/HEAD', '.gitignore', '.npmrc', '.gitattributes'])
      expect(existsSync(at(`generated/${name}`))).toBe(true);
  });
});

it('the output may lie beside the provider folders', () => {
  const beside = ['--schemas', 'schemas', '--out', 'schemas/generated'];
  for (const command of ['generate', 'check', 'generate']) expect(runCli(folder, [command, ...beside]).code).toBe(0);
});

it('an output that has lost its lock is one still', () => {
  expect(runCli(folder, ['generate']).code).toBe(0);
  rmSync(at('generated/hookwright.lock.json'));
  expect(runCli(folder, ['generate']).code).toBe(0);
  expect(existsSync(at('generated/hookwright.lock.json'))).toBe(true);
});
