#!/usr/bin/env node
/** `hookwright-receiver --config receiver.yaml`, and `--demo` for this machine. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildSources, type Config, demoConfig, parseConfig } from './config.js';
import { loadProviders, type Providers } from './providers.js';
import { openStore, startReceiver } from './receiver.js';
import { createLogger } from './telemetry.js';

const usage = `hookwright-receiver --config <file> [serve | doctor | backup <file>]
hookwright-receiver --demo [--port 8787] [--store ./data/receiver.db]`;

async function main(): Promise<number> {
  const options = {
    config: { type: 'string' },
    demo: { type: 'boolean' },
    port: { type: 'string' },
    store: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help === true || (values.config === undefined && values.demo !== true)) {
    console.log(usage);
    return values.help === true ? 0 : 2;
  }
  const given = values.config === undefined ? undefined : parseConfig(readFileSync(values.config, 'utf8'), process.env);
  const providers = await loadProviders(given?.package ?? '@hookwright/providers');
  const base = given ?? demoConfig(providers, '@hookwright/providers');
  const config = {
    ...base,
    store: values.store ?? base.store,
    port: values.port === undefined ? base.port : Number(values.port),
  };
  const [command = 'serve', target] = positionals;
  if (command === 'doctor') return doctor(config, providers);
  if (command === 'backup' && target !== undefined) return backup(config, target);
  if (command !== 'serve') throw new Error(`There is no command ${command}.`);
  await serve(config, providers, values.demo === true);
  return 0;
}

async function serve(config: Config, providers: Providers, isDemo: boolean): Promise<void> {
  const log = createLogger(config.logLevel);
  const receiver = await startReceiver(config, { providers, log, thread: new URL('./thread.js', import.meta.url) });
  const address = `http://${config.host}:${receiver.port}`;
  log.info({ address, webhooks: receiver.paths.length }, 'The receiver listens.');
  if (isDemo) for (const path of receiver.paths) console.log(`${address}${path}`);
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve).once('SIGINT', resolve);
  });
  log.info('The receiver stops.');
  // A second signal ends at once: what was acknowledged is on disk anyway.
  process.once('SIGTERM', () => process.exit(1)).once('SIGINT', () => process.exit(1));
  await receiver.stop();
}

/** Looks at what usually goes wrong before the first delivery. */
async function doctor(config: Config, providers: Providers): Promise<number> {
  const checks: (readonly [string, () => Promise<unknown>])[] = [
    ['webhooks, secrets and paths', () => buildSources(providers, config.sources)],
    ['store', async () => (await openStore(config.store, false)).close()],
    [
      'clock',
      () => (new Date().getFullYear() < 2026 ? Promise.reject(new Error('The clock is wrong.')) : Promise.resolve()),
    ],
  ];
  let failures = 0;
  for (const [name, check] of checks) {
    const problem = await check().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : 'failed'),
    );
    failures += problem === undefined ? 0 : 1;
    console.log(`${problem === undefined ? 'ok  ' : 'FAIL'} ${name}${problem === undefined ? '' : `: ${problem}`}`);
  }
  console.log(
    `Let proxies pass bodies of ${Math.max(0, ...config.sources.map((source) => source.limitBytes)) / 1024 / 1024} MB, and only the path /webhooks/.`,
  );
  return failures === 0 ? 0 : 1;
}

/** A consistent copy of a SQLite store while it is in use. */
async function backup(config: Config, target: string): Promise<number> {
  const database = await openStore(config.store, false);
  if (database.dialect !== 'sqlite') throw new Error('Use pg_dump for PostgreSQL.');
  await database.read(`VACUUM INTO '${target.replaceAll("'", "''")}'`);
  await database.close();
  return 0;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : 'failed');
    process.exitCode = 1;
  },
);
