/** What a stored delivery means: worked out from its bytes and the rules, without touching anything. */
import type { EventRule, FollowUp } from '../core/rules.js';
import { findIdentifier, findText } from '../core/webhook/json-body.js';
import { findUser } from '../core/webhook/parse.js';
import { isWebhookError } from '../core/webhook/webhook-error.js';
import type { IncomingHeaders } from './admission.js';
import { type AnsweredCall, findCall, readAnswer } from './answer-events.js';
import { findingPlaces, nameOrAny } from './member-names.js';
import { toKey, toNote } from './names.js';
import type { AnyEvent, Finding, Source } from './providers.js';
import { findRecords, type FoundRecord } from './records.js';

/** Everything that processing a delivery writes. Plain data, so that another thread can make it. */
export interface Plan {
  readonly state: 'processed' | 'unknown' | 'quarantined';
  readonly reason: string | null;
  readonly events: readonly { readonly type: string; readonly index: number; readonly user: string }[];
  readonly users: readonly string[];
  readonly records: readonly (FoundRecord & { readonly type: string; readonly user: string })[];
  readonly people: readonly PersonChange[];
  readonly followUps: readonly PlannedFollowUp[];
  readonly expected: readonly { readonly reference: string; readonly count: number }[];
  /** The reference under which this delivery was announced. */
  readonly arrived: string | undefined;
  readonly drift: readonly (Finding & { readonly type: string })[];
  readonly notices: readonly string[];
  /** What it holds was asked for: records come of it, and nothing else. */
  readonly isAnswer?: boolean;
}

/** What an event says of a user. */
export interface PersonChange {
  readonly user: string;
  readonly state: 'connected' | 'disconnected' | 'replaced';
  readonly replacedBy: string | null;
}

/** A job that an event asks for. */
export interface PlannedFollowUp {
  readonly kind: 'fetch' | 'download';
  /** History, which waits behind what is current. */
  readonly isBackfill: boolean;
  readonly user: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A delivery as it is stored. */
export interface StoredDelivery {
  readonly headers: IncomingHeaders;
  readonly body: Uint8Array;
  readonly receivedAt: number;
}

type Part = Omit<Plan, 'state' | 'reason' | 'users' | 'arrived' | 'isAnswer'>;

const nothing: Part = { events: [], records: [], people: [], followUps: [], expected: [], drift: [], notices: [] };

/** Works out a delivery. What does not have its shape is for the quarantine, what is of no known type is kept. */
export function planDelivery(source: Source, delivery: StoredDelivery): Plan {
  try {
    return plan(source, delivery);
  } catch (error) {
    // The stack is full: no further try would help.
    if (!(error instanceof RangeError)) throw error;
    return asideFor('too_deep', findCall(delivery.headers));
  }
}

/** For the quarantine as a whole. */
function asideFor(reason: string, call: AnsweredCall | undefined): Plan {
  const users = call === undefined ? [] : [call.user];
  return { ...nothing, users, arrived: undefined, state: 'quarantined', reason, isAnswer: call !== undefined };
}

function plan(source: Source, delivery: StoredDelivery): Plan {
  const call = findCall(delivery.headers);
  let events: readonly AnyEvent[];
  try {
    const { headers, body } = delivery;
    events = call === undefined ? source.webhook.parse({ headers, body }) : readAnswer(source, call, body);
  } catch (error) {
    if (!isWebhookError(error)) throw error;
    return asideFor(error.reason, call);
  }
  const { definition } = source.webhook;
  const parts = events.map((event, index) =>
    event.kind === 'event' ? planEvent(source, delivery, event, index, call) : nothing,
  );
  const [only = nothing] = parts;
  // Mostly there is one: merging it with nothing would take a sixth of the time.
  const merged = parts.length < 2 ? only : merge(parts);
  const users = new Set(
    events
      .map((event) => findUser(definition, event.body))
      .filter((user) => user !== undefined)
      .map(toKey),
  );
  for (const { user } of merged.people) users.add(user);
  if (call !== undefined) users.add(call.user);
  const reference = source.expectHeader === undefined ? undefined : delivery.headers[source.expectHeader];
  const isArrival = merged.records.length > 0 && typeof reference === 'string';
  const { events: known, records, people, followUps, expected, drift, notices } = merged;
  const { state, reason } = verdict(events);
  const arrived = isArrival ? toKey(reference) : undefined;
  const all = [...users];
  // Written out, here and below: copying members takes longer than finding the records.
  return {
    state,
    reason,
    events: known,
    users: all,
    records,
    people,
    followUps,
    expected,
    arrived,
    drift,
    notices,
    isAnswer: call !== undefined,
  };
}

function merge(parts: readonly Part[]): Part {
  return Object.fromEntries(
    Object.keys(nothing).map((key) => [key, parts.flatMap((part) => part[key as keyof Part] as readonly unknown[])]),
  ) as unknown as Part;
}

function verdict(events: readonly AnyEvent[]): Pick<Plan, 'state' | 'reason'> {
  const invalid = events.find((event) => event.kind === 'invalid');
  // The path and the rule, never the value: reasons are shown where bodies are not.
  if (invalid !== undefined) return { state: 'quarantined', reason: `invalid_payload at ${pathOf(invalid)}` };
  const unknown = events.find((event) => event.kind === 'unknown');
  if (unknown !== undefined)
    return { state: 'unknown', reason: toNote(`unknown_event_type ${unknown.type ?? ''}`, 100) };
  return { state: 'processed', reason: null };
}

function pathOf(event: AnyEvent & { readonly kind: 'invalid' }): string {
  const path = event.issues[0]?.path ?? [];
  const keys = path.map((key) => (typeof key === 'object' ? key.key : key));
  return toNote(`/${keys.map((key) => (typeof key === 'number' ? key : nameOrAny(String(key)))).join('/')}`, 200);
}

function planEvent(
  source: Source,
  { headers, receivedAt }: StoredDelivery,
  event: AnyEvent & { readonly kind: 'event' },
  index: number,
  call: AnsweredCall | undefined,
): Part {
  const { type, body } = event;
  const rule = source.rules.get(type);
  const user = toKey(findUser(source.webhook.definition, body) ?? call?.user ?? '');
  const drift = findingPlaces(type, source.drift[type]?.(body) ?? []).map((finding) => ({ ...finding, type }));
  const known = [{ type, index, user }];
  if (rule === undefined) return { ...nothing, events: known, drift };
  const found = findRecords(rule, { source: source.name, headers, receivedAt }, body);
  const records = found.map(({ ref, family, key, version, tie, day, data }) => {
    return { ref, family, key, version, tie, day, data, type, user };
  });
  if (call !== undefined) return { ...nothing, events: known, records, drift };
  const asked = planFollowUp(rule.followUp, source.account, type, user, body);
  const { followUps = nothing.followUps, expected = nothing.expected, notices = nothing.notices } = asked;
  return { events: known, records, people: planPeople(rule, body), followUps, expected, drift, notices };
}

function planPeople({ lifecycle }: EventRule, body: unknown): readonly PersonChange[] {
  if (lifecycle === undefined) return [];
  const found = findIdentifier(body, lifecycle.user);
  if (found === undefined) return [];
  const user = toKey(found);
  switch (lifecycle.kind) {
    case 'connected':
      if (lifecycle.when !== undefined && findText(body, lifecycle.when.pointer) !== lifecycle.when.value) return [];
      return [{ user, state: 'connected', replacedBy: null }];
    case 'disconnected':
      return [{ user, state: 'disconnected', replacedBy: null }];
    case 'replaced': {
      const before = findIdentifier(body, lifecycle.previous);
      const previous = before === undefined ? undefined : toKey(before);
      const now = { user, state: 'connected', replacedBy: null } as const;
      return previous === undefined || previous === user
        ? [now]
        : [now, { user: previous, state: 'replaced', replacedBy: user }];
    }
  }
}

function planFollowUp(
  rule: FollowUp | undefined,
  account: string,
  type: string,
  user: string,
  body: unknown,
): Partial<Part> {
  switch (rule?.kind) {
    case undefined:
      return {};
    case 'notify':
      return { notices: [type] };
    case 'fetch': {
      const values = Object.entries(rule.parameters).map(
        ([name, from]) => [name, from.startsWith('=') ? from.slice(1) : findIdentifier(body, from)] as const,
      );
      const parameters = Object.fromEntries(values.filter(([, value]) => value !== undefined));
      const isBackfill = rule.backfill === true;
      const payload = { operation: rule.operation, parameters, user, account, isBackfill };
      return { followUps: [{ kind: 'fetch', isBackfill, user, payload }] };
    }
    case 'download':
      return {
        followUps: [
          {
            kind: 'download',
            isBackfill: false,
            user,
            payload: { url: findText(body, rule.pointer) ?? '', hosts: rule.hosts },
          },
        ],
      };
    case 'expect': {
      const reference = findIdentifier(body, rule.reference);
      const count = Number(findIdentifier(body, rule.count));
      return reference === undefined || !Number.isSafeInteger(count)
        ? { notices: [type] }
        : { expected: [{ reference: toKey(reference), count }] };
    }
  }
}
