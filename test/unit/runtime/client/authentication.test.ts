import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';

import { describe, expect, test } from 'vitest';

import { readJson } from '../../../../runtime/core/client/answers.js';
import { basic, bearer, headerCredentials, hmacToken } from '../../../../runtime/core/client/authentication.js';
import { writeBody, writeJson } from '../../../../runtime/core/client/bodies.js';
import { call } from '../../../../runtime/core/client/call.js';
import { openConnection } from '../../../../runtime/core/client/connection.js';
import type { ConnectionSetup } from '../../../../runtime/core/client/connection.js';
import type { Operation } from '../../../../runtime/core/client/operation.js';
import { createFakeFetch } from '../../../../runtime/core/client/testing.js';
import { getThing } from './operations.js';

const BASE = 'https://api.example.com';
const OK = { body: { id: 'a' } };

async function headersSent(authentication: ConnectionSetup['authentication']): Promise<Headers | undefined> {
  const { fetch, requests } = createFakeFetch({ 'GET /things/{id}': OK });
  await call(openConnection({ baseUrl: BASE, ...(authentication && { authentication }) }, { fetch }), getThing, {
    id: 'a',
  });
  return requests[0]?.headers;
}

describe('kinds', () => {
  test('basic sends user and password in UTF-8', async () => {
    const headers = await headersSent(basic('uuid', 'pässword'));
    expect(headers?.get('authorization')).toBe(`Basic ${Buffer.from('uuid:pässword', 'utf8').toString('base64')}`);
  });

  test('bearer sends the token', async () => {
    expect((await headersSent(bearer('token-1')))?.get('authorization')).toBe('Bearer token-1');
  });

  test('headers send each credential under its name', async () => {
    const headers = await headersSent(
      headerCredentials({ 'dev-id': 'd-1', 'x-api-key': () => Promise.resolve('k-1') }),
    );
    expect([headers?.get('dev-id'), headers?.get('x-api-key')]).toEqual(['d-1', 'k-1']);
  });

  test('an operation without authentication carries no credentials', async () => {
    const { fetch, requests } = createFakeFetch({ 'GET /things/{id}': OK });
    await call(
      openConnection({ baseUrl: BASE, authentication: bearer('t') }, { fetch }),
      { ...getThing, authenticated: false },
      { id: 'a' },
    );
    expect(requests[0]?.headers.get('authorization')).toBeNull();
  });

  test('a token that is fetched is fetched again after a 401, once', async () => {
    let count = 0;
    const { fetch, requests } = createFakeFetch({
      'GET /things/{id}': ({ headers }) => (headers.get('authorization') === 'Bearer t-2' ? OK : { status: 401 }),
    });
    const client = openConnection({ baseUrl: BASE, authentication: bearer(() => `t-${(count += 1)}`) }, { fetch });
    expect(await call(client, getThing, { id: 'a' })).toEqual({ id: 'a' });
    expect(requests.length).toBe(2);
  });

  test('a fixed token that is refused is an error at once', async () => {
    const { fetch, requests } = createFakeFetch({ 'GET /things/{id}': { status: 401 } });
    await expect(
      call(openConnection({ baseUrl: BASE, authentication: bearer('t') }, { fetch }), getThing, { id: 'a' }),
    ).rejects.toMatchObject({ status: 401 });
    expect(requests.length).toBe(1);
  });
});

const createToken: Operation<
  { readonly body: object },
  { readonly access_token: string },
  { 200: { readonly access_token: string } }
> = {
  id: 'createToken',
  method: 'POST',
  path: '/auth/hmac',
  parameters: [],
  authenticated: false,
  body: { write: writeBody, formats: { 'application/json': { write: writeJson } } },
  responses: { 200: { 'application/json': readJson } },
};

describe('hmacToken', () => {
  const authentication = hmacToken({
    operation: createToken,
    body: { application_id: 1000, application_user_id: 'user-1' },
    signature: { member: 'signature', key: 'key-of-at-least-16', content: 'user-1' },
    token: 'access_token',
  });

  test('the exchange is signed, made once for calls at the same time, and its token is sent', async () => {
    const { fetch, requests } = createFakeFetch({
      'POST /auth/hmac': { body: { access_token: 'jwt' } },
      'GET /things/{id}': OK,
    });
    const client = openConnection({ baseUrl: BASE, authentication }, { fetch });
    await Promise.all([call(client, getThing, { id: 'a' }), call(client, getThing, { id: 'b' })]);
    const exchanges = requests.filter(({ method }) => method === 'POST');
    const signature = createHmac('sha256', 'key-of-at-least-16').update('user-1').digest('hex');
    expect(exchanges.map(({ body }) => body)).toEqual([
      { application_id: 1000, application_user_id: 'user-1', signature },
    ]);
    expect(exchanges[0]?.headers.get('authorization')).toBeNull();
    expect(
      requests.filter(({ method }) => method === 'GET').map(({ headers }) => headers.get('authorization')),
    ).toEqual(['Bearer jwt', 'Bearer jwt']);
  });

  test('calls that are refused at once renew the token once', async () => {
    const { fetch, requests } = createFakeFetch({
      'POST /auth/hmac': (_request, count) => ({ body: { access_token: `jwt-${count}` } }),
      'GET /things/{id}': ({ headers }) => (headers.get('authorization') === 'Bearer jwt-1' ? { status: 401 } : OK),
    });
    const client = openConnection({ baseUrl: BASE, authentication }, { fetch });
    await Promise.all([
      call(client, getThing, { id: 'a' }),
      call(client, getThing, { id: 'b' }),
      call(client, getThing, { id: 'c' }),
    ]);
    expect(requests.filter(({ method }) => method === 'POST').length).toBe(2);
  });

  test('an exchange that fails is an error of the exchange, and the next call tries it again', async () => {
    const { fetch } = createFakeFetch({
      'POST /auth/hmac': (_request, count) => (count === 1 ? { status: 403 } : { body: { access_token: 'jwt' } }),
      'GET /things/{id}': OK,
    });
    const client = openConnection({ baseUrl: BASE, authentication }, { fetch });
    await expect(call(client, getThing, { id: 'a' })).rejects.toMatchObject({
      name: 'ApiError',
      status: 403,
      operation: 'createToken',
    });
    expect(await call(client, getThing, { id: 'a' })).toEqual({ id: 'a' });
  });
});

describe('secrets', () => {
  const SECRET = 'c0ffee-secret';

  test('inspecting a client shows no credential, however deep', () => {
    const client = openConnection(
      { baseUrl: BASE, authentication: basic('uuid', SECRET) },
      { headers: { 'x-key': SECRET } },
    );
    expect(inspect(client, { depth: null, showHidden: true }) + JSON.stringify(client)).not.toContain(SECRET);
  });

  test.each([
    ['basic', basic('uuid', '')],
    ['bearer', bearer(`${SECRET}\nx`)],
    ['headers', headerCredentials({ 'x-api-key': `${SECRET}\r\nx: y` })],
    ['not Latin-1', headerCredentials({ 'x-api-key': `${SECRET}…` })],
  ])('a credential that cannot be sent is an error that does not show it: %s', async (_kind, authentication) => {
    const error = await headersSent(authentication).then(
      () => expect.unreachable('it was sent'),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(SECRET);
  });

  test('a password in the address is refused without showing it', () => {
    const error = ((): unknown => {
      try {
        return openConnection({ baseUrl: `https://u:${SECRET}@api.example.com` }, {});
      } catch (reason) {
        return reason;
      }
    })();
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).not.toContain(SECRET);
  });

  test('inspecting an ApiError shows neither the body nor the credentials', async () => {
    const { fetch } = createFakeFetch({
      'GET /things/{id}': { status: 404, body: { title: 'personal' }, headers: { 'set-cookie': 'personal' } },
    });
    const error = await call(openConnection({ baseUrl: BASE, authentication: bearer(SECRET) }, { fetch }), getThing, {
      id: 'personal',
    }).catch((reason: unknown) => reason);
    const shown = inspect(error, { depth: null, showHidden: true });
    expect(shown).toContain('getThing: status 404');
    expect(shown).not.toMatch(/personal|c0ffee/);
  });
});
