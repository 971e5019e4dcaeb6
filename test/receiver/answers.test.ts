/** Calls of follow-ups: what is kept of their answers, what waits for what, and how many there are. The same on every store. */
import { createHash } from 'node:crypto';
import { rook } from '@hookwright/providers';
import { expect, it } from 'vitest';
import { budgetOf, takeCall } from '../../runtime/receiver/budget.js';
import { openStore, type Receiver } from '../../runtime/receiver/receiver.js';
import { fakeFetch, historical, json, vital } from './fake-provider.js';
import { api, type Package, post, samples, settled, signed, until } from './harness.js';
import { describeStores } from './stores.js';

type Running = Receiver<Package>;

const empty = { groups: {}, next: null, next_cursor: null };

const number = async (receiver: Running, sql: string): Promise<number> =>
  Number((await receiver.database.read(sql))[0]?.['n']);

async function sendHistory(receiver: Running, user: string, id: string): Promise<void> {
  const event = { ...historical, user_id: user, data: { ...historical.data, user_id: user } };
  expect(await post(receiver.port, await signed('vital', 'events', event, { id }))).toBeLessThan(300);
}

const users = ['a', 'b', 'c'].map((letter) => `0c6b1b5e-4a4e-4d37-9a55-0d5b0a6a3a1${letter}`);

describeStores('answers', (using, newStore) => {
  it('are kept as they came, with their hash, page by page, and go with their user', () => {
    const pages = [
      json({ groups: {}, next: 'more', next_cursor: 'more' }),
      json({ groups: { withings: [] }, next: null, next_cursor: null }),
    ];
    const texts = [
      '{"groups":{},"next":"more","next_cursor":"more"}',
      '{"groups":{"withings":[]},"next":null,"next_cursor":null}',
    ];
    const { fetch, urls } = fakeFetch((_, calls) => pages[calls - 1] ?? json(empty));
    return using(
      async (receiver) => {
        await sendHistory(receiver, historical.user_id, 'msg_1');
        await settled(receiver);
        expect(urls.map((url) => url.searchParams.get('next_cursor'))).toEqual([null, 'more']);
        const { body } = await api(receiver.port, 'GET', `/v1/users/${historical.user_id}/answers`);
        expect(body.items).toMatchObject([
          {
            operation: 'listTimeseries',
            body: texts.map((text) => JSON.parse(text) as unknown),
            pages: texts.map((text) => ({
              sha256: createHash('sha256').update(text).digest('hex'),
              size: text.length,
            })),
          },
        ]);
        const stored = await receiver.database.read('SELECT body FROM answer_page ORDER BY n');
        expect(stored.map((row) => Buffer.from(row['body'] as Uint8Array).toString())).toEqual(texts);
        const erased = await api(receiver.port, 'DELETE', `/v1/users/${historical.user_id}`);
        expect(erased.body).toMatchObject({ remaining: 0, erased: { answer: 1, answer_page: 2 } });
        expect(await number(receiver, 'SELECT count(*) AS n FROM answer_page')).toBe(0);
      },
      { clients: [vital] },
      { fetch },
    );
  });

  it('of which some have come are not asked for again: a call that has to wait goes on where it was', () => {
    let ahead = 0;
    const { fetch, urls } = fakeFetch((url) => {
      const page = Number(url.searchParams.get('next_cursor') ?? 0);
      const next = page < 6 ? String(page + 1) : null;
      return json({ groups: {}, next, next_cursor: next });
    });
    return using(
      async (receiver) => {
        await sendHistory(receiver, historical.user_id, 'msg_1');
        // Two calls a minute for seven pages: four waits.
        for (let minute = 0; minute < 4; minute += 1) {
          await until(() => Promise.resolve(urls.length === Math.min(7, 2 * (minute + 1))), `minute ${minute}`);
          await until(
            async () => (await number(receiver, 'SELECT count(*) AS n FROM job WHERE lease IS NOT NULL')) === 0,
            'a rest',
          );
          ahead += 61_000;
        }
        await settled(receiver);
        expect(urls.map((url) => url.searchParams.get('next_cursor'))).toEqual([null, '1', '2', '3', '4', '5', '6']);
        expect(await number(receiver, 'SELECT count(*) AS n FROM answer_page')).toBe(7);
        expect(await number(receiver, 'SELECT count(*) AS n FROM answer')).toBe(1);
      },
      { clients: [{ ...vital, budget: [{ requests: 3, seconds: 60 }] }] },
      { fetch, clock: () => Date.now() + ahead },
    );
  });

  it('that hold tokens are not kept, and each user has a client of their own', () => {
    const seen: string[] = [];
    const { fetch } = fakeFetch((url) => {
      seen.push(url.pathname);
      return url.pathname.includes('auth') ? json({ access_token: 'token-of-a-user' }) : json({ records: [] });
    });
    const spike = {
      provider: 'spike',
      environment: 'sandbox',
      factory: 'createV3Client',
      options: { applicationId: 4711, applicationUserId: { from: 'user' }, hmacKey: 'a-key-of-some-length' },
      budget: undefined,
      gapCalls: [],
    } as const;
    return using(
      async (receiver) => {
        const events = samples('spike', 'record_change', 'two-users');
        expect(await post(receiver.port, await signed('spike', 'v3', events))).toBe(200);
        await settled(receiver);
        expect(await receiver.database.read('SELECT error FROM job')).toEqual([]);
        expect(seen.filter((path) => path.includes('auth')).length).toBe(2);
        const stored = await receiver.database.read('SELECT body FROM answer_page');
        expect(stored.map((row) => Buffer.from(row['body'] as Uint8Array).toString())).toEqual([
          '{"records":[]}',
          '{"records":[]}',
        ]);
        expect(await number(receiver, 'SELECT count(*) AS n FROM budget_call')).toBe(4);
      },
      { clients: [spike] },
      { fetch },
    );
  });

  it('to live work come before history, whose share of a budget ends first', () => {
    let ahead = 0;
    const { fetch, urls } = fakeFetch(() => json(empty));
    return using(
      async (receiver) => {
        for (let n = 0; n < 6; n += 1) await sendHistory(receiver, users[0] ?? '', `msg_${n}`);
        // Four fifths of five calls are for history.
        await until(() => Promise.resolve(urls.length === 4), 'the share of history is used up');
        await until(async () => (await number(receiver, 'SELECT count(*) AS n FROM pause')) === 1, 'history pauses');
        const live = {
          operation: 'listTimeseries',
          parameters: { resource: 'steps', user_id: 'live' },
          user: 'live',
          account: 'vital/sandbox',
        };
        await receiver.database.write([
          {
            sql: "INSERT INTO job (delivery_id, kind, payload, lane, rank, user_id, account, dead, attempts, run_at) VALUES (0, 'fetch', $1, 3, 0, 'live', 'vital/sandbox', 0, 0, 0)",
            values: [JSON.stringify(live)],
          },
        ]);
        await until(() => Promise.resolve(urls.length === 5), 'live work has a call left');
        expect(urls[4]?.pathname).toContain('live');
        ahead = 61_000;
        await settled(receiver);
        expect(urls).toHaveLength(7);
        expect(await number(receiver, 'SELECT count(*) AS n FROM job')).toBe(0);
      },
      { clients: [{ ...vital, budget: [{ requests: 5, seconds: 60 }] }] },
      { fetch, clock: () => Date.now() + ahead },
    );
  });

  it('come to all users in turns, however much one of them asks for', () => {
    const { fetch, urls } = fakeFetch(() => json(empty));
    return using(
      async (receiver) => {
        const pause = "INSERT INTO pause (account, until) VALUES ('vital/sandbox', 9000000000000000)";
        await receiver.database.write([{ sql: pause, values: [] }]);
        for (let n = 0; n < 4; n += 1) await sendHistory(receiver, users[0] ?? '', `msg_a${n}`);
        for (const [index, user] of users.slice(1).entries()) await sendHistory(receiver, user, `msg_b${index}`);
        const jobs = () => number(receiver, "SELECT count(*) AS n FROM job WHERE kind = 'fetch'");
        await until(async () => (await jobs()) === 6, 'all are planned');
        await receiver.database.write([{ sql: 'DELETE FROM pause', values: [] }]);
        await settled(receiver);
        const order = urls.map((url) => users.findIndex((user) => url.pathname.includes(user)));
        // Four at a time, so the first three places are those of the three users.
        expect(order.slice(0, 4).sort()).toEqual([0, 0, 1, 2]);
        expect(order.slice(4)).toEqual([0, 0]);
      },
      { clients: [vital] },
      { fetch },
    );
  });

  it('are never more than the budget in the store allows, whoever asks', () =>
    using(async (receiver) => {
      const budget = [
        { requests: 3, seconds: 60 },
        { requests: 5, seconds: 86_400 },
      ];
      const take = (now: number): Promise<number | undefined> => takeCall(receiver.database, 'a/b', budget, now);
      const asked = await Promise.all(Array.from({ length: 6 }, () => take(1000)));
      expect(asked.filter((each) => each === undefined)).toHaveLength(3);
      expect(asked.filter((each) => each !== undefined)).toEqual([61_000, 61_000, 61_000]);
      const next = await Promise.all([take(61_001), take(61_001), take(61_001)]);
      expect(next.filter((each) => each === undefined)).toHaveLength(2);
      expect(next).toContain(86_401_000);
    }));

  it('of ROOK are 60 a minute and 10,000 a day, also after a restart and for two workers', async () => {
    const store = newStore();
    const database = await openStore(store, false);
    const budget = budgetOf({ rook }, { provider: 'rook', factory: 'createClient', budget: undefined });
    const start = 1_000_000_000_000;
    // 9,950 calls of the last day, 60 a minute.
    for (let from = 0; from < 9950; from += 500)
      await database.write(
        Array.from({ length: Math.min(500, 9950 - from) }, (_, n) => ({
          sql: "INSERT INTO budget_call (name, at) VALUES ('rook/x', $1)",
          values: [start + Math.floor((from + n) / 60) * 60_000],
        })),
      );
    const now = start + 170 * 60_000;
    for (let n = 0; n < 50; n += 1) expect(await takeCall(database, 'rook/x', budget, now + n * 2000)).toBeUndefined();
    await database.close();
    const [first, second] = [await openStore(store, false), await openStore(store, false)];
    const later = now + 100_000;
    expect(await Promise.all([first, second].map((each) => takeCall(each, 'rook/x', budget, later)))).toEqual([
      start + 86_400_000,
      start + 86_400_000,
    ]);
    const tomorrow = start + 86_400_001;
    const taken: (number | undefined)[] = [];
    for (let n = 0; n < 62; n += 1)
      taken.push(await takeCall(n % 2 === 0 ? first : second, 'rook/x', budget, tomorrow));
    // The first minute of yesterday is free again, and this minute is used up.
    expect(taken.filter((each) => each === undefined)).toHaveLength(60);
    expect(taken.slice(60)).toEqual([tomorrow + 60_000, tomorrow + 60_000]);
    await Promise.all([first.close(), second.close()]);
  });
});
