/** What applications and operators ask for: own data, never the provider's API. `openapi.yaml` describes it. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { insertJob, lanes } from './effects.js';
import { eraseUser, sameUser } from './erasure.js';
import type { ProcessingContext } from './processing.js';
import { answer } from './server.js';
import { type Database, type Row, type Value } from './store/database.js';

/** What the API needs. */
export interface ApiContext extends ProcessingContext {
  readonly token: string | undefined;
  readonly wake: () => void;
  readonly isReady: () => boolean;
  readonly refreshMetrics: () => Promise<void>;
}

type Handler = (context: ApiContext, ids: readonly string[], query: URLSearchParams) => Promise<unknown>;

// Decides what exists; more specific paths first.
const routes: readonly (readonly [method: string, path: RegExp, handler: Handler])[] = [
  ['GET', /^\/v1\/users\/([^/]+)\/records$/, (context, [user = ''], query) => listRecords(context, user, query)],
  ['DELETE', /^\/v1\/users\/([^/]+)$/, (context, [user = '']) => eraseUser(context, user)],
  ['GET', /^\/v1\/deliveries$/, (context, _, query) => listDeliveries(context, query)],
  [
    'GET',
    /^\/v1\/deliveries\/(\d+)$/,
    async (context, [id = '']) => (await findDeliveries(context, 'd.id = $1', [Number(id)], 1))[0],
  ],
  [
    'GET',
    /^\/v1\/deliveries\/(\d+)\/answers$/,
    async (context, [id = '']) => ({
      items: (
        await listRows(
          context,
          'SELECT id, operation, parameters, received_at, body FROM answer WHERE delivery_id = $1 ORDER BY id',
          [Number(id)],
        )
      ).map((row) => ({ ...row, parameters: parse(row['parameters']), body: parse(row['body']) })),
    }),
  ],
  ['POST', /^\/v1\/deliveries\/(\d+)\/replay$/, (context, [id = '']) => replay(context, Number(id))],
  [
    'GET',
    /^\/v1\/jobs$/,
    async (context) => ({
      items: await listRows(
        context,
        'SELECT id, delivery_id, kind, attempts, dead, run_at, error FROM job WHERE dead = 1 OR attempts > 0 ORDER BY id LIMIT 500',
        [],
      ),
    }),
  ],
  ['POST', /^\/v1\/jobs\/(\d+)\/retry$/, (context, [id = '']) => retryJob(context, Number(id))],
  [
    'GET',
    /^\/v1\/expectations$/,
    async (context) => ({
      items: await listRows(
        context,
        'SELECT source, reference, expected, arrived FROM expectation ORDER BY source, reference LIMIT 500',
        [],
      ),
    }),
  ],
  [
    'GET',
    /^\/v1\/drift$/,
    async (context) => ({
      items: await listRows(
        context,
        'SELECT source, type, kind, pointer, seen, last_delivery FROM drift ORDER BY source, type, pointer LIMIT 1000',
        [],
      ),
    }),
  ],
];

/** Answers everything that is not a webhook. */
export async function serveApi(context: ApiContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://receiver');
  const { pathname } = url;
  if (pathname === '/healthz') {
    answer(response, 200);
    return;
  }
  if (pathname === '/readyz') {
    answer(response, context.isReady() && (await isWritable(context.database)) ? 200 : 503);
    return;
  }
  if (pathname === '/metrics') {
    await context.refreshMetrics();
    send(response, 200, await context.metrics.registry.metrics(), context.metrics.registry.contentType);
    return;
  }
  if (!pathname.startsWith('/v1/')) {
    answer(response, 404);
    return;
  }
  if (!isAllowed(context.token, request.headers.authorization)) {
    answer(response, 401, { 'www-authenticate': 'Bearer' });
    return;
  }
  const matching = routes.filter(([, path]) => path.test(pathname));
  const route = matching.find(([method]) => method === request.method);
  if (route === undefined) {
    if (matching.length === 0) answer(response, 404);
    else answer(response, 405, { allow: matching.map(([method]) => method).join(', ') });
    return;
  }
  const ids = (route[1].exec(pathname) ?? []).slice(1).map((text) => decode(text));
  const result = await route[2](context, ids, url.searchParams);
  if (result === undefined) answer(response, 404);
  else send(response, 200, JSON.stringify(result), 'application/json');
}

/** In constant time, whatever was sent. */
function isAllowed(token: string | undefined, authorization: string | undefined): boolean {
  if (token === undefined) return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(`Bearer ${token}`), digest(authorization ?? ''));
}

async function isWritable(database: Database): Promise<boolean> {
  try {
    await database.write([{ sql: 'UPDATE schema_version SET version = version', values: [] }]);
    return true;
  } catch {
    return false;
  }
}

async function listRecords(context: ApiContext, user: string, query: URLSearchParams): Promise<unknown> {
  const limit = limitOf(query);
  const users = await sameUser(context.database, user);
  const conditions = ['r.user_id IN (SELECT value FROM json_each($1))', 'r.ref > $2'];
  const values: Value[] = [JSON.stringify(users), query.get('cursor') ?? ''];
  const filters = {
    provider: "r.source LIKE $n || '/%'",
    type: '(r.type = $n OR r.family = $n)',
    from: 'r.day >= $n',
    to: 'r.day <= $n',
  } as const;
  for (const [name, condition] of Object.entries(filters)) {
    const value = query.get(name);
    if (value === null) continue;
    values.push(value);
    conditions.push(condition.replaceAll('$n', `$${values.length}`));
  }
  const isSqlite = context.database.dialect === 'sqlite';
  const where = conditions
    .join(' AND ')
    .replace(
      'SELECT value FROM json_each($1)',
      isSqlite ? 'SELECT value FROM json_each($1)' : 'SELECT json_array_elements_text($1::json)',
    );
  const sql = `SELECT r.ref, r.source, r.family, r.type, r.user_id, r.day, r.version, r.sequence, v.data FROM record r
    JOIN revision v ON v.ref = r.ref AND v.sequence = r.sequence WHERE ${where} ORDER BY r.ref LIMIT ${limit + 1}`;
  const rows = await context.database.read(sql, values);
  const items = rows.slice(0, limit).map(({ ref, source, family, type, user_id, day, version, sequence, data }) => ({
    id: ref,
    source,
    family,
    type,
    user_id,
    day: day === '' ? null : day,
    version,
    delivery_id: sequence,
    data: parse(data),
  }));
  return { items, next_cursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

async function listDeliveries(context: ApiContext, query: URLSearchParams): Promise<unknown> {
  const limit = limitOf(query);
  const conditions = ['d.id > $1'];
  const values: Value[] = [Number(query.get('cursor') ?? 0) || 0];
  for (const [name, column] of [
    ['source', 'd.source'],
    ['state', "coalesce(o.state, 'stored')"],
  ] as const) {
    const value = query.get(name);
    if (value === null) continue;
    values.push(value);
    conditions.push(`${column} = $${values.length}`);
  }
  const rows = await findDeliveries(context, conditions.join(' AND '), values, limit + 1);
  return { items: rows.slice(0, limit), next_cursor: rows.length > limit ? String(rows[limit - 1]?.['id']) : null };
}

async function findDeliveries(
  { database }: ApiContext,
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

/** Processing again is harmless; handlers get the same idempotency key. */
async function replay({ database, wake }: ApiContext, id: number): Promise<unknown> {
  const [row] = await database.read(
    'SELECT o.state FROM delivery d LEFT JOIN outcome o ON o.delivery_id = d.id WHERE d.id = $1',
    [id],
  );
  if (row === undefined || row['state'] === 'refused') return undefined;
  await database.write([{ sql: insertJob, values: [id, 'process', null, lanes.process, null] }]);
  wake();
  return { id, state: 'queued' };
}

async function retryJob({ database, wake }: ApiContext, id: number): Promise<unknown> {
  const [rows = []] = await database.write([
    {
      sql: 'UPDATE job SET dead = 0, attempts = 0, run_at = 0, lease = NULL WHERE id = $1 AND dead = 1 RETURNING id',
      values: [id],
    },
  ]);
  wake();
  return rows.length === 0 ? undefined : { id, state: 'queued' };
}

async function listRows({ database }: ApiContext, sql: string, values: readonly Value[]): Promise<readonly Row[]> {
  return database.read(sql, values);
}

function limitOf(query: URLSearchParams): number {
  return Math.min(500, Math.max(1, Number(query.get('limit') ?? 100) || 100));
}

function parse(value: Value | undefined): unknown {
  return JSON.parse(String(value)) as unknown;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function send(response: ServerResponse, status: number, body: string, type: string): void {
  response
    .writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'content-length': Buffer.byteLength(body) })
    .end(body);
}
