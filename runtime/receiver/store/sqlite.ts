/** SQLite on one connection. A commit is synced before it returns, but for what is said to be done again. */
import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Database, LostLease, type Row, type Statement, type Value } from './database.js';
import { migrateSqlite } from './migrations.js';
import { type Admit, createAdmit } from './sqlite-admission.js';
import { openDriver, requireVersion, type SqliteDriver, type SqliteStatement } from './sqlite-driver.js';

export { openDriver, requireVersion };

/** Opens a store; refuses a SQLite that can lose committed writes. `checkpoint`: another thread empties the log. */
export async function openSqlite(
  path: string,
  options: { readonly checkpoint: boolean } = { checkpoint: false },
): Promise<Database> {
  mkdirSync(dirname(path), { recursive: true });
  const driver = openDriver(path);
  requireVersion(driver);
  // The page size holds for new files only, and has to come before the log is switched on.
  driver.exec('PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=250');
  driver.exec(
    `PRAGMA cache_size=-65536; PRAGMA journal_size_limit=134217728; PRAGMA wal_autocheckpoint=${options.checkpoint ? 100_000 : 4096}`,
  );
  const database = wrap(driver, `${path}-wal`);
  await migrateSqlite(database);
  return database;
}

/** Promises, so that failures reject as they do in PostgreSQL. */
function wrap(driver: SqliteDriver, log: string): Database {
  const run = createRun(driver);
  const transact = createTransact(driver);
  const synchronous = driver.prepare('PRAGMA synchronous');
  const runAll = (statements: readonly Statement[]) => (): readonly (readonly Row[])[] =>
    statements.map((statement) => check(statement, run(statement.sql, statement.values)));
  let admit: Admit | undefined;
  return {
    dialect: 'sqlite',
    lanes: 1,
    read: (sql, values = []) => promise(() => run(sql, values).rows),
    write: (statements) => promise(() => transact(runAll(statements))),
    writeLazily: (statements) =>
      promise(() => {
        // The log keeps its order: what is written later and synced takes this along.
        const before = synchronous.get() as { readonly synchronous: number };
        driver.exec('PRAGMA synchronous=NORMAL');
        try {
          return transact(runAll(statements));
        } finally {
          driver.exec(`PRAGMA synchronous=${before.synchronous}`);
        }
      }),
    // To close this releases no lock: SQLite's are on the database and its shared memory, never on the log.
    settle: async () => {
      const file = await open(log, 'r+');
      await file.datasync().finally(() => file.close());
    },
    admit: (deliveries) =>
      promise(() => {
        // Prepared when there are tables. What it knows holds if the transaction does.
        const prepared = admit ?? createAdmit(driver);
        admit = undefined;
        const admissions = transact(() => prepared(deliveries));
        admit = prepared;
        return admissions;
      }),
    close: () => promise(() => void driver.close()),
  };
}

function promise<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

interface Result {
  readonly rows: readonly Row[];
  readonly count: number;
}

interface Prepared {
  readonly statement: SqliteStatement;
  readonly reads: boolean;
  /** Which value each question mark stands for. */
  readonly places: readonly number[];
}

function createRun(driver: SqliteDriver): (sql: string, values: readonly Value[]) => Result {
  const known = new Map<string, Prepared>();

  function prepare(sql: string): Prepared {
    const places: number[] = [];
    const text = sql.replaceAll(/\$(\d+)/g, (_, n: string) => {
      places.push(Number(n) - 1);
      return '?';
    });
    const reads = /^\s*(SELECT|WITH|PRAGMA)|\bRETURNING\b/i.test(sql);
    return { statement: driver.prepare(text), reads, places };
  }

  return (sql, values) => {
    let prepared = known.get(sql);
    if (prepared === undefined) known.set(sql, (prepared = prepare(sql)));
    const { statement, reads, places } = prepared;
    const bound = places.map((place) => values[place]);
    if (!reads) return { rows: [], count: Number(statement.run(...bound).changes) };
    const rows = statement.all(...bound) as Row[];
    return { rows, count: rows.length };
  };
}

function createTransact(driver: SqliteDriver): <T>(work: () => T) => T {
  const begin = driver.prepare('BEGIN IMMEDIATE');
  const commit = driver.prepare('COMMIT');

  /** The log is as large as what is in it until it is copied and cut: on a full disk that may be the room that lacks. */
  function makeRoom(): void {
    try {
      driver.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {}
  }

  return (work) => {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      // After a full disk SQLite has rolled back by itself, and says so by refusing.
      try {
        driver.exec('ROLLBACK');
      } catch {}
      if (isFull(error)) makeRoom();
      throw error;
    }
  };
}

function check(statement: Statement, result: Result): readonly Row[] {
  if (statement.expect !== undefined && statement.expect !== result.count)
    throw new LostLease('Another worker has taken this over.');
  return result.rows;
}

/** `better-sqlite3` and `node:sqlite` say it differently. */
function isFull(error: unknown): boolean {
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  return code === 'SQLITE_FULL' || errcode === 13;
}
