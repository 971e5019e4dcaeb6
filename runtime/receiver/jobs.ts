/** The jobs table: leases that end by themselves, retries with jitter, and a dead-letter list. */
import { randomUUID } from 'node:crypto';
import { type Database, inList, type Statement, type Value } from './store/database.js';

/** A job that is this worker's until the lease ends. */
export interface Job {
  readonly id: number;
  readonly deliveryId: number;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly lease: string;
  /** The process ended while it ran alone. */
  readonly isSuspect: boolean;
}

/** Bounds of retrying. */
export interface RetryRule {
  readonly tries: number;
  readonly firstSeconds: number;
  readonly longestSeconds: number;
}

/** A job that has to wait, which is no failure: the budget is used up, or the provider asked for a pause. */
export class Deferred extends Error {
  override readonly name: string = 'Deferred';
  readonly until: number;
  /** All calls of the account have to wait. */
  readonly account: string;

  constructor(until: number, account: string) {
    super('The job has to wait.');
    this.until = until;
    this.account = account;
  }
}

/** A job that no further try would help; it goes to the dead-letter list at once. */
export class Hopeless extends Error {
  override readonly name: string = 'Hopeless';
  /** Shown in the list and in logs. */
  readonly code: 'no_client' | 'link_refused' | 'interrupted';

  constructor(code: Hopeless['code'], message: string) {
    super(message);
    this.code = code;
  }
}

// Its share of a budget may be used up before the whole of it; see `budget.ts`.
const backfillLane = 4;

// Longer than any lease: what is leased until later was leased before the clock was set back.
const mostLeaseMs = 960_000;

/** What is due, values from `$n` on: first lane, last lane, now, now and the longest lease. */
function dueFrom(n: number): string {
  return `dead = 0 AND lane >= $${n} AND lane <= $${n + 1} AND (run_at <= $${n + 2} OR (lease IS NOT NULL AND run_at > $${n + 3}))
    AND (account IS NULL OR NOT EXISTS (SELECT 1 FROM pause p WHERE p.until > $${n + 2}
      AND (p.account = job.account OR (job.lane = ${backfillLane} AND p.account = job.account || '#backfill'))))`;
}

/** Which jobs to lease. */
export interface Due {
  readonly lanes: readonly [first: number, last: number];
  readonly most: number;
  readonly now: number;
  /** How long the lease lasts. */
  readonly seconds: number;
  /** Does not wait for the disk: a lease that is lost with the machine is one that nobody has. */
  readonly isLazy?: boolean;
}

/** Leases what is due in these lanes, in order. */
export async function leaseJobs(
  database: Database,
  { lanes, most, now, seconds, isLazy = false }: Due,
): Promise<readonly Job[]> {
  const lease = randomUUID();
  const skip = database.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : '';
  const due = [...lanes, now, now + mostLeaseMs];
  // In SQLite an idle worker would still take the lock of the writer.
  if (database.dialect === 'sqlite') {
    const seen = await database.read(`SELECT 1 AS due FROM job WHERE ${dueFrom(1)} LIMIT 1`, due);
    if (seen.length === 0) return [];
  }
  const sql = `UPDATE job SET lease = $1, run_at = $2, attempts = attempts + 1 WHERE id IN (SELECT id FROM job
    WHERE ${dueFrom(3)} ORDER BY lane, rank, id LIMIT $7 ${skip}) RETURNING id, delivery_id, kind, payload, attempts, error`;
  const statements = [{ sql, values: [lease, now + seconds * 1000, ...due, most] }];
  const [rows = []] = await (isLazy ? database.writeLazily(statements) : database.write(statements));
  const jobs = rows.map(({ id, delivery_id: deliveryId, kind, payload, attempts, error }) => ({
    id: Number(id),
    deliveryId: Number(deliveryId),
    kind: String(kind),
    attempts: Number(attempts),
    isSuspect: error === interrupted,
    lease,
    payload: payload === null ? nothing : (JSON.parse(String(payload)) as Job['payload']),
  }));
  return jobs.sort((a, b) => a.id - b.id);
}

const nothing: Job['payload'] = {};

const interrupted = 'Interrupted';

/** Leaves a trace before a job runs alone: whoever ends with it is not tried for ever. */
export function markJob(job: Job): Statement {
  return {
    sql: 'UPDATE job SET error = $3 WHERE id = $1 AND lease = $2',
    values: [job.id, job.lease, interrupted],
    expect: 1,
  };
}

/** Keeps a job while others write: the transaction fails where the lease has passed to another worker. */
export function holdJob({ id, lease }: Job): Statement {
  return { sql: 'UPDATE job SET lease = lease WHERE id = $1 AND lease = $2', values: [id, lease], expect: 1 };
}

/** Ends jobs; the transaction fails where the lease has passed to another worker. */
export function finishJobs(database: Database, jobs: readonly Job[]): Statement {
  const sql = `DELETE FROM job WHERE lease = $2 AND id IN ${inList(database.dialect, 1)}`;
  return { sql, values: [JSON.stringify(jobs.map((job) => job.id)), jobs[0]?.lease ?? ''], expect: jobs.length };
}

/** Puts a failed job off, or onto the dead-letter list. */
export function failJob(job: Job, error: string, rule: RetryRule, now: number, random: () => number): Statement {
  const longest = Math.min(rule.longestSeconds, rule.firstSeconds * 2 ** (job.attempts - 1));
  const values: readonly Value[] = [
    job.id,
    job.lease,
    now + Math.round(random() * longest * 1000),
    job.attempts >= rule.tries ? 1 : 0,
    error.slice(0, 200),
  ];
  return {
    sql: 'UPDATE job SET lease = NULL, run_at = $3, dead = $4, error = $5 WHERE id = $1 AND lease = $2',
    values,
  };
}

/** A job that this process cannot carry out and another one can. */
export class Elsewhere extends Error {
  override readonly name: string = 'Elsewhere';
}

/** Gives a job back. */
export function returnJob(job: Job, until: number): Statement {
  return {
    sql: 'UPDATE job SET lease = NULL, run_at = $3, attempts = attempts - 1 WHERE id = $1 AND lease = $2',
    values: [job.id, job.lease, until],
  };
}

/** Puts a job off without counting a failure: it keeps its place, and its account pauses. */
export function deferJob(job: Job, { until, account }: Deferred): readonly Statement[] {
  return [
    {
      sql: 'INSERT INTO pause (account, until) VALUES ($1, $2) ON CONFLICT (account) DO UPDATE SET until = excluded.until',
      values: [account, until],
    },
    returnJob(job, 0),
  ];
}
