/** SQLite on one connection. Every commit is synced before it returns: that is what an acknowledgement stands for. */
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import {
  type Admission,
  type Database,
  isProcessed,
  LostLease,
  type NewDelivery,
  type Row,
  type Statement,
  type Value,
} from './database.js';
import { migrateSqlite } from './migrations.js';

/** The part that `better-sqlite3` and `node:sqlite` have in common. */
export interface SqliteDriver {
  readonly exec: (sql: string) => unknown;
  readonly prepare: (sql: string) => SqliteStatement;
  readonly close: () => unknown;
}

interface SqliteStatement {
  readonly run: (...values: readonly unknown[]) => { readonly changes: number | bigint };
  readonly all: (...values: readonly unknown[]) => unknown[];
  readonly get: (...values: readonly unknown[]) => unknown;
}

const oldest = [3, 51, 3] as const;

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
  const database = wrap(driver);
  await migrateSqlite(database);
  return database;
}

/** `node:sqlite` where it is stable and recent, else `better-sqlite3`. */
export function openDriver(path: string): SqliteDriver {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const require = createRequire(import.meta.url);
  const own = (process.versions as Readonly<Record<string, string | undefined>>)['sqlite'];
  if ((major > 22 || (major === 22 && minor >= 13)) && own !== undefined && isRecent(own)) {
    const { DatabaseSync } = require('node:sqlite') as { readonly DatabaseSync: new (path: string) => SqliteDriver };
    return new DatabaseSync(path);
  }
  const Better = require('better-sqlite3') as new (path: string) => SqliteDriver;
  return new Better(path);
}

/** Throws for versions whose log can lose committed writes when two connections write and checkpoint at once. */
export function requireVersion(driver: SqliteDriver): void {
  const { version } = driver.prepare('SELECT sqlite_version() AS version').get() as { readonly version: string };
  if (!isRecent(version))
    throw new Error(`SQLite ${version} can lose committed writes; ${oldest.join('.')} or later is needed.`);
}

function isRecent(version: string): boolean {
  const parts = version.split('.').map(Number);
  return (oldest.map((part, index) => (parts[index] ?? 0) - part).find((part) => part !== 0) ?? 0) >= 0;
}

function wrap(driver: SqliteDriver): Database {
  const prepared = new Map<string, { readonly statement: SqliteStatement; readonly reads: boolean }>();

  function run(sql: string, values: readonly Value[]): { readonly rows: readonly Row[]; readonly count: number } {
    let entry = prepared.get(sql);
    if (entry === undefined) {
      entry = {
        statement: driver.prepare(sql.replaceAll(/\$(\d+)/g, '@p$1')),
        reads: /^\s*(SELECT|WITH|PRAGMA)|\bRETURNING\b/i.test(sql),
      };
      prepared.set(sql, entry);
    }
    const bound =
      values.length === 0 ? [] : [Object.fromEntries(values.map((value, index) => [`p${index + 1}`, value]))];
    if (!entry.reads) return { rows: [], count: Number(entry.statement.run(...bound).changes) };
    const rows = entry.statement.all(...bound) as Row[];
    return { rows, count: rows.length };
  }

  /** The log is as large as what is in it until it is copied and cut: on a full disk that may be the room that lacks. */
  function makeRoom(): void {
    try {
      driver.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {}
  }

  function transact<T>(work: () => T): T {
    driver.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      driver.exec('COMMIT');
      return result;
    } catch (error) {
      // After a full disk SQLite has rolled back by itself, and says so by refusing.
      try {
        driver.exec('ROLLBACK');
      } catch {}
      if (isFull(error)) makeRoom();
      throw error;
    }
  }

  // Promises, so that failures reject as they do in PostgreSQL.
  return {
    dialect: 'sqlite',
    lanes: 1,
    read: (sql, values = []) => Promise.resolve().then(() => run(sql, values).rows),
    write: (statements) =>
      Promise.resolve().then(() =>
        transact(() => statements.map((statement) => check(statement, run(statement.sql, statement.values)))),
      ),
    admit: (deliveries) => Promise.resolve().then(() => transact(createAdmit(driver)(deliveries))),
    close: () => Promise.resolve().then(() => void driver.close()),
  };
}

function check(
  statement: Statement,
  result: { readonly rows: readonly Row[]; readonly count: number },
): readonly Row[] {
  if (statement.expect !== undefined && statement.expect !== result.count)
    throw new LostLease('Another worker has taken this over.');
  return result.rows;
}

/** `better-sqlite3` and `node:sqlite` say it differently. */
function isFull(error: unknown): boolean {
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  return code === 'SQLITE_FULL' || errcode === 13;
}

const admitters = new WeakMap<SqliteDriver, (deliveries: readonly NewDelivery[]) => () => readonly Admission[]>();

function createAdmit(driver: SqliteDriver): (deliveries: readonly NewDelivery[]) => () => readonly Admission[] {
  const known = admitters.get(driver);
  if (known !== undefined) return known;
  const seen = driver.prepare(
    // The two conditions at the end are those of the index; without them every row of the source is looked at.
    "SELECT 1 FROM delivery WHERE source = ? AND identity = ? AND conflict = 0 AND identity <> '' LIMIT 1",
  );
  const replayed = driver.prepare('SELECT 1 FROM delivery WHERE source = ? AND hash = ? AND signature = ? LIMIT 1');
  const insert = driver.prepare(
    `INSERT INTO delivery (source, identity, hash, received_at, headers, coverage, address, size, conflict, body, parts, signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const job = driver.prepare(
    "INSERT INTO job (delivery_id, kind, lane, rank, dead, attempts, run_at) VALUES (?, 'process', 0, 0, 0, 0, 0)",
  );
  const hold = driver.prepare(
    "INSERT INTO outcome (delivery_id, state, reason, types, at) VALUES (?, 'quarantined', 'identity_conflict', '[]', ?)",
  );

  function admitOne(row: NewDelivery): Admission {
    if (row.signature !== null && replayed.get(row.source, row.hash, row.signature) !== undefined)
      return { kind: 'duplicate' };
    const conflict = row.identity !== '' && seen.get(row.source, row.identity) !== undefined;
    const values = [
      row.source,
      row.identity,
      row.hash,
      row.receivedAt,
      row.headers,
      row.coverage,
      row.address,
      row.size,
    ];
    const result = insert.run(...values, conflict ? 1 : 0, row.body, row.parts, row.signature) as {
      readonly changes: number | bigint;
      readonly lastInsertRowid: number | bigint;
    };
    if (Number(result.changes) === 0) return { kind: 'duplicate' };
    const admission = { kind: conflict ? 'conflict' : 'stored', id: Number(result.lastInsertRowid) } as const;
    if (isProcessed(admission, row.coverage)) job.run(admission.id);
    else hold.run(admission.id, row.receivedAt);
    return admission;
  }

  const admit = (deliveries: readonly NewDelivery[]) => () => deliveries.map(admitOne);
  admitters.set(driver, admit);
  return admit;
}
