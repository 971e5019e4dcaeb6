/** `check` without libraries: it must never pass what a full comparison would refuse. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { decidingSources, packageRoot, toolVersions } from '../../generator/cli/installation.js';
import { check } from '../../generator/cli/commands/check.js';
import { quickCheck } from '../../generator/cli/quick-check.js';
import { loadInputs } from '../../generator/cli/workspace.js';
import { UsageError } from '../../generator/diagnostics.js';
import { LOCK_PATH, readLock } from '../../generator/lock.js';
import type { Lock } from '../../generator/lock.js';
import { root } from '../support/provider-folder.js';
import { createWorkspace, providerFiles } from './workspace.js';
import type { Workspace } from './workspace.js';

let workspace: Workspace;
let files: number;
let lock: Lock;

beforeAll(async () => {
  workspace = await createWorkspace({
    ...providerFiles('acme', { text: 'hello', count: 1 }),
    'schemas/package.yaml': 'name: providers\n',
  });
  files = (await workspace.generate()).length;
  const found = readLock(await readFile(join(workspace.options.out, LOCK_PATH), 'utf8'));
  if (found.kind !== 'sound') throw new Error('the lock just written is not sound');
  lock = found.lock;
});

afterAll(async () => workspace.remove());

/** Changes a file, looks, and puts it back. */
async function withText<T>(path: string, change: (text: string) => string, look: () => T | Promise<T>): Promise<T> {
  const text = await readFile(path, 'utf8');
  await writeFile(path, change(text));
  try {
    return await look();
  } finally {
    await writeFile(path, text);
  }
}

describe('the quick answer', () => {
  test('vouches for a folder that was just generated', () => {
    expect(quickCheck(workspace.options)).toBe(files);
  });

  test('reads the inputs and the tools that a generation reads', async () => {
    const inputs = await loadInputs(workspace.options);
    expect(lock.inputs).toEqual(inputs.inputs);
    expect(lock.tools).toEqual(inputs.tools);
    expect(toolVersions(packageRoot(), 'typescript')).toEqual(inputs.tools);
  });

  test('vouches for a checkout with CRLF line ends', async () => {
    const path = join(workspace.options.out, 'src/index.ts');
    expect(
      await withText(
        path,
        (text) => text.replaceAll('\n', '\r\n'),
        () => quickCheck(workspace.options),
      ),
    ).toBe(files);
  });

  test('leaves every single changed, missing or added character of an output or an input to the full comparison', async () => {
    const outputs = Object.keys(lock.files).map((path) => join(workspace.options.out, path));
    const own = ['schemas/acme/manifest.yaml', 'schemas/package.yaml', 'templates/provider/rules.ts.hbs'].map((path) =>
      join(dirname(workspace.options.schemas), path),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...outputs, ...own), fc.nat(), async (path, seed) => {
        const answer = await withText(
          path,
          (text) => {
            const at = seed % (text.length + 1);
            return seed % 3 === 0
              ? `${text.slice(0, at)}x${text.slice(at)}`
              : text.slice(0, at) + text.slice(at + 1) + (at === text.length ? 'x' : '');
          },
          () => quickCheck(workspace.options),
        );
        expect(answer).toBeUndefined();
      }),
      { numRuns: 60 },
    );
    expect(quickCheck(workspace.options)).toBe(files);
  });

  test('does not vouch for an extra file, a missing file or a missing folder', async () => {
    const extra = join(workspace.options.out, 'src/extra.ts');
    await writeFile(extra, '');
    expect(quickCheck(workspace.options)).toBeUndefined();
    await rm(extra);
    expect(quickCheck({ ...workspace.options, out: join(workspace.options.out, 'nowhere') })).toBeUndefined();
    expect(quickCheck({ ...workspace.options, schemas: join(workspace.options.schemas, 'nowhere') })).toBeUndefined();
    expect(quickCheck(workspace.options)).toBe(files);
  });

  test('does not vouch for a lock that git merged line by line from two branches', async () => {
    const path = join(workspace.options.out, LOCK_PATH);
    const other = join(workspace.options.out, 'src/merged.ts');
    await writeFile(other, '');
    const merged = JSON.stringify(
      {
        ...lock,
        files: { ...lock.files, 'src/merged.ts': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
      },
      undefined,
      2,
    );
    expect(
      await withText(
        path,
        () => `${merged}\n`,
        () => quickCheck(workspace.options),
      ),
    ).toBeUndefined();
    await rm(other);
  });

  test('hashes every source that the pipeline reaches', async () => {
    const known = new Set(decidingSources(root));
    const reached = await reachable([
      'pipeline.ts',
      'provider.ts',
      'load/folder.ts',
      'load/assets.ts',
      'manifest/package-manifest.ts',
    ]);
    expect([...reached].filter((path) => !known.has(path))).toEqual([]);
    expect(reached.size).toBeGreaterThan(100);
  });
});

describe('a lock that is not as it should be', () => {
  test('is never taken for sound when it is cut off anywhere', async () => {
    const text = await readFile(join(workspace.options.out, LOCK_PATH), 'utf8');
    for (let length = 0; length < text.length; length += 97)
      expect(readLock(text.slice(0, length)).kind).toBe('damaged');
    expect(readLock(undefined).kind).toBe('none');
  });

  test('is reported and mended when it is cut off', async () => {
    const path = join(workspace.options.out, LOCK_PATH);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.slice(0, 400));
    expect(await check({ ...workspace.options, json: true })).toBe(1);
    await workspace.generate();
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  test('of a newer format ends the command and is not overwritten', async () => {
    const path = join(workspace.options.out, LOCK_PATH);
    await withText(
      path,
      (text) => text.replace('"format": 2', '"format": 99'),
      async () => {
        expect(() => quickCheck(workspace.options)).toThrow(UsageError);
        await expect(workspace.generate()).rejects.toThrow(/newer hookwright/);
      },
    );
  });
});

test('an output folder that cannot be written is an error for the user, not a bug of ours', async () => {
  const blocked = await createWorkspace(providerFiles('acme', { text: 'hello' }));
  await writeFile(join(dirname(blocked.options.out), 'generated'), 'a file');
  await expect(blocked.generate()).rejects.toThrow(UsageError);
  await appendFile(join(blocked.options.schemas, 'acme/manifest.yaml'), '');
  await blocked.remove();
});

test('a folder without permission to write is refused with the place and what to do, and stays as it was', async () => {
  const closed = await createWorkspace(providerFiles('acme', { text: 'hello' }));
  await closed.generate();
  const before = await readFile(join(closed.options.out, LOCK_PATH), 'utf8');
  await closed.write(
    'schemas/acme/samples/note.added/2.json',
    JSON.stringify({ kind: 'note.added', text: 'a', more: 1 }),
  );
  const script = `
    import { generatePackage } from ${JSON.stringify(join(root, 'generator/pipeline.ts'))};
    import { loadInputs } from ${JSON.stringify(join(root, 'generator/cli/workspace.ts'))};
    import { compareOutput, readPresent } from ${JSON.stringify(join(root, 'generator/write/compare.ts'))};
    import { applyChanges } from ${JSON.stringify(join(root, 'generator/write/disk.ts'))};
    const options = ${JSON.stringify(closed.options)};
    const present = await readPresent(options.out);
    const { value } = await generatePackage(await loadInputs(options), () => 0, present);
    // The superuser may write anywhere.
    if (process.getuid() === 0) process.setuid(65534);
    await applyChanges(options.out, compareOutput(present, value.files), value.files).catch((error) => console.log(error.name, error.message));
  `;
  await mkdir(join(root, 'node_modules/.cache'), { recursive: true });
  await writeFile(join(root, 'node_modules/.cache/closed.mts'), script);
  execFileSync('chmod', ['-R', 'a-w,a+rX', dirname(closed.options.out)]);
  const said = execFileSync(process.execPath, ['--import', 'tsx', join(root, 'node_modules/.cache/closed.mts')], {
    cwd: root,
    encoding: 'utf8',
  });
  execFileSync('chmod', ['-R', 'u+w', dirname(closed.options.out)]);
  await rm(join(root, 'node_modules/.cache/closed.mts'));
  expect(said).toMatch(/^UsageError .*generated.*permission denied/);
  expect(await readFile(join(closed.options.out, LOCK_PATH), 'utf8')).toBe(before);
  await closed.remove();
});

/** Modules reached by static and dynamic imports that stay in the program. */
async function reachable(start: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const queue = [...start];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const text = await readFile(join(root, 'generator', path), 'utf8');
    for (const [, specifier] of text.matchAll(/(?:from|import\() ?'(\.[^']+)\.js'/g)) {
      const target = join(dirname(path), `${specifier ?? ''}.ts`);
      if (existsSync(join(root, 'generator', target)) && !target.startsWith('..')) queue.push(target);
    }
  }
  return found;
}
