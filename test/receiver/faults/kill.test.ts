/** kill -9 at random moments under load: what was acknowledged is there, and nothing has its effect twice. */
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../harness.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../postgres-server.js';
import { settleAndCount } from './ledger.js';
import { buildProgram, type Program, type ProcessSettings, type ReceiverProcess } from './processes.js';
import { sleepMaker, startTraffic } from './traffic.js';
import { eventually, pause, rounds, roundsTimeout, tell } from './waiting.js';

// On a machine that has other work to do.
vi.setConfig({ testTimeout: 180_000 });

const folder = temporaryFolder();
let program: Program;
let server: PostgresServer | undefined;

beforeAll(async () => {
  program = await buildProgram('kill');
  if (hasPostgres) server = await startPostgres();
});

afterAll(async () => {
  await program.remove();
  await server?.stop();
  folder.remove();
});

/** Starts and kills processes of these roles in turns while traffic runs. */
async function killInTurns(
  store: string,
  roles: readonly Omit<ProcessSettings, 'store'>[],
  alsoKill?: () => Promise<void>,
): Promise<{
  readonly acknowledged: ReadonlySet<string>;
  readonly kills: number;
  readonly broken: number;
  readonly ended: number;
}> {
  const running: ReceiverProcess[] = [];
  running.push(...(await Promise.all(roles.map((role) => program.start({ store, ...role })))));
  const ports = (): readonly number[] =>
    running.filter((each, index) => each.isRunning() && roles[index]?.receives !== false).map((each) => each.port);
  const traffic = startTraffic(await sleepMaker(`kill-${randomInt(1e9)}`), ports, 24, 1_000_000);
  let kills = 0;
  let ended = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      const before = traffic.acknowledged.size;
      await eventually(() => alsoKill === undefined || running.some((each) => each.isRunning()), 'a receiver runs', 1);
      await eventually(() => traffic.acknowledged.size > before + 200, 'deliveries are acknowledged');
      await pause(randomInt(5, 400));
      if (alsoKill !== undefined) await alsoKill();
      else {
        // One round kills one process, another round several.
        const chosen = [...running.keys()].filter((index) => index === round % roles.length || randomInt(2) === 0);
        await Promise.all(
          chosen.map(async (index) => {
            await running[index]?.kill();
            kills += 1;
            running[index] = await program.start({ store, ...roles[index] });
          }),
        );
      }
    }
  } finally {
    await traffic.stop();
    ended = running.filter((each) => !each.isRunning()).length;
    for (const each of running) await each.kill();
  }
  return { acknowledged: traffic.acknowledged, kills, broken: traffic.statuses.get(0) ?? 0, ended };
}

describe('kill -9 on SQLite', () => {
  it(
    'loses nothing that a killed receiver and worker acknowledged, and nothing has its effect twice',
    async () => {
      const store = join(folder.path, 'kill.db');
      const { acknowledged, kills, broken } = await killInTurns(store, [{}]);
      const ledger = await settleAndCount(store, acknowledged);
      tell('kill -9, SQLite', { rounds, kills, broken, ...ledger });
      expect(broken).toBeGreaterThan(0);
      expect(ledger).toMatchObject({ acknowledgedAndMissing: 0, processedTwice: 0, unprocessed: 0 });
    },
    roundsTimeout,
  );
});

describe.skipIf(!hasPostgres)('kill -9 on PostgreSQL', () => {
  it(
    'loses nothing when receivers and workers of one database are killed',
    async () => {
      const store = server?.createDatabase('kill') ?? '';
      const [receiver, worker] = [{ works: false }, { receives: false }];
      const { acknowledged, kills, broken } = await killInTurns(store, [receiver, worker, receiver]);
      const ledger = await settleAndCount(store, acknowledged);
      tell('kill -9, PostgreSQL, two receivers and a worker', { rounds, kills, broken, ...ledger });
      expect(broken).toBeGreaterThan(0);
      expect(ledger).toMatchObject({ acknowledgedAndMissing: 0, processedTwice: 0, unprocessed: 0 });
    },
    roundsTimeout,
  );

  it(
    'answers 503 while PostgreSQL is gone, goes on when it is back, and loses nothing',
    async () => {
      const store = server?.createDatabase('crash') ?? '';
      let crashes = 0;
      const crash = async (): Promise<void> => {
        await killServer(store);
        crashes += 1;
        await pause(randomInt(50, 300));
        await server?.restart();
      };
      const { acknowledged, ended } = await killInTurns(store, [{}, {}], crash);
      const ledger = await settleAndCount(store, acknowledged);
      tell('kill -9 of PostgreSQL, two receivers', { crashes, ended, ...ledger });
      expect(ended).toBe(0);
      expect(ledger).toMatchObject({ acknowledgedAndMissing: 0, processedTwice: 0, unprocessed: 0 });
    },
    roundsTimeout,
  );
});

/** The server and all its processes, as when its machine's memory ran out. They are children of the one that we started. */
async function killServer(store: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: store });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ readonly pid: number }>('SELECT pg_backend_pid() AS pid');
  const parent = parentOf(rows[0]?.pid ?? 0);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === parent)
    .map(Number);
  const killed = server?.kill();
  for (const pid of children) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
  await killed;
  await eventually(() => children.every((pid) => parentOf(pid) !== parent), 'the processes of PostgreSQL are gone');
}

function parentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1] ?? -1);
  } catch {
    return -1;
  }
}
