/** Receivers, deliveries and stores for tests. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as providers from '@hookwright/providers';
import { pino } from 'pino';
import { demoConfig, type Config } from '../../runtime/receiver/config.js';
import type { EventBody } from '../../runtime/receiver/handlers.js';
import { loadProviders, type Providers, webhooksOf } from '../../runtime/receiver/providers.js';
import { type Receiver, type ReceiverOptions, startReceiver } from '../../runtime/receiver/receiver.js';

export type Package = typeof providers;

/** The generated package, as the receiver loads it. */
export const packageName = '@hookwright/providers';

export const silent = pino({ level: 'silent' });

/** The path of each webhook with test secrets. */
export async function testConfig(store: string): Promise<{ readonly config: Config; readonly providers: Providers }> {
  const loaded = await loadProviders(packageName);
  return {
    providers: loaded,
    config: {
      ...demoConfig(loaded, packageName),
      store,
      port: 0,
      retry: { tries: 3, firstSeconds: 0.01, longestSeconds: 0.05 },
    },
  };
}

/** Starts a receiver with test secrets. */
export async function start(
  store: string,
  changes: Partial<Config> = {},
  options: Partial<ReceiverOptions> = {},
): Promise<Receiver<Package>> {
  const { config, providers: loaded } = await testConfig(store);
  return startReceiver<Package>({ ...config, ...changes }, { providers: loaded, log: silent, ...options });
}

/** A folder that goes away with the test process. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'hookwright-receiver-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface SentDelivery {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Signs a delivery with the webhook's test secret. */
export async function signed(
  provider: string,
  webhook: string,
  event: unknown,
  settings: {
    readonly id?: string;
    readonly now?: number;
    readonly headers?: Record<string, string>;
    readonly secret?: string;
  } = {},
): Promise<SentDelivery> {
  const { config, providers: loaded } = await testConfig('');
  const source = config.sources.find((each) => each.provider === provider && each.webhook === webhook);
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const own = await webhooksOf(loaded[provider])[webhook]?.sign(body, {
    secret: settings.secret ?? source?.secrets ?? '',
    now: settings.now,
    id: settings.id,
  });
  const token = source?.pathToken === undefined ? '' : `/${source.pathToken}`;
  return {
    path: `/webhooks/${provider}/${webhook}/sandbox${token}`,
    headers: { ...own, 'content-type': 'application/json', ...settings.headers },
    body,
  };
}

/** Posts a delivery; the status. */
export async function post(port: number, { path, headers, body }: SentDelivery): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body });
  await response.arrayBuffer();
  return response.status;
}

/** The event's type; a map of anything for events that the package does not know. */
type SampleOf<P extends string, E extends string> = [EventBody<Package, `${P}.${E}`>] extends [never]
  ? Readonly<Record<string, unknown>>
  : EventBody<Package, `${P}.${E}`>;

/** What the receiver's API answers, of whatever kind: each test knows what it asked for. */
export interface ApiBody {
  readonly items: readonly ApiItem[];
  readonly next_cursor: string | null;
  readonly state: string;
  readonly deliveries: number;
  readonly accounts: readonly unknown[];
  /** What is not JSON. */
  readonly text: string;
}

/** An item of a list. */
export interface ApiItem {
  readonly id: string | number;
  readonly source: string;
  readonly type: string;
  readonly state: string;
  readonly day: string;
  readonly version: number;
  readonly delivery_id: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
}

/** Calls the receiver's own API. */
export async function api(
  port: number,
  method: string,
  path: string,
  token = 'test-token-of-this-machine',
): Promise<{ readonly status: number; readonly body: ApiBody }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
  });
  const text = await response.text();
  return { status: response.status, body: (text.startsWith('{') ? JSON.parse(text) : { text }) as ApiBody };
}

/** A sample delivery of the repository that carries one event. */
export function sample<P extends string, E extends string>(provider: P, event: E, name: string): SampleOf<P, E> {
  return JSON.parse(readFileSync(`schemas/${provider}/samples/${event}/${name}.json`, 'utf8')) as SampleOf<P, E>;
}

/** A sample delivery of the repository that carries a list of events. */
export function samples<P extends string, E extends string>(
  provider: P,
  event: E,
  name: string,
): readonly SampleOf<P, E>[] {
  return JSON.parse(readFileSync(`schemas/${provider}/samples/${event}/${name}.json`, 'utf8')) as SampleOf<P, E>[];
}

/** Waits until something holds; fails after ten seconds. */
export async function until(check: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`Waited in vain: ${what}`);
}

/** Waits until no delivery is unprocessed. */
export async function settled(receiver: Pick<Receiver<Package>, 'database'>): Promise<void> {
  await until(
    async () => Number((await receiver.database.read('SELECT count(*) AS n FROM job WHERE dead = 0'))[0]?.['n']) === 0,
    'jobs are left',
  );
}

/** Compiles the receiver for tests that need a process of its own. */
export async function buildReceiver(): Promise<{
  readonly cli: string;
  readonly send: string;
  readonly thread: URL;
  readonly remove: () => void;
}> {
  const { build } = await import('esbuild');
  const outdir = join('node_modules', '.cache', `hookwright-receiver-${process.pid}`);
  const entryPoints = ['cli', 'send', 'thread'].map((name) => `runtime/receiver/${name}.ts`);
  await build({
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  const path = join(process.cwd(), outdir);
  return {
    cli: join(path, 'cli.js'),
    send: join(path, 'send.js'),
    thread: new URL(`file://${path}/thread.js`),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Whether a command is there. */
export function hasCommand(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`]);
    return true;
  } catch {
    return false;
  }
}
