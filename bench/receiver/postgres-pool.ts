/** Connections for the ceiling. */
import pg from 'pg';

/** Two connections that wait for the disk. */
export async function openPostgresPool(url: string): Promise<pg.Pool> {
  const pool = new pg.Pool({ connectionString: url, max: 2, options: '-c synchronous_commit=on' });
  await pool.query('SELECT 1');
  return pool;
}
