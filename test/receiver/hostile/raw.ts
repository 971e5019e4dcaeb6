/** Requests byte by byte, as no well-behaved client sends them. */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { SentDelivery } from '../harness.js';

/** What came back; status 0 where the connection ended without an answer. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** Sends bytes and reads until the first answer is there, the connection ends, or the time is over. */
export function exchange(port: number, bytes: string | Buffer, milliseconds = 5000): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const timer = setTimeout(() => socket.destroy(), milliseconds);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (text.includes('\r\n\r\n') && !text.startsWith('HTTP/1.1 1')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text });
    });
  });
}

/** The head of a request; headers in the order given, repeated ones too. */
export function head(method: string, target: string, headers: readonly (readonly [string, string])[]): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}\r\n`;
}

/** A whole request out of a delivery, with changes. */
export function requestOf(
  delivery: SentDelivery,
  changes: {
    readonly method?: string;
    readonly target?: string;
    readonly headers?: readonly (readonly [string, string])[];
  } = {},
): string {
  const own = Object.entries({ ...delivery.headers, 'content-length': String(Buffer.byteLength(delivery.body)) });
  const all = [...own, ...(changes.headers ?? [])];
  return head(changes.method ?? 'POST', changes.target ?? delivery.path, all) + delivery.body;
}

/** Writes pieces until the other side ends, or they do; the status that came. */
export async function stream(
  port: number,
  start: string,
  pieces: Iterable<Buffer>,
  milliseconds = 30_000,
): Promise<{ readonly status: number; readonly sent: number }> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let sent = 0;
  let isClosed = false;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  void closed.then(() => (isClosed = true));
  const over = (): boolean => isClosed;
  const timer = setTimeout(() => socket.destroy(), milliseconds);
  socket.on('error', () => undefined).on('data', (chunk) => (text += chunk.toString('latin1')));
  socket.write(start);
  for (const piece of pieces) {
    if (over() || text !== '') break;
    sent += piece.length;
    if (!socket.write(piece)) await Promise.race([drained(socket), closed]);
  }
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 3000))]);
  socket.destroy();
  clearTimeout(timer);
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), sent };
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('drain', () => resolve()));
}

/** Megabytes of memory that a process holds, now or at most so far. */
export function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
