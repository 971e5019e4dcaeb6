/** Records: which version stands, what is one record, what an erasure leaves. The same on every store. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Receiver } from '../../runtime/receiver/receiver.js';
import { isMentioned } from '../../runtime/receiver/erasure.js';
import { applyRetention } from '../../runtime/receiver/retention.js';
import { resealStore } from '../../runtime/receiver/maintenance.js';
import { createVault } from '../../runtime/receiver/vault.js';
import { api, type Package, post, sample, settled, signed } from './harness.js';
import { describeStores } from './stores.js';

type Running = Receiver<Package>;

interface Version {
  readonly version: number;
  readonly marker: number;
}

/** What stands after these arrived in this order: the highest version, and of equal ones the first or the last. */
function model(versions: readonly Version[], tie: 'first' | 'last'): Version | undefined {
  let standing: Version | undefined;
  for (const each of versions) {
    if (standing === undefined || each.version > standing.version) standing = each;
    else if (each.version === standing.version && tie === 'last') standing = each;
  }
  return standing;
}

let count = 0;

const number = async (receiver: Running, sql: string): Promise<number> =>
  Number((await receiver.database.read(sql))[0]?.['n']);

async function sendTerra(receiver: Running, event: unknown, headers: Record<string, string> = {}): Promise<void> {
  const own = { 'x-terra-trace-id': `trace-${(count += 1)}`, ...headers };
  expect(await post(receiver.port, await signed('terra', 'events', event, { headers: own }))).toBe(200);
}

function sleepOf(user: string, change: object = {}): object {
  const event = sample('terra', 'sleep', 'full');
  return { ...event, user: { ...event.user, user_id: user }, data: [{ ...event.data[0], ...change }] };
}

const isoDay = /^\d{4}-\d{2}-\d{2}$/;

it('an id is looked for as a whole', () => {
  const body = (text: string): Uint8Array => Buffer.from(text);
  for (const text of ['{"user_id":"u-1"}', '{"user_id":42,"x":"u-1"}', 'u-1', 'of u-1.', '["é","u-1","ü"]'])
    expect(isMentioned(body(text), 'u-1'), text).toBe(true);
  for (const text of ['{"user_id":"u-12"}', '"au-1"', '"u-1-2"', '"_u-1"', 'u-1é', '', 'u-'])
    expect(isMentioned(body(text), 'u-1'), text).toBe(false);
  expect(isMentioned(body('{"a": "b c"}'), ' ')).toBe(false);
  expect(isMentioned(body('{"user_id":4}'), '4')).toBe(true);
});

describeStores('records', (using) => {
  it('stand as a ten-line model says, whatever the order of arrival and of processing', () =>
    using(async (receiver) => {
      const versions = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(versions, fc.integer(), async (numbers, seed) => {
          const user = `model-${(count += 1)}`;
          const rook = sample('rook', 'sleep_health.sleep_summary', 'full');
          const arrived = numbers.map((version, marker) => ({ version, marker }));
          for (const { version, marker } of arrived) {
            await sendTerra(receiver, sleepOf(user, { marker }), { 'x-terra-ordering-timestamp': String(version) });
            const event = { ...rook, user_id: user, document_version: version, marker };
            expect(await post(receiver.port, await signed('rook', 'data', event))).toBeLessThan(203);
          }
          await settled(receiver);
          // Once more, in an order of its own.
          const rows = await receiver.database.read('SELECT delivery_id AS id FROM delivery_user WHERE user_id = $1', [
            user,
          ]);
          const shuffled = [...rows].sort((a, b) => ((Number(a['id']) * seed) % 7) - ((Number(b['id']) * seed) % 7));
          for (const { id } of shuffled) await api(receiver.port, 'POST', `/v1/deliveries/${Number(id)}/replay`);
          await settled(receiver);
          const { body } = await api(receiver.port, 'GET', `/v1/users/${user}/records`);
          const standing = new Map(body.items.map((item) => [item.source.split('/')[0], item]));
          expect(standing.get('terra')?.data['marker']).toBe(model(arrived, 'last')?.marker);
          expect(standing.get('rook')?.version).toBe(model(arrived, 'first')?.version);
          const first = await receiver.database.read(
            'SELECT min(sequence) AS n FROM revision WHERE ref = $1 AND version = $2',
            [standing.get('rook')?.id ?? '', standing.get('rook')?.version ?? 0],
          );
          expect(standing.get('rook')?.delivery_id).toBe(first[0]?.['n']);
        }),
        { numRuns: 8 },
      );
    }));

  it('are of their event type: the same key under another type is another record', () =>
    using(async (receiver) => {
      await sendTerra(receiver, sleepOf('u-types'));
      const daily = sample('terra', 'daily', 'full');
      const body = sample('terra', 'body', 'full');
      const day = '2026-01-05T00:00:00.000000+00:00';
      for (const event of [daily, body])
        await sendTerra(receiver, {
          ...event,
          user: { ...event.user, user_id: 'u-types' },
          data: [{ ...event.data[0], metadata: { ...event.data[0]?.metadata, start_time: day } }],
        });
      await settled(receiver);
      const { body: list } = await api(receiver.port, 'GET', '/v1/users/u-types/records?from=2026-01-05&to=2026-01-05');
      expect(list.items.map((item) => item.type).sort()).toEqual(['body', 'daily']);
      expect(list.items.every((item) => isoDay.test(item.day))).toBe(true);
    }));

  it('are found by their date, which the rule of their type names, and not by one that is none', () =>
    using(async (receiver) => {
      const [night] = sample('terra', 'sleep', 'full').data;
      const at = (start_time: string): object => ({ metadata: { ...night?.metadata, start_time } });
      await sendTerra(receiver, sleepOf('u-dates', at('2026-03-10T23:30:00.000000-05:00')));
      const vital = sample('vital', 'daily.sleep', 'full-with-stream');
      const event = {
        ...vital,
        user_id: 'u-dates',
        data: { ...(vital['data'] as object), calendar_date: '2026-03-11' },
      };
      expect(await post(receiver.port, await signed('vital', 'events', event, { id: 'msg-dates' }))).toBe(200);
      const athlete = sample('terra', 'athlete', 'full');
      await sendTerra(receiver, { ...athlete, user: { ...athlete.user, user_id: 'u-dates' } });
      await settled(receiver);
      const found = async (query: string): Promise<readonly string[]> =>
        (await api(receiver.port, 'GET', `/v1/users/u-dates/records?${query}`)).body.items.map(
          ({ source, day }) => `${source.split('/')[0]} ${day}`,
        );
      expect((await found('')).length).toBe(3);
      expect(await found('from=2026-03-11')).toEqual(['vital 2026-03-11']);
      expect(await found('to=2026-03-10')).toEqual(['terra 2026-03-10']);
      expect((await found('from=2026-03-10&to=2026-03-11')).length).toBe(2);
      for (const query of ['from=yesterday', 'to=2026-03-11T00:00:00Z', 'from=2026-13-41'])
        expect((await api(receiver.port, 'GET', `/v1/users/u-dates/records?${query}`)).status).toBe(400);
    }));

  it('of nights without an id are told by the time at which they began', () =>
    using(async (receiver) => {
      const [night] = sample('terra', 'sleep', 'full').data;
      const nights = ['2026-03-10T23:30:00.000000-05:00', '2026-03-10T14:00:00.000000-05:00'];
      for (const start_time of [...nights, ...nights])
        await sendTerra(
          receiver,
          sleepOf('u-naps', { metadata: { ...night?.metadata, summary_id: null, start_time } }),
        );
      await settled(receiver);
      expect((await api(receiver.port, 'GET', '/v1/users/u-naps/records')).body.items).toHaveLength(2);
    }));

  it('come page by page, each once', () =>
    using(async (receiver) => {
      const [night] = sample('terra', 'sleep', 'full').data;
      for (let n = 0; n < 7; n += 1)
        await sendTerra(receiver, sleepOf('u-pages', { metadata: { ...night?.metadata, summary_id: `s-${n}` } }));
      await settled(receiver);
      const seen: (string | number)[] = [];
      let cursor: string | null = '';
      for (let pages = 0; cursor !== null && pages < 10; pages += 1) {
        const { body } = await api(receiver.port, 'GET', `/v1/users/u-pages/records?limit=3&cursor=${cursor}`);
        seen.push(...body.items.map((item) => item.id));
        cursor = body.next_cursor;
      }
      expect(new Set(seen).size).toBe(7);
      expect(seen).toHaveLength(7);
    }));

  it('appear after a quarantined delivery is replayed and its type is known by then', () =>
    using(async (receiver, store) => {
      await sendTerra(receiver, { ...sleepOf('u-later'), data: 'not a list' });
      await settled(receiver);
      expect((await api(receiver.port, 'GET', '/v1/deliveries?state=quarantined')).body.items).toHaveLength(1);
      // What a regenerated package does: here the bytes change instead of the package.
      await receiver.database.write([
        { sql: 'UPDATE delivery SET body = $1', values: [Buffer.from(JSON.stringify(sleepOf('u-later')))] },
      ]);
      expect((await api(receiver.port, 'POST', '/v1/deliveries/replay?state=quarantined')).body.deliveries).toBe(1);
      await settled(receiver);
      expect((await api(receiver.port, 'GET', '/v1/deliveries?state=processed')).body.items).toHaveLength(1);
      expect((await api(receiver.port, 'GET', '/v1/users/u-later/records')).body.items).toHaveLength(1);
      expect(store).not.toBe('');
    }));

  it('of a disconnected user stay, and the user is marked', () =>
    using(async (receiver) => {
      await sendTerra(receiver, sleepOf('u-gone'));
      const deauth = sample('terra', 'deauth', 'full');
      await sendTerra(receiver, { ...deauth, user: { ...deauth.user, user_id: 'u-gone' } });
      await settled(receiver);
      expect((await api(receiver.port, 'GET', '/v1/users/u-gone')).body.accounts).toEqual([
        { account: 'terra/sandbox', user_id: 'u-gone', state: 'disconnected', replaced_by: null },
      ]);
      expect((await api(receiver.port, 'GET', '/v1/users/u-gone/records')).body.items).toHaveLength(1);
    }));

  it('of one user go, and what was kept aside of another whose id is longer stays', () =>
    using(async (receiver) => {
      const aside = (user: string): object => ({
        type: 'brand_new',
        user: { user_id: user },
        note: 'x'.repeat(600_000),
      });
      for (const user of ['u-1', 'u-12', 'the-u-1']) {
        await sendTerra(receiver, { ...aside(user), note: '' });
        await sendTerra(receiver, aside(user));
      }
      await settled(receiver);
      // Nobody has this id; letters of it are everywhere.
      expect((await api(receiver.port, 'DELETE', '/v1/users/u')).body).toMatchObject({ erased: { deliveries: 0 } });
      const { body } = await api(receiver.port, 'DELETE', '/v1/users/u-1');
      expect(body).toMatchObject({ remaining: 0, erased: { deliveries: 2 } });
      expect(await number(receiver, 'SELECT count(*) AS n FROM delivery')).toBe(4);
    }));

  it('and bodies are sealed where keys are configured, rotate, and are found again for an erasure', () => {
    const [oldKey, newKey] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')];
    return using(
      async (receiver) => {
        await sendTerra(receiver, sleepOf('u-sealed', { note: 'plain text of a night' }));
        await sendTerra(receiver, { type: 'brand_new', user: { user_id: 'u-sealed' }, note: 'plain text of a night' });
        await settled(receiver);
        const stored = async (): Promise<string> => {
          const rows = await receiver.database.read(
            'SELECT body FROM delivery UNION ALL SELECT CAST(data AS BYTEA) FROM revision'.replace(
              'CAST(data AS BYTEA)',
              receiver.database.dialect === 'sqlite' ? 'CAST(data AS BLOB)' : "convert_to(data, 'UTF8')",
            ),
          );
          return rows.map((row) => Buffer.from(row['body'] as Uint8Array).toString('latin1')).join();
        };
        expect(await stored()).not.toContain('plain text');
        const both = createVault([newKey, oldKey]);
        expect(await resealStore(receiver.database, both)).toBe(3);
        expect(await resealStore(receiver.database, both)).toBe(0);
        expect(await stored()).not.toContain('plain text');
        // This receiver has the old key only: it says nothing rather than something wrong.
        expect((await api(receiver.port, 'GET', '/v1/users/u-sealed/records')).status).toBe(503);
        const [row] = await receiver.database.read('SELECT data FROM revision');
        expect(createVault([newKey]).openText(String(row?.['data']))).toContain('plain text');
        expect(() => createVault([oldKey]).openText(String(row?.['data']))).toThrow(/key/);
        await resealStore(receiver.database, createVault([oldKey, newKey]));
        expect((await api(receiver.port, 'DELETE', '/v1/users/u-sealed')).body).toMatchObject({
          remaining: 0,
          erased: { deliveries: 2, records: 1 },
        });
        expect(await number(receiver, 'SELECT count(*) AS n FROM delivery')).toBe(0);
      },
      { encryptionKeys: [oldKey] },
    );
  });

  it('stay when old deliveries go, and parts of large bodies go with their delivery', () =>
    using(async (receiver) => {
      await sendTerra(receiver, sleepOf('u-old', { filler: 'x'.repeat(700_000) }));
      await settled(receiver);
      expect(await number(receiver, 'SELECT count(*) AS n FROM part')).toBe(2);
      expect(await applyRetention(receiver.database, Date.now() + 1000)).toMatchObject({ deliveries: 1 });
      for (const table of ['delivery', 'part', 'outcome', 'delivery_user'])
        expect(await number(receiver, `SELECT count(*) AS n FROM ${table}`), table).toBe(0);
      expect((await api(receiver.port, 'GET', '/v1/users/u-old/records')).body.items).toHaveLength(1);
    }));
});
