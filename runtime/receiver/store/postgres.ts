/** PostgreSQL: any number of receivers and workers against one database. */
import type { Pool, PoolClient, PoolConfig, QueryResult } from 'pg';
import { type Database, LostLease, type Row, type Statement } from './database.js';
import { migratePostgres } from './migrations.js';
import { addPartitionOfToday } from './partitions.js';
import { createAdmit } from './postgres-admission.js';
import { type Gathered, gather } from './postgres-groups.js';
import { inTransaction } from './postgres-transaction.js';

// Statements are planned once: the admission of a group would cost more to plan than to carry out. They are often planned
// while a partition is new, so that whatever reads all of it looks cheap, and is then carried out when it is full.
const planning = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'enable_material=off',
];

/** Opens a store. Refuses a server that acknowledges commits before they are on disk. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = await openPool(url, 8, 'on');
  // What is done again after a power cut does not wait for the disk.
  const lazyPool = await openPool(url, 2, 'off');
  const { rows } = await pool.query<{ readonly fsync: string }>('SHOW fsync');
  if (rows[0]?.fsync !== 'on') throw new Error('PostgreSQL runs with fsync off and can lose committed writes.');
  const admit = createAdmit(pool);
  const database: Database = {
    dialect: 'postgres',
    lanes: 2,
    read: async (sql, values = []) =>
      (await pool.query<Record<string, never>>({ name: nameOf(sql), text: sql, values: [...values] })).rows,
    write: (statements, lock) => retry(() => transact(pool, statements, lock)),
    writeLazily: (statements) => retry(() => transact(lazyPool, statements)),
    admit: (deliveries) =>
      retry(() => admit(deliveries)).catch(async (error: unknown) => {
        // No partition for today: whoever adds them stood still for days.
        if ((error as { readonly code?: string }).code !== '23514') throw error;
        await addPartitionOfToday(database);
        return admit(deliveries);
      }),
    close: async () => {
      await Promise.all([pool.end(), lazyPool.end()]);
    },
  };
  await migratePostgres(pool);
  await addPartitionOfToday(database);
  return database;
}

async function openPool(url: string, max: number, synchronous: 'on' | 'off'): Promise<Pool> {
  const { default: pg } = await import('pg');
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === 20
        ? Number
        : (pg.types.getTypeParser as (oid: number, format?: string) => (text: string) => unknown)(oid, format),
  };
  const settings: PoolConfig & { readonly pipeline: true } = {
    connectionString: url,
    max,
    options: [`synchronous_commit=${synchronous}`, ...planning].map((each) => `-c ${each}`).join(' '),
    types,
    connectionTimeoutMillis: 3000,
    pipeline: true,
  };
  const pool = new pg.Pool(settings);
  // A connection that breaks while it is idle is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  // One that breaks in use fails its query; the event of the connection itself would end the process too.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    // Bodies are compressed while deliveries wait; a server that was built without it goes on with its own, slower way.
    client.query('SET default_toast_compression = lz4').catch(() => undefined);
  });
  return pool;
}

async function transact(
  pool: Pool,
  statements: readonly Statement[],
  lock?: string,
): Promise<readonly (readonly Row[])[]> {
  const [only, ...others] = statements;
  // One that cannot fail halfway is a transaction of its own.
  if (only !== undefined && others.length === 0 && only.expect === undefined && lock === undefined)
    return [await run(pool, only)];
  // All are sent at once; the end waits until each has done what is expected of it.
  return inTransaction(pool, lock, async (client) => {
    const results: (readonly Row[])[] = statements.map(() => []);
    const runAt = async ({ statement, at }: Gathered): Promise<void> => {
      results[at] = await run(client, statement);
    };
    await Promise.all(gather(statements).map(runAt));
    return results;
  });
}

async function run(client: Pick<PoolClient, 'query'>, { sql, values, expect }: Statement): Promise<readonly Row[]> {
  const query = values.length === 0 ? sql : { name: nameOf(sql), text: sql, values: [...values] };
  const result: QueryResult<Record<string, never>> = await client.query(query);
  if (expect !== undefined && result.rowCount !== expect) throw new LostLease('Another worker has taken this over.');
  return result.rows;
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

const names = new Map<string, string>();

/** A name for each text, so that the server plans it once. */
function nameOf(sql: string): string {
  const name = names.get(sql) ?? `s${names.size}`;
  names.set(sql, name);
  return name;
}
