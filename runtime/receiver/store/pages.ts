/** All rows of a table in the order of its key, a few at a time. */
import type { Database, Row, Value } from './database.js';

const batch = 200;
const batchOfParts = 8;

/** Rows after a key, or from the first one on. */
export async function* pages(
  database: Database,
  name: string,
  key: readonly string[],
  columns: string,
  after?: readonly Value[],
): AsyncGenerator<readonly Row[]> {
  const order = key.join(', ');
  const places = key.map((_, index) => `$${index + 1}`).join(', ');
  // Large ones, of which a few are enough at once.
  const size = name === 'part' || name === 'answer_page' ? batchOfParts : batch;
  for (let last = after; ;) {
    const where = last === undefined ? '' : `WHERE (${order}) > (${places})`;
    const sql = `SELECT ${columns} FROM ${name} ${where} ORDER BY ${order} LIMIT ${size}`;
    const rows = await database.read(sql, last ?? []);
    if (rows.length === 0) return;
    yield rows;
    last = key.map((each) => rows.at(-1)?.[each] ?? null);
  }
}
