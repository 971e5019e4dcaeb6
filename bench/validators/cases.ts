/** What every contender checks: GitHub's event schemas with a real body, and a heart-rate series of our own. */
import { createRequire } from 'node:module';
import type { NamedSchema } from '../../generator/ir/ir.js';
import type { JsonObject, JsonValue } from '../../generator/schema.js';

/** One comparison: schemas by name, the one that counts, a value that matches and values that do not. */
export interface Case {
  readonly name: string;
  readonly root: string;
  readonly schemas: ReadonlyMap<string, JsonObject>;
  readonly valid: JsonValue;
  readonly invalid: readonly JsonValue[];
}

const require = createRequire(import.meta.url);
const github = require('@octokit/webhooks-schemas') as { readonly definitions: Readonly<Record<string, JsonObject>> };
const examples = require('@octokit/webhooks-examples/api.github.com/index.json') as readonly {
  readonly name: string;
  readonly examples: readonly JsonObject[];
}[];

/** Keywords that not every peer can say; all contenders go without them. */
const dropped: ReadonlySet<string> = new Set([
  ...['description', 'title', '$schema', 'tsAdditionalProperties', 'default', '$comment', 'examples'],
  ...['minItems', 'maxItems', 'uniqueItems', 'maxLength'],
]);

/** The names of forty events. */
export const fortyNames: readonly string[] = Object.keys(github.definitions)
  .filter((name) => /^[a-z_]+\$[a-z_]+$/.test(name) && github.definitions[name]?.['type'] === 'object')
  .filter((name) => (github.definitions[name]?.['properties'] as JsonObject | undefined)?.['action'] !== undefined)
  .slice(0, 40)
  .map(toPascal);

/** The three comparisons, with or without formats. */
export function createCases(formats: boolean): readonly Case[] {
  return [
    createCase(
      'GitHub pull_request, 24 kB',
      githubSchemas(formats),
      'PullRequestOpened',
      pullRequest(),
      breakPullRequest,
    ),
    createCase('wearable, 40 samples', wearableSchemas(formats), 'HeartRate', wearable(40), (index) =>
      breakWearable(index, 39),
    ),
    createCase('wearable, 1,000 samples', wearableSchemas(formats), 'HeartRate', wearable(1000), (index) =>
      breakWearable(index, 999),
    ),
  ];
}

/** The schemas of forty events and all that they refer to. */
export function fortySchemas(formats: boolean): ReadonlyMap<string, JsonObject> {
  return closure(githubSchemas(formats), fortyNames);
}

/** An event of the forty that its schema accepts. */
export function examplesOf(name: string): readonly JsonObject[] {
  return examples
    .flatMap((set) => set.examples.map((body) => ({ name: toPascal(`${set.name}$${body['action'] as string}`), body })))
    .filter((example) => example.name === name)
    .map(({ body }) => body);
}

/** Schemas in the form that emitters take. */
export function toNamed(schemas: ReadonlyMap<string, JsonObject>): readonly NamedSchema[] {
  return [...schemas].map(([name, schema]) => ({
    name,
    schema: schema,
    module: toKebab(name),
    role: 'data',
    origin: { kind: 'declared', document: 'bench', pointer: `/${name}` },
  }));
}

/** The schemas that some of them need. */
export function closure(
  schemas: ReadonlyMap<string, JsonObject>,
  roots: readonly string[],
): ReadonlyMap<string, JsonObject> {
  const found = new Set<string>();
  const pending = [...roots];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const [, name = ''] of JSON.stringify(schemas.get(next)).matchAll(/"#\/\$defs\/(\w+)"/g)) pending.push(name);
  }
  return new Map([...found].map((name) => [name, schemas.get(name) ?? {}]));
}

/** File stem of a schema. */
export function toKebab(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

function createCase(
  name: string,
  schemas: ReadonlyMap<string, JsonObject>,
  root: string,
  valid: JsonValue,
  spoil: (index: number) => (value: never) => void,
): Case {
  const invalid = [0, 1, 2, 3].map((index) => {
    const copy = structuredClone(valid);
    spoil(index)(copy as never);
    return copy;
  });
  return { name, root, schemas: closure(schemas, [root]), valid, invalid };
}

function pullRequest(): JsonValue {
  const bodies =
    examples.find(({ name }) => name === 'pull_request')?.examples.filter(({ action }) => action === 'opened') ?? [];
  return bodies.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0] ?? null;
}

interface PullRequest {
  action: unknown;
  sender: unknown;
  repository: { owner: { id: unknown } };
  pull_request: { head: { sha?: unknown } };
}

function breakPullRequest(index: number): (value: PullRequest) => void {
  const breaks: ((value: PullRequest) => void)[] = [
    (value) => (value.repository.owner.id = '1'),
    (value) => delete value.pull_request.head.sha,
    (value) => (value.action = 'nope'),
    (value) => (value.sender = null),
  ];
  return breaks[index] ?? (() => undefined);
}

interface Wearable {
  event_id?: unknown;
  data: { unit: unknown; samples: unknown[] };
}

function breakWearable(index: number, last: number): (value: Wearable) => void {
  const breaks: ((value: Wearable) => void)[] = [
    (value) => ((value.data.samples[last] as { bpm: unknown }).bpm = '61'),
    (value) => delete value.event_id,
    (value) => (value.data.unit = 'x'),
    (value) => (value.data.samples[Math.floor(last / 2)] = null),
  ];
  return breaks[index] ?? (() => undefined);
}

function wearable(count: number): JsonValue {
  const start = Date.UTC(2026, 2, 1, 7, 30);
  const samples = Array.from({ length: count }, (_, index) => ({
    timestamp: new Date(start + index * 1000).toISOString(),
    bpm: 60 + ((index * 7) % 40),
  }));
  const data = {
    source: { provider: 'garmin', device: 'Example watch', firmware: null },
    unit: 'bpm',
    summary: { avg: 71.4, min: 48, max: 164, resting: 52 },
    samples,
  };
  const ids = { event_id: '3f2b8c1e-4d5a-4f6b-8c7d-9e0f1a2b3c4d', user_id: 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d' };
  return { event_type: 'heart_rate.created', ...ids, created_at: new Date(start).toISOString(), data };
}

function wearableSchemas(formats: boolean): ReadonlyMap<string, JsonObject> {
  const text = (format: string): JsonObject => (formats ? { type: 'string', format } : { type: 'string' });
  const sample = objectSchema(
    {
      timestamp: text('date-time'),
      bpm: { type: 'integer' },
      context: { type: 'string', enum: ['rest', 'active', 'sleep'] },
    },
    ['timestamp', 'bpm'],
  );
  const event = objectSchema(
    {
      event_type: { const: 'heart_rate.created' },
      event_id: text('uuid'),
      user_id: text('uuid'),
      created_at: text('date-time'),
      data: wearableData(sample),
    },
    ['event_type', 'event_id', 'user_id', 'created_at', 'data'],
  );
  return new Map([['HeartRate', event]]);
}

function wearableData(sample: JsonObject): JsonObject {
  const optionalText: JsonObject = { type: ['string', 'null'] };
  const providers = ['garmin', 'fitbit', 'oura', 'apple', 'whoop'];
  const source = objectSchema(
    { provider: { type: 'string', enum: providers }, device: optionalText, firmware: optionalText },
    ['provider'],
  );
  const summary = objectSchema(
    {
      avg: { type: 'number' },
      min: { type: 'integer' },
      max: { type: 'integer' },
      resting: { type: ['integer', 'null'] },
    },
    ['avg', 'min', 'max'],
  );
  const samples: JsonObject = { type: 'array', items: sample };
  const unit: JsonObject = { type: 'string', enum: ['bpm', 'rpm'] };
  return objectSchema({ source, unit, summary, samples }, ['source', 'unit', 'samples']);
}

function objectSchema(properties: JsonObject, required: readonly string[]): JsonObject {
  return { type: 'object', required, properties };
}

function githubSchemas(formats: boolean): ReadonlyMap<string, JsonObject> {
  return new Map(
    Object.entries(github.definitions).map(([name, schema]) => [toPascal(name), clean(schema, formats) as JsonObject]),
  );
}

function clean(value: JsonValue, formats: boolean, isByName = false): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => clean(item, formats));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, part]) => isByName || keeps(key, part, formats));
  return Object.fromEntries(entries.map(([key, part]) => [key, cleanKeyword(key, part, formats, isByName)]));
}

function keeps(keyword: string, value: JsonValue, formats: boolean): boolean {
  if (dropped.has(keyword) && (typeof value !== 'object' || Array.isArray(value))) return false;
  if (keyword === 'additionalProperties' && value === false) return false;
  return keyword !== 'format' || (formats && value !== 'uri-template');
}

function cleanKeyword(keyword: string, value: JsonValue, formats: boolean, isByName: boolean): JsonValue {
  if (!isByName && keyword === '$ref') return `#/$defs/${toPascal((value as string).slice('#/definitions/'.length))}`;
  if (!isByName && ['enum', 'const', 'required'].includes(keyword)) return value;
  return clean(value, formats, !isByName && keyword === 'properties');
}

function toPascal(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
