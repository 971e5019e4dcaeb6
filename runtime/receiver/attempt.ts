/** One try of a job, and what becomes of the job when it fails. */
import { trace } from '@opentelemetry/api';
import {
  Deferred,
  deferJob,
  Elsewhere,
  failJob,
  Hopeless,
  type Job,
  markJob,
  returnJob,
  type RetryRule,
} from './jobs.js';
import { nameOf } from './names.js';
import type { ProcessingContext } from './processing.js';
import { LostLease } from './store/database.js';

/** What trying needs. */
export interface AttemptContext extends ProcessingContext {
  readonly retry: RetryRule;
  readonly random: () => number;
}

/** After so many tries a job may be what ends the process: it runs alone, and leaves a trace before. */
export const triesTogether = 3;

const tracer = trace.getTracer('hookwright-receiver');

/** Tries a job, in a span for whoever has set up OpenTelemetry; it holds no data of users. */
export async function attempt(context: AttemptContext, job: Job, work: () => Promise<void>): Promise<void> {
  await tracer.startActiveSpan(`job ${job.kind}`, async (span) => {
    span.setAttributes({ 'hookwright.delivery': job.deliveryId, 'hookwright.attempts': job.attempts });
    await tryJob(context, job, work).finally(() => span.end());
  });
}

async function tryJob(context: AttemptContext, job: Job, work: () => Promise<void>): Promise<void> {
  const { database, clock, retry } = context;
  try {
    if (job.isSuspect && job.attempts > retry.tries)
      throw new Hopeless('interrupted', 'The process ended with this job, again and again.');
    if (job.attempts > triesTogether) await database.write([markJob(job)]);
    await work();
  } catch (error) {
    if (error instanceof LostLease) return;
    if (error instanceof Elsewhere) await database.write([returnJob(job, clock() + 1000)]);
    else if (error instanceof Deferred) await database.write(deferJob(job, error));
    else await fail(context, job, error);
  }
}

async function fail(
  { database, metrics, log, retry, clock, random }: AttemptContext,
  job: Job,
  error: unknown,
): Promise<void> {
  const { id, kind, deliveryId, attempts } = job;
  metrics.failures.labels(kind).inc();
  log.warn({ job: id, kind, delivery: deliveryId, attempts, error: nameOf(error) }, 'A job failed.');
  const rule = error instanceof Hopeless ? { ...retry, tries: 0 } : retry;
  await database.write([failJob(job, nameOf(error), rule, clock(), random)]);
}
