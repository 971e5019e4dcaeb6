/** One call: tries, pauses, credentials, reading. */
import { readNothing, readUnknown } from './answers.js';
import type { Values } from './build-request.js';
import type { Authentication, RawAnswer } from './connection.js';
import { RequestError } from './errors.js';
import { setHeader } from './headers.js';
import type { AnswerReader, AnyOperation } from './operation.js';
import { forStatus, own } from './own.js';
import type { RateLimiter } from './rate-limiter.js';
import { isRetryable, pauseSeconds, retryAfterSeconds } from './retry.js';
import type { RetryBudget, RetryPolicy } from './retry.js';
import type { CallOptions, ConnectionSettings, OutgoingRequest } from './settings.js';
import { withTimeLimit } from './time.js';
import type { Clock } from './time.js';

/** One call with what any request needs of its client. A tuple, as bundlers shorten no names of members. */
export type Exchange = readonly [
  operation: AnyOperation,
  settings: ConnectionSettings,
  options: CallOptions,
  request: OutgoingRequest,
  authentication: Authentication | undefined,
];

/** What tries and pauses need, too. */
export type Retrying = readonly [
  policy: RetryPolicy,
  budget: RetryBudget,
  clock: Clock,
  limiter: RateLimiter | undefined,
  repeatable: boolean,
];

/** Tries until there is an answer that stands, or no further try is allowed. */
export async function sendWithRetries(
  exchange: Exchange,
  [policy, budget, clock, limiter, repeatable]: Retrying,
  signal: AbortSignal,
): Promise<RawAnswer> {
  let renewed = false;
  for (let tries = 1; ; tries++) {
    const headers = await headersOf(exchange);
    await limiter?.acquire(signal);
    const outcome = await tryOnce(exchange, clock, headers, tries, signal);
    const isAnswer = 'status' in outcome;
    let after: number | undefined;
    if (isAnswer) {
      if (outcome.status === 401 && !renewed && exchange[4]?.renew(headers) === true) {
        renewed = true;
        continue;
      }
      after = retryAfterSeconds(outcome.headers, clock.now());
      if (outcome.status === 429 && after !== undefined) limiter?.pause?.(after);
      if (!isRetryable(outcome.status)) {
        budget.refund();
        return outcome;
      }
    } else if (outcome.reason !== 'connection' && outcome.reason !== 'timeout') throw outcome;
    const pause = repeatable ? pauseSeconds(policy, tries, after, clock) : undefined;
    if (pause === undefined || !budget.take()) {
      if (isAnswer) return outcome;
      throw outcome;
    }
    await clock.sleep(pause * 1000, signal);
  }
}

/** True where the call may be sent twice. */
export function isRepeatable(
  { method, idempotencyHeader }: AnyOperation,
  values: Values,
  options: CallOptions,
): boolean {
  return (
    !/^(POST|PATCH)$/.test(method) || (options.idempotencyKey ?? own(values, idempotencyHeader ?? '')) !== undefined
  );
}

/** The headers of one try: credentials first, so that what the user sets stands. */
export async function headersOf([operation, settings, options, request, authentication]: Exchange): Promise<Headers> {
  const headers = new Headers();
  await authentication?.apply(headers);
  request.headers.forEach((value, name) => headers.set(name, value));
  for (const [name, value] of Object.entries({ ...settings.headers, ...options.headers }))
    setHeader(headers, name, value);
  if (options.idempotencyKey !== undefined)
    setHeader(headers, operation.idempotencyHeader ?? 'idempotency-key', options.idempotencyKey);
  return headers;
}

async function tryOnce(
  call: Exchange,
  clock: Clock,
  headers: Headers,
  attempt: number,
  outer: AbortSignal,
): Promise<RawAnswer | RequestError> {
  const [operation, settings, options] = call;
  const seconds = options.tryTimeoutSeconds ?? settings.tryTimeoutSeconds ?? 30;
  try {
    return await withTimeLimit(clock, seconds, operation.id, outer, (signal) =>
      exchange(call, headers, attempt, signal),
    );
  } catch (failure) {
    // The caller's abort, or the end of the call's own time: the signal knows which.
    outer.throwIfAborted();
    if (failure instanceof RequestError) return failure;
    throw failure;
  }
}

/** One request and its answer, with what the user's functions make of them. */
export async function exchange(
  call: Exchange,
  headers: Headers,
  attempt: number,
  signal: AbortSignal,
): Promise<RawAnswer> {
  const [operation, settings, , request] = call;
  const context = { operation: operation.id, attempt, signal };
  const prepared = { ...request, headers };
  const { url, method, headers: sent, body } = (await settings.onRequest?.(prepared, context)) ?? prepared;
  const init = { method, headers: sent, redirect: 'manual' as const, signal, ...(body === undefined ? {} : { body }) };
  const response = await (settings.fetch ?? globalThis.fetch)(url.href, init).catch((cause: unknown) => {
    throw cause instanceof RequestError ? cause : new RequestError('connection', operation.id, { cause });
  });
  return readAnswer(call, (await settings.onResponse?.(response, context)) ?? response);
}

const REQUEST_ID = ['x-request-id', 'request-id', 'x-correlation-id', 'x-amzn-requestid', 'cf-ray'];

async function readAnswer(call: Exchange, response: Response): Promise<RawAnswer> {
  const [operation] = call;
  const { status, headers } = response;
  const read =
    operation.method === 'HEAD' || [204, 205, 304].includes(status)
      ? readNothing
      : readerOf(operation, status, headers.get('content-type') ?? '');
  const body = await read(response, call).catch((cause: unknown) => {
    // Without the cause: a SyntaxError quotes the body.
    throw cause instanceof SyntaxError
      ? new RequestError('malformed_answer', operation.id)
      : new RequestError('connection', operation.id, { cause });
  });
  // What is found is there.
  return {
    status,
    body,
    headers,
    requestId: REQUEST_ID.map((name) => headers.get(name)).find(Boolean) as RawAnswer['requestId'],
  };
}

function readerOf({ responses }: AnyOperation, status: number, contentType: string): AnswerReader {
  const formats = forStatus(responses, status);
  // An error is read as what it is: the page of a proxy must not hide the status.
  if (formats === undefined || status >= 400) return readUnknown;
  return own(formats, contentType.replace(/[\s;].*/, '').toLowerCase()) ?? Object.values(formats)[0] ?? readNothing;
}
