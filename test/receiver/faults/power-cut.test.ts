/** A power cut under load: only synced writes are kept, and with them everything that was acknowledged. */
import { randomInt } from 'node:crypto';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasCommand, temporaryFolder } from '../harness.js';
import { settleAndCount } from './ledger.js';
import { compileShim, rebuild } from './power-cut.js';
import { buildProgram, type Program } from './processes.js';
import { sleepMaker, startTraffic, type Traffic } from './traffic.js';
import { eventually, pause, rounds, roundsTimeout, tell } from './waiting.js';

// On a machine that has other work to do.
vi.setConfig({ testTimeout: 180_000 });

const hasCompiler = hasCommand('gcc');
if (!hasCompiler) process.stdout.write('skipped: power cuts need gcc\n');

describe.skipIf(!hasCompiler)('a power cut', () => {
  const folder = temporaryFolder();
  let program: Program;
  let shim: string;

  beforeAll(async () => {
    program = await buildProgram('power-cut');
    shim = compileShim(folder.path);
  });

  afterAll(async () => {
    await program.remove();
    folder.remove();
  });

  /** Cuts the power at a random moment; what the folder holds then is thrown away, and rebuilt from the log. */
  async function cut(
    round: number,
    { isCopying = false, ...settings }: { readonly careless?: boolean; readonly isCopying?: boolean } = {},
  ): Promise<{ readonly traffic: Traffic; readonly store: string; readonly lost: number; readonly copying: number }> {
    const disk = join(folder.path, `disk-${round}`);
    const log = join(folder.path, `log-${round}`);
    mkdirSync(disk);
    const receiver = await program.start(
      { store: join(disk, 'receiver.db'), ...settings },
      { LD_PRELOAD: shim, DISK_FOLDER: disk, DISK_LOG: log },
    );
    const traffic = startTraffic(
      await sleepMaker(`cut-${round}`, { bytes: isCopying ? 100_000 : 0 }),
      () => (receiver.isRunning() ? [receiver.port] : []),
      24,
      4000,
    );
    const wanted = round % 3 === 2 ? 1000 : 100;
    if (isCopying) await nextWrite(join(disk, 'receiver.db'));
    else await eventually(() => traffic.acknowledged.size > wanted, 'deliveries are acknowledged');
    await pause(isCopying ? randomInt(0, 30) : randomInt(5, 400));
    await receiver.kill();
    await traffic.stop();
    rmSync(disk, { recursive: true });
    const rebuilt = join(folder.path, `rebuilt-${round}`);
    // In turns: nothing of what was not synced survives, or half of it, torn at a sector.
    const { lost, copying } = rebuild(
      log,
      rebuilt,
      () => round % 2 === 1 && randomInt(2) === 0,
      () => randomInt(1, 17) * 512,
    );
    rmSync(log);
    return { traffic, store: join(rebuilt, 'receiver.db'), lost, copying };
  }

  async function cutAgainAndAgain(times: number, isCopying: boolean): Promise<Readonly<Record<string, number>>> {
    const total = {
      acknowledged: 0,
      acknowledgedAndMissing: 0,
      processedTwice: 0,
      unprocessed: 0,
      lostWrites: 0,
      copying: 0,
    };
    for (let round = 0; round < times; round += 1) {
      const { traffic, store, lost, copying } = await cut(round, { isCopying });
      expect(integrityOf(store)).toBe('ok');
      const ledger = await settleAndCount(store, traffic.acknowledged);
      total.acknowledged += ledger.acknowledged;
      total.acknowledgedAndMissing += ledger.acknowledgedAndMissing;
      total.processedTwice += ledger.processedTwice;
      total.unprocessed += ledger.unprocessed;
      total.lostWrites += lost;
      total.copying += copying > 0 ? 1 : 0;
      rmSync(join(store, '..'), { recursive: true });
    }
    return total;
  }

  it(
    'takes nothing away that was acknowledged, and leaves a sound store',
    async () => {
      const total = await cutAgainAndAgain(rounds, false);
      tell('power cut, SQLite', { rounds, ...total });
      expect(total).toMatchObject({ acknowledgedAndMissing: 0, processedTwice: 0, unprocessed: 0 });
    },
    roundsTimeout,
  );

  it(
    'does so too while the log is copied into the database',
    async () => {
      const times = Math.ceil(rounds * 0.6);
      const total = await cutAgainAndAgain(times, true);
      tell('power cut, SQLite, at a checkpoint', { rounds: times, ...total });
      expect(total).toMatchObject({ acknowledgedAndMissing: 0, processedTwice: 0, unprocessed: 0 });
      expect(total['copying']).toBeGreaterThan(0);
    },
    roundsTimeout,
  );

  it('is seen to lose deliveries where commits are not synced, so that the proof can fail', async () => {
    const { traffic, store } = await cut(0, { careless: true });
    const ledger = await settleAndCount(store, traffic.acknowledged);
    tell('power cut, SQLite without syncs', { ...ledger });
    expect(ledger.acknowledgedAndMissing).toBeGreaterThan(0);
  });
});

/** Until the file is written to: while deliveries come in, that is where a checkpoint begins. */
async function nextWrite(file: string): Promise<void> {
  const before = statSync(file).mtimeMs;
  const end = performance.now() + 60_000;
  while (statSync(file).mtimeMs === before) {
    if (performance.now() > end) throw new Error('There was no checkpoint.');
    await pause(1);
  }
}

function integrityOf(store: string): string {
  const Better = createRequire(import.meta.url)('better-sqlite3') as new (path: string) => {
    readonly pragma: (text: string, options: { readonly simple: true }) => unknown;
    readonly close: () => unknown;
  };
  const database = new Better(store);
  try {
    return String(database.pragma('integrity_check', { simple: true }));
  } finally {
    database.close();
  }
}
