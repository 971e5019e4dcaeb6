import { expect, test } from 'vitest';

import { call } from '../../../../runtime/core/client/call.js';
import { openConnection } from '../../../../runtime/core/client/connection.js';
import { createRateLimiter } from '../../../../runtime/core/client/rate-limiter.js';
import { createFakeFetch } from '../../../../runtime/core/client/testing.js';
import { createFakeClock } from './fake-clock.js';
import { getThing } from './operations.js';

const START = 1_800_000_000_000;

test('the first calls go at once, the next when the window allows it', async () => {
  const clock = createFakeClock(START);
  const limiter = createRateLimiter([{ requests: 2, seconds: 60 }], clock);
  const starts: number[] = [];
  const calls = [1, 2, 3, 4, 5].map(() => limiter.acquire().then(() => starts.push(clock.now() - START)));
  await clock.run(Promise.all(calls));
  expect(starts).toEqual([0, 0, 60_000, 60_000, 120_000]);
});

test('of several windows the narrowest decides', async () => {
  const clock = createFakeClock(START);
  const limiter = createRateLimiter(
    [
      { requests: 1, seconds: 1 },
      { requests: 3, seconds: 100 },
    ],
    clock,
  );
  const starts: number[] = [];
  const calls = [1, 2, 3, 4, 5].map(() => limiter.acquire().then(() => starts.push(clock.now() - START)));
  await clock.run(Promise.all(calls));
  expect(starts).toEqual([0, 1_000, 2_000, 100_000, 101_000]);
});

test('an aborted call leaves the queue at once and takes no place', async () => {
  const clock = createFakeClock(START);
  const limiter = createRateLimiter([{ requests: 1, seconds: 10 }], clock);
  const controller = new AbortController();
  const order: string[] = [];
  const note = (name: string) => (): void => void order.push(`${name} ${clock.now() - START}`);
  const first = limiter.acquire().then(note('first'));
  const second = limiter.acquire(controller.signal).catch(note('aborted'));
  const third = limiter.acquire().then(note('third'));
  controller.abort();
  await clock.run(Promise.all([first, second, third]));
  expect(order.sort()).toEqual(['aborted 0', 'first 0', 'third 10000']);
});

test('a pause that the provider asks for holds for every call', async () => {
  const clock = createFakeClock(START);
  const { fetch, requests } = createFakeFetch({
    'GET /things/{id}': (_request, count) =>
      count === 1 ? { status: 429, headers: { 'retry-after': '5' } } : { body: { id: 'a' } },
  });
  const seen: number[] = [];
  const settings = {
    fetch,
    clock,
    rateLimiter: createRateLimiter([], clock),
    onRequest: () => void seen.push(clock.now() - START),
  };
  const client = openConnection({ baseUrl: 'https://api.example.com' }, settings);
  await clock.run(call(client, getThing, { id: 'a' }, { retries: { tries: 1 } }).catch(() => undefined));
  await clock.run(call(client, getThing, { id: 'b' }));
  expect(seen).toEqual([0, 5_000]);
  expect(requests.length).toBe(2);
});

test('retries count, and calls of one client share the limit', async () => {
  const clock = createFakeClock(START, 0);
  const { fetch } = createFakeFetch({
    'GET /things/{id}': (_request, count) => (count === 1 ? { status: 503 } : { body: { id: 'a' } }),
  });
  const seen: number[] = [];
  const client = openConnection(
    { baseUrl: 'https://api.example.com', rateLimiter: createRateLimiter([{ requests: 1, seconds: 10 }], clock) },
    { fetch, clock, onRequest: () => void seen.push(clock.now() - START) },
  );
  await clock.run(Promise.all([call(client, getThing, { id: 'a' }), call(client, getThing, { id: 'b' })]));
  expect(seen).toEqual([0, 10_000, 20_000]);
});

test("a limiter of the user's own is asked in place of the generated one, and false asks none", async () => {
  const { fetch } = createFakeFetch({ 'GET /things/{id}': { body: { id: 'a' } } });
  let asked = 0;
  const own = { acquire: () => Promise.resolve(void (asked += 1)) };
  const never = { acquire: () => Promise.reject(new Error('the generated limiter was asked')) };
  for (const rateLimiter of [own, false] as const) {
    await call(
      openConnection({ baseUrl: 'https://api.example.com', rateLimiter: never }, { fetch, rateLimiter }),
      getThing,
      { id: 'a' },
    );
  }
  expect(asked).toBe(1);
});
