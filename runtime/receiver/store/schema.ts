/** The tables, in the SQL that SQLite and PostgreSQL share. */
import type { Database } from './database.js';

/** Raised with every change to the tables; `migrations` holds the way from each version to the next. */
export const schemaVersion = 1;

const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE delivery (id {id}, source TEXT NOT NULL, identity TEXT NOT NULL, hash BYTEA NOT NULL, received_at BIGINT NOT NULL,
      headers TEXT NOT NULL, coverage TEXT NOT NULL, address TEXT NOT NULL, size BIGINT NOT NULL, conflict INTEGER NOT NULL, body BYTEA, parts TEXT,
      signature TEXT, UNIQUE (source, hash, identity))`,
    // One content of an identity comes first, also where two arrive at once.
    "CREATE UNIQUE INDEX delivery_identity ON delivery (source, identity) WHERE conflict = 0 AND identity <> ''",
    'CREATE INDEX delivery_parts ON delivery (parts) WHERE parts IS NOT NULL',
    'CREATE TABLE part (owner TEXT NOT NULL, n INTEGER NOT NULL, bytes BYTEA NOT NULL, PRIMARY KEY (owner, n))',
    'CREATE TABLE outcome (delivery_id BIGINT PRIMARY KEY, state TEXT NOT NULL, reason TEXT, types TEXT NOT NULL, at BIGINT NOT NULL)',
    'CREATE INDEX outcome_state ON outcome (state, delivery_id)',
    `CREATE TABLE job (id {id}, delivery_id BIGINT NOT NULL, kind TEXT NOT NULL, payload TEXT, lane INTEGER NOT NULL, rank INTEGER NOT NULL,
      user_id TEXT, account TEXT, dead INTEGER NOT NULL, attempts INTEGER NOT NULL, run_at BIGINT NOT NULL, lease TEXT, error TEXT)`,
    'CREATE INDEX job_ready ON job (lane, rank, id) WHERE dead = 0',
    'CREATE INDEX job_user ON job (user_id, lane) WHERE dead = 0 AND user_id IS NOT NULL',
    // Accounts of which no call may be made for now.
    'CREATE TABLE pause (account TEXT PRIMARY KEY, until BIGINT NOT NULL)',
    `CREATE TABLE record (ref TEXT PRIMARY KEY, source TEXT NOT NULL, family TEXT NOT NULL, key TEXT NOT NULL, user_id TEXT NOT NULL,
      type TEXT NOT NULL, version DOUBLE PRECISION NOT NULL, sequence BIGINT NOT NULL, day TEXT NOT NULL)`,
    'CREATE INDEX record_user ON record (user_id, ref)',
    `CREATE TABLE revision (ref TEXT NOT NULL, sequence BIGINT NOT NULL, version DOUBLE PRECISION NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL,
      PRIMARY KEY (ref, sequence))`,

    'CREATE TABLE delivery_user (user_id TEXT NOT NULL, delivery_id BIGINT NOT NULL, PRIMARY KEY (user_id, delivery_id))',
    `CREATE TABLE person (account TEXT NOT NULL, user_id TEXT NOT NULL, state TEXT NOT NULL, replaced_by TEXT, sequence BIGINT NOT NULL,
      PRIMARY KEY (account, user_id))`,
    `CREATE TABLE answer (id {id}, job_id BIGINT NOT NULL UNIQUE, delivery_id BIGINT, user_id TEXT NOT NULL, operation TEXT NOT NULL, parameters TEXT NOT NULL,
      received_at BIGINT NOT NULL, body TEXT NOT NULL)`,
    `CREATE TABLE expectation (source TEXT NOT NULL, reference TEXT NOT NULL, expected BIGINT, arrived BIGINT NOT NULL,
      PRIMARY KEY (source, reference))`,
    'CREATE INDEX answer_user ON answer (user_id)',
    'CREATE INDEX answer_delivery ON answer (delivery_id)',
    'CREATE INDEX delivery_user_delivery ON delivery_user (delivery_id)',
    // Events that somebody handles, in whichever process.
    'CREATE TABLE subscription (name TEXT PRIMARY KEY)',
    'CREATE TABLE seen (source TEXT NOT NULL, hour BIGINT NOT NULL, deliveries BIGINT NOT NULL, PRIMARY KEY (source, hour))',
    'CREATE TABLE budget_call (id {id}, name TEXT NOT NULL, at BIGINT NOT NULL)',
    'CREATE INDEX budget_call_at ON budget_call (name, at)',
    `CREATE TABLE drift (source TEXT NOT NULL, type TEXT NOT NULL, kind TEXT NOT NULL, pointer TEXT NOT NULL, seen BIGINT NOT NULL,
      last_delivery BIGINT NOT NULL, PRIMARY KEY (source, type, kind, pointer))`,
  ],
];

/** All tables with their keys, for what copies them. `isNumbered`: the store numbers the rows. */
export const tables: readonly {
  readonly name: string;
  readonly key: readonly string[];
  readonly isNumbered: boolean;
}[] = [
  { name: 'delivery', key: ['id'], isNumbered: true },
  { name: 'part', key: ['owner', 'n'], isNumbered: false },
  { name: 'outcome', key: ['delivery_id'], isNumbered: false },
  { name: 'job', key: ['id'], isNumbered: true },
  { name: 'pause', key: ['account'], isNumbered: false },
  { name: 'record', key: ['ref'], isNumbered: false },
  { name: 'revision', key: ['ref', 'sequence'], isNumbered: false },
  { name: 'delivery_user', key: ['user_id', 'delivery_id'], isNumbered: false },
  { name: 'person', key: ['account', 'user_id'], isNumbered: false },
  { name: 'answer', key: ['id'], isNumbered: true },
  { name: 'expectation', key: ['source', 'reference'], isNumbered: false },
  { name: 'seen', key: ['source', 'hour'], isNumbered: false },
  { name: 'subscription', key: ['name'], isNumbered: false },
  { name: 'budget_call', key: ['id'], isNumbered: true },
  { name: 'drift', key: ['source', 'type', 'kind', 'pointer'], isNumbered: false },
];

/** Brings the tables up to this version; refuses those of a later one. */
export async function migrate(database: Database): Promise<void> {
  const id =
    database.dialect === 'sqlite'
      ? 'INTEGER PRIMARY KEY AUTOINCREMENT'
      : 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY';
  const create = { sql: 'CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)', values: [] };
  const [, rows] = await database.write(
    [create, { sql: 'SELECT max(version) AS version FROM schema_version', values: [] }],
    'migrate',
  );
  const version = Number(rows?.[0]?.['version'] ?? 0);
  if (version > schemaVersion)
    throw new Error(`The store is of version ${version}; this receiver knows ${schemaVersion}.`);
  for (let next = version; next < schemaVersion; next += 1) {
    const statements = (migrations[next] ?? []).map((sql) => ({ sql: sql.replace('{id}', id), values: [] }));
    await database.write(
      [...statements, { sql: 'INSERT INTO schema_version VALUES ($1)', values: [next + 1] }],
      'migrate',
    );
  }
}
