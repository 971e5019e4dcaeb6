/** The ceiling against the receiver, in turns, in one run: `npx tsx bench/receiver/run.ts [rounds] [seconds] [sqlite|postgres]`. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { freePort, startPostgres } from '../../test/receiver/postgres-server.js';

interface Result {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly leftOver: number;
  readonly ranOut: boolean;
  readonly cpuMicroseconds: number;
  readonly megabytes: number;
}

const [rounds = '3', seconds = '4', kind = 'sqlite'] = process.argv.slice(2);
const outdir = join(process.cwd(), 'node_modules', '.cache', `hookwright-bench-${process.pid}`);
const folder = mkdtempSync(join(tmpdir(), 'hookwright-bench-'));
const secret = 'test-secret-terra-events';
const postgres = kind === 'postgres' ? await startPostgres() : undefined;
let count = 0;

await build({
  entryPoints: [
    'bench/receiver/ceiling.ts',
    'bench/receiver/load.ts',
    'runtime/receiver/cli.ts',
    'runtime/receiver/thread.ts',
  ],
  outdir,
  outbase: '.',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'error',
});

const thread = `file://${outdir}/runtime/receiver/thread.js`;
const results = new Map<string, Result[]>();

try {
  for (let round = 0; round < Number(rounds); round += 1) {
    await measure('ceiling', 0);
    await measure('receiver', 0);
  }
  const half = Math.round(median(results.get('ceiling') ?? [], 'perSecond') / 2);
  await measure('ceiling', half);
  await measure('receiver', half);
  print(half);
} finally {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(outdir, { recursive: true, force: true });
}

async function measure(subject: 'ceiling' | 'receiver', rate: number): Promise<void> {
  const port = await freePort();
  const store =
    postgres === undefined ? join(folder, `${(count += 1)}.db`) : postgres.createDatabase(`bench${(count += 1)}`);
  const server =
    subject === 'ceiling'
      ? start('bench/receiver/ceiling.js', store, String(port), secret, thread)
      : start('runtime/receiver/cli.js', '--demo', '--port', String(port), '--store', store);
  try {
    await listening(server);
    pin('0', server.pid ?? 0);
    const before = cpuOf(server.pid ?? 0);
    const load = pinned(
      '1',
      join(outdir, 'bench/receiver/load.js'),
      String(port),
      '/webhooks/terra/events/sandbox',
      secret,
      '64',
      seconds,
      String(rate),
      String(Math.ceil((Number(seconds) + 1.2) * (rate === 0 ? 24_000 : rate * 1.1))),
    );
    const output = await new Promise<string>((resolve) => {
      let text = '';
      load.stdout?.on('data', (chunk) => (text += String(chunk)));
      load.on('exit', () => resolve(text));
    });
    const result = JSON.parse(output) as Omit<Result, 'cpuMicroseconds' | 'megabytes'>;
    const total = result.perSecond * (Number(seconds) + 1);
    const key = rate === 0 ? subject : `${subject}, open loop`;
    const measured = {
      ...result,
      cpuMicroseconds: Math.round(((cpuOf(server.pid ?? 0) - before) * 1e6) / total),
      megabytes: Math.round(
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid ?? 0}/status`, 'utf8'))?.[1]) / 1024,
      ),
    };
    results.set(key, [...(results.get(key) ?? []), measured]);
    console.log(key, JSON.stringify(measured));
  } finally {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await ended;
  }
}

function start(script: string, ...values: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(outdir, script), ...values], { stdio: ['ignore', 'pipe', 'inherit'] });
}

function pinned(core: string, script: string, ...values: readonly string[]): ChildProcess {
  return spawn('taskset', ['-c', core, process.execPath, script, ...values], { stdio: ['ignore', 'pipe', 'inherit'] });
}

function pin(core: string, pid: number): void {
  execFileSync('taskset', ['-acp', core, String(pid)], { stdio: 'ignore' });
}

function listening(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error('The server ended.')));
    server.stdout?.on('data', (chunk) => (/ready|listens/.test(String(chunk)) ? resolve() : undefined));
  });
}

/** Seconds of processor time so far. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function median(
  given: readonly Result[],
  field: 'perSecond' | 'p99' | 'p50' | 'p999' | 'cpuMicroseconds' | 'megabytes',
): number {
  return given.map((each) => each[field]).sort((a, b) => a - b)[Math.floor(given.length / 2)] ?? Number.NaN;
}

function print(half: number): void {
  console.log(
    `\n${kind}, 64 connections, body 1.85 kB, ${rounds} rounds of ${seconds} s in turns, medians; open loop at ${half}/s`,
  );
  console.log(
    '| subject | deliveries/s | p50 ms | p99 ms | p99.9 ms | CPU us each | MB |\n| --- | --- | --- | --- | --- | --- | --- |',
  );
  for (const [name, all] of results)
    console.log(
      `| ${name} | ${median(all, 'perSecond')} | ${median(all, 'p50')} | ${median(all, 'p99')} | ${median(all, 'p999')} | ${median(all, 'cpuMicroseconds')} | ${median(all, 'megabytes')} |`,
    );
  console.log(
    `receiver / ceiling: ${((100 * median(results.get('receiver') ?? [], 'perSecond')) / median(results.get('ceiling') ?? [], 'perSecond')).toFixed(0)} %`,
  );
}
