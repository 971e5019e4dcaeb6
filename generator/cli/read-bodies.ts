/** Reads JSON bodies one at a time: a file, a folder of files, lines of NDJSON, or standard input. */
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { InputError } from '../diagnostics.js';
import { byCodeUnit } from '../order.js';
import type { JsonValue } from '../schema.js';

/** A body and how far the source has been read. */
export interface ReadBody {
  readonly body: JsonValue;
  readonly bytes: number;
}

/** Size of a source in bytes, or undefined for standard input. */
export async function sizeOf(source: string): Promise<number | undefined> {
  if (source === '-') return undefined;
  const files = await filesOf(source);
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** All bodies of a source, in order of file names and lines. Memory: the largest body. */
export async function* readBodies(source: string): AsyncGenerator<ReadBody> {
  if (source === '-') {
    yield* readInput(process.stdin, source);
    return;
  }
  let before = 0;
  for (const file of await filesOf(source)) {
    for await (const read of /\.(ndjson|jsonl)$/.test(file)
      ? readStream(createReadStream(file, { highWaterMark: 1 << 20 }), file)
      : readWhole(file)) {
      yield { body: read.body, bytes: before + read.bytes };
    }
    before += (await stat(file)).size;
  }
}

async function filesOf(source: string): Promise<readonly string[]> {
  try {
    if (!(await stat(source)).isDirectory()) return [source];
    const names = await readdir(source);
    return names
      .filter((name) => /\.(json|ndjson|jsonl)$/.test(name) && !name.endsWith('.headers.json'))
      .sort(byCodeUnit)
      .map((name) => join(source, name));
  } catch {
    throw new InputError([
      {
        code: 'file-unreadable',
        severity: 'error',
        message: 'this file or folder cannot be read',
        at: { file: source },
      },
    ]);
  }
}

async function* readWhole(file: string): AsyncGenerator<ReadBody> {
  const text = await readFile(file, 'utf8');
  yield { body: parseBody(text, file, 1), bytes: Buffer.byteLength(text) };
}

/** Lines of NDJSON or, where the first line that has anything is no JSON by itself, one body on many lines. */
async function* readInput(stream: AsyncIterable<Buffer>, file: string): AsyncGenerator<ReadBody> {
  const chunks = stream[Symbol.asyncIterator]();
  const start: Buffer[] = [];
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    start.push(next.value);
    const text = Buffer.concat(start).toString('utf8').trimStart();
    if (text.includes('\n')) break;
  }
  const rest = { [Symbol.asyncIterator]: () => chunks };
  const [first = ''] = Buffer.concat(start).toString('utf8').trimStart().split('\n', 1);
  const all = chain(start, rest);
  if (isJson(first)) yield* readStream(all, file);
  else yield* readAll(all, file);
}

async function* chain(start: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* start;
  yield* rest;
}

/** No body is larger; NDJSON with a broken first line is not read to its end. */
const largestBody = 64 * 2 ** 20;

async function* readAll(stream: AsyncIterable<Buffer>, file: string): AsyncGenerator<ReadBody> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > largestBody) break;
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() !== '') yield { body: parseBody(text, file, 1), bytes };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Lines are cut out of the bytes, so that a character that spans two chunks is whole again. */
async function* readStream(stream: AsyncIterable<Buffer>, file: string): AsyncGenerator<ReadBody> {
  let rest: Buffer[] = [];
  let bytes = 0;
  let line = 0;
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      const part = chunk.subarray(start, end);
      const text = (rest.length === 0 ? part : Buffer.concat([...rest, part])).toString('utf8');
      rest = [];
      start = end + 1;
      line++;
      if (text.trim() !== '') yield { body: parseBody(text, file, line), bytes: bytes + start };
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
    bytes += chunk.length;
  }
  const last = Buffer.concat(rest).toString('utf8');
  if (last.trim() !== '') yield { body: parseBody(last, file, line + 1), bytes };
}

/** The message of `JSON.parse` quotes the text, so it is not passed on. */
function parseBody(text: string, file: string, line: number): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new InputError([
      {
        code: 'sample-invalid',
        severity: 'error',
        message: 'this is not JSON',
        at: { file, line },
        hint: 'Give one JSON body a file, or one a line in a file that ends in .ndjson.',
      },
    ]);
  }
}
