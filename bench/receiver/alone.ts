/** Parts of the receiver measured by themselves, in this process: verifying, the jobs table, processing, a growing store. */
import { createHash, createHmac } from 'node:crypto';
import { demoConfig } from '../../runtime/receiver/config.js';
import { decide } from '../../runtime/receiver/admission.js';
import { finishJobs, leaseJobs } from '../../runtime/receiver/jobs.js';
import { createSource, loadProviders, type Source } from '../../runtime/receiver/providers.js';
import { openStore, startReceiver } from '../../runtime/receiver/receiver.js';
import type { Database, NewDelivery } from '../../runtime/receiver/store/database.js';
import { createLogger } from '../../runtime/receiver/telemetry.js';
import { createVerifier } from '../../runtime/receiver/verifier.js';
import { makeSleep } from './sleep.js';
import { table } from './table.js';

const packageName = '@hookwright/providers';

/** Verifying, with and without everything else that an admission decides. */
export async function measureVerify(): Promise<void> {
  const source = await sourceOf();
  const rows = await Promise.all(
    [2000, 1_000_000].map(async (bytes) => {
      const body = Buffer.from(makeSleep(0, bytes));
      const signed = await source.webhook.sign(body, { secret: source.secrets });
      const headers = { ...signed, 'x-terra-trace-id': 'bench' };
      const now = Date.now();
      const times = bytes < 10_000 ? 20_000 : 200;
      const verifier = createVerifier(source.webhook.definition, source.secrets);
      const [key = ''] = source.secrets;
      const works = [
        () => createHmac('sha256', key).update(`${now}.`).update(body).digest('hex'),
        () => verifier(headers, body, now),
        () => decide(source, headers, body, now),
        () => createHash('sha256').update(body).digest(),
      ];
      return [`${bytes} bytes`, ...timed(times, works).map((each) => each.toFixed(2))];
    }),
  );
  table(
    'one delivery, us of processor time, least of 9 series',
    ['body', 'the HMAC alone', 'verify', 'whole decision', 'a SHA-256 for comparison'],
    rows,
  );
}

/** Jobs that do nothing: leased 50 at a time and finished. */
export async function measureQueue(store: string, number: number): Promise<readonly (string | number)[]> {
  const database = await openStore(store, false);
  const sql =
    "INSERT INTO job (delivery_id, kind, lane, rank, dead, attempts, run_at) VALUES ($1, 'process', 0, 0, 0, 0, 0)";
  for (let n = 0; n < number; n += 500)
    await database.write(Array.from({ length: 500 }, (_, index) => ({ sql, values: [n + index + 1] })));
  const before = cpu();
  const startedAt = performance.now();
  let done = 0;
  const drain = async (): Promise<void> => {
    for (;;) {
      const jobs = await leaseJobs(database, { lanes: [0, 0], most: 50, now: Date.now(), seconds: 60, isLazy: true });
      if (jobs.length === 0) return;
      await database.writeLazily([finishJobs(database, jobs)]);
      done += jobs.length;
    }
  };
  await Promise.all(Array.from({ length: database.lanes }, drain));
  const seconds = (performance.now() - startedAt) / 1000;
  const worked = cpu() - before;
  const { dialect } = database;
  await database.close();
  return [`${dialect}, jobs that do nothing`, done, Math.round(done / seconds), Math.round(worked / done)];
}

/** Stored deliveries processed for good: parsed, validated, made into records. */
export async function measureProcessing(store: string, number: number): Promise<readonly (string | number)[]> {
  const database = await openStore(store, false);
  await fill(database, 0, number);
  const { dialect } = database;
  const providers = await loadProviders(packageName);
  const config = { ...demoConfig(providers, packageName), store, port: 0, receives: false };
  const before = cpu();
  const startedAt = performance.now();
  const receiver = await startReceiver(config, { providers, database, log: createLogger('silent') });
  for (;;) {
    const [row] = await database.read('SELECT 1 AS n FROM job LIMIT 1');
    if (row === undefined) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const worked = cpu() - before;
  await receiver.stop();
  await database.close();
  return [
    `${dialect}, deliveries made into records`,
    number,
    Math.round(number / seconds),
    Math.round(worked / number),
  ];
}

/** Stores so many deliveries without processing any; how fast each tenth went. */
export async function measureCurve(store: string, number: number): Promise<void> {
  const database = await openStore(store, false);
  const step = Math.ceil(number / 10);
  const rows: (readonly (string | number)[])[] = [];
  for (let n = 0; n < 10; n += 1) {
    const startedAt = performance.now();
    const slowest = await fill(database, n * step, step);
    const seconds = (performance.now() - startedAt) / 1000;
    rows.push([(n + 1) * step, Math.round(step / seconds), slowest.toFixed(1)]);
  }
  table(
    `${database.dialect}: deliveries stored in groups of 64, each with its job, one group after the other`,
    ['stored', 'deliveries/s of this tenth', 'p99 of a commit ms'],
    rows,
  );
  await database.close();
}

async function fill(database: Database, from: number, number: number): Promise<number> {
  const commits: number[] = [];
  for (let n = from; n < from + number; n += 64) {
    const group = Array.from({ length: Math.min(64, from + number - n) }, (_, index) => makeRow(n + index));
    const startedAt = performance.now();
    await database.admit(group);
    commits.push(performance.now() - startedAt);
  }
  return commits.sort((a, b) => a - b)[Math.floor(commits.length * 0.99)] ?? Number.NaN;
}

function makeRow(n: number): NewDelivery {
  const body = Buffer.from(makeSleep(n, 1854));
  return {
    source: 'terra/events/sandbox',
    identity: `bench-${n}`,
    hash: createHash('sha256').update(body).digest(),
    receivedAt: 1_700_000_000_000 + n,
    headers: '{"content-type":"application/json"}',
    coverage: 'body',
    address: '127.0.0.1',
    size: body.length,
    body,
    parts: null,
    replay: null,
  };
}

/** The webhook that is measured. */
export async function sourceOf(): Promise<Source> {
  const providers = await loadProviders(packageName);
  const { sources } = demoConfig(providers, packageName);
  const settings = sources.find((each) => each.provider === 'terra' && each.webhook === 'events');
  if (settings === undefined) throw new Error('There is no such webhook.');
  return createSource(providers, settings, settings);
}

/** Processor time, not time on the clock: other work on the machine does not count. In turns, so that it disturbs all alike. */
function timed(times: number, works: readonly (() => unknown)[]): readonly number[] {
  const each = Math.ceil(times / 9);
  const series = works.map((): number[] => []);
  for (let round = 0; round < 9; round += 1)
    works.forEach((work, index) => {
      const before = cpu();
      for (let n = 0; n < each; n += 1) work();
      series[index]?.push((cpu() - before) / each);
    });
  return series.map((each) => Math.min(...each));
}

/** Microseconds that this process has worked. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
