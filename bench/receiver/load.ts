/** Sends signed deliveries, each different, over raw sockets: closed loop, or at a fixed rate. Prints one line of JSON. */
import { createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { makeSleep } from './sleep.js';

const [port = '0', path = '/', secret = '', connections = '64', seconds = '5', rate = '0', most = '120000'] =
  process.argv.slice(2);
const startTime = Math.floor(Date.now() / 1000);
const run = `${process.pid}-${startTime}`;
// Made ahead of time, or one by one where none are.
const isLazy = Number(most) === 0;
const requests = Array.from({ length: Number(most) }, (_, index) => makeRequest(index));
const latencies: number[] = [];
const statuses: Record<string, number> = {};
let next = 0;
let isMeasuring = false;
let isOver = false;

function makeRequest(index: number): Buffer {
  // Requests made ahead are signed at about the time at which they are sent.
  const time = isLazy ? Math.floor(Date.now() / 1000) : startTime + Math.floor(index / 15_000);
  const body = makeSleep(index, 1854);
  const digest = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  const id = `${run}-${String(index).padStart(7, '0')}`;
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nterra-signature: t=${time},v1=${digest}\r\nx-terra-trace-id: ${id}\r\nx-terra-ordering-timestamp: ${1_700_000_000_000 + index}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

const idle: Connection[] = [];
const due: number[] = [];

interface Connection {
  readonly socket: Socket;
  startedAt: number;
}

function send(connection: Connection, startedAt: number): void {
  const request = isLazy ? makeRequest(next) : requests[next];
  if (request === undefined || isOver) return;
  next += 1;
  connection.startedAt = startedAt;
  connection.socket.write(request);
}

function open(): Connection {
  const connection: Connection = { socket: connect(Number(port), '127.0.0.1'), startedAt: 0 };
  connection.socket
    .setNoDelay(true)
    .setEncoding('latin1')
    .on('error', () => undefined);
  let text = '';
  connection.socket.on('data', (chunk) => {
    text += String(chunk);
    // Answers have no body.
    if (!text.includes('\r\n\r\n')) return;
    const status = text.slice(9, 12);
    text = '';
    if (isMeasuring) {
      statuses[status] = (statuses[status] ?? 0) + 1;
      latencies.push(performance.now() - connection.startedAt);
    }
    if (Number(rate) === 0) send(connection, performance.now());
    else idle.push(connection);
    pump();
  });
  return connection;
}

function pump(): void {
  while (due.length > 0 && idle.length > 0) {
    const connection = idle.pop();
    if (connection !== undefined) send(connection, due.shift() ?? 0);
  }
}

function percentile(sorted: readonly number[], share: number): number {
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(2));
}

const all = Array.from({ length: Number(connections) }, open);
await new Promise((resolve) => setTimeout(resolve, 200));
const startedAt = performance.now();
let issued = 0;
if (Number(rate) === 0) for (const connection of all) send(connection, performance.now());
else {
  idle.push(...all);
  setInterval(() => {
    for (; issued < ((performance.now() - startedAt) / 1000) * Number(rate); issued += 1)
      due.push(startedAt + (issued / Number(rate)) * 1000);
    pump();
  }, 1);
}
await new Promise((resolve) => setTimeout(resolve, 1000));
isMeasuring = true;
const measuredFrom = performance.now();
await new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000));
isMeasuring = false;
isOver = true;
const elapsed = (performance.now() - measuredFrom) / 1000;
const sorted = Float64Array.from(latencies).sort();
console.log(
  JSON.stringify({
    perSecond: Math.round(latencies.length / elapsed),
    p50: percentile([...sorted], 0.5),
    p99: percentile([...sorted], 0.99),
    p999: percentile([...sorted], 0.999),
    statuses,
    sent: next,
    leftOver: due.length,
    ranOut: !isLazy && next >= requests.length,
  }),
);
process.exit(0);
