/** One call: tries, pauses, credentials, redirects, reading. */
import { readNothing, readUnknown } from './answers.js';
import { setHeader } from './build-request.js';
import type { Values } from './build-request.js';
import type { Authentication, RawAnswer } from './connection.js';
import { RequestError } from './errors.js';
import type { AnswerReader, AnyOperation } from './operation.js';
import type { RateLimiter } from './rate-limiter.js';
import { isRetryable, pauseSeconds, retryAfterSeconds } from './retry.js';
import type { RetryBudget, RetryPolicy } from './retry.js';
import type { CallOptions, ConnectionSettings, Fetch, OutgoingRequest, RequestContext } from './settings.js';
import { withTimeLimit } from './time.js';
import type { Clock } from './time.js';

/** What the calls of one client share. */
export interface Sender extends Pick<ConnectionSettings, 'onRequest' | 'onResponse'> {
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly limiter: RateLimiter | undefined;
  readonly authentication: Authentication | undefined;
  readonly budget: RetryBudget;
}

/** What belongs to one call. */
export interface Call {
  readonly operation: AnyOperation;
  readonly request: OutgoingRequest;
  readonly values: Values;
  readonly options: CallOptions;
  readonly headers: Readonly<Record<string, string>>;
  readonly policy: RetryPolicy;
  readonly tryTimeoutSeconds: number;
  readonly signal: AbortSignal;
}

/** Tries until there is an answer that stands, or no further try is allowed. */
export async function sendWithRetries(sender: Sender, call: Call): Promise<RawAnswer> {
  const repeatable = isRepeatable(call);
  let renewed = false;
  let tries = 0;
  for (;;) {
    const headers = await headersOf(sender, call);
    await sender.limiter?.acquire(call.signal);
    tries += 1;
    const outcome = await tryOnce(sender, call, headers, tries);
    if (!(outcome instanceof RequestError)) {
      if (outcome.status === 401 && !renewed && sender.authentication?.renew(headers) === true) {
        renewed = true;
        tries -= 1;
        continue;
      }
      const after = retryAfterSeconds(outcome.headers, sender.clock.now());
      if (outcome.status === 429 && after !== undefined) sender.limiter?.pause?.(after);
      if (!isRetryable(outcome.status)) {
        sender.budget.refund();
        return outcome;
      }
      if (!(await mayRetry(sender, call, repeatable, tries, after))) return outcome;
    } else if (!isTransient(outcome) || !(await mayRetry(sender, call, repeatable, tries, undefined))) throw outcome;
  }
}

async function mayRetry(sender: Sender, call: Call, repeatable: boolean, tries: number, after: number | undefined): Promise<boolean> {
  const pause = repeatable ? pauseSeconds(call.policy, tries, after, sender.clock) : undefined;
  if (pause === undefined || !sender.budget.take()) return false;
  await sender.clock.sleep(pause * 1000, call.signal);
  return true;
}

function isTransient(error: RequestError): boolean {
  return error.reason === 'connection' || error.reason === 'timeout';
}

const NOT_IDEMPOTENT = /^(POST|PATCH)$/;
const KEY_HEADER = /idempotency-key$/i;

function isRepeatable(call: Call): boolean {
  if (!NOT_IDEMPOTENT.test(call.operation.method) || call.options.idempotencyKey !== undefined) return true;
  return call.operation.parameters.some(({ in: place, name }) => place === 'header' && KEY_HEADER.test(name) && call.values[name] !== undefined);
}

async function headersOf(sender: Sender, call: Call): Promise<Headers> {
  const headers = new Headers();
  await sender.authentication?.apply(headers);
  for (const [name, value] of call.request.headers) headers.set(name, value);
  for (const [name, value] of Object.entries(call.headers)) setHeader(headers, name, value, name);
  if (call.options.idempotencyKey !== undefined) {
    const declared = call.operation.parameters.find((parameter) => parameter.in === 'header' && KEY_HEADER.test(parameter.name));
    setHeader(headers, declared?.name ?? 'idempotency-key', call.options.idempotencyKey, 'idempotencyKey');
  }
  return headers;
}

async function tryOnce(sender: Sender, call: Call, headers: Headers, attempt: number): Promise<RawAnswer | RequestError> {
  const { operation } = call;
  const limit = { seconds: call.tryTimeoutSeconds, clock: sender.clock, signal: call.signal, error: () => new RequestError('timeout', operation.id) };
  try {
    return await withTimeLimit(limit, async (signal) => {
      const context = { operation: operation.id, attempt, signal };
      const prepared = { ...call.request, headers };
      const request = (await sender.onRequest?.(prepared, context)) ?? prepared;
      const response = await follow(sender.fetch, request, context);
      return readAnswer(call, (await sender.onResponse?.(response, context)) ?? response);
    });
  } catch (error) {
    // The caller's abort, or the end of the call's own time: the signal knows which.
    call.signal.throwIfAborted();
    if (error instanceof RequestError) return error;
    throw error;
  }
}

const MAX_REDIRECTS = 5;

// By hand, because fetch would carry API keys in headers of their own along to any other host.
async function follow(fetch: Fetch, request: OutgoingRequest, context: RequestContext): Promise<Response> {
  let { url, method, headers, body } = request;
  for (let hops = 0; ; hops += 1) {
    const init = { method, headers, redirect: 'manual' as const, signal: context.signal, ...(body === undefined ? {} : { body }) };
    const response = await fetch(url.href, init).catch((cause: unknown) => {
      throw new RequestError('connection', context.operation, { cause });
    });
    const location = response.status >= 301 && response.status <= 308 && response.status !== 304 ? response.headers.get('location') : null;
    if (response.type === 'opaqueredirect') throw new RequestError('redirect', context.operation);
    if (location === null) return response;
    const next = redirectTarget(location, url);
    const safe = /^(GET|HEAD)$/.test(method) || response.status === 303;
    if (next === undefined || hops === MAX_REDIRECTS || (!safe && (response.status < 307 || next.origin !== url.origin))) {
      throw new RequestError('redirect', context.operation);
    }
    response.body?.cancel().catch(() => undefined);
    if (response.status === 303 && method !== 'HEAD') {
      [method, body, headers] = ['GET', undefined, new Headers(headers)];
      headers.delete('content-type');
    }
    if (next.origin !== url.origin) headers = new Headers({ accept: headers.get('accept') ?? '*/*' });
    url = next;
  }
}

function redirectTarget(location: string, from: URL): URL | undefined {
  const next = URL.canParse(location, from) ? new URL(location, from) : undefined;
  return next !== undefined && (next.protocol === 'https:' || next.protocol === from.protocol) && /^https?:$/.test(next.protocol) ? next : undefined;
}

const REQUEST_ID_HEADERS = ['x-request-id', 'request-id', 'x-correlation-id', 'x-amzn-requestid', 'cf-ray'];

async function readAnswer(call: Call, response: Response): Promise<RawAnswer> {
  const { status, headers } = response;
  const requestId = REQUEST_ID_HEADERS.map((name) => headers.get(name)).find((value) => value !== null) ?? undefined;
  if (status === 204 || status === 205 || status === 304 || call.operation.method === 'HEAD') return { status, body: undefined, headers, requestId };
  const read = readerOf(call.operation, status, headers.get('content-type') ?? '');
  try {
    return { status, body: await read(response, call.options.signal), headers, requestId };
  } catch (cause) {
    // Without the cause: a SyntaxError quotes the body.
    if (cause instanceof SyntaxError) throw new RequestError('malformed_answer', call.operation.id);
    throw new RequestError('connection', call.operation.id, { cause });
  }
}

function readerOf(operation: AnyOperation, status: number, contentType: string): AnswerReader {
  const formats = operation.responses[status] ?? operation.responses[`${Math.floor(status / 100)}XX`] ?? operation.responses['default'];
  // An error is read as what it is: the page of a proxy must not hide the status.
  if (formats === undefined || status >= 400) return readUnknown;
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return formats[mediaType] ?? Object.values(formats)[0] ?? readNothing;
}
