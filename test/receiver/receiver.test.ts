/** What a receiver does with deliveries, the same for every store. */
import { expect, it } from 'vitest';
import type { Receiver } from '../../runtime/receiver/receiver.js';
import { api, type Package, post, sample, settled, signed, start, until } from './harness.js';
import { describeStores } from './stores.js';

let count = 0;

describeStores('a receiver', (using) => {
  const number = async (receiver: Receiver<Package>, sql: string): Promise<number> =>
    Number((await receiver.database.read(sql))[0]?.['n']);

  it('stores a genuine delivery, answers with the accepted status and makes records of it', () =>
    using(async (receiver) => {
      const event = sample('terra', 'sleep', 'full');
      expect(
        await post(
          receiver.port,
          await signed('terra', 'events', event, {
            headers: { 'x-terra-trace-id': 'trace-1', 'x-terra-ordering-timestamp': '100' },
          }),
        ),
      ).toBe(200);
      await settled(receiver);
      const { body } = await api(
        receiver.port,
        'GET',
        `/v1/users/${event.user.user_id}/records?provider=terra&type=sleep`,
      );
      expect(body.items).toHaveLength(event.data.length);
      expect(body.items[0]?.data).toEqual(event.data[0]);
      expect(await number(receiver, "SELECT count(*) AS n FROM outcome WHERE state = 'processed'")).toBe(1);
    }));

  it('takes the sample of every webhook and event with the test secrets', () =>
    using(async (receiver) => {
      const samples = [
        ['rook', 'data', 'sleep_health.sleep_summary', 'full'],
        ['spike', 'legacy', 'heart', 'full'],
        ['terra', 'events', 'user_reauth', 'full'],
      ] as const;
      for (const [provider, webhook, event, file] of samples) {
        let body: unknown;
        try {
          body = sample(provider, event, file);
        } catch {
          continue;
        }
        expect([200, 201, 202]).toContain(await post(receiver.port, await signed(provider, webhook, body)));
      }
      await settled(receiver);
      expect(await number(receiver, "SELECT count(*) AS n FROM outcome WHERE state <> 'processed'")).toBe(0);
    }));

  it('refuses what is not genuine with 401 and stores nothing of it', () =>
    using(async (receiver) => {
      const event = sample('terra', 'sleep', 'full');
      const genuine = await signed('terra', 'events', event);
      expect(await post(receiver.port, { ...genuine, body: `${genuine.body} ` })).toBe(401);
      expect(await post(receiver.port, { ...genuine, headers: {} })).toBe(401);
      expect(
        await post(receiver.port, await signed('terra', 'events', event, { secret: 'another-secret-altogether' })),
      ).toBe(401);
      expect(await post(receiver.port, await signed('terra', 'events', event, { now: Date.now() - 3600_000 }))).toBe(
        401,
      );
      expect(await number(receiver, 'SELECT count(*) AS n FROM delivery')).toBe(0);
    }));

  it('acknowledges a duplicate and processes it once', () =>
    using(async (receiver) => {
      const delivery = await signed('terra', 'events', sample('terra', 'sleep', 'full'), {
        headers: { 'x-terra-trace-id': 'again' },
      });
      const statuses = await Promise.all(Array.from({ length: 8 }, () => post(receiver.port, delivery)));
      expect(statuses).toEqual(Array.from({ length: 8 }, () => 200));
      await settled(receiver);
      expect(await number(receiver, 'SELECT count(*) AS n FROM delivery')).toBe(1);
      expect(await number(receiver, 'SELECT count(*) AS n FROM outcome')).toBe(1);
    }));

  it('keeps another body under a known identity aside where the signature does not cover it', () =>
    using(async (receiver) => {
      const event = sample('spike', 'heart', 'full');
      const first = await signed('spike', 'legacy', event);
      expect(await post(receiver.port, first)).toBe(200);
      expect(await post(receiver.port, { ...first, body: JSON.stringify({ ...event, data: [] }) })).toBe(200);
      await settled(receiver);
      const { body } = await api(receiver.port, 'GET', '/v1/deliveries?state=quarantined');
      expect(body.items).toMatchObject([{ conflict: true, reason: 'identity_conflict' }]);
    }));

  it('flags another body of a document of ROOK in the same version, whose signature covers no more than what it is', () =>
    using(async (receiver) => {
      const event = sample('rook', 'sleep_health.sleep_summary', 'full');
      const deliver = async (change: object): Promise<void> => {
        expect(await post(receiver.port, await signed('rook', 'data', { ...event, ...change }))).toBe(200);
      };
      await deliver({ document_version: 4 });
      await deliver({ document_version: 4 });
      await deliver({ document_version: 4, marker: 'forged' });
      await deliver({ document_version: 5, marker: 'newer' });
      await settled(receiver);
      const { body } = await api(receiver.port, 'GET', '/v1/deliveries');
      expect(body.items.map(({ state, reason }) => [state, reason])).toEqual([
        ['processed', null],
        ['quarantined', 'identity_conflict'],
        ['processed', null],
      ]);
    }));

  it('keeps an unknown event type and a body without the shape of its type', () =>
    using(async (receiver) => {
      expect(
        await post(receiver.port, await signed('terra', 'events', { type: 'brand_new', user: { user_id: 'u-1' } })),
      ).toBe(200);
      expect(await post(receiver.port, await signed('terra', 'events', { type: 'sleep', data: 'none' }))).toBe(200);
      expect(await post(receiver.port, await signed('terra', 'events', '{"type":'))).toBe(200);
      await settled(receiver);
      const { body } = await api(receiver.port, 'GET', '/v1/deliveries');
      expect(body.items.map((each) => each.state).sort()).toEqual(['quarantined', 'quarantined', 'unknown']);
    }));

  it('lets the highest version stand and keeps the history', () =>
    using(async (receiver) => {
      const event = sample('terra', 'sleep', 'full');
      const night = (order: string, score: number): Promise<unknown> =>
        send(receiver, { ...event, data: [{ ...event.data[0], marker: score }] }, order);
      await night('200', 2);
      await night('300', 3);
      await night('100', 1);
      await settled(receiver);
      const { body } = await api(receiver.port, 'GET', `/v1/users/${event.user.user_id}/records?type=sleep`);
      expect(body.items).toHaveLength(1);
      expect(body.items[0]?.data['marker']).toBe(3);
      expect(await number(receiver, 'SELECT count(*) AS n FROM revision')).toBe(3);
    }));

  it('joins the old and the new id of a user and erases both', () =>
    using(async (receiver) => {
      const event = sample('terra', 'sleep', 'full');
      await send(receiver, { ...event, user: { ...event.user, user_id: 'user-old' } }, '1');
      const reauth = sample('terra', 'user_reauth', 'full');
      await send(
        receiver,
        {
          ...reauth,
          old_user: { ...reauth.old_user, user_id: 'user-old' },
          new_user: { ...reauth.new_user, user_id: 'user-new' },
        },
        '2',
      );
      await settled(receiver);
      expect((await api(receiver.port, 'GET', '/v1/users/user-new/records')).body.items).toHaveLength(1);
      const { body } = await api(receiver.port, 'DELETE', '/v1/users/user-new');
      expect(body).toMatchObject({ remaining: 0, erased: { records: 1, deliveries: 2 } });
      for (const table of ['record', 'revision', 'delivery', 'person', 'outcome', 'job', 'delivery_user'])
        expect(await number(receiver, `SELECT count(*) AS n FROM ${table}`)).toBe(0);
    }));

  it('replays a delivery without a second effect', () =>
    using(async (receiver) => {
      await send(receiver, sample('terra', 'sleep', 'full'), '5');
      await settled(receiver);
      const before = await receiver.database.read('SELECT * FROM record ORDER BY ref');
      const id = await number(receiver, 'SELECT id AS n FROM delivery');
      expect((await api(receiver.port, 'POST', `/v1/deliveries/${id}/replay`)).status).toBe(200);
      await settled(receiver);
      expect(await receiver.database.read('SELECT * FROM record ORDER BY ref')).toEqual(before);
      expect(await number(receiver, 'SELECT count(*) AS n FROM revision')).toBe(before.length);
    }));

  it('calls handlers with the typed event, retries them and lists those that never succeed', () =>
    using(async (receiver) => {
      const seen: string[] = [];
      let failures = 0;
      receiver.onEvent('terra.sleep', (event, { idempotencyKey }) => {
        if ((failures += 1) === 1) return Promise.reject(new Error('not yet'));
        seen.push(`${event.type} ${idempotencyKey}`);
        return Promise.resolve();
      });
      receiver.onEvent('terra.daily', () => Promise.reject(new Error('never')));
      await send(receiver, sample('terra', 'sleep', 'full'), '1');
      await send(receiver, sample('terra', 'daily', 'full'), '1');
      await until(
        async () => seen.length === 1 && (await number(receiver, 'SELECT count(*) AS n FROM job WHERE dead = 1')) === 1,
        'the handlers ran',
      );
      const id = await number(receiver, 'SELECT min(id) AS n FROM delivery');
      expect(seen).toEqual([`sleep terra/events/sandbox/${id}/0`]);
      const { body } = await api(receiver.port, 'GET', '/v1/jobs');
      expect(body.items).toMatchObject([{ kind: 'handle', attempts: 3, dead: true, error: 'Error' }]);
    }));

  it('counts announced deliveries against those that arrived', () =>
    using(async (receiver) => {
      const reference = 'ref-1';
      await send(
        receiver,
        { ...sample('terra', 'large_request_sending', 'full'), reference, expected_payloads: 2 },
        '1',
      );
      const event = sample('terra', 'sleep', 'full');
      for (const part of ['a', 'b'])
        await send(receiver, { ...event, user: { ...event.user, user_id: part } }, '1', {
          'terra-reference': reference,
        });
      await settled(receiver);
      const { body } = await api(receiver.port, 'GET', '/v1/expectations');
      expect(body.items).toEqual([{ source: 'terra/events/sandbox', reference, expected: 2, arrived: 2 }]);
    }));

  it('downloads what a link holds and processes it as the event', () => {
    const event = sample('terra', 'sleep', 'full');
    const asked: (readonly [string, readonly string[]])[] = [];
    const download = (url: string, hosts: readonly string[]): Promise<Uint8Array> => {
      asked.push([url, hosts]);
      return Promise.resolve(Buffer.from(JSON.stringify(event)));
    };
    return using(
      async (receiver) => {
        const notice = sample('terra', 's3_payload', 'full');
        await send(receiver, notice, '1');
        await until(
          async () => (await number(receiver, 'SELECT count(*) AS n FROM record')) > 0,
          'the download was processed',
        );
        expect(asked).toEqual([[notice.url, ['*.s3.eu-west-2.amazonaws.com']]]);
      },
      {},
      { download },
    );
  });

  it('stores a large delivery in parts and finds its records', () =>
    using(async (receiver) => {
      const event = sample('terra', 'sleep', 'full');
      const filler = Array.from({ length: 300 }, (_, index) => ({
        ...event.data[0],
        metadata: { ...event.data[0]?.metadata, summary_id: `summary-${index}` },
        note: 'x'.repeat(16_000),
      }));
      expect(await send(receiver, { ...event, data: filler }, '1')).toBe(200);
      await settled(receiver);
      expect(await number(receiver, 'SELECT count(*) AS n FROM record')).toBe(300);
      expect(await number(receiver, 'SELECT count(*) AS n FROM part')).toBeGreaterThan(8);
    }));

  it('takes the same delivery at two receivers and processes it once', () =>
    using(async (first, store) => {
      const second = await start(store);
      const delivery = await signed('terra', 'events', sample('terra', 'sleep', 'full'), {
        headers: { 'x-terra-trace-id': 'both' },
      });
      const statuses = await Promise.all(
        Array.from({ length: 8 }, (_, index) => post(index % 2 === 0 ? first.port : second.port, delivery)),
      );
      await settled(first);
      expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
      expect(await number(first, 'SELECT count(*) AS n FROM delivery')).toBe(1);
      expect(await number(first, 'SELECT count(*) AS n FROM revision')).toBe(1);
      await second.stop();
    }));

  async function send(
    receiver: Receiver<Package>,
    event: unknown,
    order: string,
    headers: Record<string, string> = {},
  ): Promise<number> {
    return post(
      receiver.port,
      await signed('terra', 'events', event, {
        headers: { 'x-terra-trace-id': `trace-${(count += 1)}`, 'x-terra-ordering-timestamp': order, ...headers },
      }),
    );
  }
});
