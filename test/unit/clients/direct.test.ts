/** Connections that try once: what they leave out, and what they do like all others. */
import { expect, test } from 'vitest';

import type { Fetch } from '../../../generated/dist/runtime/client/index.js';
import * as rook from '../../../generated/dist/rook/index.js';
import * as rookKit from '../../../generated/dist/rook/testing.js';
import * as spike from '../../../generated/dist/spike/index.js';
import * as spikeKit from '../../../generated/dist/spike/testing.js';
import * as terra from '../../../generated/dist/terra/index.js';
import * as terraKit from '../../../generated/dist/terra/testing.js';

const options = { environment: 'production', devId: 'dev-1', apiKey: 'key-1' } as const;
const params = { user_id: 'u', start_date: '2026-11-20', end_date: '2026-11-21' };

test('a call is one request: 503 is an error at once, with what the provider says of the next try', async () => {
  const fake = terraKit.createFakeFetch({ getActivity: { status: 503, headers: { 'retry-after': '7' } } });
  const connection = terra.connectOnce({ ...options, fetch: fake.fetch });
  await expect(terra.getActivity(connection, params)).rejects.toMatchObject({ status: 503, retryAfterSeconds: 7 });
  expect(fake.requests).toHaveLength(1);
  expect(fake.requests[0]?.headers.get('x-api-key')).toBe('key-1');
});

test('no limit holds calls back', async () => {
  const fake = rookKit.createFakeFetch();
  const connection = rook.connectOnce({ environment: 'sandbox', clientUuid: 'u', secretKey: 's', fetch: fake.fetch });
  await Promise.all(
    Array.from({ length: 70 }, () => rook.getUserInfo(connection, { user_id: 'u', date: '2026-11-21' })),
  );
  expect(fake.requests).toHaveLength(70);
});

test('the signal ends a call with its own reason, before it starts and while it waits', async () => {
  const never: Fetch = (_, { signal }) =>
    new Promise((_resolve, reject) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the platform's fetch does
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const connection = terra.connectOnce({ ...options, fetch: never });
  const reason = new Error('enough');
  await expect(terra.getActivity(connection, params, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const control = new AbortController();
  const call = terra.getActivity(connection, params, { signal: control.signal });
  // After the request has been made, in the next turn.
  setTimeout(() => control.abort(reason));
  await expect(call).rejects.toBe(reason);
});

test("a connection that fails is a RequestError with the platform's error as its cause", async () => {
  const cause = new TypeError('fetch failed');
  const connection = terra.connectOnce({ ...options, fetch: () => Promise.reject(cause) });
  await expect(terra.getActivity(connection, params)).rejects.toMatchObject({ reason: 'connection', cause });
});

test('a token is fetched, and answers are validated by the table of the operation', async () => {
  const fake = spikeKit.createFakeFetch();
  const credentials = { applicationId: 1, applicationUserId: 'u', hmacKey: 'k' };
  const connection = spike.connectV3Once({ ...credentials, fetch: fake.fetch });
  await spike.listSleeps(connection, { from_date: '2026-11-20', to_date: '2026-11-21' });
  expect(fake.requests[1]?.headers.get('authorization')).toMatch(/^Bearer /);

  const metadata = { start_time: 'a', end_time: 'b', summary_id: 's', type: '8' };
  const wrong = terraKit.createFakeFetch({
    getActivity: () => Response.json({ data: [{ metadata }] }),
  });
  const strict = terra.connectOnce({
    ...options,
    fetch: wrong.fetch,
    validation: 'strict',
    validators: { validate: { getActivity: terra.getActivityValidators } },
  });
  await expect(terra.getActivity(strict, params)).rejects.toMatchObject({
    reason: 'invalid_answer',
    issues: [{ path: ['data', 0, 'metadata', 'type'], code: 'type', expected: 'number', received: 'string' }],
  });
});
