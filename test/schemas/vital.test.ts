/** Vital's folder: it builds without a question left open, and its types accept what the vendor has published. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';

import type { ProviderIR } from '../../generator/ir/ir.js';
import { loadProviderFolders } from '../../generator/load/folder.js';
import type { ProviderFolder } from '../../generator/load/folder.js';
import { loadSamples } from '../../generator/load/samples.js';
import { buildProvider } from '../../generator/provider.js';

const ROOT = resolve(import.meta.dirname, '../..');
const REFERENCE = resolve(ROOT, process.env['HOOKWRIGHT_REFERENCE'] ?? '../shared', 'providers/vital');

/** The author of these two typed a time zone of "null" as a text; no delivery has that. */
const MISTYPED = ['daily.data.glucose.created.1.json', 'daily.data.glucose.created.2.json'];

const folder = await vitalFolder();
const built = buildProvider(folder);
const provider = present(built.value);
const webhook = present(provider.webhooks[0]);
const typeOf = new Map(webhook.events.flatMap((event) => event.types.map((type) => [type, event.schemaName] as const)));
const ajv = createAjv(provider);

describe('the folder', () => {
  test('builds without a diagnostic', () => {
    expect(built.diagnostics).toEqual([]);
  });

  test('has a type for each of the 194 event types, the same for created and updated', () => {
    expect(webhook.events.flatMap((event) => event.types)).toHaveLength(194);
    expect(typeOf.size).toBe(194);
    expect(typeOf.get('daily.data.steps.created')).toBe(typeOf.get('daily.data.steps.updated'));
    expect(typeOf.get('daily.data.steps.created')).not.toBe(typeOf.get('daily.data.note.created'));
  });

  test('accepts its own samples', () => {
    const samples = loadSamples(folder).value.filter((sample) => !sample.folder.startsWith('api/'));
    expect(samples.length).toBeGreaterThan(75);
    for (const { file, body } of samples) expect(problems(body), file).toEqual([]);
  });

  test('refuses an event without data, and a record without its id', () => {
    expect(problems({ event_type: 'daily.data.sleep.created' })).not.toEqual([]);
    expect(problems({ event_type: 'daily.data.sleep.created', data: { user_id: 'u-1', source: {} } })).not.toEqual([]);
    expect(
      problems({ event_type: 'daily.data.sleep.created', data: { id: 's-1', user_id: 'u-1', source: {} } }),
    ).toEqual([]);
  });

  test('accepts an event with and without the three ids, and any text as client_user_id', () => {
    const event = { event_type: 'provider.connection.created', data: { user_id: 'u-1' } };
    expect(problems(event)).toEqual([]);
    expect(problems({ ...event, user_id: 'u-1', client_user_id: 'member 42', team_id: 't-1' })).toEqual([]);
  });

  test('fetches every backfill with the operation and the name of its resource', () => {
    const followUps = new Map(
      webhook.events.flatMap((event) => event.types.map((type) => [type, event.followUp] as const)),
    );
    const backfills = [...followUps].filter(([type]) => type.startsWith('historical.data.'));
    expect(backfills).toHaveLength(60);
    expect(backfills.filter(([, followUp]) => followUp?.kind !== 'fetch' || followUp.backfill !== true)).toEqual([]);
    expect(followUps.get('daily.data.workout_stream.created')).not.toHaveProperty('backfill');
    expect(followUps.get('historical.data.weight.created')).toMatchObject({
      operation: 'listTimeseries',
      parameters: { resource: '=body_weight' },
    });
    expect(followUps.get('historical.data.fat.created')).toMatchObject({
      operation: 'listTimeseries',
      parameters: { resource: '=body_fat' },
    });
    expect(followUps.get('historical.data.meal.created')).toMatchObject({ operation: 'listMeals' });
  });

  test('names only operations and parameters that the document has', () => {
    const operations = new Map(
      present(provider.apis[0]).operations.map((operation) => [operation.id, operation.parameters] as const),
    );
    for (const { key, followUp } of webhook.events) {
      if (followUp?.kind !== 'fetch') continue;
      const parameters = present(operations.get(followUp.operation));
      const given = Object.keys(followUp.parameters);
      expect(
        given.filter((name) => parameters.every((parameter) => parameter.name !== name)),
        key,
      ).toEqual([]);
      expect(
        parameters.filter(({ required, name }) => required && !given.includes(name)),
        key,
      ).toEqual([]);
    }
  });
});

describe.skipIf(!existsSync(REFERENCE))('the reference material (skipped where it is not there)', () => {
  test('has the same event types', () => {
    expect([...publishedTypes(JSON.parse(read('openapi.json')))].sort()).toEqual([...typeOf.keys()].sort());
  });

  test('every published body of a known event type passes the hard level', () => {
    const files = readdirSync(join(REFERENCE, 'samples')).filter(
      (file) => /^(?!api\.).*\.json$/.test(file) && !MISTYPED.includes(file),
    );
    const bodies = files.map((file) => ({ file, body: JSON.parse(read(`samples/${file}`)) as unknown }));
    const known = bodies.filter(({ body }) => typeOf.has(eventType(body)));
    expect(known.length).toBeGreaterThan(30);
    for (const { file, body } of known) expect(problems(body), file).toEqual([]);
  });
});

function problems(body: unknown): readonly string[] {
  const validate = present(ajv.getSchema(`vital#/$defs/${present(typeOf.get(eventType(body)))}`));
  return validate(body) === true
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

function eventType(body: unknown): string {
  const type = typeof body === 'object' && body !== null && 'event_type' in body ? body.event_type : undefined;
  return typeof type === 'string' ? type : '';
}

/** The values that the vendor's document allows for `event_type`, wherever it says so. */
function publishedTypes(value: unknown, types = new Set<string>()): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return types;
  if ('event_type' in value && typeof value.event_type === 'object' && value.event_type !== null) {
    const stated = value.event_type as { readonly const?: unknown; readonly enum?: unknown };
    const all = Array.isArray(stated.enum) ? (stated.enum as unknown[]) : [stated.const];
    for (const type of all) if (typeof type === 'string') types.add(type);
  }
  for (const member of Object.values(value)) publishedTypes(member, types);
  return types;
}

function createAjv(ir: ProviderIR): Ajv2020 {
  const validators = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  validators.addSchema({
    $id: 'vital',
    $defs: Object.fromEntries(ir.schemas.map(({ name, schema }) => [name, schema])),
  });
  return validators;
}

async function vitalFolder(): Promise<ProviderFolder> {
  const folders = await loadProviderFolders(join(ROOT, 'schemas'), 'schemas');
  return present(folders.value.find(({ provider: name }) => name === 'vital'));
}

function read(path: string): string {
  return readFileSync(join(REFERENCE, path), 'utf8');
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('expected a value');
  return value;
}
