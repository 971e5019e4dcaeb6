/** What the API reads: own data, never the provider's API. */
import { isUtf8 } from 'node:buffer';
import { listPages } from './answers.js';
import { loadDeliveries } from './deliveries.js';
import { sameUser } from './erasure.js';
import { toKey } from './names.js';
import { type Database, namesIn, type Row, type Value } from './store/database.js';
import type { Vault } from './vault.js';

/** Where to read. */
export interface QueryContext {
  readonly database: Database;
  readonly vault: Vault;
}

const mostShown = 256 * 1024;

interface Page {
  readonly items: readonly unknown[];
  readonly next_cursor: string | null;
}

/** The request is wrong; the message says how. */
export class BadRequest extends Error {
  override readonly name: string = 'BadRequest';
}

/** Records of a user, under all ids that the user has had. */
export async function listRecords(context: QueryContext, user: string, query: URLSearchParams): Promise<Page> {
  const users = await sameUser(context.database, toKey(user));
  const conditions = [`r.user_id IN ${namesIn(context.database.dialect, 1)}`, 'r.ref > $2'];
  const values: Value[] = [JSON.stringify(users), query.get('cursor') ?? ''];
  const filters = {
    provider: "r.source LIKE $n || '/%'",
    type: '(r.type = $n OR r.family = $n)',
    from: 'r.day >= $n',
    // Those without a date are in no range.
    to: "r.day <> '' AND r.day <= $n",
  } as const;
  for (const [name, condition] of Object.entries(filters)) {
    const value = query.get(name);
    if (value === null) continue;
    if ((name === 'from' || name === 'to') && !isDay(value)) throw new BadRequest(`${name} has to be a date.`);
    values.push(value);
    conditions.push(condition.replaceAll('$n', `$${values.length}`));
  }
  const limit = limitOf(query);
  const sql = `SELECT r.ref, r.source, r.family, r.type, r.user_id, r.day, r.version, r.sequence, v.data FROM record r
    JOIN revision v ON v.ref = r.ref AND v.sequence = r.sequence WHERE ${conditions.join(' AND ')} ORDER BY r.ref LIMIT ${limit + 1}`;
  const rows = await context.database.read(sql, values);
  return page(rows, limit, 'ref', ({ ref, source, family, type, user_id, day, version, sequence, data }) => ({
    id: ref,
    source,
    family,
    type,
    user_id,
    day: day === '' ? null : day,
    version,
    delivery_id: sequence,
    data: parse(context.vault.openText(String(data))),
  }));
}

/** All versions of a record, the oldest delivery first. */
export async function listRevisions({ database, vault }: QueryContext, record: string): Promise<unknown> {
  const sql = 'SELECT sequence, type, version, data FROM revision WHERE ref = $1 ORDER BY sequence LIMIT 1000';
  const rows = await database.read(sql, [record]);
  if (rows.length === 0) return undefined;
  return {
    items: rows.map(({ sequence, type, version, data }) => ({
      delivery_id: sequence,
      type,
      version,
      data: parse(vault.openText(String(data))),
    })),
  };
}

/** What is known of a user: ids, and whether accounts are connected. */
export async function findUserStates({ database }: QueryContext, user: string): Promise<unknown> {
  const users = await sameUser(database, toKey(user));
  const sql = `SELECT account, user_id, state, replaced_by FROM person WHERE user_id IN ${namesIn(database.dialect, 1)} ORDER BY account, user_id`;
  const accounts = await database.read(sql, [JSON.stringify(users)]);
  return accounts.length === 0 && users.length < 2 ? undefined : { users, accounts };
}

/** Answers of the provider's API about a user, as they came. */
export async function listAnswers(context: QueryContext, user: string, query: URLSearchParams): Promise<Page> {
  const { database, vault } = context;
  const users = await sameUser(database, toKey(user));
  const limit = limitOf(query);
  const sql = `SELECT id, job_id, delivery_id, user_id, operation, parameters, received_at, body FROM answer
    WHERE user_id IN ${namesIn(database.dialect, 1)} AND id > $2 ORDER BY id LIMIT ${limit + 1}`;
  const rows = await database.read(sql, [JSON.stringify(users), cursorOf(query)]);
  const listed = page(rows, limit, 'id', (row) => row);
  const items: unknown[] = [];
  for (const row of rows.slice(0, limit)) {
    const { id, job_id, delivery_id, user_id, operation, parameters, received_at, body } = row;
    const { bodies, pages } = await listPages(context, Number(job_id));
    items.push({
      id,
      delivery_id: delivery_id === 0 ? null : delivery_id,
      user_id,
      operation,
      parameters: parse(parameters),
      received_at,
      // Those of before pages were kept one by one hold them all.
      body: body === '' ? bodies : parse(vault.openText(String(body))),
      pages,
    });
  }
  return { ...listed, items };
}

/** Deliveries by id; without their bodies. */
export async function listDeliveries({ database }: QueryContext, query: URLSearchParams): Promise<Page> {
  const limit = limitOf(query);
  const conditions = ['d.id > $1'];
  const values: Value[] = [cursorOf(query)];
  for (const [name, column] of [
    ['source', 'd.source'],
    ['state', "coalesce(o.state, 'stored')"],
  ] as const) {
    const value = query.get(name);
    if (value === null) continue;
    values.push(value);
    conditions.push(`${column} = $${values.length}`);
  }
  const rows = await findDeliveries(database, conditions.join(' AND '), values, limit + 1);
  return page(rows, limit, 'id', (row) => row);
}

/** Deliveries that meet a condition. */
export async function findDeliveries(
  database: Database,
  where: string,
  values: readonly Value[],
  limit: number,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const sql = `SELECT d.id, d.source, d.identity, d.received_at, d.coverage, d.address, d.size, d.conflict, coalesce(o.state, 'stored') AS state, o.reason, o.types
    FROM delivery d LEFT JOIN outcome o ON o.delivery_id = d.id WHERE ${where} ORDER BY d.id LIMIT ${limit}`;
  const rows = await database.read(sql, values);
  return rows.map((row) => ({
    ...row,
    conflict: row['conflict'] === 1,
    types: row['types'] === null ? [] : parse(row['types']),
  }));
}

/** What a delivery holds, for whoever has to judge one in quarantine: the first 256 kB, as text where it is one. */
export async function findContent(context: QueryContext, id: number): Promise<unknown> {
  const [delivery] = await loadDeliveries(context, [id]);
  if (delivery === undefined) return undefined;
  const { headers, body } = delivery;
  const shown = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, mostShown));
  const encoding = isUtf8(body) ? 'utf8' : 'base64';
  return { id, headers, encoding, body: shown.toString(encoding), is_whole: shown.length === body.length };
}

/** The jobs that failed at least once, and those that are given up. */
export async function listJobs({ database }: QueryContext, query: URLSearchParams): Promise<Page> {
  const limit = limitOf(query);
  const sql = `SELECT id, delivery_id, kind, attempts, dead, run_at, error FROM job
    WHERE (dead = 1 OR attempts > 0) AND id > $1 ORDER BY id LIMIT ${limit + 1}`;
  const rows = await database.read(sql, [cursorOf(query)]);
  return page(rows, limit, 'id', (row) => ({ ...row, dead: row['dead'] === 1 }));
}

function page<T extends Row | Readonly<Record<string, unknown>>>(
  rows: readonly T[],
  limit: number,
  key: string,
  show: (row: T) => unknown,
): Page {
  const items = rows.slice(0, limit);
  return { items: items.map(show), next_cursor: rows.length > limit ? String(items.at(-1)?.[key]) : null };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

function cursorOf(query: URLSearchParams): number {
  return toId(query.get('cursor') ?? '');
}

/** A number that every store takes; zero, which is nobody's, where it is none. */
export function toId(text: string): number {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : 0;
}

function limitOf(query: URLSearchParams): number {
  return Math.min(500, Math.max(1, Math.floor(Number(query.get('limit') ?? 100)) || 100));
}

function parse(value: Value | undefined): unknown {
  return JSON.parse(String(value)) as unknown;
}
