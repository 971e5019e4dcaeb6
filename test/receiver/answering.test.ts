/** What senders, operators and strangers are answered, and what is counted of it. The same on every store. */
import { expect, it } from 'vitest';
import type { AnyWebhook } from '../../runtime/receiver/providers.js';
import { openStore, type Receiver } from '../../runtime/receiver/receiver.js';
import { api, type Package, post, sample, settled, signed, testConfig, until } from './harness.js';
import { describeStores } from './stores.js';

const number = async (receiver: Receiver<Package>, sql: string): Promise<number> =>
  Number((await receiver.database.read(sql))[0]?.['n']);

async function send(receiver: Receiver<Package>, event: unknown): Promise<void> {
  expect(await post(receiver.port, await signed('terra', 'events', event))).toBe(200);
}

describeStores('a receiver', (using, newStore) => {
  it('refuses without a token, answers for its health and counts by provider, webhook, event and state', async () => {
    const { config } = await testConfig('');
    const sources = config.sources.map((source) => ({ ...source, limitBytes: 150_000 }));
    await using(
      async (receiver) => {
        expect((await api(receiver.port, 'GET', '/v1/deliveries', 'wrong')).status).toBe(401);
        expect((await api(receiver.port, 'GET', '/healthz')).status).toBe(200);
        expect((await api(receiver.port, 'GET', '/readyz')).status).toBe(200);
        await send(receiver, sample('terra', 'sleep', 'full'));
        await send(receiver, { type: 'brand_new', user: { user_id: 'u-1' } });
        const { path } = await signed('terra', 'events', {});
        expect(await post(receiver.port, { path, headers: {}, body: 'x'.repeat(200_000) })).toBe(413);
        expect(await post(receiver.port, { path, headers: {}, body: 'x' })).toBe(401);
        await settled(receiver);
        const { body } = await api(receiver.port, 'GET', '/metrics');
        const source = 'provider="terra",webhook="events",environment="sandbox"';
        for (const line of [
          `deliveries_total{${source},verdict="stored"} 2`,
          `deliveries_total{${source},verdict="too_large"} 1`,
          `deliveries_total{${source},verdict="missing_header"} 1`,
          `processed_total{${source},event="sleep",state="processed"} 1`,
          `processed_total{${source},event="",state="unknown"} 1`,
          `durable_seconds_count{${source}} 2`,
          'oldest_job_seconds 0',
        ])
          expect(body.text).toContain(`hookwright_${line}\n`);
      },
      { sources },
    );
  });

  it('shows what is in quarantine, sealed or not, and takes any number for an id', () =>
    using(
      async (receiver) => {
        await send(receiver, { type: 'sleep', data: 'of no shape' });
        await settled(receiver);
        const [{ id } = { id: 0 }] = (await api(receiver.port, 'GET', '/v1/deliveries?state=quarantined')).body.items;
        const { body } = await api(receiver.port, 'GET', `/v1/deliveries/${id}/content`);
        expect(body).toMatchObject({ encoding: 'utf8', body: '{"type":"sleep","data":"of no shape"}', is_whole: true });
        expect(await receiver.database.read('SELECT 1 AS one FROM delivery WHERE size = length(body)')).toEqual([]);
        for (const strange of ['0', '99999999999999999999', '9007199254740993'])
          for (const [method, rest] of [
            ['GET', ''],
            ['GET', '/content'],
            ['POST', '/replay'],
          ] as const)
            expect((await api(receiver.port, method, `/v1/deliveries/${strange}${rest}`)).status, strange).toBe(404);
        for (const cursor of ['x', '1.5', '1e99', '-1'])
          expect((await api(receiver.port, 'GET', `/v1/deliveries?cursor=${cursor}`)).status, cursor).toBe(200);
      },
      { encryptionKeys: [Buffer.alloc(32, 7).toString('base64')] },
    ));

  it('answers with the first status that the manifest says the provider takes', async () => {
    const { providers, config } = await testConfig('');
    const { data } = providers['rook']?.['webhooks'] as Readonly<Record<string, AnyWebhook>>;
    expect(data?.definition.accepted[0]).toBe(200);
    const changed = { ...data, definition: { ...data?.definition, accepted: [202, 200] } };
    const rook = { ...providers['rook'], webhooks: { data: changed } };
    await using(
      async (receiver) => {
        const event = await signed('rook', 'data', sample('rook', 'sleep_health.sleep_summary', 'full'));
        expect([await post(receiver.port, event), await post(receiver.port, event)]).toEqual([202, 202]);
      },
      { sources: config.sources.filter(({ provider, webhook }) => `${provider} ${webhook}` === 'rook data') },
      { providers: { rook } },
    );
  });

  it('records what is new in a delivery, and lets it pass', () =>
    using(async (receiver) => {
      const event = sample('terra', 'sleep', 'full');
      const [night] = event.data;
      const news = { ...event, data: [{ ...night, metadata: { ...night?.metadata, brand_new: 'a value' } }] };
      await send(receiver, news);
      await send(receiver, { ...news, status: null });
      await settled(receiver);
      const drift = (await api(receiver.port, 'GET', '/v1/drift')).body.items;
      expect(drift).toMatchObject([{ source: 'terra/events/sandbox', type: 'sleep', kind: 'unknown-member', seen: 2 }]);
      expect(JSON.stringify(drift)).not.toContain('a value');
      const states = (await api(receiver.port, 'GET', '/v1/deliveries')).body.items.map(({ state }) => state);
      expect(states).toEqual(['processed', 'processed']);
      expect((await api(receiver.port, 'GET', '/metrics')).body.text).toMatch(
        /^hookwright_drift_total\{provider="terra",webhook="events",environment="sandbox",event="sleep",kind="unknown-member"\} 2$/m,
      );
    }));

  it('asks the sender of a large delivery to come again in time where nobody verifies it', async () => {
    const busy = "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => undefined);";
    await using(
      async (receiver) => {
        const event = { ...sample('terra', 'sleep', 'full'), filler: 'x'.repeat(400_000) };
        expect(await post(receiver.port, await signed('terra', 'events', event))).toBe(503);
        expect(await number(receiver, 'SELECT count(*) AS n FROM delivery')).toBe(0);
      },
      {},
      { thread: new URL(`data:text/javascript,${encodeURIComponent(busy)}`) },
    );
  });

  it('asks the sender of a large delivery to come again in time where its parts take too long', async () => {
    const database = await openStore(newStore(), false);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = {
      ...database,
      writeLazily: (...each: Parameters<typeof database.writeLazily>) => held.then(() => database.writeLazily(...each)),
    };
    await using(
      async (receiver) => {
        const event = sample('terra', 'sleep', 'full');
        const delivery = await signed(
          'terra',
          'events',
          { ...event, filler: 'x'.repeat(1_200_000) },
          { headers: { 'x-terra-trace-id': 'slow' } },
        );
        const start = performance.now();
        expect(await post(receiver.port, delivery)).toBe(503);
        expect(performance.now() - start).toBeLessThan(8000);
        release();
        await until(async () => (await number(receiver, 'SELECT count(*) AS n FROM delivery')) === 1, 'it is stored');
        expect(await post(receiver.port, delivery)).toBe(200);
        expect(await number(receiver, 'SELECT count(*) AS n FROM delivery')).toBe(1);
      },
      { works: false },
      { database: slow },
    );
    await database.close();
  });
});
