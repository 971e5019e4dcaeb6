/** Processes stored deliveries: plans are made, then written together with the end of their jobs. */
import { trace } from '@opentelemetry/api';
import { type LoadedDelivery, loadDeliveries } from './deliveries.js';
import { conclusionStatements, type Effect, insertJob, recordStatements } from './effects.js';
import { seenStatements } from './silence.js';
import { finishJobs, holdJob, type Job } from './jobs.js';
import { createTurns, type Turns } from './pace.js';
import { type Plan, planDelivery } from './plan.js';
import type { Source } from './providers.js';
import type { Database, Statement } from './store/database.js';
import { labelsOf, type Logger, type Metrics } from './telemetry.js';
import type { Vault } from './vault.js';

/** What processing needs. */
export interface ProcessingContext {
  readonly database: Database;
  /** By name. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly handled: Pick<ReadonlySet<string>, 'has'>;
  readonly vault: Vault;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly clock: () => number;
  /** Plans bodies that are too large for this thread. */
  readonly planElsewhere: ((source: Source, delivery: LoadedDelivery) => Promise<Plan>) | undefined;
}

const largeBody = 256 * 1024;

// Records of one write where a delivery holds very many.
const recordsTogether = 50;

const nobody: ReadonlySet<string> = new Set();

const tracer = trace.getTracer('hookwright-receiver');

/** What processing jobs led to. */
export interface Processed {
  /** There are follow-ups, or events for handlers. */
  readonly hasJobs: boolean;
  /** When the first delivery came. */
  readonly since: number;
  /** What of the time receiving had. */
  readonly leftMs: number;
}

/** Processes jobs of stored deliveries, all in one transaction. Doing it again has no further effect. */
export function processJobs(context: ProcessingContext, jobs: readonly Job[]): Promise<Processed> {
  const attributes = { 'hookwright.deliveries': jobs.length };
  return tracer.startActiveSpan('process', { attributes }, (span) =>
    processAll(context, jobs).finally(() => span.end()),
  );
}

async function processAll(context: ProcessingContext, jobs: readonly Job[]): Promise<Processed> {
  const turns = createTurns();
  const ids = jobs.map((job) => job.deliveryId);
  const effects = await planAll(context, ids, turns);
  const [first] = effects;
  let records: Statement[];
  // In slices, each sealed when its turn comes: nothing may hold up receiving for long.
  if (first !== undefined && effects.length === 1)
    records = [
      ...(await writeSlices(
        context,
        first,
        jobs.find((job) => job.deliveryId === first.id),
      )),
    ];
  else {
    records = effects.flatMap((effect) => recordStatements(effect));
    // Always in the same order, so that two workers do not wait for each other.
    records.sort((a, b) => compare(String(a.values[0]), String(b.values[0])));
  }
  const conclusions = conclusionStatements(effects);
  await turns.leave();
  // What a power cut takes is processed again: effects and the end of the job go together.
  await context.database.writeLazily([
    ...records,
    ...conclusions,
    // What was asked for is no sign of life.
    ...seenStatements(effects.filter(({ plan }) => !plan.isAnswer)),
    finishJobs(context.database, jobs),
  ]);
  report(context, effects);
  return {
    hasJobs: conclusions.some(({ sql }) => sql === insertJob),
    since: effects.reduce((least, { receivedAt }) => Math.min(least, receivedAt), context.clock()),
    leftMs: turns.leftMs(),
  };
}

/** Writes the records of a large plan; the statements of the last ones are left for the conclusion. */
async function writeSlices(
  { database }: ProcessingContext,
  effect: Effect,
  job: Job | undefined,
): Promise<readonly Statement[]> {
  const { records } = effect.plan;
  let from = 0;
  for (; records.length - from > recordsTogether; from += recordsTogether) {
    const plan = { ...effect.plan, records: records.slice(from, from + recordsTogether) };
    // Their user may be erased meanwhile, and the job with them.
    await database.writeLazily([
      ...(job === undefined ? [] : [holdJob(job)]),
      ...recordStatements({ ...effect, plan }),
    ]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return recordStatements({ ...effect, plan: { ...effect.plan, records: records.slice(from) } });
}

/** Processes a delivery now, whatever its jobs: used before a user is erased. */
export async function processNow(context: ProcessingContext, ids: readonly number[]): Promise<void> {
  for (const effect of await planAll(context, ids, createTurns())) {
    const statements: readonly Statement[] = [...recordStatements(effect), ...conclusionStatements([effect])];
    await context.database.write([
      ...statements,
      { sql: "DELETE FROM job WHERE delivery_id = $1 AND kind = 'process'", values: [effect.id] },
    ]);
  }
}

async function planAll(context: ProcessingContext, ids: readonly number[], turns: Turns): Promise<readonly Effect[]> {
  const effects: Effect[] = [];
  for (const delivery of await loadDeliveries(context, ids)) {
    await turns.leave();
    const source = context.sources.get(delivery.source);
    // Thrown, so that the jobs wait until the configuration names the source again.
    if (source === undefined) throw new Error('The source is not configured.');
    const isLarge = delivery.body.length > largeBody && context.planElsewhere !== undefined;
    const { id, receivedAt } = delivery;
    const plan = isLarge ? await context.planElsewhere(source, delivery) : planDelivery(source, delivery);
    effects.push({
      id,
      source,
      receivedAt,
      now: context.clock(),
      plan,
      // Handlers are told what happens, not what was looked up.
      handled: plan.isAnswer ? nobody : context.handled,
      vault: context.vault,
    });
  }
  return effects;
}

function report(context: ProcessingContext, effects: readonly Effect[]): void {
  // Counted once for each type: looking up a counter takes longer than counting.
  const counts = new Map<string, Map<string, number>>();
  for (const effect of effects) {
    const { name } = effect.source;
    const types = counts.get(name) ?? new Map<string, number>();
    counts.set(name, types);
    for (const { type } of effect.plan.events) types.set(type, (types.get(type) ?? 0) + 1);
    reportNews(context, effect);
  }
  for (const [name, types] of counts)
    for (const [type, count] of types)
      context.metrics.processed.labels(...labelsOf(name), type, 'processed').inc(count);
}

function reportNews({ metrics, log }: ProcessingContext, { id, source, plan }: Effect): void {
  for (const { type, kind } of plan.drift) metrics.drift.labels(...labelsOf(source.name), type, kind).inc();
  for (const type of plan.notices)
    log.warn({ source: source.name, delivery: id, event: type }, 'An event asks for attention.');
  if (plan.state === 'processed') return;
  metrics.processed.labels(...labelsOf(source.name), '', plan.state).inc();
  log.warn({ source: source.name, delivery: id, state: plan.state, reason: plan.reason }, 'A delivery was kept aside.');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
