/** Bodies that are genuinely signed and hard to read: kept, never fatal, and never in the way of others. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Receiver } from '../../../runtime/receiver/receiver.js';
import { api, type Package, post, sample, type SentDelivery, start } from '../harness.js';
import { useStores } from '../stores.js';
import { count } from '../faults/ledger.js';
import { sourceOf } from '../faults/traffic.js';
import { eventually } from '../faults/waiting.js';

// On a machine that has other work to do.
vi.setConfig({ testTimeout: 180_000 });

const { kinds } = useStores();
let next = 0;

const sleep = sample('terra', 'sleep', 'full');
const record = sleep.data[0];
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** A sleep event with members written by hand. */
const withNote = (note: string): string =>
  JSON.stringify({ ...sleep, data: [{ ...record, note: '@' }] }).replace('"@"', () => note);

const bodies: readonly (readonly [string, string | Uint8Array, readonly string[]])[] = [
  ['is empty', '', ['quarantined']],
  ['is not JSON', '{"type":', ['quarantined']],
  ['is no object', '42', ['quarantined', 'unknown']],
  [
    'is not UTF-8',
    Buffer.from([...Buffer.from('{"type":"sleep","x":"'), 0xff, 0xfe, ...Buffer.from('"}')]),
    ['quarantined'],
  ],
  ['starts with a byte order mark', `\ufeff${JSON.stringify(sleep)}`, ['processed']],
  ['is 200,000 brackets deep', deep(200_000), ['quarantined', 'unknown']],
  ['is deep in one member', withNote(deep(150_000)), ['quarantined', 'processed']],
  ['has its type twice', JSON.stringify(sleep).replace('{', '{"type":"daily",'), ['processed', 'quarantined']],
  ['has __proto__ for a type', JSON.stringify({ ...sleep, type: '__proto__' }), ['unknown', 'quarantined']],
  ['has constructor for a type', JSON.stringify({ ...sleep, type: 'constructor' }), ['unknown', 'quarantined']],
  ['has toString for a type', JSON.stringify({ ...sleep, type: 'toString' }), ['unknown', 'quarantined']],
  ['brings its type by __proto__', '{"__proto__":{"type":"sleep","polluted":1}}', ['unknown', 'quarantined']],
  [
    'has members named __proto__',
    withNote('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    ['processed'],
  ],
  ['holds NUL characters in a text', withNote('"a\\u0000b"'), ['processed']],
  ['holds half a surrogate pair', withNote('"\\ud800"'), ['processed']],
  ['holds a number that is none', withNote('1e999'), ['processed', 'quarantined']],
  [
    'has a user of NUL characters',
    JSON.stringify({ ...sleep, user: { ...sleep.user, user_id: 'a\0b' } }),
    ['processed', 'quarantined'],
  ],
  [
    'has a user of half a surrogate pair',
    JSON.stringify({ ...sleep, user: { ...sleep.user, user_id: '\ud800' } }),
    ['processed', 'quarantined'],
  ],
  [
    'has a user of 20,000 characters',
    JSON.stringify({ ...sleep, user: { ...sleep.user, user_id: randomBytes(10_000).toString('hex') } }),
    ['processed', 'quarantined'],
  ],
  [
    'has a type of 20,000 characters',
    JSON.stringify({ ...sleep, type: randomBytes(10_000).toString('hex') }),
    ['unknown'],
  ],
  ['has a type of NUL characters', JSON.stringify({ ...sleep, type: 'a\0b' }), ['unknown', 'quarantined']],
  [
    'has 50,000 records',
    JSON.stringify({ ...sleep, data: [] }).replace('[]', `[${'{},'.repeat(49_999)}{}]`),
    ['processed', 'quarantined'],
  ],
];

for (const [name, isThere, newStore] of kinds) {
  describe.skipIf(!isThere)(`a genuine body on ${name}`, () => {
    let receiver: Receiver<Package>;

    beforeAll(async () => {
      receiver = await start(newStore());
    });

    afterAll(() => receiver.stop());

    it.each(bodies)('that %s is kept and has an outcome', async (_, body, states) => {
      const identity = `body-${(next += 1)}`;
      expect(await post(receiver.port, await terra(body, identity))).toBe(200);
      await eventually(async () => (await stateOf(identity)) !== undefined, 'there is an outcome', 15);
      expect(states).toContain(await stateOf(identity));
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });

    it('under an identity that no index takes does not hold up those that arrive with it', async () => {
      const others = await Promise.all(
        Array.from({ length: 20 }, (_, n) => terra(JSON.stringify({ ...sleep, n }), `beside-${n}`)),
      );
      const long = await terra(JSON.stringify({ ...sleep, n: 'long' }), randomBytes(4000).toString('hex'));
      const statuses = await Promise.all([long, ...others].map((each) => post(receiver.port, each)));
      expect(statuses.slice(1)).toEqual(others.map(() => 200));
      expect(statuses[0]).toBe(200);
    });

    it('under an identity with NUL characters does not hold up those that arrive with it', async () => {
      const others = await Promise.all(
        Array.from({ length: 20 }, (_, n) => terra(JSON.stringify({ ...sleep, n }), `next-${n}`)),
      );
      const odd = await spike('nul\0nul');
      const statuses = await Promise.all([odd, ...others].map((each) => post(receiver.port, each)));
      expect(statuses.slice(1)).toEqual(others.map(() => 200));
      expect(statuses[0]).toBe(200);
    });

    it('of which a member is there twice is verified and known by the same one of the two', async () => {
      const source = await sourceOf('spike', 'legacy');
      const event = JSON.stringify({ ...sample('spike', 'heart', 'full'), event_id: 'last' });
      const twice = event.replace('{', '{"event_id":"first",');
      const sign = async (id: string): Promise<Record<string, string>> =>
        source.webhook.sign(JSON.stringify({ event_id: id }), { secret: source.secrets });
      const path = `/webhooks/${source.name}`;
      expect(await post(receiver.port, { path, headers: await sign('first'), body: twice })).toBe(401);
      expect(await post(receiver.port, { path, headers: await sign('last'), body: twice })).toBe(200);
      const ids = await receiver.database.read("SELECT identity FROM delivery WHERE identity IN ('first', 'last')");
      expect(ids).toEqual([{ identity: 'last' }]);
    });

    it('leaves no job dead and the receiver in good health', async () => {
      expect((await api(receiver.port, 'GET', '/readyz')).status).toBe(200);
      expect(await count(receiver.database, 'SELECT count(*) AS n FROM job WHERE dead = 1')).toBe(0);
    });

    async function stateOf(identity: string): Promise<string | undefined> {
      const [row] = await receiver.database.read(
        'SELECT o.state FROM outcome o JOIN delivery d ON d.id = o.delivery_id WHERE d.identity = $1',
        [identity],
      );
      return row === undefined ? undefined : String(row['state']);
    }
  });
}

async function terra(body: string | Uint8Array, identity: string): Promise<SentDelivery> {
  const source = await sourceOf('terra', 'events');
  const own = await source.webhook.sign(body, { secret: source.secrets });
  // fetch takes bytes as well as text.
  return { path: `/webhooks/${source.name}`, headers: { ...own, 'x-terra-trace-id': identity }, body: body as string };
}

async function spike(identity: string): Promise<SentDelivery> {
  const source = await sourceOf('spike', 'legacy');
  const body = JSON.stringify({ ...sample('spike', 'heart', 'full'), event_id: identity });
  return {
    path: `/webhooks/${source.name}`,
    headers: await source.webhook.sign(body, { secret: source.secrets }),
    body,
  };
}
