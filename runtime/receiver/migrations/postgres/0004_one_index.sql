-- A delivery stands in one index by its identity or, without one, by its hash; what came before is met when it is inserted.
-- Replays are told by the second of signing and a piece of the hash, so that those of one second lie side by side.

ALTER TABLE delivery DROP COLUMN signature;
ALTER TABLE delivery ADD COLUMN replay BYTEA;

CREATE FUNCTION receiver_index_partition(name TEXT) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE UNIQUE INDEX %I ON %I (source, identity) WHERE conflict = 0 AND identity <> %L',
    'delivery_' || name || '_identity', 'delivery_' || name, '');
  EXECUTE format('CREATE UNIQUE INDEX %I ON %I (source, hash, identity) WHERE conflict = 1 OR identity = %L',
    'delivery_' || name || '_hash', 'delivery_' || name, '');
  EXECUTE format('CREATE UNIQUE INDEX %I ON %I (replay) WHERE replay IS NOT NULL',
    'delivery_' || name || '_replay', 'delivery_' || name);
END $$;

-- Indexes of before go, whatever they are called; primary keys and those of all partitions stay.
DO $$ DECLARE part TEXT; old RECORD;
BEGIN
  ALTER TABLE delivery_before DROP CONSTRAINT IF EXISTS delivery_source_hash_identity_key;
  FOR part IN SELECT p.name FROM receiver_partitions() p LOOP
    FOR old IN SELECT i.indexrelid::regclass::text AS name FROM pg_index i
        WHERE i.indrelid = ('delivery_' || part)::regclass AND i.indisunique AND NOT i.indisprimary LOOP
      EXECUTE 'DROP INDEX ' || old.name;
    END LOOP;
    PERFORM receiver_index_partition(part);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION receiver_add_partitions(width BIGINT, ahead BIGINT) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE first BIGINT; last BIGINT; name TEXT;
BEGIN
  LOOP
    SELECT max(ends) INTO first FROM receiver_partitions();
    EXIT WHEN first > receiver_day() + ahead;
    last := greatest(first, receiver_day()) + width;
    FOREACH name IN ARRAY ARRAY['delivery', 'outcome', 'delivery_user'] LOOP
      EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS)', name || '_' || first, name);
      IF name = 'delivery' THEN
        PERFORM receiver_index_partition(first::text);
      END IF;
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
        name, name || '_' || first, first * 10000000000, last * 10000000000);
    END LOOP;
  END LOOP;
END $$;

-- A lease is an update: where there is room in its page, no index has to know of it.
ALTER TABLE job SET (fillfactor = 50);
