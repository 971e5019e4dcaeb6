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

/** Declares the tests for SQLite and, where it is installed, for PostgreSQL. */
export function describeStores(title: string, declare: (using: Using, newStore: () => string) => void): void {
  const folder = temporaryFolder();
  let server: PostgresServer | undefined;
  let count = 0;
  beforeAll(async () => {
    if (hasPostgres) server = await startPostgres();
  });
  afterAll(async () => {
    await server?.stop();
    folder.remove();
  });
  function newFile(): string {
    const path = join(folder.path, `${(count += 1)}`);
    mkdirSync(path, { recursive: true });
    return join(path, 'receiver.db');
  }
  const stores = [
    ['SQLite', true, newFile],
    ['PostgreSQL', hasPostgres, () => server?.createDatabase(`test${(count += 1)}`) ?? ''],
  ] as const;
  for (const [name, isThere, newStore] of stores)
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
