/** The configuration file: YAML, secrets by reference to the environment or to files, never in it. */
import { createHash } from 'node:crypto';
import { load } from 'js-yaml';
import { isWebhookError } from '../core/webhook/webhook-error.js';
import {
  asFields,
  asList,
  asNumber,
  asText,
  type Environment,
  type Fields,
  resolveReference,
  resolveSecret,
} from './config-fields.js';
import type { CallBudget } from './budget.js';
import type { ClientSettings } from './follow-ups.js';
import { createSource, type DriftFinders, type Providers, type Source, webhooksOf } from './providers.js';
import { type GapCall, gapValues } from './reconcile.js';

/** A source with its secrets resolved; it can be sent to a thread. */
export interface SourceSettings {
  readonly provider: string;
  readonly webhook: string;
  readonly environment: string;
  readonly secrets: readonly string[];
  /** Part of the path, where deliveries are not signed. */
  readonly pathToken: string | undefined;
  readonly limitBytes: number;
}

/** Everything a receiver is told. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** A path for SQLite, or a `postgres://` address. */
  readonly store: string;
  readonly package: string;
  readonly apiToken: string | undefined;
  readonly sources: readonly SourceSettings[];
  readonly clients: readonly ClientSettings[];
  readonly receives: boolean;
  readonly works: boolean;
  readonly memoryBytes: number;
  readonly requestSeconds: number;
  /** While deliveries come in, those of so long are processed together; half of the time for processing that is further behind. */
  readonly processing: { readonly gatherMs: number; readonly lagSeconds: number };
  readonly retry: { readonly tries: number; readonly firstSeconds: number; readonly longestSeconds: number };
  readonly retentionDays: number | undefined;
  /** The least that counts as silence; zero: no alarm. */
  readonly silenceHours: number;
  /** Base64 of 32 bytes each; the first one seals. */
  readonly encryptionKeys: readonly string[];
  readonly logLevel: string;
}

const defaults = {
  host: '127.0.0.1',
  port: 8787,
  store: './data/receiver.db',
  package: '@hookwright/providers',
  apiToken: undefined,
  sources: [],
  clients: [],
  receives: true,
  works: true,
  memoryBytes: 256 * 1024 * 1024,
  requestSeconds: 30,
  processing: { gatherMs: 100, lagSeconds: 60 },
  retry: { tries: 10, firstSeconds: 2, longestSeconds: 3600 },
  retentionDays: undefined,
  silenceHours: 6,
  encryptionKeys: [],
  logLevel: 'info',
} as const satisfies Config;

const known = {
  top: [
    'listen',
    'store',
    'package',
    'api',
    'webhooks',
    'clients',
    'roles',
    'limits',
    'processing',
    'retry',
    'retentionDays',
    'silenceHours',
    'encryption',
    'logLevel',
  ],
  webhook: ['provider', 'webhook', 'environment', 'secrets', 'pathToken', 'limitMb'],
  client: ['provider', 'environment', 'factory', 'options', 'budget', 'reconcile'],
} as const;

/** Reads a configuration; messages name the key that is wrong, never a value. */
export function parseConfig(text: string, environment: Environment): Config {
  const root = asFields(load(text), 'the file', known.top);
  const listen = asFields(root['listen'] ?? {}, 'listen', ['host', 'port']);
  const limits = asFields(root['limits'] ?? {}, 'limits', ['memoryMb', 'requestSeconds']);
  const api = asFields(root['api'] ?? {}, 'api', ['token']);
  const roles = asList(root['roles'] ?? ['receive', 'work'], 'roles');
  const settings = {
    host: asText(listen['host'] ?? defaults.host, 'listen.host'),
    port: asNumber(listen['port'] ?? defaults.port, 'listen.port'),
    store: resolveSecret(root['store'] ?? defaults.store, 'store', environment),
    package: asText(root['package'] ?? defaults.package, 'package'),
    apiToken: api['token'] === undefined ? undefined : resolveReference(api['token'], 'api.token', environment),
    sources: asList(root['webhooks'] ?? [], 'webhooks').map((each, index) =>
      readSource(each, `webhooks[${index}]`, environment),
    ),
    clients: asList(root['clients'] ?? [], 'clients').map((each, index) =>
      readClient(each, `clients[${index}]`, environment),
    ),
    receives: roles.includes('receive'),
    works: roles.includes('work'),
    memoryBytes: asNumber(limits['memoryMb'] ?? 256, 'limits.memoryMb') * 1024 * 1024,
    requestSeconds: asNumber(limits['requestSeconds'] ?? defaults.requestSeconds, 'limits.requestSeconds'),
    processing: readNumbers(root, 'processing'),
    retry: readNumbers(root, 'retry'),
    retentionDays: root['retentionDays'] === undefined ? undefined : asNumber(root['retentionDays'], 'retentionDays'),
    silenceHours: asNumber(root['silenceHours'] ?? defaults.silenceHours, 'silenceHours'),
    encryptionKeys: asList(
      asFields(root['encryption'] ?? {}, 'encryption', ['keys'])['keys'] ?? [],
      'encryption.keys',
    ).map((key, index) => resolveReference(key, `encryption.keys[${index}]`, environment)),
    logLevel: asText(root['logLevel'] ?? defaults.logLevel, 'logLevel'),
  };
  if (settings.apiToken !== undefined && settings.apiToken.length < 16)
    throw new Error('api.token is shorter than 16 characters.');
  return settings;
}

/** A map of numbers, each with a default. */
function readNumbers<Key extends 'processing' | 'retry'>(root: Fields, key: Key): Config[Key] {
  const entries: readonly (readonly [string, number])[] = Object.entries(defaults[key]);
  const given = asFields(root[key] ?? {}, key, Object.keys(defaults[key]));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, asNumber(given[name] ?? value, `${key}.${name}`)]),
  ) as unknown as Config[Key];
}

/** All webhooks of the package with test secrets, for trying things out on this machine. */
export function demoConfig(providers: Providers, packageName: string): Config {
  const sources = Object.entries(providers).flatMap(([provider, module]) =>
    Object.keys(webhooksOf(module)).map((webhook) => ({
      provider,
      webhook,
      environment: 'sandbox',
      limitBytes: 64 * 1024 * 1024,
      ...testSecret(provider, webhook, module),
    })),
  );
  return { ...defaults, package: packageName, sources, apiToken: 'test-token-of-this-machine' };
}

/** A secret that everybody knows, in the form that the webhook wants. */
export function testSecret(
  provider: string,
  webhook: string,
  module: Providers[string] | undefined,
): Pick<SourceSettings, 'secrets' | 'pathToken'> {
  const signature = webhooksOf(module)[webhook]?.definition.signature;
  const digest = createHash('sha256').update(`test ${provider} ${webhook}`).digest('base64');
  if (signature?.kind !== 'hmac') return { secrets: [], pathToken: `test-token-${provider}-${webhook}` };
  return {
    secrets: [
      signature.key === 'base64' ? `${signature.keyPrefix ?? ''}${digest}` : `test-secret-${provider}-${webhook}`,
    ],
    pathToken: undefined,
  };
}

/** Sources by path. Unsigned webhooks need a token in theirs; all others a secret. */
export async function buildSources(
  providers: Providers,
  settings: readonly SourceSettings[],
  packageName?: string,
): Promise<ReadonlyMap<string, Source>> {
  const sources = new Map<string, Source>();
  for (const { pathToken, ...each } of settings) {
    const drift = packageName === undefined ? {} : await loadDrift(packageName, each.provider, each.webhook);
    const source = createSource(providers, each, each, drift);
    const isSigned = source.webhook.definition.signature.kind === 'hmac';
    if (isSigned && each.secrets.length === 0) throw new Error(`${source.name} needs a secret.`);
    if (!isSigned && (pathToken ?? '').length < 16)
      throw new Error(`${source.name} is not signed and needs a pathToken of at least 16 characters.`);
    if (isSigned) await checkSecrets(source);
    const path = `/webhooks/${source.name}${isSigned ? '' : `/${pathToken ?? ''}`}`;
    if (sources.has(path)) throw new Error(`${source.name} is there twice.`);
    sources.set(path, source);
  }
  return sources;
}

/** Secrets that are not in the webhook's form fail at the start, not with the first delivery. */
async function checkSecrets({ name, webhook, secrets }: Source): Promise<void> {
  // What has to be in a body to sign it is not the point here.
  const error: unknown = await webhook
    .sign('{}', { secret: secrets, now: 0, id: 'check' })
    .catch((each: unknown) => each);
  if (isWebhookError(error) && (error.reason === 'malformed_secret' || error.reason === 'missing_secret'))
    throw new Error(`${name}: ${error.message}`);
}

/** Optional: the package may come without checks for news. */
async function loadDrift(packageName: string, provider: string, webhook: string): Promise<DriftFinders> {
  try {
    const module = (await import(`${packageName}/${provider}/drift`)) as Readonly<
      Record<string, DriftFinders | undefined>
    >;
    return module[`${webhook}Drift`] ?? {};
  } catch {
    return {};
  }
}

function readSource(value: unknown, at: string, environment: Environment): SourceSettings {
  const fields = asFields(value, at, known.webhook);
  const secrets = asList(fields['secrets'] ?? [], `${at}.secrets`).map((secret, index) =>
    resolveReference(secret, `${at}.secrets[${index}]`, environment),
  );
  return {
    provider: asText(fields['provider'], `${at}.provider`),
    webhook: asText(fields['webhook'], `${at}.webhook`),
    environment: asText(fields['environment'] ?? 'production', `${at}.environment`),
    secrets,
    pathToken:
      fields['pathToken'] === undefined
        ? undefined
        : resolveReference(fields['pathToken'], `${at}.pathToken`, environment),
    limitBytes: asNumber(fields['limitMb'] ?? 64, `${at}.limitMb`) * 1024 * 1024,
  };
}

function readClient(value: unknown, at: string, environment: Environment): ClientSettings {
  const fields = asFields(value, at, known.client);
  const options = Object.entries(asFields(fields['options'] ?? {}, `${at}.options`)).map(([name, option]) => {
    const isUser = typeof option === 'object' && option !== null && (option as Fields)['from'] === 'user';
    // Numbers that the package wants as such, like the id of an application.
    if (typeof option === 'number' || typeof option === 'boolean') return [name, option];
    return [name, isUser ? { from: 'user' } : resolveSecret(option, `${at}.options.${name}`, environment)];
  });
  return {
    provider: asText(fields['provider'], `${at}.provider`),
    environment: asText(fields['environment'] ?? 'production', `${at}.environment`),
    factory: asText(fields['factory'] ?? 'createClient', `${at}.factory`),
    options: Object.fromEntries(options) as ClientSettings['options'],
    budget: fields['budget'] === undefined ? undefined : readBudget(fields['budget'], `${at}.budget`),
    gapCalls: asList(fields['reconcile'] ?? [], `${at}.reconcile`).map((call, index) =>
      readGapCall(call, `${at}.reconcile[${index}]`),
    ),
  };
}

function readBudget(value: unknown, at: string): readonly CallBudget[] {
  return asList(value, at).map((limit, index) => {
    const { requests, seconds } = asFields(limit, `${at}[${index}]`, ['requests', 'seconds']);
    return {
      requests: asNumber(requests, `${at}[${index}].requests`),
      seconds: asNumber(seconds, `${at}[${index}].seconds`),
    };
  });
}

function readGapCall(value: unknown, at: string): GapCall {
  const { operation, parameters = {} } = asFields(value, at, ['operation', 'parameters']);
  const values = Object.entries(asFields(parameters, `${at}.parameters`)).map(([name, each]) => {
    if (typeof each === 'string') return [name, each];
    const { from } = asFields(each, `${at}.parameters.${name}`, ['from']);
    if (!gapValues.some((known) => known === from)) throw new Error(`${at}.parameters.${name}.from is not known.`);
    return [name, { from }];
  });
  return {
    operation: asText(operation, `${at}.operation`),
    parameters: Object.fromEntries(values) as GapCall['parameters'],
  };
}
