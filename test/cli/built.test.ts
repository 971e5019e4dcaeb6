/** The program as it is published: bundled by `npm run build`. Skipped where that was not done since the last edit. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { computeFingerprint, fingerprintPath } from '../../generator/cli/installation.js';
import { readPresent } from '../../generator/write/compare.js';
import { createWorkspace, providerFiles } from '../drift/workspace.js';
import type { Workspace } from '../drift/workspace.js';
import { root } from '../support/provider-folder.js';

const isBuilt =
  existsSync(fingerprintPath(root)) && readFileSync(fingerprintPath(root), 'utf8').trim() === computeFingerprint(root);

interface Ran {
  readonly code: number | null;
  readonly output: string;
}

function run(...argv: readonly string[]): Ran {
  const result = spawnSync(process.execPath, [join(root, 'dist/generator/cli.js'), ...argv], { encoding: 'utf8' });
  return { code: result.status, output: result.stdout + result.stderr };
}

describe.skipIf(!isBuilt)('the program as it is published', () => {
  let workspace: Workspace | undefined;
  beforeAll(async () => {
    workspace = await createWorkspace(providerFiles('acme', { weight: 71.5, unit: 'kg' }));
  });
  afterAll(async () => workspace?.remove());

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

describe.skipIf(!isBuilt)('a document that is large enough for a thread', () => {
  let workspace: Workspace | undefined;
  afterEach(async () => workspace?.remove());

  /** Documents of more than a million characters, in schemas that refer to each other. */
  async function begin(more: Readonly<Record<string, object>>): Promise<readonly string[]> {
    const schemas = Array.from({ length: 300 }, (_, index) => {
      const next = { $ref: `#/components/schemas/Thing${(index + 1) % 300}` };
      const text = { type: 'string', pattern: `^${index}`, description: 'A text. '.repeat(500) };
      return [`Thing${index}`, { type: 'object', required: ['text'], properties: { text, next } }] as const;
    });
    const components = { schemas: { ...Object.fromEntries(schemas), ...more } };
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Thing0' } } };
    const get = { operationId: 'getThing', responses: { 200: { description: 'One.', content } } };
    workspace = await createWorkspace({
      'schemas/acme/manifest.yaml': JSON.stringify({
        title: 'Acme',
        apis: { main: { document: 'api.json', environments: { production: { url: 'https://api.example.com' } } } },
      }),
      'schemas/acme/api.json': JSON.stringify({ openapi: '3.1.0', paths: { '/thing': { get } }, components }),
    });
    const { schemas: folder, out, templates = '' } = workspace.options;
    return ['--schemas', folder, '--out', out, '--templates', templates];
  }

  test('gives the same bytes as without', async () => {
    const place = await begin({});
    expect(run('generate', ...place)).toMatchObject({ code: 0 });
    expect(run('check', '--force', ...place).output).toContain('all as generated');
    const written = await readPresent(workspace?.options.out ?? '');
    await workspace?.generate(true);
    expect((await readPresent(workspace?.options.out ?? '')).files).toEqual(written.files);
  });

  test('is refused where a schema is, whatever the thread makes of it', async () => {
    const chain = Array.from({ length: 260 }, (_, index) => {
      const next = { $ref: `#/components/schemas/Link${index + 1}` };
      return [`Link${index}`, { type: 'object', properties: index < 259 ? { next } : {} }] as const;
    });
    const result = run('generate', ...(await begin(Object.fromEntries(chain))));
    expect(result.output).toMatch(/Link\d+ refers to schemas more than 200 levels deep/);
    expect(result.code).toBe(2);
  });
});
