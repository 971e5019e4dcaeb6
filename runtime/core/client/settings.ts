/** What a user may set on a client and on a call. */
import type { RequestBody } from './operation.js';
import type { RateLimiter } from './rate-limiter.js';
import type { RetryPolicy } from './retry.js';
import type { Clock } from './time.js';
import type { DriftReport, ResponseValidators } from './validation.js';

/** The part of the web's `fetch` that is used. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

/** What `fetch` is called with. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Headers;
  readonly body?: RequestBody;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/** A request about to be sent. Middleware may change its headers; they hold credentials by then. */
export interface OutgoingRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: RequestBody | undefined;
}

/** Where a request belongs. */
export interface RequestContext {
  /** Id of the operation. */
  readonly operation: string;
  /** 1 for the first try. */
  readonly attempt: number;
  readonly signal: AbortSignal;
}

/** Settings that every client has. */
export interface ConnectionSettings {
  /** Used in place of the environment's address. */
  readonly baseUrl?: string | undefined;
  /** Default: the global `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** Headers for every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Time limit of a call with its pauses and retries. Default: 300. */
  readonly timeoutSeconds?: number | undefined;
  /** Time limit of one try, from sending to the last byte. Default: 30. */
  readonly tryTimeoutSeconds?: number | undefined;
  readonly retries?: Partial<RetryPolicy> | undefined;
  /** Used in place of the client's own; `false`: no limit on our side. */
  readonly rateLimiter?: RateLimiter | false | undefined;
  /** Before each try. A request that is returned is sent instead. */
  readonly onRequest?:
    | ((
        request: OutgoingRequest,
        context: RequestContext,
      ) => OutgoingRequest | undefined | Promise<OutgoingRequest | undefined>)
    | undefined;
  /** After each try. A response that is returned is read instead. */
  readonly onResponse?:
    | ((response: Response, context: RequestContext) => Response | undefined | Promise<Response | undefined>)
    | undefined;
  /** `off` (default): answers are trusted. `drift`: departures are reported. `strict`: a wrong shape is an error. */
  readonly validation?: Validation | undefined;
  readonly validators?: ResponseValidators | ((level: Validation) => Promise<ResponseValidators>) | undefined;
  readonly onDrift?: ((report: DriftReport) => void) | undefined;
  readonly clock?: Clock | undefined;
}

/** How closely answers are looked at. */
export type Validation = 'off' | 'drift' | 'strict';

/** Settings of one call. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly tryTimeoutSeconds?: number | undefined;
  readonly retries?: Partial<RetryPolicy> | undefined;
  /** Which of the declared content types to send; default: the first. */
  readonly contentType?: string | undefined;
  /** Sent with the call, which may then be retried whatever its method. */
  readonly idempotencyKey?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly validation?: Validation | undefined;
}
