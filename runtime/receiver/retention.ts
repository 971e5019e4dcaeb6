/** Deliveries do not stay for ever; records do. */
import type { Database } from './store/database.js';

const dayMs = 86_400_000;

const expired = `(SELECT d.id FROM delivery d WHERE d.id <= $1 AND d.received_at < $2
  AND NOT EXISTS (SELECT 1 FROM job j WHERE j.delivery_id = d.id))`;

const tables = [
  ['outcome', 'delivery_id'],
  ['delivery_user', 'delivery_id'],
  ['answer', 'delivery_id'],
] as const;

/** Deletes deliveries received before a time, in small steps. Those with jobs stay; so do the revisions that stand. */
export async function applyRetention(database: Database, before: number): Promise<number> {
  let total = 0;
  for (;;) {
    const rows = await database.read(
      `SELECT d.id FROM delivery d WHERE d.received_at < $1 AND NOT EXISTS (SELECT 1 FROM job j WHERE j.delivery_id = d.id)
        ORDER BY d.id LIMIT 200`,
      [before],
    );
    const last = Number(rows.at(-1)?.['id'] ?? 0);
    const values = [last, before];
    await database.write([
      ...tables.map(([table, column]) => ({ sql: `DELETE FROM ${table} WHERE ${column} IN ${expired}`, values })),
      { sql: `DELETE FROM part WHERE owner IN (SELECT parts FROM delivery WHERE id IN ${expired})`, values },
      { sql: `DELETE FROM delivery WHERE id IN ${expired}`, values },
      // What a crash left of a body that was never acknowledged; owners begin with the time.
      {
        sql: 'DELETE FROM part WHERE owner < $1 AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.parts = part.owner)',
        values: [String(before - dayMs)],
      },
    ]);
    total += rows.length;
    if (rows.length < 200) return total;
  }
}
