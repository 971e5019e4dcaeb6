/** Takes the body of a delivery as it comes, and answers when the store has it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { decide, type Decision, type IncomingHeaders } from './admission.js';
import { appendChunk } from './chunks.js';
import { patienceMs } from './groups.js';
import type { Intake } from './intake.js';
import { nameOf } from './names.js';
import type { Source } from './providers.js';
import { labelsOf, type Logger, type Metrics } from './telemetry.js';

/** Verifies bodies that are too large for the thread that answers. */
export type DecideElsewhere = (
  source: Source,
  headers: IncomingHeaders,
  body: Uint8Array,
  now: number,
) => Promise<{ readonly decision: Decision; readonly body: Uint8Array }>;

/** What receiving needs. */
export interface ReceptionContext {
  readonly intake: Intake;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly clock: () => number;
  readonly decideElsewhere: DecideElsewhere | undefined;
  /** Bytes of bodies that may be in memory at once. */
  readonly memoryBytes: number;
}

type Headers = Readonly<Record<string, string>>;

interface Desk extends ReceptionContext {
  /** Bytes of bodies that are in memory. */
  held: number;
  readonly mayLog: () => boolean;
}

interface Reception {
  readonly source: Source;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly announced: number;
  body: Uint8Array;
  size: number;
  /** What of it counts as held. */
  held: number;
  isOver: boolean;
}

// What is larger would hold up others while it is hashed.
const largeBody = 256 * 1024;

/** With a 503: the provider comes again. */
export const comeAgain: Headers = { 'retry-after': '5' };

const empty: Headers = { 'content-length': '0' };

/** Answers with a status and no body. */
export function answer(response: ServerResponse, status: number, headers?: Headers): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, headers === undefined ? empty : { ...empty, ...headers }).end();
}

/** What takes requests for a source. */
export function createReceive(
  context: ReceptionContext,
): (source: Source, request: IncomingMessage, response: ServerResponse) => void {
  const desk: Desk = { ...context, held: 0, mayLog: createThrottle(context.clock, 10) };
  return (source, request, response) => {
    const { headers, method } = request;
    const announced = Number(headers['content-length'] ?? 0);
    const reception: Reception = {
      source,
      request,
      response,
      announced,
      body: noBytes,
      size: 0,
      held: 0,
      isOver: false,
    };
    if (method !== 'POST') return refuse(desk, reception, 405, 'method', { allow: 'POST' });
    if ((headers['content-encoding'] ?? 'identity') !== 'identity') return refuse(desk, reception, 415, 'encoding');
    if (announced > source.limitBytes) return tooLarge(desk, reception, announced);
    if (desk.held + announced > desk.memoryBytes) return refuse(desk, reception, 503, 'full', comeAgain);
    request.on('data', (chunk: Buffer) => take(desk, reception, chunk));
    request.on('end', () => {
      if (!reception.isOver) finish(desk, reception);
    });
    request.on('close', () => {
      if (!request.complete) release(desk, reception);
    });
  };
}

const noBytes = new Uint8Array(0);

function take(desk: Desk, reception: Reception, chunk: Buffer): void {
  if (reception.isOver) return;
  desk.held += chunk.length;
  reception.held += chunk.length;
  reception.size += chunk.length;
  const { size, announced, source } = reception;
  if (size <= source.limitBytes && desk.held <= desk.memoryBytes) {
    reception.body = appendChunk(reception.body, size - chunk.length, chunk, announced);
    return;
  }
  reception.isOver = true;
  reception.body = noBytes;
  release(desk, reception);
  if (size > source.limitBytes) return tooLarge(desk, reception, size);
  refuse(desk, reception, 503, 'full', comeAgain);
}

/** Gives back what this request held, once. */
function release(desk: Desk, reception: Reception): void {
  desk.held -= reception.held;
  reception.held = 0;
}

function finish(desk: Desk, reception: Reception): void {
  const { source, request, size } = reception;
  const body = reception.body.length === size ? reception.body : reception.body.subarray(0, size);
  reception.body = noBytes;
  const now = desk.clock();
  if (size > largeBody) setPatience(reception);
  if (size <= largeBody || desk.decideElsewhere === undefined)
    return settle(desk, reception, decide(source, request.headers, body, now), body);
  desk.decideElsewhere(source, request.headers, body, now).then(
    (result) => settle(desk, reception, result.decision, result.body),
    (error: unknown) => {
      desk.log.error({ error: nameOf(error) }, 'A large delivery was not verified.');
      release(desk, reception);
      answer(reception.response, 503, comeAgain);
    },
  );
}

/** Its thread may be busy and its parts take their time: who was told to come again is not answered a second time. */
function setPatience({ response }: Reception): void {
  const late = setTimeout(() => answer(response, 503, comeAgain), patienceMs);
  response.once('close', () => clearTimeout(late));
}

function settle(desk: Desk, reception: Reception, decision: Decision, body: Uint8Array): void {
  const { source, request, response } = reception;
  if (decision.kind === 'refused') {
    release(desk, reception);
    return refuse(desk, reception, 401, decision.reason);
  }
  // A closed connection does not matter any more: what is genuine is stored.
  desk.intake.accept(source, decision, body, request.socket.remoteAddress ?? '', (admission) => {
    release(desk, reception);
    if (admission === undefined) answer(response, 503, comeAgain);
    else answer(response, source.webhook.definition.accepted[0] ?? 200);
  });
}

function tooLarge(desk: Desk, reception: Reception, size: number): void {
  const { source, request } = reception;
  desk.intake.leaveStub(source, size, request.socket.remoteAddress ?? '').catch(() => undefined);
  refuse(desk, { ...reception, size }, 413, 'too_large');
}

function refuse(
  { metrics, log, mayLog }: Desk,
  { source, request, response, size, announced }: Reception,
  status: number,
  reason: string,
  headers: Headers = {},
): void {
  metrics.received.labels(...labelsOf(source.name), reason).inc();
  const address = request.socket.remoteAddress;
  if (mayLog())
    log.warn({ source: source.name, reason, size: size === 0 ? announced : size, address }, 'A delivery was refused.');
  if (request.complete) answer(response, status, headers);
  else answerEarly(response, status, headers);
}

/** Answers before all has come, and reads on for a moment: else the sender sees a broken connection instead. */
function answerEarly(response: ServerResponse, status: number, headers: Headers): void {
  if (response.headersSent || response.destroyed) return;
  const { req: request } = response;
  response.writeHead(status, { ...empty, ...headers, connection: 'close' }).flushHeaders();
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
