/** The other form of a package in the owner's loop: written, checked, compared, released. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { inOneForm } from '../../generator/cli/commands/release.js';
import { check } from '../../generator/cli/commands/check.js';
import { generate } from '../../generator/cli/commands/generate.js';
import { packAndCheck } from '../../generator/cli/pack.js';
import { loadPublished, readSources } from '../../generator/cli/published.js';
import { quickCheck } from '../../generator/cli/quick-check.js';
import { judgeRelease } from '../../generator/release/verdict.js';
import { captureOutput } from './capture-output.js';
import { createWorkspace, providerFiles } from './workspace.js';
import type { Workspace } from './workspace.js';

const sample = { text: 'hello', count: 1 };
const both = (): { read: boolean; sent: boolean } => ({ read: true, sent: true });

let workspace: Workspace;
beforeAll(async () => {
  workspace = await createWorkspace({
    ...providerFiles('acme', sample),
    'schemas/package.yaml': 'name: acme-events\nform: javascript\nlicense: MIT\n',
  });
  await workspace.generate();
});
afterAll(async () => workspace.remove());

async function run(
  command: typeof check,
  more: Partial<Workspace['options']> = {},
): Promise<{ readonly code: number; readonly output: string }> {
  return captureOutput(async () => command({ ...workspace.options, ...more }));
}

describe('a package whose form package.yaml says', () => {
  test('is checked without an option, by hashes alone and by generating', async () => {
    expect(quickCheck(workspace.options)).toBeGreaterThan(50);
    expect(quickCheck({ ...workspace.options, form: 'javascript' })).toBeGreaterThan(50);
    expect((await run(check)).code).toBe(0);
    expect((await run(check, { force: true })).code).toBe(0);
  });

  test('is not vouched for where the other form is asked for', async () => {
    expect(quickCheck({ ...workspace.options, form: 'typescript' })).toBeUndefined();
    const { code, output } = await run(check, { form: 'typescript' });
    expect(code).toBe(1);
    expect(output).toContain('is a package of javascript, and what was asked for is typescript');
  });

  test('is generated anew only where something changed', async () => {
    const { output } = await run(generate, { json: true });
    expect(JSON.parse(output)).toMatchObject({ changes: [] });
    const again = await run(generate, { json: true, force: true });
    expect(JSON.parse(again.output)).toMatchObject({ changes: [] });
  });

  test('shows an edited module, and a missing declaration', async () => {
    const path = 'generated/lib/acme/index.js';
    const text = readFileSync(join(workspace.options.out, 'lib/acme/index.js'), 'utf8');
    await workspace.write(path, `${text}export const more = 1;\n`);
    const { code, output } = await run(check, { json: true });
    await workspace.write(path, text);
    expect([code, JSON.parse(output)]).toMatchObject([1, { changes: [{ kind: 'edited', path: 'lib/acme/index.js' }] }]);
  });

  test('becomes the other form and comes back, with nothing left over', async () => {
    const before = readSources(workspace.options.out);
    await run(generate, { form: 'typescript', json: true });
    expect((await run(check, { form: 'typescript' })).code).toBe(0);
    const between = readSources(workspace.options.out);
    expect(JSON.parse(between.get('package.json') ?? '')).toHaveProperty('scripts.build');
    await run(generate, { json: true });
    expect((await run(check)).code).toBe(0);
    expect(readSources(workspace.options.out)).toEqual(before);
    const [left, right] = await inOneForm(between, before);
    const verdict = await judgeRelease({ before: left, after: right, changes: undefined, reach: both });
    expect(verdict).toMatchObject({ bump: 'patch', surface: [] });
  });
});

describe('a release of such a package', () => {
  test('is packed as it is, clean and usable, and judged by its declarations', async () => {
    const packed = packAndCheck(workspace.options.out, '1.0.0');
    const tarball = join(workspace.options.schemas, '../before.tgz');
    try {
      expect(packed.checks.map(({ name, outcome, detail }) => `${name} ${outcome} ${detail}`)).toEqual([
        'compile passed as generated',
        'pack passed ',
        'publint passed ',
        'attw passed ',
        expect.stringMatching(/^smoke test passed \d entry points$/),
      ]);
      execFileSync('cp', [packed.tarball ?? '', tarball]);
    } finally {
      packed.remove();
    }
    const before = loadPublished(tarball, 'acme-events', workspace.options.out, undefined);
    expect(before?.version).toBe('1.0.0');
    await workspace.write(
      'schemas/acme/samples/note.added/1.json',
      JSON.stringify({ kind: 'note.added', text: 'hello' }),
    );
    await workspace.generate();
    const after = readSources(workspace.options.out);
    const verdict = await judgeRelease({
      before: before?.sources ?? new Map(),
      after,
      changes: undefined,
      reach: both,
    });
    expect(verdict.bump).toBe('major');
    expect(verdict.surface.map(({ name, grade }) => `${name} ${grade}`)).toContain('NoteAddedEvent breaking');
  });
});
