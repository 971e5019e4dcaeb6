-- A delivery stands in one index by its identity or, without one, by its hash; what came before is met when it is inserted.
-- Replays are told by the second of signing and a piece of the hash, so that those of one second lie side by side.
CREATE TABLE delivery_next (id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, identity TEXT NOT NULL, hash BYTEA NOT NULL, received_at BIGINT NOT NULL,
  headers TEXT NOT NULL, coverage TEXT NOT NULL, address TEXT NOT NULL, size BIGINT NOT NULL, conflict INTEGER NOT NULL, body BYTEA, parts TEXT,
  replay BYTEA);

INSERT INTO delivery_next SELECT id, source, identity, hash, received_at, headers, coverage, address, size, conflict, body, parts, NULL FROM delivery;

DELETE FROM sqlite_sequence WHERE name = 'delivery_next';

INSERT INTO sqlite_sequence SELECT 'delivery_next', seq FROM sqlite_sequence WHERE name = 'delivery';

DROP TABLE delivery;

ALTER TABLE delivery_next RENAME TO delivery;

CREATE UNIQUE INDEX delivery_identity ON delivery (source, identity) WHERE conflict = 0 AND identity <> '';

CREATE UNIQUE INDEX delivery_hash ON delivery (source, hash, identity) WHERE conflict = 1 OR identity = '';

CREATE UNIQUE INDEX delivery_replay ON delivery (replay) WHERE replay IS NOT NULL;

CREATE INDEX delivery_parts ON delivery (parts) WHERE parts IS NOT NULL;
