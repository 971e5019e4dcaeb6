CREATE TABLE delivery (id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, identity TEXT NOT NULL, hash BYTEA NOT NULL, received_at BIGINT NOT NULL,
  headers TEXT NOT NULL, coverage TEXT NOT NULL, address TEXT NOT NULL, size BIGINT NOT NULL, conflict INTEGER NOT NULL, body BYTEA, parts TEXT,
  signature TEXT, UNIQUE (source, hash, identity));

CREATE UNIQUE INDEX delivery_identity ON delivery (source, identity) WHERE conflict = 0 AND identity <> '';

CREATE INDEX delivery_parts ON delivery (parts) WHERE parts IS NOT NULL;

CREATE TABLE part (owner TEXT NOT NULL, n INTEGER NOT NULL, bytes BYTEA NOT NULL, PRIMARY KEY (owner, n));

CREATE TABLE outcome (delivery_id BIGINT PRIMARY KEY, state TEXT NOT NULL, reason TEXT, types TEXT NOT NULL, at BIGINT NOT NULL);

CREATE INDEX outcome_state ON outcome (state, delivery_id);

CREATE TABLE job (id INTEGER PRIMARY KEY AUTOINCREMENT, delivery_id BIGINT NOT NULL, kind TEXT NOT NULL, payload TEXT, lane INTEGER NOT NULL, rank INTEGER NOT NULL,
  user_id TEXT, account TEXT, dead INTEGER NOT NULL, attempts INTEGER NOT NULL, run_at BIGINT NOT NULL, lease TEXT, error TEXT);

CREATE INDEX job_ready ON job (lane, rank, id) WHERE dead = 0;

CREATE INDEX job_user ON job (user_id, lane) WHERE dead = 0 AND user_id IS NOT NULL;

CREATE TABLE pause (account TEXT PRIMARY KEY, until BIGINT NOT NULL);

CREATE TABLE record (ref TEXT PRIMARY KEY, source TEXT NOT NULL, family TEXT NOT NULL, key TEXT NOT NULL, user_id TEXT NOT NULL,
  type TEXT NOT NULL, version DOUBLE PRECISION NOT NULL, sequence BIGINT NOT NULL, day TEXT NOT NULL);

CREATE INDEX record_user ON record (user_id, ref);

CREATE TABLE revision (ref TEXT NOT NULL, sequence BIGINT NOT NULL, version DOUBLE PRECISION NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (ref, sequence));

CREATE TABLE delivery_user (user_id TEXT NOT NULL, delivery_id BIGINT NOT NULL, PRIMARY KEY (user_id, delivery_id));

CREATE TABLE person (account TEXT NOT NULL, user_id TEXT NOT NULL, state TEXT NOT NULL, replaced_by TEXT, sequence BIGINT NOT NULL,
  PRIMARY KEY (account, user_id));

CREATE TABLE answer (id INTEGER PRIMARY KEY AUTOINCREMENT, job_id BIGINT NOT NULL UNIQUE, delivery_id BIGINT, user_id TEXT NOT NULL, operation TEXT NOT NULL, parameters TEXT NOT NULL,
  received_at BIGINT NOT NULL, body TEXT NOT NULL);

CREATE TABLE expectation (source TEXT NOT NULL, reference TEXT NOT NULL, expected BIGINT, arrived BIGINT NOT NULL,
  PRIMARY KEY (source, reference));

CREATE INDEX answer_user ON answer (user_id);

CREATE INDEX answer_delivery ON answer (delivery_id);

CREATE INDEX delivery_user_delivery ON delivery_user (delivery_id);

CREATE TABLE subscription (name TEXT PRIMARY KEY);

CREATE TABLE seen (source TEXT NOT NULL, hour BIGINT NOT NULL, deliveries BIGINT NOT NULL, PRIMARY KEY (source, hour));

CREATE TABLE budget_call (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, at BIGINT NOT NULL);

CREATE INDEX budget_call_at ON budget_call (name, at);

CREATE TABLE drift (source TEXT NOT NULL, type TEXT NOT NULL, kind TEXT NOT NULL, pointer TEXT NOT NULL, seen BIGINT NOT NULL,
  last_delivery BIGINT NOT NULL, PRIMARY KEY (source, type, kind, pointer));
