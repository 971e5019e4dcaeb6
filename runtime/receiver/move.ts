/** Copies one store into another, as from SQLite to PostgreSQL: in steps that can be taken up again, and compared at the end. */
import { createHash } from 'node:crypto';
import type { Database, Row, Value } from './store/database.js';
import { pages } from './store/pages.js';
import { tables } from './store/schema.js';

/** What was moved of a table. */
export interface MovedTable {
  readonly name: string;
  readonly rows: number;
  /** The same for the same rows, in whatever order they come. */
  readonly hash: string;
}

type Table = (typeof tables)[number];

// In the store that is moved to, until all is there.
const createMark =
  'CREATE TABLE IF NOT EXISTS move_progress (name TEXT PRIMARY KEY, last TEXT NOT NULL, isover INTEGER NOT NULL)';

/**
 * Moves everything into a store that is empty, or into which a move was begun; receivers of both stand still meanwhile. Rejects
 * where the two differ at the end.
 */
export async function moveStore(
  from: Database,
  to: Database,
  report: (table: MovedTable) => void = () => undefined,
): Promise<readonly MovedTable[]> {
  await prepare(to);
  for (const table of tables) await copyTable(from, to, table);
  const moved: MovedTable[] = [];
  for (const table of tables) {
    const [source, target] = [await digest(from, table), await digest(to, table)];
    if (source.rows !== target.rows || source.hash !== target.hash)
      throw new Error(
        `The rows of ${table.name} differ after the move (${source.rows} and ${target.rows}). Was a receiver at work? Empty the store and begin again.`,
      );
    report(source);
    moved.push(source);
  }
  await to.write([{ sql: 'DROP TABLE move_progress', values: [] }]);
  return moved;
}

async function prepare(to: Database): Promise<void> {
  const [, [known] = []] = await to.write([
    { sql: createMark, values: [] },
    { sql: 'SELECT count(*) AS n FROM move_progress', values: [] },
  ]);
  if (Number(known?.['n']) > 0) return;
  // What looking for readiness leaves.
  await to.write([{ sql: "DELETE FROM part WHERE owner = 'probe'", values: [] }]);
  for (const { name } of tables) {
    const rows = await to.read(`SELECT 1 AS one FROM ${name} LIMIT 1`);
    if (rows.length === 0) continue;
    await to.write([{ sql: 'DROP TABLE move_progress', values: [] }]);
    throw new Error(`The store to move to is not empty: there are rows in ${name}.`);
  }
}

async function copyTable(from: Database, to: Database, { name, key, isNumbered }: Table): Promise<void> {
  const [mark] = await to.read('SELECT last, isover FROM move_progress WHERE name = $1', [name]);
  if (mark?.['isover'] === 1) return;
  const after = mark === undefined ? undefined : (JSON.parse(String(mark['last'])) as readonly Value[]);
  const overriding = isNumbered && to.dialect === 'postgres' ? ' OVERRIDING SYSTEM VALUE' : '';
  const markSql = `INSERT INTO move_progress (name, last, isover) VALUES ($1, $2, $3)
    ON CONFLICT (name) DO UPDATE SET last = excluded.last, isover = excluded.isover`;
  let last = after ?? [];
  for await (const rows of pages(from, name, key, '*', after)) {
    const columns = Object.keys(rows[0] ?? {});
    const places = rows.map((_, row) => `(${columns.map((__, n) => `$${row * columns.length + n + 1}`).join(', ')})`);
    const sql = `INSERT INTO ${name} (${columns.join(', ')})${overriding} VALUES ${places.join(', ')}`;
    last = key.map((each) => rows.at(-1)?.[each] ?? null);
    await to.write([
      { sql, values: rows.flatMap((row) => columns.map((column) => row[column] ?? null)) },
      { sql: markSql, values: [name, JSON.stringify(last), 0] },
    ]);
  }
  if (isNumbered && to.dialect === 'postgres')
    await to.read(
      `SELECT setval(pg_get_serial_sequence('${name}', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM ${name}), false)`,
    );
  await to.write([{ sql: markSql, values: [name, JSON.stringify(last), 1] }]);
}

/** Adds up the hashes of all rows: the order in which a store gives them does not matter. */
async function digest(database: Database, { name, key }: Table): Promise<MovedTable> {
  let [rows, sum] = [0, 0n];
  for await (const page of pages(database, name, key, '*')) {
    for (const row of page) sum = (sum + BigInt(`0x${hashOf(row)}`)) % 2n ** 256n;
    rows += page.length;
  }
  return { name, rows, hash: sum.toString(16).padStart(64, '0') };
}

function hashOf(row: Row): string {
  const members = Object.keys(row)
    .sort()
    .map((column) => {
      const value = row[column];
      return [column, value instanceof Uint8Array ? { hex: Buffer.from(value).toString('hex') } : value];
    });
  return createHash('sha256').update(JSON.stringify(members)).digest('hex');
}
