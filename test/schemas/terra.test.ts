/** Terra's folder: it builds without a question left open, and its types accept what the vendor has published. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';

import type { ProviderIR, WebhookIR } from '../../generator/ir/ir.js';
import { loadProviderFolders } from '../../generator/load/folder.js';
import type { ProviderFolder } from '../../generator/load/folder.js';
import { loadSamples } from '../../generator/load/samples.js';
import { buildProvider } from '../../generator/provider.js';

const ROOT = resolve(import.meta.dirname, '../..');
const REFERENCE = resolve(ROOT, process.env['HOOKWRIGHT_REFERENCE'] ?? '../shared', 'providers/terra');
const PUBLISHED = /^(vendor-spec-example|vendor-docs|docs-template|assembled-from-spec)$/;

const folder = await terraFolder();
const built = buildProvider(folder);
const provider = present(built.value);
const webhook = present(provider.webhooks[0]);

describe('the folder', () => {
  test('builds without a diagnostic', () => {
    expect(built.diagnostics).toEqual([]);
  });

  test('has a type for each of the 26 event types', () => {
    expect(webhook.events.flatMap((event) => event.types)).toHaveLength(26);
  });

  test('has an operation for each of the 31 documented ones', () => {
    expect(provider.apis[0]?.operations).toHaveLength(31);
  });

  test('accepts its own samples', () => {
    const samples = loadSamples(folder).value;
    expect(samples.length).toBeGreaterThan(70);
    for (const { file, body } of samples) expect(problems(typeOf(webhook, body), body), file).toEqual([]);
  });

  test('refuses an event without its user, and a user without an id', () => {
    expect(problems('DailyEvent', { type: 'daily', data: [] })).not.toEqual([]);
    expect(problems('DeauthEvent', { type: 'deauth', user: { provider: 'OURA' } })).not.toEqual([]);
    expect(problems('DeauthEvent', { type: 'deauth', user: { user_id: 'u-1', provider: 'OURA' } })).toEqual([]);
  });
});

describe.skipIf(!existsSync(REFERENCE))('the reference material (skipped where it is not there)', () => {
  test('every published body passes the hard level', () => {
    const index = JSON.parse(read('samples-index.json')) as readonly { file: string; cls: string }[];
    const published = index.filter(
      ({ file, cls }) => PUBLISHED.test(cls) && /^(samples|assembled)\/(?!api\.)/.test(file),
    );
    expect(published.length).toBeGreaterThan(40);
    for (const { file } of published) {
      const body: unknown = JSON.parse(read(file));
      expect(problems(typeOf(webhook, body), body), file).toEqual([]);
    }
  });

  test('captured items of data pass the hard level', () => {
    for (const [file, type] of [
      ['daily.1', 'Daily'],
      ['sleep.1', 'Sleep'],
      ['sleep.2', 'Sleep'],
    ] as const) {
      expect(problems(type, JSON.parse(read(`data-items/${file}.json`))), file).toEqual([]);
    }
  });
});

const ajv = createAjv(provider);

function problems(type: string, body: unknown): readonly string[] {
  const validate = present(ajv.getSchema(`terra#/$defs/${type}`));
  return validate(body) === true
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

function createAjv(ir: ProviderIR): Ajv2020 {
  const instance = new Ajv2020({ strict: false, validateFormats: false });
  instance.addSchema({ $id: 'terra', $defs: Object.fromEntries(ir.schemas.map(({ name, schema }) => [name, schema])) });
  return instance;
}

function typeOf({ events }: WebhookIR, body: unknown): string {
  const type = (body as { readonly type: string }).type;
  return present(events.find((event) => event.types.includes(type))).schemaName;
}

async function terraFolder(): Promise<ProviderFolder> {
  const folders = await loadProviderFolders(join(ROOT, 'schemas'), 'schemas');
  return present(folders.value.find((candidate) => candidate.provider === 'terra'));
}

function read(path: string): string {
  return readFileSync(join(REFERENCE, path), 'utf8');
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('expected a value');
  return value;
}
