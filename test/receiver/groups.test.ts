/** Which deliveries share a commit, where several may be under way at once. */
import { expect, test } from 'vitest';
import { createGroups, joinGroup } from '../../runtime/receiver/groups.js';
import type { Admission, Database, NewDelivery } from '../../runtime/receiver/store/database.js';
import { createLogger } from '../../runtime/receiver/telemetry.js';

const bytes = new Uint8Array(0);

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function row(n: number): NewDelivery {
  return {
    source: 'terra/events/sandbox',
    identity: String(n),
    hash: bytes,
    receivedAt: n,
    headers: '{}',
    coverage: 'body',
    address: '',
    size: 0,
    body: bytes,
    parts: null,
    replay: null,
  };
}

/** Two commits at once, each ended by hand; the sizes of those that began. */
function open() {
  const sizes: number[] = [];
  const ends: (() => void)[] = [];
  const admit = (rows: readonly NewDelivery[]): Promise<readonly Admission[]> => {
    sizes.push(rows.length);
    return new Promise((resolve) =>
      ends.push(() => resolve(rows.map(({ receivedAt }) => ({ kind: 'stored', id: receivedAt })))),
    );
  };
  const database = { dialect: 'postgres', lanes: 2, admit } as unknown as Database;
  const done: number[] = [];
  const groups = createGroups(database, createLogger('silent'), (group, admissions) =>
    group.forEach((each, n) => each.done(admissions[n])),
  );
  let next = 0;
  const join = async (number: number): Promise<void> => {
    for (let n = 0; n < number; n += 1)
      joinGroup(groups, row((next += 1)), (admission) => {
        if (admission?.kind === 'stored') done.push(admission.id);
      });
    await turn();
  };
  const end = async (): Promise<void> => {
    ends.shift()?.();
    await turn();
    await turn();
  };
  return { sizes, done, join, end };
}

test('few deliveries wait for the commit that is under way, and share the next one', async () => {
  const { sizes, done, join, end } = open();
  await join(1);
  await join(3);
  await join(4);
  expect(sizes).toEqual([1]);
  await end();
  expect(sizes).toEqual([1, 7]);
  await end();
  expect(done).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('many deliveries begin a second commit beside the first, and no third one', async () => {
  const { sizes, done, join, end } = open();
  await join(1);
  await join(31);
  await join(1);
  expect(sizes).toEqual([1, 32]);
  await join(40);
  expect(sizes).toEqual([1, 32]);
  await end();
  expect(sizes).toEqual([1, 32, 40]);
  await end();
  await end();
  expect(done).toHaveLength(73);
});

test('a commit that takes long does not hold up the deliveries that came after it', async () => {
  const { sizes, join } = open();
  await join(1);
  await join(1);
  await new Promise((resolve) => setTimeout(resolve, 40));
  await join(1);
  expect(sizes).toEqual([1, 2]);
});
