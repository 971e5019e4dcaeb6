import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { ProviderFolder } from '../../generator/load/folder.js';
import { copyOfSchemas, runCli } from '../cli/run-cli.js';
import { generateFrom, realFolders, root } from '../support/provider-folder.js';

/** The same folder as a file system that lists in another order would give it to a careless reader. */
function shuffled(folder: ProviderFolder): ProviderFolder {
  return { ...folder, files: [...folder.files].reverse() };
}

describe('the same inputs give the same bytes', () => {
  it('whatever the order of a folder', async () => {
    const folders = (await realFolders()).filter(
      (folder) => folder.provider === 'spike' || folder.provider === 'terra',
    );
    const once = await generateFrom(folders);
    const again = await generateFrom(folders.map(shuffled));
    expect(again.value.files).toEqual(once.value.files);
  });

  it('whatever the locale, the time zone and the place, and they are the bytes of this repository', () => {
    const folder = copyOfSchemas();
    const env = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Chatham' };
    expect(runCli(folder, ['generate'], env)).toMatchObject({ code: 0 });
    const lock = (path: string): string => readFileSync(join(path, 'generated/hookwright.lock.json'), 'utf8');
    expect(lock(folder)).toBe(lock(root));
    expect(runCli(root, ['check', '--out', join(folder, 'generated')]).code).toBe(0);
  });
});
