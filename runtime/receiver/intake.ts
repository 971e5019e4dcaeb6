/** From bytes to an acknowledgement: concurrent deliveries share a commit, and none is acknowledged before it. */
import { randomUUID } from 'node:crypto';
import { trace } from '@opentelemetry/api';
import type { Decision } from './admission.js';
import type { Source } from './providers.js';
import type { Admission, Database, NewDelivery } from './store/database.js';
import type { Logger, Metrics } from './telemetry.js';
import type { Vault } from './vault.js';

const tracer = trace.getTracer('hookwright-receiver');

const groupSize = 128;

// What is larger is hashed elsewhere and stored in pieces, so that no commit holds up the others for long.
const partBytes = 512 * 1024;

// Well inside the shortest time limit of a provider: then the sender is asked to come again.
const patienceMs = 5000;

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
  isAnswered: boolean;
}

/** What the intake needs. */
export interface IntakeContext {
  readonly database: Database;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly vault: Vault;
  readonly clock: () => number;
  /** Called after a commit: there is work. */
  readonly wake: () => void;
}

/** Creates the intake of a database. */
export function createIntake({ database, metrics, log, vault, clock, wake }: IntakeContext): Intake {
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
    const patience = setInterval(() => giveUp(group), patienceMs);
    const span = tracer.startSpan('commit', { attributes: { 'hookwright.deliveries': group.length } });
    try {
      admissions = await database.admit(group.map((each) => each.row));
    } catch (error) {
      // What a store refuses for its content must not take the others along.
      if (group.length > 1 && isAboutContent(error)) {
        clearInterval(patience);
        span.end();
        for (const each of group) await commit([each]);
        return;
      }
      log.error({ error: nameOf(error), deliveries: group.length }, 'The store did not take deliveries.');
    }
    clearInterval(patience);
    span.end();
    const now = performance.now();
    metrics.group.observe(group.length);
    group.forEach((each, index) => {
      const { row, startedAt, done } = each;
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
      // One that was told to come again will be known when it does.
      if (!each.isAnswered) done(admission);
    });
    if (admissions.length > 0) wake();
  }

  /** The store hangs: whoever waits is told to come again, and what is not under way is let go. */
  function giveUp(group: readonly Waiting[]): void {
    const since = performance.now() - patienceMs / 2;
    const late = waiting.filter((each) => each.startedAt < since);
    waiting = waiting.filter((each) => each.startedAt >= since);
    log.error({ deliveries: late.length + group.length }, 'The store does not answer.');
    for (const each of [...group, ...late]) {
      if (!each.isAnswered) each.done(undefined);
      each.isAnswered = true;
    }
  }

  function enqueue(row: NewDelivery, done: Acknowledge): void {
    waiting.push({ row, startedAt: performance.now(), done, isAnswered: false });
    schedule();
  }

  /** Stored in pieces before the delivery itself, unless it is known: large ones are retried too. */
  async function acceptLarge(row: Omit<NewDelivery, 'parts'>, body: Uint8Array, done: Acknowledge): Promise<void> {
    const known = await database.read('SELECT 1 FROM delivery WHERE source = $1 AND identity = $2 AND hash = $3', [
      row.source,
      row.identity,
      row.hash,
    ]);
    if (known.length > 0) {
      count(row.source, 'duplicate');
      done({ kind: 'duplicate' });
      return;
    }
    const parts = await storeParts(database, vault, row.receivedAt, body);
    enqueue({ ...row, parts }, (admission) => {
      done(admission);
      if (admission?.kind === 'duplicate') void dropParts(database, [parts]).catch(() => undefined);
    });
  }

  return {
    accept(source, decision, body, address, done) {
      const { identity, hash, coverage, headers, signature } = decision;
      const row = {
        source: source.name,
        identity,
        hash,
        receivedAt: clock(),
        headers,
        coverage,
        address,
        size: body.length,
        signature,
      };
      if (body.length <= partBytes) {
        enqueue({ ...row, body: vault.seal(body), parts: null }, done);
        return;
      }
      large += 1;
      acceptLarge({ ...row, body: null }, body, done)
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
      const none = new Uint8Array(0);
      const sql = `INSERT INTO delivery (source, identity, hash, received_at, headers, coverage, address, size, conflict, body)
        VALUES ($1, $2, $3, $4, '{}', 'none', $5, $6, 0, $7) ON CONFLICT DO NOTHING`;
      const outcome = `INSERT INTO outcome (delivery_id, state, reason, types, at) SELECT id, 'refused', 'too_large', '[]', received_at
        FROM delivery WHERE source = $1 AND identity = $2 AND conflict = 0 AND identity <> '' ON CONFLICT DO NOTHING`;
      await database.write([
        { sql, values: [source.name, identity, none, clock(), address, size, none] },
        { sql: outcome, values: [source.name, identity] },
      ]);
    },
    isBusy: () => waiting.length > 0 || underWay > 0,
    async idle() {
      while (waiting.length > 0 || underWay > 0 || large > 0) await new Promise((resolve) => setTimeout(resolve, 2));
    },
  };
}

/** Stores a large body piece by piece, so that no commit holds up the others; whose parts these are. */
export async function storeParts(database: Database, vault: Vault, now: number, body: Uint8Array): Promise<string> {
  // Begins with the time, by which retention tells what a crash left behind.
  const owner = `${now}-${randomUUID()}`;
  const sql = 'INSERT INTO part (owner, n, bytes) VALUES ($1, $2, $3)';
  for (let n = 0; n * partBytes < body.length; n += 1) {
    const bytes = vault.seal(body.subarray(n * partBytes, (n + 1) * partBytes));
    await database.write([{ sql, values: [owner, n, bytes] }]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return owner;
}

/** Deletes parts that no delivery refers to. */
export async function dropParts(database: Database, owners: readonly string[]): Promise<void> {
  await database.write(owners.map((owner) => ({ sql: 'DELETE FROM part WHERE owner = $1', values: [owner] })));
}

/** PostgreSQL's classes for data that cannot be stored, whatever the state of the server. */
function isAboutContent(error: unknown): boolean {
  return /^(22|54)/.test((error as { readonly code?: string }).code ?? '');
}

/** What may be said of an error: its name and code, since a message may quote values. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? `${error.name} ${code}` : error.name;
}
