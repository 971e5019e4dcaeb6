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
    if (response.req.complete) answer(response, status, headers);
    else answerEarly(response, status, headers);
  }

  function tooLarge(source: Source, request: IncomingMessage, response: ServerResponse, size: number): void {
    intake.leaveStub(source, size, request.socket.remoteAddress ?? '').catch(() => undefined);
    refuse(source, response, 413, 'too_large', size);
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
      return refuse(source, response, 415, 'encoding', 0);
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > source.limitBytes) return tooLarge(source, request, response, announced);
    if (held + announced > memoryBytes) return refuse(source, response, 503, 'full', announced, { 'retry-after': '5' });
    let body = new Uint8Array(0);
    let size = 0;
    let isOver = false;
    // Returns what this request held, once.
    let release = (): void => {
      held -= size;
      release = () => undefined;
    };
    request.on('data', (chunk: Buffer) => {
      if (isOver) return;
      held += chunk.length;
      size += chunk.length;
      if (size <= source.limitBytes && held <= memoryBytes) {
        body = append(body, size - chunk.length, chunk, announced);
        return;
      }
      isOver = true;
      body = new Uint8Array(0);
      release();
      if (size > source.limitBytes) return tooLarge(source, request, response, size);
      refuse(source, response, 503, 'full', size, { 'retry-after': '5' });
    });
    request.on('end', () => {
      if (isOver) return;
      response.on('close', () => release());
      void finish(source, request, response, body.length === size ? body : body.subarray(0, size));
    });
    request.on('error', () => release());
    request.on('close', () => {
      if (!request.complete) release();
    });
  };
}

/** Grows with what has come, not with what is announced, and not by a piece for each chunk: senders may be hostile. */
function append(
  body: Uint8Array<ArrayBuffer>,
  size: number,
  chunk: Buffer,
  announced: number,
): Uint8Array<ArrayBuffer> {
  const needed = size + chunk.length;
  if (size === 0 && needed === announced) return chunk as Uint8Array as Uint8Array<ArrayBuffer>;
  let target = body;
  if (needed > body.length) {
    const doubled = Math.max(needed, 2 * body.length, 16_384);
    target = new Uint8Array(announced >= needed ? Math.min(announced, doubled) : doubled);
    target.set(body.subarray(0, size));
  }
  target.set(chunk, size);
  return target;
}

/** Answers before all has come, and reads on for a moment: else the sender sees a broken connection instead. */
function answerEarly(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  if (response.headersSent || response.destroyed) return;
  const { req: request } = response;
  response.writeHead(status, { 'content-length': '0', connection: 'close', ...headers }).flushHeaders();
  const late = setTimeout(() => response.end(), 1000);
  request.once('end', () => response.end());
  request.once('close', () => clearTimeout(late));
  request.resume();
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
