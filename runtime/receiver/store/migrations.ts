/** The steps from each version of the tables to the next: SQL files of the same names for both databases. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Pool } from 'pg';
import type { Database } from './database.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Steps by name, in their order. */
export function migrationsOf(dialect: Database['dialect']): readonly { readonly name: string; readonly sql: string }[] {
  const folder = folderOf(dialect);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: file.slice(0, -'.sql'.length), sql: readFileSync(join(folder, file), 'utf8') }));
}

/** Brings a SQLite store up to this version; refuses one of a later version. */
export async function migrateSqlite(database: Database): Promise<void> {
  const create = { sql: 'CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)', values: [] };
  const newest = { sql: 'SELECT max(version) AS version FROM schema_version', values: [] };
  const [, rows] = await database.write([create, newest]);
  const version = Number(rows?.[0]?.['version'] ?? 0);
  const steps = migrationsOf('sqlite');
  refuseLater(version, steps.length);
  for (const [index, { sql }] of steps.entries()) {
    if (index < version) continue;
    const statements = sql.split(/;\s*\n/).filter((each) => /^\s*[^\s-]/m.test(each));
    await database.write([
      ...statements.map((each) => ({ sql: each, values: [] })),
      { sql: 'INSERT INTO schema_version VALUES ($1)', values: [index + 1] },
    ]);
  }
}

/** Brings a PostgreSQL store up to this version; receivers that start at once take turns. */
export async function migratePostgres(pool: Pool): Promise<void> {
  const { runner } = await import('node-pg-migrate');
  const client = await pool.connect();
  try {
    const run = (only: Partial<Parameters<typeof runner>[0]>): Promise<unknown> =>
      runner({
        dbClient: client,
        dir: folderOf('postgres'),
        direction: 'up',
        migrationsTable: 'migration',
        advisoryLockMode: 'wait',
        logger: quiet,
        singleTransaction: true,
        ...only,
      });
    const exists = async (name: string): Promise<boolean> =>
      (await client.query('SELECT to_regclass($1) AS name', [name])).rows.some(
        (row: { name: unknown }) => row.name !== null,
      );
    // A store of before this table: its first step was done.
    if (!(await exists('migration')) && (await exists('delivery'))) await run({ file: '0001_tables', fake: true });
    if (await exists('migration')) {
      const { rows } = await client.query<{ readonly n: string }>('SELECT count(*)::int AS n FROM migration');
      refuseLater(Number(rows[0]?.n ?? 0), migrationsOf('postgres').length);
    }
    await run({});
  } finally {
    client.release();
  }
}

function refuseLater(version: number, known: number): void {
  if (version > known) throw new Error(`The store is of version ${version}; this receiver knows ${known}.`);
}

/** Beside the package's own file, wherever this code was bundled to. */
function folderOf(dialect: Database['dialect']): string {
  const own = createRequire(import.meta.url).resolve('@hookwright/receiver/package.json');
  return join(dirname(own), 'migrations', dialect);
}
