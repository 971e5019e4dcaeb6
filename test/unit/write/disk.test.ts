import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { UsageError } from '../../../generator/diagnostics.js';
import { LOCK_PATH } from '../../../generator/lock.js';
import { applyChanges } from '../../../generator/write/disk.js';
import type { Change } from '../../../generator/write/plan.js';

it('two runs at once: the one that comes too late says so, and the folder is whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hookwright-disk-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const wanted = [
    { path: 'src/a.ts', content: 'export {};\n' },
    { path: LOCK_PATH, content: '{}\n' },
  ];
  const changes = wanted.map(({ path }): Change => ({ kind: 'missing', path }));
  const runs = Array.from({ length: 4 }, () => applyChanges(folder, changes, wanted));
  const results = await Promise.allSettled(runs);
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  expect(refused.length).toBeGreaterThan(0);
  for (const reason of refused) {
    expect(reason).toBeInstanceOf(UsageError);
    expect(String(reason)).toContain('another run changes it');
  }
  expect(readdirSync(folder)).toEqual([LOCK_PATH, 'src']);
  expect(readFileSync(join(folder, 'src/a.ts'), 'utf8')).toBe('export {};\n');
});
