/** From bytes to an acknowledgement: concurrent deliveries share a commit, and none is acknowledged before it. */
import type { Decision } from './admission.js';
import type { Source } from './providers.js';
import type { Admission, Database, NewDelivery } from './store/database.js';
import type { Logger, Metrics } from './telemetry.js';

const groupSize = 128;

// What is larger is hashed elsewhere and stored in pieces, so that no commit holds up the others for long.
const partBytes = 512 * 1024;

/** What the sender is told: stored (or known), or to come again. */
export type Acknowledge = (admission: Admission | undefined) => void;

/** Takes genuine deliveries to the store. */
export interface Intake {
  readonly accept: (
    source: Source,
    decision: Decision & { readonly kind: 'genuine' },
    body: Uint8Array,
    address: string,
    done: Acknowledge,
  ) => void;
  /** Leaves a trace of what was too large to be taken. */
  readonly leaveStub: (source: Source, size: number, address: string) => Promise<void>;
  /** True while deliveries wait for a commit. */
  readonly isBusy: () => boolean;
  readonly idle: () => Promise<void>;
}

interface Waiting {
  readonly row: NewDelivery;
  readonly startedAt: number;
  readonly done: Acknowledge;
}

/** What the intake needs. */
export interface IntakeContext {
  readonly database: Database;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly clock: () => number;
  /** Called after a commit: there is work. */
  readonly wake: () => void;
}

/** Creates the intake of a database. */
export function createIntake({ database, metrics, log, clock, wake }: IntakeContext): Intake {
  let waiting: Waiting[] = [];
  let underWay = 0;
  let large = 0;
  let isScheduled = false;
  const counters = new Map<string, { readonly inc: (by?: number) => void }>();

  function count(source: string, verdict: string): void {
    const key = `${source} ${verdict}`;
    let counter = counters.get(key);
    if (counter === undefined) counters.set(key, (counter = metrics.received.labels(source, verdict)));
    counter.inc();
  }

  function schedule(): void {
    if (isScheduled || underWay >= database.lanes || waiting.length === 0) return;
    isScheduled = true;
    setImmediate(flush);
  }

  function flush(): void {
    isScheduled = false;
    while (waiting.length > 0 && underWay < database.lanes) {
      const group = waiting.length <= groupSize ? waiting : waiting.slice(0, groupSize);
      waiting = waiting.length <= groupSize ? [] : waiting.slice(groupSize);
      underWay += 1;
      void commit(group).finally(() => {
        underWay -= 1;
        schedule();
      });
    }
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    let admissions: readonly Admission[] = [];
    try {
      admissions = await database.admit(group.map((each) => each.row));
    } catch (error) {
      log.error({ error: nameOf(error), deliveries: group.length }, 'The store did not take deliveries.');
    }
    const now = performance.now();
    metrics.group.observe(group.length);
    group.forEach(({ row, startedAt, done }, index) => {
      const admission = admissions[index];
      count(row.source, admission?.kind ?? 'unavailable');
      if (admission?.kind === 'conflict')
        log.warn(
          { source: row.source, delivery: admission.id },
          'The identity of an earlier delivery came with another content.',
        );
      metrics.durable.labels(row.source).observe((now - startedAt) / 1000);
      metrics.bytes.labels(row.source).inc(row.size);
      metrics.lastVerified.labels(row.source).set(row.receivedAt / 1000);
      done(admission);
    });
    if (admissions.length > 0) wake();
  }

  function enqueue(row: NewDelivery, done: Acknowledge): void {
    waiting.push({ row, startedAt: performance.now(), done });
    schedule();
  }

  async function storeParts(owner: string, body: Uint8Array): Promise<void> {
    const sql = 'INSERT INTO part (owner, n, bytes) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';
    for (let n = 0; n * partBytes < body.length; n += 1) {
      await database.write([{ sql, values: [owner, n, body.subarray(n * partBytes, (n + 1) * partBytes)] }]);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  return {
    accept(source, decision, body, address, done) {
      const { identity, hash, coverage, headers } = decision;
      const row = {
        source: source.name,
        identity,
        hash,
        receivedAt: clock(),
        headers,
        coverage,
        address,
        size: body.length,
      };
      if (body.length <= partBytes) {
        enqueue({ ...row, body }, done);
        return;
      }
      large += 1;
      storeParts(partOwner(source.name, hash), body)
        .then(() => enqueue({ ...row, body: null }, done))
        .catch((error: unknown) => {
          log.error({ error: nameOf(error) }, 'The store did not take a large delivery.');
          done(undefined);
        })
        .finally(() => (large -= 1));
    },
    async leaveStub(source, size, address) {
      count(source.name, 'too_large');
      // One a minute at most: whoever sends these need not hold a secret.
      const identity = `too_large:${Math.floor(clock() / 60_000)}`;
      const sql = `INSERT INTO delivery (source, identity, hash, received_at, headers, coverage, address, size, conflict, body)
        VALUES ($1, $2, $3, $4, '{}', 'none', $5, $6, 0, $7) ON CONFLICT DO NOTHING RETURNING id`;
      const [rows] = await database.write([
        { sql, values: [source.name, identity, new Uint8Array(0), clock(), address, size, new Uint8Array(0)] },
      ]);
      const id = rows?.[0]?.['id'];
      if (id === undefined) return;
      await database.write([
        {
          sql: "INSERT INTO outcome (delivery_id, state, reason, types, at) VALUES ($1, 'refused', 'too_large', '[]', $2)",
          values: [id, clock()],
        },
      ]);
    },
    isBusy: () => waiting.length > 0 || underWay > 0,
    async idle() {
      while (waiting.length > 0 || underWay > 0 || large > 0) await new Promise((resolve) => setTimeout(resolve, 2));
    },
  };
}

/** Whose parts these are: equal content of a source is stored once. */
export function partOwner(source: string, hash: Uint8Array): string {
  return `${source} ${Buffer.from(hash).toString('hex')}`;
}

/** What may be said of an error: its name and code, since a message may quote values. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}
