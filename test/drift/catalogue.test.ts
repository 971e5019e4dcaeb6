/** docs/drift.md says what the catalogue says. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { printCatalogue } from '../../generator/diff/catalogue.js';
import { changeKinds } from '../../generator/diff/kinds.js';
import { root } from '../support/provider-folder.js';

test('docs/drift.md ends with the catalogue as it is in the source', async () => {
  const path = join(root, 'docs/drift.md');
  const [head] = (await readFile(path, 'utf8')).split(/(?<=prints it anew\. -->\n)/);
  await expect(`${head ?? ''}\n${printCatalogue()}`).toMatchFileSnapshot(path);
});

test('every kind concerns somebody and nearly all have a counterpart in oasdiff or are about webhooks', () => {
  const entries = Object.entries(changeKinds);
  expect(entries.length).toBeGreaterThanOrEqual(60);
  expect(entries.filter(([, entry]) => entry.reader === undefined && entry.sender === undefined)).toEqual([]);
  expect(entries.filter(([, entry]) => entry.oasdiff !== undefined).length).toBeGreaterThanOrEqual(60);
});
