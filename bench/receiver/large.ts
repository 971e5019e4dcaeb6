/** One delivery of 46 MB: for how long it stops everything else, and memory over a soak. */
import { createHmac } from 'node:crypto';
import { memoryOf, target, type Workshop } from './servers.js';
import { makeBackfill } from './sleep.js';
import { median, table } from './table.js';

/** Sends large deliveries while small ones go on; the stall of the event loop and the answer's time. */
export async function measureLarge(workshop: Workshop, kind: 'sqlite' | 'postgres', rounds: number): Promise<void> {
  const body = Buffer.from(makeBackfill(46 * 1024 * 1024));
  const server = await workshop.start('receiver', kind);
  const results: { readonly stall: number; readonly work: number; readonly until: number; readonly answer: number }[] =
    [];
  try {
    // What is compiled late is not what is measured.
    await post(server.port, Buffer.from(makeBackfill(2 * 1024 * 1024)), 'warm');
    await waitForRecords(server.port);
    // What the machine does to a server that has nothing to do.
    await server.stall();
    await new Promise((resolve) => setTimeout(resolve, 5000));
    const { stall: idle } = await server.stall();
    for (let round = 0; round < rounds; round += 1) {
      await server.stall();
      const startedAt = performance.now();
      const status = await post(server.port, body, `large-${round}`, round);
      const answer = performance.now() - startedAt;
      if (status !== 200) throw new Error(`The delivery was answered with ${status}.`);
      const until = await server.stall();
      await waitForRecords(server.port);
      const after = await server.stall();
      const [stall, work] = [Math.max(until.stall, after.stall), Math.max(until.work, after.work)];
      results.push({ until: until.stall, stall, work, answer });
    }
    table(
      `${kind}: a delivery of 46 MB, ${rounds} times`,
      [
        'answer ms',
        'stall until the answer ms',
        'stall in all ms',
        'longest work ms',
        'stall while idle ms',
        'MB after',
      ],
      [
        [
          Math.round(median(results.map((each) => each.answer))),
          `${median(results.map((each) => each.until))} (most ${Math.max(...results.map((each) => each.until))})`,
          `${median(results.map((each) => each.stall))} (most ${Math.max(...results.map((each) => each.stall))})`,
          `${median(results.map((each) => each.work))} (most ${Math.max(...results.map((each) => each.work))})`,
          idle,
          memoryOf(server.pid),
        ],
      ],
    );
  } finally {
    await server.kill();
  }
}

/** Deliveries at a steady rate for so many seconds; memory in tenths of that time. */
export async function measureSoak(workshop: Workshop, seconds: number, rate: number): Promise<void> {
  const server = await workshop.start('receiver', 'sqlite');
  const samples: number[] = [];
  try {
    const load = workshop.load(server.port, target.path, target.secret, 32, seconds, rate, 0);
    const timer = setInterval(() => samples.push(memoryOf(server.pid)), (seconds * 1000) / 20);
    const result = await load;
    clearInterval(timer);
    table(
      `memory over ${seconds} s at ${rate} deliveries/s: answered ${result.perSecond}/s, p99 ${result.p99} ms, statuses ${JSON.stringify(result.statuses)}`,
      ['part of the time', 'MB'],
      samples.map((megabytes, index) => [`${(index + 1) * 5} %`, megabytes]),
    );
  } finally {
    await server.kill();
  }
}

async function post(port: number, body: Buffer, id: string, round = 0): Promise<number> {
  const time = Math.floor(Date.now() / 1000);
  // Another length each time, so that no round meets parts of an earlier one.
  const sent = Buffer.concat([body, Buffer.alloc(round + 1, ' ')]);
  const digest = createHmac('sha256', target.secret).update(`${time}.`).update(sent).digest('hex');
  const response = await fetch(`http://127.0.0.1:${port}${target.path}`, {
    method: 'POST',
    body: sent,
    headers: { 'terra-signature': `t=${time},v1=${digest}`, 'x-terra-trace-id': id },
  });
  return response.status;
}

async function waitForRecords(port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const response = await fetch(`http://127.0.0.1:${port}/metrics`);
    if (!/^hookwright_jobs\{.*state="waiting".*\} [1-9]/m.test(await response.text())) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('Jobs are left.');
}
