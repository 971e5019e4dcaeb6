/** Incremental generation gives the bytes of a generation from scratch, and a crash leaves what the next run mends. */
import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { compareOutput, describePresent, readPresent } from '../../generator/write/compare.js';
import { applyChanges } from '../../generator/write/disk.js';
import { root } from '../support/provider-folder.js';
import { createWorkspace, providerFiles } from './workspace.js';
import type { Workspace } from './workspace.js';

let workspace: Workspace;

beforeAll(async () => {
  workspace = await createWorkspace({
    ...providerFiles('acme', { text: 'hello' }),
    ...providerFiles('beta', { size: 2 }),
  });
  await workspace.generate();
});

afterAll(async () => workspace.remove());

const edit = fc.oneof(
  fc.record({
    kind: fc.constant('sample' as const),
    provider: fc.constantFrom('acme', 'beta'),
    members: fc.dictionary(fc.constantFrom('a', 'b', 'text'), fc.oneof(fc.integer(), fc.string())),
  }),
  fc.record({ kind: fc.constant('template' as const), text: fc.constantFrom('', '// edited\n') }),
  fc.record({
    kind: fc.constant('output' as const),
    path: fc.constantFrom('src/acme/index.ts', 'src/beta/rules.ts', 'hookwright.lock.json'),
    cut: fc.nat(500),
  }),
  fc.record({
    kind: fc.constant('removed' as const),
    path: fc.constantFrom('src/beta/types/index.ts', 'hookwright.lock.json', 'package.json'),
  }),
);

test('after any edits of inputs and outputs, generate gives the same bytes as from scratch', async () => {
  const template = await readFile(join(root, 'templates/provider/rules.ts.hbs'), 'utf8');
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
      for (const one of edits) {
        if (one.kind === 'sample')
          await workspace.write(
            `schemas/${one.provider}/samples/note.added/1.json`,
            JSON.stringify({ kind: 'note.added', ...one.members }),
          );
        else if (one.kind === 'template') await workspace.write('templates/provider/rules.ts.hbs', template + one.text);
        else if (one.kind === 'removed') await rm(join(workspace.options.out, one.path), { force: true });
        else {
          const path = join(workspace.options.out, one.path);
          await writeFile(path, (await readFile(path, 'utf8').catch(() => '')).slice(0, one.cut));
        }
      }
      const incremental = await workspace.generate();
      expect(compareOutput(await readPresent(workspace.options.out), incremental)).toEqual([]);
      expect(await workspace.generate(true)).toEqual(incremental);
    }),
    { numRuns: 12 },
  );
});

test('killed between two writes, the next run says so, calls no file edited, and completes the folder', async () => {
  const wanted = await workspace.generate();
  const other = wanted.map((file) => ({
    path: file.path,
    content: file.path.endsWith('lock.json')
      ? file.content.replaceAll(/"[0-9a-f]{64}"/g, '"other"')
      : `${file.content}\n`,
  }));
  await writeFile(join(workspace.options.out, '../trees.json'), JSON.stringify([wanted, other]));
  let interruptions = 0;
  for (let round = 0; round < 8; round += 1) {
    await killWriter(join(workspace.options.out, '..'), 15 + round * 11);
    const present = await readPresent(workspace.options.out);
    if (present.interrupted) {
      interruptions += 1;
      expect(describePresent(present, 'generated').join()).toContain('ended while it wrote');
    }
    const changes = compareOutput(present, wanted);
    await applyChanges(workspace.options.out, changes, wanted);
    const mended = await readPresent(workspace.options.out);
    expect(compareOutput(mended, wanted)).toEqual([]);
    expect(mended.interrupted).toBe(false);
  }
  expect(interruptions).toBeGreaterThan(0);
});

/** Writes two trees in turn over one folder until it is killed, some milliseconds after it began. */
async function killWriter(folder: string, milliseconds: number): Promise<void> {
  const writer = spawn(process.execPath, ['--import', 'tsx', join(root, 'test/drift/writer.ts'), folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((begun) => writer.stdout.once('data', begun));
  await new Promise((done) => setTimeout(done, milliseconds));
  const ended = new Promise((done) => writer.once('exit', done));
  writer.kill('SIGKILL');
  await ended;
}
