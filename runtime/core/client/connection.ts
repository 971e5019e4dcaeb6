/** The core of a client: one function that sends an operation, with all that belongs to it in a closure. */
import type { AnyOperation } from './operation.js';
import { buildRequest } from './build-request.js';
import type { Values } from './build-request.js';
import type { RateLimiter } from './rate-limiter.js';
import { createRetryBudget, defaultRetryPolicy } from './retry.js';
import { isRepeatable, sendWithRetries } from './send.js';
import type { CallOptions, ConnectionSettings } from './settings.js';
import { systemClock, withTimeLimit } from './time.js';
import { checkAnswer } from './validation.js';

/** Key of the function that sends. A symbol, because every text may be the name of an operation. */
export const send: unique symbol = /*@__PURE__*/ Symbol('send');

/** What operations are called on. Credentials are out of reach: they live in a closure. */
export interface Connection {
  readonly [send]: (operation: AnyOperation, values: Values, options?: CallOptions) => Promise<RawAnswer>;
}

/** An answer before its types are known. */
export interface RawAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
  readonly requestId: string | undefined;
}

/** How requests prove who they are. */
export interface Authentication {
  apply(headers: Headers): void | Promise<void>;
  /** After a 401: true where another try will carry something else. `headers` are those that were refused. */
  renew(headers: Headers): boolean;
}

/** What generated code knows of a provider. */
export interface ConnectionSetup {
  readonly baseUrl: string;
  readonly authentication?: (connection: Connection) => Authentication;
  readonly rateLimiter?: RateLimiter | false | undefined;
}

/** Opens a connection. Nothing is sent before the first call. */
export function openConnection(
  { baseUrl, authentication: authenticate, rateLimiter }: ConnectionSetup,
  settings: ConnectionSettings,
): Connection {
  checkAddress(baseUrl);
  const clock = settings.clock ?? systemClock;
  const limiter = (settings.rateLimiter ?? rateLimiter) || undefined;
  const usual = { ...defaultRetryPolicy, ...settings.retries };
  const budget = createRetryBudget(usual.budget);
  const connection: Connection = {
    async [send](operation, values, options = {}) {
      const request = buildRequest(
        operation,
        values,
        operation.at?.(baseUrl, settings) ?? baseUrl,
        options.contentType,
      );
      const proof = operation.authenticated === false ? undefined : authentication;
      const exchange = [operation, settings, options, request, proof] as const;
      const policy = { ...usual, ...options.retries };
      const retrying = [policy, budget, clock, limiter, isRepeatable(operation, values, options)] as const;
      const seconds = options.timeoutSeconds ?? settings.timeoutSeconds ?? 300;
      const answer = await withTimeLimit(clock, seconds, operation.id, options.signal, (signal) =>
        sendWithRetries(exchange, retrying, signal),
      );
      await checkAnswer(exchange, answer);
      return answer;
    },
  };
  const authentication = authenticate?.(connection);
  return connection;
}

/** Throws an error of its own: the platform's would quote a password in the address. */
export function checkAddress(baseUrl: string): void {
  if (!URL.canParse(baseUrl) || new URL(baseUrl).username)
    throw new TypeError('baseUrl is not absolute, or has credentials');
}
