/** Takes jobs and carries them out: what arrived in one loop, what takes longer in another. */
import { attempt, type AttemptContext, triesTogether } from './attempt.js';
import { lanes } from './effects.js';
import { finishJobs, type Job, leaseJobs } from './jobs.js';
import { nameOf } from './names.js';
import { createPace } from './pace.js';
import { type Processed, processJobs } from './processing.js';
import { LostLease, type Statement } from './store/database.js';

/** Carries out a job; what is to be written with its end. */
export type Execute = (job: Job, signal: AbortSignal) => Promise<readonly Statement[]>;

/** What a worker needs. */
export interface WorkerContext extends AttemptContext {
  /** By kind of job. */
  readonly executors: Readonly<Record<string, Execute>>;
  readonly pollSeconds: number;
  /** True while deliveries come in: processing can wait, senders cannot. */
  readonly isReceiving: () => boolean;
  /** True while they wait for longer than usual. */
  readonly isPressed: () => boolean;
  /** True where this process has handlers: jobs of others are left alone. */
  readonly handlesHere: () => boolean;
  /** While deliveries come in, those of so long are processed together. */
  readonly gatherMs: number;
  /** Processing that is further behind takes half of the time. */
  readonly lagSeconds: number;
}

/** A running worker. */
export interface Worker {
  /** There is something to process. */
  readonly wake: () => void;
  /** There is something of any kind. */
  readonly wakeAll: () => void;
  /** Ends after the jobs under way. */
  readonly stop: () => Promise<void>;
}

interface Loop {
  readonly wake: () => void;
  readonly ended: Promise<void>;
}

// A batch holds up receiving for about so long; a database elsewhere does not, and has more for its round trips. Shorter ones
// cost more for each delivery: what a batch writes to the same pages is written once.
const batchMs = 10;
// While nothing comes in, so long as the first that comes may have to wait; a database elsewhere takes most of a batch.
const quietBatchMs = 15;
const mostTogether = 500;
const leaseSeconds = 60;
const longLeaseSeconds = 900;
const concurrency = 4;

/** Starts a worker. */
export function startWorker(context: WorkerContext): Worker {
  const abort = new AbortController();
  const { signal } = abort;
  const others: readonly Loop[] = Array.from({ length: concurrency }, () =>
    startLoop(context, signal, () => followUp(context, signal)),
  );
  const wakeOthers = (): void => others.forEach((loop) => loop.wake());
  const processing = startLoop(context, signal, createProcess(context, wakeOthers));
  const wakeAll = (): void => {
    processing.wake();
    wakeOthers();
  };
  return {
    wake: processing.wake,
    wakeAll,
    async stop() {
      abort.abort();
      wakeAll();
      await Promise.all([processing, ...others].map((loop) => loop.ended));
    },
  };
}

/** Does a step again and again: at once where there was something to do, else after a while or when it is woken. */
function startLoop({ log, pollSeconds }: WorkerContext, signal: AbortSignal, step: () => Promise<number>): Loop {
  let isWoken = false;
  let rouse = (): void => undefined;
  // Calls, as the compiler does not see what happens meanwhile.
  const isOver = (): boolean => signal.aborted;
  const woken = (): boolean => isWoken;

  async function run(): Promise<void> {
    while (!isOver()) {
      isWoken = false;
      const done = await step().catch((error: unknown) => {
        log.error({ error: nameOf(error) }, 'The worker could not work.');
        return -1;
      });
      if (done > 0 || (done === 0 && woken()) || isOver()) await new Promise((resolve) => setImmediate(resolve));
      else await nap();
    }
  }

  async function nap(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollSeconds * 1000);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    wake() {
      isWoken = true;
      rouse();
    },
    ended: run(),
  };
}

/** Batches that take about as long as receiving can do without, each followed by a rest. */
function createProcess(context: WorkerContext, wakeOthers: () => void): () => Promise<number> {
  const pace = createPace(context);
  const isElsewhere = context.database.lanes > 1;
  const aimMs = isElsewhere ? 2 * batchMs : batchMs;
  const quietAimMs = isElsewhere ? 4 * quietBatchMs : quietBatchMs;
  let most = 16;
  // How long one delivery takes.
  let each = 0.5;
  return async () => {
    const startedAt = performance.now();
    const { done, hasJobs, since, leftMs } = await processBatch(context, most);
    if (done === 0) return 0;
    const workedMs = performance.now() - startedAt - leftMs;
    const aim = context.isReceiving() ? aimMs : quietAimMs;
    const isFull = done === most;
    // They poll, too: they are not called for nothing.
    if (hasJobs) wakeOthers();
    // What a few take says little of what many take.
    each += (workedMs / done - each) * (isFull ? 0.5 : 0.1);
    most = Math.max(8, Math.min(mostTogether, 2 * most, Math.round(aim / each)));
    await pace.rest({ workedMs, isFull, lagMs: context.clock() - since });
    return done;
  };
}

/** One batch of stored deliveries; how many, and what they led to. */
async function processBatch(context: WorkerContext, most: number): Promise<Processed & { readonly done: number }> {
  const due = { lanes: [lanes.process, lanes.process], most, now: context.clock(), seconds: leaseSeconds } as const;
  const jobs = await leaseJobs(context.database, { ...due, isLazy: true });
  let all: Processed = { hasJobs: false, since: context.clock(), leftMs: 0 };
  const take = (work: Promise<Processed>): Promise<void> =>
    work.then(({ hasJobs, since, leftMs }) => {
      all = { hasJobs: all.hasJobs || hasJobs, since: Math.min(all.since, since), leftMs: all.leftMs + leftMs };
    });
  const together = jobs.filter((job) => job.attempts <= triesTogether);
  const alone = jobs.filter((job) => job.attempts > triesTogether);
  try {
    if (together.length > 0) await take(processJobs(context, together));
  } catch (error) {
    // One that fails must not hold up the rest.
    if (!(error instanceof LostLease)) alone.unshift(...together);
  }
  for (const job of alone) await attempt(context, job, () => take(processJobs(context, [job])));
  return { ...all, done: jobs.length };
}

async function followUp(context: WorkerContext, signal: AbortSignal): Promise<number> {
  const { database, executors } = context;
  const first = context.handlesHere() ? lanes.handle : lanes.download;
  const jobs = await leaseJobs(database, {
    lanes: [first, lanes.backfill],
    most: 1,
    now: context.clock(),
    seconds: longLeaseSeconds,
  });
  for (const job of jobs) {
    await attempt(context, job, async () => {
      const execute = executors[job.kind];
      if (execute === undefined) throw new Error(`Nothing carries out ${job.kind}.`);
      const statements = await execute(job, signal);
      await database.write([...statements, finishJobs(database, [job])]);
    });
  }
  return jobs.length;
}
