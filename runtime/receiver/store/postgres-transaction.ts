/** Transactions in PostgreSQL. */
import type { Pool, PoolClient } from 'pg';
import { LostLease } from './database.js';

/** All of the work or nothing. `lock` excludes others of that name. */
export async function inTransaction<T>(
  pool: Pool,
  lock: string | undefined,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    // One after the other on the connection, without waiting for each answer.
    const opening = client.query('BEGIN');
    const locking = lock === undefined ? undefined : client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [lock]);
    const [, , result] = await Promise.all([opening, locking, work(client)]);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    client.release(isConnectionLost(error));
    throw error;
  }
}

function isConnectionLost(error: unknown): boolean {
  if (error instanceof LostLease) return false;
  const code = (error as { readonly code?: string }).code ?? '';
  return !/^[0-9A-Z]{5}$/.test(code) || code.startsWith('57P') || code.startsWith('08');
}
