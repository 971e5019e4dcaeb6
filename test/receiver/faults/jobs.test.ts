/** Workers that die in the middle of a job, handlers that throw, clocks that jump: work is done, and has its effect once. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { api, post, start, temporaryFolder } from '../harness.js';
import { count, settleAndCount } from './ledger.js';
import { buildProgram, type Program } from './processes.js';
import { hashOf, sleepMaker, startTraffic } from './traffic.js';
import { eventually, tell } from './waiting.js';

// On a machine that has other work to do.
vi.setConfig({ testTimeout: 180_000 });

const hour = 3_600_000;
const folder = temporaryFolder();
let program: Program;

beforeAll(async () => {
  program = await buildProgram('jobs');
});

afterAll(async () => {
  await program.remove();
  folder.remove();
});

describe('a worker that dies in the middle of a job', () => {
  it('leaves the job to the next one, and its effect happens once', async () => {
    const store = join(folder.path, 'dies', 'receiver.db');
    const effects = join(folder.path, 'effects.db');
    const number = 24;
    const first = await program.start({ store, effects, handlerMilliseconds: 150 });
    const traffic = startTraffic(await sleepMaker('dies'), () => [first.port], 8, number);
    await eventually(() => traffic.acknowledged.size === number, 'all deliveries are acknowledged');
    await traffic.stop();
    await eventually(() => read(effects, 'SELECT count(*) AS n FROM call') > 3, 'handlers run');
    await first.kill();
    // Twice more, each time with the leases of the dead worker over.
    const second = await program.start({ store, effects, handlerMilliseconds: 150, clockAhead: hour });
    const before = read(effects, 'SELECT count(*) AS n FROM call');
    await eventually(() => read(effects, 'SELECT count(*) AS n FROM call') > before, 'handlers run again');
    await second.kill();
    const third = await program.start({ store, effects, clockAhead: 2 * hour });
    await eventually(() => read(effects, 'SELECT count(*) AS n FROM effect') === number, 'all effects are there');
    await third.kill();
    const calls = read(effects, 'SELECT count(*) AS n FROM call');
    const effectCount = read(effects, 'SELECT count(*) AS n FROM effect');
    const ledger = await settleAndCount(store, traffic.acknowledged);
    tell('worker killed twice in the middle of jobs', { calls, effects: effectCount, ...ledger });
    expect(calls).toBeGreaterThanOrEqual(number);
    expect(effectCount).toBe(number);
    expect(read(effects, 'SELECT count(*) AS n FROM call WHERE key NOT IN (SELECT key FROM effect)')).toBe(0);
    expect(ledger).toMatchObject({ acknowledgedAndMissing: 0, processedTwice: 0, unprocessed: 0 });
  });

  it('does not die of the same job for ever: in the end the job is on the dead-letter list', async () => {
    const store = join(folder.path, 'poison', 'receiver.db');
    const effects = join(folder.path, 'poison.db');
    const first = await program.start({ store, works: false });
    expect(await post(first.port, await (await sleepMaker('poison'))(0))).toBe(200);
    await first.stop();
    let deaths = 0;
    let dead = 0;
    for (let tries = 0; tries < 12 && dead === 0; tries += 1) {
      const worker = await program.start({ store, effects, isPoison: true, clockAhead: tries * hour });
      await eventually(() => {
        dead = read(store, 'SELECT count(*) AS n FROM job WHERE dead = 1');
        return dead > 0 || !worker.isRunning();
      }, 'the worker dies or gives up');
      if (worker.isRunning()) await worker.kill();
      else deaths += 1;
    }
    tell('a job that kills its worker', { deaths, dead });
    expect(dead).toBe(1);
  });
});

describe('handlers that throw', () => {
  it('are called again, and what never succeeds is listed and can be taken up again', async () => {
    const receiver = await start(join(folder.path, 'throws', 'receiver.db'));
    const done = new Map<string, number>();
    let isRepaired = false;
    let throws = 0;
    receiver.onEvent('terra.sleep', (event, { idempotencyKey }) => {
      const n = Number(/(\d+)$/.exec(event.user.user_id)?.[1]);
      // A third fails until it is repaired, a third fails once.
      const isFirst = !seen.has(idempotencyKey);
      seen.add(idempotencyKey);
      if ((n % 3 === 0 && !isRepaired) || (n % 3 === 1 && isFirst)) {
        throws += 1;
        return Promise.reject(new Error('not now'));
      }
      done.set(idempotencyKey, (done.get(idempotencyKey) ?? 0) + 1);
      return Promise.resolve();
    });
    const seen = new Set<string>();
    try {
      const make = await sleepMaker('throws');
      for (let n = 0; n < 30; n += 1) expect(await post(receiver.port, await make(n))).toBe(200);
      const dead = (): Promise<number> => count(receiver.database, 'SELECT count(*) AS n FROM job WHERE dead = 1');
      await eventually(async () => done.size === 20 && (await dead()) === 10, 'all are done or dead');
      isRepaired = true;
      const { body } = await api(receiver.port, 'GET', '/v1/jobs');
      for (const { id } of body.items) {
        const { status } = await api(receiver.port, 'POST', `/v1/jobs/${id}/retry`);
        expect(status).toBe(200);
      }
      await eventually(() => done.size === 30, 'all are done');
      tell('handlers that throw', { deliveries: 30, throws, done: done.size, most: Math.max(...done.values()) });
      expect([...done.values()].every((times) => times === 1)).toBe(true);
    } finally {
      await receiver.stop();
    }
  });
});

describe('a clock that jumps', () => {
  it('changes neither what is stored nor the order of versions', async () => {
    let ahead = 0;
    const store = join(folder.path, 'jumps', 'receiver.db');
    const receiver = await start(store, {}, { clock: () => Date.now() + ahead });
    const acknowledged = new Set<string>();
    try {
      const make = await sleepMaker('jumps', { now: () => Date.now() + ahead });
      for (let n = 0; n < 60; n += 1) {
        // A day forward, back to where it was, a day back, and so on.
        ahead = ([0, 24, 0, -24][n % 4] ?? 0) * hour;
        const delivery = await make(n);
        expect(await post(receiver.port, delivery)).toBe(200);
        acknowledged.add(hashOf(delivery.body));
      }
    } finally {
      await receiver.stop();
    }
    const ledger = await settleAndCount(store, acknowledged);
    tell('clock jumps of a day', { ...ledger });
    expect(ledger).toMatchObject({ acknowledgedAndMissing: 0, processedTwice: 0, unprocessed: 0 });
  });

  it('back by a day does not make the jobs of a dead worker wait for that day', async () => {
    const store = join(folder.path, 'back', 'receiver.db');
    const effects = join(folder.path, 'back-effects.db');
    const first = await program.start({ store, effects, handlerMilliseconds: 60_000, clockAhead: 24 * hour });
    const delivery = await (await sleepMaker('back', { now: () => Date.now() + 24 * hour }))(0);
    expect(await post(first.port, delivery)).toBe(200);
    await eventually(() => read(effects, 'SELECT count(*) AS n FROM call') > 0, 'the handler runs');
    await first.kill();
    const second = await program.start({ store, effects });
    await eventually(() => read(effects, 'SELECT count(*) AS n FROM effect') === 1, 'the job is taken up', 10);
    await second.kill();
  });
});

/** A number out of a SQLite file; 0 while the table is not there yet. */
function read(path: string, sql: string): number {
  const Better = createRequire(import.meta.url)('better-sqlite3') as new (path: string) => {
    readonly prepare: (sql: string) => { readonly get: () => { readonly n: number } };
    readonly close: () => unknown;
  };
  const database = new Better(path);
  try {
    return database.prepare(sql).get().n;
  } catch {
    return 0;
  } finally {
    database.close();
  }
}
