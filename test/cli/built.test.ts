/** The program as it is published: bundled by `npm run build`. Skipped where that was not done since the last edit. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { computeFingerprint, fingerprintPath } from '../../generator/cli/installation.js';
import { createWorkspace, providerFiles } from '../drift/workspace.js';
import type { Workspace } from '../drift/workspace.js';
import { root } from '../support/provider-folder.js';

const isBuilt =
  existsSync(fingerprintPath(root)) && readFileSync(fingerprintPath(root), 'utf8').trim() === computeFingerprint(root);

describe.skipIf(!isBuilt)('the program as it is published', () => {
  let workspace: Workspace | undefined;
  beforeAll(async () => {
    workspace = await createWorkspace(providerFiles('acme', { weight: 71.5, unit: 'kg' }));
  });
  afterAll(async () => workspace?.remove());

  function run(...argv: readonly string[]): { readonly code: number | null; readonly output: string } {
    const result = spawnSync(process.execPath, [join(root, 'dist/generator/cli.js'), ...argv], { encoding: 'utf8' });
    return { code: result.status, output: result.stdout + result.stderr };
  }

  test('takes the bytes that the sources generate for its own, and generates the same', async () => {
    const { options, generate } = workspace ?? expect.unreachable();
    const place = ['--schemas', options.schemas, '--out', options.out, '--templates', options.templates ?? ''];
    const files = await generate();
    expect(run('check', ...place)).toMatchObject({ code: 0 });
    expect(run('check', '--force', ...place)).toMatchObject({ code: 0 });
    expect(run('generate', '--force', ...place).output).toContain(`${files.length} files, nothing changed`);
  });

  test.each([
    { argv: ['inspect', 'acme'], wanted: '"name": "acme"' },
    { argv: ['infer', 'acme'], wanted: 'weight' },
    { argv: ['diff', 'SCHEMAS', 'SCHEMAS'], wanted: 'No differences' },
    { argv: ['diff', '--compile', 'SCHEMAS', 'SCHEMAS'], wanted: 'No differences' },
    { argv: ['--help'], wanted: 'watch-upstream' },
  ])('finds its parts for $argv', ({ argv, wanted }) => {
    const { options } = workspace ?? expect.unreachable();
    const named = argv.map((word) => (word === 'SCHEMAS' ? options.schemas : word));
    const result = run(...named, ...(argv.includes('--help') ? [] : ['--schemas', options.schemas]));
    expect(result.output).toContain(wanted);
    expect(result.code).toBe(0);
  });
});
