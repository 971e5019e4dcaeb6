import { expect, test } from 'vitest';

import { call } from '../../../../runtime/core/client/call.js';
import { openConnection } from '../../../../runtime/core/client/connection.js';
import { createFakeFetch } from '../../../../runtime/core/client/testing.js';
import { createThing, getThing } from './operations.js';

const BASE = 'https://api.example.com/v2';

test('onRequest sees every try and may change headers or replace the request', async () => {
  const { fetch, requests } = createFakeFetch({
    'GET /elsewhere': (_request, count) => (count === 1 ? { status: 503 } : { body: { id: 'a' } }),
  });
  const attempts: number[] = [];
  const client = openConnection(
    { baseUrl: BASE },
    {
      fetch,
      retries: { firstSeconds: 0 },
      onRequest: (request, { attempt, operation }) => {
        attempts.push(attempt);
        request.headers.set('x-operation', operation);
        return { ...request, url: new URL('/elsewhere', request.url) };
      },
    },
  );
  await call(client, getThing, { id: 'a' });
  expect(attempts).toEqual([1, 2]);
  expect(requests.map(({ headers }) => headers.get('x-operation'))).toEqual(['getThing', 'getThing']);
});

test('onResponse may replace the answer, and its own errors come through as they are', async () => {
  const { fetch } = createFakeFetch({ 'GET /things/{id}': { body: { id: 'a' } } });
  const replaced = openConnection({ baseUrl: BASE }, { fetch, onResponse: () => Response.json({ id: 'b' }) });
  expect(await call(replaced, getThing, { id: 'a' })).toEqual({ id: 'b' });
  const broken = openConnection(
    { baseUrl: BASE },
    {
      fetch,
      onResponse: () => {
        throw new RangeError('mine');
      },
    },
  );
  await expect(call(broken, getThing, { id: 'a' })).rejects.toThrow(RangeError);
});

test("headers of the call come before those of the client, and both before the operation's", async () => {
  const { fetch, requests } = createFakeFetch({ 'GET /things/{id}': { body: { id: 'a' } } });
  const client = openConnection(
    { baseUrl: BASE },
    { fetch, headers: { 'user-agent': 'client', accept: 'application/x' } },
  );
  await call(client, getThing, { id: 'a' }, { headers: { 'user-agent': 'call' } });
  expect([requests[0]?.headers.get('user-agent'), requests[0]?.headers.get('accept')]).toEqual([
    'call',
    'application/x',
  ]);
});

test('the double of fetch answers by method and path, remembers what it was asked, and knows nothing else', async () => {
  const { fetch, requests } = createFakeFetch({
    'POST /things': ({ body }) => ({ status: 201, body: { id: (body as { name: string }).name } }),
  });
  const client = openConnection({ baseUrl: BASE }, { fetch });
  expect(await call(client, createThing, { body: { name: 'n' } })).toEqual({ id: 'n' });
  expect(requests).toMatchObject([{ method: 'POST', body: { name: 'n' } }]);
  await expect(call(client, { ...getThing, path: '/other/{id}' }, { id: 'a' })).rejects.toMatchObject({ status: 404 });
});
