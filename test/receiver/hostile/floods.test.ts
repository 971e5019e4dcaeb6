/** Too much of everything: memory stays bounded, the right status comes, and genuine deliveries still get through. */
import { randomInt } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { api, post, temporaryFolder } from '../harness.js';
import { buildProgram, type Program, type ReceiverProcess } from '../faults/processes.js';
import { type MakeDelivery, postOnce, sleepMaker } from '../faults/traffic.js';
import { eventually, pause, rounds, tell } from '../faults/waiting.js';
import { head, memoryOf, stream } from './raw.js';

// On a machine that has other work to do.
vi.setConfig({ testTimeout: 180_000 });

const folder = temporaryFolder();
const megabyte = 1024 * 1024;
const path = '/webhooks/terra/events/sandbox';
let program: Program;
let receiver: ReceiverProcess;
let make: MakeDelivery;
let next = 0;

beforeAll(async () => {
  program = await buildProgram('floods');
  receiver = await program.start({
    store: join(folder.path, 'floods.db'),
    memoryBytes: 160 * megabyte,
    requestSeconds: 3,
  });
  make = await sleepMaker('floods');
  for (let n = 0; n < 20; n += 1) await genuine();
});

afterAll(async () => {
  await program.remove();
  folder.remove();
});

/** A genuine delivery gets through. */
async function genuine(): Promise<void> {
  expect(await post(receiver.port, await make(next++ % 90))).toBe(200);
}

async function stored(): Promise<number> {
  const { body } = await api(receiver.port, 'GET', '/v1/deliveries?limit=500');
  return body.items.filter((each) => each.reason !== 'too_large').length;
}

/** What the receiver holds at most more than before while something happens to it. */
async function growth(work: () => Promise<void>): Promise<number> {
  const before = memoryOf(receiver.pid, 'VmRSS');
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, memoryOf(receiver.pid, 'VmRSS'))), 20);
  await work();
  clearInterval(timer);
  expect(receiver.isRunning()).toBe(true);
  return Math.round(most - before);
}

function* zeros(bytes: number): Generator<Buffer> {
  const piece = Buffer.alloc(256 * 1024);
  for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
}

function* chunks(bytes: number): Generator<Buffer> {
  const piece = Buffer.concat([Buffer.from('40000\r\n'), Buffer.alloc(256 * 1024), Buffer.from('\r\n')]);
  for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
}

describe('a flood', () => {
  it('of a gigabyte, announced or not, is cut off with 413 and leaves a stub', async () => {
    const before = await stored();
    const results: unknown[] = [];
    const more = await growth(async () => {
      const announced = head('POST', path, [['content-length', String(1024 * megabyte)]]);
      results.push(await stream(receiver.port, announced, zeros(1024 * megabyte)));
      const chunked = head('POST', path, [['transfer-encoding', 'chunked']]);
      results.push(await stream(receiver.port, chunked, chunks(1024 * megabyte)));
    });
    tell('a body of 1 GB against 64 MB', { results, growthMb: more });
    expect(results).toMatchObject([{ status: 413 }, { status: 413 }]);
    expect(more).toBeLessThan(256);
    expect(await stored()).toBe(before);
    const { body } = await api(receiver.port, 'GET', '/v1/deliveries?state=refused');
    expect(body.items[0]).toMatchObject({ reason: 'too_large' });
    await genuine();
  });

  it('of chunks of one byte costs little more memory than its bytes', async () => {
    const pieces = Array.from({ length: 100 }, () => Buffer.from('1\r\nx\r\n'.repeat(8192)));
    let result: unknown;
    const more = await growth(async () => {
      const sent = stream(receiver.port, head('POST', path, [['transfer-encoding', 'chunked']]), pieces);
      result = await sent;
    });
    tell('819,200 chunks of one byte', { result, growthMb: more });
    expect(more).toBeLessThan(80);
    await genuine();
  });

  it('of large unsigned bodies at once is refused where the memory for bodies ends', async () => {
    const statuses: number[] = [];
    const more = await growth(async () => {
      const start = head('POST', path, [['content-length', String(48 * megabyte)]]);
      const all = Array.from({ length: 12 }, () => stream(receiver.port, start, zeros(48 * megabyte)));
      for (const { status } of await Promise.all(all)) statuses.push(status);
    });
    tell('12 unsigned bodies of 48 MB at once', { statuses, growthMb: more });
    expect(statuses.filter((status) => ![0, 401, 408, 503].includes(status))).toEqual([]);
    expect(statuses.some((status) => status === 503 || status === 408)).toBe(true);
    expect(more).toBeLessThan(400);
    await genuine();
  });

  it('of slow senders is cut off, and genuine deliveries get through meanwhile', async () => {
    const slow = Array.from({ length: 120 }, (_, n) => dribble(n % 2 === 0));
    await pause(300);
    for (let n = 0; n < 10; n += 1) await genuine();
    await eventually(() => slow.every((each) => each.isOver()), 'the slow ones are cut off', 20);
    tell('120 slow senders', { answers: [...new Set(slow.map((each) => each.status()))] });
    expect(slow.filter((each) => ![0, 408].includes(each.status()))).toEqual([]);
    await genuine();
  });

  it('of idle connections keeps nobody out', async () => {
    const idle = Array.from({ length: 500 }, () => connect(receiver.port, '127.0.0.1').on('error', () => undefined));
    await pause(300);
    await genuine();
    for (const socket of idle) socket.destroy();
  });

  it('of bad signatures is refused, stores nothing and takes no memory', async () => {
    const number = rounds >= 100 ? 100_000 : 3000;
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const before = await stored();
    const statuses = new Map<number, number>();
    const forged = await make(1);
    const signature = forged.headers['terra-signature'] ?? '';
    const more = await growth(async () => {
      let left = number;
      const sender = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          const digest = Array.from({ length: 64 }, () => randomInt(16).toString(16)).join('');
          const headers = { ...forged.headers, 'terra-signature': `${signature.slice(0, 13)},v1=${digest}` };
          const status = await postOnce(agent, receiver.port, { ...forged, headers });
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      };
      await Promise.all(Array.from({ length: 16 }, sender));
    });
    agent.destroy();
    tell('bad signatures', { statuses: Object.fromEntries(statuses), growthMb: more });
    expect([...statuses]).toEqual([[401, number]]);
    expect(more).toBeLessThan(150);
    expect(await stored()).toBe(before);
    await genuine();
  }, 180_000);
});

/** One byte now and then, of a head or of a body. */
function dribble(isHead: boolean): { readonly isOver: () => boolean; readonly status: () => number } {
  const socket: Socket = connect(receiver.port, '127.0.0.1');
  let text = '';
  let isOver = false;
  socket.on('error', () => undefined).on('data', (chunk) => (text += chunk.toString('latin1')));
  const start = isHead ? `POST ${path} HTTP/1.1\r\nx: ` : head('POST', path, [['content-length', '5000']]);
  socket.write(start);
  const timer = setInterval(() => socket.write('x'), 100);
  socket.on('close', () => {
    clearInterval(timer);
    isOver = true;
  });
  return { isOver: () => isOver, status: () => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0) };
}
