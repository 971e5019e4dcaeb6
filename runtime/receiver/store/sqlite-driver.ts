/** The two libraries that bring SQLite to Node, as one. */
import { createRequire } from 'node:module';

/** The part that `better-sqlite3` and `node:sqlite` have in common. */
export interface SqliteDriver {
  readonly exec: (sql: string) => unknown;
  readonly prepare: (sql: string) => SqliteStatement;
  readonly close: () => unknown;
}

/** A prepared statement. */
export interface SqliteStatement {
  readonly run: (...values: readonly unknown[]) => {
    readonly changes: number | bigint;
    readonly lastInsertRowid: number | bigint;
  };
  readonly all: (...values: readonly unknown[]) => unknown[];
  readonly get: (...values: readonly unknown[]) => unknown;
}

const oldest = [3, 51, 3] as const;

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
