/**
 * What was signed when, for telling replays. An index by hashes would put each delivery of a group on another page; so the index lies
 * in the order in which they came, and what was signed in one second is read when it is first asked for, and then known here.
 */
import type { SqliteDriver } from './sqlite-driver.js';

/** Stored deliveries by their time of signing and content in short. */
export interface Replays {
  /** Reads what another process stored meanwhile: first in each transaction. */
  readonly refresh: () => void;
  /** The id under which an equal one is stored, unless that was deleted since. */
  readonly find: (key: Uint8Array) => number | undefined;
  readonly add: (key: Uint8Array | null, id: number) => void;
}

interface Stored {
  readonly id: number | bigint;
  readonly replay: Uint8Array | null;
}

// Some 40 MB; seconds that are left out are read again when they are asked for.
const mostKeys = 500_000;

const ofSecondSql = 'SELECT id, replay FROM delivery WHERE substr(replay, 1, 4) = ? AND replay IS NOT NULL';

/** Knows nothing yet. */
export function createReplays(driver: SqliteDriver): Replays {
  const ofSecond = driver.prepare(ofSecondSql);
  const newer = driver.prepare('SELECT id, replay FROM delivery WHERE id > ? ORDER BY id');
  const { newest: last } = driver.prepare('SELECT max(id) AS newest FROM delivery').get() as {
    readonly newest: unknown;
  };
  const seconds = new Map<number, Map<number, number>>();
  let newest = Number(last ?? 0);

  function load(second: number, key: Uint8Array): Map<number, number> {
    let keys = 0;
    for (const { size } of seconds.values()) keys += size;
    for (const [oldest, { size }] of seconds) {
      if (keys <= mostKeys) break;
      seconds.delete(oldest);
      keys -= size;
    }
    const rows = ofSecond.all(key.subarray(0, 4)) as readonly Stored[];
    const ids = new Map(rows.map(({ id, replay }) => [contentOf(replay), Number(id)]));
    seconds.set(second, ids);
    return ids;
  }

  function add(key: Uint8Array | null, id: number): void {
    newest = id;
    // A second that is not known is read whole when it is asked for.
    if (key !== null) seconds.get(secondOf(key))?.set(contentOf(key), id);
  }

  return {
    refresh() {
      for (const { id, replay } of newer.all(newest) as readonly Stored[]) add(replay, Number(id));
    },
    find(key) {
      const second = secondOf(key);
      return (seconds.get(second) ?? load(second, key)).get(contentOf(key));
    },
    add,
  };
}

function secondOf(key: Uint8Array): number {
  return numberAt(key, 0, 4);
}

function contentOf(key: Uint8Array | null): number {
  return key === null ? Number.NaN : numberAt(key, 4, 10);
}

function numberAt(bytes: Uint8Array, from: number, end: number): number {
  let number = 0;
  for (let at = from; at < end; at += 1) number = number * 256 + (bytes[at] ?? 0);
  return number;
}
