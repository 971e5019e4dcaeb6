import { inspect } from 'node:util';

import { describe, expect, test } from 'vitest';

import { call } from '../../../../runtime/core/client/call.js';
import { openConnection } from '../../../../runtime/core/client/connection.js';
import type { AnswerReader, Operation } from '../../../../runtime/core/client/operation.js';
import { readEventData, readEvents, readJsonEvents, readJsonLines } from '../../../../runtime/core/client/streams.js';
import { exchangeOf } from './operations.js';
import { startServer } from './server.js';

/** Reads a stream that comes in these pieces. */
async function read(pieces: readonly string[], reader: AnswerReader): Promise<unknown[]> {
  const bytes = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
  const found: unknown[] = [];
  for await (const value of (await reader(new Response(bytes), exchangeOf())) as AsyncIterable<unknown>)
    found.push(value);
  return found;
}

describe('server-sent events', () => {
  test.each<[string, readonly string[], readonly object[]]>([
    ['one event', ['data: a\n\n'], [{ event: 'message', data: 'a' }]],
    ['several lines of data', ['data: a\ndata:b\ndata\n\n'], [{ event: 'message', data: 'a\nb\n' }]],
    [
      'names, ids that last, and retry',
      ['event: x\nid: 1\nretry: 20\ndata: a\n\ndata: b\n\n'],
      [
        { event: 'x', data: 'a', id: '1', retry: 20 },
        { event: 'message', data: 'b', id: '1' },
      ],
    ],
    [
      'comments and events without data are passed over',
      [': hi\n\nevent: x\n\ndata: a\n\n'],
      [{ event: 'message', data: 'a' }],
    ],
    [
      'CR and CR LF, cut anywhere',
      ['data: a\r', '\ndata: b\r\r', 'data: c\n\n'],
      [
        { event: 'message', data: 'a\nb' },
        { event: 'message', data: 'c' },
      ],
    ],
    ['an event that is not finished is dropped', ['data: a\n\ndata: b\n'], [{ event: 'message', data: 'a' }]],
    ['only one blank after the colon goes', ['data:  a\n\n'], [{ event: 'message', data: ' a' }]],
  ])('%s', async (_name, pieces, want) => {
    expect(await read(pieces, readEvents)).toEqual(want);
  });

  test('data as JSON ends at [DONE]', async () => {
    expect(await read(['data: {"a":1}\n\n', 'data: [DONE]\n\ndata: {"a":2}\n\n'], readEventData)).toEqual([{ a: 1 }]);
  });
});

describe('events whose data is JSON', () => {
  const pieces = ['event: sum\nid: 7\ndata: {"a":\ndata: 1}\n\n', 'data: {"a":2}\n\n', 'event: word\ndata: [DONE]\n\n'];
  const [sum, message, word] = [
    { event: 'sum', id: '7' },
    { event: 'message', id: '7', data: '{"a":2}' },
    { event: 'word', id: '7', data: '[DONE]' },
  ];

  test('all, up to [DONE]', async () => {
    const want = [
      { ...sum, data: { a: 1 } },
      { ...message, data: { a: 2 } },
    ];
    expect(await read(pieces, readJsonEvents())).toEqual(want);
  });

  test('those of some types; the others are text, whatever they say', async () => {
    expect(await read(pieces, readJsonEvents(['sum']))).toEqual([{ ...sum, data: { a: 1 } }, message, word]);
    expect(await read(pieces, readJsonEvents([]))).toEqual([{ ...sum, data: '{"a":\n1}' }, message, word]);
  });
});

test.each([
  ['readEventData', readEventData, 'data: {"a":1}\n\ndata: hidden words\n\n'],
  ['readJsonEvents', readJsonEvents(), 'data: {"a":1}\n\ndata: hidden words\n\n'],
  ['readJsonLines', readJsonLines, '{"a":1}\nhidden words\n'],
])('%s: what is no JSON ends the stream with an error that does not quote it', async (_name, reader, text) => {
  const error: unknown = await read([text], reader).catch((failure: unknown) => failure);
  expect(error).toMatchObject({ name: 'RequestError', reason: 'malformed_answer', operation: 'watch' });
  expect(inspect(error)).not.toContain('hidden');
});

test('lines of JSON are values, blank lines and record separators are not', async () => {
  expect(await read(['{"a":', '1}\n\n\u001e2\n"x"'], readJsonLines)).toEqual([{ a: 1 }, 2, 'x']);
});

const watch: Operation<object, AsyncIterable<unknown>, { 200: AsyncIterable<unknown> }> = {
  id: 'watch',
  method: 'GET',
  path: '/',
  parameters: [],
  responses: { 200: { 'text/event-stream': readEventData } },
};

test('a stream outlives the time limit of a try', async () => {
  const baseUrl = await startServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: 1\n\n');
    setTimeout(() => response.end('data: 2\n\n'), 700);
  });
  const found: unknown[] = [];
  for await (const value of await call(openConnection({ baseUrl }, { tryTimeoutSeconds: 0.5 }), watch, {}))
    found.push(value);
  expect(found).toEqual([1, 2]);
});

test('the signal of the call ends the stream, and so does leaving the loop', async () => {
  let closed = 0;
  const baseUrl = await startServer((_request, response) => {
    response.on('close', () => {
      closed += 1;
    });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: 1\n\n');
  });
  const client = openConnection({ baseUrl }, {});
  const controller = new AbortController();
  const stream = await call(client, watch, {}, { signal: controller.signal });
  const reading = (async () => {
    for await (const value of stream) controller.abort(new Error(value === 1 ? 'enough' : 'wrong'));
  })();
  await expect(reading).rejects.toThrow('enough');
  for await (const value of await call(client, watch, {})) if (value === 1) break;
  await expect.poll(() => closed).toBe(2);
});
