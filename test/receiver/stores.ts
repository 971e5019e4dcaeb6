/** Runs tests on every store: a new one for each receiver. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Config } from '../../runtime/receiver/config.js';
import type { Receiver, ReceiverOptions } from '../../runtime/receiver/receiver.js';
import { type Package, start, temporaryFolder } from './harness.js';
import { hasPostgres, type PostgresServer, startPostgres } from './postgres-server.js';

export type Using = (
  work: (receiver: Receiver<Package>, store: string) => Promise<void>,
  changes?: Partial<Config>,
  options?: Partial<ReceiverOptions>,
) => Promise<void>;

/** New stores, each empty. */
export interface Stores {
  readonly folder: string;
  /** A SQLite file that is not there yet, in a folder of its own. */
  readonly newFile: () => string;
  /** A database of PostgreSQL. */
  readonly newDatabase: () => string;
  /** Each kind: its name, whether it is there, and what makes a new one. */
  readonly kinds: readonly (readonly [name: 'SQLite' | 'PostgreSQL', isThere: boolean, newStore: () => string])[];
  readonly server: () => PostgresServer;
}

/** Stores for the tests of a file; PostgreSQL runs as long as they do, where it is installed. */
export function useStores(): Stores {
  const folder = temporaryFolder();
  let running: PostgresServer | undefined;
  let count = 0;
  beforeAll(async () => {
    if (hasPostgres) running = await startPostgres();
  });
  afterAll(async () => {
    await running?.stop();
    folder.remove();
  });
  function server(): PostgresServer {
    if (running === undefined) throw new Error('PostgreSQL does not run.');
    return running;
  }
  function newFile(): string {
    const path = join(folder.path, `store${(count += 1)}`);
    mkdirSync(path);
    return join(path, 'receiver.db');
  }
  const newDatabase = (): string => server().createDatabase(`test${(count += 1)}`);
  const kinds = [['SQLite', true, newFile] as const, ['PostgreSQL', hasPostgres, newDatabase] as const];
  return { folder: folder.path, newFile, newDatabase, kinds, server };
}

/** Declares the tests for SQLite and, where it is installed, for PostgreSQL. */
export function describeStores(title: string, declare: (using: Using, newStore: () => string) => void): void {
  for (const [name, isThere, newStore] of useStores().kinds)
    describe.skipIf(!isThere)(`${title} on ${name}`, () => {
      declare(async (work, changes = {}, options = {}) => {
        const store = newStore();
        const receiver = await start(store, changes, options);
        try {
          await work(receiver, store);
        } finally {
          await receiver.stop();
        }
      }, newStore);
    });
}
