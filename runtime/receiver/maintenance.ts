/** What operators do with a store: seal it anew, copy it. */
import type { Database, Statement, Value } from './store/database.js';
import { pages } from './store/pages.js';
import type { Vault } from './vault.js';

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
        // What looking for readiness leaves.
        if (row['owner'] === 'probe') return [];
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
