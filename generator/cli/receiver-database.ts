/** Deliveries in the receiver's SQLite database, read without changing it. */
import { createDecipheriv, createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { UsageError } from '../diagnostics.js';
import { sorted } from '../order.js';
import type { DeliveryFilter, StoredDelivery } from './deliveries.js';

interface Row {
  readonly source: string;
  readonly received_at: number;
  readonly headers: string;
  readonly body: Uint8Array | null;
  readonly parts: string | null;
}

interface Database {
  readonly prepare: (sql: string) => {
    readonly iterate: (...values: readonly unknown[]) => Iterable<unknown>;
    readonly all: (...values: readonly unknown[]) => readonly unknown[];
  };
  readonly close: () => void;
}

/** Reads the deliveries of a provider's sources, which the receiver names `<provider>/<webhook>/<environment>`. */
export function* readDatabase(file: string, filter: DeliveryFilter): Generator<StoredDelivery> {
  const database = openDatabase(file);
  const others = new Set<string>();
  let found = 0;
  try {
    const { rows, pieces } = statements(database, file);
    for (const row of rows.iterate() as Iterable<Row>) {
      const [provider, webhook] = row.source.split('/');
      if (provider !== filter.provider || (filter.webhook !== undefined && webhook !== filter.webhook)) {
        others.add(row.source);
        continue;
      }
      found += 1;
      // Erased on request: that it came is all that is left.
      if (row.body === null && row.parts === null) continue;
      const stored =
        row.body === null ? (pieces.all(row.parts) as { readonly bytes: Uint8Array }[]) : [{ bytes: row.body }];
      const body = Buffer.concat(stored.map(({ bytes }) => open(bytes, filter.keys, file)));
      const headers = JSON.parse(row.headers) as Record<string, string>;
      yield { label: new Date(row.received_at).toISOString(), webhook, headers, body };
    }
  } finally {
    database.close();
  }
  if (found === 0 && others.size > 0)
    throw new UsageError(`${file} has no delivery of ${filter.provider}; it has: ${sorted(others).join(', ')}`);
}

function statements(
  database: Database,
  file: string,
): Readonly<Record<'rows' | 'pieces', ReturnType<Database['prepare']>>> {
  try {
    return {
      // What the receiver asked for came by no webhook.
      rows: database.prepare(
        "SELECT source, received_at, headers, body, parts FROM delivery WHERE coverage <> 'answer' ORDER BY received_at, id",
      ),
      pieces: database.prepare('SELECT bytes FROM part WHERE owner = ? ORDER BY n'),
    };
  } catch {
    throw new UsageError(`${file} is no database of the receiver`);
  }
}

/** The receiver's seal: a zero byte, "HW", 1; 4 bytes that name the key, 12 of nonce, 16 of tag; AES-256-GCM. */
function open(bytes: Uint8Array, keys: readonly string[], file: string): Uint8Array {
  const stored = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (stored.length < 36 || !stored.subarray(0, 4).equals(Buffer.from([0, 0x48, 0x57, 1]))) return bytes;
  const key = keys
    .map((text) => Buffer.from(text, 'base64'))
    .find((each) => createHash('sha256').update(each).digest().subarray(0, 4).equals(stored.subarray(4, 8)));
  if (key === undefined) {
    const why = keys.length === 0 ? 'sealed' : 'sealed with another key';
    throw new UsageError(
      `${file}: bodies are ${why}; name the environment variable that holds the receiver's key: --body-key NAME`,
    );
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, stored.subarray(8, 20));
    decipher.setAuthTag(stored.subarray(20, 36));
    return Buffer.concat([decipher.update(stored.subarray(36)), decipher.final()]);
  } catch {
    throw new UsageError(`${file}: a sealed body has been changed and cannot be opened`);
  }
}

/** The driver is the user's: the receiver needs it too. */
function openDatabase(file: string): Database {
  for (const base of [join(process.cwd(), 'package.json'), import.meta.filename]) {
    try {
      const Driver = createRequire(base)('better-sqlite3') as new (path: string, options: object) => Database;
      return new Driver(file, { readonly: true, fileMustExist: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND'))
        throw new UsageError(`${file} cannot be opened as a database of the receiver`);
    }
  }
  throw new UsageError('install better-sqlite3 to read the database of the receiver');
}
