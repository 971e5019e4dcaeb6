/** The same delivery many times at once, and versions in any order: the store ends as a ten-line model says. */
import { createHash, randomInt } from 'node:crypto';
import { Agent } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Receiver } from '../../../runtime/receiver/receiver.js';
import type { Database } from '../../../runtime/receiver/store/database.js';
import { type Package, sample, type SentDelivery, start } from '../harness.js';
import { useStores } from '../stores.js';
import { count, countAll } from './ledger.js';
import { hashOf, postOnce, sleepMaker, sourceOf } from './traffic.js';
import { eventually, tell } from './waiting.js';

// On a machine that has other work to do.
vi.setConfig({ testTimeout: 180_000 });

const { kinds } = useStores();

/** One version of a record, as it is sent. */
interface Sent {
  readonly record: number;
  readonly version: number;
  readonly marker: string;
}

/** The model: of each record the highest version stands; of equal ones the first, or the last. */
function model(sent: readonly Sent[], tie: 'first' | 'last'): ReadonlyMap<number, string> {
  const standing = new Map<number, Sent>();
  for (const each of sent) {
    const known = standing.get(each.record);
    const isNewer = known === undefined || each.version > known.version;
    if (isNewer || (tie === 'last' && each.version === known.version)) standing.set(each.record, each);
  }
  return new Map([...standing].map(([record, { marker }]) => [record, marker]));
}

for (const [name, isThere, newStore] of kinds) {
  describe.skipIf(!isThere)(`two receivers and two workers on one ${name}`, () => {
    const receivers: Receiver<Package>[] = [];
    let database: Database;
    const agent = new Agent({ keepAlive: true, maxSockets: 32 });

    beforeAll(async () => {
      const store = newStore();
      receivers.push(await start(store), await start(store));
      if (receivers[0] !== undefined) database = receivers[0].database;
    });

    afterAll(async () => {
      agent.destroy();
      for (const receiver of receivers) await receiver.stop();
    });

    const portOf = (n: number): number => receivers[n % receivers.length]?.port ?? 0;

    /** As a provider does it: again until it is taken. */
    async function deliver(n: number, delivery: SentDelivery): Promise<void> {
      await eventually(
        async () => {
          const status = await postOnce(agent, portOf(n), delivery);
          expect([0, 200, 503]).toContain(status);
          return status === 200;
        },
        'a delivery is taken',
        20,
      );
    }

    const settled = (): Promise<void> =>
      eventually(
        async () => (await count(database, 'SELECT count(*) AS n FROM job WHERE dead = 0')) === 0,
        'everything is processed',
      );

    it('take the same delivery eight times at once and process it once', async () => {
      const make = await sleepMaker('eight');
      const deliveries = await Promise.all(Array.from({ length: 60 }, (_, n) => make(n)));
      await Promise.all(deliveries.flatMap((delivery) => Array.from({ length: 8 }, (_, n) => deliver(n, delivery))));
      await settled();
      const ledger = await countAll(database, new Set(deliveries.map(({ body }) => hashOf(body))));
      tell(`each delivery eight times to two receivers, ${name}`, { sent: 480, ...ledger });
      expect(ledger).toEqual({
        acknowledged: 60,
        stored: 60,
        acknowledgedAndMissing: 0,
        processedTwice: 0,
        unprocessed: 0,
      });
    });

    it('flag all but one of the bodies that come under one identity at the same moment', async () => {
      const { sign, definition } = (await sourceOf('spike', 'legacy')).webhook;
      const source = await sourceOf('spike', 'legacy');
      expect(definition.signature).toMatchObject({ coverage: 'identifiers' });
      const event = sample('spike', 'heart', 'full');
      const identities = Array.from({ length: 60 }, (_, n) => `race-${n}`);
      const forge = async (identity: string, n: number): Promise<SentDelivery> => {
        const body = JSON.stringify({ ...event, event_id: identity, user_id: `user-${n}` });
        const headers = { ...(await sign(body, { secret: source.secrets })), 'content-type': 'application/json' };
        return { path: `/webhooks/${source.name}`, headers, body };
      };
      for (const identity of identities) {
        const bodies = await Promise.all([0, 1, 2, 3].map((n) => forge(identity, n)));
        await Promise.all(bodies.map((body, n) => deliver(n, body)));
      }
      await settled();
      const rows = await database.read(
        "SELECT identity, sum(1 - conflict) AS n FROM delivery WHERE identity LIKE 'race-%' GROUP BY identity",
      );
      const several = rows.filter((row) => Number(row['n']) !== 1).length;
      const processed = await count(
        database,
        "SELECT count(*) AS n FROM outcome o JOIN delivery d ON d.id = o.delivery_id WHERE d.identity LIKE 'race-%' AND o.state = 'processed'",
      );
      tell(`four bodies under one identity at once, ${name}`, { identities: rows.length, several, processed });
      expect({ identities: rows.length, several, processed }).toEqual({ identities: 60, several: 0, processed: 60 });
    });

    const versions = fc.array(
      fc.record({ record: fc.integer({ min: 0, max: 2 }), version: fc.integer({ min: 1, max: 6 }) }),
      { minLength: 1, maxLength: 10 },
    );

    it('let the highest document version of ROOK stand, and of equal ones the first', async () => {
      await holds(versions, async (run, sent) => {
        for (const [n, each] of sent.entries()) await deliver(n, await rook(run, each));
        await settled();
        await agrees(run, model(sent, 'first'));
      });
    });

    it('let the latest order of Terra stand, and of equal ones the last', async () => {
      await holds(versions, async (run, sent) => {
        for (const [n, each] of sent.entries()) await deliver(n, await terra(run, each));
        await settled();
        await agrees(run, model(sent, 'last'));
      });
    });

    it('end the same however deliveries of different versions overtake each other', async () => {
      const distinct = fc.uniqueArray(
        fc.record({ record: fc.integer({ min: 0, max: 2 }), version: fc.integer({ min: 1, max: 9 }) }),
        { minLength: 2, maxLength: 16, selector: ({ record, version }) => `${record} ${version}` },
      );
      await holds(distinct, async (run, sent) => {
        const twice = [...sent, ...sent];
        await Promise.all(twice.map(async (each, n) => deliver(n, await rook(run, each))));
        await settled();
        await agrees(run, model(sent, 'first'));
        expect(await count(database, `SELECT count(*) AS n FROM revision WHERE data LIKE '%"${run}/%'`)).toBe(
          sent.length,
        );
      });
    });

    /** Each run has a user of its own, so that one store serves all. */
    async function holds(
      plans: fc.Arbitrary<readonly Pick<Sent, 'record' | 'version'>[]>,
      check: (run: string, sent: readonly Sent[]) => Promise<void>,
    ): Promise<void> {
      await fc.assert(
        fc.asyncProperty(plans, async (plan) => {
          const run = `run-${randomInt(1e12)}`;
          await check(
            run,
            plan.map((each, n) => ({ ...each, marker: `${run}/${n}` })),
          );
        }),
        { numRuns: Number(process.env['HOOKWRIGHT_MODEL_RUNS'] ?? 12) },
      );
    }

    async function agrees(run: string, expected: ReadonlyMap<number, string>): Promise<void> {
      const rows = await database.read(
        'SELECT r.key, v.data FROM record r JOIN revision v ON v.ref = r.ref AND v.sequence = r.sequence WHERE r.user_id = $1',
        [run],
      );
      const found = rows.map((row) => {
        const key = JSON.parse(String(row['key'])) as readonly string[];
        return [Number(/(\d)$/.exec(key.at(-1) ?? '')?.[1]), JSON.parse(String(row['data'])).marker] as const;
      });
      expect(new Map(found)).toEqual(expected);
      expect(found).toHaveLength(expected.size);
    }
  });
}

async function rook(run: string, { record, version, marker }: Sent): Promise<SentDelivery> {
  const source = await sourceOf('rook', 'data');
  const event = sample('rook', 'sleep_health.sleep_summary', 'full');
  const summary = event.sleep_health.summary.sleep_summary;
  const metadata = { ...summary.metadata, datetime_string: `2026-03-1${record}`, user_id_string: run };
  const body = JSON.stringify({
    ...event,
    user_id: run,
    document_version: version,
    sleep_health: { summary: { sleep_summary: { ...summary, metadata, marker } } },
  });
  const own = await source.webhook.sign(body, { secret: source.secrets });
  return { path: `/webhooks/${source.name}`, headers: { ...own, 'content-type': 'application/json' }, body };
}

async function terra(run: string, { record, version, marker }: Sent): Promise<SentDelivery> {
  const source = await sourceOf('terra', 'events');
  const event = sample('terra', 'sleep', 'full');
  const metadata = { ...event.data[0]?.metadata, summary_id: `night-${record}` };
  const body = JSON.stringify({
    ...event,
    user: { ...event.user, user_id: run },
    data: [{ ...event.data[0], metadata, marker }],
  });
  const headers = {
    ...(await source.webhook.sign(body, { secret: source.secrets })),
    'content-type': 'application/json',
    'x-terra-trace-id': createHash('sha256').update(body).digest('hex'),
    'x-terra-ordering-timestamp': String(version),
  };
  return { path: `/webhooks/${source.name}`, headers, body };
}
