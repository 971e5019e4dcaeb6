/** What runs beside the main thread: verifying and planning of large bodies, and the first phase of checkpoints. */
import { setPriority } from 'node:os';
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
  | { readonly kind: 'checkpoint'; readonly path: string };

interface BodyQuestion {
  readonly id: number;
  readonly ask: 'decide' | 'plan';
  readonly source: string;
  readonly headers: IncomingHeaders;
  readonly body: Uint8Array;
  readonly now: number;
}

/** Records of a plan arrive a few at a time: all of them at once would hold up the thread that answers. */
interface RecordsQuestion {
  readonly id: number;
  readonly ask: 'records';
  /** The question for the plan. */
  readonly of: number;
  readonly from: number;
}

interface Reply {
  readonly id: number;
  readonly value?: unknown;
  /** How many records the plan has. */
  readonly records?: number;
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
  function post(question: object, transferred: readonly ArrayBuffer[]): Promise<Reply> {
    const id = next++;
    const thread = (worker ??= startWorker(entry, task, open, () => (worker = undefined)));
    return new Promise((resolve, reject) => {
      open.set(id, { resolve, reject });
      thread.postMessage({ ...question, id }, transferred);
    });
  }
  function ask(question: Omit<BodyQuestion, 'id' | 'body'>, body: Uint8Array): Promise<Reply> {
    const whole = body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body);
    return post({ ...question, body: whole }, [whole.buffer as ArrayBuffer]);
  }
  return {
    async decide(source, headers, body, now) {
      const reply = await ask({ ask: 'decide', source: source.name, headers, now }, body);
      return { decision: reply.value as Decision, body: reply.body ?? new Uint8Array(0) };
    },
    async plan(source, { headers, body, receivedAt }) {
      const reply = await ask({ ask: 'plan', source: source.name, headers, now: receivedAt }, body);
      const records: Plan['records'][number][] = [];
      while (records.length < (reply.records ?? 0)) {
        const { value } = await post({ ask: 'records', of: reply.id, from: records.length }, []);
        records.push(...(value as Plan['records']));
        await new Promise((resolve) => setImmediate(resolve));
      }
      return { ...(reply.value as Plan), records };
    },
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
  const task: ThreadTask = { kind: 'checkpoint', path };
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
  const plans = new Map<number, Plan['records']>();
  parentPort?.on('message', (question: BodyQuestion | RecordsQuestion) => {
    const { id } = question;
    try {
      if (question.ask === 'records') parentPort?.postMessage({ id, value: takeRecords(plans, question) });
      else answerQuestion(byName, plans, question);
    } catch (error) {
      parentPort?.postMessage({ id, failure: error instanceof Error ? error.name : 'unknown' });
    }
  });
}

function answerQuestion(
  sources: ReadonlyMap<string, Source>,
  plans: Map<number, Plan['records']>,
  { id, ask, source: name, headers, body, now }: BodyQuestion,
): void {
  const source = sources.get(name);
  if (source === undefined) throw new Error('The source is not known.');
  if (ask === 'decide') {
    parentPort?.postMessage({ id, value: decide(source, headers, body, now), body }, [body.buffer as ArrayBuffer]);
    return;
  }
  const plan = planDelivery(source, { headers, body, receivedAt: now });
  if (plan.records.length > 0) plans.set(id, plan.records);
  parentPort?.postMessage({ id, value: { ...plan, records: [] }, records: plan.records.length });
}

const sliceLength = 256 * 1024;

/** The next records of a plan, as many as make a message of moderate size; the plan goes with its last. */
function takeRecords(plans: Map<number, Plan['records']>, { of, from }: RecordsQuestion): Plan['records'] {
  const records = plans.get(of) ?? [];
  let end = from;
  for (let length = 0; end < records.length && length < sliceLength; end += 1) length += records[end]?.data.length ?? 0;
  if (end === records.length) plans.delete(of);
  return records.slice(from, end);
}

// Pages of 8 kB in the log from which on they are copied, and how many at most are left to the writer, for which it stops.
const manyPages = 4096;
const fewPages = 256;
const mostRounds = 4;

/** Two connections write to the log here: that is safe only from SQLite 3.51.3 on, which was checked before. */
function serveCheckpoints({ path }: ThreadTask & { readonly kind: 'checkpoint' }): void {
  yieldToReceiving();
  const driver = openDriver(path);
  driver.exec('PRAGMA synchronous=FULL; PRAGMA busy_timeout=0; PRAGMA wal_autocheckpoint=0');
  const look = driver.prepare('PRAGMA wal_checkpoint(NOOP)');
  const copy = driver.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  const pagesLeft = (): number => {
    const { log, checkpointed } = look.get() as { readonly log: number; readonly checkpointed: number };
    return log - checkpointed;
  };
  setInterval(() => {
    try {
      // The file does not get shorter, so its size says nothing.
      if (pagesLeft() < manyPages) return;
      // Each round has to copy only what came during the one before it.
      for (let round = 0; round < mostRounds && pagesLeft() > fewPages; round += 1) copy.get();
      if (pagesLeft() < manyPages) parentPort?.postMessage('restart');
    } catch {
      // Busy, or no log yet: the next round comes.
    }
  }, 50);
}

/** Copying takes a core for some 50 ms at a time: where there is only one, that is what senders would wait for. */
function yieldToReceiving(): void {
  // Elsewhere this would be the priority of the whole process.
  if (process.platform === 'linux') setPriority(0, 10);
}

const task = workerData as ThreadTask | null;
if (parentPort !== null && task?.kind === 'bodies') void serveBodies(task);
if (parentPort !== null && task?.kind === 'checkpoint') serveCheckpoints(task);
