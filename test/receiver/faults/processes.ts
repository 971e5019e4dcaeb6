/** Starts receivers as processes and ends them by their id, politely or not. */
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** What a process is told. */
export interface ProcessSettings {
  readonly store: string;
  readonly receives?: boolean | undefined;
  readonly works?: boolean | undefined;
  readonly thread?: string | undefined;
  readonly clockAhead?: number | undefined;
  readonly memoryBytes?: number | undefined;
  readonly requestSeconds?: number | undefined;
  readonly limitBytes?: number | undefined;
  /** A file in which handler calls and their effects are written down. */
  readonly effects?: string | undefined;
  /** Leaves commits unsynced: what must not be done, to see that the tests notice. */
  readonly careless?: boolean | undefined;
  /** The handler ends the process, as a bug in native code or a lack of memory does. */
  readonly isPoison?: boolean | undefined;
  readonly handlerMilliseconds?: number | undefined;
}

/** A receiver that runs in a process of its own. */
export interface ReceiverProcess {
  readonly port: number;
  readonly pid: number;
  readonly isRunning: () => boolean;
  /** As a crash does it. */
  readonly kill: () => Promise<void>;
  /** As an operator does it; the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** A compiled receiver. */
export interface Program {
  readonly entry: string;
  readonly thread: string;
  readonly start: (
    settings: ProcessSettings,
    environment?: Readonly<Record<string, string>>,
  ) => Promise<ReceiverProcess>;
  /** Ends what still runs and removes the compiled files. */
  readonly remove: () => Promise<void>;
}

/** Compiles the receiver; bounded waits, every process ended by `remove` at the latest. */
export async function buildProgram(name: string): Promise<Program> {
  const outdir = join(process.cwd(), 'node_modules', '.cache', `hookwright-${name}-${process.pid}`);
  await build({
    entryPoints: { process: 'test/receiver/faults/receiver-process.ts', thread: 'runtime/receiver/thread.ts' },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  const entry = join(outdir, 'process.js');
  const thread = `file://${outdir}/thread.js`;
  const running = new Set<ReceiverProcess>();
  return {
    entry,
    thread,
    async start(settings, environment = {}) {
      const child = spawn(process.execPath, [entry, JSON.stringify({ thread, ...settings })], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, ...environment },
      });
      const started = watch(child, await ready(child));
      running.add(started);
      return started;
    },
    async remove() {
      for (const each of running) if (each.isRunning()) await each.kill();
      rmSync(outdir, { recursive: true, force: true });
    },
  };
}

function watch(child: ChildProcess, port: number): ReceiverProcess {
  let isRunning = true;
  const ended = new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    child.once('exit', resolve);
  });
  void ended.then(() => (isRunning = false));
  return {
    port,
    pid: child.pid ?? 0,
    isRunning: () => isRunning,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function ready(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    let errors = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The receiver did not start. ${errors}`));
    }, 30_000);
    child.stderr?.on('data', (chunk) => (errors = (errors + String(chunk)).slice(-2000)));
    child.stdout?.on('data', (chunk) => {
      output += String(chunk);
      const port = /ready (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(`The receiver ended. ${errors}`));
    });
  });
}
