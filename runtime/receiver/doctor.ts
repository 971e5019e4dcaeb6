/** Looks at what usually goes wrong before the first delivery. */
import { buildSources, type Config } from './config.js';
import type { Providers } from './providers.js';
import { openStore } from './receiver.js';
import { openDriver } from './store/sqlite.js';
import { createVault } from './vault.js';

type Check = readonly [name: string, check: () => Promise<string>];

/** Prints a line for each check; 1 if one failed. `address` is where providers send to. */
export async function diagnose(
  config: Config,
  providers: Providers,
  address: string | undefined,
  print: (line: string) => void,
): Promise<number> {
  const checks: readonly Check[] = [
    ['webhooks', () => checkSources(config, providers, print)],
    ['store', () => checkStore(config)],
    ['clients', () => Promise.resolve().then(() => checkClients(config, providers))],
    ['encryption', () => Promise.resolve(createVault(config.encryptionKeys).isOn ? 'on' : 'off')],
    ...(address === undefined ? [] : throughProxy(config, address)),
  ];
  let failures = 0;
  for (const [name, check] of checks) {
    const [mark, text] = await check().then(
      (said) => ['ok  ', said] as const,
      (error: unknown) => ['FAIL', error instanceof Error ? error.message : 'failed'] as const,
    );
    failures += mark === 'FAIL' ? 1 : 0;
    print(`${mark} ${name}: ${text}`);
  }
  if (address === undefined) print('     clock, proxy and its body limit: give the public address as an argument');
  return failures === 0 ? 0 : 1;
}

async function checkSources(config: Config, providers: Providers, print: (line: string) => void): Promise<string> {
  const sources = await buildSources(providers, config.sources);
  if (sources.size === 0) throw new Error('None are configured.');
  // Path tokens are secrets.
  for (const each of config.sources) print(`     ${pathOf(each)}${each.pathToken === undefined ? '' : '/…'}`);
  return `${sources.size}, all with secrets or path tokens`;
}

function pathOf({ provider, webhook, environment }: Config['sources'][number]): string {
  return `/webhooks/${provider}/${webhook}/${environment}`;
}

/** Opens each client as a job would, and looks for the calls that fill gaps. Nothing is sent. */
function checkClients({ clients }: Config, providers: Providers): string {
  for (const { provider, environment, factory, options, gapCalls } of clients) {
    const create = providers[provider]?.[factory];
    if (typeof create !== 'function') throw new Error(`The package exports no ${factory} of ${provider}.`);
    const values = Object.entries(options).map(([name, value]) => [name, typeof value === 'object' ? 'user' : value]);
    const client = (create as (options: object) => object)(Object.fromEntries(values) as object);
    const missing = gapCalls.find(({ operation }) => !(operation in client));
    if (missing !== undefined) throw new Error(`${provider}/${environment} has no operation ${missing.operation}.`);
  }
  return clients.length === 0 ? 'none: follow-up calls will be given up' : `${clients.length}`;
}

async function checkStore({ store }: Config): Promise<string> {
  const database = await openStore(store, false);
  try {
    if (database.dialect === 'postgres') {
      const [row] = await database.read("SELECT current_setting('server_version') AS version");
      return `PostgreSQL ${String(row?.['version'])}, syncs before it acknowledges`;
    }
    const driver = openDriver(':memory:');
    const { version } = driver.prepare('SELECT sqlite_version() AS version').get() as { readonly version: string };
    driver.close();
    return `SQLite ${version}`;
  } finally {
    await database.close();
  }
}

type SourceSettings = Config['sources'][number];

type Post = (to: SourceSettings, bytes: number) => Promise<Response>;

/** Sends unsigned bodies the way that deliveries come: the receiver has to refuse them, and nobody before it. */
function throughProxy({ sources }: Config, address: string): readonly Check[] {
  const signed = sources.filter(({ pathToken }) => pathToken === undefined);
  const [largest] = [...(signed.length > 0 ? signed : sources)].sort((a, b) => b.limitBytes - a.limitBytes);
  if (largest === undefined) return [];
  const post: Post = (to, bytes) =>
    fetch(new URL(pathOf(to), address), {
      method: 'POST',
      body: Buffer.alloc(bytes, ' '),
      signal: AbortSignal.timeout(120_000),
    });
  return [
    ['address', () => checkPaths(sources, post)],
    ['body limit', () => checkLimit(largest, post)],
    ['clock', () => checkClock(largest, post)],
  ];
}

/** With a path token there is nothing at the path without it; that answer comes from the receiver too. */
function expectedOf({ pathToken }: SourceSettings): number {
  return pathToken === undefined ? 401 : 404;
}

async function checkPaths(sources: readonly SourceSettings[], post: Post): Promise<string> {
  for (const each of sources) {
    const { status } = await post(each, 2);
    const expected = expectedOf(each);
    if (status !== expected) throw new Error(`${pathOf(each)} answered ${status}; ${expected} was expected.`);
  }
  return `the receiver answers at ${sources.length} paths`;
}

async function checkLimit(source: SourceSettings, post: Post): Promise<string> {
  const { status } = await post(source, source.limitBytes);
  if (status === expectedOf(source)) return `${source.limitBytes} bytes pass`;
  throw new Error(`${source.limitBytes} bytes were answered with ${status}: let the proxy pass so many.`);
}

async function checkClock(source: SourceSettings, post: Post): Promise<string> {
  const date = Date.parse((await post(source, 2)).headers.get('date') ?? '');
  const seconds = Math.round((date - new Date().getTime()) / 1000);
  if (Math.abs(seconds) < 30) return 'agrees with that behind the address';
  throw new Error(`It differs from that behind the address by ${seconds} s; signatures hold for minutes only.`);
}
