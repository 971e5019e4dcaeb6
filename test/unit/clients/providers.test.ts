/** The built clients of the providers: their limits, and what they show of their credentials. */
import { inspect } from 'node:util';

import { describe, expect, test } from 'vitest';

import type { Fetch, RateLimiter } from '../../../generated/dist/runtime/client/index.js';
import * as rook from '../../../generated/dist/rook/index.js';
import * as rookKit from '../../../generated/dist/rook/testing.js';
import * as spike from '../../../generated/dist/spike/index.js';
import * as terra from '../../../generated/dist/terra/index.js';
import * as vital from '../../../generated/dist/vital/index.js';
import { createFakeClock } from '../runtime/client/fake-clock.js';

const SECRET = 'c0ffee-5ecret';
const sandbox = { environment: 'sandbox', clientUuid: 'u', secretKey: SECRET } as const;

test('limits are exported by the function that opens the client, for whoever calls for several of them', () => {
  expect(rook.clientRateLimits).toEqual({
    createClient: [
      { requests: 60, seconds: 60 },
      { requests: 10_000, seconds: 86_400 },
    ],
  });
  expect(Object.keys(spike.clientRateLimits)).toEqual(['createLegacyClient', 'createV3Client']);
  for (const factory of Object.keys(spike.clientRateLimits)) expect(spike).toHaveProperty(factory);
});

describe('the published limit of ROOK: 60 a minute and 10,000 a day', () => {
  test('the 61st call of a client waits until the minute is over', async () => {
    const clock = createFakeClock(0, 0);
    const { fetch } = rookKit.createFakeFetch();
    const starts: number[] = [];
    const client = rook.createClient({ ...sandbox, fetch, clock, onRequest: () => void starts.push(clock.now()) });
    const calls = Array.from({ length: 130 }, () => client.getUserInfo({ user_id: 'u', date: '2026-11-21' }));
    await clock.run(Promise.all(calls));
    expect([starts[0], starts[59], starts[60], starts[119], starts[120]]).toEqual([0, 0, 60_000, 60_000, 120_000]);
  });

  test('two clients share one limit through a limiter of their own', async () => {
    const clock = createFakeClock(0, 0);
    const starts: number[] = [];
    const shared = sharedLimiter({ requests: 3, seconds: 10 }, clock);
    const { fetch } = rookKit.createFakeFetch();
    const settings = { ...sandbox, fetch, clock, rateLimiter: shared, onRequest: () => void starts.push(clock.now()) };
    const [one, two] = [rook.createClient(settings), rook.createClient(settings)];
    const calls = [one, two, one, two, one, two, one].map((client) =>
      client.getUserInfo({ user_id: 'u', date: '2026-11-21' }),
    );
    await clock.run(Promise.all(calls));
    expect(starts).toEqual([0, 0, 0, 10_000, 10_000, 10_000, 20_000]);
  });
});

/** As a limiter over Redis would be written: a counter for each window, in a store that all processes see. */
function sharedLimiter(
  { requests, seconds }: { readonly requests: number; readonly seconds: number },
  clock: ReturnType<typeof createFakeClock>,
): RateLimiter {
  const store = new Map<number, number>();
  return {
    async acquire(signal) {
      for (;;) {
        const window = Math.floor(clock.now() / 1000 / seconds);
        const count = (store.get(window) ?? 0) + 1;
        store.set(window, count);
        if (count <= requests) return;
        await clock.sleep((window + 1) * seconds * 1000 - clock.now(), signal);
      }
    },
  };
}

describe('credentials', () => {
  const makers: readonly (readonly [string, (fetch: Fetch) => object])[] = [
    ['rook', (fetch) => rook.createClient({ ...sandbox, fetch })],
    ['spike legacy', (fetch) => spike.createLegacyClient({ clientAccessToken: SECRET, fetch })],
    ['spike v3', (fetch) => spike.createV3Client({ applicationId: 1, applicationUserId: 'u', hmacKey: SECRET, fetch })],
    ['terra', (fetch) => terra.createClient({ environment: 'older', devId: SECRET, apiKey: SECRET, fetch })],
    ['vital', (fetch) => vital.createClient({ environment: 'sandbox_us', apiKey: SECRET, fetch })],
  ];
  const answers: readonly (readonly [string, Fetch])[] = [
    ['401', () => Promise.resolve(Response.json({ error: 'no' }, { status: 401 }))],
    ['broken JSON', () => Promise.resolve(new Response('{', { headers: { 'content-type': 'application/json' } }))],
    ['a connection that fails', () => Promise.reject(new TypeError('fetch failed'))],
  ];

  test.each(makers)('%s: neither the client nor what its calls fail with shows one', async (_name, make) => {
    const shown: string[] = [];
    const show = (value: unknown): void => {
      shown.push(inspect(value, { depth: null, showHidden: true, getters: true }), String(value));
    };
    for (const [, fetch] of answers) {
      const client = make(fetch) as Readonly<Record<string, (...args: readonly object[]) => Promise<unknown>>>;
      show(client);
      shown.push(JSON.stringify(client));
      const id = Object.keys(client).find((name) => name.startsWith('get')) ?? '';
      const options = { retries: { tries: 1 } };
      const params = new Proxy(
        {},
        { getOwnPropertyDescriptor: () => ({ value: 'x', configurable: true }), get: () => 'x' },
      );
      const error = await client[id]?.(params, options).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      show(error);
      show((error as Error).stack);
    }
    const text = shown.join('\n');
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(Buffer.from(`u:${SECRET}`).toString('base64'));
  });
});
