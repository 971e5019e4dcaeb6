/** Drift in deliveries: what is new in them is counted and placed, what was captured is not printed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { drift } from '../../generator/cli/commands/drift.js';
import type { DriftOptions } from '../../generator/cli/commands/drift.js';
import type { Tallied } from '../../generator/drift/tally.js';
import { root } from '../support/provider-folder.js';
import { captureOutput } from './capture-output.js';

type Json = Record<string, any>;

const folder = mkdtempSync(join(tmpdir(), 'hookwright-drift-'));
afterAll(() => rmSync(folder, { recursive: true }));

const options = {
  schemas: join(root, 'schemas'),
  out: join(root, 'generated'),
  templates: undefined,
  provider: undefined,
  allowRemote: false,
  force: false,
  json: true,
  verbose: false,
};

async function run(source: string, more: Partial<DriftOptions> = {}) {
  const wanted = { name: 'terra', source, webhook: undefined, threshold: 0, showValues: false, ...more };
  const { code, output } = await captureOutput(async () => drift(options, wanted));
  return { code, output, report: JSON.parse(output) as { deliveries: number; departing: number; findings: Tallied[] } };
}

const sleep = JSON.parse(readFileSync(join(root, 'schemas/terra/samples/sleep/full.json'), 'utf8')) as Json;
const changed = (change: (body: Json) => void): Json => {
  const body = structuredClone(sleep);
  change(body);
  return body;
};
const SECRET = 'captured-value-of-a-person';
const lines = [
  { receivedAt: '2026-03-01T00:00:00Z', headers: {}, body: sleep },
  {
    receivedAt: '2026-03-03T00:00:00Z',
    headers: {},
    body: changed((body) => (body['data'][0].mood_of_dreams = SECRET)),
  },
  {
    receivedAt: '2026-03-02T00:00:00Z',
    headers: {},
    body: changed((body) => (body['data'][0].mood_of_dreams = SECRET)),
  },
  { receivedAt: '2026-03-04T00:00:00Z', headers: {}, body: { ...sleep, type: 'dreams' } },
  { receivedAt: '2026-03-05T00:00:00Z', headers: {}, body: { ...sleep, data: SECRET } },
];

describe('drift', () => {
  test('finds nothing in the samples that the types were made of', async () => {
    const { code, report } = await run(join(root, 'schemas/terra/samples/sleep'));
    expect([code, report.departing]).toEqual([0, 0]);
    expect(report.deliveries).toBeGreaterThan(0);
  });

  test('counts new members, new event types and changed kinds, with first and last seen, and how to settle each', async () => {
    const source = join(folder, 'deliveries.ndjson');
    writeFileSync(source, `${lines.map((line) => JSON.stringify(line)).join('\n')}\nnot json\n`);
    const { code, report, output } = await run(source);
    expect([code, report.deliveries, report.departing]).toEqual([1, 6, 5]);
    const found = report.findings.map(({ kind, eventType, path, count }) => `${count} ${kind} ${eventType} ${path}`);
    expect(found[0]).toBe('2 unknown-member sleep /data/*/mood_of_dreams');
    expect(found).toContain('1 unknown-event-type dreams ');
    expect(found).toContain('1 does-not-fit sleep /data');
    expect(found).toContain('1 not-json  ');
    expect(report.findings[0]).toMatchObject({ first: '2026-03-02T00:00:00Z', last: '2026-03-03T00:00:00Z' });
    expect(report.findings[0]?.remedy).toContain('mood_of_dreams: { type: string }');
    expect(output).not.toContain(SECRET);
  });

  test('exits with 0 up to the threshold', async () => {
    const source = join(folder, 'few.ndjson');
    writeFileSync(
      source,
      lines
        .slice(0, 2)
        .map((line) => JSON.stringify(line))
        .join('\n'),
    );
    expect((await run(source, { threshold: 0.5 })).code).toBe(0);
    expect((await run(source, { threshold: 0.4 })).code).toBe(1);
  });

  test("reads the receiver's SQLite database, and only the provider's deliveries in it", async () => {
    const file = join(folder, 'receiver.db');
    const Driver = createRequire(import.meta.filename)('better-sqlite3') as new (path: string) => any;
    const database = new Driver(file);
    database.exec(
      'CREATE TABLE delivery (id INTEGER PRIMARY KEY, source TEXT, received_at INTEGER, headers TEXT, body BLOB, parts TEXT)',
    );
    database.exec('CREATE TABLE part (owner TEXT, n INTEGER, bytes BLOB)');
    const insert = database.prepare(
      'INSERT INTO delivery (source, received_at, headers, body, parts) VALUES (?, ?, ?, ?, ?)',
    );
    insert.run('terra', 1_767_225_600_000, '{}', Buffer.from(JSON.stringify(sleep)), null);
    insert.run('rook', 1_767_225_600_000, '{}', Buffer.from('{}'), null);
    insert.run('terra', 1_767_312_000_000, '{}', null, 'big');
    const whole = Buffer.from(JSON.stringify(lines[1]?.body));
    database.prepare('INSERT INTO part VALUES (?, ?, ?)').run('big', 0, whole.subarray(0, 100));
    database.prepare('INSERT INTO part VALUES (?, ?, ?)').run('big', 1, whole.subarray(100));
    database.close();
    const { report } = await run(file);
    expect([report.deliveries, report.departing]).toEqual([2, 1]);
    expect(report.findings[0]).toMatchObject({ kind: 'unknown-member', first: '2026-01-02T00:00:00.000Z' });
  });
});
