-- Answers of providers as they came, one row for each page, with the hash of the request that they answer.
CREATE TABLE answer_page (job_id BIGINT NOT NULL, n INTEGER NOT NULL, request BYTEA NOT NULL, status INTEGER NOT NULL, headers TEXT NOT NULL,
  hash BYTEA NOT NULL, size BIGINT NOT NULL, received_at BIGINT NOT NULL, body BYTEA NOT NULL, PRIMARY KEY (job_id, n));
