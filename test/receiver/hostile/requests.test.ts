/** Requests that are not what a provider sends: the right status, and nothing stored. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Receiver } from '../../../runtime/receiver/receiver.js';
import {
  api,
  type Package,
  post,
  sample,
  type SentDelivery,
  settled,
  signed,
  start,
  temporaryFolder,
} from '../harness.js';
import { count } from '../faults/ledger.js';
import { exchange, head, requestOf } from './raw.js';

// On a machine that has other work to do.
vi.setConfig({ testTimeout: 180_000 });

const folder = temporaryFolder();
let receiver: Receiver<Package>;
let genuine: SentDelivery;

beforeAll(async () => {
  receiver = await start(join(folder.path, 'requests.db'));
  genuine = await signed('terra', 'events', sample('terra', 'sleep', 'full'), {
    headers: { 'x-terra-trace-id': 'genuine' },
  });
});

afterAll(async () => {
  await receiver.stop();
  folder.remove();
});

const deliveries = (): Promise<number> => count(receiver.database, 'SELECT count(*) AS n FROM delivery');

/** Whatever was sent: nothing is stored, and the receiver goes on. */
async function nothingHappened(): Promise<void> {
  expect(await deliveries()).toBe(0);
  expect((await api(receiver.port, 'GET', '/healthz')).status).toBe(200);
}

describe('a hostile request', () => {
  it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    'of the method %s is answered with 405',
    async (method) => {
      const { status, text } = await exchange(receiver.port, requestOf(genuine, { method }));
      expect(status).toBe(405);
      expect(text.toLowerCase()).toContain('allow: post');
      await nothingHappened();
    },
  );

  it('that is not HTTP is answered with 400 or nothing', async () => {
    for (const bytes of ['BREW / HTTP/1.1\r\n\r\n', '\0\0\0\0\r\n\r\n', 'GET\r\n\r\n', randomBytes(2000)])
      expect([0, 400]).toContain((await exchange(receiver.port, bytes, 1000)).status);
    await nothingHappened();
  });

  it.each(['gzip', 'br', 'deflate', 'gzip, identity', 'x-own', '__proto__'])(
    'of the content encoding %s is answered with 415',
    async (encoding) => {
      const { status } = await exchange(
        receiver.port,
        requestOf(genuine, { headers: [['content-encoding', encoding]] }),
      );
      expect(status).toBe(415);
      await nothingHappened();
    },
  );

  it('that unpacks to a gigabyte is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024));
    const before = process.memoryUsage().rss;
    for (let tries = 0; tries < 8; tries += 1) {
      const start = head('POST', genuine.path, [
        ...Object.entries(genuine.headers),
        ['content-encoding', 'gzip'],
        ['content-length', String(bomb.length)],
      ]);
      expect((await exchange(receiver.port, Buffer.concat([Buffer.from(start), bomb]))).status).toBe(415);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1024 * 1024);
    await nothingHappened();
  });

  it.each([
    ['two lengths', [['content-length', '5']]],
    ['a length and chunks', [['transfer-encoding', 'chunked']]],
    ['an unknown transfer encoding', [['transfer-encoding', 'cow']]],
  ] as const)('with %s is answered with 400', async (_, headers) => {
    expect((await exchange(receiver.port, requestOf(genuine, { headers }))).status).toBe(400);
    await nothingHappened();
  });

  it.each(['-1', '1e3', '0x10', '99999999999999999999', 'NaN'])('of the length %s is refused', async (length) => {
    const start = head('POST', genuine.path, [...Object.entries(genuine.headers), ['content-length', length]]);
    const { status } = await exchange(receiver.port, start + genuine.body, 2000);
    expect([400, 413]).toContain(status);
    expect(await count(receiver.database, "SELECT count(*) AS n FROM delivery WHERE coverage <> 'none'")).toBe(0);
  });

  it.each([
    ['one huge header', [['x-flood', 'x'.repeat(100_000)]]],
    ['thousands of headers', Array.from({ length: 3000 }, (_, n) => [`x-${n}`, 'flood'] as const)],
  ] as const)('with %s is answered with 431', async (_, headers) => {
    expect((await exchange(receiver.port, requestOf(genuine, { headers: [...headers] }))).status).toBe(431);
    expect(await count(receiver.database, "SELECT count(*) AS n FROM delivery WHERE coverage <> 'none'")).toBe(0);
  });

  it('with very many signatures is answered with 401', async () => {
    const { 'terra-signature': own = '', ...others } = genuine.headers;
    const wrong = `${own.slice(0, 13)},${Array.from({ length: 180 }, () => `v1=${'0'.repeat(64)}`).join(',')}`;
    const text = requestOf({ ...genuine, headers: { ...others, 'terra-signature': wrong } });
    expect((await exchange(receiver.port, text)).status).toBe(401);
    expect(await count(receiver.database, "SELECT count(*) AS n FROM delivery WHERE coverage <> 'none'")).toBe(0);
  });

  it.each([
    '/webhooks/../webhooks/terra/events/sandbox',
    '/webhooks/./terra/events/sandbox',
    '//webhooks/terra/events/sandbox',
    '/webhooks//terra/events/sandbox',
    '/webhooks/terra/events/sandbox/',
    '/webhooks/terra/events/sandbox/x',
    '/webhooks/terra/events',
    '/webhooks/terra%2Fevents%2Fsandbox',
    '/webhooks/%74erra/events/sandbox',
    '/webhooks/TERRA/events/sandbox',
    '/webhooks/terra/events/sandbox;x=1',
    '/webhooks/terra/events/sandbox%00',
    '/webhooks/terra/events/sandbox%0d%0a',
    '/webhooks/terra\\events\\sandbox',
    '/webhooks/terra/events/production',
    '/webhooks/__proto__',
    '/webhooks/constructor',
    '/webhooks/rook/notification/sandbox',
    '/webhooks/rook/notification/sandbox/wrong-token',
    '/webhooks/rook/notification/sandbox?token=test-token-rook-notification',
    'http://example.com/webhooks/terra/events/sandbox',
    '*',
    '/',
    '//',
    'http://',
    `/webhooks/${'a/'.repeat(400)}`,
  ])('to %s finds nothing', async (target) => {
    const { status } = await exchange(receiver.port, requestOf(genuine, { target }));
    expect([400, 404]).toContain(status);
    expect(await count(receiver.database, "SELECT count(*) AS n FROM delivery WHERE coverage <> 'none'")).toBe(0);
  });

  it.each([
    ['/v1/users/%E0%A4%A/records', [200, 400, 404]],
    ['/v1/users/..%2f..%2fetc%2fpasswd/records', [200, 404]],
    ["/v1/users/x'%20OR%201=1--/records", [200, 404]],
    ['/v1/deliveries/99999999999999999999999999', [400, 404]],
    ['/v1/deliveries/1/../../jobs', [200, 404]],
    ['/v1/deliveries?cursor=x&limit=1e9&state=%00', [200, 400]],
    ['/v1/users/u/records?limit=-1&from=%27&cursor=%F0', [200, 400]],
    ['/v1/__proto__', [404]],
  ] as const)('to the own API at %s is no fault of the receiver', async (path, statuses) => {
    const authorized = [['authorization', 'Bearer test-token-of-this-machine']] as const;
    expect(statuses).toContain((await exchange(receiver.port, head('GET', path, authorized))).status);
    expect((await exchange(receiver.port, head('GET', path, []))).status).toBe(401);
  });
});

describe('a genuine delivery', () => {
  it('of another content type, and with a query in its address, is taken all the same', async () => {
    for (const [n, type] of ['text/plain', 'application/octet-stream', 'x'].entries()) {
      const delivery = await signed('terra', 'events', { ...sample('terra', 'sleep', 'full'), n });
      const headers = { ...delivery.headers, 'content-type': type, 'x-terra-trace-id': `type-${n}` };
      expect(await post(receiver.port, { ...delivery, headers, path: `${delivery.path}?from=${n}` })).toBe(200);
    }
    await settled(receiver);
    expect(await count(receiver.database, "SELECT count(*) AS n FROM outcome WHERE state = 'processed'")).toBe(3);
  });

  it('that is sent again much later by somebody who saw it is refused', async () => {
    const before = await deliveries();
    const old = await signed('terra', 'events', sample('terra', 'daily', 'full'), { now: Date.now() - 600_000 });
    const vital = await signed('vital', 'events', sample('vital', 'daily.body', 'full'), {
      now: Date.now() - 600_000,
      id: 'msg_old',
    });
    for (let tries = 0; tries < 20; tries += 1) {
      expect(await post(receiver.port, old)).toBe(401);
      expect(await post(receiver.port, vital)).toBe(401);
    }
    expect(await deliveries()).toBe(before);
  });

  it('that is sent again at once under another unsigned id is not processed again', async () => {
    const calls: string[] = [];
    receiver.onEvent('terra.daily', (_, { idempotencyKey }) => {
      calls.push(idempotencyKey);
      return Promise.resolve();
    });
    const delivery = await signed('terra', 'events', sample('terra', 'daily', 'full'));
    for (let n = 0; n < 5; n += 1) {
      const headers = { ...delivery.headers, 'x-terra-trace-id': `replayed-${n}` };
      expect(await post(receiver.port, { ...delivery, headers })).toBe(200);
    }
    await settled(receiver);
    expect(calls).toHaveLength(1);
  });
});
