/** HTTP on node:http: one URL for each source, and what operators and applications ask for. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { decide, type Decision, type IncomingHeaders } from './admission.js';
import type { Intake } from './intake.js';
import { nameOf } from './intake.js';
import type { Source } from './providers.js';
import type { Logger, Metrics } from './telemetry.js';

/** Verifies bodies that are too large for the thread that answers. */
export type DecideElsewhere = (
  source: Source,
  headers: IncomingHeaders,
  body: Uint8Array,
  now: number,
) => Promise<{ readonly decision: Decision; readonly body: Uint8Array }>;

/** What the server needs. */
export interface ServerContext {
  /** By path, `/webhooks/terra/events/sandbox`. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly intake: Intake;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly clock: () => number;
  readonly decideElsewhere: DecideElsewhere | undefined;
  /** Bytes of bodies that may be in memory at once. */
  readonly memoryBytes: number;
  readonly requestSeconds: number;
  /** Everything that is not a webhook. */
  readonly other: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

const largeBody = 1024 * 1024;
const looseChunks = 512;

/** Creates the server; it does not listen yet. */
export function createReceiverServer(context: ServerContext): Server {
  const receive = createReceive(context);
  const server = createServer(
    {
      requestTimeout: context.requestSeconds * 1000,
      headersTimeout: Math.min(10_000, context.requestSeconds * 1000),
      connectionsCheckingInterval: 1000,
      keepAliveTimeout: 65_000,
    },
    (request, response) => {
      const path = (request.url ?? '').split('?', 1)[0] ?? '';
      const source = context.sources.get(path);
      if (source !== undefined) return receive(source, request, response);
      if (path.startsWith('/webhooks/')) return answer(response, 404);
      context.other(request, response).catch((error: unknown) => {
        context.log.error({ error: nameOf(error) }, 'A request failed.');
        if (response.headersSent) response.destroy();
        else answer(response, 503, { 'retry-after': '5' });
      });
    },
  );
  return server;
}

/** Answers with a status and no body. */
export function answer(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { 'content-length': '0', ...headers }).end();
}

function createReceive(
  context: ServerContext,
): (source: Source, request: IncomingMessage, response: ServerResponse) => void {
  const { intake, metrics, log, memoryBytes } = context;
  let held = 0;
  const refusals = createThrottle(context.clock, 10);

  function refuse(
    source: Source,
    response: ServerResponse,
    status: number,
    reason: string,
    size: number,
    headers?: Readonly<Record<string, string>>,
  ): void {
    metrics.received.labels(source.name, reason).inc();
    const address = response.req.socket.remoteAddress;
    if (refusals()) log.warn({ source: source.name, reason, size, address }, 'A delivery was refused.');
    answer(response, status, headers);
  }

  function tooLarge(source: Source, request: IncomingMessage, response: ServerResponse, size: number): void {
    intake.leaveStub(source, size, request.socket.remoteAddress ?? '').catch(() => undefined);
    refuse(source, response, 413, 'too_large', size, { connection: 'close' });
    endLater(request);
  }

  function finish(
    source: Source,
    request: IncomingMessage,
    response: ServerResponse,
    body: Uint8Array,
  ): void | Promise<void> {
    const now = context.clock();
    if (body.length <= largeBody || context.decideElsewhere === undefined)
      return settle(source, request, response, decide(source, request.headers, body, now), body);
    return context.decideElsewhere(source, request.headers, body, now).then(
      (result) => settle(source, request, response, result.decision, result.body),
      (error: unknown) => {
        log.error({ error: nameOf(error) }, 'A large delivery was not verified.');
        answer(response, 503, { 'retry-after': '5' });
      },
    );
  }

  function settle(
    source: Source,
    request: IncomingMessage,
    response: ServerResponse,
    decision: Decision,
    body: Uint8Array,
  ): void {
    if (decision.kind === 'refused') return refuse(source, response, 401, decision.reason, body.length);
    // A closed connection does not matter any more: what is genuine is stored.
    intake.accept(source, decision, body, request.socket.remoteAddress ?? '', (admission) => {
      if (admission === undefined) answer(response, 503, { 'retry-after': '5' });
      else answer(response, source.webhook.definition.accepted[0] ?? 200);
    });
  }

  return (source, request, response) => {
    if (request.method !== 'POST') return refuse(source, response, 405, 'method', 0, { allow: 'POST' });
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
      return refuse(source, response, 415, 'encoding', 0, { connection: 'close' });
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > source.limitBytes) return tooLarge(source, request, response, announced);
    if (held + announced > memoryBytes)
      return refuse(source, response, 503, 'full', announced, { 'retry-after': '5', connection: 'close' });
    const chunks: Buffer[] = [];
    let size = 0;
    let isOver = false;
    let loose = 0;
    // Returns what this request held, once.
    let release = (): void => {
      held -= size;
      release = () => undefined;
    };
    request.on('data', (chunk: Buffer) => {
      if (isOver) return;
      size += chunk.length;
      held += chunk.length;
      chunks.push(chunk);
      loose += 1;
      // Many small chunks cost far more than their bytes.
      if (loose >= looseChunks) {
        const tail = chunks.splice(-loose);
        const bytes = tail.reduce((sum, each) => sum + each.length, 0);
        if (bytes < loose * 4096) chunks.push(Buffer.concat(tail, bytes));
        else chunks.push(...tail);
        loose = 0;
      }
      if (size <= source.limitBytes && held <= memoryBytes) return;
      isOver = true;
      chunks.length = 0;
      release();
      if (size > source.limitBytes) return tooLarge(source, request, response, size);
      refuse(source, response, 503, 'full', size, { 'retry-after': '5', connection: 'close' });
      endLater(request);
    });
    request.on('end', () => {
      if (isOver) return;
      response.on('close', () => release());
      const body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size);
      void finish(source, request, response, body ?? Buffer.alloc(0));
    });
    request.on('error', () => release());
    request.on('close', () => {
      if (!request.complete) release();
    });
  };
}

/** Reads on for a moment, so that the sender sees the answer before the connection goes. */
function endLater(request: IncomingMessage): void {
  request.resume();
  setTimeout(() => request.destroy(), 1000).unref();
}

/** True at most so many times a second: strangers must not fill the log. */
function createThrottle(clock: () => number, most: number): () => boolean {
  let second = 0;
  let count = 0;
  return () => {
    const now = Math.floor(clock() / 1000);
    count = now === second ? count + 1 : 1;
    second = now;
    return count <= most;
  };
}
