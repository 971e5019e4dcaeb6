/** Deliveries do not stay for ever; records do. */
import { type Database, inList } from './store/database.js';
import { dropPartition, listPastPartitions, type Partition } from './store/partitions.js';

const dayMs = 86_400_000;
const pageSize = 200;

/** What retention has taken away. */
export interface Retired {
  /** Deleted one by one. */
  readonly deliveries: number;
  /** Dropped whole, with what was in them. */
  readonly partitions: number;
}

/**
 * Takes away deliveries received before a time, except those with jobs; the revisions that stand stay. In PostgreSQL those of
 * past days go with their partition, when the last of them is old enough.
 */
export async function applyRetention(database: Database, before: number): Promise<Retired> {
  const past = database.dialect === 'postgres' ? await listPastPartitions(database) : [];
  let [deliveries, partitions] = [0, 0];
  for (const partition of past) {
    if (!(await isOver(database, partition, before))) continue;
    if (await hasJobs(database, partition)) {
      deliveries += await deleteRows(database, before, partition.firstId, partition.endId);
    } else {
      await dropPartition(database, partition);
      partitions += 1;
    }
  }
  deliveries += await deleteRows(database, before, past.at(-1)?.endId ?? 0, Number.MAX_SAFE_INTEGER);
  await deleteAnswers(database, before);
  // What a crash left of a body that was never acknowledged; owners begin with the time.
  const orphans = 'owner < $1 AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.parts = part.owner)';
  await database.write([{ sql: `DELETE FROM part WHERE ${orphans}`, values: [String(before - dayMs)] }]);
  return { deliveries, partitions };
}

/** By the newest delivery, too: what was moved here is older than its partition. */
async function isOver(database: Database, { firstId, endId, endsAt }: Partition, before: number): Promise<boolean> {
  if (endsAt > before) return false;
  const sql = 'SELECT received_at FROM delivery WHERE id >= $1 AND id < $2 ORDER BY id DESC LIMIT 1';
  const [newest] = await database.read(sql, [firstId, endId]);
  return newest === undefined || Number(newest['received_at']) < before;
}

async function hasJobs(database: Database, { firstId, endId }: Partition): Promise<boolean> {
  const sql = 'SELECT 1 AS one FROM job WHERE delivery_id > 0 AND delivery_id >= $1 AND delivery_id < $2 LIMIT 1';
  return (await database.read(sql, [firstId, endId])).length > 0;
}

/** Deletes row by row, a page at a time, from the oldest id on until a page holds nothing that is old enough. */
async function deleteRows(database: Database, before: number, firstId: number, endId: number): Promise<number> {
  const sql = `SELECT id, received_at FROM delivery WHERE id >= $1 AND id < $2 ORDER BY id LIMIT ${pageSize}`;
  let total = 0;
  for (let from = firstId; ;) {
    const rows = await database.read(sql, [from, endId]);
    const old = rows.filter((row) => Number(row['received_at']) < before).map((row) => Number(row['id']));
    const waiting = await idsWithJobs(database, old);
    const ids = old.filter((id) => !waiting.has(id));
    if (ids.length > 0) await deleteDeliveries(database, ids);
    total += ids.length;
    if (old.length === 0 || rows.length < pageSize) return total;
    from = Number(rows.at(-1)?.['id']) + 1;
  }
}

async function idsWithJobs(database: Database, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const [first, last] = [ids[0], ids.at(-1)];
  if (first === undefined || last === undefined) return new Set();
  const sql = 'SELECT DISTINCT delivery_id FROM job WHERE delivery_id >= $1 AND delivery_id <= $2';
  return new Set((await database.read(sql, [first, last])).map((row) => Number(row['delivery_id'])));
}

/** Answers that no delivery asked for, such as those that filled a gap. */
async function deleteAnswers(database: Database, before: number): Promise<void> {
  const condition = 'delivery_id = 0 AND received_at < $1';
  await database.write([
    { sql: `DELETE FROM answer_page WHERE job_id IN (SELECT job_id FROM answer WHERE ${condition})`, values: [before] },
    { sql: `DELETE FROM answer WHERE ${condition}`, values: [before] },
  ]);
}

async function deleteDeliveries(database: Database, ids: readonly number[]): Promise<void> {
  const list = inList(database.dialect, 1);
  const values = [JSON.stringify(ids)];
  await database.write([
    {
      sql: `DELETE FROM answer_page WHERE job_id IN (SELECT job_id FROM answer WHERE delivery_id IN ${list})`,
      values,
    },
    ...['outcome', 'delivery_user', 'answer'].map((table) => ({
      sql: `DELETE FROM ${table} WHERE delivery_id IN ${list}`,
      values,
    })),
    { sql: `DELETE FROM part WHERE owner IN (SELECT parts FROM delivery WHERE id IN ${list})`, values },
    { sql: `DELETE FROM delivery WHERE id IN ${list}`, values },
  ]);
}
