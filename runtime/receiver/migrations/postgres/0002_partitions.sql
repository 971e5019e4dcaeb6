-- Deliveries, and what there is once for each of them, lie in partitions by the day on which they were stored, so that
-- old ones can be dropped whole. The id begins with that day, as the clock of the database says it: one clock for all
-- receivers. So the id is the partition key, and what is asked for by id is looked for in one partition only.

CREATE FUNCTION receiver_day() RETURNS BIGINT LANGUAGE sql STABLE
  AS $$ SELECT floor(extract(epoch FROM now()) / 86400)::bigint $$;

-- True two minutes before and after the day changes: then receivers take turns, as no index spans two partitions.
CREATE FUNCTION receiver_is_turn_of_day() RETURNS BOOLEAN LANGUAGE sql STABLE
  AS $$ SELECT extract(epoch FROM now()) % 86400 NOT BETWEEN 120 AND 86280 $$;

ALTER TABLE delivery ALTER COLUMN id DROP IDENTITY;
ALTER TABLE delivery RENAME TO delivery_before;
ALTER INDEX delivery_pkey RENAME TO delivery_before_pkey;
ALTER INDEX delivery_identity RENAME TO delivery_before_identity;
ALTER INDEX delivery_parts RENAME TO delivery_before_parts;
ALTER TABLE outcome RENAME TO outcome_before;
ALTER INDEX outcome_pkey RENAME TO outcome_before_pkey;
ALTER INDEX outcome_state RENAME TO outcome_before_state;
ALTER TABLE delivery_user RENAME TO delivery_user_before;
ALTER INDEX delivery_user_pkey RENAME TO delivery_user_before_pkey;
ALTER INDEX delivery_user_delivery RENAME TO delivery_user_before_delivery;

CREATE TABLE delivery (LIKE delivery_before, PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE INDEX delivery_parts ON delivery (parts) WHERE parts IS NOT NULL;
CREATE SEQUENCE delivery_number OWNED BY delivery.id;
ALTER TABLE delivery ALTER COLUMN id SET DEFAULT receiver_day() * 10000000000 + nextval('delivery_number') % 10000000000;

CREATE TABLE outcome (LIKE outcome_before, PRIMARY KEY (delivery_id)) PARTITION BY RANGE (delivery_id);
CREATE INDEX outcome_state ON outcome (state, delivery_id);

CREATE TABLE delivery_user (LIKE delivery_user_before, PRIMARY KEY (user_id, delivery_id)) PARTITION BY RANGE (delivery_id);
CREATE INDEX delivery_user_delivery ON delivery_user (delivery_id);

-- What is there already, and what is moved here from another store, comes first.
DO $$ DECLARE name TEXT;
BEGIN
  FOREACH name IN ARRAY ARRAY['delivery', 'outcome', 'delivery_user'] LOOP
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%s)',
      name, name || '_before', receiver_day() * 10000000000);
  END LOOP;
END $$;

-- Where partitions end, with the day after the last one.
CREATE FUNCTION receiver_partitions() RETURNS TABLE (name TEXT, ends BIGINT) LANGUAGE sql STABLE AS $$
  SELECT substring(c.relname from 10), (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \(''(\d+)''\)'))[1]::bigint / 10000000000
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'delivery'::regclass $$;

-- Adds partitions so many days wide until there is one for each of the days ahead. An identity comes first once in each;
-- what came in others is looked for when a delivery is stored.
CREATE FUNCTION receiver_add_partitions(width BIGINT, ahead BIGINT) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE first BIGINT; last BIGINT; name TEXT;
BEGIN
  LOOP
    SELECT max(ends) INTO first FROM receiver_partitions();
    EXIT WHEN first > receiver_day() + ahead;
    last := greatest(first, receiver_day()) + width;
    FOREACH name IN ARRAY ARRAY['delivery', 'outcome', 'delivery_user'] LOOP
      EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS)', name || '_' || first, name);
      IF name = 'delivery' THEN
        EXECUTE format('CREATE UNIQUE INDEX ON %I (source, hash, identity)', 'delivery_' || first);
        EXECUTE format('CREATE UNIQUE INDEX ON %I (source, identity) WHERE conflict = 0 AND identity <> %L', 'delivery_' || first, '');
      END IF;
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
        name, name || '_' || first, first * 10000000000, last * 10000000000);
    END LOOP;
  END LOOP;
END $$;

SELECT receiver_add_partitions(1, 1);
