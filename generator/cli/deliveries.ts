/** Deliveries of a source, one at a time: lines of NDJSON, a folder of JSON files, or the receiver's SQLite database. */
import { closeSync, createReadStream, existsSync, openSync, readSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { UsageError } from '../diagnostics.js';
import { sorted } from '../order.js';
import { readDatabase } from './receiver-database.js';

/** One delivery as it came. */
export interface StoredDelivery {
  /** When or where: an ISO time, or the file or line. */
  readonly label: string;
  /** Which webhook it came to, where the source knows. */
  readonly webhook: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Which deliveries of a source are wanted, and how to open those that are sealed. */
export interface DeliveryFilter {
  readonly provider: string;
  readonly webhook: string | undefined;
  /** Keys of the receiver in base64. */
  readonly keys: readonly string[];
}

/** Reads a source. A database may hold deliveries of others too; files are taken to be of the provider. */
export async function* readDeliveries(source: string, filter: DeliveryFilter): AsyncGenerator<StoredDelivery> {
  if (!existsSync(source)) throw new UsageError(`there is no ${source}`);
  if (statSync(source).isDirectory()) yield* readFolder(source);
  else if (isDatabase(source)) yield* readDatabase(source, filter);
  else if (/\.(ndjson|jsonl)$/.test(source)) yield* readLines(source);
  else if (source.endsWith('.json')) yield await readSingle(source, source);
  else throw new UsageError(`${source} is neither .ndjson, .jsonl, .json, a folder, nor a database of the receiver`);
}

function isDatabase(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(15);
    readSync(file, head, 0, head.length, 0);
    return head.toString('latin1') === 'SQLite format 3';
  } finally {
    closeSync(file);
  }
}

async function* readLines(file: string): AsyncGenerator<StoredDelivery> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() !== '') yield unwrap(text, `line ${line}`);
  }
}

/** A line is a body, or `{ headers, body, receivedAt }` around one. */
function unwrap(text: string, label: string): StoredDelivery {
  const plain = { label, webhook: undefined, headers: {}, body: Buffer.from(text) };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return plain;
  }
  if (typeof value !== 'object' || value === null || !('body' in value) || !('headers' in value)) return plain;
  const { headers, body, receivedAt } = value as {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly receivedAt?: unknown;
  };
  return {
    label: typeof receivedAt === 'string' ? receivedAt : label,
    webhook: undefined,
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
  return { label, webhook: undefined, headers, body: await readFile(file) };
}
