/** What runs beside the thread that answers gives way to it. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../runtime/receiver/store/sqlite.js';
import { startCheckpointThread } from '../../runtime/receiver/thread.js';
import { buildReceiver, temporaryFolder, until } from './harness.js';

describe.skipIf(process.platform !== 'linux')('the thread that copies the log', () => {
  const folder = temporaryFolder();
  let built: Awaited<ReturnType<typeof buildReceiver>> | undefined;
  beforeAll(async () => {
    built = await buildReceiver();
  });
  afterAll(() => {
    built?.remove();
    folder.remove();
  });

  it('has a lower priority than the others, which keep theirs', async () => {
    if (built === undefined) throw new Error('There is nothing to start.');
    const path = `${folder.path}/receiver.db`;
    const database = await openSqlite(path, { checkpoint: true });
    const before = priorities();
    const stop = startCheckpointThread(built.thread, path, () => undefined);
    try {
      await until(async () => Promise.resolve(lower(before).length === 1), 'a thread gives way');
      expect(priorities().get(process.pid)).toBe(before.get(process.pid));
    } finally {
      await stop();
      await database.close();
    }
  });
});

/** Threads of a lower priority than the main one that were not there before. */
function lower(before: ReadonlyMap<number, number>): readonly number[] {
  const main = before.get(process.pid) ?? 0;
  return [...priorities()].filter(([id, nice]) => nice > main && !before.has(id)).map(([id]) => id);
}

/** How nice each thread of this process is. */
function priorities(): ReadonlyMap<number, number> {
  const folder = '/proc/self/task';
  const statOf = (id: string): readonly string[] =>
    readFileSync(`${folder}/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return new Map(readdirSync(folder).map((id) => [Number(id), Number(statOf(id)[16])]));
}
