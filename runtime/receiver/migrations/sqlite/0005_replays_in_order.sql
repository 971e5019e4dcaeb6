-- Replays are looked for in memory, where what was signed in a second is read once. The index lies in the order in which
-- deliveries came: by their hashes, those of one group lay on as many pages as the second had.
DROP INDEX delivery_replay;

CREATE INDEX delivery_signed ON delivery (substr(replay, 1, 4), id, replay) WHERE replay IS NOT NULL;
