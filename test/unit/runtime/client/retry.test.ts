import { describe, expect, test } from 'vitest';

import { call } from '../../../../runtime/core/client/call.js';
import { openConnection } from '../../../../runtime/core/client/connection.js';
import {
  createRetryBudget,
  defaultRetryPolicy,
  pauseSeconds,
  retryAfterSeconds,
} from '../../../../runtime/core/client/retry.js';
import type { ConnectionSettings } from '../../../../runtime/core/client/settings.js';
import { createFakeFetch } from '../../../../runtime/core/client/testing.js';
import { createFakeClock } from './fake-clock.js';
import { getThing } from './operations.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');

describe('Retry-After', () => {
  test.each([
    ['7', 7],
    ['0', 0],
    ['1.5', 1.5],
    [' 7 ', 7],
    ['Sat, 21 Nov 2026 12:00:30 GMT', 30],
    ['Saturday, 21-Nov-26 12:00:30 GMT', 30],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['', undefined],
    ['-5', undefined],
    ['soon', undefined],
    ['7 seconds', undefined],
    ['NaN', undefined],
  ])('"%s" asks for %s seconds', (text, want) => {
    expect(retryAfterSeconds(new Headers({ 'retry-after': text }), NOW)).toBe(want);
  });

  test('no header asks for nothing', () => {
    expect(retryAfterSeconds(new Headers(), NOW)).toBeUndefined();
  });
});

describe('pauses', () => {
  test('the bound doubles with every try up to the longest, and chance decides below it', () => {
    const policy = { ...defaultRetryPolicy, tries: 9, firstSeconds: 1, longestSeconds: 10 };
    const bounds = [1, 2, 3, 4, 5].map((tries) => pauseSeconds(policy, tries, undefined, createFakeClock(0, 1)));
    expect(bounds).toEqual([1, 2, 4, 8, 10]);
    expect(pauseSeconds(policy, 3, undefined, createFakeClock(0, 0.25))).toBe(1);
    expect(pauseSeconds(policy, 3, undefined, createFakeClock(0, 0))).toBe(0);
  });

  test('Retry-After is never undercut, and one beyond the longest pause gives up', () => {
    expect(pauseSeconds(defaultRetryPolicy, 1, 20, createFakeClock(0, 0))).toBe(20);
    expect(pauseSeconds(defaultRetryPolicy, 1, 61, createFakeClock(0, 0))).toBeUndefined();
    expect(pauseSeconds(defaultRetryPolicy, 3, 1, createFakeClock(0, 0))).toBeUndefined();
  });

  test.each([
    ['seconds', '20', 20_500],
    ['a date', new Date(1_800_000_020_000).toUTCString(), 20_500],
    ['nothing that can be read', 'later', 500],
  ])('a 429 with Retry-After in %s is tried again after the pause', async (_form, header, want) => {
    const clock = createFakeClock();
    const { fetch, requests } = createFakeFetch({
      'GET /things/{id}': (_request, count) =>
        count === 1 ? { status: 429, headers: { 'retry-after': header } } : { body: { id: 'a' } },
    });
    const client = openConnection({ baseUrl: 'https://api.example.com' }, { fetch, clock });
    expect(await clock.run(call(client, getThing, { id: 'a' }))).toEqual({ id: 'a' });
    expect(clock.pauses).toEqual([want]);
    expect(requests.length).toBe(2);
  });

  test('the error tells how long to wait where the client did not', async () => {
    const { fetch } = createFakeFetch({ 'GET /things/{id}': { status: 429, headers: { 'retry-after': '3600' } } });
    const client = openConnection({ baseUrl: 'https://api.example.com' }, { fetch });
    await expect(call(client, getThing, { id: 'a' })).rejects.toMatchObject({ status: 429, retryAfterSeconds: 3600 });
  });
});

describe('budget', () => {
  test('it is used up by retries and comes back with successes', () => {
    const budget = createRetryBudget(2);
    expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false]);
    for (let success = 0; success < 11; success += 1) budget.refund();
    expect([budget.take(), budget.take()]).toEqual([true, false]);
  });

  test('a client whose budget is spent does not retry', async () => {
    const clock = createFakeClock();
    const settings: ConnectionSettings = { clock, retries: { budget: 3 } };
    const { fetch, requests } = createFakeFetch({ 'GET /things/{id}': { status: 503 } });
    const client = openConnection({ baseUrl: 'https://api.example.com' }, { ...settings, fetch });
    for (let round = 0; round < 3; round += 1)
      await clock.run(call(client, getThing, { id: 'a' }).catch(() => undefined));
    expect(requests.length).toBe(3 + 3);
  });

  test.each([400, 401, 404, 409, 422, 501])('status %d is final', async (status) => {
    const { fetch, requests } = createFakeFetch({ 'GET /things/{id}': { status } });
    await expect(
      call(openConnection({ baseUrl: 'https://api.example.com' }, { fetch }), getThing, { id: 'a' }),
    ).rejects.toMatchObject({ status });
    expect(requests.length).toBe(1);
  });

  test('a connection that fails is tried again, and the cause is kept', async () => {
    const clock = createFakeClock();
    const { fetch, requests } = createFakeFetch({
      'GET /things/{id}': () => {
        throw new TypeError('fetch failed');
      },
    });
    const client = openConnection({ baseUrl: 'https://api.example.com' }, { fetch, clock });
    await expect(clock.run(call(client, getThing, { id: 'a' }))).rejects.toMatchObject({
      reason: 'connection',
      cause: { message: 'fetch failed' },
    });
    expect(requests.length).toBe(3);
  });
});
