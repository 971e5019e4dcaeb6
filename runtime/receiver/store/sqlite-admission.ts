/** How a delivery enters SQLite: one insert and a share of another where it is new, a closer look where it is not. */
import { type Admission, isProcessed, type NewDelivery } from './database.js';
import type { SqliteDriver, SqliteStatement } from './sqlite-driver.js';
import { createReplays } from './sqlite-replays.js';

/** Stores deliveries with their jobs, inside a transaction of the caller. */
export type Admit = (deliveries: readonly NewDelivery[]) => readonly Admission[];

const duplicate: Admission = { kind: 'duplicate' };

// The conditions on `conflict` and `identity` are those of the indexes: without them every row would be looked at.
const knownSql = `SELECT 1 FROM delivery WHERE source = ? AND identity = ? AND hash = ? AND conflict = 0 AND identity <> ''
  UNION ALL SELECT 1 FROM delivery WHERE source = ? AND identity = ? AND hash = ? AND (conflict = 1 OR identity = '') LIMIT 1`;
const sameSql = 'SELECT source = ? AND hash = ? AS same FROM delivery WHERE id = ?';
const takenSql = "SELECT 1 FROM delivery WHERE source = ? AND identity = ? AND conflict = 0 AND identity <> ''";
const insertSql = `INSERT INTO delivery (source, identity, hash, received_at, headers, coverage, address, size, conflict, body, parts, replay)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
const jobsSql = `INSERT INTO job (delivery_id, kind, lane, rank, dead, attempts, run_at)
  SELECT value, 'process', 0, 0, 0, 0, 0 FROM json_each(?)`;
const holdSql =
  "INSERT INTO outcome (delivery_id, state, reason, types, at) VALUES (?, 'quarantined', 'identity_conflict', '[]', ?)";

/** Prepares the statements; to be made anew after a transaction that failed, as it knows what was stored. */
export function createAdmit(driver: SqliteDriver): Admit {
  const statements: Statements = {
    known: driver.prepare(knownSql),
    same: driver.prepare(sameSql),
    taken: driver.prepare(takenSql),
    insert: driver.prepare(insertSql),
  };
  const jobs = driver.prepare(jobsSql);
  const hold = driver.prepare(holdSql);
  const replays = createReplays(driver);
  return (deliveries) => {
    const ids: number[] = [];
    replays.refresh();
    const admissions = deliveries.map((row): Admission => {
      const before = row.replay === null ? undefined : isSame(statements, row, replays.find(row.replay));
      if (before === true) return duplicate;
      const replay = before === undefined ? row.replay : null;
      const id = store(statements, row, 0, replay);
      const admission: Admission = id === undefined ? lookCloser(statements, row, replay) : { kind: 'stored', id };
      if (admission.kind === 'duplicate') return admission;
      replays.add(replay, admission.id);
      if (isProcessed(admission, row.coverage)) ids.push(admission.id);
      else hold.run(admission.id, row.receivedAt);
      return admission;
    });
    if (ids.length > 0) jobs.run(JSON.stringify(ids));
    return admissions;
  };
}

type Statements = Readonly<Record<'known' | 'same' | 'taken' | 'insert', SqliteStatement>>;

/** Whether the delivery of this id is the same; undefined where there is none any more. */
function isSame({ same }: Statements, { source, hash }: NewDelivery, id: number | undefined): boolean | undefined {
  const row = id === undefined ? undefined : (same.get(source, hash, id) as { readonly same: number } | undefined);
  return row === undefined ? undefined : row.same === 1;
}

/** The id; undefined where something of it is known. */
function store(
  { insert }: Statements,
  row: NewDelivery,
  conflict: 0 | 1,
  replay: Uint8Array | null,
): number | undefined {
  const { source, identity, hash, receivedAt, headers, coverage, address, size, body, parts } = row;
  const first = [source, identity, hash, receivedAt, headers, coverage, address, size] as const;
  const { changes, lastInsertRowid } = insert.run(...first, conflict, body, parts, replay);
  return Number(changes) === 0 ? undefined : Number(lastInsertRowid);
}

/** Something of it is known: the whole, or its identity with another content. */
function lookCloser(statements: Statements, row: NewDelivery, replay: Uint8Array | null): Admission {
  const { source, identity, hash } = row;
  const { known, taken } = statements;
  if (known.get(source, identity, hash, source, identity, hash) !== undefined) return duplicate;
  const isConflict = taken.get(source, identity) !== undefined;
  const id = store(statements, row, isConflict ? 1 : 0, replay);
  if (id === undefined) throw new Error('The store could not tell deliveries apart.');
  return { kind: isConflict ? 'conflict' : 'stored', id };
}
