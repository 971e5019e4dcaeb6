#!/usr/bin/env node
/** `npm run send -- terra sleep`: signed sample deliveries to a receiver with test secrets on this machine. */
import type { EventRule, VersionRule } from '../core/rules.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { testSecret } from './config.js';
import { loadProviders, type Providers, webhooksOf } from './providers.js';

const usage = `npm run send -- <provider> [event] [options]
npm run send -- --all

  --all             every sample, of all providers or of the one that is named
  --count 10        so many of each, all different
  --rate 50         so many a second
  --burst           all at once
  --duplicate       each twice
  --older           then an older version of each
  --bad-signature   signed with another secret
  --stale           signed an hour ago
  --tamper          a byte more than was signed
  --url, --samples  where to send to, where the samples are`;

const options = {
  help: { type: 'boolean' },
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
  const [provider, event] = positionals;
  if (values.help === true || (provider === undefined && values.all !== true)) {
    console.log(usage);
    return;
  }
  if (!/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(values.url))
    throw new Error('Sample deliveries go to this machine only.');
  const [count, rate] = [toNumber(values.count, '--count'), toNumber(values.rate, '--rate')];
  const providers = await loadProviders('@hookwright/providers');
  if (provider !== undefined && providers[provider] === undefined)
    throw new Error(`There is no provider ${provider}. There are: ${Object.keys(providers).sort().join(', ')}`);
  const samples = findSamples(providers, values.samples, provider);
  const matching = samples.filter(({ type }) => event === undefined || matches(type, event));
  if (matching.length === 0) {
    const types = [...new Set(samples.map((sample) => sample.type))].sort();
    throw new Error(`No sample of ${[provider, event].join(' ')}. There are: ${types.join(', ')}`);
  }
  const chosen = values.all === true ? matching : matching.slice(0, 1);
  const wanted = chosen.flatMap((sample) => Array.from({ length: count }, (_, index) => ({ sample, index })));
  const counts = new Map<string, number>();
  const deliver = async ({ sample, index }: (typeof wanted)[number]): Promise<void> => {
    const steps = [0, ...(values.duplicate === true ? [0] : []), ...(values.older === true ? [-1] : [])];
    for (const step of steps) {
      const said = describe(await post(providers, sample, index, step, values));
      const line = chosen.length === 1 ? `${sample.provider} ${sample.type}: ${said}` : said;
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
  };
  if (values.burst === true) await Promise.all(wanted.map(deliver));
  else
    for (const each of wanted)
      await Promise.all([
        deliver(each),
        rate > 0 ? new Promise((resolve) => setTimeout(resolve, 1000 / rate)) : undefined,
      ]);
  for (const [line, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(`${count} × ${line}`);
}

function toNumber(text: string, name: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new Error(`${name} has to be a number.`);
  return Number(text);
}

/** `sleep` means `sleep`, `sleep.…` and `….sleep.…`. */
function matches(type: string, event: string): boolean {
  return `.${type}.`.includes(`.${event}.`);
}

const meanings: Readonly<Record<number, string>> = {
  0: 'not sent, as what would be signed is not in the sample',
  401: '401 refused: not genuine',
  413: '413 refused: too large',
  404: '404 there is no such webhook; was the receiver started with npm run receive?',
  503: '503 come again later',
};

function describe(status: number): string {
  return meanings[status] ?? `${status} ${status < 300 ? 'stored, or known' : ''}`;
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

async function post(providers: Providers, sample: Sample, index: number, step: number, flags: Flags): Promise<number> {
  const module = providers[sample.provider];
  const webhook = webhooksOf(module)[sample.webhook];
  if (webhook === undefined) throw new Error('The webhook is gone.');
  const { secrets, pathToken } = testSecret(sample.provider, sample.webhook, module);
  const rules = (module?.[`${sample.webhook}Rules`] ?? []) as readonly EventRule[];
  const version = rules.find(({ types }) => types.includes(sample.type))?.records?.version;
  const clock = new Date().getTime();
  const body = vary(sample.body, index, step, version);
  const now = clock - (flags.stale === true ? 3600_000 : 0);
  const secret =
    flags['bad-signature'] === true ? `whsec_${Buffer.from('not the secret of anything').toString('base64')}` : secrets;
  const id = `msg_${sample.file}_${index}${step === 0 ? '' : '_older'}`;
  const signed = await webhook.sign(body, { secret, now, id }).catch(() => undefined);
  // Some documents lack what would be signed; the vendor does not sign them either.
  if (signed === undefined) return 0;
  const sent = flags.tamper === true ? `${body} ` : body;
  // Headers that identify a delivery are made different for each one.
  const own = webhook.definition.delivery.flatMap((place) =>
    place.kind === 'header' && sample.headers[place.name] !== undefined
      ? [[place.name, `${sample.headers[place.name] ?? ''}-${index}${step}`]]
      : [],
  );
  if (version?.kind === 'header') own.push([version.name, String(1_000_000 + index * 10 + step)]);
  const headers = {
    ...sample.headers,
    ...(Object.fromEntries(own) as Record<string, string>),
    ...signed,
    'content-type': 'application/json',
  };
  const path = `/webhooks/${sample.provider}/${sample.webhook}/sandbox${pathToken === undefined ? '' : `/${pathToken}`}`;
  const response = await fetch(`${flags.url}${path}`, { method: 'POST', headers, body: sent }).catch(() => undefined);
  if (response === undefined) throw new Error(`Nobody listens at ${flags.url}. Start a receiver: npm run receive`);
  return response.status;
}

/** Another version of the document for each delivery, in other bytes; older ones are stored after and must not win. */
function vary(text: string, index: number, step: number, version: VersionRule | undefined): string {
  if (index === 0 && step === 0) return text;
  const body = JSON.parse(text) as Readonly<Record<string, unknown>>;
  if (Array.isArray(body)) return `${text}${' '.repeat(2 * index - step)}`;
  const member = version?.kind === 'highest' ? version.pointer.slice(1) : '';
  const value = body[member];
  const changed = typeof value === 'number' ? { ...body, [member]: Math.max(0, value + index + step) } : body;
  return `${JSON.stringify(changed)}${' '.repeat(2 * index - step)}`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'failed');
  process.exitCode = 1;
});
