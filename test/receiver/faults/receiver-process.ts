/**
 * A receiver in a process of its own, so that it can be killed. Told everything by one JSON argument; prints `ready
 * <port>`. Its clock may be ahead, so that leases of a killed process are over at once.
 */
import { createRequire } from 'node:module';
import type * as providers from '@hookwright/providers';
import { demoConfig } from '../../../runtime/receiver/config.js';
import { loadProviders } from '../../../runtime/receiver/providers.js';
import { startReceiver } from '../../../runtime/receiver/receiver.js';
import { createLogger } from '../../../runtime/receiver/telemetry.js';
import type { ProcessSettings } from './processes.js';

const packageName = '@hookwright/providers';
const settings = JSON.parse(process.argv[2] ?? '{}') as ProcessSettings;
const loaded = await loadProviders(packageName);
const demo = demoConfig(loaded, packageName);
const receiver = await startReceiver<typeof providers>(
  {
    ...demo,
    store: settings.store,
    port: 0,
    receives: settings.receives ?? true,
    works: settings.works ?? true,
    memoryBytes: settings.memoryBytes ?? demo.memoryBytes,
    requestSeconds: settings.requestSeconds ?? demo.requestSeconds,
    retry: { tries: 5, firstSeconds: 0.01, longestSeconds: 0.05 },
    sources: demo.sources.map((source) => ({ ...source, limitBytes: settings.limitBytes ?? source.limitBytes })),
  },
  {
    providers: loaded,
    log: createLogger('silent'),
    thread: settings.thread === undefined ? undefined : new URL(settings.thread),
    clock: () => Date.now() + (settings.clockAhead ?? 0),
  },
);

if (settings.careless === true) await receiver.database.read('/* not a query */ PRAGMA synchronous=OFF');
if (settings.effects !== undefined) handleInto(settings.effects, settings.handlerMilliseconds ?? 0);
process.once('SIGTERM', () => void receiver.stop().then(() => process.exit(0)));
console.log(`ready ${receiver.port}`);

/** Each call is written down, and its effect by the key that makes it idempotent, as an application does it. */
function handleInto(path: string, milliseconds: number): void {
  const Better = createRequire(import.meta.url)('better-sqlite3') as new (path: string) => {
    readonly exec: (sql: string) => unknown;
    readonly prepare: (sql: string) => { readonly run: (...values: readonly unknown[]) => unknown };
  };
  const database = new Better(path);
  database.exec('PRAGMA journal_mode=WAL; PRAGMA busy_timeout=5000');
  database.exec('CREATE TABLE IF NOT EXISTS call (key TEXT); CREATE TABLE IF NOT EXISTS effect (key TEXT PRIMARY KEY)');
  const call = database.prepare('INSERT INTO call VALUES (?)');
  const effect = database.prepare('INSERT INTO effect VALUES (?) ON CONFLICT DO NOTHING');
  receiver.onEvent('terra.sleep', async (_event, { idempotencyKey }) => {
    call.run(idempotencyKey);
    if (settings.isPoison === true) process.kill(process.pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    effect.run(idempotencyKey);
  });
}
