/** How stores carry out what admits deliveries: as fast when much is stored as when little was, whoever stored it. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../runtime/receiver/receiver.js';
import type { Database, NewDelivery } from '../../runtime/receiver/store/database.js';
import { encodeBytes, encodeTexts } from '../../runtime/receiver/store/postgres-arrays.js';
import { hasPostgres } from './postgres-server.js';
import { useStores } from './stores.js';

const { newDatabase, newFile } = useStores();

function delivery(n: number): NewDelivery {
  const body = Buffer.from(`body ${n}`);
  const hash = createHash('sha256').update(body).digest();
  const replay = Buffer.concat([Buffer.from([0, 0, 0, n % 7]), hash.subarray(0, 6)]);
  // By an identity, or by the hash alone.
  const identity = n % 2 === 0 ? `identity-${n}` : '';
  const fixed = { source: 'a/b/c', headers: '{}', coverage: 'body', address: '', parts: null, receivedAt: 1000 };
  return { ...fixed, identity, hash, size: body.length, body, replay };
}

/** The same content, signed at the same time, under another name. */
function again(n: number): NewDelivery {
  return { ...delivery(n), identity: `again-${n}` };
}

describe('admission to SQLite', () => {
  const kindsOf = async (database: Database, rows: readonly NewDelivery[]): Promise<readonly string[]> =>
    (await database.admit(rows)).map(({ kind }) => kind);

  it('knows replays of what was stored before, by another process, and in the same group', async () => {
    const path = newFile();
    const [one, other] = [await openStore(path, false), await openStore(path, false)];
    try {
      expect(await kindsOf(one, [delivery(1), delivery(8), again(8)])).toEqual(['stored', 'stored', 'duplicate']);
      // Of the same second as the first, which is known by now.
      expect(await kindsOf(other, [again(1), delivery(15)])).toEqual(['duplicate', 'stored']);
      expect(await kindsOf(one, [again(15), again(1), delivery(2)])).toEqual(['duplicate', 'duplicate', 'stored']);
      const later = await openStore(path, false);
      expect(await kindsOf(later, [again(2), again(8), delivery(22)])).toEqual(['duplicate', 'duplicate', 'stored']);
      await later.close();
    } finally {
      await Promise.all([one.close(), other.close()]);
    }
  });

  it('forgets what a transaction that failed would have stored, and what was deleted', async () => {
    const database = await openStore(newFile(), false);
    try {
      expect(await kindsOf(database, [delivery(1)])).toEqual(['stored']);
      // The last one breaks a rule of the table and takes the group along.
      const broken = { ...delivery(15), headers: null as unknown as string };
      await expect(database.admit([delivery(8), broken])).rejects.toThrow();
      expect(await kindsOf(database, [again(8), again(1)])).toEqual(['stored', 'duplicate']);
      await database.write([{ sql: 'DELETE FROM delivery', values: [] }]);
      expect(await kindsOf(database, [again(1), again(8)])).toEqual(['stored', 'stored']);
    } finally {
      await database.close();
    }
  });

  it('tells contents apart whose hashes begin alike', async () => {
    const database = await openStore(newFile(), false);
    try {
      const like = { ...delivery(3), identity: 'like', hash: Buffer.alloc(32, 1) };
      expect(await kindsOf(database, [delivery(3), like])).toEqual(['stored', 'stored']);
      expect(await kindsOf(database, [again(3)])).toEqual(['duplicate']);
    } finally {
      await database.close();
    }
  });
});

describe.skipIf(!hasPostgres)('admission to PostgreSQL', () => {
  it('that was planned for an empty store does not read what is stored', async () => {
    const url = newDatabase();
    const groups = 60;
    const ofGroup = 20;
    const database = await openStore(url, false);
    for (let group = 0; group < groups; group += 1)
      await database.admit(Array.from({ length: ofGroup }, (_, n) => delivery(group * ofGroup + n)));
    // What a connection read is told at its end.
    await database.close();
    const again = await openStore(url, false);
    try {
      const sql = `SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) AS n FROM pg_stat_user_tables
        WHERE relname LIKE 'delivery\\_%'`;
      const [row] = await again.read(sql);
      expect(Number((await again.read('SELECT count(*) AS n FROM delivery'))[0]?.['n'])).toBe(groups * ofGroup);
      // All of it once for each group would be 36,000 rows.
      expect(Number(row?.['n'])).toBeLessThan(groups * ofGroup);
    } finally {
      await again.close();
    }
  });

  it('passes bytes and texts as they are, and nulls', async () => {
    const database = await openStore(newDatabase(), false);
    try {
      const items = [Buffer.from([0, 255, 92, 34]), null, Buffer.alloc(0), Buffer.from('{"a":"\\\\"}')];
      const sql = 'SELECT b FROM unnest($1::bytea[]) WITH ORDINALITY AS t (b, n) ORDER BY n';
      const rows = await database.read(sql, [encodeBytes(items)]);
      expect(rows.map(({ b }) => b)).toEqual(items);
      expect(await database.read(sql, [encodeBytes([])])).toEqual([]);
      const texts = ['', null, 'a,"b"{c}\\', 'NULL', 'ä€𝄞', '\n'];
      const textSql = sql.replace('bytea', 'text');
      expect((await database.read(textSql, [encodeTexts(texts)])).map(({ b }) => b)).toEqual(texts);
      expect(await database.read(textSql, [encodeTexts([])])).toEqual([]);
    } finally {
      await database.close();
    }
  });
});
