/** Observations in place of samples: what they keep, what they must not, and what they cost. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { readBodies } from '../../../generator/cli/read-bodies.js';
import { observeProvider } from '../../../generator/infer/infer-provider.js';
import { createObserver } from '../../../generator/infer/observe.js';
import { printObservations } from '../../../generator/infer/observations-file.js';
import { project } from '../../../generator/infer/project.js';
import { tagsOf } from '../../../generator/infer/tags.js';
import type { ProviderFolder } from '../../../generator/load/folder.js';
import { parseYaml } from '../../../generator/load/parse-text.js';
import { loadSamples } from '../../../generator/load/samples.js';
import { parseManifest } from '../../../generator/manifest/parse-manifest.js';
import { buildProvider } from '../../../generator/provider.js';
import type { JsonValue } from '../../../generator/schema.js';
import { realFolders } from '../../support/provider-folder.js';

const folders = await realFolders();

function observationsOf(folder: ProviderFolder): string {
  const text = folder.files.find((file) => file.path === 'manifest.yaml')?.text ?? '';
  const manifest = parseManifest(parseYaml(text, '').value, folder.provider, '').value;
  const { seen, names } = observeProvider(folder, loadSamples(folder).value).value;
  return printObservations({ folders: project(seen, tagsOf(manifest)), names });
}

/** Texts of bodies that could tell something of someone: with a digit run, a blank or an at sign. */
function tellingTexts(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return value.length > 5 && /\d{3}|\s|@/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((item: JsonValue) => tellingTexts(item));
}

describe.each(folders.map((folder) => [folder.provider, folder] as const))('observations of %s', (_, folder) => {
  const text = observationsOf(folder);

  test('alone give the same intermediate representation as the samples', () => {
    const withSamples = buildProvider(folder).value;
    const files = folder.files.filter((file) => !file.path.startsWith('samples/'));
    const alone = buildProvider({ ...folder, files: [...files, { path: 'observations.json', text }] });
    expect(withSamples).toBeDefined();
    expect(JSON.stringify(alone.value)).toBe(JSON.stringify(withSamples));
    const both = buildProvider({ ...folder, files: [...folder.files, { path: 'observations.json', text }] });
    expect(JSON.stringify(both.value)).toBe(JSON.stringify(withSamples));
  });

  test('hold no identifier, address, time or sentence of any sample', () => {
    const values = new Set(loadSamples(folder).value.flatMap(({ body }) => tellingTexts(body)));
    expect(values.size).toBeGreaterThan(20);
    expect([...values].filter((value) => text.includes(JSON.stringify(value)))).toEqual([]);
  });
});

test('what an observer keeps does not grow with the number of bodies', () => {
  const observer = createObserver();
  const sizes = [400, 4000].map((count) => {
    for (let i = 0; i < count; i++) {
      const key = `user${String.fromCharCode(97 + (i % 26))}${String.fromCharCode(97 + ((i >> 4) % 26))}x`.repeat(
        1 + (i % 3),
      );
      observer.add('sleep', {
        id: `n-${i}`,
        [key]: { [`${key}y`]: i },
        list: [i, `text ${i}`],
        at: `2026-01-01T00:00:${i % 60}Z`,
      });
    }
    return printObservations({ folders: observer.folders(), names: new Map() }).length;
  });
  expect(sizes[0]).toBeGreaterThan(1000);
  expect(sizes[1]).toBeLessThan((sizes[0] ?? 0) * 2);
});

test('lines are read whole where characters span the chunks of a stream', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hookwright-'));
  try {
    const file = join(folder, 'bodies.ndjson');
    const text = 'žluťoučký kůň 🐎 '.repeat(20);
    const count = 6000;
    writeFileSync(file, Array.from({ length: count }, (_, i) => JSON.stringify({ i, text })).join('\r\n'));
    let expected = 0;
    for await (const { body } of readBodies(file)) expect(body).toEqual({ i: expected++, text });
    expect(expected).toBe(count);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
