/** Takes jobs and carries them out: what arrived in one loop, what takes longer in another. */
import { trace } from '@opentelemetry/api';
import { lanes } from './effects.js';
import { nameOf } from './intake.js';
import {
  Deferred,
  deferJob,
  Elsewhere,
  failJob,
  finishJobs,
  Hopeless,
  type Job,
  leaseJobs,
  markJob,
  returnJob,
  type RetryRule,
} from './jobs.js';
import { type ProcessingContext, processJobs } from './processing.js';
import { LostLease, type Statement } from './store/database.js';

/** Carries out a job; what is to be written with its end. */
export type Execute = (job: Job, signal: AbortSignal) => Promise<readonly Statement[]>;

/** What a worker needs. */
export interface WorkerContext extends ProcessingContext {
  /** By kind of job. */
  readonly executors: Readonly<Record<string, Execute>>;
  readonly retry: RetryRule;
  readonly random: () => number;
  readonly pollSeconds: number;
  /** True while receiving needs the machine: processing can wait, senders cannot. */
  readonly isReceiving: () => boolean;
  /** True where this process has handlers: jobs of others are left alone. */
  readonly handlesHere: () => boolean;
}

/** A running worker. */
export interface Worker {
  readonly wake: () => void;
  /** Ends after the jobs under way. */
  readonly stop: () => Promise<void>;
}

const batchSize = 32;
const leaseSeconds = 60;
const longLeaseSeconds = 900;
const concurrency = 4;
// After so many tries a job may be what ends the process: it runs alone, and leaves a trace before.
const triesTogether = 3;

/** Starts a worker. */
export function startWorker(context: WorkerContext): Worker {
  const { pollSeconds } = context;
  const abort = new AbortController();
  let rouse: (() => void)[] = [];
  let isWoken = false;
  // A call, as the compiler does not see that `wake` runs meanwhile.
  const woken = (): boolean => isWoken;

  function wake(): void {
    if (isWoken) return;
    isWoken = true;
    for (const resolve of rouse.splice(0)) resolve();
  }

  async function loop(step: () => Promise<number>): Promise<void> {
    while (!abort.signal.aborted) {
      isWoken = false;
      const done = await step().catch((error: unknown) => {
        context.log.error({ error: nameOf(error) }, 'The worker could not work.');
        return -1;
      });
      if (done > 0 || (done === 0 && woken())) await new Promise((resolve) => setImmediate(resolve));
      else await nap(pollSeconds);
    }
  }

  async function nap(seconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      rouse.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  const running = [
    loop(() => yieldThenProcess(context)),
    ...Array.from({ length: concurrency }, () => loop(() => followUp(context, abort.signal))),
  ];
  return {
    wake,
    async stop() {
      abort.abort();
      rouse.splice(0).forEach((resolve) => resolve());
      await Promise.all(running);
      rouse = [];
    },
  };
}

/** One batch of stored deliveries; how many. Exported for tests and benchmarks. */
export async function processBatch(context: WorkerContext, most: number = batchSize): Promise<number> {
  const jobs = await leaseJobs(context.database, [lanes.process, lanes.process], most, context.clock(), leaseSeconds);
  if (jobs.length === 0) return 0;
  const together = jobs.filter((job) => job.attempts <= triesTogether);
  const alone = jobs.filter((job) => job.attempts > triesTogether);
  try {
    if (together.length > 0) await processJobs(context, together);
  } catch (error) {
    // One that fails must not hold up the rest.
    if (!(error instanceof LostLease)) alone.unshift(...together);
  }
  for (const job of alone) await attempt(context, job, () => processJobs(context, [job]));
  return jobs.length;
}

/** Receiving comes first, yet a batch now and then goes through however much arrives. */
async function yieldThenProcess(context: WorkerContext): Promise<number> {
  for (let waited = 0; waited < 40 && context.isReceiving(); waited += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  return processBatch(context);
}

async function followUp(context: WorkerContext, signal: AbortSignal): Promise<number> {
  const jobs = await leaseJobs(
    context.database,
    [context.handlesHere() ? lanes.handle : lanes.download, lanes.backfill],
    1,
    context.clock(),
    longLeaseSeconds,
  );
  for (const job of jobs) {
    await attempt(context, job, async () => {
      const execute = context.executors[job.kind];
      if (execute === undefined) throw new Error(`Nothing carries out ${job.kind}.`);
      const statements = await execute(job, signal);
      await context.database.write([...statements, finishJobs(context.database, [job])]);
    });
  }
  return jobs.length;
}

const tracer = trace.getTracer('hookwright-receiver');

/** A span around a job, for whoever has set up OpenTelemetry; it holds no data of users. */
async function attempt(context: WorkerContext, job: Job, work: () => Promise<void>): Promise<void> {
  await tracer.startActiveSpan(`job ${job.kind}`, async (span) => {
    span.setAttributes({ 'hookwright.delivery': job.deliveryId, 'hookwright.attempts': job.attempts });
    await tryJob(context, job, work).finally(() => span.end());
  });
}

async function tryJob(context: WorkerContext, job: Job, work: () => Promise<void>): Promise<void> {
  try {
    if (job.isSuspect && job.attempts > context.retry.tries)
      throw new Hopeless('interrupted', 'The process ended with this job, again and again.');
    if (job.attempts > triesTogether) await context.database.write([markJob(job)]);
    await work();
  } catch (error) {
    if (error instanceof LostLease) return;
    if (error instanceof Elsewhere) {
      await context.database.write([returnJob(job, context.clock() + 1000)]);
      return;
    }
    if (error instanceof Deferred) {
      await context.database.write(deferJob(job, error));
      return;
    }
    context.metrics.failures.labels(job.kind).inc();
    context.log.warn(
      { job: job.id, kind: job.kind, delivery: job.deliveryId, attempts: job.attempts, error: nameOf(error) },
      'A job failed.',
    );
    const rule = error instanceof Hopeless ? { ...context.retry, tries: 0 } : context.retry;
    await context.database.write([failJob(job, nameOf(error), rule, context.clock(), context.random)]);
  }
}
