/** Holds what a store has against what was acknowledged. */
import type { Database } from '../../../runtime/receiver/store/database.js';
import { start } from '../harness.js';
import { loadReference } from './traffic.js';
import { eventually, rounds } from './waiting.js';

/** The counts that matter. */
export interface Ledger {
  readonly acknowledged: number;
  readonly stored: number;
  readonly acknowledgedAndMissing: number;
  /** Deliveries that had an effect more than once. */
  readonly processedTwice: number;
  /** Deliveries without an effect. */
  readonly unprocessed: number;
}

/** Processes what is left, with a clock that is ahead of all leases, and counts. */
export async function settleAndCount(store: string, acknowledged: ReadonlySet<string>): Promise<Ledger> {
  const receiver = await start(store, { receives: false }, { clock: () => Date.now() + 3_600_000 });
  try {
    await eventually(
      async () => (await count(receiver.database, 'SELECT count(*) AS n FROM job WHERE dead = 0')) === 0,
      'jobs are left',
      60 + rounds * 10,
    );
    return await countAll(receiver.database, acknowledged);
  } finally {
    await receiver.stop();
  }
}

/** Deliveries that `sleepMaker` made: each is counted once under the reference, and has one record of one revision. */
export async function countAll(database: Database, acknowledged: ReadonlySet<string>): Promise<Ledger> {
  const rows = await database.read('SELECT hash FROM delivery');
  const stored = new Set(rows.map((row) => Buffer.from(row['hash'] as Uint8Array).toString('hex')));
  const arrived = await count(
    database,
    `SELECT coalesce(sum(arrived), 0) AS n FROM expectation WHERE reference = '${loadReference}'`,
  );
  const revisions = await count(database, 'SELECT count(*) AS n FROM revision');
  const processed = await count(database, "SELECT count(*) AS n FROM outcome WHERE state = 'processed'");
  return {
    acknowledged: acknowledged.size,
    stored: stored.size,
    acknowledgedAndMissing: [...acknowledged].filter((hash) => !stored.has(hash)).length,
    processedTwice: Math.max(rows.length - stored.size, arrived - stored.size, revisions - stored.size, 0),
    unprocessed: stored.size - processed,
  };
}

/** One number out of a store. */
export async function count(database: Database, sql: string): Promise<number> {
  return Number((await database.read(sql))[0]?.['n']);
}
