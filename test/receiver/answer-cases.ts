/** What webhooks and calls of the providers have in common, for tests of answers. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { ClientSettings } from '../../runtime/receiver/follow-ups.js';
import type { Receiver } from '../../runtime/receiver/receiver.js';
import { vital } from './fake-provider.js';
import { api, type ApiItem, type Package, sample } from './harness.js';

/** A receiver of the generated package. */
export type Running = Receiver<Package>;
/** An object of any members. */
export type Json = Readonly<Record<string, unknown>>;

/** A webhook and a call that carry the same record; `n` is the version, and stands in the record. */
export interface Case {
  readonly title: string;
  readonly client: ClientSettings;
  readonly webhook: string;
  readonly event: (user: string, n: number) => unknown;
  readonly answer: (user: string, n: number) => unknown;
  readonly versionOf: (data: Json) => unknown;
  readonly type: string;
  readonly headers?: () => Record<string, string>;
}

const call = (operation: string, parameters: ClientSettings['gapCalls'][number]['parameters']) => [
  { operation, parameters },
];
const range = { start_date: { from: 'startDay' }, end_date: { from: 'endDay' }, user_id: { from: 'user' } } as const;
const legacySettings = { environment: 'production', clientAccessToken: 'a-token-of-some-length' };
const rookSettings = { environment: 'sandbox', clientUuid: 'a-client', secretKey: 'a-key-of-some-length' };
/** A client with made-up options. */
export const settings = (
  provider: string,
  factory: string,
  options: ClientSettings['options'],
  gapCalls: ClientSettings['gapCalls'],
) => ({ provider, environment: 'sandbox', factory, options, budget: [{ requests: 1000, seconds: 60 }], gapCalls });

const vitalSleep = (user: string, n: number): Json => ({
  ...(sample('vital', 'daily.sleep', 'full-with-stream') as unknown as { readonly data: Json }).data,
  id: user,
  user_id: user,
  updated_at: `2026-03-0${n}T00:00:00Z`,
  score: n,
});
/** A batch of Vital with one sample. */
export const vitalWeight = (n: number): Json => ({
  source: { provider: 'withings', type: 'scale', app_id: null, device_id: null },
  data: [{ timestamp: '2026-01-02T08:00:00+00:00', value: n, type: null, unit: 'kg', timezone_offset: null }],
});
const terraSleep = (user: string, n: number): Json => {
  const event = sample('terra', 'sleep', 'full') as unknown as { readonly user: Json; readonly data: readonly Json[] };
  const data = event.data.map((each) => ({ ...each, scores: { sleep: n } }));
  return { type: 'sleep', user: { ...event.user, user_id: user }, data };
};
/** A night of ROOK. */
export const rookSleep = (user: string, n: number): Json => ({
  ...(sample('rook', 'sleep_health.sleep_summary', 'full') as unknown as Json),
  user_id: user,
  document_version: n,
  sleep_health: {
    summary: {
      sleep_summary: {
        ...(
          sample('rook', 'sleep_health.sleep_summary', 'full') as unknown as {
            readonly sleep_health: { readonly summary: { readonly sleep_summary: Json } };
          }
        ).sleep_health.summary.sleep_summary,
        duration: { sleep_duration_seconds_int: n },
      },
    },
  },
});
const legacySleep = (n: number): readonly Json[] => {
  const { data } = sample('spike', 'sleep', 'full') as unknown as { readonly data: readonly Json[] };
  return data.map((each) => ({ ...each, standardized_sleep_score: n }));
};

/** What webhook and call have in common, by provider. */
export const cases: readonly Case[] = [
  {
    title: 'summaries of Vital, by the time of their last change',
    client: settings('vital', 'createClient', vital.options, call('listSleep', range)),
    webhook: 'events',
    type: 'daily.data.sleep.updated',
    event: (user, n) => ({ event_type: 'daily.data.sleep.updated', user_id: user, data: vitalSleep(user, n) }),
    answer: (user, n) => ({ sleep: [vitalSleep(user, n)] }),
    versionOf: (data) => data['score'],
  },
  {
    title: 'batches of Vital, whose user the call knows and whose kind it names otherwise',
    client: settings(
      'vital',
      'createClient',
      vital.options,
      call('listTimeseries', { ...range, resource: 'body_weight' }),
    ),
    webhook: 'events',
    type: 'daily.data.weight.updated',
    event: (user, n) => ({ event_type: 'daily.data.weight.created', user_id: user, data: vitalWeight(n) }),
    answer: (_, n) => ({ groups: { withings: [vitalWeight(n)] }, next: null, next_cursor: null }),
    versionOf: (data) => data['value'],
  },
  {
    title: 'data of Terra, by the time at which it was asked for',
    client: settings(
      'terra',
      'createClient',
      { environment: 'production', devId: 'a-developer', apiKey: 'a-key-of-some-length' },
      call('getSleep', { ...range, to_webhook: 'false' }),
    ),
    webhook: 'events',
    type: 'sleep',
    event: terraSleep,
    answer: terraSleep,
    versionOf: (data) => (data['scores'] as Json)['sleep'],
    headers: () => ({ 'x-terra-ordering-timestamp': String(Date.now()), 'x-terra-trace-id': randomUUID() }),
  },
  {
    title: 'documents of ROOK, by their versions',
    client: settings(
      'rook',
      'createClient',
      rookSettings,
      call('getSleepSummary', { user_id: { from: 'user' }, date: { from: 'day' } }),
    ),
    webhook: 'data',
    type: 'sleep_health.sleep_summary',
    event: rookSleep,
    answer: rookSleep,
    versionOf: (data) => (data['duration'] as Json)['sleep_duration_seconds_int'],
  },
  {
    title: 'data of the older Spike, in the order in which it came or was asked for',
    client: settings('spike', 'createLegacyClient', legacySettings, call('getSleepMetrics', range)),
    webhook: 'legacy',
    type: 'sleep',
    event: (user, n) => ({ event_id: randomUUID(), data_type: 'sleep', user_id: user, data: legacySleep(n) }),
    answer: (user, n) => ({
      user_id: user,
      type: 'sleep',
      source: [{ name: 'fitbit', status: 'ok' }],
      data: legacySleep(n),
    }),
    versionOf: (data) => data['standardized_sleep_score'],
  },
];

/** The records of a user. */
export async function recordsOf(receiver: Running, user: string): Promise<readonly ApiItem[]> {
  return (await api(receiver.port, 'GET', `/v1/users/${user}/records`)).body.items;
}

/** Makes a user known without a delivery, and all others disconnected. */
export async function connect(receiver: Running, provider: string, user: string): Promise<void> {
  await receiver.database.write([
    { sql: 'DELETE FROM person', values: [] },
    {
      sql: "INSERT INTO person (account, user_id, state, sequence) VALUES ($1, $2, 'connected', 0)",
      values: [`${provider}/sandbox`, user],
    },
    // Whoever else there is has been disconnected.
    {
      sql: `INSERT INTO person (account, user_id, state, sequence) SELECT DISTINCT $1, user_id, 'disconnected', 0 FROM delivery_user WHERE user_id <> $2`,
      values: [`${provider}/sandbox`, user],
    },
  ]);
}

/** Asks for what was missed in half a day. */
export async function fillGap(receiver: Running, provider: string): Promise<void> {
  const path = `/v1/reconcile?account=${provider}/sandbox&from=2026-01-01T00:00:00Z&to=2026-01-01T12:00:00Z`;
  expect((await api(receiver.port, 'POST', path)).body).toMatchObject({ jobs: 1 });
}
