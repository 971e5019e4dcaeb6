/** What a call can fail with. Messages name the operation and the status, never a body, an address or a secret. */
import type { Answer, Operation } from './operation.js';

/**
 * Why there is no answer that could be used: no connection, no answer in time, not what its content type says, not the
 * shape that was expected, a redirect that cannot be followed, or a page that was announced twice.
 */
export type RequestFailure =
  | 'connection'
  | 'timeout'
  | 'malformed_answer'
  | 'invalid_answer'
  | 'refused_redirect'
  | 'repeated_page';

/** The call was not answered, or not in a way that could be used. An abort rejects with the signal's reason instead. */
export class RequestError extends Error {
  override readonly name: string = 'RequestError';
  declare readonly reason: RequestFailure;
  /** Id of the operation. */
  declare readonly operation: string;
  /** What is wrong with the shape of the answer, where the reason is `invalid_answer`. */
  declare readonly issues: readonly unknown[];
  /** Which item, counted from 0, where it is one of a stream that has a wrong shape; paths of issues start at the item. */
  declare readonly item: number | undefined;

  constructor(
    reason: RequestFailure,
    operation: string,
    details: { readonly cause?: unknown; readonly issues?: readonly unknown[] } = {},
  ) {
    super(`${operation}: ${reason.replace('_', ' ')}`, details);
    this.reason = reason;
    this.operation = operation;
    this.issues = details.issues ?? [];
  }
}

/** The provider answered with a status other than 2xx. */
export class ApiError<Status = number, Body = unknown> extends Error {
  override readonly name: string = 'ApiError';
  declare readonly status: Status;
  /** Id of the operation. */
  declare readonly operation: string;
  /** The provider's id of the request, for its support, where it sent one. */
  declare readonly requestId: string | undefined;
  /** Seconds to wait before the next try, where the provider says so. */
  declare readonly retryAfterSeconds: number | undefined;
  // Private, so that logging the error does not log personal data.
  readonly #answer: { readonly body: Body; readonly headers: Headers };

  constructor(
    operation: string,
    answer: {
      readonly status: Status;
      readonly body: Body;
      readonly headers: Headers;
      readonly requestId: string | undefined;
    },
    retryAfterSeconds?: number,
  ) {
    super(`${operation}: status ${answer.status as number}`);
    this.operation = operation;
    this.status = answer.status;
    this.requestId = answer.requestId;
    this.retryAfterSeconds = retryAfterSeconds;
    this.#answer = answer;
  }

  /** The body as the operation declares it for the status; a text where it is something else. */
  get body(): Body {
    return this.#answer.body;
  }

  get headers(): Headers {
    return this.#answer.headers;
  }
}

/** The errors that an operation declares, told apart by `status`. */
export type ApiErrorOf<Responses> =
  Answer<Responses> extends infer Each
    ? Each extends { readonly status: infer Status; readonly body: infer Body }
      ? ApiError<Status, Body>
      : never
    : never;

/** True for an error answer; with an operation, its body has the type declared for the status. */
export function isApiError<Responses>(
  error: unknown,
  operation: Operation<never, unknown, Responses>,
): error is ApiErrorOf<Responses>;
export function isApiError(error: unknown): error is ApiError;
export function isApiError(error: unknown, operation?: { readonly id: string }): boolean {
  // By name, not by class: the package may be loaded twice.
  return (
    error instanceof Error &&
    error.name === 'ApiError' &&
    (operation === undefined || (error as { readonly operation?: unknown }).operation === operation.id)
  );
}
