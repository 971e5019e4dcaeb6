/** A connection that tries once, for bundles in which every kilobyte counts. */
import { buildRequest } from './build-request.js';
import { checkAddress, send } from './connection.js';
import type { Connection, ConnectionSetup } from './connection.js';
import { exchange, headersOf } from './send.js';
import type { ConnectionSettings } from './settings.js';
import { checkAnswer } from './validation.js';

/** Settings that only a connection with retries heeds. */
export type RetrySettings = 'retries' | 'rateLimiter' | 'timeoutSeconds' | 'tryTimeoutSeconds' | 'clock';

/** Opens a connection whose calls are one request each; the `signal` of the call is its time limit. */
export function openDirectConnection(
  { baseUrl, authentication: authenticate }: ConnectionSetup,
  settings: ConnectionSettings,
): Connection {
  checkAddress(baseUrl);
  const connection: Connection = {
    async [send](operation, values, options = {}) {
      const request = buildRequest(
        operation,
        values,
        operation.at?.(baseUrl, settings) ?? baseUrl,
        options.contentType,
      );
      const proof = operation.authenticated === false ? undefined : authentication;
      const call = [operation, settings, options, request, proof] as const;
      const signal = options.signal ?? new AbortController().signal;
      signal.throwIfAborted();
      const headers = await headersOf(call);
      signal.throwIfAborted();
      const answer = await exchange(call, headers, 1, signal).catch((failure: unknown) => {
        signal.throwIfAborted();
        throw failure;
      });
      await checkAnswer(call, answer);
      return answer;
    },
  };
  const authentication = authenticate?.(connection);
  return connection;
}
