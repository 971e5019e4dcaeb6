/** The steps of both databases: the same names, the same tables; a store of the first version goes on in the present one. */
import { describe, expect, it } from 'vitest';
import { openStore } from '../../runtime/receiver/receiver.js';
import type { Database } from '../../runtime/receiver/store/database.js';
import { migrationsOf } from '../../runtime/receiver/store/migrations.js';
import { tables } from '../../runtime/receiver/store/schema.js';
import { openDriver } from '../../runtime/receiver/store/sqlite.js';
import { api, post, sample, settled, signed, start } from './harness.js';
import { useStores } from './stores.js';

const { newFile, newDatabase, kinds } = useStores();

const first = (dialect: Database['dialect']): string => migrationsOf(dialect)[0]?.sql ?? '';

/** What the first version wrote, one delivery with its outcome and record; and a delivery that still waits. */
function contents(body: (text: string) => string): readonly string[] {
  const delivery = (identity: string, text: string): string =>
    `INSERT INTO delivery (source, identity, hash, received_at, headers, coverage, address, size, conflict, body)
      VALUES ('terra/events/sandbox', '${identity}', ${body(identity)}, 1000, '{}', 'body', '', ${text.length}, 0, ${body(text)})`;
  return [
    'CREATE TABLE schema_version (version INTEGER NOT NULL)',
    'INSERT INTO schema_version VALUES (1)',
    delivery('old', '{"type":"sleep"}'),
    delivery('waits', '{"type":"brand_new","user":{"user_id":"u-old"}}'),
    "INSERT INTO outcome VALUES (1, 'processed', NULL, '[]', 0)",
    "INSERT INTO delivery_user VALUES ('u-old', 1)",
    "INSERT INTO record VALUES ('r', 'terra/events/sandbox', 'sleep', 'k', 'u-old', 'sleep', 1, 1, '2026-01-05')",
    "INSERT INTO revision VALUES ('r', 1, 1, 'sleep', '{}')",
    "INSERT INTO job (delivery_id, kind, lane, rank, dead, attempts, run_at) VALUES (2, 'process', 0, 0, 0, 0, 0)",
  ];
}

function oldSqlite(): string {
  const path = newFile();
  const driver = openDriver(path);
  const hex = (text: string): string => `x'${Buffer.from(text).toString('hex')}'`;
  for (const sql of [first('sqlite'), ...contents(hex)]) driver.exec(sql);
  driver.close();
  return path;
}

async function oldPostgres(): Promise<string> {
  const url = newDatabase();
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const hex = (text: string): string => `'\\x${Buffer.from(text).toString('hex')}'::bytea`;
  for (const sql of [first('postgres'), ...contents(hex)]) await client.query(sql);
  await client.end();
  return url;
}

it('have the same names for both databases', () => {
  const names = (dialect: Database['dialect']) => migrationsOf(dialect).map(({ name }) => name);
  expect(names('sqlite')).toEqual(names('postgres'));
  expect(names('sqlite').every((name, index) => Number(name.slice(0, 4)) === index + 1)).toBe(true);
});

for (const [name, isThere, makeNew] of kinds) {
  describe.skipIf(!isThere)(`a store on ${name}`, () => {
    it('of the first version keeps what it holds and goes on, also where two receivers start at once', async () => {
      const store = name === 'SQLite' ? oldSqlite() : await oldPostgres();
      const opened = await Promise.all(
        name === 'SQLite' ? [openStore(store, false)] : [openStore(store, false), openStore(store, false)],
      );
      await Promise.all(opened.map((each) => each.close()));
      const receiver = await start(store);
      try {
        await settled(receiver);
        const rows = await receiver.database.read('SELECT id, identity FROM delivery ORDER BY id');
        expect(rows).toEqual([
          { id: 1, identity: 'old' },
          { id: 2, identity: 'waits' },
        ]);
        expect((await api(receiver.port, 'GET', '/v1/deliveries/2')).body).toMatchObject({ state: 'unknown' });
        expect((await api(receiver.port, 'GET', '/v1/users/u-old/records')).body).toMatchObject({
          items: [{ id: 'r' }],
        });
        const fresh = await signed('terra', 'events', sample('terra', 'sleep', 'full'));
        expect(await post(receiver.port, fresh)).toBe(200);
        await settled(receiver);
        const states = await receiver.database.read('SELECT state FROM outcome ORDER BY delivery_id');
        expect(states.map(({ state }) => state)).toEqual(['processed', 'unknown', 'processed']);
        const erased = await api(receiver.port, 'DELETE', '/v1/users/u-old');
        expect(erased.body).toMatchObject({ remaining: 0, erased: { deliveries: 2, records: 1, revisions: 1 } });
      } finally {
        await receiver.stop();
      }
    });

    it('has each table, with its key', async () => {
      const database = await openStore(makeNew(), false);
      try {
        for (const { name: table, key } of tables)
          expect(await database.read(`SELECT ${key.join(', ')} FROM ${table}`), table).toEqual([]);
      } finally {
        await database.close();
      }
    });

    it('of a later version is refused', async () => {
      const store = makeNew();
      const database = await openStore(store, false);
      const later =
        name === 'SQLite'
          ? 'INSERT INTO schema_version VALUES (99)'
          : "INSERT INTO migration (name, run_on) SELECT 'later' || n, now() FROM generate_series(1, 99) n";
      await database.write([{ sql: later, values: [] }]);
      await database.close();
      await expect(openStore(store, false)).rejects.toThrow(/version/);
    });
  });
}
