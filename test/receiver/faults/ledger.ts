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
  /** Deliveries without an effect, after what was given up was taken up again. */
  readonly unprocessed: number;
  /** Jobs that were given up: those that were under way at one crash after the other. */
  readonly givenUp: number;
}

/** Processes what is left, with a clock that is ahead of all leases, and counts. */
export async function settleAndCount(store: string, acknowledged: ReadonlySet<string>): Promise<Ledger> {
  const receiver = await start(store, { receives: false }, { clock: () => Date.now() + 3_600_000 });
  try {
    const isIdle = async (): Promise<boolean> =>
      (await count(receiver.database, 'SELECT count(*) AS n FROM job WHERE dead = 0')) === 0;
    const seconds = 60 + rounds * 10;
    await eventually(isIdle, 'jobs are left', seconds);
    // As an operator does it with what is on the dead-letter list: it is not lost.
    const sql = 'UPDATE job SET dead = 0, attempts = 0, run_at = 0, error = NULL WHERE dead = 1 RETURNING id';
    const [given = []] = await receiver.database.write([{ sql, values: [] }]);
    await eventually(isIdle, 'jobs that were given up are left', seconds);
    const ledger = await countAll(receiver.database, acknowledged);
    return { ...ledger, givenUp: given.length };
  } finally {
    await receiver.stop();
  }
}

/** Deliveries that `sleepMaker` made: each is counted once under the reference, and has one record of one revision. */
export async function countAll(
  database: Database,
  acknowledged: ReadonlySet<string>,
): Promise<Omit<Ledger, 'givenUp'>> {
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
