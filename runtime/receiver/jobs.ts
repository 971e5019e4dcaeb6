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

  constructor(until: number) {
    super('The job has to wait.');
    this.until = until;
  }
}

/** A job that no further try would help; it goes to the dead-letter list at once. */
export class Hopeless extends Error {
  override readonly name: string = 'Hopeless';
  /** Shown in the list and in logs. */
  readonly code: 'no_client' | 'link_refused';

  constructor(code: Hopeless['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Leases what is due in these lanes, in order. */
export async function leaseJobs(
  database: Database,
  lanes: readonly [first: number, last: number],
  most: number,
  now: number,
  seconds: number,
): Promise<readonly Job[]> {
  const lease = randomUUID();
  const skip = database.dialect === 'postgres' ? 'FOR UPDATE SKIP LOCKED' : '';
  const sql = `UPDATE job SET lease = $1, run_at = $2, attempts = attempts + 1 WHERE id IN (SELECT id FROM job
    WHERE dead = 0 AND lane >= $3 AND lane <= $4 AND run_at <= $5 ORDER BY lane, rank, id LIMIT $6 ${skip}) RETURNING id, delivery_id, kind, payload, attempts`;
  // Looked at first, so that an idle worker writes nothing.
  const due = await database.read(
    'SELECT 1 AS due FROM job WHERE dead = 0 AND lane >= $1 AND lane <= $2 AND run_at <= $3 LIMIT 1',
    [...lanes, now],
  );
  if (due.length === 0) return [];
  const [rows = []] = await database.write([{ sql, values: [lease, now + seconds * 1000, ...lanes, now, most] }]);
  const jobs = rows.map((row) => ({
    id: Number(row['id']),
    deliveryId: Number(row['delivery_id']),
    kind: String(row['kind']),
    attempts: Number(row['attempts']),
    lease,
    payload: (row['payload'] === null ? {} : JSON.parse(String(row['payload']))) as Job['payload'],
  }));
  return jobs.sort((a, b) => a.id - b.id);
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

/** Puts a job off without counting a failure. */
export function deferJob(job: Job, until: number): Statement {
  return {
    sql: 'UPDATE job SET lease = NULL, run_at = $3, attempts = attempts - 1 WHERE id = $1 AND lease = $2',
    values: [job.id, job.lease, until],
  };
}
