/** How often a provider may be called: kept in the database, shared by all workers, with room left for live work. */
import { Deferred } from './jobs.js';
import type { Providers } from './providers.js';
import type { Database } from './store/database.js';

/** So many calls in any so many seconds. */
export interface CallBudget {
  readonly requests: number;
  readonly seconds: number;
}

/** Where calls are counted, and for what. */
export interface CallContext {
  readonly database: Database;
  readonly clock: () => number;
  readonly account: string;
  readonly budget: readonly CallBudget[];
  /** History waits: it leaves a fifth of each budget to live work. */
  readonly isBackfill: boolean;
  /** Called when a call has to wait. */
  readonly onWait: () => void;
}

// What the strictest of the known plans allows; a plan may have others.
const defaultBudget: readonly CallBudget[] = [
  { requests: 60, seconds: 60 },
  { requests: 10_000, seconds: 86_400 },
];

const shareOfBackfill = 0.8;

// Longer pauses are left to the jobs table: other jobs have their turn meanwhile.
const longestWaitMs = 1000;

/** The configured budget, or what the package knows of the provider, or a cautious one. */
export function budgetOf(
  providers: Providers,
  { provider, factory, budget }: { provider: string; factory: string; budget: readonly CallBudget[] | undefined },
): readonly CallBudget[] {
  if (budget !== undefined) return budget;
  const limits = (providers[provider]?.['clientRateLimits'] ?? {}) as Readonly<
    Record<string, readonly CallBudget[] | undefined>
  >;
  const known = limits[factory] ?? [];
  return known.length > 0 ? known : defaultBudget;
}

/** Waits for a call, for a moment at most; after that the job has to be put off. */
export async function waitForCall(context: CallContext, signal?: AbortSignal): Promise<void> {
  const { database, clock, account, isBackfill, onWait } = context;
  const budget = isBackfill ? context.budget.map(leaveRoom) : context.budget;
  for (;;) {
    const now = clock();
    const until = await takeCall(database, account, budget, now);
    if (until === undefined) return;
    onWait();
    if (until - now > longestWaitMs) throw new Deferred(until, pauseName(account, isBackfill));
    await new Promise((resolve) => setTimeout(resolve, until - now));
    signal?.throwIfAborted();
  }
}

/** Takes a call out of an account's budget, which lives in the database; otherwise the time at which there is one. */
export async function takeCall(
  database: Database,
  name: string,
  budget: readonly CallBudget[],
  now: number,
): Promise<number | undefined> {
  const longest = Math.max(0, ...budget.map((limit) => limit.seconds));
  const guards = budget.map(
    (_, index) => `(SELECT count(*) FROM budget_call WHERE name = $1 AND at > $${3 + 2 * index}) < $${4 + 2 * index}`,
  );
  const values = budget.flatMap(({ seconds, requests }) => [now - seconds * 1000, requests]);
  const sql = `INSERT INTO budget_call (name, at) SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT) WHERE ${['1 = 1', ...guards].join(' AND ')} RETURNING at`;
  const clean = { sql: 'DELETE FROM budget_call WHERE name = $1 AND at <= $2', values: [name, now - longest * 1000] };
  const [, rows = []] = await database.write([clean, { sql, values: [name, now, ...values] }], `budget ${name}`);
  if (rows.length > 0) return undefined;
  let until = now + 1000;
  for (const { seconds, requests } of budget) {
    const [row] = await database.read('SELECT at FROM budget_call WHERE name = $1 ORDER BY at DESC LIMIT 1 OFFSET $2', [
      name,
      requests - 1,
    ]);
    if (row !== undefined) until = Math.max(until, Number(row['at']) + seconds * 1000);
  }
  return until;
}

function leaveRoom({ requests, seconds }: CallBudget): CallBudget {
  return { requests: Math.max(1, Math.floor(requests * shareOfBackfill)), seconds };
}

/** The name under which jobs of an account pause; history pauses alone when its share is used up. */
function pauseName(account: string, isBackfill: boolean): string {
  return isBackfill ? `${account}#backfill` : account;
}
