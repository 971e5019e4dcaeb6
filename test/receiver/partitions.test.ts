/** Partitions of PostgreSQL: an identity is known across them, and retention drops them whole. */
import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../runtime/receiver/receiver.js';
import { applyRetention } from '../../runtime/receiver/retention.js';
import type { Admission, Database, NewDelivery } from '../../runtime/receiver/store/database.js';
import { addPartitions } from '../../runtime/receiver/store/partitions.js';
import { hasPostgres } from './postgres-server.js';
import { useStores } from './stores.js';

const dayMs = 86_400_000;
const today = Math.floor(Date.now() / dayMs);

const { newDatabase } = useStores();

function delivery(identity: string, content: string, day = today, more: Partial<NewDelivery> = {}): NewDelivery {
  const body = Buffer.from(content);
  return {
    source: 'a/b/c',
    identity,
    hash: createHash('sha256').update(body).digest(),
    receivedAt: day * dayMs + 1000,
    headers: '{}',
    coverage: 'body',
    address: '',
    size: body.length,
    body,
    parts: null,
    replay: null,
    ...more,
  };
}

/** The day that the database stands at, for all of its sessions. */
async function setDay(database: Database, sql: string): Promise<void> {
  await database.read(
    `CREATE OR REPLACE FUNCTION receiver_day() RETURNS BIGINT LANGUAGE sql STABLE AS $$ SELECT (${sql})::bigint $$`,
  );
}

const number = async (database: Database, sql: string): Promise<number> => Number((await database.read(sql))[0]?.['n']);

const kinds = (admissions: readonly Admission[]): readonly string[] => admissions.map(({ kind }) => kind);

describe.skipIf(!hasPostgres)('partitions', () => {
  async function using(work: (database: Database, url: string) => Promise<void>): Promise<void> {
    const url = newDatabase();
    const database = await openStore(url, false);
    try {
      await work(database, url);
    } finally {
      await database.close();
    }
  }

  it('know what came into an earlier one: the same is a duplicate, another content a conflict', () =>
    using(async (database) => {
      const signed = delivery('', 'replayed', today, { replay: Buffer.from('s'), identity: 'one' });
      expect(kinds(await database.admit([delivery('id', 'a'), delivery('', 'b'), signed]))).toEqual([
        'stored',
        'stored',
        'stored',
      ]);
      await setDay(database, String(today + 40));
      await addPartitions(database, 90);
      const again = [delivery('id', 'a'), delivery('', 'b'), { ...signed, identity: 'two' }, delivery('id', 'other')];
      expect(kinds(await database.admit(again))).toEqual(['duplicate', 'duplicate', 'duplicate', 'conflict']);
      const rows = await database.read('SELECT id FROM delivery ORDER BY id');
      expect(rows.map((row) => Math.floor(Number(row['id']) / 1e10) - today)).toEqual([0, 0, 0, 40]);
    }));

  it('know it in groups with new deliveries too, whatever day the store stood at when it was opened', () =>
    using(async (database) => {
      await addPartitions(database, 1);
      const admitted: string[][] = [];
      for (let day = 0; day < 4; day += 1) {
        await setDay(database, String(today + day));
        // The second group of a day finds the partition of that day already known.
        for (const part of ['early', 'late']) {
          const group = [delivery('first', 'a', today), delivery(`${part}-${day}`, `${part} ${day}`, today + day)];
          admitted.push([...kinds(await database.admit(group))]);
        }
      }
      // Back by two days, as a clock is set: what is in later partitions is known as well.
      await setDay(database, String(today + 1));
      admitted.push([
        ...kinds(await database.admit([delivery('late-3', 'late 3', today), delivery('first', 'a', today)])),
      ]);
      expect(admitted).toEqual([
        ['stored', 'stored'],
        ...Array.from({ length: 7 }, () => ['duplicate', 'stored']),
        ['duplicate', 'duplicate'],
      ]);
    }));

  it('take one of two that arrive at once on both sides of midnight', () =>
    using(async (database, url) => {
      await addPartitions(database, undefined);
      await setDay(database, "current_setting('test.day')");
      await database.read(
        'CREATE OR REPLACE FUNCTION receiver_is_turn_of_day() RETURNS BOOLEAN LANGUAGE sql STABLE AS $$ SELECT true $$',
      );
      const open = (day: number): Promise<Database> =>
        openStore(`${url}?options=${encodeURIComponent(`-c test.day=${day}`)}`, false);
      const sides = await Promise.all([open(today), open(today + 1)]);
      try {
        const groups = Array.from({ length: 40 }, (_, n) => [delivery(`same-${n}`, 'x'), delivery('', `bytes-${n}`)]);
        const admissions = await Promise.all(groups.flatMap((group) => sides.map((side) => side.admit(group))));
        expect(kinds(admissions.flat()).filter((kind) => kind === 'stored')).toHaveLength(80);
        expect(await number(database, 'SELECT count(*) AS n FROM delivery')).toBe(80);
        const days = await database.read('SELECT DISTINCT id / 10000000000 AS day FROM delivery');
        expect(days.length).toBe(2);
      } finally {
        await Promise.all(sides.map((side) => side.close()));
      }
    }));

  it('are dropped when all in them is old, with bodies in parts and answers, and never that of today', () =>
    using(async (database) => {
      const owner = randomUUID();
      await database.write([{ sql: "INSERT INTO part VALUES ($1, 0, 'x')", values: [owner] }]);
      const [kept, gone] = await database.admit([
        delivery('k', 'kept'),
        delivery('g', 'gone', today, { parts: owner, body: null }),
      ]);
      await database.write([{ sql: 'DELETE FROM job', values: [] }]);
      const idOf = (admission: Admission | undefined): number =>
        admission === undefined || admission.kind === 'duplicate' ? 0 : admission.id;
      const insertJob = {
        sql: "INSERT INTO job (delivery_id, kind, lane, rank, dead, attempts, run_at) VALUES ($1, 'process', 0, 0, 1, 0, 0)",
        values: [idOf(kept)],
      };
      await database.write([
        insertJob,
        { sql: "INSERT INTO outcome VALUES ($1, 'processed', NULL, '[]', 0)", values: [idOf(gone)] },
        { sql: "INSERT INTO delivery_user VALUES ('u', $1)", values: [idOf(gone)] },
        {
          sql: "INSERT INTO answer (job_id, delivery_id, user_id, operation, parameters, received_at, body) VALUES (1, $1, 'u', 'o', '{}', 0, '{}')",
          values: [idOf(gone)],
        },
      ]);
      expect(await applyRetention(database, today * dayMs)).toMatchObject({ deliveries: 0 });
      await setDay(database, String(today + 30));
      await addPartitions(database, 6);
      await database.admit([delivery('t', 'of that day', today + 30)]);
      // A job of a delivery keeps it, and with it its partition.
      const before = (today + 20) * dayMs;
      expect(await applyRetention(database, before)).toMatchObject({ deliveries: 1 });
      for (const table of ['part', 'outcome', 'delivery_user', 'answer'])
        expect(await number(database, `SELECT count(*) AS n FROM ${table}`), table).toBe(0);
      expect(await number(database, 'SELECT count(*) AS n FROM delivery')).toBe(2);
      await database.write([{ sql: 'DELETE FROM job', values: [] }]);
      const partitions = await number(database, 'SELECT count(*) AS n FROM receiver_partitions()');
      expect(await applyRetention(database, before)).toEqual({ deliveries: 0, partitions: 1 });
      expect(await number(database, 'SELECT count(*) AS n FROM receiver_partitions()')).toBe(partitions - 1);
      expect(await number(database, 'SELECT count(*) AS n FROM delivery')).toBe(1);
      expect(kinds(await database.admit([delivery('t2', 'goes on', today + 30)]))).toEqual(['stored']);
    }));

  it('are as wide as a sixth of the retention, and are added where the day has none', () =>
    using(async (database) => {
      await addPartitions(database, 90);
      const ends = await database.read('SELECT ends FROM receiver_partitions() ORDER BY ends DESC LIMIT 2');
      expect(Number(ends[0]?.['ends']) - Number(ends[1]?.['ends'])).toBe(15);
      await setDay(database, String(today + 400));
      expect(kinds(await database.admit([delivery('late', 'after a long rest')]))).toEqual(['stored']);
    }));
});
