/** Jobs that reach out: calls to APIs of providers, and downloads. */
import { createHash } from 'node:crypto';
import type { Download } from './download.js';
import { loadDeliveries } from './deliveries.js';
import { storeParts } from './intake.js';
import { Deferred, Hopeless, type Job } from './jobs.js';
import type { ProcessingContext } from './processing.js';
import type { Providers } from './providers.js';
import type { GapCall } from './reconcile.js';
import type { Database, Statement } from './store/database.js';
import type { Execute } from './worker.js';

/** So many calls in any so many seconds. */
export interface CallBudget {
  readonly requests: number;
  readonly seconds: number;
}

/** How to open a client of an account. A value `{ from: 'user' }` is the user that the job is about. */
export interface ClientSettings {
  readonly provider: string;
  readonly environment: string;
  /** The function that the package exports. */
  readonly factory: string;
  readonly options: Readonly<Record<string, string | { readonly from: 'user' }>>;
  readonly budget: readonly CallBudget[];
  /** Calls that fill a gap. */
  readonly gapCalls: readonly GapCall[];
}

/** What follow-ups need beyond processing. */
export interface FollowUpContext extends ProcessingContext {
  readonly providers: Providers;
  readonly clients: readonly ClientSettings[];
  readonly download: Download;
  /** In place of the global one, for tests. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

type Client = Readonly<Record<string, ((...values: readonly unknown[]) => unknown) | undefined>>;

// Longer pauses are left to the jobs table: other jobs have their turn meanwhile.
const longestWaitMs = 1000;
const mostPages = 1000;

/** What carries out the jobs that plans ask for. */
export function createFollowUps(context: FollowUpContext): Readonly<Record<'fetch' | 'download', Execute>> {
  return {
    fetch: (job, signal) => fetchAnswer(context, job, signal),
    download: (job, signal) => downloadEvent(context, job, signal),
  };
}

/** Takes a call out of an account's budget, which lives in the database; otherwise the time at which there is one. */
export async function takeCall(
  database: Database,
  name: string,
  budget: readonly CallBudget[],
  now: number,
): Promise<number | undefined> {
  const longest = Math.max(0, ...budget.map((limit) => limit.seconds));
  const guards = budget.map(
    (_, index) => `(SELECT count(*) FROM budget_call WHERE name = $1 AND at > $${3 + 2 * index}) < $${4 + 2 * index}`,
  );
  const values = budget.flatMap(({ seconds, requests }) => [now - seconds * 1000, requests]);
  const sql = `INSERT INTO budget_call (name, at) SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT) WHERE ${['1 = 1', ...guards].join(' AND ')} RETURNING at`;
  const clean = { sql: 'DELETE FROM budget_call WHERE name = $1 AND at <= $2', values: [name, now - longest * 1000] };
  const [, rows = []] = await database.write([clean, { sql, values: [name, now, ...values] }], `budget ${name}`);
  if (rows.length > 0) return undefined;
  let until = now + 1000;
  for (const { seconds, requests } of budget) {
    const [row] = await database.read('SELECT at FROM budget_call WHERE name = $1 ORDER BY at DESC LIMIT 1 OFFSET $2', [
      name,
      requests - 1,
    ]);
    if (row !== undefined) until = Math.max(until, Number(row['at']) + seconds * 1000);
  }
  return until;
}

async function fetchAnswer(context: FollowUpContext, job: Job, signal: AbortSignal): Promise<readonly Statement[]> {
  const { operation, parameters, user, account } = job.payload as {
    readonly operation: string;
    readonly parameters: Readonly<Record<string, string>>;
    readonly user: string;
    readonly account: string;
  };
  const client = openClient(context, account, operation, user);
  const answers: unknown[] = [];
  try {
    const options = { signal, timeoutSeconds: 600, retries: { tries: 1 } };
    const pages = client[`${operation}Pages`]?.(parameters, options);
    if (pages === undefined) answers.push(await client[operation]?.(parameters, options));
    else
      for await (const page of pages as AsyncIterable<unknown>)
        if (answers.push(page) > mostPages) throw new Error('The answer has too many pages.');
  } catch (error) {
    throw deferral(error, context.clock(), account) ?? error;
  }
  context.metrics.calls.labels(account, 'answered').inc();
  const sql = `INSERT INTO answer (job_id, delivery_id, user_id, operation, parameters, received_at, body)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`;
  return [
    {
      sql,
      values: [
        job.id,
        job.deliveryId,
        user,
        operation,
        JSON.stringify(parameters),
        context.clock(),
        context.vault.sealText(JSON.stringify(answers)),
      ],
    },
  ];
}

/** A provider that asks for patience gets it: the job waits in the table, not the process. */
function deferral(error: unknown, now: number, account: string): Deferred | undefined {
  if (error instanceof Deferred) return error;
  const { cause, status, retryAfterSeconds } = error as {
    readonly cause?: unknown;
    readonly status?: unknown;
    readonly retryAfterSeconds?: unknown;
  };
  if (cause instanceof Deferred) return cause;
  if (status !== 429 && status !== 503) return undefined;
  return typeof retryAfterSeconds === 'number'
    ? new Deferred(now + Math.max(1, retryAfterSeconds) * 1000, account)
    : undefined;
}

function openClient(context: FollowUpContext, account: string, operation: string, user: string): Client {
  for (const settings of context.clients) {
    if (`${settings.provider}/${settings.environment}` !== account) continue;
    const factory = context.providers[settings.provider]?.[settings.factory];
    if (typeof factory !== 'function') throw new Error(`The package exports no function ${settings.factory}.`);
    const values = Object.entries(settings.options).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : user,
    ]);
    const client = (factory as (options: object) => Client)({
      ...(Object.fromEntries(values) as Readonly<Record<string, unknown>>),
      fetch: context.fetch,
      rateLimiter: limiterOf(context, account, settings.budget),
    });
    if (operation in client) return client;
  }
  throw new Hopeless('no_client', `No client is configured for ${operation} of ${account}.`);
}

function limiterOf(
  context: FollowUpContext,
  account: string,
  budget: readonly CallBudget[],
): { readonly acquire: (signal?: AbortSignal) => Promise<void> } {
  return {
    async acquire(signal) {
      for (;;) {
        const now = context.clock();
        const until = await takeCall(context.database, account, budget, now);
        if (until === undefined) return;
        context.metrics.calls.labels(account, 'postponed').inc();
        if (until - now > longestWaitMs) throw new Deferred(until, account);
        await new Promise((resolve) => setTimeout(resolve, until - now));
        signal?.throwIfAborted();
      }
    },
  };
}

/** Stores what the link holds as a delivery of the same source, to be processed like any other. */
async function downloadEvent(context: FollowUpContext, job: Job, signal: AbortSignal): Promise<readonly Statement[]> {
  const { url, hosts } = job.payload as { readonly url: string; readonly hosts: readonly string[] };
  const [parent] = await loadDeliveries(context, [job.deliveryId]);
  const source = context.sources.get(parent?.source ?? '');
  if (parent === undefined || source === undefined) return [];
  const body = await context.download(url, hosts, { bytes: source.limitBytes, seconds: 120 }, signal);
  const receivedAt = context.clock();
  const parts = await storeParts(context.database, context.vault, receivedAt, body);
  // Another time the link may hold something else; that is kept and flagged. A crash before this job ends leaves a duplicate.
  const [admission] = await context.database.admit([
    {
      source: source.name,
      identity: `download:${job.deliveryId}`,
      hash: createHash('sha256').update(body).digest(),
      receivedAt,
      headers: JSON.stringify(parent.headers),
      coverage: 'download',
      address: '',
      size: body.length,
      body: null,
      parts,
      signature: null,
    },
  ]);
  return admission?.kind === 'duplicate' ? [{ sql: 'DELETE FROM part WHERE owner = $1', values: [parts] }] : [];
}
