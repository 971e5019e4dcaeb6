#!/usr/bin/env node
/** `hookwright-receiver --config receiver.yaml`, and `--demo` for this machine. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Config, demoConfig, parseConfig } from './config.js';
import { diagnose } from './doctor.js';
import { backupStore, resealStore } from './maintenance.js';
import { moveStore } from './move.js';
import { loadProviders, type Providers } from './providers.js';
import { openStore, startReceiver } from './receiver.js';
import type { Database } from './store/database.js';
import { reconcile } from './reconcile.js';
import { createLogger } from './telemetry.js';
import { createVault } from './vault.js';

const usage = `hookwright-receiver --config <file> [command]
hookwright-receiver --demo [--port 8787] [--store ./data/receiver.db]

  serve                            receives and works until it is told to stop (the command if none is given)
  doctor [https://public.address]  looks at what usually goes wrong; through the address also at the proxy before it
  backup <file>                    a consistent copy of a SQLite store in use
  move <store>                     copies everything into an empty store, as from SQLite to PostgreSQL, and compares; goes
                                   on where it was broken off; a name after "env:" is the variable that holds its address
  reseal                           seals all bodies with the first key
  reconcile <account> <from> <to>  queues the calls that fill a gap, such as spike/production`;

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
    store: values.store === undefined ? base.store : storeOf(values.store),
    port: values.port === undefined ? base.port : Number(values.port),
  };
  const [command = 'serve', ...rest] = positionals;
  if (command === 'serve') return serve(config, providers, values.demo === true);
  if (command === 'doctor') return diagnose(config, providers, rest[0], console.log);
  const database = await openStore(config.store, false);
  try {
    await maintain(database, config, command, rest);
  } finally {
    await database.close();
  }
  return 0;
}

async function maintain(database: Database, config: Config, command: string, rest: readonly string[]): Promise<void> {
  const [first = '', from = '', to = ''] = rest;
  if (command === 'backup' && first !== '') return backupStore(database, first);
  if (command === 'reseal') {
    console.log(`${await resealStore(database, createVault(config.encryptionKeys))} sealed`);
    return;
  }
  if (command === 'reconcile') {
    console.log(`${await reconcile(database, config.clients, first, new Date(from), new Date(to))} calls queued`);
    return;
  }
  if (command !== 'move' || first === '') throw new Error(`There is no such command.\n${usage}`);
  const target = await openStore(storeOf(first), false);
  try {
    await moveStore(database, target, ({ name, rows, hash }) =>
      console.log(`${name}: ${rows} rows, the same on both sides (${hash.slice(0, 16)})`),
    );
  } finally {
    await target.close();
  }
}

/** A path or an address, also one that a variable holds; a password would be seen by everybody on the machine. */
function storeOf(argument: string): string {
  const address = argument.startsWith('env:') ? process.env[argument.slice(4)] : argument;
  if (address === undefined) throw new Error(`The variable ${argument.slice(4)} is not set.`);
  if (address === argument && URL.canParse(address) && new URL(address).password !== '')
    throw new Error('A password does not belong on the command line: set a variable, and give its name as env:NAME.');
  return address;
}

async function serve(config: Config, providers: Providers, isDemo: boolean): Promise<number> {
  const log = createLogger(config.logLevel);
  const receiver = await startReceiver(config, { providers, log, thread: new URL('./thread.js', import.meta.url) });
  const address = `http://${config.host}:${receiver.port}`;
  log.info({ address, webhooks: receiver.paths.length }, 'The receiver listens.');
  if (isDemo) greet(address, receiver.paths, config.apiToken ?? '');
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve).once('SIGINT', resolve);
  });
  log.info('The receiver stops.');
  // A second signal ends at once: what was acknowledged is on disk anyway.
  process.once('SIGTERM', () => process.exit(1)).once('SIGINT', () => process.exit(1));
  // What is not done by then is on disk, and goes on after the next start.
  setTimeout(() => process.exit(0), 9500).unref();
  await receiver.stop();
  return 0;
}

function greet(address: string, paths: readonly string[], token: string): void {
  console.log(`
Webhooks, with secrets that everybody knows:
${paths.map((path) => `  ${address}${path}`).join('\n')}

Try it:
  npm run send -- terra sleep
  npm run send -- --all
  curl -H 'authorization: Bearer ${token}' ${address}/v1/deliveries
  curl ${address}/metrics
`);
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : 'failed');
    process.exitCode = 1;
  },
);
