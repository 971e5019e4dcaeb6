import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Webhook } from '../../generated/dist/runtime/webhook/webhook.js';
import { buildProvider } from '../../generator/provider.js';
import type { WebhookIR } from '../../generator/ir/ir.js';
import { realFolders, root } from '../support/provider-folder.js';
import { referenceFile } from '../support/reference.js';
import { exceptions } from './exceptions.js';

/** Any webhook of the built package; which events it has does not matter here. */
type AnyWebhook = Webhook<Record<string, unknown>>;

interface Case {
  readonly name: string;
  readonly provider: string;
  readonly webhook: WebhookIR;
  readonly types: readonly string[];
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

const SECRETS = {
  text: 'a-secret-for-tests-only',
  base64: `whsec_${Buffer.from('a-secret-for-tests-only!').toString('base64')}`,
};

const packages = (await import(join(root, 'generated/dist/index.js'))) as Readonly<
  Record<string, { readonly webhooks: Readonly<Record<string, AnyWebhook>> }>
>;
const providers = (await realFolders()).map((folder) => ({ folder, ir: buildProvider(folder).value }));

/** Signs a body as its provider would, then takes it through the built package. */
async function receive(item: Case): Promise<readonly string[]> {
  const webhook = packages[item.provider]?.webhooks[item.webhook.name];
  if (webhook === undefined) throw new Error('the package has no such webhook');
  const { signature } = item.webhook;
  if (signature.kind === 'none')
    return webhook
      .parse({ headers: item.headers, body: item.body })
      .map((event) => `${event.kind} ${String(event.type)}`);
  const options = { secret: SECRETS[signature.key], now: 1_700_000_000_000, id: 'msg_test' };
  const signed = await webhook.sign(item.body, options);
  const delivery = await webhook.receive({ headers: { ...item.headers, ...signed }, body: item.body }, options);
  return delivery.events.map((event) => `event ${event.type}`);
}

const own: readonly Case[] = providers.flatMap(({ folder, ir }) =>
  (ir?.webhooks ?? []).flatMap((webhook) =>
    webhook.events.flatMap((event) => {
      const prefix = `samples/${event.samples ?? event.key}/`;
      const files = folder.files.filter(
        (file) =>
          file.path.startsWith(prefix) &&
          !file.path.slice(prefix.length).includes('/') &&
          !file.path.endsWith('.headers.json'),
      );
      return files.map((file): Case => {
        const headers = folder.files.find((other) => other.path === file.path.replace(/\.json$/, '.headers.json'));
        return {
          name: `${folder.label}/${file.path}`,
          provider: folder.provider,
          webhook,
          types: webhook.events
            .filter((other) => other.schemaName === event.schemaName)
            .flatMap((other) => other.types),
          body: new TextEncoder().encode(file.text),
          headers: headers === undefined ? {} : (JSON.parse(headers.text) as Record<string, string>),
        };
      });
    }),
  ),
);

const uniqueOwn = [...new Map(own.map((item) => [item.name, item])).values()];

describe('every sample passes verify, parse and validate of the built package', () => {
  it('are found for every webhook', () => {
    expect(new Set(uniqueOwn.map((item) => `${item.provider} ${item.webhook.name}`)).size).toBe(6);
  });

  it.each(uniqueOwn.filter((item) => exceptions[item.name] === undefined))('$name', async (item) => {
    const events = await receive(item);
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) expect(item.types.map((type) => `event ${type}`)).toContain(event);
  });
});

describe('a sample that is listed as an exception', () => {
  it.each(uniqueOwn.filter((item) => exceptions[item.name] !== undefined))('$name cannot be signed', async (item) => {
    await expect(receive(item)).rejects.toThrow();
  });
});

/** Where complete webhook bodies stand in the reference material, and which webhook they are of. */
const PUBLISHED = [
  { folder: 'providers/rook/samples', pattern: /^webhook\..*\.json$/, provider: 'rook', webhook: 'data' },
  {
    folder: 'providers/vital/samples',
    pattern: /^(daily|historical|labtest|lab_report|provider|continuous_query)\..*\.json$/,
    provider: 'vital',
    webhook: 'events',
  },
  { folder: 'providers/vital/samples/composed', pattern: /\.json$/, provider: 'vital', webhook: 'events' },
  { folder: 'providers/spike/samples', pattern: /^v3\.webhook\..*\.json$/, provider: 'spike', webhook: 'v3' },
  { folder: 'providers/terra/samples', pattern: /^(?!api\.).*\.json$/, provider: 'terra', webhook: 'events' },
] as const;

const published: readonly Case[] = PUBLISHED.flatMap(({ folder, pattern, provider, webhook: name }) => {
  const path = referenceFile(folder);
  const webhook = providers
    .find(({ folder: candidate }) => candidate.provider === provider)
    ?.ir?.webhooks.find((candidate) => candidate.name === name);
  if (path === undefined || webhook === undefined) return [];
  return readdirSync(path)
    .filter((file) => pattern.test(file))
    .sort()
    .map((file): Case => ({
      name: `${folder}/${file}`,
      provider,
      webhook,
      types: [],
      body: readFileSync(join(path, file)),
      headers: {},
    }));
});

/** True for a body whose event type the manifest knows; others are not what this suite is about. */
function isKnown(item: Case): boolean {
  const events = packages[item.provider]?.webhooks[item.webhook.name]?.parse({ headers: {}, body: item.body }) ?? [];
  return events.every((event) => event.kind !== 'unknown');
}

describe.skipIf(published.length === 0)('every published body of a known event type passes', () => {
  const known = published.filter(isKnown);

  it('are found', () => {
    expect(known.length).toBeGreaterThan(100);
  });

  it.each(known.filter((item) => exceptions[item.name] === undefined))('$name', async (item) => {
    expect((await receive(item)).every((event) => event.startsWith('event '))).toBe(true);
  });

  it.each(known.filter((item) => exceptions[item.name] !== undefined))('$name does not, as listed', async (item) => {
    await expect(receive(item)).rejects.toThrow();
  });
});
