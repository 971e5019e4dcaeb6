/** What a batch of deliveries leads to is the same as what each of them leads to in turn, on every store. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conclusionStatements, type Effect, recordStatements } from '../../runtime/receiver/effects.js';
import type { Plan } from '../../runtime/receiver/plan.js';
import { openStore } from '../../runtime/receiver/receiver.js';
import { seenStatements } from '../../runtime/receiver/silence.js';
import type { Database, Statement } from '../../runtime/receiver/store/database.js';
import { encodeNumbers } from '../../runtime/receiver/store/postgres-arrays.js';
import { gather } from '../../runtime/receiver/store/postgres-groups.js';
import { tables } from '../../runtime/receiver/store/schema.js';
import { createVault } from '../../runtime/receiver/vault.js';
import { hasPostgres } from './postgres-server.js';
import { useStores } from './stores.js';

const { newDatabase, newFile } = useStores();
const vault = createVault([]);

// Few of each, so that deliveries meet in the same rows.
const user = fc.constantFrom('ada', 'böb', 'c"\\{}', '𝄞');
const type = fc.constantFrom('sleep', 'body', 'x.y');
const data = fc.string({ unit: 'binary', maxLength: 20 }).map((text) => JSON.stringify(text));

/** Of one record the kind of version is always the same. */
const record = fc.constantFrom('latest', 'highest', 'newest').chain((kind) =>
  fc
    .record({ name: fc.constantFrom('a', 'b'), number: fc.integer({ min: -1, max: 3 }), user, type, data })
    .map(({ name, number, ...more }) => ({
      ...more,
      ref: `${kind}-${name}`,
      family: kind,
      key: name,
      day: number > 1 ? `2026-01-0${number}` : '',
      version: kind === 'latest' ? 0 : kind === 'newest' ? number + 0.5 : number,
      tie: kind === 'highest' && number >= 0 ? ('first' as const) : ('last' as const),
    })),
);

const few = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(each, { maxLength: 3 });

const plan: fc.Arbitrary<Plan> = fc.record({
  state: fc.constantFrom('processed', 'unknown', 'quarantined'),
  reason: fc.option(fc.constantFrom('shape', 'type')),
  events: few(fc.record({ type, index: fc.nat(3), user })),
  users: fc.uniqueArray(user),
  records: few(record),
  people: few(
    fc.record({ user, state: fc.constantFrom('connected', 'disconnected', 'replaced'), replacedBy: fc.option(user) }),
  ),
  followUps: few(
    fc.record({
      kind: fc.constantFrom('fetch', 'download'),
      isBackfill: fc.boolean(),
      user,
      payload: fc.constant({ url: 'https://example.com/' }),
    }),
  ),
  expected: few(fc.record({ reference: fc.constantFrom('r1', 'r2'), count: fc.nat(5) })),
  arrived: fc.option(fc.constantFrom('r1', 'r2', 'r3'), { nil: undefined }),
  drift: few(
    fc.record({ type, kind: fc.constantFrom('unknown_member', 'unknown_value'), pointer: fc.constantFrom('/a', '/b') }),
  ),
  notices: fc.constant([]),
});

/** Deliveries in the order of their ids; one that is processed a second time is in a later batch. */
const batches: fc.Arbitrary<readonly (readonly Effect[])[]> = fc
  .array(fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 12 }), plan), { selector: ([id]) => id, maxLength: 8 }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((all) => all.map((batch) => batch.map(([id, each]) => effectOf(id, each)).sort((a, b) => a.id - b.id)));

function effectOf(id: number, each: Plan): Effect {
  const source = { name: `p/w/${id % 2}`, provider: 'p', account: `p/${id % 2}` } as Effect['source'];
  const handled = new Set(['p.sleep', 'p.body']);
  // No two sources have a record in common.
  const records = each.records.map((found) => ({ ...found, ref: `${found.ref} ${source.name}` }));
  const times = { receivedAt: id * 1_000_000, now: 5_000_000_000_000 + id };
  return { id, source, ...times, plan: { ...each, records }, handled, vault };
}

const statementsOf = (effects: readonly Effect[]): readonly Statement[] => [
  ...effects.flatMap((effect) => recordStatements(effect)),
  ...conclusionStatements(effects),
  ...seenStatements(effects),
];

// What plans do not change stays empty.
const names = ['outcome', 'job', 'record', 'revision', 'delivery_user', 'person', 'expectation', 'seen', 'drift'];
const written = tables.filter(({ name }) => names.includes(name));

/** All rows of these tables, but for the numbers of jobs. */
async function contentOf(database: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  const content: Record<string, readonly string[]> = {};
  for (const { name, isNumbered } of written) {
    const rows = await database.read(`SELECT * FROM ${name}`);
    content[name] = rows.map(({ id, ...row }) => JSON.stringify(isNumbered ? row : { id, ...row })).sort();
  }
  return content;
}

const empty = (database: Database): Promise<unknown> =>
  database.writeLazily(written.map(({ name }) => ({ sql: `DELETE FROM ${name}`, values: [] })));

describe.skipIf(!hasPostgres)('a batch of deliveries', () => {
  let grouped: Database;
  let inTurn: readonly Database[];

  beforeAll(async () => {
    grouped = await openStore(newDatabase(), false);
    inTurn = [await openStore(newDatabase(), false), await openStore(newFile(), false)];
  });

  afterAll(async () => {
    for (const database of [grouped, ...inTurn]) await database.close();
  });

  it('is written as each of them in turn, however many change the same rows', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        for (const database of [grouped, ...inTurn]) await empty(database);
        for (const batch of all) {
          await grouped.writeLazily(statementsOf(batch));
          for (const database of inTurn)
            for (const effect of batch)
              await database.writeLazily(statementsOf([effect]).map(({ sql, values }) => ({ sql, values })));
        }
        const content = await contentOf(grouped);
        for (const database of inTurn) expect(await contentOf(database)).toEqual(content);
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });

  it('takes a statement for each text, not for each row', () => {
    const [one] = fc.sample(
      plan.filter(({ users, drift }) => users.length > 1 && drift.length > 1),
      1,
    );
    if (one === undefined) throw new Error('There is no sample.');
    const alike = { ...one, expected: [], arrived: undefined, people: [], followUps: [], events: [], records: [] };
    const effects = Array.from({ length: 30 }, (_, n) => effectOf(n + 1, alike));
    const gathered = gather(conclusionStatements(effects));
    const texts = new Set(conclusionStatements(effects).map(({ sql }) => sql));
    expect(gathered).toHaveLength(texts.size);
  });

  it('passes numbers as they are, and nulls', async () => {
    const numbers = [0, -1, 0.1, 1e-7, Number.MAX_SAFE_INTEGER, null];
    const sql = 'SELECT b FROM unnest($1::float8[]) WITH ORDINALITY AS t (b, n) ORDER BY n';
    expect((await grouped.read(sql, [encodeNumbers(numbers)])).map(({ b }) => b)).toEqual(numbers);
  });

  it('is written whole or not at all, and its results are those of each statement', async () => {
    await empty(grouped);
    const seen = (hour: number, key?: string): Statement => ({
      sql: 'INSERT INTO seen (source, hour, deliveries) VALUES ($1, $2, 1)',
      values: ['s', hour],
      ...(key === undefined ? {} : { key }),
    });
    const count = { sql: 'SELECT count(*) AS n FROM seen', values: ['x'].slice(1) };
    const results = await grouped.write([seen(1, 'a'), seen(2, 'b'), count, seen(3, 'c'), seen(4, 'd'), count]);
    expect(results.map(([row]) => row?.['n'])).toEqual([undefined, undefined, 2, undefined, undefined, 4]);
    await expect(grouped.write([seen(5, 'a'), seen(6, 'b'), seen(1)])).rejects.toThrow();
    expect(await grouped.read(count.sql)).toEqual([{ n: 4 }]);
  });
});
