/** Jobs that reach out: calls to APIs of providers, and downloads. */
import { createHash } from 'node:crypto';
import type { AnsweredCall } from './answer-events.js';
import { recordAnswers, type Recorder } from './answers.js';
import { type CallBudget, budgetOf } from './budget.js';
import type { Download } from './download.js';
import { loadDeliveries } from './deliveries.js';
import { storeParts } from './intake.js';
import { Deferred, Hopeless, type Job } from './jobs.js';
import type { ProcessingContext } from './processing.js';
import type { Providers } from './providers.js';
import type { GapCall } from './reconcile.js';
import { LostLease, type Statement } from './store/database.js';
import type { Execute } from './worker.js';

/** How to open a client of an account. A value `{ from: 'user' }` is the user that the job is about. */
export interface ClientSettings {
  readonly provider: string;
  readonly environment: string;
  /** The function that the package exports. */
  readonly factory: string;
  readonly options: Readonly<Record<string, string | number | boolean | { readonly from: 'user' }>>;
  /** Undefined: what the package knows of the provider. */
  readonly budget: readonly CallBudget[] | undefined;
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

const mostPages = 1000;

/** What carries out the jobs that plans ask for. */
export function createFollowUps(context: FollowUpContext): Readonly<Record<'fetch' | 'download', Execute>> {
  return {
    fetch: (job, signal) => fetchAnswer(context, job, signal),
    download: (job, signal) => downloadEvent(context, job, signal),
  };
}

/** A job's call. */
interface Call extends AnsweredCall {
  readonly account: string;
  readonly isBackfill?: boolean;
}

async function fetchAnswer(context: FollowUpContext, job: Job, signal: AbortSignal): Promise<readonly Statement[]> {
  const call = job.payload as unknown as Call;
  const { operation, parameters, user, account } = call;
  const { client, recorder } = openClient(context, job, call);
  try {
    const options = { signal, timeoutSeconds: 600, retries: { tries: 1 } };
    const pages = client[`${operation}Pages`]?.(parameters, options);
    if (pages === undefined) await client[operation]?.(parameters, options);
    else
      for await (const _ of pages as AsyncIterable<unknown>)
        if (recorder.count() > mostPages) throw new Error('The answer has too many pages.');
  } catch (error) {
    throw causeOf(error, context.clock(), account) ?? error;
  }
  context.metrics.calls.labels(account, 'answered').inc();
  const sql = `INSERT INTO answer (job_id, delivery_id, user_id, operation, parameters, received_at, body)
    VALUES ($1, $2, $3, $4, $5, $6, '') ON CONFLICT DO NOTHING`;
  const values = [job.id, job.deliveryId, user, operation, JSON.stringify(parameters), context.clock()];
  return [
    // Of an earlier try that went further.
    { sql: 'DELETE FROM answer_page WHERE job_id = $1 AND n >= $2', values: [job.id, recorder.count()] },
    { sql, values },
  ];
}

/** What is behind the error of a call. A provider that asks for patience gets it: the job waits in the table, not the process. */
function causeOf(error: unknown, now: number, account: string): Deferred | LostLease | undefined {
  for (let each = error, depth = 0; depth < 5; depth += 1) {
    if (each instanceof Deferred || each instanceof LostLease) return each;
    each = (each as { readonly cause?: unknown } | undefined)?.cause;
  }
  const { status, retryAfterSeconds } = error as { readonly status?: unknown; readonly retryAfterSeconds?: unknown };
  if (status !== 429 && status !== 503) return undefined;
  return typeof retryAfterSeconds === 'number'
    ? new Deferred(now + Math.max(1, retryAfterSeconds) * 1000, account)
    : undefined;
}

function openClient(
  context: FollowUpContext,
  job: Job,
  call: Call,
): { readonly client: Client; readonly recorder: Recorder } {
  const { account, operation, user, isBackfill = false } = call;
  const source = [...context.sources.values()].find((each) => each.account === account && each.answers.has(operation));
  for (const settings of context.clients) {
    if (`${settings.provider}/${settings.environment}` !== account) continue;
    const factory = context.providers[settings.provider]?.[settings.factory];
    if (typeof factory !== 'function') throw new Error(`The package exports no function ${settings.factory}.`);
    const values = Object.entries(settings.options).map(([name, value]) => [
      name,
      typeof value === 'object' ? user : value,
    ]);
    const recorder = recordAnswers({
      ...context,
      account,
      call,
      source: source?.name,
      isBackfill,
      job,
      budget: budgetOf(context.providers, settings),
      fetch: context.fetch ?? globalThis.fetch,
      onWait: () => context.metrics.calls.labels(account, 'postponed').inc(),
    });
    const client = (factory as (options: object) => Client)({
      ...(Object.fromEntries(values) as Readonly<Record<string, unknown>>),
      fetch: recorder.fetch,
      onRequest: recorder.onRequest,
      // Calls are counted where they are made, so that what is known already costs none.
      rateLimiter: false,
    });
    if (operation in client) return { client, recorder };
  }
  throw new Hopeless('no_client', `No client is configured for ${operation} of ${account}.`);
}

/** Stores what the link holds as a delivery of the same source, to be processed like any other. */
async function downloadEvent(context: FollowUpContext, job: Job, signal: AbortSignal): Promise<readonly Statement[]> {
  const { url, hosts } = job.payload as { readonly url: string; readonly hosts: readonly string[] };
  const [parent] = await loadDeliveries(context, [job.deliveryId]);
  const source = context.sources.get(parent?.source ?? '');
  if (parent === undefined || source === undefined) return [];
  const body = await context.download(url, hosts, { bytes: source.limitBytes, seconds: 120 }, signal);
  const receivedAt = context.clock();
  // Its user may have been erased meanwhile, and this with them.
  if ((await loadDeliveries(context, [job.deliveryId])).length === 0) return [];
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
      replay: null,
    },
  ]);
  return admission?.kind === 'duplicate' ? [{ sql: 'DELETE FROM part WHERE owner = $1', values: [parts] }] : [];
}
