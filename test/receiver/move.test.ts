/** Moving from one store to another: everything, the same, also when it is broken off in between; and by the command. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { moveStore } from '../../runtime/receiver/move.js';
import { openStore } from '../../runtime/receiver/receiver.js';
import type { Database } from '../../runtime/receiver/store/database.js';
import { tables } from '../../runtime/receiver/store/schema.js';
import { fakeFetch, historical, json, vital } from './fake-provider.js';
import { api, buildReceiver, post, sample, settled, signed, start, until } from './harness.js';
import { hasPostgres } from './postgres-server.js';
import { useStores } from './stores.js';

const { folder, newFile, newDatabase, kinds } = useStores();

const sleep = sample('terra', 'sleep', 'full');

/** A store with something in nearly every table, an answer among the deliveries; one that came by itself. */
async function fill(store: string): Promise<Awaited<ReturnType<typeof signed>>> {
  const { fetch } = fakeFetch((_, calls) => (calls > 1 ? json({}, 500) : json({ groups: {}, next: null })));
  const receiver = await start(store, { clients: [vital] }, { fetch });
  const send = async (...given: Parameters<typeof signed>): Promise<void> =>
    expect(await post(receiver.port, await signed(...given))).toBeLessThan(300);
  const known = await signed('terra', 'events', sleep, { headers: { 'x-terra-trace-id': 'known' } });
  expect(await post(receiver.port, known)).toBe(200);
  await send('terra', 'events', { ...sleep, user: { ...sleep.user, user_id: 'large' }, filler: 'x'.repeat(700_000) });
  await send('terra', 'events', { type: 'brand_new', user: { user_id: 'ü' } });
  await send('terra', 'events', '{"type":');
  await send('terra', 'events', {
    ...sample('terra', 'large_request_sending', 'full'),
    reference: 'r',
    expected_payloads: 2,
  });
  await send('vital', 'events', historical, { id: 'msg_1' });
  await settled(receiver);
  await send('vital', 'events', historical, { id: 'msg_2' });
  await until(
    async () => (await receiver.database.read('SELECT 1 AS one FROM job WHERE dead = 1')).length === 1,
    'a job is given up',
  );
  const rows = Array.from({ length: 1500 }, (_, n) => ({
    sql: "INSERT INTO seen (source, hour, deliveries) VALUES ('terra/events/sandbox', $1, 1)",
    values: [n],
  }));
  await receiver.database.write(rows);
  await receiver.stop();
  return known;
}

/** A database that fails after so many writes. */
function breaking(database: Database, writes: number): Database {
  let left = writes;
  return {
    ...database,
    write: (statements, lock) =>
      (left -= 1) < 0 ? Promise.reject(new Error('broken off')) : database.write(statements, lock),
  };
}

for (const [name, isThere, newTarget] of kinds)
  describe.skipIf(!isThere)(`moving from SQLite to ${name}`, () => {
    it('takes everything along, however often it is broken off, and the receiver goes on there', async () => {
      const source = newFile();
      const known = await fill(source);
      const store = newTarget();
      const [from, to] = [await openStore(source, false), await openStore(store, false)];
      let breaks = 0;
      for (let writes = 1; breaks < 100; writes += 3, breaks += 1) {
        const error = await moveStore(from, breaking(to, writes)).catch((each: unknown) => each);
        if (!(error instanceof Error)) break;
        expect(error.message).toBe('broken off');
      }
      expect(breaks).toBeGreaterThan(3);
      const counts = async (database: Database): Promise<readonly unknown[]> =>
        Promise.all(tables.map(async ({ name: table }) => database.read(`SELECT count(*) AS n FROM ${table}`)));
      expect(await counts(to)).toEqual(await counts(from));
      await expect(moveStore(from, to)).rejects.toThrow(/not empty/);
      await Promise.all([from.close(), to.close()]);
      const receiver = await start(store, { works: true });
      try {
        expect(await post(receiver.port, known)).toBe(200);
        expect(await receiver.database.read('SELECT count(*) AS n FROM delivery')).toEqual([{ n: 8 }]);
        const { body } = await api(receiver.port, 'GET', `/v1/users/${sleep.user.user_id}/records`);
        expect(body.items).toMatchObject([{ data: sleep.data[0] }]);
        const event = { ...sleep, user: { ...sleep.user, user_id: 'later' } };
        expect(await post(receiver.port, await signed('terra', 'events', event))).toBe(200);
        await settled(receiver);
        expect((await api(receiver.port, 'GET', '/v1/users/later/records')).body.items).toHaveLength(1);
        const erased = await api(receiver.port, 'DELETE', '/v1/users/large');
        expect(erased.body).toMatchObject({ remaining: 0, erased: { deliveries: 1, parts: 2 } });
      } finally {
        await receiver.stop();
      }
    });

    it('is refused where something changed meanwhile', async () => {
      const source = newFile();
      await fill(source);
      const [from, to] = [await openStore(source, false), await openStore(newTarget(), false)];
      await expect(moveStore(from, breaking(to, 12))).rejects.toThrow('broken off');
      await from.write([{ sql: "UPDATE delivery SET source = 'another'", values: [] }]);
      await expect(moveStore(from, to)).rejects.toThrow(/delivery differ/);
      await Promise.all([from.close(), to.close()]);
    });
  });

it.skipIf(!hasPostgres)('the command moves a store, and says what it moved', async () => {
  const source = newFile();
  await fill(source);
  const built = await buildReceiver();
  try {
    const config = join(folder, 'move.yaml');
    writeFileSync(config, `store: ${source}\n`);
    const environment = { ...process.env, TARGET: newDatabase() };
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [built.cli, '--config', config, 'move', 'env:TARGET'], {
      env: environment,
    });
    expect(stdout).toMatch(/^delivery: 8 rows, the same on both sides \([0-9a-f]{16}\)$/m);
    expect(stdout.trim().split('\n')).toHaveLength(tables.length);
    const again = run(process.execPath, [built.cli, '--config', config, 'move', 'env:TARGET'], { env: environment });
    await expect(again).rejects.toThrow(/not empty/);
  } finally {
    built.remove();
  }
});
