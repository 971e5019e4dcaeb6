/** Remote parts over real connections: an https server of the test's own, with a certificate that only the test trusts. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { fetchText } from '../../../generator/load/remote-fetch.js';
import type { Fetched, Network } from '../../../generator/load/remote-fetch.js';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const limits = { bytes: 1000, milliseconds: 2000, redirects: 2 };
const asked: string[] = [];
let server: Server;
let network: Network;
let port: number;

const answer: RequestListener = (request, response) => {
  const path = request.url ?? '';
  asked.push(path);
  const redirects: Readonly<Record<string, string>> = {
    '/moved': '/spec.json',
    '/loop': '/loop',
    '/plain': 'http://specs.example.com/spec.json',
    '/inside': 'https://127.0.0.1/spec.json',
  };
  const to = redirects[path];
  if (to !== undefined) response.writeHead(302, { location: to }).end();
  else if (path === '/spec.json') response.end('{"openapi":"3.1.0"}');
  else if (path === '/large') response.end('x'.repeat(1001));
  else if (path === '/bytes') response.end(Buffer.from([0xff, 0xfe]));
  else if (path === '/cut') response.write('{', () => response.destroy());
  else if (path !== '/silent') response.writeHead(404).end();
};

beforeAll(async () => {
  if (!hasOpenssl) return;
  const folder = mkdtempSync(join(tmpdir(), 'hookwright-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=specs.example.com', '-addext', 'subjectAltName=DNS:specs.example.com'];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  spawnSync('openssl', ['req', ...kind, ...subject, '-keyout', key, '-out', cert]);
  const ca = readFileSync(cert, 'utf8');
  server = createServer({ key: readFileSync(key), cert: ca }, answer);
  rmSync(folder, { recursive: true });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
  const lookup: Network['lookup'] = (_name, options, callback) =>
    options.all === true ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);
  network = { lookup, ca };
});

afterAll(() => {
  if (!hasOpenssl) return;
  server.closeAllConnections();
  server.close();
});

const get = async (path: string, how: Network = network): Promise<Fetched> =>
  fetchText(`https://specs.example.com:${port}${path}`, limits, how);

describe.skipIf(!hasOpenssl)('fetchText from a server', () => {
  it('reads a text', async () => {
    expect(await get('/spec.json')).toEqual({ text: '{"openapi":"3.1.0"}' });
  });

  it('follows redirects, as many as allowed', async () => {
    expect(await get('/moved')).toEqual({ text: '{"openapi":"3.1.0"}' });
    asked.length = 0;
    expect(await get('/loop')).toEqual({ reason: 'more than 2 redirects' });
    expect(asked).toHaveLength(3);
  });

  it('holds what a redirect leads to to the same rules', async () => {
    expect(await get('/plain')).toEqual({ reason: 'only https addresses are fetched' });
    expect(await get('/inside')).toEqual({ reason: 'private addresses are not fetched' });
  });

  it.each([
    ['/large', 'the answer is longer than 1000 bytes'],
    ['/bytes', 'its bytes are not UTF-8'],
    ['/gone', 'the answer has the status 404'],
    ['/silent', 'no answer within 2000 ms'],
  ])('says why there is no text at %s', async (path, reason) => {
    expect(await get(path)).toEqual({ reason });
  });

  it('says that a connection broke off, whatever had come by then', async () => {
    expect(await get('/cut')).toEqual({ reason: expect.stringContaining('the connection failed') as string });
  });

  it('refuses a certificate that nobody vouches for', async () => {
    expect(await get('/spec.json', { lookup: network.lookup })).toEqual({
      reason: expect.stringContaining('the connection failed') as string,
    });
  });

  it('asks no private address, whatever name leads to it', async () => {
    asked.length = 0;
    expect(await fetchText(`https://localhost:${port}/spec.json`, limits)).toEqual({
      reason: 'private addresses are not fetched',
    });
    expect(asked).toEqual([]);
  });
});
