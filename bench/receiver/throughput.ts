/** The ceiling against the receiver in turns: closed loop, open loop at half the ceiling, and with slower syncs. */
import { cpuOf, type LoadResult, memoryOf, type Subject, target, type Workshop } from './servers.js';
import { median, table } from './table.js';

type Kind = 'sqlite' | 'postgres';

interface Result extends LoadResult {
  readonly cpuMicroseconds: number;
  readonly megabytes: number;
}

interface Setting {
  readonly kind: Kind;
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly syncDelay: number;
  /** Measures the ceiling with the receiver's groups as well. */
  readonly gathers: boolean;
}

/** Prints one table for a store. */
export async function measureThroughput(workshop: Workshop, setting: Setting): Promise<void> {
  const subjects: readonly Subject[] = setting.gathers
    ? ['ceiling', 'gathering ceiling', 'receiver']
    : ['ceiling', 'receiver'];
  const closed = new Map<Subject, Result[]>(subjects.map((subject) => [subject, []]));
  for (let round = 0; round < setting.rounds; round += 1)
    for (const subject of subjects) closed.get(subject)?.push(await measure(workshop, setting, subject, 0));
  const of = (subject: Subject): readonly Result[] => closed.get(subject) ?? [];
  const half = Math.round(median(of('ceiling').map((each) => each.perSecond)) / 2);
  const rows = subjects.map((subject) => row(`${subject}, closed loop`, of(subject)));
  if (setting.syncDelay === 0) {
    for (const subject of subjects) {
      const open: Result[] = [];
      for (let round = 0; round < setting.rounds; round += 1)
        open.push(await measure(workshop, setting, subject, half));
      rows.push(row(`${subject}, open loop at ${half}/s`, open));
    }
  }
  const slower = setting.syncDelay === 0 ? '' : `, ${setting.syncDelay / 1000} ms added to each sync`;
  table(
    `${setting.kind}, ${setting.connections} connections, body 1.85 kB, ${setting.rounds} rounds of ${setting.seconds} s, medians${slower}`,
    ['subject', 'deliveries/s', 'p50 ms', 'p99 ms', 'p99.9 ms', 'CPU us each', 'MB', 'left over', 'refused'],
    rows,
  );
  for (const subject of subjects.slice(0, -1)) {
    const ratios = of('receiver').map((each, index) => each.perSecond / (of(subject)[index]?.perSecond ?? Number.NaN));
    const each = ratios.map((ratio) => (100 * ratio).toFixed(0)).join(', ');
    console.log(`receiver / ${subject}: ${(100 * median(ratios)).toFixed(0)} % (of each round: ${each})\n`);
  }
}

async function measure(workshop: Workshop, setting: Setting, subject: Subject, rate: number): Promise<Result> {
  const server = await workshop.start(subject, setting.kind, { syncDelay: setting.syncDelay });
  try {
    // What is compiled and connected late is not what is measured.
    await workshop.load(server.port, target.path, target.secret, 16, 1, 0, 20_000);
    const before = cpuOf(server.pid);
    const most = Math.ceil((setting.seconds + 1.2) * (rate === 0 ? 26_000 : rate * 1.1));
    const result = await workshop.load(
      server.port,
      target.path,
      target.secret,
      setting.connections,
      setting.seconds,
      rate,
      most,
    );
    const cpuMicroseconds = Math.round(((cpuOf(server.pid) - before) * 1e6) / result.sent);
    return { ...result, cpuMicroseconds, megabytes: memoryOf(server.pid) };
  } finally {
    await server.kill();
  }
}

function row(name: string, results: readonly Result[]): readonly (string | number)[] {
  const of = (read: (result: Result) => number): number => median(results.map(read));
  const refused = results.reduce(
    (sum, { statuses }) => sum + Object.entries(statuses).reduce((n, [status, m]) => n + (status === '200' ? 0 : m), 0),
    0,
  );
  return [
    name,
    of((each) => each.perSecond),
    of((each) => each.p50),
    of((each) => each.p99),
    of((each) => each.p999),
    of((each) => each.cpuMicroseconds),
    of((each) => each.megabytes),
    of((each) => each.leftOver),
    refused,
  ];
}
