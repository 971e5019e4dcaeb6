/** A disk that is full, slow, or whose store somebody else holds: the provider is told to come again, nothing is lost. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { api, hasCommand, signed, sample, start, temporaryFolder } from '../harness.js';
import { settleAndCount } from './ledger.js';
import { compileShim } from './power-cut.js';
import { buildProgram, type Program, type ReceiverProcess } from './processes.js';
import { sleepMaker, startTraffic, type Traffic } from './traffic.js';
import { eventually, tell } from './waiting.js';

// On a machine that has other work to do.
vi.setConfig({ testTimeout: 180_000 });

const folder = temporaryFolder();
const mounted = mountSmall(join(folder.path, 'small'), '96m');
if (!mounted) process.stdout.write('skipped: a full file system needs the right to mount one\n');
let program: Program;

beforeAll(async () => {
  program = await buildProgram('disk');
});

afterAll(async () => {
  await program.remove();
  if (mounted) execFileSync('umount', [join(folder.path, 'small')]);
  folder.remove();
});

describe('a full disk', () => {
  it.skipIf(!mounted)('is answered with 503 while it lasts, without an end of the process or a loss', async () => {
    const small = join(folder.path, 'small');
    const filler = join(small, 'filler');
    writeFileSync(filler, Buffer.alloc(84 * 1024 * 1024));
    const receiver = await program.start({ store: join(small, 'receiver.db') });
    await fillAndFree(receiver, join(small, 'receiver.db'), 'full file system', () => rmSync(filler));
  });

  it.skipIf(!hasCommand('prlimit'))('is survived too where the system refuses to let a file grow', async () => {
    const store = join(folder.path, 'limit', 'receiver.db');
    const receiver = await program.start({ store });
    limit(receiver.pid, '3000000:unlimited');
    await fillAndFree(receiver, store, 'file size limit', () => limit(receiver.pid, 'unlimited:unlimited'));
  });
});

/** Sends until the store is full, makes room, sends on. */
async function fillAndFree(receiver: ReceiverProcess, store: string, what: string, free: () => void): Promise<void> {
  const traffic = startTraffic(await sleepMaker('full'), () => [receiver.port], 8);
  const refused = (): number => traffic.statuses.get(503) ?? 0;
  await eventually(() => refused() > 40, 'the store is full');
  expect((await api(receiver.port, 'GET', '/healthz')).status).toBe(200);
  await eventually(
    async () => (await api(receiver.port, 'GET', '/readyz')).status === 503,
    'it says that it is not ready',
    10,
  );
  free();
  const before = traffic.acknowledged.size;
  await eventually(() => traffic.acknowledged.size > before + 100, 'deliveries are stored again');
  await traffic.stop();
  expect(receiver.isRunning()).toBe(true);
  await receiver.kill();
  await expectWhole(what, store, traffic);
}

describe('a store that somebody else holds', () => {
  it('is answered with 503 and Retry-After, and used as soon as it is free', async () => {
    const store = join(folder.path, 'locked', 'receiver.db');
    const receiver = await start(store);
    try {
      const other = openOther(store);
      other.exec('BEGIN IMMEDIATE');
      const { path, headers, body } = await signed('terra', 'events', sample('terra', 'sleep', 'full'));
      const send = (): Promise<Response> =>
        fetch(`http://127.0.0.1:${receiver.port}${path}`, { method: 'POST', headers, body });
      const refused = await send();
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      const traffic = startTraffic(await sleepMaker('locked'), () => [receiver.port], 8, 60);
      await eventually(() => (traffic.statuses.get(503) ?? 0) > 16, 'deliveries are refused');
      other.exec('ROLLBACK');
      other.close();
      await eventually(() => traffic.acknowledged.size === 60, 'deliveries are stored');
      await traffic.stop();
      expect((await send()).status).toBe(200);
      const rows = await receiver.database.read('SELECT count(*) AS n FROM delivery');
      expect(rows[0]?.['n']).toBe(61);
    } finally {
      await receiver.stop();
    }
  });
});

describe.skipIf(!hasCommand('gcc'))('a slow disk', () => {
  it('makes deliveries share commits instead of being refused', async () => {
    const disk = join(folder.path, 'slow');
    mkdirSync(disk);
    const store = join(disk, 'receiver.db');
    const receiver = await program.start(
      { store, works: false },
      { LD_PRELOAD: compileShim(folder.path), DISK_FOLDER: disk, DISK_DELAY_US: '100000' },
    );
    const traffic = startTraffic(await sleepMaker('slow'), () => [receiver.port], 48, 480);
    await eventually(() => traffic.acknowledged.size === 480, 'all deliveries are acknowledged', 60);
    await traffic.stop();
    const { body } = await api(receiver.port, 'GET', '/metrics');
    const groups = Number(/hookwright_group_size_count (\d+)/.exec(body.text)?.[1]);
    await receiver.kill();
    expect([...traffic.statuses]).toEqual([[200, 480]]);
    expect(groups).toBeLessThan(240);
    await expectWhole('slow disk, 100 ms for each sync', store, traffic, { groups });
  });
});

async function expectWhole(what: string, store: string, traffic: Traffic, more = {}): Promise<void> {
  const ledger = await settleAndCount(store, traffic.acknowledged);
  tell(what, { statuses: Object.fromEntries(traffic.statuses), ...more, ...ledger });
  expect([...traffic.statuses.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  expect(ledger).toMatchObject({ acknowledgedAndMissing: 0, processedTwice: 0, unprocessed: 0 });
}

function openOther(store: string): { readonly exec: (sql: string) => unknown; readonly close: () => unknown } {
  const Better = createRequire(import.meta.url)('better-sqlite3') as new (path: string) => ReturnType<typeof openOther>;
  return new Better(store);
}

/** The limit of a process that we started. */
function limit(pid: number, sizes: string): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${sizes}`]);
}

function mountSmall(path: string, size: string): boolean {
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
