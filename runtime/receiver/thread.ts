/** What runs beside the main thread: verifying and planning of large bodies, and the first phase of checkpoints. */
import { statSync } from 'node:fs';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { decide, type Decision, type IncomingHeaders } from './admission.js';
import { buildSources, type SourceSettings } from './config.js';
import { type Plan, planDelivery, type StoredDelivery } from './plan.js';
import { loadProviders } from './providers.js';
import type { Source } from './providers.js';
import { openDriver } from './store/sqlite.js';

/** What a thread is started for. */
export type ThreadTask =
  | { readonly kind: 'bodies'; readonly package: string; readonly sources: readonly SourceSettings[] }
  | { readonly kind: 'checkpoint'; readonly path: string; readonly bytes: number };

interface Question {
  readonly id: number;
  readonly ask: 'decide' | 'plan';
  readonly source: string;
  readonly headers: IncomingHeaders;
  readonly body: Uint8Array;
  readonly now: number;
}

interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly body?: Uint8Array;
  readonly failure?: string;
}

/** A thread for large bodies. */
export interface BodyThread {
  readonly decide: (
    source: Source,
    headers: IncomingHeaders,
    body: Uint8Array,
    now: number,
  ) => Promise<{ readonly decision: Decision; readonly body: Uint8Array }>;
  readonly plan: (source: Source, delivery: StoredDelivery) => Promise<Plan>;
  readonly stop: () => Promise<void>;
}

/** A thread for large bodies, started with the first of them. Bodies move there and back, they are not copied. */
export function startBodyThread(entry: URL, task: ThreadTask & { readonly kind: 'bodies' }): BodyThread {
  const open: Open = new Map();
  let next = 0;
  let worker: Worker | undefined;
  function ask(question: Omit<Question, 'id' | 'body'>, body: Uint8Array): Promise<Reply> {
    const id = next++;
    const whole = body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body);
    const thread = (worker ??= startWorker(entry, task, open, () => (worker = undefined)));
    return new Promise((resolve, reject) => {
      open.set(id, { resolve, reject });
      thread.postMessage({ ...question, id, body: whole }, [whole.buffer as ArrayBuffer]);
    });
  }
  return {
    async decide(source, headers, body, now) {
      const reply = await ask({ ask: 'decide', source: source.name, headers, now }, body);
      return { decision: reply.value as Decision, body: reply.body ?? new Uint8Array(0) };
    },
    plan: async (source, { headers, body, receivedAt }) =>
      (await ask({ ask: 'plan', source: source.name, headers, now: receivedAt }, body)).value as Plan,
    stop: async () => {
      await worker?.terminate();
    },
  };
}

type Open = Map<number, { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void }>;

function startWorker(entry: URL, task: ThreadTask, open: Open, ended: () => void): Worker {
  const worker = new Worker(entry, { workerData: task });
  worker.unref();
  worker.on('message', (reply: Reply) => {
    const waiting = open.get(reply.id);
    open.delete(reply.id);
    if (reply.failure === undefined) waiting?.resolve(reply);
    else waiting?.reject(new Error(reply.failure));
  });
  worker.on('error', () => {
    for (const { reject } of open.values()) reject(new Error('The thread for large bodies ended.'));
    open.clear();
    ended();
  });
  return worker;
}

/** Starts a thread that copies the log into the database; `restart` is then called for the few frames left. */
export function startCheckpointThread(entry: URL, path: string, restart: () => void): () => Promise<void> {
  const task: ThreadTask = { kind: 'checkpoint', path, bytes: 16 * 1024 * 1024 };
  const worker = new Worker(entry, { workerData: task });
  worker.unref();
  worker.on('message', restart);
  // Without it the writer's own checkpoints go on, later and longer.
  worker.on('error', () => undefined);
  return async () => {
    await worker.terminate();
  };
}

async function serveBodies(task: ThreadTask & { readonly kind: 'bodies' }): Promise<void> {
  const sources = await buildSources(await loadProviders(task.package), task.sources);
  const byName = new Map([...sources.values()].map((source) => [source.name, source]));
  parentPort?.on('message', ({ id, ask, source: name, headers, body, now }: Question) => {
    try {
      const source = byName.get(name);
      if (source === undefined) throw new Error('The source is not known.');
      if (ask === 'plan')
        return parentPort?.postMessage({ id, value: planDelivery(source, { headers, body, receivedAt: now }) });
      parentPort?.postMessage({ id, value: decide(source, headers, body, now), body }, [body.buffer as ArrayBuffer]);
    } catch (error) {
      parentPort?.postMessage({ id, failure: error instanceof Error ? error.name : 'unknown' });
    }
  });
}

/** Two connections write to the log here: that is safe only from SQLite 3.51.3 on, which was checked before. */
function serveCheckpoints({ path, bytes }: ThreadTask & { readonly kind: 'checkpoint' }): void {
  const driver = openDriver(path);
  driver.exec('PRAGMA synchronous=FULL; PRAGMA busy_timeout=0; PRAGMA wal_autocheckpoint=0');
  const checkpoint = driver.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  setInterval(() => {
    try {
      if (statSync(`${path}-wal`).size < bytes) return;
      const { log, checkpointed } = checkpoint.get() as { readonly log: number; readonly checkpointed: number };
      if (log > 0 && checkpointed >= log * 0.8) parentPort?.postMessage('restart');
    } catch {
      // Busy, or no log yet: the next round comes.
    }
  }, 50);
}

const task = workerData as ThreadTask | null;
if (parentPort !== null && task?.kind === 'bodies') void serveBodies(task);
if (parentPort !== null && task?.kind === 'checkpoint') serveCheckpoints(task);
