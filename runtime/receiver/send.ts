#!/usr/bin/env node
/** `npm run send -- terra sleep`: signed sample deliveries to a receiver with test secrets on this machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { testSecret } from './config.js';
import { loadProviders, type Providers, webhooksOf } from './providers.js';

const options = {
  all: { type: 'boolean' },
  count: { type: 'string', default: '1' },
  rate: { type: 'string', default: '0' },
  'bad-signature': { type: 'boolean' },
  stale: { type: 'boolean' },
  duplicate: { type: 'boolean' },
  older: { type: 'boolean' },
  burst: { type: 'boolean' },
  tamper: { type: 'boolean' },
  url: { type: 'string', default: 'http://127.0.0.1:8787' },
  samples: { type: 'string', default: 'schemas' },
} as const;

type Flags = ReturnType<typeof readFlags>['values'];

interface Sample {
  readonly provider: string;
  readonly webhook: string;
  readonly type: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Tells deliveries of one type apart. */
  readonly file: string;
}

function readFlags() {
  return parseArgs({ options, allowPositionals: true });
}

async function main(): Promise<void> {
  const { values, positionals } = readFlags();
  if (!/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(values.url))
    throw new Error('Sample deliveries go to this machine only.');
  const providers = await loadProviders('@hookwright/providers');
  const [provider, event] = positionals;
  const samples = findSamples(providers, values.samples, provider).filter(
    ({ type }) => values.all === true || event === undefined || type === event || type.startsWith(`${event}.`),
  );
  if (samples.length === 0 || (provider === undefined && values.all !== true))
    throw new Error('Name a provider and an event of which there are samples, or --all.');
  const chosen = values.all === true ? samples : samples.slice(0, 1);
  const wanted = chosen.flatMap((sample) =>
    Array.from({ length: Number(values.count) }, (_, index) => ({ sample, index })),
  );
  const statuses = new Map<number, number>();
  const deliver = async ({ sample, index }: (typeof wanted)[number]): Promise<void> => {
    for (let time = 0; time < (values.duplicate === true ? 2 : 1); time += 1) {
      const status = await post(providers, sample, index, values);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  if (values.burst === true) await Promise.all(wanted.map(deliver));
  else
    for (const each of wanted)
      await Promise.all([
        deliver(each),
        Number(values.rate) > 0 ? new Promise((resolve) => setTimeout(resolve, 1000 / Number(values.rate))) : undefined,
      ]);
  for (const [status, count] of [...statuses].sort((a, b) => a[0] - b[0]))
    console.log(status === 0 ? `not signed: ${count}` : `${status}: ${count}`);
}

/** Samples that a webhook knows as an event. */
function findSamples(providers: Providers, folder: string, only: string | undefined): readonly Sample[] {
  const names = Object.keys(providers).filter((name) => only === undefined || name === only);
  return names.flatMap((provider) => {
    const root = join(folder, provider, 'samples');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json') && !file.endsWith('.headers.json'))
      .sort();
    return files.flatMap((file) => {
      const body = readFileSync(join(root, file), 'utf8');
      const headers = readHeaders(join(root, file.replace(/\.json$/, '.headers.json')));
      for (const [webhook, { parse }] of Object.entries(webhooksOf(providers[provider]))) {
        const [event] = parse({ headers, body });
        if (event?.kind === 'event' && typeof event.type === 'string')
          return [{ provider, webhook, type: event.type, body, headers, file }];
      }
      return [];
    });
  });
}

function readHeaders(path: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

async function post(providers: Providers, sample: Sample, index: number, flags: Flags): Promise<number> {
  const webhook = webhooksOf(providers[sample.provider])[sample.webhook];
  if (webhook === undefined) throw new Error('The webhook is gone.');
  const { secrets, pathToken } = testSecret(sample.provider, sample.webhook, providers[sample.provider]);
  const body = vary(sample.body, index, flags.older === true);
  const now = new Date().getTime() - (flags.stale === true ? 3600_000 : 0);
  const secret =
    flags['bad-signature'] === true ? `whsec_${Buffer.from('not the secret of anything').toString('base64')}` : secrets;
  const signed = await webhook.sign(body, { secret, now, id: `msg_${sample.file}_${index}` }).catch(() => undefined);
  // Some documents lack what would be signed; the vendor does not sign them either.
  if (signed === undefined) return 0;
  const sent = flags.tamper === true ? `${body} ` : body;
  // Headers that identify a delivery are made different for each one.
  const identities = webhook.definition.delivery.flatMap((place) =>
    place.kind === 'header' && sample.headers[place.name] !== undefined
      ? [[place.name, `${sample.headers[place.name] ?? ''}-${index}`]]
      : [],
  );
  const headers = {
    ...sample.headers,
    ...(Object.fromEntries(identities) as Record<string, string>),
    ...signed,
    'content-type': 'application/json',
  };
  const path = `/webhooks/${sample.provider}/${sample.webhook}/sandbox${pathToken === undefined ? '' : `/${pathToken}`}`;
  return (await fetch(`${flags.url}${path}`, { method: 'POST', headers, body: sent })).status;
}

/** Another version of the document for each delivery, rising or, where older ones are wanted, falling. */
function vary(text: string, index: number, isOlder: boolean): string {
  const body = JSON.parse(text) as unknown;
  if (index === 0 && !isOlder) return text;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return `${text}${' '.repeat(index)}`;
  const version = (body as Readonly<Record<string, unknown>>)['document_version'];
  return JSON.stringify(
    typeof version === 'number'
      ? { ...body, document_version: isOlder ? Math.max(0, version - 1 - index) : version + index }
      : body,
    null,
    index % 10,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'failed');
  process.exitCode = 1;
});
