/** ROOK: the published document can take the place of ours, and every sample fits the schema of its event. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';

import { eventTypeOf } from '../../generator/compose/roots.js';
import type { ProviderIR, WebhookIR } from '../../generator/ir/ir.js';
import { loadProviderFolders } from '../../generator/load/folder.js';
import type { ProviderFolder } from '../../generator/load/folder.js';
import { buildProvider } from '../../generator/provider.js';
import type { JsonValue } from '../../generator/schema.js';
import { findText } from '../../runtime/core/webhook/json-body.js';

const root = resolve(import.meta.dirname, '../..');
const reference = resolve(root, process.env['HOOKWRIGHT_REFERENCE'] ?? '../shared', 'providers/rook');
const published = join(reference, 'openapi.yaml');
const vectors = join(reference, 'signature.vectors.json');

const folder = await rookFolder();
const ours = build(folder);
const data = webhook(ours, 'data');
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $defs: Object.fromEntries(ours.schemas.map(({ name, schema }) => [name, schema])) }, 'rook');

describe('samples', () => {
  const samples = folder.files.filter(({ path }) => path.startsWith('samples/') && path.endsWith('.json'));

  test.each(samples.map(({ path, text }) => [path, text] as const))('%s fits the schema of its event', (path, text) => {
    const [, name] = path.split('/');
    const owner = ours.webhooks.find(({ events }) => events.some(({ key }) => key === name));
    expect(problemsOf(owner ?? data, JSON.parse(text) as JsonValue)).toEqual([]);
  });

  test('every event has two samples', () => {
    for (const { key } of ours.webhooks.flatMap(({ events }) => events)) {
      expect(samples.filter(({ path }) => path.startsWith(`samples/${key}/`)).length, key).toBeGreaterThanOrEqual(2);
    }
  });

  test('every signed text is found in every sample of version 2', () => {
    const bodies = samples
      .filter(({ path }) => !path.startsWith('samples/notification/'))
      .map(({ text }) => JSON.parse(text) as { version?: number });
    for (const body of bodies.filter(({ version }) => version === 2))
      expect(signedText(body)).toMatch(/^3e1f7a52-.+2026-03-/);
  });
});

describe('the published document in place of ours', () => {
  test.skipIf(!existsSync(published))('gives the same names, schemas and operations', () => {
    const theirs = build(withDocument(folder, readFileSync(published, 'utf8')));
    expect(theirs.schemas.map(({ name, module }) => `${module} ${name}`)).toEqual(
      ours.schemas.map(({ name, module }) => `${module} ${name}`),
    );
    expect(facts(theirs.schemas)).toEqual(facts(ours.schemas));
    expect(facts(theirs.apis)).toEqual(facts(ours.apis));
    expect(facts(theirs.webhooks)).toEqual(facts(ours.webhooks));
  });

  test.skipIf(!existsSync(published))('every published body fits the schema of its event', () => {
    const files = readdirSync(join(reference, 'samples')).filter((file) =>
      /^webhook\..*\.json$|^api\.user_info\./.test(file),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(problemsOf(data, readJson(join(reference, 'samples', file))), file).toEqual([]);
  });

  test.skipIf(!existsSync(vectors))('the signed content of published bodies is that of the vectors', () => {
    const { vectors: all } = readJson(vectors) as { vectors: { sample?: string; message: string }[] };
    const derived = all.flatMap(({ sample, message }) => (sample === undefined ? [] : [{ sample, message }]));
    expect(derived.length).toBeGreaterThan(0);
    for (const { sample, message } of derived) expect(signedText(readJson(join(reference, sample)))).toBe(message);
  });
});

async function rookFolder(): Promise<ProviderFolder> {
  const folders = await loadProviderFolders(join(root, 'schemas'), 'schemas');
  const rook = folders.value.find(({ provider }) => provider === 'rook');
  if (rook === undefined) throw new Error('schemas/rook is missing');
  return rook;
}

function build(input: ProviderFolder): ProviderIR {
  const { value, diagnostics } = buildProvider(input);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (value === undefined) throw new Error('no IR');
  return value;
}

function withDocument(input: ProviderFolder, text: string): ProviderFolder {
  return { ...input, files: input.files.map((file) => (file.path === 'openapi.yaml' ? { ...file, text } : file)) };
}

function webhook(provider: ProviderIR, name: string): WebhookIR {
  const found = provider.webhooks.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no webhook ${name}`);
  return found;
}

/** What Ajv has against a body as an event of a webhook. */
function problemsOf(hook: WebhookIR, body: JsonValue): readonly string[] {
  const type = eventTypeOf(hook.discriminator, body, {});
  const event = hook.events.find(({ types }) => type !== undefined && types.includes(type));
  if (event === undefined) return [`no event of type ${type ?? '(none)'}`];
  const validate = ajv.getSchema(`rook#/$defs/${event.schemaName}`);
  if (validate === undefined) return [`no schema ${event.schemaName}`];
  return validate(body) === true
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/** Values without what only describes. */
function facts(value: unknown, isMap = false): unknown {
  if (Array.isArray(value)) return value.map((item) => facts(item));
  if (typeof value !== 'object' || value === null) return value;
  const described = ['description', 'summary', 'examples'];
  const kept = Object.entries(value).filter(([name]) => isMap || !described.includes(name));
  return Object.fromEntries(kept.map(([name, member]) => [name, facts(member, name === 'properties')]));
}

function signedText(body: unknown): string {
  if (data.signature.kind !== 'hmac') throw new Error('expected a signature');
  const texts = data.signature.content.map((part) =>
    part.kind === 'member'
      ? part.pointers.map((pointer) => findText(body, pointer)).find((text) => text !== undefined)
      : undefined,
  );
  return texts.map((text) => text ?? '(missing)').join('');
}

function readJson(path: string): JsonValue {
  return JSON.parse(readFileSync(path, 'utf8')) as JsonValue;
}
