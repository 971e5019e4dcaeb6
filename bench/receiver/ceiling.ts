/**
 * The bare ceiling: node:http, one HMAC, one group-committed insert with synchronous=FULL, answer after the commit. Nothing else.
 * With `gathers` its groups are those of the receiver: what that gains by them is told apart from what it costs.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { startCheckpointThread } from '../../runtime/receiver/thread.js';
import { openDriver } from '../../runtime/receiver/store/sqlite.js';
import { encodeBytes } from '../../runtime/receiver/store/postgres-arrays.js';
import { openPostgresPool } from './postgres-pool.js';

interface Row {
  readonly key: string;
  readonly headers: string;
  readonly body: Buffer;
  readonly response: ServerResponse;
}

const [store = '', port = '0', secret = '', thread = '', grouping = ''] = process.argv.slice(2);
const [groupSize, enough] = grouping === 'gathers' ? [512, 32] : [128, 1];
const commit = store.startsWith('postgres') ? await toPostgres() : toSqlite();
const waiting: Row[] = [];
let underWay = 0;

function toSqlite(): { readonly lanes: number; readonly run: (rows: readonly Row[]) => Promise<void> } {
  const driver = openDriver(store);
  driver.exec(
    'PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=1000000',
  );
  driver.exec(
    'CREATE TABLE delivery (id INTEGER PRIMARY KEY, source TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL, UNIQUE (source, key))',
  );
  const insert = driver.prepare(
    'INSERT INTO delivery (source, key, at, headers, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const restart = driver.prepare('PRAGMA wal_checkpoint(RESTART)');
  startCheckpointThread(new URL(thread), store, () => void restart.get());
  return {
    lanes: 1,
    run: (rows) => {
      driver.exec('BEGIN IMMEDIATE');
      for (const { key, headers, body } of rows) insert.run('bench', key, Date.now(), headers, body);
      driver.exec('COMMIT');
      return Promise.resolve();
    },
  };
}

async function toPostgres(): Promise<{
  readonly lanes: number;
  readonly run: (rows: readonly Row[]) => Promise<void>;
}> {
  const pool = await openPostgresPool(store);
  await pool.query(
    'CREATE TABLE delivery (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source text NOT NULL, key text NOT NULL, at bigint NOT NULL, headers text NOT NULL, body bytea NOT NULL, UNIQUE (source, key))',
  );
  const text =
    'INSERT INTO delivery (source, key, at, headers, body) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::bytea[]) ON CONFLICT DO NOTHING';
  return {
    lanes: 2,
    run: async (rows) => {
      await pool.query({
        name: 'insert',
        text,
        values: [
          rows.map(() => 'bench'),
          rows.map((row) => row.key),
          rows.map(() => Date.now()),
          rows.map((row) => row.headers),
          encodeBytes(rows.map((row) => row.body)),
        ],
      });
    },
  };
}

function isDue(): boolean {
  return waiting.length > 0 && underWay < commit.lanes && (underWay === 0 || waiting.length >= enough);
}

function flush(): void {
  while (isDue()) {
    const group = waiting.splice(0, groupSize);
    underWay += 1;
    void commit.run(group).then(() => {
      underWay -= 1;
      for (const { response } of group) response.writeHead(200, { 'content-length': 0 }).end();
      if (waiting.length > 0) setImmediate(flush);
    });
  }
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    const [, time = '', digest = ''] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers['terra-signature'])) ?? [];
    const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
    if (!timingSafeEqual(expected, Buffer.from(digest, 'hex')))
      return void response.writeHead(401, { 'content-length': 0 }).end();
    waiting.push({
      key: String(request.headers['x-terra-trace-id']),
      headers: JSON.stringify(request.headers),
      body,
      response,
    });
    if (waiting.length === 1 || waiting.length === enough) setImmediate(flush);
  });
});
server.listen(Number(port), '127.0.0.1', () => console.log('ready'));
