import { describe, expect, test } from 'vitest';

import { call, request } from '../../../../runtime/core/client/call.js';
import { openConnection } from '../../../../runtime/core/client/connection.js';
import type { Connection } from '../../../../runtime/core/client/connection.js';
import { ApiError, isApiError } from '../../../../runtime/core/client/errors.js';
import type { ConnectionSettings } from '../../../../runtime/core/client/settings.js';
import { followRedirects } from '../../../../runtime/core/client/redirects.js';
import { createThing, getThing } from './operations.js';
import { answerJson, receive, startServer } from './server.js';
import type { Handler } from './server.js';

const QUICK: ConnectionSettings = { retries: { firstSeconds: 0.001 } };

async function connectTo(handler: Handler, settings: ConnectionSettings = {}): Promise<Connection> {
  return openConnection({ baseUrl: await startServer(handler) }, { ...QUICK, ...settings });
}

function counting(handler: Handler): { readonly handler: Handler; readonly calls: () => number } {
  let calls = 0;
  return {
    handler: (incoming, response, count) => {
      calls = count;
      handler(incoming, response, count);
    },
    calls: () => calls,
  };
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('the call should have failed'),
    (error: unknown) => error,
  );
}

describe('answers', () => {
  test('a 2xx answer gives its body', async () => {
    const client = await connectTo((incoming, response) => answerJson(response, { id: incoming.url }));
    expect(await call(client, getThing, { id: 'a/b', day: '2026-11-01' })).toEqual({
      id: '/things/a%2Fb?day=2026-11-01',
    });
  });

  test('a 204 gives undefined', async () => {
    const client = await connectTo((_incoming, response) => response.writeHead(204).end());
    expect(await call(client, getThing, { id: 'a' })).toBeUndefined();
  });

  test('an error status is an ApiError with the declared body and the request id', async () => {
    const client = await connectTo((_incoming, response) =>
      answerJson(response, { title: 'gone' }, 404, {
        'content-type': 'application/problem+json',
        'x-request-id': 'r-1',
      }),
    );
    const error = await failureOf(call(client, getThing, { id: 'a' }));
    if (!isApiError(error, getThing) || error.status !== 404) return expect.unreachable('not the declared error');
    expect(error.body.title).toBe('gone');
    expect([error.operation, error.requestId]).toEqual(['getThing', 'r-1']);
  });

  test('request gives any status as an answer, narrowed by status', async () => {
    const client = await connectTo((_incoming, response) => answerJson(response, { title: 'gone' }, 404));
    const answer = await request(client, getThing, { id: 'a' });
    expect(answer.status === 404 ? answer.body.title : undefined).toBe('gone');
  });

  test('malformed JSON is a failure that is not retried and does not quote the body', async () => {
    const { handler, calls } = counting((_incoming, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"secret-value": '),
    );
    const error = await failureOf(call(await connectTo(handler), getThing, { id: 'a' }));
    expect(error).toMatchObject({ name: 'RequestError', reason: 'malformed_answer', operation: 'getThing' });
    expect(String(error) + String((error as Error).cause)).not.toContain('secret-value');
    expect(calls()).toBe(1);
  });

  test('a page of HTML with status 200 is malformed, with status 502 an ApiError with the text', async () => {
    const html = '<html>down</html>';
    const client = await connectTo(
      (incoming, response) =>
        response.writeHead(incoming.url === '/things/ok' ? 200 : 502, { 'content-type': 'text/html' }).end(html),
      { retries: { tries: 1 } },
    );
    expect(await failureOf(call(client, getThing, { id: 'ok' }))).toMatchObject({ reason: 'malformed_answer' });
    expect(await failureOf(call(client, getThing, { id: 'bad' }))).toMatchObject({
      name: 'ApiError',
      status: 502,
      body: html,
    });
  });

  test('JSON under another content type is read all the same', async () => {
    const client = await connectTo((_incoming, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end('{"id":"a"}'),
    );
    expect(await call(client, getThing, { id: 'a' })).toEqual({ id: 'a' });
  });

  test('a content type that no one has heard of is read as the declared one', async () => {
    const client = await connectTo((incoming, response) =>
      response.writeHead(200, { 'content-type': incoming.url === '/things/a' ? 'constructor' : '' }).end('{"id":"a"}'),
    );
    expect([await call(client, getThing, { id: 'a' }), await call(client, getThing, { id: 'b' })]).toEqual([
      { id: 'a' },
      { id: 'a' },
    ]);
  });

  test('an answer of 10 MB is read whole', async () => {
    const id = 'x'.repeat(10 * 1024 * 1024);
    const client = await connectTo((_incoming, response) => answerJson(response, { id }));
    expect((await call(client, getThing, { id: 'a' }))?.id.length).toBe(id.length);
  });
});

describe('retries', () => {
  test('500 and then 200 is a success', async () => {
    const { handler, calls } = counting((_incoming, response, count) =>
      answerJson(response, { id: 'a' }, count === 1 ? 500 : 200),
    );
    expect(await call(await connectTo(handler), getThing, { id: 'a' })).toEqual({ id: 'a' });
    expect(calls()).toBe(2);
  });

  test('three times 500 is an ApiError after three tries', async () => {
    const { handler, calls } = counting((_incoming, response) => answerJson(response, { detail: 'x' }, 500));
    expect(await failureOf(call(await connectTo(handler), getThing, { id: 'a' }))).toBeInstanceOf(ApiError);
    expect(calls()).toBe(3);
  });

  test('a connection reset in the middle of a body is tried again', async () => {
    const { handler, calls } = counting((_incoming, response, count) => {
      if (count > 1) {
        answerJson(response, { id: 'a' });
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"id":');
      setTimeout(() => response.destroy(), 5);
    });
    expect(await call(await connectTo(handler), getThing, { id: 'a' })).toEqual({ id: 'a' });
    expect(calls()).toBe(2);
  });

  test('a POST is not repeated, unless it has an idempotency key', async () => {
    const keys: unknown[] = [];
    const { handler, calls } = counting((incoming, response, count) => {
      keys.push(incoming.headers['idempotency-key']);
      answerJson(response, { id: 'a' }, count < 3 ? 503 : 201);
    });
    const client = await connectTo(handler);
    expect(await failureOf(call(client, createThing, { body: { name: 'n' } }))).toMatchObject({ status: 503 });
    expect(calls()).toBe(1);
    expect(await call(client, createThing, { body: { name: 'n' } }, { idempotencyKey: 'k-1' })).toEqual({ id: 'a' });
    expect(keys).toEqual([undefined, 'k-1', 'k-1']);
  });

  test('the body is sent with every try', async () => {
    const bodies: string[] = [];
    const client = await connectTo((incoming, response, count) => {
      void receive(incoming).then(({ body }) => {
        bodies.push(body);
        answerJson(response, { id: 'a' }, count === 1 ? 503 : 201);
      });
    });
    await call(client, createThing, { body: { name: 'n' } }, { idempotencyKey: 'k' });
    expect(bodies).toEqual(['{"name":"n"}', '{"name":"n"}']);
  });
});

describe('time limits and aborts', () => {
  test('slow headers end with a timeout after every try', async () => {
    const attempts: number[] = [];
    const settings = {
      tryTimeoutSeconds: 0.03,
      retries: { tries: 2, firstSeconds: 0.001 },
      onRequest: (_request: unknown, { attempt }: { readonly attempt: number }) => void attempts.push(attempt),
    };
    const error = await failureOf(call(await connectTo(() => undefined, settings), getThing, { id: 'a' }));
    expect(error).toMatchObject({ name: 'RequestError', reason: 'timeout' });
    expect(attempts).toEqual([1, 2]);
  });

  test('a slow body ends with a timeout', async () => {
    const client = await connectTo(
      (_incoming, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"id":');
      },
      { tryTimeoutSeconds: 0.03, retries: { tries: 1 } },
    );
    expect(await failureOf(call(client, getThing, { id: 'a' }))).toMatchObject({ reason: 'timeout' });
  });

  test('the limit of the whole call ends the pauses, too', async () => {
    const client = await connectTo((_incoming, response) => answerJson(response, {}, 503, { 'retry-after': '50' }));
    expect(await failureOf(call(client, getThing, { id: 'a' }, { timeoutSeconds: 0.05 }))).toMatchObject({
      reason: 'timeout',
    });
  });

  test('an abort rejects with the reason of the signal, during a try and before one', async () => {
    const controller = new AbortController();
    const { handler, calls } = counting(() => controller.abort(new Error('enough')));
    const client = await connectTo(handler);
    expect(await failureOf(call(client, getThing, { id: 'a' }, { signal: controller.signal }))).toMatchObject({
      message: 'enough',
    });
    expect(await failureOf(call(client, getThing, { id: 'a' }, { signal: controller.signal }))).toMatchObject({
      message: 'enough',
    });
    expect(calls()).toBe(1);
  });

  test('a fetch that never heard of signals is limited all the same', async () => {
    const client = openConnection(
      { baseUrl: 'http://127.0.0.1' },
      { fetch: () => new Promise(() => undefined), tryTimeoutSeconds: 0.02, retries: { tries: 1 } },
    );
    expect(await failureOf(call(client, getThing, { id: 'a' }))).toMatchObject({ reason: 'timeout' });
  });
});

describe('redirects', () => {
  const following = { headers: { 'x-api-key': 'key' }, fetch: followRedirects() };

  test('a redirect that nobody follows is an ApiError with its address', async () => {
    const { handler, calls } = counting((_incoming, response) => response.writeHead(302, { location: '/other' }).end());
    const error = await failureOf(call(await connectTo(handler), getThing, { id: 'a' }));
    expect([isApiError(error) && error.status, isApiError(error) && error.headers.get('location'), calls()]).toEqual([
      302,
      '/other',
      1,
    ]);
  });

  test('within the origin they are followed with everything', async () => {
    const client = await connectTo(
      (incoming, response) =>
        incoming.url === '/other'
          ? answerJson(response, { id: incoming.headers['x-api-key'] })
          : response.writeHead(302, { location: '/other' }).end(),
      following,
    );
    expect(await call(client, getThing, { id: 'a' })).toEqual({ id: 'key' });
  });

  test('to another origin they are followed without credentials', async () => {
    const other = await startServer((incoming, response) =>
      answerJson(response, { id: incoming.headers['x-api-key'] ?? 'none' }),
    );
    const client = await connectTo(
      (_incoming, response) => response.writeHead(302, { location: `${other}/x` }).end(),
      following,
    );
    expect(await call(client, getThing, { id: 'a' })).toEqual({ id: 'none' });
  });

  test('a body is not sent to another origin', async () => {
    const client = await connectTo(
      (_incoming, response) => response.writeHead(307, { location: 'http://127.0.0.1:9/x' }).end(),
      following,
    );
    expect(await failureOf(call(client, createThing, { body: { name: 'n' } }))).toMatchObject({
      reason: 'refused_redirect',
    });
  });

  test('a circle ends with an error', async () => {
    const { handler, calls } = counting((_incoming, response) => response.writeHead(302, { location: '/again' }).end());
    expect(await failureOf(call(await connectTo(handler, following), getThing, { id: 'a' }))).toMatchObject({
      reason: 'refused_redirect',
    });
    expect(calls()).toBe(6);
  });

  test.each(['file:///etc/hosts', 'http://', 'javascript:1'])('the address %s is refused', async (location) => {
    const client = await connectTo((_incoming, response) => response.writeHead(302, { location }).end(), following);
    expect(await failureOf(call(client, getThing, { id: 'a' }))).toMatchObject({ reason: 'refused_redirect' });
  });
});
