/** Deliveries of a source, one at a time: lines of NDJSON, a folder of JSON files, or the receiver's SQLite database. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { UsageError } from '../diagnostics.js';
import { sorted } from '../order.js';

/** One delivery as it came. */
export interface StoredDelivery {
  /** When or where: an ISO time, or the file or line. */
  readonly label: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Reads a source; `provider` picks the deliveries of a database. */
export async function* readDeliveries(source: string, provider: string): AsyncGenerator<StoredDelivery> {
  if (!existsSync(source)) throw new UsageError(`there is no ${source}`);
  if (/\.(db|sqlite3?)$/.test(source)) yield* readDatabase(source, provider);
  else if (/\.(ndjson|jsonl)$/.test(source)) yield* readLines(source);
  else if (source.endsWith('.json')) yield await readSingle(source, source);
  else yield* readFolder(source);
}

async function* readLines(file: string): AsyncGenerator<StoredDelivery> {
  const { createReadStream } = await import('node:fs');
  const { createInterface } = await import('node:readline');
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() !== '') yield unwrap(text, `line ${String(line).padStart(7, '0')}`);
  }
}

/** A line is a body, or `{ headers, body, receivedAt }` around one. */
function unwrap(text: string, label: string): StoredDelivery {
  const plain = { label, headers: {}, body: Buffer.from(text) };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return plain;
  }
  if (typeof value !== 'object' || value === null || !('body' in value) || !('headers' in value)) return plain;
  const { headers, body, receivedAt } = value as {
    headers: Record<string, string>;
    body: unknown;
    receivedAt?: unknown;
  };
  return {
    label: typeof receivedAt === 'string' ? receivedAt : label,
    headers,
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  };
}

async function* readFolder(folder: string): AsyncGenerator<StoredDelivery> {
  const paths = (await readdir(folder, { recursive: true })).map((path) => path.replaceAll('\\', '/'));
  for (const path of sorted(paths.filter((name) => name.endsWith('.json') && !name.endsWith('.headers.json'))))
    yield await readSingle(join(folder, path), path);
}

async function readSingle(file: string, label: string): Promise<StoredDelivery> {
  const beside = file.replace(/\.json$/, '.headers.json');
  const headers = existsSync(beside) ? (JSON.parse(await readFile(beside, 'utf8')) as Record<string, string>) : {};
  return { label, headers, body: await readFile(file) };
}

interface Row {
  readonly received_at: number;
  readonly headers: string;
  readonly body: Uint8Array | null;
  readonly parts: string | null;
}

/** Sources are named after their provider, or `<provider>.<webhook>`; sealed bodies cannot be read without their key. */
function* readDatabase(file: string, provider: string): Generator<StoredDelivery> {
  const database = openDatabase(file);
  try {
    const pieces = database.prepare('SELECT bytes FROM part WHERE owner = ? ORDER BY n');
    const rows = database.prepare('SELECT source, received_at, headers, body, parts FROM delivery ORDER BY id');
    for (const row of rows.iterate() as Iterable<Row & { readonly source: string }>) {
      if (row.source.split(/[./:-]/)[0] !== provider) continue;
      const body =
        row.body ??
        Buffer.concat((pieces.all(row.parts) as { readonly bytes: Uint8Array }[]).map(({ bytes }) => bytes));
      if (body[0] === 0) throw new UsageError(`${file}: bodies are sealed; export them with the receiver first`);
      const headers = JSON.parse(row.headers) as Record<string, string>;
      yield { label: new Date(row.received_at).toISOString(), headers, body };
    }
  } finally {
    database.close();
  }
}

interface Database {
  readonly prepare: (sql: string) => {
    readonly iterate: (...values: readonly unknown[]) => Iterable<unknown>;
    readonly all: (...values: readonly unknown[]) => readonly unknown[];
  };
  readonly close: () => void;
}

/** The driver is the user's: the receiver needs it too. */
function openDatabase(file: string): Database {
  for (const base of [join(process.cwd(), 'package.json'), import.meta.filename]) {
    try {
      const Driver = createRequire(base)('better-sqlite3') as new (path: string, options: object) => Database;
      return new Driver(file, { readonly: true, fileMustExist: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND'))
        throw new UsageError(`${file} cannot be read as a database of the receiver`);
    }
  }
  throw new UsageError('install better-sqlite3 to read the database of the receiver');
}
