/** Answers of calls become records, the same ones that webhooks make. The same for every provider and on every store. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  cases,
  connect,
  fillGap,
  type Json,
  recordsOf,
  rookSleep,
  type Running,
  settings,
  vitalWeight,
} from './answer-cases.js';
import { fakeFetch, historical, json, vital } from './fake-provider.js';
import { api, post, samples, settled, signed, until } from './harness.js';
import { describeStores } from './stores.js';

const left = ['record', 'revision', 'delivery', 'delivery_user', 'answer', 'answer_page', 'job'] as const;

describeStores('answers become records', (using) => {
  it.each(cases.map((each) => [each.title, each] as const))('%s', (_, each) => {
    let answer: unknown;
    let gate = Promise.resolve();
    const { fetch: answerNow, urls } = fakeFetch(() => json(answer));
    const fetch = async (...request: Parameters<typeof answerNow>): Promise<Response> => {
      const response = await answerNow(...request);
      await gate;
      return response;
    };
    const { provider } = each.client;
    const send = async (receiver: Running, user: string, n: number): Promise<void> => {
      const delivery = await signed(provider, each.webhook, each.event(user, n), {
        headers: each.headers?.() ?? {},
        id: randomUUID(),
      });
      expect(await post(receiver.port, delivery)).toBeLessThan(300);
    };
    const ask = async (receiver: Running, user: string, n: number): Promise<void> => {
      await connect(receiver, provider, user);
      answer = each.answer(user, n);
      await fillGap(receiver, provider);
    };
    const versions = async (receiver: Running, user: string): Promise<readonly unknown[]> =>
      (await recordsOf(receiver, user)).map(({ data }) => each.versionOf(data));
    return using(
      async (receiver) => {
        const [asked, both, late, repeated] = Array.from({ length: 4 }, () => randomUUID());
        if (asked === undefined || both === undefined || late === undefined || repeated === undefined) return;

        await ask(receiver, asked, 1);
        await settled(receiver);
        const [record, ...others] = await recordsOf(receiver, asked);
        expect(others).toEqual([]);
        expect(record).toMatchObject({
          type: each.type,
          source: `${provider}/${each.webhook}/sandbox`,
          user_id: asked,
        });
        expect(record?.day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        // What comes by itself later is the same record.
        await send(receiver, asked, 2);
        await settled(receiver);
        expect(await versions(receiver, asked)).toEqual([2]);
        expect((await recordsOf(receiver, asked))[0]?.id).toBe(record?.id);

        await send(receiver, both, 1);
        await settled(receiver);
        const [first] = await recordsOf(receiver, both);
        await ask(receiver, both, 2);
        await settled(receiver);
        expect(await versions(receiver, both)).toEqual([2]);
        expect((await recordsOf(receiver, both))[0]?.id).toBe(first?.id);
        const revisions = await api(receiver.port, 'GET', `/v1/records/${first?.id}/revisions`);
        expect(revisions.body.items.map(({ data }) => each.versionOf(data))).toEqual([1, 2]);

        // An answer that was asked for before a delivery came, and that comes after it.
        let release: () => void = () => undefined;
        gate = new Promise((resolve) => (release = resolve));
        const calls = urls.length;
        await ask(receiver, late, 1);
        await until(() => Promise.resolve(urls.length > calls), 'the call is under way');
        await new Promise((resolve) => setTimeout(resolve, 5));
        await send(receiver, late, 2);
        await until(async () => (await recordsOf(receiver, late)).length === 1, 'the delivery is processed');
        release();
        await settled(receiver);
        expect(await versions(receiver, late)).toEqual([2]);

        await ask(receiver, repeated, 1);
        await settled(receiver);
        await ask(receiver, repeated, 1);
        await settled(receiver);
        expect(await versions(receiver, repeated)).toEqual([1]);

        // All go the same way.
        if (each !== cases[1]) return;
        for (const user of [asked, both, late, repeated])
          expect((await api(receiver.port, 'DELETE', `/v1/users/${user}`)).body).toMatchObject({ remaining: 0 });
        for (const table of left)
          expect([table, await receiver.database.read(`SELECT * FROM ${table}`)]).toEqual([table, []]);
      },
      { clients: [each.client] },
      { fetch },
    );
  });

  it('of a type of their own where no event carries them, for each user of a list of events', () => {
    const asked: string[] = [];
    const { fetch } = fakeFetch((url) => {
      if (url.pathname.includes('auth')) return json({ access_token: 'token-of-a-user' });
      asked.push(url.searchParams.get('from_timestamp') ?? '');
      const start = url.searchParams.get('from_timestamp') ?? '';
      const records = [1, 2].map((n) => ({
        record_id: `7b1c6ab0-0000-4000-8000-00000000000${asked.length % 2}`,
        modified_at: `2026-05-0${n + 4}T00:00:00Z`,
        start_at_timestamp: start,
        metrics: { steps: n },
      }));
      return json({ records: asked.length === 3 ? [{ record_id: 'no-times' }] : records });
    });
    const client = settings(
      'spike',
      'createV3Client',
      { applicationId: 4711, applicationUserId: { from: 'user' }, hmacKey: 'a-key-of-some-length' },
      [],
    );
    return using(
      async (receiver) => {
        const events = samples('spike', 'record_change', 'two-users');
        expect(await post(receiver.port, await signed('spike', 'v3', events))).toBe(200);
        await settled(receiver);
        for (const { application_user_id: user, earliest_record_start_at: start } of events) {
          expect(await recordsOf(receiver, user)).toMatchObject([
            { type: 'provider_record', user_id: user, day: start.slice(0, 10), data: { metrics: { steps: 2 } } },
          ]);
        }
        // Without its shape it is kept, and no record.
        expect(await post(receiver.port, await signed('spike', 'v3', [{ ...events[0], metrics: [] }]))).toBe(200);
        await settled(receiver);
        const { body } = await api(receiver.port, 'GET', '/v1/deliveries?state=quarantined');
        expect(body.items).toMatchObject([{ source: 'spike/v3/sandbox', coverage: 'answer' }]);
        expect(body.items[0]?.reason).toMatch(/^invalid_payload at \//);
        expect(await receiver.database.read('SELECT 1 AS one FROM record')).toHaveLength(2);
        // Looked at again, as after regenerating.
        const again = await api(receiver.port, 'POST', '/v1/deliveries/replay?state=quarantined');
        expect(again.body.deliveries).toBe(1);
        await settled(receiver);
        expect(await receiver.database.read('SELECT 1 AS one FROM record')).toHaveLength(2);
      },
      { clients: [client] },
      { fetch },
    );
  });

  it('page by page, sealed where bodies are, and call no handler', () => {
    const pages = [1, 2].map((n) => ({
      groups: { withings: [{ ...vitalWeight(n), data: [{ timestamp: `2026-01-0${n}T08:00:00Z`, value: n }] }] },
      next: null,
      next_cursor: n === 1 ? 'more' : null,
    }));
    const { fetch } = fakeFetch((url) => json(pages[url.searchParams.has('next_cursor') ? 1 : 0]));
    const handled: unknown[] = [];
    return using(
      async (receiver) => {
        receiver.onEvent('vital.daily.data.weight.updated', (event) => {
          handled.push(event);
          return Promise.resolve();
        });
        expect(await post(receiver.port, await signed('vital', 'events', historical, { id: 'msg_1' }))).toBe(200);
        await settled(receiver);
        const records = await recordsOf(receiver, historical.user_id);
        expect(records.map(({ day, data }) => [day, data['value']]).sort()).toEqual([
          ['2026-01-01', 1],
          ['2026-01-02', 2],
        ]);
        const bodies = await receiver.database.read("SELECT body FROM delivery WHERE coverage = 'answer'");
        expect(bodies).toHaveLength(2);
        for (const { body } of bodies)
          expect(Buffer.from(body as Uint8Array).toString('latin1')).not.toContain('withings');
        expect(handled).toEqual([]);
        // An answer is no sign of life of the webhook.
        expect(await receiver.database.read('SELECT deliveries FROM seen')).toEqual([{ deliveries: 1 }]);
      },
      { clients: [vital], encryptionKeys: [Buffer.alloc(32, 7).toString('base64')] },
      { fetch },
    );
  });

  it('however many there are, and go with their user while the next page is under way', () => {
    const samples = Array.from({ length: 120 }, (_, n) => ({
      timestamp: new Date(n * 60_000).toISOString(),
      value: n,
    }));
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { fetch: answerNow, urls } = fakeFetch(() =>
      json({ groups: { withings: [{ ...vitalWeight(1), data: samples }] }, next: 'more', next_cursor: 'more' }),
    );
    const fetch = async (...request: Parameters<typeof answerNow>): Promise<Response> => {
      const response = await answerNow(...request);
      if (urls.length > 1) await held;
      return response;
    };
    return using(
      async (receiver) => {
        const count = async (): Promise<number> => (await receiver.database.read('SELECT 1 AS one FROM record')).length;
        expect(await post(receiver.port, await signed('vital', 'events', historical, { id: 'msg_1' }))).toBe(200);
        await until(async () => urls.length === 2 && (await count()) === 120, 'one page is there, one is under way');
        await until(
          async () => (await receiver.database.read("SELECT 1 AS one FROM job WHERE kind = 'process'")).length === 0,
          'the page is processed',
        );
        expect((await api(receiver.port, 'DELETE', `/v1/users/${historical.user_id}`)).body).toMatchObject({
          remaining: 0,
          erased: { records: 120, revisions: 120, deliveries: 2, answer_page: 1, job: 1 },
        });
        release();
        await new Promise((resolve) => setTimeout(resolve, 500));
        for (const table of left)
          expect([table, await receiver.database.read(`SELECT * FROM ${table}`)]).toEqual([table, []]);
        // The third page is asked for by nobody.
        expect(urls).toHaveLength(2);
      },
      { clients: [vital] },
      { fetch },
    );
  });

  it('unless they are receipts, or empty', () => {
    const answers = [json({ status: 'success', reference: 'r-1' }), new Response(null, { status: 204 })];
    const { fetch, urls } = fakeFetch((_, calls) => answers[calls - 1] ?? json({}));
    const [, , terra, rook] = cases;
    return using(
      async (receiver) => {
        for (const provider of ['terra', 'rook']) {
          await connect(receiver, provider, 'u-1');
          await fillGap(receiver, provider);
          await settled(receiver);
        }
        expect(urls).toHaveLength(2);
        expect(await receiver.database.read('SELECT account, error FROM job')).toEqual([]);
        expect(await receiver.database.read('SELECT 1 AS one FROM record')).toEqual([]);
        expect(await receiver.database.read('SELECT state FROM outcome')).toEqual([{ state: 'processed' }]);
      },
      { clients: [terra?.client, rook?.client].filter((each) => each !== undefined) },
      { fetch },
    );
  });

  it('of a gap of several days from one call for each, where a call is about a day', () => {
    const { fetch, urls } = fakeFetch((url, calls) => {
      const document = rookSleep('u-1', 1) as {
        readonly sleep_health: { readonly summary: { readonly sleep_summary: Json } };
      };
      const { sleep_summary: night } = document.sleep_health.summary;
      const metadata = { ...(night['metadata'] as Json), datetime_string: `${url.searchParams.get('date')}T06:00:00Z` };
      const summary = { sleep_summary: { ...night, metadata } };
      return calls === 2 ? new Response(null, { status: 204 }) : json({ ...document, sleep_health: { summary } });
    });
    const client = cases.find((each) => each.client.provider === 'rook')?.client;
    return using(
      async (receiver) => {
        await connect(receiver, 'rook', 'u-1');
        const path = '/v1/reconcile?account=rook/sandbox&from=2026-02-27T12:00:00Z&to=2026-03-01T12:00:00Z';
        expect((await api(receiver.port, 'POST', path)).body).toMatchObject({ jobs: 3 });
        await settled(receiver);
        expect(await receiver.database.read('SELECT account, error FROM job')).toEqual([]);
        const days = urls.map((url) => url.searchParams.get('date') ?? '');
        expect([...days].sort()).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
        const recorded = (await recordsOf(receiver, 'u-1')).map(({ day }) => day);
        expect(recorded.sort()).toEqual(days.filter((_, index) => index !== 1).sort());
      },
      { clients: client === undefined ? [] : [client] },
      { fetch },
    );
  });
});
