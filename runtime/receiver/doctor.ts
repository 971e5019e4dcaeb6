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
    ['webhooks', () => checkSources(config, providers)],
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

async function checkSources(config: Config, providers: Providers): Promise<string> {
  const sources = await buildSources(providers, config.sources);
  if (sources.size === 0) throw new Error('None are configured.');
  return `${sources.size}, all with secrets or path tokens`;
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

/** Sends unsigned bodies the way that deliveries come: the receiver has to refuse them, and nobody before it. */
function throughProxy(config: Config, address: string): readonly Check[] {
  const source = config.sources.reduce<Config['sources'][number] | undefined>(
    (largest, each) => (each.limitBytes > (largest?.limitBytes ?? 0) ? each : largest),
    undefined,
  );
  if (source === undefined) return [];
  const url = new URL(`/webhooks/${source.provider}/${source.webhook}/${source.environment}`, address);
  const post = (bytes: number): Promise<Response> =>
    fetch(url, { method: 'POST', body: Buffer.alloc(bytes, ' '), signal: AbortSignal.timeout(120_000) });
  // With a path token there is nothing at this path; that answer comes from the receiver too.
  const expected = source.pathToken === undefined ? 401 : 404;
  return [
    [
      'address',
      async () => {
        const { status } = await post(2);
        if (status !== expected) throw new Error(`${url.pathname} answered ${status}; ${expected} was expected.`);
        return 'the receiver answers';
      },
    ],
    [
      'body limit',
      async () => {
        const { status } = await post(source.limitBytes);
        if (status !== expected)
          throw new Error(`${source.limitBytes} bytes were answered with ${status}: let the proxy pass so many.`);
        return `${source.limitBytes} bytes pass`;
      },
    ],
    [
      'clock',
      async () => {
        const date = Date.parse((await post(2)).headers.get('date') ?? '');
        const seconds = Math.round((date - new Date().getTime()) / 1000);
        if (!(Math.abs(seconds) < 30))
          throw new Error(`It differs from that behind the address by ${seconds} s; signatures hold for minutes only.`);
        return 'agrees with that behind the address';
      },
    ],
  ];
}
