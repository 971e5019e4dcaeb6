/** What operators do with a store: move it, seal it anew, copy it. */
import { type Database, type Row, type Statement, type Value } from './store/database.js';
import { tables } from './store/schema.js';
import type { Vault } from './vault.js';

const batch = 200;

/** Copies everything from one store into another that is empty; receivers stand still meanwhile. Rows by table. */
export async function moveStore(from: Database, to: Database): Promise<Readonly<Record<string, number>>> {
  for (const { name } of tables) {
    const [row] = await to.read(`SELECT count(*) AS n FROM ${name}`);
    if (Number(row?.['n']) > 0) throw new Error('The store to move to is not empty.');
  }
  const moved: Record<string, number> = {};
  for (const { name, key, isNumbered } of tables) {
    moved[name] = await copyTable(from, to, name, key, isNumbered);
    const [row] = await to.read(`SELECT count(*) AS n FROM ${name}`);
    if (Number(row?.['n']) !== moved[name]) throw new Error(`Rows of ${name} are missing after the move.`);
    if (isNumbered && to.dialect === 'postgres')
      await to.read(
        `SELECT setval(pg_get_serial_sequence('${name}', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM ${name}), false)`,
      );
  }
  return moved;
}

async function copyTable(
  from: Database,
  to: Database,
  name: string,
  key: readonly string[],
  isNumbered: boolean,
): Promise<number> {
  const overriding = isNumbered && to.dialect === 'postgres' ? 'OVERRIDING SYSTEM VALUE ' : '';
  let total = 0;
  for await (const rows of pages(from, name, key, '*')) {
    const statements = rows.map((row): Statement => {
      const columns = Object.keys(row);
      const places = columns.map((_, index) => `$${index + 1}`).join(', ');
      const sql = `INSERT INTO ${name} (${columns.join(', ')}) ${overriding}VALUES (${places})`;
      return { sql, values: Object.values(row) };
    });
    await to.write(statements);
    total += rows.length;
  }
  return total;
}

/** Seals with the current key what is sealed with another one, or not at all. How much was. */
export async function resealStore(database: Database, vault: Vault): Promise<number> {
  const places = [
    ['delivery', 'body', ['id']],
    ['part', 'bytes', ['owner', 'n']],
    ['revision', 'data', ['ref', 'sequence']],
    ['answer', 'body', ['id']],
    ['answer_page', 'body', ['job_id', 'n']],
  ] as const;
  let total = 0;
  for (const [name, column, key] of places)
    for await (const rows of pages(database, name, key, [column, ...key].join(', '))) {
      const statements = rows.flatMap((row): readonly Statement[] => {
        const stored = row[column];
        if (stored === null || stored === undefined || typeof stored === 'number' || vault.isCurrent(stored)) return [];
        const sealed =
          typeof stored === 'string' ? vault.sealText(vault.openText(stored)) : vault.seal(vault.open(stored));
        const where = key.map((each, index) => `${each} = $${index + 2}`).join(' AND ');
        const values: readonly Value[] = [sealed, ...key.map((each) => row[each] ?? null)];
        return [{ sql: `UPDATE ${name} SET ${column} = $1 WHERE ${where}`, values }];
      });
      if (statements.length > 0) await database.write(statements);
      total += statements.length;
    }
  return total;
}

/** A consistent copy of a SQLite store while it is in use. */
export async function backupStore(database: Database, target: string): Promise<void> {
  if (database.dialect !== 'sqlite') throw new Error('Use pg_dump for PostgreSQL.');
  await database.read(`VACUUM INTO '${target.replaceAll("'", "''")}'`);
}

/** All rows in the order of their key, a few at a time. */
async function* pages(
  database: Database,
  name: string,
  key: readonly string[],
  columns: string,
): AsyncGenerator<readonly Row[]> {
  const order = key.join(', ');
  let last: readonly Value[] | undefined;
  for (;;) {
    const places = key.map((_, index) => `$${index + 1}`).join(', ');
    const after = last === undefined ? '' : `WHERE (${order}) > (${places})`;
    const rows = await database.read(
      `SELECT ${columns} FROM ${name} ${after} ORDER BY ${order} LIMIT ${name === 'part' ? 8 : batch}`,
      last ?? [],
    );
    if (rows.length === 0) return;
    yield rows;
    last = key.map((each) => rows.at(-1)?.[each] ?? null);
  }
}
