/** Deliveries that wait for the store: those that come while a commit is under way share the next one. */
import { trace } from '@opentelemetry/api';
import { nameOf } from './names.js';
import type { Admission, Database, NewDelivery } from './store/database.js';
import type { Logger } from './telemetry.js';

/** What the sender is told: stored (or known), or to come again. */
export type Acknowledge = (admission: Admission | undefined) => void;

/** A delivery until it is answered. */
export interface Waiting {
  readonly row: NewDelivery;
  readonly startedAt: number;
  readonly done: Acknowledge;
  isAnswered: boolean;
}

/** What is called with a group that is done; no admissions: the store did not take it. */
export type Conclude = (group: readonly Waiting[], admissions: readonly Admission[]) => void;

/** Deliveries on their way to the store. */
export interface Groups {
  waiting: Waiting[];
  underWay: number;
  isScheduled: boolean;
  /** When a delivery last came. */
  lastAt: number;
  /** How long the first of the last group waited, and how long it takes where nothing is in the way. */
  waitedMs: number;
  bestMs: number;
  readonly database: Database;
  readonly log: Logger;
  readonly conclude: Conclude;
}

const tracer = trace.getTracer('hookwright-receiver');

// Whoever comes while a commit waits for the disk goes along with the next one: a slow disk is waited for less often.
const groupSize = 512;

// A commit costs PostgreSQL and this process about as much as fifteen deliveries do: few go together with those after them.
const enough = 32;
const longestGatherMs = 20;

/** Well inside the shortest time limit of a provider: then the sender is asked to come again. */
export const patienceMs = 5000;

/** Nothing waits yet. */
export function createGroups(database: Database, log: Logger, conclude: Conclude): Groups {
  return {
    waiting: [],
    underWay: 0,
    isScheduled: false,
    lastAt: -Infinity,
    waitedMs: 0,
    bestMs: Infinity,
    database,
    log,
    conclude,
  };
}

/** Takes a delivery along with the next commit. */
export function joinGroup(groups: Groups, row: NewDelivery, done: Acknowledge): void {
  const startedAt = performance.now();
  groups.lastAt = startedAt;
  groups.waiting.push({ row, startedAt, done, isAnswered: false });
  schedule(groups);
}

/** True while deliveries wait for a commit. */
export function isGroupWaiting(groups: Groups): boolean {
  return groups.waiting.length > 0 || groups.underWay > 0;
}

/** True while senders wait for much longer than it takes: a database elsewhere may be busy where this process is not. */
export function isPressed({ waitedMs, bestMs }: Groups): boolean {
  return waitedMs > 2 * bestMs + 2;
}

function schedule(groups: Groups): void {
  if (groups.isScheduled || !isDue(groups)) return;
  groups.isScheduled = true;
  setImmediate(flush, groups);
}

/** Few deliveries wait for the group that is under way, since the one after it then is larger. */
function isDue({ waiting, underWay, database }: Groups): boolean {
  const [first] = waiting;
  if (first === undefined || underWay >= database.lanes) return false;
  return underWay === 0 || waiting.length >= enough || performance.now() - first.startedAt > longestGatherMs;
}

function flush(groups: Groups): void {
  groups.isScheduled = false;
  while (isDue(groups)) {
    const { waiting } = groups;
    const group = waiting.length <= groupSize ? waiting : waiting.slice(0, groupSize);
    groups.waiting = waiting.length <= groupSize ? [] : waiting.slice(groupSize);
    groups.underWay += 1;
    void commit(groups, group).finally(() => {
      groups.underWay -= 1;
      schedule(groups);
    });
  }
}

async function commit(groups: Groups, group: readonly Waiting[]): Promise<void> {
  const patience = setInterval(() => giveUp(groups, group), patienceMs);
  const span = tracer.startSpan('commit', { attributes: { 'hookwright.deliveries': group.length } });
  let admissions: readonly Admission[] = [];
  try {
    admissions = await groups.database.admit(group.map((each) => each.row));
  } catch (error) {
    // What a store refuses for its content must not take the others along.
    if (group.length > 1 && isAboutContent(error)) {
      for (const each of group) await commit(groups, [each]);
      return;
    }
    groups.log.error({ error: nameOf(error), deliveries: group.length }, 'The store did not take deliveries.');
  } finally {
    clearInterval(patience);
    span.end();
  }
  groups.waitedMs = performance.now() - (group[0]?.startedAt ?? 0);
  // Grows a little each time, as what it takes may change.
  groups.bestMs = Math.min(groups.waitedMs, groups.bestMs * 1.001);
  groups.conclude(group, admissions);
}

/** The store hangs: whoever waits is told to come again, and what is not under way is let go. */
function giveUp(groups: Groups, group: readonly Waiting[]): void {
  const since = performance.now() - patienceMs / 2;
  const late = groups.waiting.filter((each) => each.startedAt < since);
  groups.waiting = groups.waiting.filter((each) => each.startedAt >= since);
  groups.log.error({ deliveries: late.length + group.length }, 'The store does not answer.');
  for (const each of [...group, ...late]) {
    if (!each.isAnswered) each.done(undefined);
    each.isAnswered = true;
  }
}

/** PostgreSQL's classes for data that cannot be stored, whatever the state of the server. */
function isAboutContent(error: unknown): boolean {
  return /^(22|54)/.test((error as { readonly code?: string }).code ?? '');
}
