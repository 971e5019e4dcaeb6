/** Processes of a measurement: compiled once, pinned to a core, ended by their id. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { freePort, type PostgresServer, startPostgres } from '../../test/receiver/postgres-server.js';
import { compileShim } from '../../test/receiver/faults/power-cut.js';

/** The test secret and path of the webhook that is measured. */
export const target = { secret: 'test-secret-terra-events', path: '/webhooks/terra/events/sandbox' } as const;

/** Which program; the second is a ceiling with the groups of the receiver. */
export type Subject = 'ceiling' | 'gathering ceiling' | 'receiver';

/** A server that is measured. */
export interface Measured {
  readonly port: number;
  readonly pid: number;
  readonly store: string;
  /** Since the last question. */
  readonly stall: () => Promise<Stall>;
  readonly kill: () => Promise<void>;
}

/** Longest time for which an event loop stood still, and for which it worked without a pause, in milliseconds. */
export interface Stall {
  readonly stall: number;
  readonly work: number;
}

/** Where everything is. */
export interface Workshop {
  readonly start: (
    subject: Subject,
    kind: 'sqlite' | 'postgres',
    settings?: { readonly syncDelay?: number },
  ) => Promise<Measured>;
  readonly newStore: (kind: 'sqlite' | 'postgres') => Promise<string>;
  /** Runs the load generator on the other core; its line of JSON. */
  readonly load: (...values: readonly (string | number)[]) => Promise<LoadResult>;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** What the load generator saw. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** All that were sent, those before the measurement too. */
  readonly sent: number;
  readonly leftOver: number;
  readonly ranOut: boolean;
}

/** Compiles the programs. */
export async function openWorkshop(): Promise<Workshop> {
  const outdir = join(process.cwd(), 'node_modules', '.cache', `hookwright-bench-${process.pid}`);
  const folder = mkdtempSync(join(tmpdir(), 'hookwright-bench-'));
  await compile(outdir);
  const thread = `file://${outdir}/runtime/receiver/thread.js`;
  let postgres: PostgresServer | undefined;
  let count = 0;
  const running = new Set<ChildProcess>();

  async function newStore(kind: 'sqlite' | 'postgres'): Promise<string> {
    count += 1;
    if (kind === 'sqlite') {
      const own = join(folder, `${count}`);
      mkdirSync(own);
      return join(own, 'receiver.db');
    }
    postgres ??= await startPostgres('512MB');
    return postgres.createDatabase(`bench${count}`);
  }

  return {
    folder,
    newStore,
    async start(subject, kind, { syncDelay = 0 } = {}) {
      const store = await newStore(kind);
      const port = await freePort();
      const values =
        subject !== 'receiver'
          ? [
              'bench/receiver/ceiling.js',
              store,
              String(port),
              target.secret,
              thread,
              subject === 'ceiling' ? '' : 'gathers',
            ]
          : ['runtime/receiver/cli.js', '--demo', '--port', String(port), '--store', store];
      const [script = '', ...rest] = values;
      const slow = { LD_PRELOAD: compileShim(folder), DISK_FOLDER: folder, DISK_DELAY_US: String(syncDelay) };
      const child = spawn(
        process.execPath,
        ['--import', join(outdir, 'bench/receiver/stall.js'), join(outdir, script), ...rest],
        { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...(syncDelay > 0 ? slow : {}) } },
      );
      running.add(child);
      await listening(child);
      const pid = child.pid ?? 0;
      pin('0', pid);
      const kill = async (): Promise<void> => {
        await end(child);
        // Its tables would be vacuumed and written back while others are measured.
        if (kind === 'postgres') postgres?.dropDatabase(store);
      };
      return { port, pid, store, stall: () => ask(child), kill };
    },
    async load(...values) {
      const script = join(outdir, 'bench/receiver/load.js');
      const child = spawn('taskset', ['-c', '1', process.execPath, script, ...values.map(String)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      running.add(child);
      let text = '';
      child.stdout.on('data', (chunk) => (text += String(chunk)));
      await new Promise((resolve) => child.once('close', resolve));
      return JSON.parse(text) as LoadResult;
    },
    async close() {
      for (const child of running) await end(child);
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
      rmSync(outdir, { recursive: true, force: true });
    },
  };
}

/** Seconds of processor time that a process took so far. */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Megabytes that a process holds. */
export function memoryOf(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
}

async function compile(outdir: string): Promise<void> {
  const own = ['ceiling', 'load', 'stall'].map((name) => `bench/receiver/${name}.ts`);
  await build({
    entryPoints: [...own, 'runtime/receiver/cli.ts', 'runtime/receiver/thread.ts'],
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
}

function pin(core: string, pid: number): void {
  execFileSync('taskset', ['-acp', core, String(pid)], { stdio: 'ignore' });
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The server did not start.')), 30_000);
    child.once('exit', () => reject(new Error('The server ended.')));
    child.stdout?.on('data', (chunk) => {
      if (!/ready|listens/.test(String(chunk))) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

function ask(child: ChildProcess): Promise<Stall> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The server does not say how long it stood still.')), 10_000);
    const listen = (chunk: unknown): void => {
      const [, stall, work] = /stall ([\d.]+) work ([\d.]+)/.exec(String(chunk)) ?? [];
      if (stall === undefined) return;
      clearTimeout(timer);
      child.stdout?.off('data', listen);
      resolve({ stall: Number(stall), work: Number(work) });
    };
    child.stdout?.on('data', listen);
    child.kill('SIGUSR2');
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
