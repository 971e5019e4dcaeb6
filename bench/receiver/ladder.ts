/**
 * From the ceiling to the receiver, step by step: what each thing that a delivery needs costs, in processor time. Without HTTP and syncs,
 * which are the same for both, so that other work on the machine does not count; least of several series, the steps in turns.
 */
import { createHmac } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { decide, type IncomingHeaders } from '../../runtime/receiver/admission.js';
import { createIntake } from '../../runtime/receiver/intake.js';
import { keptHeaders, type Source } from '../../runtime/receiver/providers.js';
import { createAdmit } from '../../runtime/receiver/store/sqlite-admission.js';
import type { Database, NewDelivery } from '../../runtime/receiver/store/database.js';
import type { SqliteDriver } from '../../runtime/receiver/store/sqlite-driver.js';
import { openDriver, openSqlite } from '../../runtime/receiver/store/sqlite.js';
import { createLogger, createMetrics } from '../../runtime/receiver/telemetry.js';
import { createVault } from '../../runtime/receiver/vault.js';
import { createVerifier } from '../../runtime/receiver/verifier.js';
import { sourceOf } from './alone.js';
import { cpuOf, target, type Workshop } from './servers.js';
import { makeSleep } from './sleep.js';
import { table } from './table.js';

interface Request {
  readonly headers: IncomingHeaders;
  readonly body: Buffer;
}

/** Takes one group; the driver is that of a new store. */
type Take = (group: readonly Request[]) => void | Promise<void>;

interface Step {
  readonly name: string;
  readonly prepare: (source: Source, path: string) => Promise<Take>;
}

const number = 6400;
const ofGroup = 64;
const rounds = 12;

/** Prints the ladder; the share of the ceiling takes HTTP to cost what it costs the ceiling in the same run. */
export async function measureLadder(workshop: Workshop): Promise<void> {
  const source = await sourceOf();
  const requests = await Promise.all(Array.from({ length: number }, (_, n) => makeRequest(source, n)));
  const least = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1)
    for (const { name, prepare } of steps) {
      const folder = join(workshop.folder, 'ladder');
      mkdirSync(folder);
      const each = await timeGroups(await prepare(source, join(folder, 'receiver.db')), requests);
      least.set(name, Math.min(each, least.get(name) ?? Infinity));
      rmSync(folder, { recursive: true });
    }
  const whole = await timeCeiling(workshop);
  const first = least.get(steps[0]?.name ?? '') ?? Number.NaN;
  let before = first;
  const rows = [...least].map(([name, each]) => {
    const row = [name, each, each - before].map((value) => (typeof value === 'string' ? value : value.toFixed(1)));
    before = each;
    return [...row, `${((100 * whole) / (whole - first + each)).toFixed(0)} %`];
  });
  table(
    `SQLite, us of processor time a delivery without HTTP and syncs; with HTTP the ceiling takes ${whole.toFixed(1)} us`,
    ['with', 'us', 'more', 'share of the ceiling'],
    rows,
  );
}

const steps: readonly Step[] = [
  { name: 'the ceiling: HMAC, all headers, one table', prepare: (source, path) => bare(source, path, 'own') },
  { name: '+ the manifest’s scheme, all secrets, tolerance', prepare: (source, path) => bare(source, path, 'verify') },
  { name: '+ hash of the body, identity', prepare: (source, path) => bare(source, path, 'decide') },
  { name: '+ verdict, hash, address, size stored', prepare: (source, path) => rows(source, path, false) },
  { name: '+ indexes against conflicts and replays', prepare: (source, path) => rows(source, path, true) },
  { name: '+ job, replays looked up', prepare: admitted },
  { name: '+ groups, metrics, answers', prepare: taken },
];

async function makeRequest(source: Source, n: number): Promise<Request> {
  const body = Buffer.from(makeSleep(n, 1854));
  const signed = await source.webhook.sign(body, { secret: source.secrets });
  const own = { host: '127.0.0.1', 'content-type': 'application/json', 'content-length': String(body.length) };
  return { headers: { ...own, ...signed, 'x-terra-trace-id': `ladder-${String(n).padStart(7, '0')}` }, body };
}

async function timeGroups(take: Take, requests: readonly Request[]): Promise<number> {
  const before = process.cpuUsage();
  for (let n = 0; n < requests.length; n += ofGroup) await take(requests.slice(n, n + ofGroup));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / requests.length;
}

function openFile(path: string): SqliteDriver {
  const driver = openDriver(path);
  driver.exec(
    'PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=1000000',
  );
  return driver;
}

function together<Item>(
  driver: SqliteDriver,
  work: (items: readonly Item[]) => void,
): (items: readonly Item[]) => void {
  return (items) => {
    driver.exec('BEGIN IMMEDIATE');
    work(items);
    driver.exec('COMMIT');
  };
}

/** One table, as the ceiling has it, and more or less worked out for a row. */
function bare(source: Source, path: string, work: 'own' | 'verify' | 'decide'): Promise<Take> {
  const driver = openFile(path);
  driver.exec(
    'CREATE TABLE delivery (id INTEGER PRIMARY KEY, source TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL, UNIQUE (source, key))',
  );
  const insert = driver.prepare(
    'INSERT INTO delivery (source, key, at, headers, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const verify = createVerifier(source.webhook.definition, source.secrets);
  const [secret = ''] = source.secrets;
  const headersOf = ({ headers, body }: Request): string => {
    if (work === 'decide') return decided(source, { headers, body }).headers;
    if (work === 'verify') {
      const kept = keptHeaders(source, headers as Record<string, string>);
      verify(kept as IncomingHeaders, body, Date.now());
      return JSON.stringify(kept);
    }
    const [, time = '', digest = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['terra-signature'])) ?? [];
    const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
    if (!expected.equals(Buffer.from(digest, 'hex'))) throw new Error('The signature does not fit.');
    return JSON.stringify(headers);
  };
  const store = together<Request>(driver, (group) => {
    for (const request of group)
      insert.run('bench', request.headers['x-terra-trace-id'], Date.now(), headersOf(request), request.body);
  });
  return Promise.resolve(store);
}

/** The receiver's table, each row by itself. */
async function rows(source: Source, path: string, hasIndexes: boolean): Promise<Take> {
  await (await openSqlite(path)).close();
  const driver = openFile(path);
  if (!hasIndexes) driver.exec('DROP INDEX delivery_hash; DROP INDEX delivery_signed; DROP INDEX delivery_parts');
  const insert = driver.prepare(
    `INSERT INTO delivery (source, identity, hash, received_at, headers, coverage, address, size, conflict, body, parts, replay)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  return together<Request>(driver, (group) => {
    for (const request of group) {
      const { identity, hash, receivedAt, headers, coverage, address, size, body, replay } = toRow(source, request);
      insert.run(source.name, identity, hash, receivedAt, headers, coverage, address, size, 0, body, null, replay);
    }
  });
}

async function admitted(source: Source, path: string): Promise<Take> {
  await (await openSqlite(path)).close();
  const driver = openFile(path);
  const admit = createAdmit(driver);
  return together<Request>(driver, (group) => void admit(group.map((request) => toRow(source, request))));
}

/** Everything but HTTP. */
async function taken(source: Source, path: string): Promise<Take> {
  const store = await openSqlite(path);
  const driver = openFile(path);
  const admit = createAdmit(driver);
  const database: Database = {
    ...store,
    admit: (deliveries) => {
      driver.exec('BEGIN IMMEDIATE');
      const admissions = admit(deliveries);
      driver.exec('COMMIT');
      return Promise.resolve(admissions);
    },
  };
  const log = createLogger('silent');
  const vault = createVault([]);
  const clock = (): number => Date.now();
  const intake = createIntake({ database, metrics: createMetrics(), log, vault, clock, wake: () => undefined });
  return (group) =>
    new Promise((resolve) => {
      let left = group.length;
      for (const request of group)
        intake.accept(source, decided(source, request), request.body, '127.0.0.1', () => {
          left -= 1;
          if (left === 0) resolve();
        });
    });
}

function decided(source: Source, { headers, body }: Request) {
  const decision = decide(source, headers, body, Date.now());
  if (decision.kind === 'refused') throw new Error(decision.reason);
  return decision;
}

function toRow(source: Source, request: Request): NewDelivery {
  const { identity, hash, coverage, headers, replay } = decided(source, request);
  const { body } = request;
  const [address, size, receivedAt] = ['127.0.0.1', body.length, Date.now()];
  // Written out, as the receiver does it.
  return {
    source: source.name,
    identity,
    hash,
    receivedAt,
    headers,
    coverage,
    address,
    size,
    body,
    parts: null,
    replay,
  };
}

/** The ceiling with HTTP and syncs, in a process of its own. */
async function timeCeiling(workshop: Workshop): Promise<number> {
  const server = await workshop.start('ceiling', 'sqlite');
  const each: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const before = cpuOf(server.pid);
    const { sent } = await workshop.load(server.port, target.path, target.secret, 64, 1, 0, 30_000);
    each.push(((cpuOf(server.pid) - before) * 1e6) / sent);
  }
  await server.kill();
  return Math.min(...each);
}
