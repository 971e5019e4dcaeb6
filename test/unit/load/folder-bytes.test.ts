/** Files of a folder are read as bytes; what is read from those is what their text says. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

import { loadDocument } from '../../../generator/load/document.js';
import { bytesOf, loadProviderFolders } from '../../../generator/load/folder.js';

const root = mkdtempSync(join(tmpdir(), 'folder-bytes-'));
afterAll(() => rmSync(root, { recursive: true }));

async function read(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(root, 'schemas-'));
  const acme = mkdtempSync(join(folder, 'acme-'));
  for (const [path, text] of Object.entries({ 'manifest.yaml': 'title: Acme', ...files }))
    writeFileSync(join(acme, path), text);
  const { value } = await loadProviderFolders(folder, 'schemas');
  return value[0] ?? expect.unreachable();
}

test.each(['', ' \n', '\uFEFF'])('documents are the same from bytes and from text, after %j', async (before) => {
  const text = `${before}{"openapi": "3.1.0", "info": {"title": "Äpfel – 😀"}, "paths": {}}`;
  const folder = await read({ 'api.json': text });
  const copy = { ...folder, files: folder.files.map((file) => ({ ...file })) };
  expect(copy.files.map(bytesOf)).toEqual([undefined, undefined]);
  expect(loadDocument(folder, 'api.json').value).toEqual(JSON.parse(text.trimStart()));
  expect(loadDocument(copy, 'api.json')).toEqual(loadDocument(folder, 'api.json'));
});

test('an escape that does not exist stays wrong', async () => {
  const folder = await read({ 'api.json': '{"openapi": "3.1.0", "info": {"title": "\\é"}, "paths": {}}' });
  expect(loadDocument(folder, 'api.json').diagnostics).toMatchObject([{ code: 'syntax' }]);
});

test('a copy with another text has no bytes of the old one', async () => {
  const [file] = (await read({})).files;
  expect(bytesOf(file ?? expect.unreachable())?.toString()).toBe('title: Acme');
  expect(bytesOf({ ...(file ?? expect.unreachable()), text: 'title: Other' })).toBeUndefined();
});
