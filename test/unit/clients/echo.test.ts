import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { receive } from '../runtime/client/server.js';
import { bundle, load, packageOf } from './build.js';
import { api, commonSchemas, media, operation, parameter, provider, response } from './fixture.js';

/** What the generated functions are here: called by name, with what a case says. */
type Client = Readonly<Record<string, (params?: unknown, options?: unknown) => Promise<unknown>>>;

const echoed = [response('200', media('Thing'))];
const object = { type: 'object' } as const;
const list = { type: 'array', items: { type: 'string' } } as const;
const sent = (name: string, mediaType: string, encoding = {}) => ({
  method: 'post' as const,
  path: '/b',
  responses: echoed,
  body: { required: true, description: '', content: [media(name, mediaType, { encoding })] },
});

// Every place and style, every kind of body: operation, arguments, and what has to arrive.
const cases = [
  [
    operation('pathSimple', {
      path: '/p/{a}/{b}',
      parameters: [parameter('a', { in: 'path' }), parameter('b', { in: 'path', schema: list })],
    }),
    { a: 'x/y', b: ['1', '2'] },
    'GET /p/x%2Fy/1,2',
  ],
  [
    operation('pathLabel', {
      path: '/p/{a}',
      parameters: [parameter('a', { in: 'path', style: 'label', schema: list, explode: true })],
    }),
    { a: ['1', '2'] },
    'GET /p/.1.2',
  ],
  [
    operation('pathMatrix', {
      path: '/p/{a}',
      parameters: [parameter('a', { in: 'path', style: 'matrix', schema: object })],
    }),
    { a: { k: 1 } },
    'GET /p/;a=k,1',
  ],
  [
    operation('queryForm', {
      path: '/q',
      parameters: [parameter('a'), parameter('b', { schema: list }), parameter('c', { schema: list, explode: false })],
    }),
    { a: 'x y', b: ['1', '2'], c: ['1', '2'] },
    'GET /q?a=x%20y&b=1&b=2&c=1,2',
  ],
  [
    operation('querySpace', {
      path: '/q',
      parameters: [parameter('a', { style: 'spaceDelimited', explode: false, schema: list })],
    }),
    { a: ['1', '2'] },
    'GET /q?a=1%202',
  ],
  [
    operation('queryPipe', {
      path: '/q',
      parameters: [parameter('a', { style: 'pipeDelimited', explode: false, schema: list })],
    }),
    { a: ['1', '2'] },
    'GET /q?a=1%7C2',
  ],
  [
    operation('queryDeep', { path: '/q', parameters: [parameter('a', { style: 'deepObject', schema: object })] }),
    { a: { gte: 1, in: ['x', 'y'] } },
    'GET /q?a%5Bgte%5D=1&a%5Bin%5D%5B0%5D=x&a%5Bin%5D%5B1%5D=y',
  ],
  [
    operation('queryJson', {
      path: '/q',
      parameters: [parameter('a', { mediaType: 'application/json', schema: object })],
    }),
    { a: { k: 1 } },
    'GET /q?a=%7B%22k%22%3A1%7D',
  ],
  [
    operation('queryReserved', { path: '/q', parameters: [parameter('a', { allowReserved: true })] }),
    { a: 'x/y:z' },
    'GET /q?a=x/y:z',
  ],
  [
    operation('queryWhole', {
      path: '/q',
      parameters: [
        parameter('a', { in: 'querystring', mediaType: 'application/x-www-form-urlencoded', schema: object }),
      ],
    }),
    { a: { k: 'v', l: 1 } },
    'GET /q?k=v&l=1',
  ],
  [
    operation('oddName', { path: '/q', parameters: [parameter("o'dd-[na]me")] }),
    { "o'dd-[na]me": true },
    'GET /q?o%27dd-%5Bna%5Dme=true',
  ],
  [
    operation('headerAndCookie', {
      path: '/h',
      parameters: [parameter('x-list', { in: 'header', schema: list }), parameter('sid', { in: 'cookie' })],
    }),
    { 'x-list': ['1', '2'], sid: 'a;b' },
    'GET /h x-list=1,2 cookie=sid=a%3Bb',
  ],
  [
    operation('bodyJson', sent('Thing', 'application/json')),
    { body: { id: 'ä' } },
    'POST /b application/json {"id":"Ã¤"}',
  ],
  [
    operation('bodyForm', sent('Form', 'application/x-www-form-urlencoded')),
    { body: { name: 'a b', tags: ['1', '2'] } },
    'POST /b application/x-www-form-urlencoded name=a+b&tags=1&tags=2',
  ],
  [operation('bodyText', sent('Words', 'text/plain')), { body: 'hi' }, 'POST /b text/plain hi'],
  [
    operation('bodyBytes', sent('Bytes', 'application/octet-stream')),
    { body: new Blob([Uint8Array.of(255)]) },
    'POST /b application/octet-stream \u00ff',
  ],
  [
    operation('bodyMultipart', sent('Upload', 'multipart/form-data')),
    { body: { file: new Blob(['x']), note: 'n' } },
    /^POST \/b multipart\/form-data; boundary=(\S+) --\1\r\n.*name="file"; filename="blob"\r\n.*\r\n\r\nx\r\n--\1\r\n.*name="note"\r\n\r\nn\r\n--\1--\s*$/s,
  ],
  [operation('remove', { method: 'delete', path: '/r' }), undefined, 'DELETE /r'],
  [operation('head', { method: 'head', path: '/r', responses: [response('200')] }), undefined, undefined],
  [operation('patch', { method: 'patch', path: '/r' }), undefined, 'PATCH /r'],
  [
    operation('query', {
      method: 'query',
      path: '/r',
      responses: echoed,
      body: { required: true, description: '', content: [media('Thing')] },
    }),
    { body: { id: 'a' } },
    'QUERY /r application/json {"id":"a"}',
  ],
] as const;

const server = createServer((incoming, outgoing) => {
  void receive(incoming).then(({ method, url, headers, body }) => {
    const extra = [
      headers['x-list'] && `x-list=${String(headers['x-list'])}`,
      headers.cookie && `cookie=${headers.cookie}`,
      headers['content-type'],
      body,
    ];
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        authorization: headers.authorization,
        line: [`${method} ${url}`, ...extra.filter(Boolean)].join(' '),
      }),
    );
  });
});
let client: Client;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const acme = provider([api(cases.map(([each]) => each))], commonSchemas);
  const { createClient } = await load(
    await bundle(await packageOf(acme), "export { createClient } from './acme/client-object.js';"),
  );
  const create = createClient as (options: object) => Client;
  client = create({
    environment: 'sandbox',
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clientUuid: 'u',
    secretKey: 's',
    rateLimiter: false,
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test.each(cases.map(([each, params, want]) => [each.id, params, want] as const))(
  '%s arrives as it should',
  async (id, params, want) => {
    const echo = (await client[id]?.(...(params === undefined ? [] : [params]))) as
      | { readonly line: string; readonly authorization: string }
      | undefined;
    if (want !== undefined) expect(echo?.authorization).toBe(`Basic ${btoa('u:s')}`);
    if (want instanceof RegExp) expect(echo?.line).toMatch(want);
    else expect(echo?.line).toBe(want);
  },
);
