import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { ProviderFolder } from '../../generator/load/folder.js';
import { copyOfSchemas, runCli } from '../cli/run-cli.js';
import { folderOf, generateFrom, realFolders, root } from '../support/provider-folder.js';

const MANIFEST = { title: 'Made' };
const API = { document: 'openapi.json', environments: { production: { url: 'https://api.example.com' } } };

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

  it('whatever the folder is called, and messages call it so', async () => {
    const odd = {
      openapi: '3.1.0',
      info: { title: 'A', version: '1' },
      components: { schemas: { A: { oddWord: 1 } } },
    };
    const made = folderOf('made', { 'manifest.yaml': { ...MANIFEST, apis: { main: API } }, 'openapi.json': odd });
    const folders = [...(await realFolders()).filter(({ provider }) => provider === 'rook'), made];
    const elsewhere = folders.map((folder) => ({ ...folder, label: `a/b/${folder.provider}` }));
    const [once, again] = [await generateFrom(folders), await generateFrom(elsewhere)];
    expect(again.value.files).toEqual(once.value.files);
    const places = ({ diagnostics }: typeof once): readonly string[] => diagnostics.map(({ at }) => at.file);
    expect(places(once)).toContain('schemas/made/openapi.json');
    expect(places(again)).toEqual(places(once).map((file) => file.replace(/^schemas/, 'a/b')));
    expect(again.value.files.filter(({ content }) => content.includes('a/b/'))).toEqual([]);
  });

  it('whatever the locale, the time zone, the place and the name of the folder, and they are the bytes of this repository', () => {
    const folder = copyOfSchemas();
    renameSync(join(folder, 'schemas'), join(folder, 'other'));
    const env = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Chatham' };
    expect(runCli(folder, ['generate', '--schemas', 'other'], env)).toMatchObject({ code: 0 });
    const lock = (path: string): string => readFileSync(join(path, 'generated/hookwright.lock.json'), 'utf8');
    expect(lock(folder)).toBe(lock(root));
    expect(runCli(root, ['check', '--out', join(folder, 'generated')]).code).toBe(0);
  });
});
