/** What follows from events: calls, downloads, budgets, gaps, silence. The same on every store. */
import { expect, it } from 'vitest';
import type { Receiver } from '../../runtime/receiver/receiver.js';
import { applyRetention } from '../../runtime/receiver/retention.js';
import { findSilence } from '../../runtime/receiver/silence.js';
import { createLogger, createMetrics } from '../../runtime/receiver/telemetry.js';
import { keepUp } from '../../runtime/receiver/upkeep.js';
import { fakeFetch, historical, json, vital } from './fake-provider.js';
import { api, type Package, post, sample, settled, signed, testConfig, until } from './harness.js';
import { describeStores } from './stores.js';

type Running = Receiver<Package>;

async function sendVital(receiver: Running, id: string): Promise<void> {
  expect(await post(receiver.port, await signed('vital', 'events', historical, { id }))).toBeLessThan(300);
}

const dead = (receiver: Running) => receiver.database.read('SELECT kind, error FROM job WHERE dead = 1');

describeStores('follow-ups', (using) => {
  it("fetch what a historical event announces, with the event's provider and dates, and keep the raw answer", () => {
    const { fetch, urls } = fakeFetch(() => json({ groups: {}, next: null, next_cursor: null }));
    return using(
      async (receiver) => {
        await sendVital(receiver, 'msg_1');
        await settled(receiver);
        expect(await dead(receiver)).toEqual([]);
        expect(urls).toHaveLength(1);
        expect(urls[0]?.pathname).toContain(historical.user_id);
        expect(urls[0]?.searchParams.get('provider')).toBe('withings');
        expect(urls[0]?.searchParams.get('start_date')).toContain('2026-01-01');
        const { body } = await api(receiver.port, 'GET', `/v1/users/${historical.user_id}/answers`);
        const [delivery] = await receiver.database.read('SELECT id FROM delivery');
        expect(body.items).toMatchObject([{ delivery_id: delivery?.['id'], operation: 'listTimeseries' }]);
        expect((await api(receiver.port, 'DELETE', `/v1/users/${historical.user_id}`)).body).toMatchObject({
          remaining: 0,
          erased: { answer: 1 },
        });
      },
      { clients: [vital] },
      { fetch },
    );
  });

  it('leave nothing behind of a user who is erased while a call or a download is under way', () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { fetch: answerNow, urls } = fakeFetch(() => json({ groups: {}, next: null, next_cursor: null }));
    const fetch = async (...request: Parameters<typeof answerNow>): Promise<Response> => {
      const answer = await answerNow(...request);
      await held;
      return answer;
    };
    let downloads = 0;
    const download = async (): Promise<Uint8Array> => {
      downloads += 1;
      await held;
      return Buffer.from(JSON.stringify(sample('terra', 'sleep', 'full')));
    };
    return using(
      async (receiver) => {
        await sendVital(receiver, 'msg_1');
        const notice = sample('terra', 's3_payload', 'full');
        const user = 'u-downloads';
        const event = { ...notice, user: { ...sample('terra', 'sleep', 'full').user, user_id: user } };
        expect(await post(receiver.port, await signed('terra', 'events', event))).toBe(200);
        await until(() => Promise.resolve(urls.length === 1 && downloads === 1), 'both are under way');
        for (const each of [historical.user_id, user])
          expect((await api(receiver.port, 'DELETE', `/v1/users/${each}`)).body).toMatchObject({
            remaining: 0,
            erased: { deliveries: 1, job: 1 },
          });
        release();
        await new Promise((resolve) => setTimeout(resolve, 300));
        await settled(receiver);
        for (const table of ['answer', 'answer_page', 'delivery', 'record', 'part'])
          expect([table, await receiver.database.read(`SELECT 1 AS one FROM ${table}`)]).toEqual([table, []]);
      },
      { clients: [vital] },
      { fetch, download },
    );
  });

  it('pause a whole account when the provider asks for patience, without counting a failure', () => {
    const { fetch, urls } = fakeFetch((_, calls) =>
      calls === 1 ? json({}, 429, { 'retry-after': '3600' }) : json({ groups: {}, next: null, next_cursor: null }),
    );
    let ahead = 0;
    return using(
      async (receiver) => {
        await sendVital(receiver, 'msg_1');
        await until(async () => (await receiver.database.read('SELECT 1 AS one FROM pause')).length === 1, 'a pause');
        await sendVital(receiver, 'msg_2');
        await new Promise((resolve) => setTimeout(resolve, 700));
        expect(urls).toHaveLength(1);
        const jobs = await receiver.database.read('SELECT attempts, dead FROM job');
        expect(jobs).toEqual([
          { attempts: 0, dead: 0 },
          { attempts: 0, dead: 0 },
        ]);
        ahead = 3_601_000;
        await settled(receiver);
        expect(urls).toHaveLength(3);
        expect(await dead(receiver)).toEqual([]);
      },
      { clients: [vital] },
      { fetch, clock: () => Date.now() + ahead },
    );
  });

  it('fill a gap with one call for each user, and keep the answers', () => {
    const { fetch, urls } = fakeFetch(() => json({ groups: {}, next: null, next_cursor: null }));
    const gapCalls = [
      {
        operation: 'listTimeseries',
        parameters: {
          resource: 'body_weight',
          user_id: { from: 'user' },
          start_date: { from: 'startDay' },
          end_date: { from: 'endDay' },
        },
      },
    ] as const;
    return using(
      async (receiver) => {
        for (const user of ['u-1', 'u-2'])
          await receiver.database.write([
            {
              sql: "INSERT INTO person (account, user_id, state, sequence) VALUES ('vital/sandbox', $1, 'connected', 0)",
              values: [user],
            },
          ]);
        const path = '/v1/reconcile?account=vital/sandbox&from=2026-01-01T00:00:00Z&to=2026-01-03T00:00:00Z';
        expect((await api(receiver.port, 'POST', path)).body).toMatchObject({ jobs: 2 });
        await settled(receiver);
        expect(await dead(receiver)).toEqual([]);
        expect(urls.map((url) => url.searchParams.get('start_date'))).toEqual(['2026-01-01', '2026-01-01']);
        expect((await api(receiver.port, 'GET', '/v1/users/u-2/answers')).body.items).toMatchObject([
          { delivery_id: null, user_id: 'u-2' },
        ]);
        expect((await api(receiver.port, 'POST', '/v1/reconcile?account=no/where')).status).toBe(400);
        // No delivery asked for them, so that they go by their own age.
        await applyRetention(receiver.database, Date.now() - 60_000);
        expect((await api(receiver.port, 'GET', '/v1/users/u-2/answers')).body.items).toHaveLength(1);
        await applyRetention(receiver.database, Date.now() + 1000);
        for (const table of ['answer', 'answer_page'])
          expect([table, await receiver.database.read(`SELECT 1 AS one FROM ${table}`)]).toEqual([table, []]);
      },
      { clients: [{ ...vital, gapCalls }] },
      { fetch },
    );
  });

  it('go to the dead-letter list where no client is configured, and work after a retry', () =>
    using(async (receiver) => {
      await sendVital(receiver, 'msg_1');
      await until(async () => (await dead(receiver)).length === 1, 'the job is given up');
      const { body } = await api(receiver.port, 'GET', '/v1/jobs');
      expect(body.items).toMatchObject([{ kind: 'fetch', dead: true, error: 'Hopeless no_client' }]);
      expect((await api(receiver.port, 'POST', `/v1/jobs/${body.items[0]?.id}/retry`)).body.state).toBe('queued');
    }));

  it('tell when a source that used to deliver has stopped', () =>
    using(async (receiver) => {
      const hour = 3_600_000;
      const now = 1000 * hour;
      for (const [source, hours] of [
        ['silent', [10, 11, 12]],
        ['weekly', [10, 110, 210]],
        ['new', [30]],
        ['for long', [900, 901, 902]],
        ['alive', [1, 2, 3]],
      ] as const)
        for (const ago of hours)
          await receiver.database.write([
            { sql: 'INSERT INTO seen (source, hour, deliveries) VALUES ($1, $2, 1)', values: [source, 1000 - ago] },
          ]);
      const unusual = (await findSilence(receiver.database, now, 6)).filter((each) => each.isUnusual);
      expect(unusual).toEqual([
        { source: 'for long', hours: 900, isUnusual: true },
        { source: 'silent', hours: 10, isUnusual: true },
      ]);
      const { body } = await api(receiver.port, 'GET', '/v1/sources');
      expect(Array.isArray(body.items)).toBe(true);
    }));
});

describeStores('large requests', (using) => {
  it('raise the alarm of a source that fell silent, in the log and in the metrics, until it delivers again', () =>
    using(async (receiver) => {
      const { config } = await testConfig('');
      const night = { ...sample('terra', 'sleep', 'full') };
      const hour = 3_600_000;
      const start = Math.floor(Date.now() / hour) * hour;
      for (const ago of [3, 2, 1])
        await receiver.database.write([
          {
            sql: "INSERT INTO seen (source, hour, deliveries) VALUES ('terra/events/sandbox', $1, 1), ('gone/events/sandbox', $1, 1)",
            values: [start / hour - ago],
          },
        ]);
      const lines: string[] = [];
      const metrics = createMetrics();
      const keepUpAt = async (now: number): Promise<string> => {
        const log = createLogger('warn', { write: (line) => void lines.push(line) });
        const sources = new Set(['terra/events/sandbox']);
        await keepUp(
          { database: receiver.database, sources, metrics, log, clock: () => now },
          { ...config, retentionDays: 30 },
        );
        return (
          /^hookwright_silent_hours\{provider="terra".*\} (\d+)$/m.exec(await metrics.registry.metrics())?.[1] ?? ''
        );
      };
      expect(await keepUpAt(start)).toBe('0');
      expect(lines).toEqual([]);
      expect(await keepUpAt(start + 20 * 24 * hour)).toBe('481');
      expect(lines).toHaveLength(1);
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 50, source: 'terra/events/sandbox', hours: 481 });
      expect(await post(receiver.port, await signed('terra', 'events', night))).toBe(200);
      await settled(receiver);
      expect(await keepUpAt(start + hour)).toBe('0');
      expect(await receiver.database.read('SELECT 1 AS one FROM delivery')).toHaveLength(1);
      // Old deliveries go by the same upkeep.
      await keepUpAt(start + 40 * 24 * hour);
      expect(await receiver.database.read('SELECT 1 AS one FROM delivery')).toEqual([]);
    }));

  it('are complete when all announced parts came, before the announcement or after', () =>
    using(async (receiver) => {
      const event = sample('terra', 'sleep', 'full');
      const send = async (body: unknown, trace: string, headers: Record<string, string>): Promise<void> => {
        const own = { 'x-terra-trace-id': trace, ...headers };
        expect(await post(receiver.port, await signed('terra', 'events', body, { headers: own }))).toBe(200);
      };
      const part = (user: string) => ({ ...event, user: { ...event.user, user_id: user } });
      await send(part('a'), 't-1', { 'terra-reference': 'r' });
      const announcement = {
        ...sample('terra', 'large_request_sending', 'full'),
        reference: 'r',
        expected_payloads: 3,
      };
      await send(announcement, 't-2', {});
      await send(part('b'), 't-3', { 'terra-reference': 'r' });
      await settled(receiver);
      const { body } = await api(receiver.port, 'GET', '/v1/expectations');
      expect(body.items).toMatchObject([{ reference: 'r', expected: 3, arrived: 2 }]);
      const [first] = await receiver.database.read('SELECT min(id) AS id FROM delivery');
      expect((await api(receiver.port, 'POST', `/v1/deliveries/${Number(first?.['id'])}/replay`)).status).toBe(200);
      await settled(receiver);
      expect((await api(receiver.port, 'GET', '/v1/expectations')).body.items).toMatchObject([{ arrived: 2 }]);
    }));
});
