/** What providers answer to follow-up calls: kept as it came, page by page. What has come is not asked for again. */
import { createHash } from 'node:crypto';
import { type AnsweredCall, answerHeaders } from './answer-events.js';
import { type CallContext, waitForCall } from './budget.js';
import { insertUser, lanes } from './effects.js';
import { holdJob, type Job } from './jobs.js';
import { type Database, nextDeliveryId, type Row, type Statement } from './store/database.js';
import type { Vault } from './vault.js';

/** Where answers go. */
export interface RecordingContext extends CallContext {
  readonly vault: Vault;
  readonly job: Job;
  /** Answers to other operations, such as those that hold tokens, are not kept. */
  readonly call: AnsweredCall;
  /** Whose records come of the answers; undefined: nobody's. */
  readonly source: string | undefined;
  readonly fetch: typeof globalThis.fetch;
}

/** Settings for a client whose answers are kept. */
export interface Recorder {
  readonly fetch: typeof globalThis.fetch;
  readonly onRequest: <Request>(request: Request, context: { readonly operation: string }) => Request;
  /** How many answers there are. */
  readonly count: () => number;
}

// Enough for paging; other headers are nobody's business.
const keptHeaders = ['content-type', 'link'];
const mostBytes = 64 * 1024 * 1024;

/** Keeps the answers of one job, in the order of their requests; those of an earlier try stand in for calls. */
export function recordAnswers(context: RecordingContext): Recorder {
  const { database, vault, job, call, clock } = context;
  const jobId = job.id;
  let operation = '';
  let n = 0;

  async function keep(request: Uint8Array, response: Response, asked: Asked | undefined): Promise<Response> {
    const body = await readAll(response);
    const headers = Object.fromEntries(
      keptHeaders.flatMap((name) => {
        const value = response.headers.get(name);
        return value === null ? [] : [[name, value] as const];
      }),
    );
    const sql = `INSERT INTO answer_page (job_id, n, request, status, headers, hash, size, received_at, body)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (job_id, n) DO UPDATE SET request = excluded.request, status = excluded.status, headers = excluded.headers,
        hash = excluded.hash, size = excluded.size, received_at = excluded.received_at, body = excluded.body`;
    const values = [jobId, n, request, response.status, JSON.stringify(headers), sha256(body), body.length, clock()];
    await database.write([
      // Nothing is kept for a job that went with its user meanwhile, or is somebody else's by now.
      holdJob(job),
      { sql, values: [...values, vault.seal(body)] },
      ...(asked === undefined || body.length === 0 ? [] : deliver(context, asked, body, `${jobId}:${n}`)),
    ]);
    n += 1;
    return respond(body, response);
  }

  return {
    async fetch(input, init) {
      const isOwn = operation === call.operation;
      const request = sha256(
        Buffer.from(`${init?.method ?? 'GET'} ${input instanceof Request ? input.url : String(input)}`),
      );
      const known = isOwn ? await findAnswer(database, vault, jobId, n, request) : undefined;
      if (known !== undefined) {
        n += 1;
        return known;
      }
      await waitForCall(context, init?.signal ?? undefined);
      const { source } = context;
      const asked = isOwn && source !== undefined ? await ask(context, source) : undefined;
      const response = await context.fetch(input, init);
      return isOwn && response.ok ? keep(request, response, asked) : response;
    },
    onRequest(request, { operation: id }) {
      operation = id;
      return request;
    },
    count: () => n,
  };
}

interface Asked {
  readonly source: string;
  readonly id: number;
  readonly at: number;
}

/** Takes the id of a delivery before the call is made: whatever comes by itself from then on is newer, and has a later one. */
async function ask({ database, clock }: RecordingContext, source: string): Promise<Asked> {
  return { source, id: await nextDeliveryId(database), at: clock() };
}

/** Stores an answer among the deliveries, to be processed after those that came by themselves. */
function deliver(
  { vault, call }: RecordingContext,
  { source, id, at }: Asked,
  body: Uint8Array,
  page: string,
): readonly Statement[] {
  const headers = JSON.stringify(answerHeaders(call));
  return [
    {
      sql: `INSERT INTO delivery (id, source, identity, hash, received_at, headers, coverage, address, size, conflict, body)
        VALUES ($1, $2, $3, $4, $5, $6, 'answer', '', $7, 0, $8)`,
      values: [id, source, `answer:${page}:${id}`, sha256(body), at, headers, body.length, vault.seal(body)],
    },
    { sql: insertUser, values: [call.user, id] },
    {
      sql: `INSERT INTO job (delivery_id, kind, lane, rank, dead, attempts, run_at) VALUES ($1, 'process', $2, 1, 0, 0, 0)`,
      values: [id, lanes.process],
    },
  ];
}

/** The pages of an answer as they are shown. */
export async function listPages(
  { database, vault }: { readonly database: Database; readonly vault: Vault },
  jobId: number,
): Promise<{ readonly bodies: readonly unknown[]; readonly pages: readonly unknown[] }> {
  const sql = 'SELECT hash, size, received_at, body FROM answer_page WHERE job_id = $1 ORDER BY n';
  const rows = await database.read(sql, [jobId]);
  return {
    bodies: rows.map((row) => parseIfJson(Buffer.from(vault.open(row['body'] as Uint8Array)).toString('utf8'))),
    pages: rows.map(({ hash, size, received_at }) => ({
      sha256: Buffer.from(hash as Uint8Array).toString('hex'),
      size,
      received_at,
    })),
  };
}

async function findAnswer(
  database: Database,
  vault: Vault,
  jobId: number,
  n: number,
  request: Uint8Array,
): Promise<Response | undefined> {
  const sql = 'SELECT status, headers, body FROM answer_page WHERE job_id = $1 AND n = $2 AND request = $3';
  const [row] = await database.read(sql, [jobId, n, request]);
  return row === undefined ? undefined : toResponse(row, vault);
}

function toResponse(row: Row, vault: Vault): Response {
  const body = new Uint8Array(vault.open(row['body'] as Uint8Array));
  const headers = JSON.parse(String(row['headers'])) as Record<string, string>;
  return respond(body, { status: Number(row['status']), headers });
}

/** There is no body at all where it is empty: with some statuses there must not be. */
function respond(
  body: Uint8Array<ArrayBuffer>,
  { status, headers }: { readonly status: number; readonly headers: HeadersInit },
): Response {
  return new Response(body.length === 0 ? null : body, { status, headers });
}

/** In memory, within bounds. */
async function readAll(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
    size += next.value.length;
    if (size > mostBytes) throw new Error('The answer is larger than is allowed.');
    chunks.push(next.value);
  }
  return new Uint8Array(Buffer.concat(chunks, size));
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

function parseIfJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
