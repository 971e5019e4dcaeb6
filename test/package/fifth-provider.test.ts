import { describe, expect, it } from 'vitest';

import { buildProvider } from '../../generator/provider.js';
import { folderOf, generateFrom, realFolders } from '../support/provider-folder.js';

/** A provider that nobody has heard of: a manifest and two samples, nothing else. */
const pulse = folderOf('pulse', {
  'manifest.yaml': `
title: Pulse
webhooks:
  events:
    title: Readings
    signature:
      kind: hmac
      headers: { signature: [x-pulse-signature], timestamp: [x-pulse-time] }
      encoding: base64
      content: [timestamp, { text: ':' }, body]
      coverage: body
      toleranceSeconds: 60
    discriminator: { member: /event }
    events:
      reading.{change}:
        each: { change: [added, changed] }
        type: ReadingEvent
        samples: reading
        records: { at: /reading, key: [/id], version: { newest: /taken_at } }
`,
  'samples/reading/full.json': {
    event: 'reading.added',
    reading: { id: 'r-1', beats: 61, taken_at: '2026-01-02T03:04:05Z', note: null },
  },
  'samples/reading/sparse.json': {
    event: 'reading.changed',
    reading: { id: 'r-2', beats: 72, taken_at: '2026-01-03T03:04:05Z', device: 'Example Band' },
  },
});

describe('a fifth provider', () => {
  it('is a folder: nothing outside it changes', async () => {
    const four = (await generateFrom(await realFolders())).value.files;
    const five = (await generateFrom([...(await realFolders()), pulse])).value.files;
    const before = new Map(four.map((file) => [file.path, file.content]));
    const touched = five.filter((file) => before.get(file.path) !== file.content).map((file) => file.path);
    const shared = ['README.md', 'api-surface.md', 'hookwright.lock.json', 'package.json', 'src/index.ts'];
    expect(touched.filter((path) => !path.includes('pulse') && !shared.includes(path))).toEqual([]);
    expect(five.some((file) => file.path === 'src/pulse/webhooks.ts')).toBe(true);
  });

  it('has its event types as literals, and what its samples show', () => {
    const { value, diagnostics } = buildProvider(pulse);
    expect(diagnostics.filter((diagnostic) => diagnostic.severity === 'error')).toEqual([]);
    const body = value?.schemas.find((schema) => schema.name === 'ReadingEvent')?.schema;
    expect(body).toMatchObject({
      properties: { event: { enum: ['reading.added', 'reading.changed'] } },
      required: ['event', 'reading'],
    });
  });
});
