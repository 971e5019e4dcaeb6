/** Plans become statements. Each may run any number of times and in any order: guards decide what has an effect. */
import type { Plan } from './plan.js';
import type { Source } from './providers.js';
import type { Statement } from './store/database.js';
import type { Vault } from './vault.js';

/** Where a plan belongs. */
export interface Effect {
  readonly id: number;
  readonly source: Source;
  readonly receivedAt: number;
  readonly now: number;
  readonly plan: Plan;
  /** Event types (`<provider>.<type>`) that somebody handles. */
  readonly handled: Pick<ReadonlySet<string>, 'has'>;
  readonly vault: Vault;
}

const insertRevision = `INSERT INTO revision (ref, sequence, version, type, data) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (ref, sequence) DO UPDATE SET version = excluded.version, type = excluded.type, data = excluded.data`;

const upsert = (
  tie: '<=' | '>=',
): string => `INSERT INTO record (ref, source, family, key, user_id, type, version, sequence, day)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (ref) DO UPDATE SET user_id = excluded.user_id, type = excluded.type,
    version = excluded.version, sequence = excluded.sequence, day = excluded.day
  WHERE excluded.version > record.version OR (excluded.version = record.version AND excluded.sequence ${tie} record.sequence)`;

// One text for each, so that statements are prepared once.
const upserts = { first: upsert('<='), last: upsert('>=') } as const;

const upsertPerson = `INSERT INTO person (account, user_id, state, replaced_by, sequence) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (account, user_id) DO UPDATE SET state = excluded.state, replaced_by = excluded.replaced_by, sequence = excluded.sequence
  WHERE excluded.sequence > person.sequence`;

/** Whose a delivery is. */
export const insertUser = 'INSERT INTO delivery_user (user_id, delivery_id) VALUES ($1, $2) ON CONFLICT DO NOTHING';

const expectSql = `INSERT INTO expectation (source, reference, expected, arrived) VALUES ($1, $2, $3, 0)
  ON CONFLICT (source, reference) DO UPDATE SET expected = excluded.expected`;

const arriveSql = `INSERT INTO expectation (source, reference, expected, arrived)
  SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), NULL, 1 WHERE NOT EXISTS (SELECT 1 FROM outcome WHERE delivery_id = $3)
  ON CONFLICT (source, reference) DO UPDATE SET arrived = expectation.arrived + 1`;

const driftSql = `INSERT INTO drift (source, type, kind, pointer, seen, last_delivery) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (source, type, kind, pointer) DO UPDATE SET seen = drift.seen + excluded.seen, last_delivery = excluded.last_delivery`;

const outcomeSql = `INSERT INTO outcome (delivery_id, state, reason, types, at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (delivery_id) DO UPDATE SET state = excluded.state, reason = excluded.reason, types = excluded.types, at = excluded.at`;

/** A job that is due at once. Later jobs of a user come after the first ones of others: nobody waits behind a backfill. */
export const insertJob = `INSERT INTO job (delivery_id, kind, payload, lane, rank, user_id, account, dead, attempts, run_at)
  VALUES ($1, $2, $3, $4, (SELECT count(*) FROM job WHERE dead = 0 AND lane = $4 AND user_id = $5), $5, $6, 0, 0, 0)`;

/** Lanes: what arrived, what applications do with it, links that expire, calls to a provider, calls that fill a gap. */
export const lanes = { process: 0, handle: 1, download: 2, fetch: 3, backfill: 4 } as const;

/** Records of the plan, to be written before its conclusion; a large plan may be cut into several writes. */
export function recordStatements({ id, source, plan, vault }: Effect): readonly Statement[] {
  return plan.records.flatMap(({ ref, family, key, user, type, version, tie, day, data }) => [
    { sql: insertRevision, values: [ref, id, version, type, vault.sealText(data)], key: `${ref} ${id}` },
    { sql: upserts[tie], values: [ref, source.name, family, key, user, type, version, id, day], key: ref },
  ]);
}

/** Everything else, with the outcomes; in one transaction with the end of the jobs. What is alike stands side by side. */
export function conclusionStatements(effects: readonly Effect[]): readonly Statement[] {
  const of = (make: (effect: Effect) => readonly Statement[]): readonly Statement[] => effects.flatMap(make);
  return [
    ...of(({ id, plan }) => plan.users.map((user) => ({ sql: insertUser, values: [user, id], key: `${user} ${id}` }))),
    ...of(({ id, source: { account }, plan }) =>
      plan.people.map(({ user, state, replacedBy }) => ({
        sql: upsertPerson,
        values: [account, user, state, replacedBy, id],
        key: `${account} ${user}`,
      })),
    ),
    ...of(({ source: { name }, plan }) =>
      plan.expected.map(({ reference, count }) => ({ sql: expectSql, values: [name, reference, count] })),
    ),
    ...of(({ id, source, plan: { arrived } }) =>
      arrived === undefined ? [] : [{ sql: arriveSql, values: [source.name, arrived, id] }],
    ),
    ...driftStatements(effects),
    ...of(jobStatements),
    ...of(({ id, plan, now }) => {
      const types = [...new Set(plan.events.map((event) => event.type))].slice(0, 20);
      return [{ sql: outcomeSql, values: [id, plan.state, plan.reason, JSON.stringify(types), now], key: String(id) }];
    }),
  ];
}

/** Follow-ups, then events for handlers. */
function jobStatements({ id, source, plan, receivedAt, handled }: Effect): readonly Statement[] {
  const insert = (kind: string, payload: object, lane: number, user: string, account: string | null): Statement => ({
    sql: insertJob,
    values: [id, kind, JSON.stringify(payload), lane, user, account],
    // Their rank depends on those before.
    key: `${lane} ${user}`,
  });
  return [
    ...plan.followUps.map(({ kind, isBackfill, user, payload }) =>
      insert(kind, payload, lanes[isBackfill ? 'backfill' : kind], user, kind === 'fetch' ? source.account : null),
    ),
    ...plan.events
      .filter(({ type }) => handled.has(`${source.provider}.${type}`))
      .map(({ type, index, user }) => insert('handle', { type, index, receivedAt }, lanes.handle, user, null)),
  ];
}

/** The same finding in many deliveries is counted once. */
function driftStatements(effects: readonly Effect[]): readonly Statement[] {
  const found = new Map<
    string,
    { readonly values: readonly [string, string, string, string]; seen: number; last: number }
  >();
  for (const { id, source, plan } of effects)
    for (const { type, kind, pointer } of plan.drift) {
      const values = [source.name, type, kind, pointer] as const;
      const key = JSON.stringify(values);
      const known = found.get(key);
      found.set(key, { values, seen: (known?.seen ?? 0) + 1, last: id });
    }
  return [...found].map(([key, { values, seen, last }]) => ({ sql: driftSql, values: [...values, seen, last], key }));
}
