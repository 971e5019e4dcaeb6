/** Silence: a source that used to deliver has stopped. Learned from the hours in which deliveries came. */
import type { Effect } from './effects.js';
import type { Database, Statement } from './store/database.js';

const hourMs = 3_600_000;
const rememberedHours = 14 * 24;

/** How long sources have been silent, and how long is unusual. */
export interface Silence {
  readonly source: string;
  readonly hours: number;
  /** Longer than three times the longest pause so far, and than the least that is set. */
  readonly isUnusual: boolean;
}

/** Counts deliveries by source and hour; sources in one order, so that workers do not wait for each other. */
export function seenStatements(effects: readonly Effect[]): readonly Statement[] {
  const counts = new Map<string, number>();
  for (const { source, receivedAt } of effects) {
    const key = JSON.stringify([source.name, Math.floor(receivedAt / hourMs)]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => ({
      sql: `INSERT INTO seen (source, hour, deliveries) VALUES ($1, $2, $3)
        ON CONFLICT (source, hour) DO UPDATE SET deliveries = seen.deliveries + excluded.deliveries`,
      values: [...(JSON.parse(key) as readonly [string, number]), count],
    }));
}

/** Sources that have delivered before; those heard of in fewer than three hours are not judged. */
export async function findSilence(database: Database, now: number, leastHours: number): Promise<readonly Silence[]> {
  const current = Math.floor(now / hourMs);
  const rows = await database.read('SELECT source, hour FROM seen ORDER BY source, hour');
  const hoursBySource = new Map<string, number[]>();
  for (const { source, hour } of rows) {
    const hours = hoursBySource.get(String(source));
    if (hours === undefined) hoursBySource.set(String(source), [Number(hour)]);
    else hours.push(Number(hour));
  }
  return [...hoursBySource].map(([source, hours]) => {
    const pauses = hours.slice(1).map((hour, index) => hour - (hours[index] ?? hour));
    const silent = Math.max(0, current - (hours.at(-1) ?? current));
    const limit = Math.max(leastHours, 3 * Math.max(0, ...pauses));
    return { source, hours: silent, isUnusual: hours.length >= 3 && silent > limit };
  });
}

/** Forgets hours long before the last one of their source: one that is silent for longer than that is still silent. */
export async function forgetHours(database: Database): Promise<void> {
  const sql = 'DELETE FROM seen WHERE hour <= (SELECT max(s.hour) FROM seen s WHERE s.source = seen.source) - $1';
  await database.write([{ sql, values: [rememberedHours] }]);
}
