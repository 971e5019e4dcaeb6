/** A sleep event, different for each number, filled up to a size. */
import { readFileSync } from 'node:fs';

const event = JSON.parse(readFileSync('schemas/terra/samples/sleep/sparse.json', 'utf8')) as {
  readonly user: Readonly<Record<string, unknown>>;
  readonly data: readonly Readonly<Record<string, unknown>>[];
};

/** The body of the n-th delivery. */
export function makeSleep(n: number, bytes: number): string {
  const [record = {}] = event.data;
  const data = [{ ...record, metadata: { ...(record['metadata'] as object), summary_id: `s-${n}` } }];
  const text = JSON.stringify({ ...event, user: { ...event.user, user_id: `user-${n % 5000}` }, data, padding: '' });
  return text.replace('"padding":""', `"padding":"${'x'.repeat(Math.max(0, bytes - text.length))}"`);
}

/** A body of many records, as a backfill brings it. */
export function makeBackfill(bytes: number): string {
  const [record = {}] = event.data;
  const one = (n: number): string =>
    JSON.stringify({
      ...record,
      metadata: { ...(record['metadata'] as object), summary_id: `b-${n}` },
      note: 'x'.repeat(3000),
    });
  const data: string[] = [];
  for (let size = 0; size < bytes; size += (data.at(-1) ?? '').length + 1) data.push(one(data.length));
  return JSON.stringify({ ...event, data: [] }).replace('"data":[]', () => `"data":[${data.join(',')}]`);
}
