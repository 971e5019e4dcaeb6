/** What a receiver does beside deliveries and jobs: alarms, retention, checkpoints, names that others handle. */
import type { Config } from './config.js';
import type { Subscriptions } from './handlers.js';
import { nameOf } from './names.js';
import { applyRetention } from './retention.js';
import { findSilence, forgetHours } from './silence.js';
import type { Database } from './store/database.js';
import { addPartitions } from './store/partitions.js';
import { labelsOf, type Logger, type Metrics } from './telemetry.js';
import { startCheckpointThread } from './thread.js';

/** What is kept up. */
export interface UpkeepContext extends KeepUpContext {
  readonly handled: Subscriptions;
}

/** What is looked after every ten minutes, and who is told. */
export interface KeepUpContext {
  readonly database: Database;
  /** By name. */
  readonly sources: Pick<ReadonlySet<string>, 'has'>;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly clock: () => number;
}

/** Starts it; what ends it. */
export function startUpkeep(context: UpkeepContext, config: Config, thread: URL | undefined): () => Promise<void> {
  const stopCheckpoints = startCheckpoints(config, thread, context.database);
  const subscribing = setInterval(() => void context.handled.refresh().catch(() => undefined), 2000);
  const upkeep = setInterval(() => void keepUp(context, config), 600_000);
  return async () => {
    clearInterval(upkeep);
    clearInterval(subscribing);
    await stopCheckpoints?.();
  };
}

/** Looks into the store for what the metrics tell of it. */
export async function refreshMetrics({
  database,
  metrics,
  clock,
}: Pick<UpkeepContext, 'database' | 'metrics' | 'clock'>): Promise<void> {
  metrics.jobs.reset();
  for (const row of await database.read('SELECT kind, dead, count(*) AS n FROM job GROUP BY kind, dead'))
    metrics.jobs.labels(String(row['kind']), row['dead'] === 1 ? 'dead' : 'waiting').set(Number(row['n']));
  const [oldest] = await database.read(
    "SELECT min(d.received_at) AS at FROM job j JOIN delivery d ON d.id = j.delivery_id WHERE j.dead = 0 AND j.kind = 'process'",
  );
  metrics.oldest.set(oldest?.['at'] === null || oldest === undefined ? 0 : (clock() - Number(oldest['at'])) / 1000);
}

/** Two phases: a thread copies the log into the database, then the few frames left are done here. */
function startCheckpoints(
  config: Config,
  thread: URL | undefined,
  database: Database,
): (() => Promise<void>) | undefined {
  if (thread === undefined || database.dialect !== 'sqlite') return undefined;
  return startCheckpointThread(
    thread,
    config.store,
    () => void database.read('PRAGMA wal_checkpoint(RESTART)').catch(() => undefined),
  );
}

/** Every ten minutes: an alarm for sources that fell silent, and old deliveries go. */
export async function keepUp(context: KeepUpContext, config: Config): Promise<void> {
  const { database, sources, metrics, log, clock } = context;
  try {
    if (config.silenceHours > 0)
      for (const { source, hours, isUnusual } of await findSilence(database, clock(), config.silenceHours)) {
        // Those that were taken out of the configuration may be silent.
        if (!sources.has(source)) continue;
        metrics.silent.labels(...labelsOf(source)).set(isUnusual ? hours : 0);
        if (isUnusual) log.error({ source, hours }, 'A source that used to deliver is silent.');
      }
    await addPartitions(database, config.retentionDays);
    if (!config.works) return;
    await forgetHours(database);
    if (config.retentionDays !== undefined) await applyRetention(database, clock() - config.retentionDays * 86_400_000);
  } catch (error) {
    log.error({ error: nameOf(error) }, 'Upkeep failed.');
  }
}
