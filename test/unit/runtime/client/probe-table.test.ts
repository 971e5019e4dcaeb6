/** The table of docs/clients.md over a socket: what a call does when a server misbehaves, and after which pauses. */
import { gzipSync } from 'node:zlib';

import { describe, expect, test } from 'vitest';

import { call } from '../../../../runtime/core/client/call.js';
import { openConnection } from '../../../../runtime/core/client/connection.js';
import type { Connection } from '../../../../runtime/core/client/connection.js';
import type { ConnectionSettings } from '../../../../runtime/core/client/settings.js';
import type { Clock } from '../../../../runtime/core/client/time.js';
import { createThing, getThing } from './operations.js';
import { answerJson, startServer } from './server.js';
import type { Handler } from './server.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');

/** A client whose pauses take no time but are written down; its time limits never end. */
async function probe(
  handler: Handler,
  settings: ConnectionSettings = {},
): Promise<{ readonly client: Connection; readonly pauses: number[] }> {
  const pauses: number[] = [];
  const clock: Clock = {
    now: () => NOW,
    random: () => 0,
    sleep: (milliseconds) => {
      if (milliseconds > 1_000_000) return new Promise(() => undefined);
      pauses.push(milliseconds / 1000);
      return Promise.resolve();
    },
  };
  const limits = { tryTimeoutSeconds: 2_000, timeoutSeconds: 3_000 };
  const baseUrl = await startServer(handler);
  return { client: openConnection({ baseUrl }, { clock, ...limits, ...settings }), pauses };
}

async function outcome(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch((error: unknown) => {
    const { name, reason, status, retryAfterSeconds } = error as Readonly<Record<string, unknown>>;
    return [name, reason ?? status, ...(retryAfterSeconds === undefined ? [] : [retryAfterSeconds])];
  });
}

describe('429 and then 200', () => {
  test.each<[string, string | undefined, readonly number[], unknown]>([
    ['seconds', '7', [7], { id: 'a' }],
    ['zero seconds', '0', [0], { id: 'a' }],
    ['a date to come', 'Sat, 21 Nov 2026 12:00:20 GMT', [20], { id: 'a' }],
    ['a date that is over', 'Sat, 21 Nov 2026 11:00:00 GMT', [0], { id: 'a' }],
    ['no Retry-After', undefined, [0], { id: 'a' }],
    ['what cannot be read', 'in a while', [0], { id: 'a' }],
    ['longer than the longest pause', '3600', [], ['ApiError', 429, 3600]],
    ['a date beyond the longest pause', 'Sat, 21 Nov 2026 14:00:00 GMT', [], ['ApiError', 429, 7200]],
  ])('%s', async (_form, header, pauses, want) => {
    const made = await probe((_request, response, count) =>
      answerJson(response, { id: 'a' }, count === 1 ? 429 : 200, header === undefined ? {} : { 'retry-after': header }),
    );
    const got = await outcome(call(made.client, getThing, { id: 'a' }));
    // The seconds left are counted on the machine's clock where the error is made.
    if (Array.isArray(want) && Array.isArray(got)) expect(got.slice(0, 2)).toEqual(want.slice(0, 2));
    else expect(got).toEqual(want);
    expect(made.pauses).toEqual(pauses);
  });
});

describe('connections', () => {
  test.each<[string, Handler]>([
    ['reset before an answer', (request) => request.socket.destroy()],
    [
      'reset in the middle of the headers',
      (request) => {
        request.socket.write('HTTP/1.1 200 OK\r\ncontent-ty');
        setTimeout(() => request.socket.destroy(), 5);
      },
    ],
    [
      'reset in the middle of a body of known length',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"id":');
        setTimeout(() => response.destroy(), 5);
      },
    ],
    [
      'reset in the middle of a chunked body',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"id":"a"}');
        setTimeout(() => response.destroy(), 5);
      },
    ],
    [
      'a body that is not the gzip that it says',
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('{"id":"a"}'),
    ],
    ['no HTTP at all', (request) => request.socket.end('SSH-2.0-OpenSSH\r\n')],
  ])('%s: a GET is tried again, a POST is not, and neither is ever half an answer', async (_name, broken) => {
    let posts = 0;
    const made = await probe((request, response, count) => {
      if (request.method === 'POST') posts += 1;
      if (request.method === 'GET' && count > 1) answerJson(response, { id: 'a' });
      else broken(request, response, count);
    });
    expect(await outcome(call(made.client, getThing, { id: 'a' }))).toEqual({ id: 'a' });
    expect(await outcome(call(made.client, createThing, { body: { name: 'n' } }))).toEqual([
      'RequestError',
      'connection',
    ]);
    expect(posts).toBe(1);
  });

  test('nobody listens: three tries, and the cause is there to look at', async () => {
    const client = openConnection({ baseUrl: 'http://127.0.0.1:9' }, { retries: { firstSeconds: 0 } });
    const error = await call(client, getThing, { id: 'a' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'RequestError', reason: 'connection', operation: 'getThing' });
    expect((error as Error).cause).toBeInstanceOf(Error);
  });

  test('an abort in the middle of a body rejects with the reason', async () => {
    const controller = new AbortController();
    const made = await probe((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"id":');
      setTimeout(() => controller.abort(new Error('enough')), 5);
    });
    await expect(call(made.client, getThing, { id: 'a' }, { signal: controller.signal })).rejects.toThrow('enough');
    expect(made.pauses).toEqual([]);
  });
});

describe('answers', () => {
  test.each<[string, number, Readonly<Record<string, string>>, string | Buffer, unknown]>([
    [
      'an empty body where JSON is declared',
      200,
      { 'content-type': 'application/json' },
      '',
      ['RequestError', 'malformed_answer'],
    ],
    [
      'half of a JSON text',
      200,
      { 'content-type': 'application/json' },
      '{"id":"a"',
      ['RequestError', 'malformed_answer'],
    ],
    ['HTML with status 200', 200, { 'content-type': 'text/html' }, '<html>', ['RequestError', 'malformed_answer']],
    ['JSON as text/plain', 200, { 'content-type': 'text/plain' }, '{"id":"a"}', { id: 'a' }],
    ['JSON without a content type', 200, {}, '{"id":"a"}', { id: 'a' }],
    ['JSON behind a byte order mark', 200, { 'content-type': 'application/json' }, '\uFEFF{"id":"a"}', { id: 'a' }],
    [
      'gzip',
      200,
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      gzipSync('{"id":"a"}'),
      { id: 'a' },
    ],
    ['an undeclared success', 202, { 'content-type': 'application/json' }, '{"id":"a"}', { id: 'a' }],
    ['an undeclared error', 418, { 'content-type': 'text/plain' }, 'teapot', ['ApiError', 418]],
    ['an error without a body', 404, {}, '', ['ApiError', 404]],
    ['an error whose JSON is broken', 404, { 'content-type': 'application/json' }, '{"title":', ['ApiError', 404]],
    ['not modified', 304, {}, '', ['ApiError', 304]],
  ])('%s', async (_name, status, headers, body, want) => {
    const made = await probe((_request, response) => response.writeHead(status, headers).end(body));
    expect(await outcome(call(made.client, getThing, { id: 'a' }))).toEqual(want);
    expect(made.pauses).toEqual([]);
  });
});
