/** Puts a receiver together, starts it and stops it. */
import { randomInt } from 'node:crypto';
import type { Server } from 'node:http';
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
import type { Providers } from './providers.js';
import { createReceiverServer } from './server.js';
import type { Database } from './store/database.js';
import { openPostgres } from './store/postgres.js';
import { openSqlite } from './store/sqlite.js';
import { createLogger, createMetrics, type Logger } from './telemetry.js';
import { startBodyThread } from './thread.js';
import { refreshMetrics, startUpkeep } from './upkeep.js';
import { createVault } from './vault.js';
import { startWorker, type Worker, type WorkerContext } from './worker.js';

/** What may be replaced, mostly by tests. */
export interface ReceiverOptions {
  readonly providers: Readonly<Record<string, object>>;
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

interface State {
  worker: Worker | undefined;
  isStopping: boolean;
}

type Parts = Awaited<ReturnType<typeof createParts>>;

/** Opens the store that a configuration names. */
export function openStore(store: string, hasThread: boolean): Promise<Database> {
  return /^postgres(ql)?:\/\//.test(store) ? openPostgres(store) : openSqlite(store, { checkpoint: hasThread });
}

/** Starts a receiver. */
export async function startReceiver<Package>(config: Config, options: ReceiverOptions): Promise<Receiver<Package>> {
  const parts = await createParts(config, options);
  const { state, sources, database, handlers, handled, bodies, intake, context } = parts;
  const server = createServer(config, parts);
  const stopUpkeep = startUpkeep({ ...context, handled }, config, options.thread);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(config.port, config.host, resolve));
  // A moment later: handlers that are set right after the start see every event.
  const starting = setImmediate(() => (state.worker = config.works ? startWorker(context) : undefined));
  return {
    port: (server.address() as AddressInfo).port,
    paths: [...sources.keys()],
    onEvent(name, handler) {
      handlers.set(name, handler as Handler<unknown>);
      state.worker?.wakeAll();
    },
    database,
    async stop() {
      state.isStopping = true;
      clearImmediate(starting);
      await close(server, () => Promise.all([intake.idle(), state.worker?.stop()]));
      await intake.idle();
      await Promise.all([bodies?.stop(), stopUpkeep()]);
      if (options.database === undefined) await database.close();
    },
  };
}

/** What a receiver is made of, none of it started but for its subscriptions. */
async function createParts(config: Config, options: ReceiverOptions) {
  const { thread, fetch } = options;
  // The package may have more than providers; what is none is never named by a configuration that was read.
  const providers = options.providers as Providers;
  const state: State = { isStopping: false, worker: undefined };
  const sources = await buildSources(providers, config.sources, config.package);
  const database = options.database ?? (await openStore(config.store, thread !== undefined));
  const handlers: Handlers = new Map();
  const task = { kind: 'bodies', package: config.package, sources: config.sources } as const;
  const bodies = thread === undefined ? undefined : startBodyThread(thread, task);
  const handled = await createSubscriptions(database, handlers);
  const base = {
    database,
    handled,
    sources: new Map([...sources.values()].map((source) => [source.name, source])),
    metrics: createMetrics(),
    log: options.log ?? createLogger(config.logLevel),
    vault: createVault(config.encryptionKeys),
    clock: options.clock ?? ((): number => new Date().getTime()),
    planElsewhere: bodies?.plan,
  };
  const intake = createIntake({ ...base, wake: () => state.worker?.wake() });
  const calling = { providers, clients: config.clients, download: options.download ?? download, fetch };
  const context: WorkerContext = {
    ...base,
    executors: { ...createFollowUps({ ...base, ...calling }), handle: createHandle(base, handlers) },
    retry: config.retry,
    random: options.random ?? ((): number => randomInt(1_000_000) / 1_000_000),
    pollSeconds: 0.25,
    ...config.processing,
    isReceiving: intake.isReceiving,
    isPressed: intake.isPressed,
    handlesHere: () => handlers.size > 0,
  };
  return { state, sources, database, handlers, handled, bodies, intake, context };
}

function createServer(config: Config, parts: Parts): Server {
  const { state, sources, bodies, intake, context } = parts;
  const api = {
    ...context,
    token: config.apiToken,
    clients: config.clients,
    silenceHours: config.silenceHours,
    wake: () => state.worker?.wakeAll(),
    isReady: () => !state.isStopping,
    refreshMetrics: () => refreshMetrics(context),
  };
  return createReceiverServer({
    ...context,
    sources: config.receives ? sources : new Map(),
    intake,
    decideElsewhere: bodies?.decide,
    memoryBytes: config.memoryBytes,
    requestSeconds: config.requestSeconds,
    other: (request, response) => serveApi(api, request, response),
  });
}

/** No new connections; then what is under way ends, and what does not is cut off: it was not acknowledged. */
async function close(server: Server, settle: () => Promise<unknown>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await settle();
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), 5000);
  await closed;
  clearTimeout(late);
}
