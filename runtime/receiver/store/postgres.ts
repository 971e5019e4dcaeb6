/** PostgreSQL: any number of receivers and workers against one database. */
import type { Pool, PoolClient, QueryResult } from 'pg';
import { type Admission, type Database, LostLease, type NewDelivery, type Row, type Statement } from './database.js';
import { migratePostgres } from './migrations.js';
import { addPartitionOfToday } from './partitions.js';

const admitSql = `
  WITH given AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::bytea[], $10::text[], $11::text[])
      WITH ORDINALITY AS t (source, identity, hash, received_at, headers, coverage, address, size, body, parts, signature, n)
  ), stored AS (
    INSERT INTO delivery (source, identity, hash, received_at, headers, coverage, address, size, body, parts, signature, conflict)
    SELECT source, identity, hash, received_at, headers, coverage, address, size, body, parts, signature,
      (identity <> '' AND (EXISTS (SELECT 1 FROM delivery d WHERE d.source = g.source AND d.identity = g.identity AND d.conflict = 0 AND d.identity <> '')
        OR EXISTS (SELECT 1 FROM given o WHERE o.source = g.source AND o.identity = g.identity AND o.n < g.n)))::int
    FROM given g WHERE ($12 OR NOT receiver_is_turn_of_day())
      AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.source = g.source AND d.hash = g.hash AND (d.identity = g.identity OR d.signature = g.signature))
      AND NOT EXISTS (SELECT 1 FROM given o WHERE o.source = g.source AND o.hash = g.hash AND o.signature = g.signature AND o.n < g.n)
    ORDER BY n ON CONFLICT DO NOTHING RETURNING id, source, identity, hash, conflict, coverage, received_at
  ), queued AS (
    INSERT INTO job (delivery_id, kind, lane, rank, dead, attempts, run_at)
    SELECT id, 'process', 0, 0, 0, 0, 0 FROM stored WHERE conflict = 0 OR coverage = 'body'
  ), held AS (
    INSERT INTO outcome (delivery_id, state, reason, types, at)
    SELECT id, 'quarantined', 'identity_conflict', '[]', received_at FROM stored WHERE conflict = 1 AND coverage <> 'body'
  )
  SELECT DISTINCT ON (s.id) g.n, s.id, s.conflict FROM stored s
    JOIN given g ON g.source = s.source AND g.identity = s.identity AND g.hash = s.hash ORDER BY s.id, g.n`;

/** Opens a store. Refuses a server that acknowledges commits before they are on disk. */
export async function openPostgres(url: string): Promise<Database> {
  const { default: pg } = await import('pg');
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === 20
        ? Number
        : (pg.types.getTypeParser as (oid: number, format?: string) => (text: string) => unknown)(oid, format),
  };
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    options: '-c synchronous_commit=on',
    types: types,
    connectionTimeoutMillis: 3000,
  });
  // A connection that breaks while it is idle is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  // One that breaks in use fails its query; the event of the connection itself would end the process too.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const { rows } = await pool.query<{ readonly fsync: string }>('SHOW fsync');
  if (rows[0]?.fsync !== 'on') throw new Error('PostgreSQL runs with fsync off and can lose committed writes.');
  const database: Database = {
    dialect: 'postgres',
    lanes: 2,
    read: async (sql, values = []) =>
      (await pool.query<Record<string, never>>({ name: nameOf(sql), text: sql, values: [...values] })).rows,
    write: (statements, lock) => retry(() => transact(pool, statements, lock)),
    admit: (deliveries) =>
      retry(() => admit(pool, deliveries)).catch(async (error: unknown) => {
        // No partition for today: whoever adds them stood still for days.
        if ((error as { readonly code?: string }).code !== '23514') throw error;
        await addPartitionOfToday(database);
        return admit(pool, deliveries);
      }),
    close: () => pool.end(),
  };
  await migratePostgres(pool);
  await addPartitionOfToday(database);
  return database;
}

async function transact(
  pool: Pool,
  statements: readonly Statement[],
  lock: string | undefined,
): Promise<readonly (readonly Row[])[]> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    if (lock !== undefined) await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [lock]);
    const results: (readonly Row[])[] = [];
    for (const statement of statements) results.push(await run(client, statement));
    await client.query('COMMIT');
    client.release();
    return results;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    client.release(isConnectionLost(error));
    throw error;
  }
}

async function run(client: PoolClient, { sql, values, expect }: Statement): Promise<readonly Row[]> {
  const query = values.length === 0 ? sql : { name: nameOf(sql), text: sql, values: [...values] };
  const result: QueryResult<Record<string, never>> = await client.query(query);
  if (expect !== undefined && result.rowCount !== expect) throw new LostLease('Another worker has taken this over.');
  return result.rows;
}

async function admit(pool: Pool, deliveries: readonly NewDelivery[]): Promise<readonly Admission[]> {
  const admissions: Admission[] = deliveries.map(() => ({ kind: 'duplicate' }));
  let open = deliveries.map((row, index) => ({ row, index }));
  // What is neither stored nor known met another content of its identity at the same moment, which is seen the next time.
  for (let tries = 0; open.length > 0; tries += 1) {
    if (tries > 3) throw new Error('The store could not tell deliveries apart.');
    const rows = await admitOnce(pool, columnsOf(open.map(({ row }) => row)), tries > 0);
    const found = new Map(rows.map((row) => [row.n, row]));
    open.forEach(({ index }, n) => {
      const row = found.get(n + 1);
      if (row !== undefined) admissions[index] = { kind: row.conflict === 1 ? 'conflict' : 'stored', id: row.id };
    });
    const rest = open.filter((_, n) => !found.has(n + 1));
    open = rest.length === 0 ? [] : await withoutKnown(pool, rest);
  }
  return admissions;
}

interface AdmittedRow {
  readonly n: number;
  readonly id: number;
  readonly conflict: number;
}

/** In turn where an identity may be on its way into another partition, as no index spans two of them. */
async function admitOnce(pool: Pool, columns: readonly unknown[], inTurn: boolean): Promise<readonly AdmittedRow[]> {
  const query = { name: 'admit', text: admitSql, values: [...columns, inTurn] };
  if (!inTurn) return (await pool.query<AdmittedRow>(query)).rows;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query("SELECT pg_advisory_xact_lock(hashtext('admit'))");
    const { rows } = await client.query<AdmittedRow>(query);
    await client.query('COMMIT');
    client.release();
    return rows;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    client.release(isConnectionLost(error));
    throw error;
  }
}

async function withoutKnown<T extends { readonly row: NewDelivery }>(pool: Pool, given: readonly T[]): Promise<T[]> {
  const { rows } = await pool.query<{ n: number }>({
    name: 'known',
    text: `SELECT g.n FROM unnest($1::text[], $2::text[], $3::bytea[], $4::text[]) WITH ORDINALITY AS g (source, identity, hash, signature, n)
      WHERE EXISTS (SELECT 1 FROM delivery d WHERE d.source = g.source AND d.hash = g.hash AND (d.identity = g.identity OR d.signature = g.signature))`,
    values: [...columnsOf(given.map(({ row }) => row)).slice(0, 3), given.map(({ row }) => row.signature)],
  });
  const known = new Set(rows.map((row) => row.n));
  return given.filter((_, index) => !known.has(index + 1));
}

function columnsOf(rows: readonly NewDelivery[]): unknown[] {
  return [
    rows.map((row) => row.source),
    rows.map((row) => row.identity),
    rows.map((row) => row.hash),
    rows.map((row) => row.receivedAt),
    rows.map((row) => row.headers),
    rows.map((row) => row.coverage),
    rows.map((row) => row.address),
    rows.map((row) => row.size),
    rows.map((row) => row.body),
    rows.map((row) => row.parts),
    rows.map((row) => row.signature),
  ];
}

/** Once more after a deadlock or a failed serialization, which say that nothing was done. */
async function retry<T>(work: () => Promise<T>, tries = 3): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (tries <= 1 || !['40P01', '40001'].includes((error as { readonly code?: string }).code ?? '')) throw error;
    return retry(work, tries - 1);
  }
}

function isConnectionLost(error: unknown): boolean {
  const code = (error as { readonly code?: string }).code ?? '';
  return (
    !(error instanceof LostLease) && (!/^[0-9A-Z]{5}$/.test(code) || code.startsWith('57P') || code.startsWith('08'))
  );
}

const names = new Map<string, string>();

/** A name for each text, so that the server plans it once. */
function nameOf(sql: string): string {
  const name = names.get(sql) ?? `s${names.size}`;
  names.set(sql, name);
  return name;
}
