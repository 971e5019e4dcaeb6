/** PostgreSQL keeps deliveries in partitions by day; old ones are dropped whole. */
import type { Database } from './database.js';

const dayMs = 86_400_000;
const idsOfADay = 10_000_000_000;

// Retention may run late by so much of itself; more parts would be more places in which to look for an identity.
const partsOfRetention = 6;
const daysWithoutRetention = 30;
// A worker that stands still over a weekend leaves partitions enough.
const daysAhead = 4;

/** One partition: the ids it holds. */
export interface Partition {
  readonly name: string;
  readonly firstId: number;
  /** The first id after it. */
  readonly endId: number;
  /** The time after it. */
  readonly endsAt: number;
}

/** Adds partitions for the days to come; does nothing where there are enough, and for SQLite. */
export async function addPartitions(
  database: Pick<Database, 'dialect' | 'write'>,
  retentionDays: number | undefined,
): Promise<void> {
  const width = Math.max(1, Math.floor((retentionDays ?? daysWithoutRetention * partsOfRetention) / partsOfRetention));
  if (database.dialect === 'postgres') await add(database, width, daysAhead);
}

/** Adds what is needed at once, before it is known how long deliveries are to stay. */
export async function addPartitionOfToday(database: Pick<Database, 'write'>): Promise<void> {
  await add(database, 1, 1);
}

async function add(database: Pick<Database, 'write'>, width: number, ahead: number): Promise<void> {
  await database.write([{ sql: 'SELECT receiver_add_partitions($1, $2)', values: [width, ahead] }], 'partitions');
}

/** Partitions that are over, the oldest first. The one of today is not among them. */
export async function listPastPartitions(database: Database): Promise<readonly Partition[]> {
  const rows = await database.read(
    'SELECT name, ends FROM receiver_partitions() WHERE ends <= receiver_day() ORDER BY ends',
  );
  return rows.map(({ name, ends }, index) => ({
    name: String(name),
    firstId: index === 0 ? 0 : Number(rows[index - 1]?.['ends']) * idsOfADay,
    endId: Number(ends) * idsOfADay,
    endsAt: Number(ends) * dayMs,
  }));
}

/** Drops a partition with all that belongs to its deliveries. Waits a moment for its turn, then fails. */
export async function dropPartition(database: Database, { name, firstId, endId }: Partition): Promise<void> {
  const inside = [firstId, endId];
  for (;;) {
    const sql = `DELETE FROM part WHERE owner IN (SELECT parts FROM delivery WHERE parts IS NOT NULL AND id >= $1 AND id < $2
      AND EXISTS (SELECT 1 FROM part p WHERE p.owner = delivery.parts) LIMIT 50) RETURNING 1 AS one`;
    const [rows = []] = await database.write([{ sql, values: inside }]);
    if (rows.length === 0) break;
  }
  await database.write([
    { sql: "SET LOCAL lock_timeout = '3s'", values: [] },
    {
      sql: `DELETE FROM answer_page WHERE job_id IN (SELECT job_id FROM answer
        WHERE delivery_id >= $1 AND delivery_id < $2 AND delivery_id > 0)`,
      values: inside,
    },
    { sql: 'DELETE FROM answer WHERE delivery_id >= $1 AND delivery_id < $2 AND delivery_id > 0', values: inside },
    { sql: `DROP TABLE delivery_${name}, outcome_${name}, delivery_user_${name}`, values: [] },
  ]);
}
