/** Everything of a user goes, under all ids that the user has had, and is counted afterwards. */
import { loadDeliveries } from './deliveries.js';
import { toKey } from './names.js';
import { type ProcessingContext, processNow } from './processing.js';
import { type Database, inList, namesIn, type Statement } from './store/database.js';

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

/** What went, by table, and how much is left, which has to be nothing. */
export interface Erasure {
  readonly users: number;
  readonly erased: Readonly<Record<string, number>>;
  readonly remaining: number;
}

/** Erases a user; the answer is the proof. */
export async function eraseUser(context: ProcessingContext, user: string): Promise<Erasure> {
  const { database } = context;
  // What was not processed yet may be theirs: it is looked into first.
  await processNow(context, await mentions(context, [user], 'o.delivery_id IS NULL'));
  const users = await sameUser(database, toKey(user));
  const list = JSON.stringify(users);
  await database.write(stopJobs(database.dialect, list, await deliveriesOf(context, users)));
  const deletions = deletionsOf(database.dialect, list, await deliveriesOf(context, users));
  const statements = deletions.map(([, table, condition, value]): Statement => ({
    sql: `DELETE FROM ${table} WHERE ${condition} RETURNING 1 AS one`,
    values: [value],
  }));
  const results = await withoutTraces(database, () => database.write(statements));
  const erased: Record<string, number> = {};
  deletions.forEach(([name], index) => (erased[name] = (erased[name] ?? 0) + (results[index]?.length ?? 0)));
  return { users: users.length, erased, remaining: await countRest(context, users) };
}

/** Takes the leases of what is under way: it writes nothing any more, and what it wrote until then is found. */
function stopJobs(dialect: Database['dialect'], users: string, deliveries: string): readonly Statement[] {
  const stop = 'UPDATE job SET lease = NULL, dead = 1 WHERE';
  return [
    { sql: `${stop} user_id IN ${namesIn(dialect, 1)}`, values: [users] },
    { sql: `${stop} delivery_id IN ${inList(dialect, 1)}`, values: [deliveries] },
  ];
}

/** Ids of the deliveries that are theirs, as a JSON array: those that were processed say so, in others the bytes do. */
async function deliveriesOf(context: ProcessingContext, users: readonly string[]): Promise<string> {
  const aside = await mentions(context, users, "o.state <> 'processed'");
  const sql = `SELECT DISTINCT delivery_id AS id FROM delivery_user WHERE user_id IN ${namesIn(context.database.dialect, 1)}`;
  const found = await context.database.read(sql, [JSON.stringify(users)]);
  return JSON.stringify([...new Set([...aside, ...found.map((row) => Number(row['id']))])]);
}

type Deletion = readonly [name: string, table: string, condition: string, value: string];

/** In this order: what refers to a row goes before it. */
function deletionsOf(dialect: Database['dialect'], users: string, deliveries: string): readonly Deletion[] {
  const [names, list] = [namesIn(dialect, 1), inList(dialect, 1)];
  const jobsOf = (condition: string): string =>
    `job_id IN (SELECT id FROM job WHERE ${condition} UNION SELECT job_id FROM answer WHERE ${condition})`;
  return [
    ['revisions', 'revision', `ref IN (SELECT ref FROM record WHERE user_id IN ${names})`, users],
    ['records', 'record', `user_id IN ${names}`, users],
    ['people', 'person', `user_id IN ${names} OR replaced_by IN ${names}`, users],
    ['parts', 'part', `owner IN (SELECT parts FROM delivery WHERE id IN ${list})`, deliveries],
    ['deliveries', 'delivery', `id IN ${list}`, deliveries],
    ['answer_page', 'answer_page', jobsOf(`delivery_id IN ${list}`), deliveries],
    ['answer_page', 'answer_page', jobsOf(`user_id IN ${names}`), users],
    ['job', 'job', `delivery_id IN ${list}`, deliveries],
    ['job', 'job', `user_id IN ${names}`, users],
    ['answer', 'answer', `delivery_id IN ${list}`, deliveries],
    ['answer', 'answer', `user_id IN ${names}`, users],
    ['outcome', 'outcome', `delivery_id IN ${list}`, deliveries],
    ['delivery_user', 'delivery_user', `delivery_id IN ${list}`, deliveries],
  ];
}

/** Looks again, in tables and in bodies: the proof must not rest on the list of what was deleted. */
async function countRest(context: ProcessingContext, users: readonly string[]): Promise<number> {
  const { database } = context;
  const names = namesIn(database.dialect, 1);
  const tables = ['record', 'delivery_user', 'person', 'answer', 'job'];
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table} WHERE user_id IN ${names})`);
  const [row] = await database.read(`SELECT ${counts.join(' + ')} AS rest`, [JSON.stringify(users)]);
  const unread = await mentions(context, users, "(o.delivery_id IS NULL OR o.state <> 'processed')");
  return Number(row?.['rest']) + unread.length;
}

/** SQLite keeps deleted bytes in free pages and in its log: here they are overwritten. */
async function withoutTraces<T>(database: Database, work: () => Promise<T>): Promise<T> {
  if (database.dialect !== 'sqlite') return work();
  await database.read('PRAGMA secure_delete=ON');
  try {
    return await work();
  } finally {
    await database.read('PRAGMA secure_delete=OFF');
    await database.read('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined);
  }
}

/** Deliveries whose bytes hold one of the ids. The database looks for candidates; what is sealed or in parts is looked into here. */
async function mentions(
  context: ProcessingContext,
  users: readonly string[],
  condition: string,
): Promise<readonly number[]> {
  const { database, vault } = context;
  const search = database.dialect === 'sqlite' ? 'instr(body, $1) > 0' : 'position($1::bytea in body) > 0';
  const all = `SELECT d.id FROM delivery d LEFT JOIN outcome o ON o.delivery_id = d.id WHERE (${condition})`;
  const found = new Set<number>();
  for (const user of users) {
    const rows = vault.isOn
      ? await database.read(all)
      : await database.read(`${all} AND (body IS NULL OR ${search})`, [Buffer.from(user)]);
    for (const { id } of rows) {
      const [delivery] = found.has(Number(id)) ? [] : await loadDeliveries(context, [Number(id)]);
      if (delivery !== undefined && isMentioned(delivery.body, user)) found.add(delivery.id);
    }
  }
  return [...found];
}

/** True where a body holds the id as a whole: what holds it within a longer one is somebody else's. */
export function isMentioned(body: Uint8Array, user: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(user)) return false;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  const id = Buffer.from(user);
  for (let at = bytes.indexOf(id); at >= 0; at = bytes.indexOf(id, at + 1))
    if (!isPartOfWord(bytes[at - 1]) && !isPartOfWord(bytes[at + id.length])) return true;
  return false;
}

/** Letters, digits, hyphens and underscores, and all that is not ASCII. */
function isPartOfWord(byte: number | undefined): boolean {
  return byte !== undefined && (byte >= 0x80 || /[\w-]/.test(String.fromCharCode(byte)));
}
