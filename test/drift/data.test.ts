/** Drift in deliveries: what is new in them is counted and placed, what was captured is not printed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { drift } from '../../generator/cli/commands/drift.js';
import type { DriftOptions } from '../../generator/cli/commands/drift.js';
import type { Tallied } from '../../generator/drift/tally.js';
import { loadProviderFolders } from '../../generator/load/folder.js';
import { parseYaml } from '../../generator/load/parse-text.js';
import { buildProvider } from '../../generator/provider.js';
import { createVault } from '../../runtime/receiver/vault.js';
import { post, settled, signed, start } from '../receiver/harness.js';
import { root } from '../support/provider-folder.js';
import { captureOutput } from './capture-output.js';
import { at } from './records.js';
import type { JsonRecord } from './records.js';

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

interface Report {
  readonly deliveries: number;
  readonly departing: number;
  readonly findings: readonly Tallied[];
}

async function run(source: string, more: Partial<DriftOptions> = {}) {
  const wanted = {
    name: 'terra',
    source,
    webhook: undefined,
    threshold: 0,
    showValues: false,
    bodyKeys: [],
    ...more,
  };
  const { code, output } = await captureOutput(async () => drift(options, wanted));
  return { code, output, report: JSON.parse(output) as Report };
}

const sleep = JSON.parse(readFileSync(join(root, 'schemas/terra/samples/sleep/full.json'), 'utf8')) as JsonRecord;
const changed = (change: (item: JsonRecord, body: JsonRecord) => void): JsonRecord => {
  const body = structuredClone(sleep);
  change(at(body, 'data', 0), body);
  return body;
};
const SECRET = 'captured-value-of-a-person';
const dreaming = changed((item) => (item['mood_of_dreams'] = SECRET));
const lines = [
  { receivedAt: '2026-03-01T00:00:00Z', headers: {}, body: sleep },
  { receivedAt: '2026-03-03T00:00:00Z', headers: {}, body: dreaming },
  { receivedAt: '2026-03-02T00:00:00Z', headers: {}, body: dreaming },
  { receivedAt: '2026-03-04T00:00:00Z', headers: {}, body: { ...sleep, type: 'dreams' } },
  { receivedAt: '2026-03-05T00:00:00Z', headers: {}, body: { ...sleep, data: SECRET } },
];
const inFolder = (name: string): string => join(folder, name);
function write(name: string, bodies: readonly unknown[], rest = ''): string {
  writeFileSync(inFolder(name), bodies.map((line) => JSON.stringify(line)).join('\n') + rest);
  return inFolder(name);
}

describe('drift', () => {
  test('finds nothing in the samples that the types were made of', async () => {
    const { code, report } = await run(join(root, 'schemas/terra/samples/sleep'));
    expect([code, report.departing]).toEqual([0, 0]);
    expect(report.deliveries).toBeGreaterThan(0);
  });

  test('counts new members, new event types and changed kinds, with first and last seen, and how to settle each', async () => {
    const { code, report, output } = await run(write('deliveries.ndjson', lines, '\nnot json\n'));
    expect([code, report.deliveries, report.departing]).toEqual([1, 6, 5]);
    const found = report.findings.map(({ kind, eventType, path, count }) => `${count} ${kind} ${eventType} ${path}`);
    expect(found[0]).toBe('2 unknown-member sleep /data/*/mood_of_dreams');
    expect(found).toContain('1 unknown-event-type dreams ');
    expect(found).toContain('1 does-not-fit sleep /data');
    expect(found).toContain('1 not-json  ');
    expect(report.findings[0]).toMatchObject({ first: '2026-03-02T00:00:00Z', last: '2026-03-03T00:00:00Z' });
    expect(report.findings[0]?.remedy).toContain('mood_of_dreams: { type: string }');
    expect(report.findings.find(({ kind }) => kind === 'not-json')).toMatchObject({ first: 'line 6', last: 'line 6' });
    expect(output).not.toContain(SECRET);
  });

  test('prints captured values only where told, in either form of the report', async () => {
    const unfit = changed((item) => (at(item, 'metadata')['start_time'] = ['captured-list', 'x'.repeat(200)]));
    const fresh = changed((item) => (item['fresh'] = { inside: 'captured-member' }));
    const news = changed((item) => (at(item, 'metadata')['upload_type'] = 4711));
    const source = write('values.ndjson', [news, unfit, fresh, ...lines]);
    const { name, showValues, ...wanted } = {
      name: 'terra',
      source,
      webhook: undefined,
      threshold: 0,
      bodyKeys: [],
      showValues: false,
    };
    const text = async (isShown: boolean): Promise<string> =>
      (await captureOutput(async () => drift({ ...options, json: false }, { ...wanted, name, showValues: isShown })))
        .output;
    expect((await run(source, { showValues })).output).not.toMatch(/4711|captured-/);
    expect(await text(false)).not.toMatch(/4711|captured-/);
    const shown = await text(true);
    expect(shown).toContain('values: 4711');
    expect(shown).toMatch(/values: \["captured-list","x{100,110}…\n/);
    expect(shown).toContain('values: {"inside":"captured-member"}');
    expect((await run(source, { showValues: true })).report.findings.flatMap(({ values }) => values)).toContain('4711');
  });

  test('exits with 0 up to the threshold, and takes only a share for one', async () => {
    const source = write('few.ndjson', lines.slice(0, 2));
    expect((await run(source, { threshold: 0.5 })).code).toBe(0);
    expect((await run(source, { threshold: 0.4 })).code).toBe(1);
    for (const threshold of [-1, 2, Number.NaN])
      await expect(run(source, { threshold })).rejects.toThrow(/from 0 to 1/);
  });

  test('says what it can read where it cannot read a source', async () => {
    await expect(run(inFolder('nowhere.db'))).rejects.toThrow(/there is no/);
    writeFileSync(inFolder('notes.txt'), 'notes');
    await expect(run(inFolder('notes.txt'))).rejects.toThrow(/neither \.ndjson/);
    await expect(run(inFolder('notes.txt'), { name: 'tera' })).rejects.toThrow(/no "tera"; generate and build/);
    await expect(run(write('one.ndjson', lines), { webhook: 'other' })).rejects.toThrow(/no webhook "other"; known: /);
  });
});

test('every action that is proposed is one that the overlay takes, and settles the finding', async () => {
  const source = write('actions.ndjson', [
    dreaming,
    changed((item) => (at(item, 'metadata')['upload_type'] = 4711)),
    changed((item) => (item['sleep_durations_data'] = [])),
    changed((item) => (at(item, 'sleep_durations_data')['sleep_efficiency'] = 'high')),
    changed((item) => (at(item, 'metadata')['start_time'] = null)),
    changed((_, body) => delete at(body, 'user')['user_id']),
    changed((_, body) => delete body['data']),
  ]);
  const { report } = await run(source, { showValues: true });
  const actions = report.findings.flatMap(({ remedy }) => /\{ target: .*\}$/.exec(remedy)?.slice(0, 1) ?? []);
  expect(actions.length).toBe(report.findings.length);
  expect(actions.length).toBeGreaterThanOrEqual(7);
  const [own] = (await loadProviderFolders(join(root, 'schemas'), 'schemas')).value.filter(
    ({ provider }) => provider === 'terra',
  );
  const files = (own?.files ?? []).map((file) => {
    if (file.path !== 'overlay.yaml') return file;
    const overlay = parseYaml(file.text, file.path).value as { readonly actions: readonly unknown[] };
    const added = actions.map((action) => ({ ...(parseYaml(action, '').value as object), description: 'Seen.' }));
    return { ...file, text: JSON.stringify({ ...overlay, actions: [...overlay.actions, ...added] }) };
  });
  const built = buildProvider({ provider: 'terra', label: 'schemas/terra', files });
  expect(built.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const schema = (name: string): string =>
    JSON.stringify(built.value?.schemas.find((one) => one.name === name)?.schema ?? {});
  expect(schema('Sleep')).toContain('"mood_of_dreams":{"type":"string"}');
  expect(schema('SleepMetadata')).toContain('4711');
  expect(at(JSON.parse(schema('TerraUser')), 'required')).not.toContain('user_id');
  expect(schema('SleepDurationsData')).toMatch(/"sleep_efficiency":\{[^}]*"string"/);
});

describe("the receiver's own database", { timeout: 60_000 }, () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  const [plain, sealed] = [inFolder('plain.db'), inFolder('sealed.db')];

  async function receive(store: string, encryptionKeys: readonly string[]): Promise<void> {
    const receiver = await start(store, { encryptionKeys: [...encryptionKeys] });
    try {
      const rook = JSON.parse(
        readFileSync(join(root, 'schemas/rook/samples/sleep_health.sleep_summary/full.json'), 'utf8'),
      ) as JsonRecord;
      for (const [provider, webhook, event] of [
        ['terra', 'events', sleep],
        ['terra', 'events', dreaming],
        ['rook', 'data', rook],
      ] as const)
        expect(await post(receiver.port, await signed(provider, webhook, event))).toBeLessThan(300);
      await settled(receiver);
    } finally {
      await receiver.stop();
    }
  }

  beforeAll(async () => {
    await receive(plain, []);
    await receive(sealed, [key]);
  });

  test('is read without changing it, only the deliveries of the provider', async () => {
    const before = readFileSync(plain);
    const { code, report, output } = await run(plain);
    expect([code, report.deliveries, report.departing]).toEqual([1, 2, 1]);
    const [found] = report.findings;
    expect(found).toMatchObject({
      kind: 'unknown-member',
      eventType: 'sleep',
      path: '/data/*/mood_of_dreams',
      count: 1,
    });
    expect(found?.first).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(output).not.toContain(SECRET);
    expect(readFileSync(plain).equals(before)).toBe(true);
  });

  test('with sealed bodies needs the key by the name of its environment variable', async () => {
    await expect(run(sealed)).rejects.toThrow(/bodies are sealed; name the environment variable .*--body-key NAME/);
    process.env['HOOKWRIGHT_TEST_OTHER'] = Buffer.alloc(32, 8).toString('base64');
    process.env['HOOKWRIGHT_TEST_KEY'] = key;
    await expect(run(sealed, { bodyKeys: ['HOOKWRIGHT_TEST_OTHER'] })).rejects.toThrow(/sealed with another key/);
    await expect(run(sealed, { bodyKeys: ['HOOKWRIGHT_TEST_NONE'] })).rejects.toThrow(/has to hold 32 bytes/);
    const { report } = await run(sealed, { bodyKeys: ['HOOKWRIGHT_TEST_OTHER', 'HOOKWRIGHT_TEST_KEY'] });
    expect([report.deliveries, report.departing]).toEqual([2, 1]);
  });

  test('that holds nothing of the provider names what it holds', async () => {
    await expect(run(plain, { name: 'spike' })).rejects.toThrow(
      /no delivery of spike; it has: rook\/data\/.*, terra\/events\//,
    );
  });

  test('a delivery in parts is put together, sealed or not; one that was erased, and an answer, are passed over', async () => {
    const Driver = createRequire(import.meta.filename)('better-sqlite3') as typeof Sqlite;
    const vault = createVault([key]);
    const whole = Buffer.from(JSON.stringify(dreaming));
    const database = new Driver(plain);
    const part = database.prepare('INSERT INTO part (owner, n, bytes) VALUES (?, ?, ?)');
    part.run('big', 0, vault.seal(whole.subarray(0, 100)));
    part.run('big', 1, whole.subarray(100));
    const row = `INSERT INTO delivery (source, identity, hash, received_at, headers, coverage, address, size, conflict, body, parts)
      VALUES ('terra/events/sandbox', ?, ?, 1767225600000, '{}', 'body', '', 1, 0, NULL, ?)`;
    database.prepare(row).run('id-1', Buffer.from('1'), 'big');
    database.prepare(row).run('id-2', Buffer.from('2'), null);
    const answer = row.replace("'body', ''", "'answer', ''").replace('NULL, ?', "CAST('{}' AS BLOB), ?");
    database.prepare(answer).run('id-3', Buffer.from('3'), null);
    database.close();
    process.env['HOOKWRIGHT_TEST_KEY'] = key;
    const { report } = await run(plain, { bodyKeys: ['HOOKWRIGHT_TEST_KEY'] });
    expect(report.deliveries).toBe(3);
    expect(report.findings[0]).toMatchObject({ count: 2, first: '2026-01-01T00:00:00.000Z' });
  });

  test('a file that only looks like one, or that is cut off, is an error for the user', async () => {
    const Driver = createRequire(import.meta.filename)('better-sqlite3') as typeof Sqlite;
    const other = new Driver(inFolder('other.db'));
    other.exec('CREATE TABLE note (id INTEGER)');
    other.close();
    await expect(run(inFolder('other.db'))).rejects.toThrow(/is no database of the receiver/);
    writeFileSync(inFolder('cut.db'), readFileSync(sealed).subarray(0, 3000));
    await expect(run(inFolder('cut.db'))).rejects.toMatchObject({ name: 'UsageError' });
  });
});
