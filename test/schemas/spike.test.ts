/** Spike's folder against itself, and against the vendor's published examples where they are at hand. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';

import { parseManifest } from '../../generator/manifest/parse-manifest.js';
import type { JsonObject, JsonValue } from '../../generator/schema.js';

const root = resolve(import.meta.dirname, '../..');
const folder = resolve(root, 'schemas/spike');
const reference = resolve(root, process.env['HOOKWRIGHT_REFERENCE'] ?? '../shared', 'providers/spike/samples');
const manifest = parseManifest(yaml('manifest.yaml'), 'spike', 'manifest.yaml');
const [legacy, v3] = manifest.value.webhooks;
const legacyTypes = legacy?.events.map((event) => event.key) ?? [];

describe("Spike's folder", () => {
  it('has a manifest without problems and both generations', () => {
    expect(manifest.diagnostics).toEqual([]);
    expect([legacy?.name, legacyTypes.length, v3?.name, v3?.events.length]).toEqual(['legacy', 15, 'v3', 3]);
  });

  it.each(legacyTypes)('files every %s delivery under its data type', (type) => {
    for (const body of samplesOf(type)) expect(memberOf(body, 'data_type')).toBe(type);
  });

  it.each(v3?.events.map((event) => event.key) ?? [])('files every %s notice under its event type', (type) => {
    const events = samplesOf(type).flatMap((body) => (Array.isArray(body) ? (body as readonly JsonValue[]) : [body]));
    expect(events.length).toBeGreaterThan(2);
    for (const event of events) expect(memberOf(event, 'event_type')).toBe(type);
  });

  it.each(legacyTypes)('shows a fraction for every number of %s, since none is promised to be an integer', (type) => {
    const numbers = places(samplesOf(type), (value) => typeof value === 'number');
    const fractions = places(samplesOf(type), (value) => typeof value === 'number' && !Number.isInteger(value));
    expect([...numbers].filter((place) => !fractions.has(place) && !isMeasurement(place))).toEqual([]);
  });

  it('asks only for operations and parameters that the v3 document has', () => {
    const document = JSON.stringify(yaml('openapi.v3.yaml'));
    for (const event of v3?.events ?? []) {
      if (event.followUp?.kind !== 'fetch') continue;
      expect(document).toContain(`"operationId":"${event.followUp.operation}"`);
      for (const name of Object.keys(event.followUp.parameters))
        expect(document).toContain(`"name":"${name}","in":"query"`);
    }
  });
});

const published = existsSync(reference) ? readdirSync(reference) : [];
const deliveries = published.filter(
  (file) => /^api\.[a-z_]+\.\d+\.json$/.test(file) && legacyTypes.includes(file.split('.')[1] ?? ''),
);
const answers: readonly (readonly [string, string])[] = [
  ['v3.auth_hmac.1.json', 'AccessToken'],
  ['v3.auth_hmac.request.1.json', 'HmacTokenRequest'],
  ['v3.error.1.json', 'Problem'],
  ['v3.error.2.json', 'Problem'],
  ['v3.samples.1.json', 'SampleList'],
  ['v3.sleep_by_id.1.json', 'SleepRecord'],
  ['v3.statistics.1.json', 'IntervalStatistics'],
  ['v3.statistics_daily.1.json', 'DailyStatistics'],
  ['v3.statistics_daily.2.json', 'DailyStatistics'],
  ['v3.statistics_interval.1.json', 'IntervalStatistics'],
  ['v3.timeseries.1.json', 'Timeseries'],
  ['v3.userinfo.1.json', 'UserInfo'],
  ['v3.workouts.1.json', 'WorkoutList'],
];

describe.skipIf(published.length === 0)("Spike's published examples", () => {
  it.each(deliveries)('have no member or kind in %s that our samples lack', (file) => {
    const ours = places(
      samplesOf(file.split('.')[1] ?? '').map((body) => memberOf(body, 'data')),
      () => true,
    );
    const theirs = places([memberOf(readJson(resolve(reference, file)), 'data')], () => true);
    expect([...theirs].filter((place) => !ours.has(place))).toEqual([]);
  });

  it('have no member in a change notice that our samples lack', () => {
    const ours = places(samplesOf('record_change'), () => true);
    const theirs = places([readJson(resolve(reference, 'v3.webhook.record_change.1.json'))], () => true);
    expect([...theirs].filter((place) => !ours.has(place))).toEqual([]);
  });

  it.each(answers)('fit the document: %s is a %s', (file, name) => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema(yaml('openapi.v3.yaml') as JsonObject, 'v3');
    const validate = ajv.getSchema(`v3#/components/schemas/${name}`);
    expect(validate?.(readJson(resolve(reference, file))), JSON.stringify(validate?.errors)).toBe(true);
  });
});

/** Kinds of body measurement share one type, so a fraction under one key stands for all of them. */
function isMeasurement(place: string): boolean {
  return place.startsWith('/data/*/body_data/');
}

function samplesOf(type: string): readonly JsonValue[] {
  const directory = resolve(folder, 'samples', type);
  return readdirSync(directory).map((file) => readJson(resolve(directory, file)));
}

function memberOf(value: JsonValue, name: string): JsonValue {
  return (value as JsonObject)[name] ?? null;
}

/** Every `pointer kind` of the values, with `*` for indexes, where the test holds. */
function places(values: readonly JsonValue[], test: (value: JsonValue) => boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: JsonValue, pointer: string): void => {
    if (test(value)) found.add(`${pointer} ${value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value}`);
    if (Array.isArray(value)) for (const item of value as readonly JsonValue[]) visit(item, `${pointer}/*`);
    else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value)) visit(member, `${pointer}/${name}`);
  };
  for (const value of values) visit(value, '');
  return found;
}

function readJson(file: string): JsonValue {
  return JSON.parse(readFileSync(file, 'utf8')) as JsonValue;
}

function yaml(file: string): JsonValue {
  return load(readFileSync(resolve(folder, file), 'utf8')) as JsonValue;
}
