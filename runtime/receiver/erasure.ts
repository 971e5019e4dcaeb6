/** Everything of a user goes, under all ids that the user has had, and is counted afterwards. */
import { type ProcessingContext, processNow } from './processing.js';
import { type Database, inList, type Statement } from './store/database.js';

/** The ids of one user: replaced ones lead to their successors, and back. */
export async function sameUser(database: Database, user: string): Promise<readonly string[]> {
  const sql = `WITH RECURSIVE same (id, account) AS (
    SELECT CAST($1 AS TEXT), CAST(NULL AS TEXT) UNION
    SELECT CASE WHEN p.user_id = same.id THEN p.replaced_by ELSE p.user_id END, p.account FROM person p
      JOIN same ON (p.user_id = same.id OR p.replaced_by = same.id) AND (same.account IS NULL OR same.account = p.account)
      WHERE p.replaced_by IS NOT NULL
  ) SELECT DISTINCT id FROM same`;
  return (await database.read(sql, [user])).map((row) => String(row['id']));
}

/** Erases a user; the answer says what went, and how much is left, which has to be nothing. */
export async function eraseUser(
  context: ProcessingContext,
  user: string,
): Promise<{ readonly erased: Readonly<Record<string, number>>; readonly remaining: number }> {
  const { database } = context;
  // What was not processed yet may be theirs: it is looked into first.
  await processNow(
    context,
    await mentions(context, user, 'NOT EXISTS (SELECT 1 FROM outcome o WHERE o.delivery_id = d.id)'),
  );
  const users = await sameUser(database, user);
  const given = JSON.stringify(users);
  const aside: number[] = [];
  for (const id of users)
    aside.push(
      ...(await mentions(
        context,
        id,
        "EXISTS (SELECT 1 FROM outcome o WHERE o.delivery_id = d.id AND o.state <> 'processed')",
      )),
    );
  const names =
    database.dialect === 'sqlite' ? '(SELECT value FROM json_each($1))' : '(SELECT json_array_elements_text($1::json))';
  const found = await database.read(`SELECT DISTINCT delivery_id AS id FROM delivery_user WHERE user_id IN ${names}`, [
    given,
  ]);
  const ids = JSON.stringify([...new Set([...aside, ...found.map((row) => Number(row['id']))])]);
  const tables = ['job', 'answer', 'outcome', 'delivery_user'] as const;
  const byUser = (sql: string): Statement => ({ sql: sql.replace('{users}', names), values: [given] });
  const byId = (table: string, column: string): Statement => ({
    sql: `DELETE FROM ${table} WHERE ${column} IN ${inList(database.dialect, 1)} RETURNING 1 AS one`,
    values: [ids],
  });
  const results = await database.write([
    byUser('DELETE FROM revision WHERE ref IN (SELECT ref FROM record WHERE user_id IN {users}) RETURNING 1 AS one'),
    byUser('DELETE FROM record WHERE user_id IN {users} RETURNING 1 AS one'),
    byUser('DELETE FROM person WHERE user_id IN {users} RETURNING 1 AS one'),
    byId('delivery', 'id'),
    ...tables.map((table) => byId(table, 'delivery_id')),
    {
      sql: `DELETE FROM part WHERE NOT EXISTS (SELECT 1 FROM delivery d WHERE d.body IS NULL AND part.owner = d.source || ' ' || ${hexOf(database)})`,
      values: [],
    },
  ]);
  const counts = ['revisions', 'records', 'people', 'deliveries', ...tables].map((name, index) => [
    name,
    results[index]?.length ?? 0,
  ]);
  const rest = await database.read(
    `SELECT (SELECT count(*) FROM record WHERE user_id IN ${names}) + (SELECT count(*) FROM delivery_user WHERE user_id IN ${names}) AS rest`,
    [given],
  );
  return { erased: Object.fromEntries(counts) as Record<string, number>, remaining: Number(rest[0]?.['rest']) };
}

/** Deliveries whose bytes hold the id; the database searches, bodies do not come here. */
async function mentions({ database }: ProcessingContext, user: string, condition: string): Promise<readonly number[]> {
  const search = database.dialect === 'sqlite' ? 'instr(body, $1) > 0' : 'position($1::bytea in body) > 0';
  const inParts = `EXISTS (SELECT 1 FROM part WHERE part.owner = d.source || ' ' || ${hexOf(database)} AND ${search.replace('body', 'bytes')})`;
  const rows = await database.read(
    `SELECT d.id FROM delivery d WHERE ${condition} AND CASE WHEN body IS NULL THEN ${inParts} ELSE ${search} END`,
    [Buffer.from(user)],
  );
  return rows.map((row) => Number(row['id']));
}

function hexOf(database: Database): string {
  return database.dialect === 'sqlite' ? 'lower(hex(d.hash))' : "encode(d.hash, 'hex')";
}
