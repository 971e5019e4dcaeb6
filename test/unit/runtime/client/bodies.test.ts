import { expect, test } from 'vitest';

import { readBinary, readText } from '../../../../runtime/core/client/answers.js';
import {
  writeBinary,
  writeBody,
  writeFormBody,
  writeJson,
  writeMultipart,
  writeText,
} from '../../../../runtime/core/client/bodies.js';
import { call } from '../../../../runtime/core/client/call.js';
import { openConnection } from '../../../../runtime/core/client/connection.js';
import type { BodyFormat, Operation } from '../../../../runtime/core/client/operation.js';
import { readJson } from '../../../../runtime/core/client/answers.js';
import type { CallOptions } from '../../../../runtime/core/client/settings.js';
import { answerJson, receive, startServer } from './server.js';

interface Echo {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

async function sendBody(
  formats: Readonly<Record<string, BodyFormat>>,
  body: unknown,
  options?: CallOptions,
): Promise<Echo> {
  const operation: Operation<{ readonly body: unknown }, Echo, { 200: Echo }> = {
    id: 'send',
    method: 'POST',
    path: '/',
    parameters: [],
    body: { write: writeBody, formats },
    responses: { 200: { 'application/json': readJson } },
  };
  const baseUrl = await startServer(
    (request, response) => void receive(request).then((echo) => answerJson(response, echo)),
  );
  return call(openConnection({ baseUrl }, {}), operation, { body }, options);
}

test('JSON travels as JSON under the declared media type', async () => {
  const echo = await sendBody({ 'application/merge-patch+json': { write: writeJson } }, { a: ['x'] });
  expect([echo.headers['content-type'], echo.body]).toEqual(['application/merge-patch+json', '{"a":["x"]}']);
});

test('a form repeats lists, writes objects as JSON and leaves out what is not there', async () => {
  const echo = await sendBody(
    { 'application/x-www-form-urlencoded': { write: writeFormBody } },
    { a: 'x y&z', list: [1, 2], deep: { k: [{ v: true }] }, none: undefined, nil: null },
  );
  expect(echo.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(echo.body).toBe('a=x+y%26z&list=1&list=2&deep=%7B%22k%22%3A%5B%7B%22v%22%3Atrue%7D%5D%7D');
});

test('a form member with an encoding is written by it', async () => {
  const format = { write: writeFormBody, encoding: { meta: 'application/json', expand: 'deepObject' } };
  const echo = await sendBody({ 'application/x-www-form-urlencoded': format }, { meta: { a: 1 }, expand: ['x', 'y'] });
  expect(echo.body).toBe('meta=%7B%22a%22%3A1%7D&expand%5B0%5D=x&expand%5B1%5D=y');
});

test('a form member with a style is written in that style', async () => {
  const encoding = { a: 'commaDelimited', b: 'spaceDelimited', c: 'pipeDelimited', d: 'form', e: 'deepObject' };
  const format = { write: writeFormBody, encoding };
  const two = ['1', '2'];
  const body = { a: two, b: two, c: two, d: { k: 1, l: [2] }, e: { k: [{ l: 1 }] } };
  const echo = await sendBody({ 'application/x-www-form-urlencoded': format }, body);
  expect([...new URLSearchParams(echo.body)]).toEqual([
    ['a', '1,2'],
    ['b', '1 2'],
    ['c', '1|2'],
    ['k', '1'],
    ['l', '[2]'],
    ['e[k][0][l]', '1'],
  ]);
});

test('multipart sends files, texts, lists and JSON parts with a boundary that the header names', async () => {
  const format = { write: writeMultipart, encoding: { meta: 'application/json' } };
  const file = new File(['%PDF'], 'report.pdf', { type: 'application/pdf' });
  const echo = await sendBody(
    { 'multipart/form-data': format },
    { file, tags: ['a', 'b'], count: 2, plain: { k: 1 }, meta: { k: 2 }, none: undefined },
  );
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(echo.headers['content-type'] ?? '')?.[1] ?? 'none';
  const parts = echo.body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => part.trim());
  expect(parts).toEqual([
    'Content-Disposition: form-data; name="file"; filename="report.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF',
    'Content-Disposition: form-data; name="tags"\r\n\r\na',
    'Content-Disposition: form-data; name="tags"\r\n\r\nb',
    'Content-Disposition: form-data; name="count"\r\n\r\n2',
    'Content-Disposition: form-data; name="plain"\r\n\r\n{"k":1}',
    'Content-Disposition: form-data; name="meta"; filename="blob"\r\nContent-Type: application/json\r\n\r\n{"k":2}',
  ]);
});

test('bytes travel unchanged, under their own type where any is allowed', async () => {
  const bytes = Uint8Array.of(0, 255, 10, 13);
  const echo = await sendBody({ 'image/*': { write: writeBinary } }, new Blob([bytes], { type: 'image/png' }));
  expect([echo.headers['content-type'], echo.body]).toEqual(['image/png', '\u0000\u00ff\n\r']);
  expect((await sendBody({ 'application/octet-stream': { write: writeBinary } }, bytes)).headers['content-type']).toBe(
    'application/octet-stream',
  );
});

test('text travels as text', async () => {
  const echo = await sendBody({ 'text/csv': { write: writeText } }, 'a;b');
  expect([echo.headers['content-type'], echo.body]).toEqual(['text/csv', 'a;b']);
});

test('of several content types the first is sent, or the one that the call names', async () => {
  const formats = { 'application/json': { write: writeJson }, 'text/plain': { write: writeText } };
  expect((await sendBody(formats, 'x')).headers['content-type']).toBe('application/json');
  expect((await sendBody(formats, 'x', { contentType: 'text/plain' })).headers['content-type']).toBe('text/plain');
  await expect(sendBody(formats, 'x', { contentType: 'image/png' })).rejects.toThrow(
    'the operation does not declare this content type',
  );
});

test('a body that is not given is not sent', async () => {
  const echo = await sendBody({ 'application/json': { write: writeJson } }, undefined);
  expect([echo.headers['content-type'], echo.body]).toEqual([undefined, '']);
});

test('answers are read as bytes and as text, each by its media type', async () => {
  const baseUrl = await startServer((request, response) =>
    response
      .writeHead(200, { 'content-type': request.url === '/csv' ? 'text/csv; charset=utf-8' : 'image/png' })
      .end('a;b'),
  );
  const operation = (path: string): Operation<object, unknown, { 200: unknown }> => ({
    id: 'read',
    method: 'GET',
    path,
    parameters: [],
    responses: { 200: { 'image/png': readBinary, 'text/csv': readText } },
  });
  const client = openConnection({ baseUrl }, {});
  expect(await call(client, operation('/csv'), {})).toBe('a;b');
  expect(await call(client, operation('/png'), {})).toMatchObject({ type: 'image/png', size: 3 });
});
