/** Where operations with servers of their own are sent: what the document says, and what a client may say instead. */
import { describe, expect, test } from 'vitest';

import { openConnection } from '../../../../runtime/core/client/connection.js';
import { openDirectConnection } from '../../../../runtime/core/client/direct.js';
import { basic } from '../../../../runtime/core/client/authentication.js';
import { call } from '../../../../runtime/core/client/call.js';
import { atServer, inEnvironment } from '../../../../runtime/core/client/servers.js';
import type { ServerSettings, ServerVariable } from '../../../../runtime/core/client/servers.js';
import { createFakeFetch } from '../../../../runtime/core/client/testing.js';
import { getThing } from './operations.js';

const REGION = { region: { default: 'us', values: ['us', 'eu'] } };
const ANY = { name: { default: 'first' } };

/** What the connection opens with: the client's `baseUrl`, else the environment's address. */
function addressOf(
  template: string,
  settings: ServerSettings = {},
  variables?: Readonly<Record<string, ServerVariable>>,
): string {
  return atServer(template, variables)(settings.baseUrl ?? 'https://api.example.com/v1', settings);
}

describe('without settings it is the document that says', () => {
  test.each([
    ['https://uploads.example.com', 'https://uploads.example.com/'],
    ['https://uploads.example.com/raw', 'https://uploads.example.com/raw'],
    ['//uploads.example.com/raw', 'https://uploads.example.com/raw'],
    ['/v2', 'https://api.example.com/v2'],
    ['v2', 'https://api.example.com/v2'],
    ['../v2', 'https://api.example.com/v2'],
    ['/', 'https://api.example.com/'],
  ])('%s is %s', (template, want) => {
    expect(addressOf(template)).toBe(want);
  });
});

describe('a baseUrl is never left for another host', () => {
  const baseUrl = 'http://127.0.0.1:4000/double';
  test.each([
    ['https://uploads.example.com/raw', baseUrl],
    ['http://127.0.0.1:4001/raw', baseUrl],
    ['//uploads.example.com', baseUrl],
    ['http://127.0.0.1:4000/raw', 'http://127.0.0.1:4000/raw'],
    ['/raw', 'http://127.0.0.1:4000/raw'],
    ['raw', 'http://127.0.0.1:4000/raw'],
  ])('%s is %s', (template, want) => {
    expect(addressOf(template, { baseUrl })).toBe(want);
  });

  test('but for a server that is named', () => {
    const servers = { 'https://uploads.example.com': 'https://ghe.example.org/api/uploads' };
    expect(addressOf('https://uploads.example.com', { baseUrl, servers })).toBe('https://ghe.example.org/api/uploads');
    expect(addressOf('https://files.example.com', { baseUrl, servers })).toBe(baseUrl);
    expect(addressOf('https://uploads.example.com', { servers })).toBe('https://ghe.example.org/api/uploads');
  });

  test.each(['uploads', 'https://user:hidden@example.com', ''])('an address in `servers` is whole: %s', (address) => {
    const wrong = (): string => addressOf('/v2', { servers: { '/v2': address } });
    expect(wrong).toThrow('an address in `servers` has to be absolute and without credentials');
    expect(wrong).not.toThrow('hidden');
  });
});

describe('variables', () => {
  test('are their defaults, or what the client says', () => {
    const template = 'https://{region}.example.com';
    expect(addressOf(template, {}, REGION)).toBe('https://us.example.com/');
    expect(addressOf(template, { serverVariables: { region: 'eu' } }, REGION)).toBe('https://eu.example.com/');
    expect(addressOf(template, { serverVariables: { region: undefined } }, REGION)).toBe('https://us.example.com/');
  });

  test("defaults are the document's own, whatever they are", () => {
    expect(addressOf('{whole}/v1', {}, { whole: { default: 'https://a.example.com:8443/x' } })).toBe(
      'https://a.example.com:8443/x/v1',
    );
  });

  test('one that the document does not list is refused, without being told', () => {
    const wrong = (): string =>
      addressOf('https://{region}.example.com', { serverVariables: { region: 'mars' } }, REGION);
    expect(wrong).toThrow('the server variable region cannot have this value');
  });

  test.each([
    ['https://{name}.example.com', 'evil.example.org/'],
    ['https://{name}.example.com', 'evil.example.org?'],
    ['https://{name}.example.com', 'evil.example.org#'],
    ['https://{name}.example.com', 'user@evil.example.org'],
    ['https://{name}.example.com', ''],
    ['https://api.example.com:{name}', '80@evil.example.org'],
    ['https://api.example.com/{name}', '..'],
    ['https://api.example.com/{name}', 'a/../../b'],
    ['https://api.example.com/{name}', '%2e%2e'],
    ['https://api.example.com/{name}', 'a?b'],
    ['/{name}/v2', '/evil.example.org'],
    ['{name}', '//evil.example.org'],
    ['{name}', 'https://evil.example.org'],
    ['{name}', '\\\\evil.example.org'],
  ])('nothing leads out of %s: %s', (template, name) => {
    expect(() => addressOf(template, { serverVariables: { name } }, ANY)).toThrow(TypeError);
  });

  test.each([
    ['https://{name}.example.com', 'shop-1', 'https://shop-1.example.com/'],
    ['https://{name}', 'localhost:8443', 'https://localhost:8443/'],
    ['https://api.example.com/{name}', 'v2/beta', 'https://api.example.com/v2/beta'],
    ['{name}', '/v2', 'https://api.example.com/v2'],
    ['{name}://example.com', 'http', 'http://example.com/'],
  ])('%s may be %s', (template, name, want) => {
    expect(addressOf(template, { serverVariables: { name } }, ANY)).toBe(want);
  });
});

test('each environment has its server, and one without has its own address', () => {
  const at = inEnvironment({ production: atServer('https://uploads.example.com') });
  expect(at('https://api.example.com', { environment: 'production' } as ServerSettings)).toBe(
    'https://uploads.example.com/',
  );
  expect(at('https://sandbox.example.com', { environment: 'sandbox' } as ServerSettings)).toBe(
    'https://sandbox.example.com',
  );
  expect(at('https://sandbox.example.com', { environment: 'constructor' } as ServerSettings)).toBe(
    'https://sandbox.example.com',
  );
});

test.each([
  ['openConnection', openConnection],
  ['openDirectConnection', openDirectConnection],
])('%s sends the operation there, credentials and middleware included', async (_name, open) => {
  const fake = createFakeFetch({ 'GET /things/{id}': { body: { id: 'a' } } });
  const seen: string[] = [];
  const connection = open(
    { baseUrl: 'https://api.example.com/v1', authentication: basic('u', 'p') },
    { fetch: fake.fetch, onRequest: ({ url }) => void seen.push(url.href) },
  );
  const uploads = { ...getThing, at: atServer('https://uploads.example.com/raw/') };
  await call(connection, uploads, { id: 'a', day: 'd' });
  await call(connection, getThing, { id: 'b' });
  expect(seen).toEqual(['https://uploads.example.com/raw/things/a?day=d', 'https://api.example.com/v1/things/b']);
  expect(fake.requests.map(({ headers }) => headers.get('authorization'))).toEqual(
    Array(2).fill(`Basic ${btoa('u:p')}`),
  );
});
