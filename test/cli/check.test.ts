import { appendFileSync, existsSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { acmeManifest } from '../support/provider-folder.js';
import { runCli, userFolder } from './run-cli.js';

const FILES = {
  'acme/manifest.yaml': acmeManifest(),
  'acme/samples/note.added/plain.json': { kind: 'note.added', id: 'n-1' },
  'acme/samples/note.added/long.json': { kind: 'note.added', id: 'n-2', text: 'An example' },
};

let folder = '';
beforeAll(() => {
  folder = userFolder(FILES);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  expect(runCli(folder, ['generate']).code).toBe(0);
});

const out = (path: string): string => join(folder, 'generated', path);

describe('check', () => {
  it('exits 0 when nothing differs', () => {
    const result = runCli(folder, ['check']);
    expect([result.code, result.stderr]).toEqual([0, '']);
  });

  it('names stale, missing, extra and edited files, each by its reason, and exits 1', () => {
    appendFileSync(out('src/acme/index.ts'), '\n// by hand\n');
    unlinkSync(out('src/acme/webhooks.ts'));
    writeFileSync(out('src/acme/extra.ts'), 'export {};\n');
    writeFileSync(
      join(folder, 'schemas/acme/samples/note.added/plain.json'),
      JSON.stringify({ kind: 'note.added', id: 'n-1', pages: 2.5 }),
    );
    const { code, stderr } = runCli(folder, ['check']);
    writeFileSync(
      join(folder, 'schemas/acme/samples/note.added/plain.json'),
      JSON.stringify(FILES['acme/samples/note.added/plain.json']),
    );
    expect(code).toBe(1);
    const under = (reason: string): string => stderr.split('\n\n').find((group) => group.startsWith(reason)) ?? '';
    expect(under('edited by hand')).toContain('generated/src/acme/index.ts');
    expect(under('missing')).toContain('generated/src/acme/webhooks.ts');
    expect(under('not generated')).toContain('generated/src/acme/extra.ts');
    expect(under('stale')).toContain('generated/src/acme/types/note-added.ts');
    expect(stderr).toContain('npm run generate');
  });

  it('does not mind the line ends of a checkout', () => {
    const path = out('src/acme/index.ts');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'));
    expect(runCli(folder, ['check']).code).toBe(0);
  });

  it('leaves what a build puts beside the generated files alone', () => {
    writeFileSync(out('tsconfig.tsbuildinfo'), '{}');
    expect(runCli(folder, ['check']).code).toBe(0);
    runCli(folder, ['generate']);
    expect(existsSync(out('tsconfig.tsbuildinfo'))).toBe(true);
  });

  it('is mended by generate, which removes extra files and empty folders', () => {
    rmSync(out('src/acme/types'), { recursive: true });
    writeFileSync(out('src/acme/extra.ts'), 'export {};\n');
    expect(runCli(folder, ['generate']).code).toBe(0);
    expect(runCli(folder, ['check']).code).toBe(0);
    expect(existsSync(out('src/acme/extra.ts'))).toBe(false);
  });

  it('answers in JSON when asked', () => {
    unlinkSync(out('README.md'));
    const { code, stdout } = runCli(folder, ['check', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ changes: [{ kind: 'missing', path: 'README.md' }] });
  });
});

describe('inspect', () => {
  it('prints the intermediate representation as JSON', () => {
    const { code, stdout } = runCli(folder, ['inspect', 'acme']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'acme',
      webhooks: [{ name: 'events', events: [{ types: ['note.added'] }] }],
    });
  });
});
