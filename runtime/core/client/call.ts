/** Calling operations, in the two ways there are: for the result, or for whatever the answer is. */
import type { Values } from './build-request.js';
import { send } from './connection.js';
import type { Connection, RawAnswer } from './connection.js';
import { ApiError } from './errors.js';
import type { Answer, Operation } from './operation.js';
import { retryAfterSeconds } from './retry.js';
import type { CallOptions } from './settings.js';
import { systemTime } from './time.js';

/** The body of a 2xx answer; any other status is an {@link ApiError}. */
export async function call<Params extends object, Result>(
  connection: Connection,
  operation: Operation<Params, Result, unknown>,
  params: Params,
  options?: CallOptions,
): Promise<Result> {
  return (await successOf(connection, operation, params, options)).body as Result;
}

/** A 2xx answer; any other status is an {@link ApiError}. */
export async function successOf<Params extends object>(
  connection: Connection,
  operation: Operation<Params, unknown, unknown>,
  params: Params,
  options?: CallOptions,
): Promise<RawAnswer> {
  const answer = await connection[send](operation, params as Values, options);
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new ApiError(operation.id, answer, retryAfterSeconds(answer.headers, systemTime()));
}

/** The answer, told apart by `status`: no status is an error. */
export async function request<Params extends object, Responses>(
  connection: Connection,
  operation: Operation<Params, unknown, Responses>,
  params: Params,
  options?: CallOptions,
): Promise<Answer<Responses>> {
  return (await connection[send](operation, params as Values, options)) as Answer<Responses>;
}
