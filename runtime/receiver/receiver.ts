/** Puts a receiver together, starts it and stops it. */
import { randomInt } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serveApi } from './api.js';
import { buildSources, type Config } from './config.js';
import { download, type Download } from './download.js';
import { createFollowUps } from './follow-ups.js';
import {
  createHandle,
  createSubscriptions,
  type EventBody,
  type EventName,
  type Handler,
  type Handlers,
} from './handlers.js';
import { createIntake } from './intake.js';
import { nameOf } from './names.js';
import type { Providers } from './providers.js';
import { applyRetention } from './retention.js';
import { createReceiverServer } from './server.js';
import type { Database } from './store/database.js';
import { addPartitions } from './store/partitions.js';
import { openPostgres } from './store/postgres.js';
import { openSqlite } from './store/sqlite.js';
import { findSilence, forgetHours } from './silence.js';
import { createLogger, createMetrics, type Logger } from './telemetry.js';
import { startBodyThread, startCheckpointThread } from './thread.js';
import { createVault } from './vault.js';
import { startWorker, type Worker, type WorkerContext } from './worker.js';

/** What may be replaced, mostly by tests. */
export interface ReceiverOptions {
  readonly providers: Providers;
  readonly database?: Database | undefined;
  /** The compiled `thread.js`; without it everything happens on this thread. */
  readonly thread?: URL | undefined;
  readonly clock?: (() => number) | undefined;
  readonly random?: (() => number) | undefined;
  readonly download?: Download | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly log?: Logger | undefined;
}

/** A receiver that runs. */
export interface Receiver<Package> {
  readonly port: number;
  /** Paths of the webhooks. */
  readonly paths: readonly string[];
  /** Handles events from now on. One handler for each event. */
  readonly onEvent: <Name extends EventName<Package>>(name: Name, handler: Handler<EventBody<Package, Name>>) => void;
  readonly database: Database;
  /** Processes and answers what is under way, then closes. */
  readonly stop: () => Promise<void>;
}

/** Opens the store that a configuration names. */
export function openStore(store: string, hasThread: boolean): Promise<Database> {
  return /^postgres(ql)?:\/\//.test(store) ? openPostgres(store) : openSqlite(store, { checkpoint: hasThread });
}

/** Starts a receiver. */
export async function startReceiver<Package>(config: Config, options: ReceiverOptions): Promise<Receiver<Package>> {
  const { providers, thread } = options;
  const clock = options.clock ?? ((): number => new Date().getTime());
  const log = options.log ?? createLogger(config.logLevel);
  const sources = await buildSources(providers, config.sources, config.package);
  const database = options.database ?? (await openStore(config.store, thread !== undefined));
  const metrics = createMetrics();
  const vault = createVault(config.encryptionKeys);
  const handlers: Handlers = new Map();
  const bodies =
    thread === undefined
      ? undefined
      : startBodyThread(thread, { kind: 'bodies', package: config.package, sources: config.sources });
  const byName = new Map([...sources.values()].map((source) => [source.name, source]));
  const handled = await createSubscriptions(database, handlers);
  const base = { database, sources: byName, handled, metrics, log, vault, clock, planElsewhere: bodies?.plan };
  let isStopping = false;
  let worker: Worker | undefined;
  const wake = (): void => worker?.wakeAll();
  const intake = createIntake({ database, metrics, log, vault, clock, wake: () => worker?.wake() });
  const followUps = createFollowUps({
    ...base,
    providers,
    clients: config.clients,
    download: options.download ?? download,
    fetch: options.fetch,
  });
  const context: WorkerContext = {
    ...base,
    executors: { ...followUps, handle: createHandle(base, handlers) },
    retry: config.retry,
    random: options.random ?? ((): number => randomInt(1_000_000) / 1_000_000),
    pollSeconds: 0.25,
    isReceiving: intake.isReceiving,
    handlesHere: () => handlers.size > 0,
  };
  const api = {
    ...base,
    token: config.apiToken,
    clients: config.clients,
    silenceHours: config.silenceHours,
    wake,
    isReady: () => !isStopping,
    refreshMetrics: () => refreshMetrics(context),
  };
  const server = createReceiverServer({
    sources: config.receives ? sources : new Map(),
    intake,
    metrics,
    log,
    clock,
    decideElsewhere: bodies?.decide,
    memoryBytes: config.memoryBytes,
    requestSeconds: config.requestSeconds,
    other: (request, response) => serveApi(api, request, response),
  });
  const stopCheckpoints = startCheckpoints(config, thread, database);
  const subscribing = setInterval(() => void handled.refresh().catch(() => undefined), 2000);
  const upkeep = setInterval(() => void keepUp(context, config), 600_000);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(config.port, config.host, resolve));
  // A moment later: handlers that are set right after the start see every event.
  const starting = setImmediate(() => (worker = config.works ? startWorker(context) : undefined));
  return {
    port: (server.address() as AddressInfo).port,
    paths: [...sources.keys()],
    onEvent(name, handler) {
      handlers.set(name, handler as Handler<unknown>);
      wake();
    },
    database,
    async stop() {
      isStopping = true;
      clearImmediate(starting);
      clearInterval(upkeep);
      clearInterval(subscribing);
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await Promise.all([intake.idle(), worker?.stop()]);
      server.closeIdleConnections();
      // Requests that do not end are cut off; what they sent was not acknowledged.
      const late = setTimeout(() => server.closeAllConnections(), 5000);
      await closed;
      clearTimeout(late);
      await intake.idle();
      await Promise.all([bodies?.stop(), stopCheckpoints?.()]);
      if (options.database === undefined) await database.close();
    },
  };
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
async function keepUp({ database, metrics, log, clock }: WorkerContext, config: Config): Promise<void> {
  try {
    if (config.silenceHours > 0)
      for (const { source, hours, isUnusual } of await findSilence(database, clock(), config.silenceHours)) {
        metrics.silent.labels(source).set(isUnusual ? hours : 0);
        if (isUnusual) log.error({ source, hours }, 'A source that used to deliver is silent.');
      }
    await addPartitions(database, config.retentionDays);
    if (!config.works) return;
    await forgetHours(database, clock());
    if (config.retentionDays !== undefined) await applyRetention(database, clock() - config.retentionDays * 86_400_000);
  } catch (error) {
    log.error({ error: nameOf(error) }, 'Upkeep failed.');
  }
}

async function refreshMetrics({ database, metrics, clock }: WorkerContext): Promise<void> {
  metrics.jobs.reset();
  for (const row of await database.read('SELECT kind, dead, count(*) AS n FROM job GROUP BY kind, dead'))
    metrics.jobs.labels(String(row['kind']), row['dead'] === 1 ? 'dead' : 'waiting').set(Number(row['n']));
  const [oldest] = await database.read(
    "SELECT min(d.received_at) AS at FROM job j JOIN delivery d ON d.id = j.delivery_id WHERE j.dead = 0 AND j.kind = 'process'",
  );
  metrics.oldest.set(oldest?.['at'] === null || oldest === undefined ? 0 : (clock() - Number(oldest['at'])) / 1000);
}
