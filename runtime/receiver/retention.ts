/** Deliveries do not stay for ever; records do. */
import type { Database } from './store/database.js';

/** Deletes deliveries received before a time, in small steps. Those with jobs stay; so do the revisions that stand. */
export async function applyRetention(database: Database, before: number): Promise<number> {
  let total = 0;
  for (;;) {
    const rows = await database.read(
      'SELECT d.id FROM delivery d WHERE d.received_at < $1 AND NOT EXISTS (SELECT 1 FROM job j WHERE j.delivery_id = d.id) ORDER BY d.id LIMIT 200',
      [before],
    );
    if (rows.length === 0) return total;
    const last = Number(rows.at(-1)?.['id']);
    const condition =
      'IN (SELECT d.id FROM delivery d WHERE d.id <= $1 AND d.received_at < $2 AND NOT EXISTS (SELECT 1 FROM job j WHERE j.delivery_id = d.id))';
    const tables = [
      ['outcome', 'delivery_id'],
      ['delivery_user', 'delivery_id'],
      ['answer', 'delivery_id'],
      ['delivery', 'id'],
    ] as const;
    await database.write(
      tables.map(([table, column]) => ({
        sql: `DELETE FROM ${table} WHERE ${column} ${condition}`,
        values: [last, before],
      })),
    );
    total += rows.length;
  }
}
