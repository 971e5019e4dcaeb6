/** What is told of places in events: names of members, never keys that are values. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingPlaces, nameOrAny } from '../../runtime/receiver/member-names.js';
import { api, post, sample, settled, signed } from './harness.js';
import { describeStores } from './stores.js';

const found = (...keys: readonly string[]) =>
  keys.map((key) => ({ kind: 'unknown-member', pointer: '#/$defs/Sleep', path: ['data', 0, key] }));

const pointers = (type: string, ...keys: readonly string[]): readonly string[] =>
  findingPlaces(type, found(...keys)).map(({ pointer }) => pointer);

describe('the key of a member', () => {
  it.each([
    ...['score', 'hr_zones', 'MET_data', 'heartrate_zone0_duration', 'stress_score_v2', 'vo2max_ml_per_min_per_kg'],
    ...['day_avg_blood_glucose_mg_per_dL', 'water-total', 'hydrationLevel', '_links', 'igg4', 'hrv_5_min'],
  ])('%s is shown as a name', (key) => {
    expect(nameOrAny(key)).toBe(key);
  });

  it.each([
    ...['4711', '2026-03-10', '10:45', 'ada@example.com', 'Ada Lovelace', 'u_8f3a9c', '01HW3FSNVCHC3B2QB5N0ZAAAVG'],
    ...['507f1f77bcf86cd799439011', 'deadbeef', 'k9x2m4', '', 'a'.repeat(61), 'x'.repeat(30), 'café', '__proto__1234'],
  ])('%s is not', (key) => {
    expect(nameOrAny(key)).toBe('*');
  });

  it('is never a name where it is an identifier as they are made', () => {
    const hex = fc.stringMatching(/^[0-9a-f]{16,40}$/);
    const digits = fc.stringMatching(/^\d{3,20}$/);
    fc.assert(
      fc.property(fc.oneof(fc.uuid(), fc.ulid(), hex, digits, fc.emailAddress(), fc.ipV4()), (id) => {
        expect(nameOrAny(id)).toBe('*');
        expect(nameOrAny(`user_${id}`)).toBe('*');
      }),
    );
  });
});

describe('a new member', () => {
  it('is told with its name, each once', () => {
    expect(pointers('a', 'mood', 'mood', 'stages')).toEqual([
      '#/$defs/Sleep/properties/mood',
      '#/$defs/Sleep/properties/stages',
    ]);
  });

  it('is told without it where there are many: they are the keys of a map', () => {
    expect(pointers('b', 'ada', 'ben', 'cleo', 'dora', 'emil')).toEqual(['#/$defs/Sleep/properties/*']);
  });

  it('is told without it where each event has another one', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
    const told = new Set(letters.flatMap((letter) => pointers('c', `name_${letter}`)));
    expect(told.size).toBe(21);
    expect(told).toContain('#/$defs/Sleep/properties/*');
    // What was told once still is.
    expect(pointers('c', 'name_a')).toEqual(['#/$defs/Sleep/properties/name_a']);
  });
});

describeStores('drift', (using) => {
  it('names new members and no identifiers, in the list, in reasons and in the log of what is kept aside', () =>
    using(async (receiver) => {
      const night = sample('terra', 'sleep', 'full');
      const id = randomUUID();
      const [first] = night.data;
      const event = { ...night, new_member: 1, [id]: 2, data: [{ ...first, mood_v2: { [id]: 'a value' } }] };
      expect(await post(receiver.port, await signed('terra', 'events', event))).toBe(200);
      const invalid = { ...night, data: [{ ...first, metadata: { ...first?.metadata, [id]: 3, start_time: 5 } }] };
      const headers = { 'x-terra-trace-id': 'another' };
      expect(await post(receiver.port, await signed('terra', 'events', invalid, { headers }))).toBe(200);
      await settled(receiver);
      const drift = (await api(receiver.port, 'GET', '/v1/drift')).body.items as readonly unknown[];
      expect(drift).toMatchObject([
        { kind: 'unknown-member', pointer: '#/$defs/Sleep/properties/mood_v2' },
        { kind: 'unknown-member', pointer: '#/$defs/SleepEvent/properties/*' },
        { kind: 'unknown-member', pointer: '#/$defs/SleepEvent/properties/new_member' },
      ]);
      const kept = (await api(receiver.port, 'GET', '/v1/deliveries?state=quarantined')).body.items;
      expect(kept.map(({ reason }) => reason)).toEqual(['invalid_payload at /data/0/metadata/start_time']);
      expect(JSON.stringify([drift, kept])).not.toContain(id);
    }));
});
