/** Links that events carry: only https, allowed hosts and public addresses, within bounds of size and time. */
import type { lookup, LookupAddress } from 'node:dns';
import { createServer, request as httpRequest, type RequestListener, type Server } from 'node:http';
import type { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { allowedUrl, createDownload, createPublicLookup, isPublicAddress } from '../../runtime/receiver/download.js';

const hosts = ['*.s3.example.com', 'files.example.com'];
const limits = { bytes: 1000, seconds: 5 };
const never = new AbortController().signal;

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** Downloads from a server on this machine that stands for all hosts; what was asked of it. */
async function serve(
  answer: RequestListener,
): Promise<{ download: ReturnType<typeof createDownload>; asked: string[] }> {
  const asked: string[] = [];
  const listening = createServer((incoming, response) => {
    asked.push(`${incoming.headers.host ?? ''}${incoming.url ?? ''}`);
    answer(incoming, response);
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  const send = (url: URL, options: object, then: (message: never) => void) =>
    httpRequest(
      { ...options, host: '127.0.0.1', lookup: undefined, port, path: url.pathname, headers: { host: url.hostname } },
      then as () => void,
    );
  return { download: createDownload({ request: send as unknown as typeof request }), asked };
}

/** A resolver that gives one answer after the other. */
function resolver(...answers: readonly (readonly string[])[]): { resolve: typeof lookup; names: string[] } {
  const names: string[] = [];
  const resolve = (
    name: string,
    _options: object,
    callback: (error: null, addresses: readonly LookupAddress[]) => void,
  ): void => {
    const addresses = answers[Math.min(names.length, answers.length - 1)] ?? [];
    names.push(name);
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { resolve: resolve as unknown as typeof lookup, names };
}

describe('links', () => {
  it('are followed only by https, on allowed hosts, without credentials, ports and addresses', () => {
    expect(allowedUrl('https://a.s3.example.com/x?sig=1', hosts).pathname).toBe('/x');
    for (const url of [
      'http://a.s3.example.com/x',
      'https://s3.example.com/x',
      'https://a.s3.example.com.evil.example/x',
      'https://a.s3.example.com./x',
      'https://user:pw@a.s3.example.com/x',
      'https://a.s3.example.com:8443/x',
      'https://127.0.0.1/x',
      'https://[::1]/x',
      'https://0x7f000001/x',
      'https://evil.example/x',
      'file:///etc/passwd',
      'not a link',
    ])
      expect(() => allowedUrl(url, hosts), url).toThrow('allowed host');
  });

  it('are read whole', async () => {
    const { download, asked } = await serve((_, response) => response.end('{"a":1}'));
    const bytes = await download('https://files.example.com/x', hosts, limits, never);
    expect(Buffer.from(bytes).toString()).toBe('{"a":1}');
    expect(asked).toEqual(['files.example.com/x']);
  });

  it('may lead on to an allowed host, and nowhere else', async () => {
    const { download, asked } = await serve((incoming, response) => {
      const to: Readonly<Record<string, string>> = {
        '/within': 'https://b.s3.example.com/end',
        '/relative': '/end',
        '/elsewhere': 'https://evil.example/end',
        '/plain': 'http://files.example.com/end',
        '/inside': 'https://169.254.169.254/latest/meta-data',
        '/round': '/round',
      };
      const location = to[incoming.url ?? ''];
      if (location === undefined) response.end('{}');
      else response.writeHead(307, { location }).end();
    });
    const get = (path: string): Promise<Uint8Array> =>
      download(`https://files.example.com${path}`, hosts, limits, never);
    expect(await get('/within')).toHaveLength(2);
    expect(asked).toEqual(['files.example.com/within', 'b.s3.example.com/end']);
    expect(await get('/relative')).toHaveLength(2);
    for (const path of ['/elsewhere', '/plain', '/inside'])
      await expect(get(path), path).rejects.toThrow('allowed host');
    await expect(get('/round')).rejects.toThrow('status 307');
    expect(asked.filter((each) => each.includes('evil') || each.includes('169'))).toEqual([]);
    expect(asked.filter((each) => each.endsWith('/round'))).toHaveLength(4);
  });

  it('that hold too much are let go, announced or not', async () => {
    const { download } = await serve((incoming, response) => {
      if (incoming.url === '/announced') response.writeHead(200, { 'content-length': '100000' });
      for (let n = 0; n < 100; n += 1) response.write('x'.repeat(1000));
      response.end();
    });
    for (const path of ['/announced', '/chunked'])
      await expect(download(`https://files.example.com${path}`, hosts, limits, never), path).rejects.toThrow(
        'more than is allowed',
      );
  });

  it('that take too long, break off or answer with an error fail', async () => {
    const { download } = await serve((incoming, response) => {
      if (incoming.url === '/late') response.write('{');
      else if (incoming.url === '/broken') {
        response.writeHead(200, { 'content-length': '100' }).write('{');
        setTimeout(() => response.destroy(), 20);
      } else response.writeHead(403).end('expired');
    });
    const get = (path: string): Promise<Uint8Array> =>
      download(`https://files.example.com${path}`, hosts, { bytes: 1000, seconds: 0.2 }, never);
    await expect(get('/late')).rejects.toThrow(/abort/i);
    await expect(get('/broken')).rejects.toThrow();
    await expect(get('/expired')).rejects.toThrow('status 403');
    const stop = new AbortController();
    const waiting = download('https://files.example.com/late', hosts, limits, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
  });
});

describe('addresses', () => {
  it('of private and special networks are refused, in every spelling', () => {
    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '169.254.169.254',
      '192.168.0.1',
      '172.20.0.1',
      '100.64.0.1',
      '192.0.2.1',
      '224.0.0.1',
      '255.255.255.255',
      '0.0.0.0',
      '::',
      '::1',
      '::10.0.0.1',
      '::ffff:10.0.0.1',
      '::FFFF:10.0.0.1',
      '::ffff:a00:1',
      '0:0:0:0:0:ffff:0a00:0001',
      '0000:0000:0000:0000:0000:ffff:7f00:0001',
      '64:ff9b::10.0.0.1',
      '2002:0a00:0001::1',
      '2001:0:a00:1::1',
      'fd00::1',
      'fe80::1',
      'fe80::1%eth0',
      'fec0::1',
      'ff02::1',
      'x',
      '',
    ])
      expect(isPublicAddress(address), address).toBe(false);
    for (const address of ['93.184.216.34', '::ffff:93.184.216.34', '2606:2800:220:1::1'])
      expect(isPublicAddress(address), address).toBe(true);
  });

  it('of the older kind are judged the same when they are written as the newer', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address));
      }),
    );
  });

  it('are looked at in every answer, all of them, and what was looked at is connected to', async () => {
    const look = (resolve: typeof lookup): Promise<unknown> =>
      new Promise((done) => {
        createPublicLookup(resolve)('files.example.com', { all: true }, (error, found) => done(error ?? found));
      });
    // First public, then private: the name is asked for anew each time, and each answer is looked at.
    const { resolve, names } = resolver(['93.184.216.34'], ['127.0.0.1']);
    expect(await look(resolve)).toEqual([{ address: '93.184.216.34', family: 4 }]);
    expect(names).toHaveLength(1);
    expect(await look(resolve)).toBeInstanceOf(Error);
    expect(await look(resolver(['93.184.216.34', '10.0.0.1']).resolve)).toBeInstanceOf(Error);
    expect(await look(resolver(['2606:2800:220:1::1', '::1']).resolve)).toBeInstanceOf(Error);
    expect(await look(resolver([]).resolve)).toBeInstanceOf(Error);
  });

  it('of this machine are not reached, whatever a name says', async () => {
    let reached = 0;
    const listening = createServer(() => (reached += 1));
    server = listening;
    await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
    const { port } = listening.address() as AddressInfo;
    // As it is outside of tests, but for the port and TLS.
    const send = (url: URL, options: object, then: () => void) =>
      httpRequest(url.href.replace('https:', 'http:'), { ...options, port }, then);
    for (const addresses of [['127.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], ['93.184.216.34', '127.0.0.1']]) {
      const { resolve } = resolver(addresses);
      const download = createDownload({ resolve, request: send as unknown as typeof request });
      await expect(download('https://files.example.com/', hosts, limits, never)).rejects.toThrow('public network');
    }
    await expect(createDownload()('https://localhost/', ['localhost'], limits, never)).rejects.toThrow(
      'public network',
    );
    expect(reached).toBe(0);
  });
});
