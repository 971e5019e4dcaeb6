/** From bytes to an acknowledgement: concurrent deliveries share a commit, and none is acknowledged before it. */
import { randomUUID } from 'node:crypto';
import type { Decision } from './admission.js';
import {
  type Acknowledge,
  createGroups,
  type Groups,
  isGroupWaiting,
  isPressed,
  joinGroup,
  type Waiting,
} from './groups.js';
import { nameOf } from './names.js';
import type { Source } from './providers.js';
import type { Admission, Database, NewDelivery } from './store/database.js';
import { countGroup } from './tally.js';
import { labelsOf, type Logger, type Metrics } from './telemetry.js';
import type { Vault } from './vault.js';

// Without a delivery for so long, the machine belongs to processing. Senders that are held up for less have more to send.
const quietMs = 200;

// What is larger is hashed elsewhere and stored in pieces, so that no commit holds up the others for long.
const partBytes = 512 * 1024;

// Parts of 4 MB; what the commit of their delivery would have to sync at once otherwise holds up the others.
const partsToSettle = 8;

type Genuine = Decision & { readonly kind: 'genuine' };

/** Takes genuine deliveries to the store. */
export interface Intake {
  readonly accept: (source: Source, decision: Genuine, body: Uint8Array, address: string, done: Acknowledge) => void;
  /** Leaves a trace of what was too large to be taken. */
  readonly leaveStub: (source: Source, size: number, address: string) => Promise<void>;
  /** True while deliveries come in. */
  readonly isReceiving: () => boolean;
  /** True while senders wait for much longer than they would if nothing else were done. */
  readonly isPressed: () => boolean;
  readonly idle: () => Promise<void>;
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
export function createIntake(context: IntakeContext): Intake {
  const { database, log, vault, clock } = context;
  const groups = createGroups(database, log, (group, admissions) => conclude(context, group, admissions));
  let large = 0;
  return {
    accept(source, decision, body, address, done) {
      if (body.length <= partBytes) {
        joinGroup(groups, createRow(source, decision, body, clock(), address, vault.seal(body), null), done);
        return;
      }
      large += 1;
      acceptLarge(context, groups, source, decision, body, address, done)
        .catch((error: unknown) => {
          log.error({ error: nameOf(error) }, 'The store did not take a large delivery.');
          done(undefined);
        })
        .finally(() => (large -= 1));
    },
    leaveStub: (source, size, address) => leaveStub(context, source, size, address),
    isReceiving: () => isGroupWaiting(groups) || performance.now() - groups.lastAt < quietMs,
    isPressed: () => isPressed(groups),
    async idle() {
      while (isGroupWaiting(groups) || large > 0) await new Promise((resolve) => setTimeout(resolve, 2));
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
    // On disk with the delivery that refers to them.
    await database.writeLazily([{ sql, values: [owner, n, bytes] }]);
    if (n % partsToSettle === partsToSettle - 1) await database.settle?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return owner;
}

function conclude(
  { metrics, log, wake }: IntakeContext,
  group: readonly Waiting[],
  admissions: readonly Admission[],
): void {
  group.forEach(({ row, done, isAnswered }, index) => {
    const admission = admissions[index];
    // One that was told to come again will be known when it does.
    if (!isAnswered) done(admission);
    if (admission?.kind === 'conflict')
      log.warn(
        { source: row.source, delivery: admission.id },
        'The identity of an earlier delivery came with another content.',
      );
  });
  countGroup(metrics, group, admissions);
  if (admissions.length > 0) wake();
}

/** Written out: copying members from one object to another takes longer than hashing a delivery. */
function createRow(
  source: Source,
  { identity, hash, coverage, headers, replay }: Genuine,
  { length: size }: Uint8Array,
  receivedAt: number,
  address: string,
  body: Uint8Array | null,
  parts: string | null,
): NewDelivery {
  return { source: source.name, identity, hash, receivedAt, headers, coverage, address, size, body, parts, replay };
}

/** Stored in pieces before the delivery itself, unless it is known: large ones are retried too. */
async function acceptLarge(
  { database, vault, metrics, clock }: IntakeContext,
  groups: Groups,
  source: Source,
  decision: Genuine,
  body: Uint8Array,
  address: string,
  done: Acknowledge,
): Promise<void> {
  const sql = 'SELECT 1 FROM delivery WHERE source = $1 AND identity = $2 AND hash = $3';
  const known = await database.read(
    `${sql} AND conflict = 0 AND identity <> '' UNION ALL ${sql} AND (conflict = 1 OR identity = '') LIMIT 1`,
    [source.name, decision.identity, decision.hash],
  );
  if (known.length > 0) {
    metrics.received.labels(...labelsOf(source.name), 'duplicate').inc();
    done({ kind: 'duplicate' });
    return;
  }
  const receivedAt = clock();
  const parts = await storeParts(database, vault, receivedAt, body);
  joinGroup(groups, createRow(source, decision, body, receivedAt, address, null, parts), (admission) => {
    done(admission);
    if (admission?.kind === 'duplicate') void dropParts(database, parts).catch(() => undefined);
  });
}

/** Deletes parts that no delivery refers to. */
async function dropParts(database: Database, owner: string): Promise<void> {
  await database.writeLazily([{ sql: 'DELETE FROM part WHERE owner = $1', values: [owner] }]);
}

async function leaveStub(
  { database, clock }: IntakeContext,
  { name }: Source,
  size: number,
  address: string,
): Promise<void> {
  // One a minute at most: whoever sends these need not hold a secret.
  const identity = `too_large:${Math.floor(clock() / 60_000)}`;
  const none = new Uint8Array(0);
  const sql = `INSERT INTO delivery (source, identity, hash, received_at, headers, coverage, address, size, conflict, body)
    VALUES ($1, $2, $3, $4, '{}', 'none', $5, $6, 0, $7) ON CONFLICT DO NOTHING`;
  const outcome = `INSERT INTO outcome (delivery_id, state, reason, types, at) SELECT id, 'refused', 'too_large', '[]', received_at
    FROM delivery WHERE source = $1 AND identity = $2 AND conflict = 0 AND identity <> '' ON CONFLICT DO NOTHING`;
  await database.write([
    { sql, values: [name, identity, none, clock(), address, size, none] },
    { sql: outcome, values: [name, identity] },
  ]);
}
