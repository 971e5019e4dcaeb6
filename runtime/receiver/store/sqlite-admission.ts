/** How a delivery enters SQLite: one insert and a share of another where it is new, a closer look where it is not. */
import { type Admission, isProcessed, type NewDelivery } from './database.js';
import type { SqliteDriver, SqliteStatement } from './sqlite-driver.js';

/** Stores deliveries with their jobs, inside a transaction of the caller. */
export type Admit = (deliveries: readonly NewDelivery[]) => readonly Admission[];

const duplicate: Admission = { kind: 'duplicate' };

// The conditions on `conflict` and `identity` are those of the indexes: without them every row would be looked at.
const knownSql = `SELECT 1 FROM delivery WHERE source = ? AND identity = ? AND hash = ? AND conflict = 0 AND identity <> ''
  UNION ALL SELECT 1 FROM delivery WHERE source = ? AND identity = ? AND hash = ? AND (conflict = 1 OR identity = '') LIMIT 1`;
const replayedSql = 'SELECT source = ? AND hash = ? AS same FROM delivery WHERE replay = ? AND replay IS NOT NULL';
const takenSql = "SELECT 1 FROM delivery WHERE source = ? AND identity = ? AND conflict = 0 AND identity <> ''";
const insertSql = `INSERT INTO delivery (source, identity, hash, received_at, headers, coverage, address, size, conflict, body, parts, replay)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
const jobsSql = `INSERT INTO job (delivery_id, kind, lane, rank, dead, attempts, run_at)
  SELECT value, 'process', 0, 0, 0, 0, 0 FROM json_each(?)`;
const holdSql =
  "INSERT INTO outcome (delivery_id, state, reason, types, at) VALUES (?, 'quarantined', 'identity_conflict', '[]', ?)";

/** Prepares the statements. */
export function createAdmit(driver: SqliteDriver): Admit {
  const statements: Statements = {
    known: driver.prepare(knownSql),
    replayed: driver.prepare(replayedSql),
    taken: driver.prepare(takenSql),
    insert: driver.prepare(insertSql),
  };
  const jobs = driver.prepare(jobsSql);
  const hold = driver.prepare(holdSql);
  return (deliveries) => {
    const ids: number[] = [];
    const admissions = deliveries.map((row): Admission => {
      const id = store(statements, row, 0, row.replay);
      const admission: Admission = id === undefined ? lookCloser(statements, row) : { kind: 'stored', id };
      if (admission.kind === 'duplicate') return admission;
      if (isProcessed(admission, row.coverage)) ids.push(admission.id);
      else hold.run(admission.id, row.receivedAt);
      return admission;
    });
    if (ids.length > 0) jobs.run(JSON.stringify(ids));
    return admissions;
  };
}

type Statements = Readonly<Record<'known' | 'replayed' | 'taken' | 'insert', SqliteStatement>>;

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

/** Something of it is known: the whole, its identity with another content, or neither. */
function lookCloser(statements: Statements, row: NewDelivery): Admission {
  const { source, identity, hash, replay } = row;
  const { known, replayed, taken } = statements;
  if (known.get(source, identity, hash, source, identity, hash) !== undefined) return duplicate;
  const before = replay === null ? undefined : (replayed.get(source, hash, replay) as { same: number } | undefined);
  if (before?.same === 1) return duplicate;
  const isConflict = taken.get(source, identity) !== undefined;
  const id = store(statements, row, isConflict ? 1 : 0, before === undefined ? replay : null);
  if (id === undefined) throw new Error('The store could not tell deliveries apart.');
  return { kind: isConflict ? 'conflict' : 'stored', id };
}
