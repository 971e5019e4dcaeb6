/** Fills a gap through the provider's API: calls that the configuration names, one for each user of an account. */
import type { ClientSettings } from './follow-ups.js';
import { insertJob, lanes } from './effects.js';
import type { Database } from './store/database.js';

/** A call that lists what a user may have missed. Values are texts, or filled in by name. */
export interface GapCall {
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string | { readonly from: GapValue }>>;
}

/** `start` and `end` are date-times, `startDay` and `endDay` their first ten characters; with `day` there is a call for each day. */
export const gapValues = ['user', 'start', 'end', 'startDay', 'endDay', 'day'] as const;

const dayMs = 86_400_000;

/** What may be filled in. */
export type GapValue = (typeof gapValues)[number];

/** Queues the calls; live work goes before them. How many. */
export async function reconcile(
  database: Database,
  clients: readonly ClientSettings[],
  account: string,
  start: Date,
  end: Date,
): Promise<number> {
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime()))
    throw new RangeError('Both ends of the gap have to be date-times.');
  const calls = clients
    .filter(({ provider, environment }) => `${provider}/${environment}` === account)
    .flatMap(({ gapCalls }) => gapCalls);
  if (calls.length === 0) throw new RangeError(`No reconcile calls are configured for ${account}.`);
  const [provider = '', environment = ''] = account.split('/');
  const rows = await database.read(
    `SELECT user_id FROM person WHERE account = $1 AND state = 'connected' UNION
      SELECT r.user_id FROM record r WHERE r.source LIKE $2 AND NOT EXISTS (SELECT 1 FROM person p WHERE p.account = $1 AND p.user_id = r.user_id)
      UNION SELECT u.user_id FROM delivery_user u JOIN delivery d ON d.id = u.delivery_id
      WHERE d.source LIKE $2 AND NOT EXISTS (SELECT 1 FROM person p WHERE p.account = $1 AND p.user_id = u.user_id)`,
    [account, `${provider}/%/${environment}`],
  );
  const times = { start: start.toISOString(), end: end.toISOString() };
  const days = daysOf(start, end);
  const jobs = rows.flatMap((row) => {
    const user = String(row['user_id']);
    const filled = { ...times, user, startDay: times.start.slice(0, 10), endDay: times.end.slice(0, 10) };
    return calls.flatMap(({ operation, parameters }) => {
      const isByDay = Object.values(parameters).some((value) => typeof value === 'object' && value.from === 'day');
      return (isByDay ? days : ['']).map((day) => {
        const values = Object.entries(parameters).map(([name, value]) => [
          name,
          typeof value === 'string' ? value : { ...filled, day }[value.from],
        ]);
        const payload = {
          operation,
          parameters: Object.fromEntries(values) as object,
          user,
          account,
          isBackfill: true,
        };
        return { sql: insertJob, values: [0, 'fetch', JSON.stringify(payload), lanes.backfill, user, account] };
      });
    });
  });
  for (let index = 0; index < jobs.length; index += 500) await database.write(jobs.slice(index, index + 500));
  return jobs.length;
}

/** From the day of the start to that of the end, both included. */
function daysOf(start: Date, end: Date): readonly string[] {
  const days: string[] = [];
  for (let day = Math.floor(start.getTime() / dayMs); day * dayMs <= end.getTime(); day += 1)
    days.push(new Date(day * dayMs).toISOString().slice(0, 10));
  return days;
}
