/** What applications and operators ask for. `openapi.yaml` describes it. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { insertJob, lanes } from './effects.js';
import { eraseUser } from './erasure.js';
import type { ClientSettings } from './follow-ups.js';
import type { ProcessingContext } from './processing.js';
import * as queries from './queries.js';
import { reconcile } from './reconcile.js';
import { answer } from './server.js';
import { findSilence } from './silence.js';
import { type Database } from './store/database.js';

/** What the API needs. */
export interface ApiContext extends ProcessingContext {
  readonly token: string | undefined;
  readonly clients: readonly ClientSettings[];
  readonly silenceHours: number;
  readonly wake: () => void;
  readonly isReady: () => boolean;
  readonly refreshMetrics: () => Promise<void>;
}

type Handler = (context: ApiContext, ids: readonly string[], query: URLSearchParams) => Promise<unknown>;

// Decides what exists; more specific paths first.
const routes: readonly (readonly [method: string, path: RegExp, handler: Handler])[] = [
  ['GET', /^\/v1\/users\/([^/]+)$/, (context, [user = '']) => queries.findUserStates(context, user)],
  ['DELETE', /^\/v1\/users\/([^/]+)$/, (context, [user = '']) => eraseUser(context, user)],
  [
    'GET',
    /^\/v1\/users\/([^/]+)\/records$/,
    (context, [user = ''], query) => queries.listRecords(context, user, query),
  ],
  [
    'GET',
    /^\/v1\/users\/([^/]+)\/answers$/,
    (context, [user = ''], query) => queries.listAnswers(context, user, query),
  ],
  ['GET', /^\/v1\/records\/([^/]+)\/revisions$/, (context, [id = '']) => queries.listRevisions(context, id)],
  ['GET', /^\/v1\/deliveries$/, (context, _, query) => queries.listDeliveries(context, query)],
  [
    'GET',
    /^\/v1\/deliveries\/(\d+)$/,
    async ({ database }, [id = '']) => (await queries.findDeliveries(database, 'd.id = $1', [queries.toId(id)], 1))[0],
  ],
  ['GET', /^\/v1\/deliveries\/(\d+)\/content$/, (context, [id = '']) => queries.findContent(context, queries.toId(id))],
  ['POST', /^\/v1\/deliveries\/replay$/, (context, _, query) => replayAll(context, query)],
  ['POST', /^\/v1\/deliveries\/(\d+)\/replay$/, (context, [id = '']) => replay(context, queries.toId(id))],
  ['GET', /^\/v1\/jobs$/, (context, _, query) => queries.listJobs(context, query)],
  ['POST', /^\/v1\/jobs\/(\d+)\/retry$/, (context, [id = '']) => retryJob(context, queries.toId(id))],
  [
    'GET',
    /^\/v1\/expectations$/,
    list('SELECT source, reference, expected, arrived FROM expectation ORDER BY source, reference LIMIT 500'),
  ],
  [
    'GET',
    /^\/v1\/drift$/,
    list(
      'SELECT source, type, kind, pointer, seen, last_delivery FROM drift ORDER BY source, type, pointer LIMIT 1000',
    ),
  ],
  [
    'GET',
    /^\/v1\/sources$/,
    async ({ database, clock, silenceHours }) => ({ items: await findSilence(database, clock(), silenceHours) }),
  ],
  ['POST', /^\/v1\/reconcile$/, (context, _, query) => fillGap(context, query)],
];

/** Answers everything that is not a webhook. */
export async function serveApi(context: ApiContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = request.url ?? '/';
  if (!target.startsWith('/') || !URL.canParse(target, 'http://receiver')) {
    answer(response, 404);
    return;
  }
  const url = new URL(target, 'http://receiver');
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
  try {
    const result = await route[2](context, ids, url.searchParams);
    if (result === undefined) answer(response, 404);
    else send(response, 200, JSON.stringify(result), 'application/json');
  } catch (error) {
    if (!(error instanceof queries.BadRequest)) throw error;
    send(response, 400, JSON.stringify({ error: error.message }), 'application/json');
  }
}

/** In constant time, whatever was sent. */
function isAllowed(token: string | undefined, authorization: string | undefined): boolean {
  if (token === undefined) return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(`Bearer ${token}`), digest(authorization ?? ''));
}

async function isWritable(database: Database): Promise<boolean> {
  // Bytes that differ: writing what is there already needs no space.
  const sql =
    "INSERT INTO part (owner, n, bytes) VALUES ('probe', 0, $1) ON CONFLICT (owner, n) DO UPDATE SET bytes = excluded.bytes";
  try {
    await database.write([{ sql, values: [randomBytes(4096)] }]);
    return true;
  } catch {
    return false;
  }
}

/** Processing again is harmless; handlers get the same idempotency key. */
async function replay({ database, wake }: ApiContext, id: number): Promise<unknown> {
  const [row] = await database.read(
    'SELECT o.state FROM delivery d LEFT JOIN outcome o ON o.delivery_id = d.id WHERE d.id = $1',
    [id],
  );
  if (row === undefined || row['state'] === 'refused') return undefined;
  await database.write([{ sql: insertJob, values: [id, 'process', null, lanes.process, null, null] }]);
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

/** Everything in a state again, after the package has been regenerated; what is flagged waits for a person. */
async function replayAll({ database, wake }: ApiContext, query: URLSearchParams): Promise<unknown> {
  const state = query.get('state') ?? 'quarantined';
  const sql = `INSERT INTO job (delivery_id, kind, lane, rank, dead, attempts, run_at)
    SELECT d.id, 'process', 0, 0, 0, 0, 0 FROM delivery d JOIN outcome o ON o.delivery_id = d.id
    WHERE o.state = $1 AND o.state <> 'refused' AND d.conflict = 0 ORDER BY d.id LIMIT 10000 RETURNING delivery_id`;
  const [rows = []] = await database.write([{ sql, values: [state] }]);
  wake();
  return { state: 'queued', deliveries: rows.length };
}

async function fillGap({ database, clients, wake }: ApiContext, query: URLSearchParams): Promise<unknown> {
  const [from, to] = [new Date(query.get('from') ?? ''), new Date(query.get('to') ?? '')];
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime()))
    throw new queries.BadRequest('from and to have to be date-times.');
  try {
    const jobs = await reconcile(database, clients, query.get('account') ?? '', from, to);
    wake();
    return { state: 'queued', jobs };
  } catch (error) {
    throw error instanceof RangeError
      ? new queries.BadRequest('No reconcile calls are configured for this account.')
      : error;
  }
}

function list(sql: string): Handler {
  return async ({ database }) => ({ items: await database.read(sql) });
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
