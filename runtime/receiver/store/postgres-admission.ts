/** How deliveries enter PostgreSQL: one statement for those that are new, a closer look at the others. */
import type { Pool } from 'pg';
import type { Admission, NewDelivery } from './database.js';
import { encodeBytes, encodeTexts } from './postgres-arrays.js';
import { inTransaction } from './postgres-transaction.js';

const columns = 'source, identity, hash, received_at, headers, coverage, address, size, body, parts, replay';

const given = `SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::bytea[], $10::text[], $11::bytea[])
  WITH ORDINALITY AS t (${columns}, n)`;

const queued = `INSERT INTO job (delivery_id, kind, lane, rank, dead, attempts, run_at) SELECT id, 'process', 0, 0, 0, 0, 0 FROM stored`;

/**
 * A delivery of before. As a value and with a limit: `EXISTS` is planned when the partition is new, by reading all of it once
 * for each statement, and stays so when it is full.
 */
const one = (condition: string): string => `(SELECT 1 FROM delivery d WHERE ${condition} LIMIT 1)`;

const sameIdentity = "d.source = g.source AND d.identity = g.identity AND d.conflict = 0 AND d.identity <> ''";
const sameReplay = 'd.replay = g.replay AND d.replay IS NOT NULL';

// In the partition of today its indexes meet what is known; in those before it is looked for. Nothing else is to be stored at
// the turn of the day, nor in another partition than the one that is taken for today's: asked once, as a value.
const before = 'd.id < $13';
const isToday =
  '(SELECT NOT receiver_is_turn_of_day() AND receiver_day() * 10000000000 >= $13 AND receiver_day() * 10000000000 < $14)';

// What is known in no partition, and not twice in this statement.
const newSql = `
  WITH stored AS (
    INSERT INTO delivery (${columns}, conflict) SELECT ${columns}, 0 FROM (${given}) g
    WHERE ($12 OR ${isToday})
      AND (g.identity = '' OR ${one(`${before} AND ${sameIdentity}`)} IS NULL)
      AND (g.identity <> '' OR ${one(`${before} AND d.source = g.source AND d.hash = g.hash AND d.identity = '' AND (d.conflict = 1 OR d.identity = '')`)} IS NULL)
      AND (g.replay IS NULL OR ${one(`${before} AND ${sameReplay}`)} IS NULL)
    ON CONFLICT DO NOTHING RETURNING id
  ), queued AS (${queued})
  SELECT id FROM stored`;

const whichSql = `SELECT g.n, d.id FROM unnest($1::text[], $2::text[], $3::bytea[]) WITH ORDINALITY AS g (source, identity, hash, n)
  JOIN delivery d ON d.id = ANY($4::bigint[]) AND d.source = g.source AND d.identity = g.identity AND d.hash = g.hash ORDER BY d.id, g.n`;

const known = `(${one(`${sameIdentity} AND d.hash = g.hash`)} IS NOT NULL
  OR ${one(`d.source = g.source AND d.hash = g.hash AND d.identity = g.identity AND (d.conflict = 1 OR d.identity = '')`)} IS NOT NULL
  OR ${one(`${sameReplay} AND d.source = g.source AND d.hash = g.hash`)} IS NOT NULL)`;

const knownSql = `SELECT g.n FROM (${given}) g WHERE ${known}`;

// One at a time, so that each sees those before it.
const oneSql = `
  WITH stored AS (
    INSERT INTO delivery (${columns}, conflict)
    SELECT source, identity, hash, received_at, headers, coverage, address, size, body, parts,
      CASE WHEN ${one(sameReplay)} IS NULL THEN replay END, (${one(sameIdentity)} IS NOT NULL)::int
    FROM (${given}) g WHERE NOT ${known} ON CONFLICT DO NOTHING RETURNING id, conflict, coverage, received_at
  ), queued AS (${queued} WHERE conflict = 0 OR coverage = 'body'
  ), held AS (
    INSERT INTO outcome (delivery_id, state, reason, types, at)
    SELECT id, 'quarantined', 'identity_conflict', '[]', received_at FROM stored WHERE conflict = 1 AND coverage <> 'body'
  )
  SELECT id, conflict FROM stored`;

// An identity that another receiver stores at the same moment is seen the next time.
const mostTries = 3;

interface Open {
  readonly row: NewDelivery;
  readonly index: number;
}

type Client = Pick<Pool, 'query'>;

/** The ids of a partition: the first one, and the first after it. */
type Span = readonly [firstId: number, endId: number];

// Before an id that never comes: all partitions.
const everything: Span = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

/** Stores deliveries with their jobs. */
export type Admit = (deliveries: readonly NewDelivery[]) => Promise<readonly Admission[]>;

/** Remembers which partition is today's; the statement refuses when that is over. */
export function createAdmit(pool: Pool): Admit {
  let today: Span | undefined;
  return async (deliveries) => {
    const all = deliveries.map((row, index) => ({ row, index }));
    const admissions: (Admission | undefined)[] = deliveries.map(() => undefined);
    today ??= await findToday(pool);
    let open: readonly Open[] = today === undefined ? all : await admitNew(pool, all, today, admissions);
    if (open.length === all.length) today = undefined;
    if (open.length > 0) open = await withoutKnown(pool, open);
    if (open.length > 0)
      // In turn: an identity may be on its way into another partition, and no index spans two of them.
      await inTransaction(pool, 'admit', async (client) => {
        const rest = await admitNew(client, open, everything, admissions);
        for (const each of rest.length === 0 ? [] : await withoutKnown(client, rest))
          admissions[each.index] = await admitOne(client, each.row);
      });
    return admissions.map((admission) => admission ?? { kind: 'duplicate' });
  };
}

/** Undefined where there is none: whoever adds them stood still for days. */
async function findToday(client: Client): Promise<Span | undefined> {
  const sql = `SELECT ends * 10000000000 AS ends, receiver_day() * 10000000000 AS today FROM receiver_partitions() ORDER BY ends`;
  const { rows } = await client.query<{ readonly ends: number; readonly today: number }>(sql);
  const at = rows.findIndex(({ ends, today }) => ends > today);
  const [before, current] = [rows[at - 1], rows[at]];
  return before === undefined || current === undefined ? undefined : [before.ends, current.ends];
}

/** Stores those of which nothing is known; the others are left. */
async function admitNew(
  client: Client,
  open: readonly Open[],
  span: Span,
  admissions: (Admission | undefined)[],
): Promise<readonly Open[]> {
  const values = columnsOf(open.map(({ row }) => row));
  const query = { name: 'admit', text: newSql, values: [...values, span === everything, ...span] };
  const ids = (await client.query<{ readonly id: number }>(query)).rows.map(({ id }) => id);
  const stored = new Set<number>();
  // In their order, where all are new.
  if (ids.length === open.length) open.forEach((_, n) => stored.add(n));
  else if (ids.length > 0) {
    const which = { name: 'which', text: whichSql, values: [...values.slice(0, 3), ids] };
    const { rows } = await client.query<{ readonly n: number; readonly id: number }>(which);
    // Of equal ones the first.
    const places = new Map([...rows].reverse().map(({ n, id }) => [id, n - 1]));
    ids.forEach((id) => stored.add(places.get(id) ?? -1));
  }
  [...stored].forEach((n, at) => {
    const index = open[n]?.index ?? -1;
    admissions[index] = { kind: 'stored', id: ids[at] ?? 0 };
  });
  return open.filter((_, n) => !stored.has(n));
}

async function withoutKnown(client: Client, open: readonly Open[]): Promise<readonly Open[]> {
  const query = { name: 'known', text: knownSql, values: columnsOf(open.map(({ row }) => row)) };
  const known = new Set((await client.query<{ readonly n: number }>(query)).rows.map(({ n }) => n - 1));
  return open.filter((_, n) => !known.has(n));
}

async function admitOne(client: Client, row: NewDelivery): Promise<Admission | undefined> {
  const query = { name: 'admit_one', text: oneSql, values: columnsOf([row]) };
  for (let tries = 0; tries < mostTries; tries += 1) {
    const [stored] = (await client.query<{ readonly id: number; readonly conflict: number }>(query)).rows;
    if (stored !== undefined) return { kind: stored.conflict === 1 ? 'conflict' : 'stored', id: stored.id };
  }
  return undefined;
}

function columnsOf(rows: readonly NewDelivery[]): unknown[] {
  return [
    encodeTexts(rows.map((row) => row.source)),
    encodeTexts(rows.map((row) => row.identity)),
    encodeBytes(rows.map((row) => row.hash)),
    rows.map((row) => row.receivedAt),
    encodeTexts(rows.map((row) => row.headers)),
    encodeTexts(rows.map((row) => row.coverage)),
    encodeTexts(rows.map((row) => row.address)),
    rows.map((row) => row.size),
    encodeBytes(rows.map((row) => row.body)),
    encodeTexts(rows.map((row) => row.parts)),
    encodeBytes(rows.map((row) => row.replay)),
  ];
}
