/** The ways in which providers want callers to prove who they are. Secrets live in closures only. */
import type { Values } from './build-request.js';
import { send } from './connection.js';
import type { Authentication, Connection } from './connection.js';
import { ApiError, RequestError } from './errors.js';
import { setHeader } from './headers.js';
import type { AnyOperation } from './operation.js';

/** A secret or identifier, or a function that fetches it; after a 401 the function is asked once more. */
export type Credential = string | (() => string | Promise<string>);

type Authenticator = (connection: Connection) => Authentication;

/** HTTP Basic. */
export function basic(username: Credential, password: Credential): Authenticator {
  return () => ({
    apply: async (headers) =>
      setHeader(headers, 'authorization', `Basic ${base64(`${await resolve(username)}:${await resolve(password)}`)}`),
    renew: () => typeof username === 'function' || typeof password === 'function',
  });
}

/** A token in the Authorization header. */
export function bearer(token: Credential): Authenticator {
  return () => ({
    apply: async (headers) => setHeader(headers, 'authorization', `Bearer ${await resolve(token)}`),
    renew: () => typeof token === 'function',
  });
}

/** Fixed headers. */
export function headerCredentials(credentials: Readonly<Record<string, Credential>>): Authenticator {
  return () => ({
    apply: async (headers) => {
      for (const [name, value] of Object.entries(credentials)) setHeader(headers, name, await resolve(value));
    },
    renew: () => Object.values(credentials).some((value) => typeof value === 'function'),
  });
}

/** What {@link hmacToken} exchanges for a token. */
export interface TokenExchange {
  readonly operation: AnyOperation;
  /** Members of the body as they are. */
  readonly body: Readonly<Record<string, string | number>>;
  /** The member with the hex HMAC-SHA256 of `content`. */
  readonly signature: { readonly member: string; readonly key: Credential; readonly content: string };
  /** Member of the answer. */
  readonly token: string;
}

/** A token for a signature; it is fetched at the first call, shared, and renewed when it is refused. */
export function hmacToken(exchange: TokenExchange): Authenticator {
  return (connection) => {
    let token: Promise<string> | undefined;
    let current: string | undefined;
    return {
      async apply(headers) {
        token ??= requestToken(connection, exchange);
        const mine = token;
        try {
          current = `Bearer ${await mine}`;
        } catch (error) {
          if (token === mine) token = undefined;
          throw error;
        }
        setHeader(headers, 'authorization', current);
      },
      renew(headers) {
        // Of several calls that were refused at once, only the first throws the token away.
        if (headers.get('authorization') === current) token = current = undefined;
        return true;
      },
    };
  };
}

async function requestToken(connection: Connection, exchange: TokenExchange): Promise<string> {
  const { member, key, content } = exchange.signature;
  const body = { ...exchange.body, [member]: await hmacHex(await resolve(key), content) };
  const values: Values = { body };
  const answer = await connection[send](exchange.operation, values);
  if (answer.status >= 300) throw new ApiError(exchange.operation.id, answer);
  const token = (answer.body as Values | undefined)?.[exchange.token];
  if (typeof token !== 'string') throw new RequestError('malformed_answer', exchange.operation.id);
  return token;
}

async function hmacHex(key: string, content: string): Promise<string> {
  const encoder = new TextEncoder();
  const imported = await crypto.subtle.importKey('raw', encoder.encode(key), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const digest = await crypto.subtle.sign('HMAC', imported, encoder.encode(content));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function resolve(credential: Credential): Promise<string> {
  const value = typeof credential === 'function' ? await credential() : credential;
  // Without this, a variable that is not set would be sent as the word "undefined".
  if (typeof value !== 'string' || value === '') throw new TypeError('a credential is missing or empty');
  return value;
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}
