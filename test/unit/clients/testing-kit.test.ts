/** The test kits of the built package: every sample answer has to be one that the strictest client accepts. */
import { describe, expect, test } from 'vitest';

import type { Fetch, Operation } from '../../../generated/dist/runtime/client/index.js';
import * as rook from '../../../generated/dist/rook/index.js';
import * as rookKit from '../../../generated/dist/rook/testing.js';
import * as spike from '../../../generated/dist/spike/index.js';
import * as spikeKit from '../../../generated/dist/spike/testing.js';
import * as terra from '../../../generated/dist/terra/index.js';
import * as terraKit from '../../../generated/dist/terra/testing.js';
import * as vital from '../../../generated/dist/vital/index.js';
import * as vitalKit from '../../../generated/dist/vital/testing.js';

type Method = (...args: readonly object[]) => Promise<unknown>;
type Module = Readonly<Record<string, unknown>>;

const strict = {
  validation: 'strict',
  rateLimiter: false,
  retries: { tries: 1 },
} as const;
const hmac = { applicationId: 1000, applicationUserId: 'user-1', hmacKey: 'key' };
const basic = { clientUuid: 'u', secretKey: 's' };

const clients: readonly (readonly [string, Module, Fetch, (fetch: Fetch) => object])[] = [
  [
    'rook',
    rook,
    rookKit.createFakeFetch().fetch,
    (fetch) => rook.createClient({ environment: 'sandbox', ...basic, fetch, ...strict }),
  ],
  [
    'spike legacy',
    spike,
    spikeKit.createFakeFetch().fetch,
    (fetch) => spike.createLegacyClient({ clientAccessToken: 't', fetch, ...strict }),
  ],
  ['spike v3', spike, spikeKit.createFakeFetch().fetch, (fetch) => spike.createV3Client({ ...hmac, fetch, ...strict })],
  [
    'terra',
    terra,
    terraKit.createFakeFetch().fetch,
    (fetch) => terra.createClient({ environment: 'older', devId: 'd', apiKey: 'k', fetch, ...strict }),
  ],
  [
    'vital',
    vital,
    vitalKit.createFakeFetch().fetch,
    (fetch) => vital.createClient({ environment: 'sandbox_eu', apiKey: 'k', fetch, ...strict }),
  ],
];

describe.each(clients)('%s', (_name, module, fetch, create) => {
  const client = create(fetch) as Readonly<Record<string, Method>>;
  const ids = Object.keys(client).filter((id) => `${id}Operation` in module);

  test('every operation answers a sample that passes strict validation', async () => {
    const failures: string[] = [];
    for (const id of ids) {
      await client[id]?.(...argumentsOf(module[`${id}Operation`])).catch((error: unknown) => {
        const issues = (error as { readonly issues?: unknown }).issues ?? [];
        failures.push(`${String(error)} ${JSON.stringify(issues).slice(0, 300)}`);
      });
    }
    expect(failures).toEqual([]);
    expect(ids.length).toBeGreaterThan(15);
  });

  test('lists end after their only page', async () => {
    for (const id of Object.keys(client).filter((each) => each.endsWith('Items'))) {
      const found: unknown[] = [];
      const iterate = client[id] as unknown as (...args: readonly object[]) => AsyncIterable<unknown>;
      const [params = {}] = argumentsOf(module[`${id.replace(/Items$/, '')}Operation`]);
      for await (const item of iterate(params)) found.push(item);
      expect(`${id}: ${found.length}`).toBe(`${id}: 1`);
    }
  });
});

/** A text for each parameter; where there is nothing to pass, nothing. */
function argumentsOf(operation: unknown): readonly object[] {
  const { parameters, body } = operation as Operation<never, unknown, unknown>;
  if (parameters.length === 0 && body === undefined) return [];
  return [
    { ...Object.fromEntries(parameters.map(({ name }) => [name, 'x'])), ...(body === undefined ? {} : { body: {} }) },
  ];
}

test('a route replaces a sample, by status with its declared body, by function or as a whole Response', async () => {
  const { fetch, requests } = terraKit.createFakeFetch({
    listIntegrations: { status: 503 },
    listUsers: () => ({ status: 200, body: terraKit.listUsersAnswer() }),
    getUserInfo: () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
  });
  const client = terra.createClient({
    environment: 'production',
    devId: 'd',
    apiKey: 'k',
    fetch,
    retries: { tries: 1 },
  });
  await expect(client.listIntegrations()).rejects.toMatchObject({ name: 'ApiError', status: 503 });
  await expect(client.listUsers()).resolves.toEqual(terraKit.listUsersAnswer());
  await expect(client.getUserInfo()).rejects.toMatchObject({ reason: 'malformed_answer' });
  expect(requests.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
    'GET /api/v2/integrations',
    'GET /api/v2/subscriptions',
    'GET /api/v2/userInfo',
  ]);
});
